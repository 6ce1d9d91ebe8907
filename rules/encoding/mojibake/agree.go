package mojibake

import "strings"

// Agreement of the rest of the article: so many sure repairs through the same
// code page give a doubtful one so many points, and more when one of them is
// on the same line.
const (
	agreeing       = 2
	agreementBonus = Points(3)
	lineBonus      = Points(2)
	otherPageBonus = Points(1) // for a sure one on the line through another code page
)

// agree lends the evidence of the article to its doubtful repairs, and drops
// those that stay doubtful and those that overlap the one before.
func agree(text string, found []Repair, certain counts) []Repair {
	lines := certainByLine(text, found)
	kept, end := found[:0], 0
	for i, r := range found {
		r.Agreeing = certain[r.Code]
		if r.Score < sure && r.Agreeing >= agreeing {
			r.Score += agreementBonus
			if lines[i].has(r.Code) {
				r.Score += lineBonus
			}
		} else if r.Score < sure && !r.Lossy && lines[i] != 0 {
			r.Score += otherPageBonus // the same text may pass for two code pages
		}
		if r.Score >= fair && r.Start >= end {
			kept, end = append(kept, r), r.End
		}
	}
	return kept
}

// certainByLine returns for each repair the code pages of the sure ones on its line.
func certainByLine(text string, found []Repair) []set {
	sets := make([]set, len(found))
	for first := 0; first < len(found); {
		last := first + 1
		for last < len(found) && found[last].Start >= found[last-1].End && strings.IndexByte(text[found[last-1].End:found[last].Start], '\n') < 0 {
			last++
		}
		var on set
		for _, r := range found[first:last] {
			if r.Sure() {
				on |= 1 << r.Code
			}
		}
		for i := range sets[first:last] {
			sets[first+i] = on
		}
		first = last
	}
	return sets
}
