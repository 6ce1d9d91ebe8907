package duplication

import (
	"strings"
	"unicode/utf8"

	"copydesk/article"
)

// maxTandem is how many sentences in a row are compared with as many behind
// them: a full stop behind an abbreviation splits one sentence into several.
const maxTandem = 4

// sentences reports sentences that repeat another, in paragraphs that are no
// copies themselves.
func (f *finder) sentences() {
	clear(f.seen)
	f.list = f.list[:0]
	for n, par := range f.Paragraphs {
		if f.gone[n] || par.Len() < 2*minAdjacentBytes {
			continue
		}
		from := len(f.list)
		f.split(par, func(first, end int, quoted bool) {
			s := f.take(first, end, n)
			s.quoted = quoted
			f.list = append(f.list, s)
		})
		f.tandems(f.list[from:])
	}
	f.apart()
}

// split calls enter with the sentences of par, as tokens [first,end), and whether a quotation is open where they begin. They are found
// without a model: a stop, closing signs, white space, and something that may begin a sentence.
func (f *finder) split(par article.Paragraph, enter func(first, end int, quoted bool)) {
	start, quotes := par.First, 0
	quoted := false
	for _, m := range f.MarksIn(par.First, par.Last) {
		i := int(m)
		if f.Text[f.Tokens[i].Start] == ',' {
			continue // the commonest mark neither quotes nor ends anything
		}
		if f.Tokens[i].Kind == article.Punct {
			quotes += quoteChange(f.Of(i), quotes)
		}
		if i+1 < par.Last && !f.Tokens[i+1].Glued && f.ends(i, start) && f.begins(i+1) {
			enter(start, i+1, quoted)
			start, quoted = i+1, quotes > 0
		}
	}
	if start < par.Last {
		enter(start, par.Last, quoted)
	}
}

// quoteChange returns by how much the quotation mark s changes the number of
// open quotations; 0 when it is none. A straight one opens when none is open.
func quoteChange(s string, open int) int {
	switch {
	case s[0] != '"' && s[0] < utf8.RuneSelf:
		return 0
	case strings.Contains("“„«", s):
		return 1
	case strings.Contains("”»", s) && open > 0, s == `"` && open > 0:
		return -1
	case s == `"`:
		return 1
	}
	return 0
}

// ends reports whether the mark at token i may end a sentence that begins with token first.
func (f *finder) ends(i, first int) bool {
	for i > first && closing(f.Of(i)) {
		i--
	}
	switch f.Of(i) {
	case ".", "!", "?", "…":
		return true
	}
	return false
}

// closing reports whether a mark may stand between the end of a sentence and its stop.
func closing(mark string) bool {
	switch mark {
	case `"`, "”", "»", ")", "]", "’", "'":
		return true
	}
	return false
}

// begins reports whether token i may begin a sentence.
func (f *finder) begins(i int) bool {
	t := &f.Tokens[i]
	return t.Kind != article.Word || t.Case != article.Lower
}

// tandems reports sentences of one paragraph that follow right on themselves,
// and takes the copies out of the list by giving them no words.
func (f *finder) tandems(list []stretch) {
	for i := 0; i < len(list); i++ {
		for k := 1; k <= maxTandem && i+2*k <= len(list); k++ {
			if !f.repeated(list[i:i+k], list[i+k:i+2*k]) {
				continue
			}
			first, again := f.join(list[i:i+k]), f.join(list[i+k:i+2*k])
			if again.words >= minAdjacentWords && again.span.Len() >= minAdjacentBytes && again.lower > 0 {
				third := i+3*k <= len(list) && f.repeated(list[i+k:i+2*k], list[i+2*k:i+3*k])
				if !third {
					f.report(first, first, again, !first.quoted && !again.quoted && (!speech(f.At(first.span)) || first.span.Len() >= minSpeech/2), "sentence")
				}
				for j := i + k; j < i+2*k; j++ {
					list[j].words = 0
				}
				i += 2*k - 1
				break
			}
		}
	}
}

// speech reports whether a sentence begins with a quotation mark or a dash.
func speech(text string) bool { return strings.IndexAny(text, "\"“„«‘—–") == 0 }

// repeated reports whether the sentences b are the same as a, in number equal.
func (f *finder) repeated(a, b []stretch) bool {
	for i := range a {
		if a[i].words != b[i].words || !f.same(a[i], b[i]) {
			return false
		}
	}
	return true
}

// join returns the sentences of list as one stretch.
func (f *finder) join(list []stretch) stretch {
	s := list[0]
	for _, t := range list[1:] {
		s.span.End, s.last = t.span.End, t.last
		s.words += t.words
		s.lower += t.lower
	}
	return s
}

// apart reports long sentences that stand a second time somewhere else.
func (f *finder) apart() {
	all := f.list
	f.list = f.list[len(f.list):]
	for _, s := range all {
		if s.long() && s.prose() && !s.quoted && !opens(f.At(s.span)) {
			f.match(s)
		}
	}
	var pairs []pair
	f.eachCopy(func(first, again stretch) { pairs = append(pairs, pair{first, again}) })
	f.copies(pairs)
	f.list = all[:0]
}
