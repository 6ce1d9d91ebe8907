package twin

import (
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"
)

// excused reports whether the odd form has a good reason to be as it is, whatever the model says
// of it: an elision (nell'anno), an abbreviation (Fr. Berndt), another person's name, a title (Ms Rivers), a letter
// that stands apart, the mark of another alphabet (Fāris), or a twin that is not whole but lost a blank (àmaîtriser).
func (s *Suspicion) excused() bool {
	f := &s.Features
	switch dropped := s.Slip == Dropped || s.Slip == MarkedDropped; {
	case dropped && (s.fusedWhole() || s.parted() || s.fragment()),
		dropped && s.lastLetter() && f[fElided] > 0,
		dropped && f[fStop] > 0 && s.x.pack.Abbreviation(s.Odd.Text),
		s.Name() && (s.namesakes() || s.stranger() || s.inOneBreath()),
		s.Slip == MarkAdded && s.alienMark(),
		f[fRaised] > 0 && s.OddKnown(),
		s.international() && !s.Met():
		return true
	}
	return s.evenTwins()
}

// edge returns the letter that was dropped from the beginning or the end of the whole form, ""
// when it stood inside, and the token on that side of the place.
func (s *Suspicion) edge() (letter string, token int) {
	whole := s.Whole.Text
	switch s.At {
	case 0:
		_, n := utf8.DecodeRuneInString(whole)
		return whole[:n], s.Token - 1
	case len(s.Whole.letters) - 1:
		_, n := utf8.DecodeLastRuneInString(whole)
		return whole[len(whole)-n:], s.Token + 1
	}
	return "", -1
}

// parted reports whether the letter was not dropped but stands beside the odd form, behind a
// blank: réalis é.
func (s *Suspicion) parted() bool {
	letter, token := s.edge()
	return token >= 0 && token < len(s.x.art.Tokens) && strings.EqualFold(s.x.art.Of(token), letter)
}

// fragment reports whether the odd form is no word but part of one that was split: the ber of "a ber" is no über.
func (s *Suspicion) fragment() bool {
	if s.OddKnown() {
		return false
	}
	return s.x.together(s.Token-1, s.Token) || s.x.together(s.Token, s.Token+1)
}

// together reports whether two tokens with a blank between them make a word of the language.
func (x *Index) together(first, second int) bool {
	a := x.art
	if first < 0 || second >= len(a.Tokens) || a.Tokens[first].Kind != article.Word || a.Tokens[second].Kind != article.Word || a.Tokens[second].Glued {
		return false
	}
	h := lexicon.NewHash()
	for _, part := range [...]string{a.Of(first), a.Of(second)} {
		for _, r := range part {
			h = h.Add(r)
		}
	}
	w, ok := x.pack.Word(h.Key())
	return ok && w.Flags.Any(lexicon.Running|lexicon.Listed)
}

// fusedWhole reports whether the whole form is no word, but the odd one with a word of one
// letter written to it.
func (s *Suspicion) fusedWhole() bool {
	letter, _ := s.edge()
	if letter == "" || s.x.look(s.Whole).known != unknown {
		return false
	}
	w, ok := s.x.pack.Lookup(letter)
	return ok && w.LogProb > commonLetter
}

// commonLetter is the log-probability above which a letter by itself is a word and no symbol: e of Spanish, the
// rarest of them, has -8.3, and the ô of French, a list's leftover, -14.7.
const commonLetter = -9.0

// evenOdds is the difference, as a natural logarithm, up to which two words are equally common.
const evenOdds = 2.0

// evenTwins reports whether both forms are common words (pais, país) and nothing around the place
// asks for the other one.
func (s *Suspicion) evenTwins() bool {
	if s.Name() || !s.OddKnown() || s.Features[fSyllabic] > 0 {
		return false
	}
	return s.x.look(s.Whole).prob-s.x.look(s.Odd).prob < evenOdds && s.Features[fContext] <= 0 && s.Features[fOwnContext] == 0
}
