package twin

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// Finding returns the finding for the suspicion: the damaged form, the evidence, and the fix
// that writes the whole form.
func (s *Suspicion) Finding() rules.Finding {
	span := s.x.art.Tokens[s.Token].Span()
	text := s.x.art.At(span)
	want := s.repaired(text)
	edit := Tight(span, text, want)
	return rules.Finding{
		Span:       span,
		Message:    fmt.Sprintf("“%s” is probably “%s”", text, want),
		Evidence:   s.Evidence(),
		Confidence: s.Prob,
		Fix: &fixers.Fix{
			Message:       fmt.Sprintf("write “%s”", want),
			Applicability: s.Applicability(),
			Keeps:         s.keeps(edit),
			Edits:         []fixers.Edit{edit},
		},
	}
}

// repaired returns the whole form with the case of the odd one. Where the damage took the first
// letter, the case is that of the whole form.
func (s *Suspicion) repaired(odd string) string {
	whole := s.Whole.Text
	if s.Slip == MarkedDropped && s.At == 0 {
		return whole
	}
	o, _ := utf8.DecodeRuneInString(odd)
	w, n := utf8.DecodeRuneInString(whole)
	switch {
	case unicode.IsUpper(o):
		return string(unicode.ToUpper(w)) + whole[n:]
	case s.Whole.Case == article.Title:
		return string(unicode.ToLower(w)) + whole[n:]
	}
	return whole
}

// keeps returns what the edit leaves as it is. A letter too many is only taken out where the
// case of the others is that of the whole form.
func (s *Suspicion) keeps(edit fixers.Edit) fixers.Invariant {
	switch s.Slip {
	case MarkLost, MarksLost, MarkAdded, MarkChanged, MarkMoved:
		return fixers.KeepsBase
	case Doubled:
		if edit.New == "" {
			return fixers.KeepsRest
		}
	}
	return fixers.KeepsNothing
}

// Tight returns the edit that makes want of the text at span, without what the two share at
// either end.
func Tight(span article.Span, text, want string) fixers.Edit {
	for text != "" && want != "" {
		a, n := utf8.DecodeRuneInString(text)
		b, _ := utf8.DecodeRuneInString(want)
		if a != b {
			break
		}
		span.Start += n
		text, want = text[n:], want[n:]
	}
	for text != "" && want != "" {
		a, n := utf8.DecodeLastRuneInString(text)
		b, _ := utf8.DecodeLastRuneInString(want)
		if a != b {
			break
		}
		span.End -= n
		text, want = text[:len(text)-n], want[:len(want)-n]
	}
	return fixers.Edit{Span: span, New: want}
}

// Evidence says what speaks for the suspicion.
func (s *Suspicion) Evidence() []string {
	odd, whole := s.x.look(s.Odd), s.x.look(s.Whole)
	list := []string{
		fmt.Sprintf("“%s” stands here %d×, “%s” %d×", s.Whole.Text, s.Whole.Count, s.Odd.Text, s.Odd.Count),
		fmt.Sprintf("“%s” %v", s.Odd.Text, s.Slip),
		fmt.Sprintf("“%s” is %v, “%s” is %v", s.Odd.Text, odd.known, s.Whole.Text, whole.known),
	}
	switch {
	case s.Features[fSyllableWhole] > 0:
		list = append(list, fmt.Sprintf("“%s” is a syllable of Vietnamese, “%s” cannot be one", s.Whole.Text, s.Odd.Text))
	case s.Features[fNameContext] > 0:
		list = append(list, fmt.Sprintf("“%s” has the same name beside it elsewhere in the article", s.Whole.Text))
	case s.Features[fOwnContext] > 0:
		list = append(list, fmt.Sprintf("“%s” has the same neighbour elsewhere in the article", s.Whole.Text))
	}
	if n := math.Expm1(s.others); n >= 1 {
		list = append(list, fmt.Sprintf("the article has other damage of such kinds, in %.0f or so of its words", n))
	}
	return list
}

// Report reports the suspicions of p's article that match.
func Report(p *rules.Pass, match func(*Suspicion) bool) {
	list := Of(p).Suspicions()
	for i := range list {
		if s := &list[i]; match(s) && !strings.EqualFold(s.Odd.Text, s.Whole.Text) {
			p.Report(s.Finding())
		}
	}
}
