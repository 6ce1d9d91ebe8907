package main

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// planted is an article with defects, and what must be done about them.
type planted struct {
	text  string
	lost  []int // byte offsets in text at which a blank was lost
	stray []int // byte offsets in text of blanks that do not belong
}

// plant rewrites a text blank by blank: drop says which blanks are lost, split how many bytes
// of a word stand before a blank put into it (0 for none).
func plant(text string, drop func(i int) bool, split func(word string) int) planted {
	var out strings.Builder
	p := planted{}
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			if i > 0 && i+1 < len(text) && text[i-1] > ' ' && text[i+1] > ' ' && drop(i) {
				p.lost = append(p.lost, out.Len())
			} else {
				out.WriteByte(' ')
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			out.WriteString(text[i : i+size])
			i += size
			continue
		}
		end := i + strings.IndexFunc(text[i:]+" ", func(r rune) bool { return !unicode.IsLetter(r) })
		if at := split(text[i:end]); at > 0 {
			out.WriteString(text[i : i+at])
			p.stray = append(p.stray, out.Len())
			out.WriteByte(' ')
			i += at
		}
		out.WriteString(text[i:end])
		i = end
	}
	p.text = out.String()
	return p
}

func never(int) bool { return false }

func whole(string) int { return 0 }

// plantNothing returns the article as it is.
func plantNothing(text string) planted { return planted{text: text} }

// plantLoss drops every blank with the same probability.
func plantLoss(text string, rate float64, rng *rand.Rand) planted {
	return plant(text, func(int) bool { return rng.Float64() < rate }, whole)
}

// plantSplits puts a blank into words of four letters and more.
func plantSplits(text string, rate float64, rng *rand.Rand) planted {
	return plant(text, never, func(word string) int {
		n := utf8.RuneCountInString(word)
		if n < 4 || rng.Float64() >= rate {
			return 0
		}
		at := 0
		for range 1 + rng.IntN(n-1) {
			_, size := utf8.DecodeRuneInString(word[at:])
			at += size
		}
		return at
	})
}

// plantShifts moves blanks between two words by a letter or two, with the given probability.
func plantShifts(text string, rate float64, rng *rand.Rand) planted {
	var p planted
	out := []byte(text)
	for i := 1; i+1 < len(text); i++ {
		if text[i] != ' ' || rng.Float64() >= rate {
			continue
		}
		by := 1 + rng.IntN(2)
		left, right := lettersBefore(text, i), lettersAfter(text, i+1)
		if left <= by || right <= by {
			continue
		}
		if rng.IntN(2) == 0 { // "los niños" to "lo sniños"
			n := bytesOfLast(text[:i], by)
			copy(out[i-n+1:], text[i-n:i])
			out[i-n] = ' '
			p.stray, p.lost = append(p.stray, i-n), append(p.lost, i+1)
		} else {
			n := bytesOfFirst(text[i+1:], by)
			copy(out[i:], text[i+1:i+1+n])
			out[i+n] = ' '
			p.stray, p.lost = append(p.stray, i+n), append(p.lost, i)
		}
		i += 2 * by * utf8.UTFMax
	}
	p.text = string(out)
	return p
}

func lettersBefore(text string, end int) int {
	n := 0
	for end > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:end])
		if !unicode.IsLetter(r) {
			break
		}
		end -= size
		n++
	}
	return n
}

func lettersAfter(text string, start int) int {
	n := 0
	for _, r := range text[start:] {
		if !unicode.IsLetter(r) {
			break
		}
		n++
	}
	return n
}

func bytesOfLast(s string, runes int) int {
	n := 0
	for range runes {
		_, size := utf8.DecodeLastRuneInString(s[:len(s)-n])
		n += size
	}
	return n
}

func bytesOfFirst(s string, runes int) int {
	n := 0
	for range runes {
		_, size := utf8.DecodeRuneInString(s[n:])
		n += size
	}
	return n
}

// page is how the lines of one article were set.
type page struct {
	width int     // code points
	tag   int     // columns before the first word of a paragraph, mostly
	kept  float64 // share of newlines that became a blank
	noise float64 // share of lines that break a word early or late
}

// drawPage draws a page of one of the kinds that crawls show: no tag, a short or a long one.
func drawPage(rng *rand.Rand) page {
	p := page{width: 60 + rng.IntN(41)}
	switch rng.IntN(4) {
	case 0:
	case 1:
		p.tag = p.width - 8 - rng.IntN(18)
	default:
		p.tag = 1 + rng.IntN(p.width-4)
	}
	p.kept = []float64{0, 0, 0.05, 0.15, 0.35}[rng.IntN(5)]
	p.noise = []float64{0, 0, 0.01, 0.04}[rng.IntN(4)]
	return p
}

// plantWraps sets every paragraph in lines and drops the newlines that are not kept.
func plantWraps(text string, pg page, rng *rand.Rand) planted {
	breaks := map[int]bool{}
	at := 0
	for line := range strings.Lines(text) {
		pg.breakLine(line, at, breaks, rng)
		at += len(line)
	}
	return plant(text, func(i int) bool { return breaks[i] && rng.Float64() >= pg.kept }, whole)
}

// breakLine marks the blanks of a paragraph at which its lines end.
func (pg page) breakLine(paragraph string, offset int, breaks map[int]bool, rng *rand.Rand) {
	col := 0
	if pg.tag > 0 {
		col = min(max(pg.tag+rng.IntN(13)-6, 0), pg.width-2)
	}
	for i, blank := 0, -1; i < len(paragraph); {
		end := i + strings.IndexAny(paragraph[i:]+" ", " \n\t")
		n := utf8.RuneCountInString(paragraph[i:end])
		next := col + n
		if blank >= 0 {
			next++
		}
		limit := pg.width
		if rng.Float64() < pg.noise {
			limit += rng.IntN(13) - 8
		}
		if next > limit && blank >= 0 {
			breaks[offset+blank] = true
			next = n
		}
		col, blank = next, end
		i = end + 1
	}
}
