package structure

import (
	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

// mendBlanks returns the edits that set the blanks of d as agencies set them:
// none in front of a comma and one behind it, none but one in front of the
// agency, one on each side of the dash, none inside ".-". A comma in front of
// the agency goes.
func mendBlanks(p *rules.Pass, d *heading.Dateline) []fixers.Edit {
	var edits []fixers.Edit
	first := p.TokenAt(d.Start)
	for i := first; i < d.Next; i++ {
		t, next := &p.Tokens[i], i+1
		if i < d.Place.Last && d.Place.Kind != 0 {
			edits = append(edits, joints(p, i)...)
		}
		if next >= d.Next {
			break
		}
		from, to := int(t.End), int(p.Tokens[next].Start)
		switch {
		case p.Of(next) == "," && next+1 < d.Next && int(p.Tokens[next+1].Start) == d.Agency.Start && !d.Agency.Empty():
			edits = append(edits, gap(p, from, d.Agency.Start, " ")...)
			i++
		case p.Of(next) == ",":
			edits = append(edits, gap(p, from, to, "")...)
		case to == d.Dash.Start && !d.Dash.Empty():
			edits = append(edits, gap(p, from, to, beforeDash(p, d))...)
		case p.Of(i) == "," || to == d.Agency.Start && !d.Agency.Empty():
			edits = append(edits, gap(p, from, to, " ")...)
		}
	}
	if !d.Dash.Empty() {
		edits = append(edits, gap(p, d.Dash.End, d.Lead, " ")...)
	}
	return edits
}

func beforeDash(p *rules.Pass, d *heading.Dateline) string {
	if p.Text[d.Dash.Start] == '.' {
		return ""
	}
	return " "
}

// gap returns the edit that makes want of the text between two offsets, none
// when it is that already.
func gap(p *rules.Pass, from, to int, want string) []fixers.Edit {
	s := article.Span{Start: from, End: to}
	if p.At(s) == want {
		return nil
	}
	return []fixers.Edit{{Span: s, New: want}}
}

// joints returns the blanks to insert inside token i of a known place:
// "CiudadHo Chi Minh".
func joints(p *rules.Pass, i int) []fixers.Edit {
	if p.Tokens[i].Case != article.Mixed {
		return nil
	}
	var edits []fixers.Edit
	for _, at := range heading.Joints(p.Of(i)) {
		at += int(p.Tokens[i].Start)
		edits = append(edits, fixers.Edit{Span: article.Span{Start: at, End: at}, New: " "})
	}
	return edits
}
