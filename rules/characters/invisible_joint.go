package characters

import (
	"fmt"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
)

// decision is what is to stand in the place of invisible characters.
type decision struct {
	blank      string // " ", or "" to take them out
	safety     fixers.Applicability
	confidence float64
	evidence   []string
}

var takeOut = decision{safety: fixers.Safe, confidence: 1}

// decide chooses between taking out the tokens first to last and writing a
// blank. Only a zero-width space or byte-order mark between two words can be
// a lost blank: the other characters bind by their nature.
func (v *invisible) decide(first, last int) decision {
	if first == 0 || last+1 == len(v.Tokens) || !v.Tokens[first].Glued || !v.Tokens[last+1].Glued || !v.parts(first, last) {
		return takeOut
	}
	l, r := v.Tokens[first-1], v.Tokens[last+1]
	if l.Verbatim || r.Verbatim {
		return takeOut
	}
	switch {
	case l.Kind == article.Word && r.Kind == article.Word:
		return v.joint(v.wordBefore(first), v.wordBehind(last), r.Case)
	case l.Kind == article.Number && r.Kind == article.Word, l.Kind == article.Word && r.Kind == article.Number:
		return decision{safety: fixers.Unsafe, confidence: 0.5, evidence: []string{"a blank may have stood between the word and the number"}}
	}
	return takeOut
}

// parts reports whether one of the tokens first to last can part words.
func (v *invisible) parts(first, last int) bool {
	for i := first; i <= last; i++ {
		if r, _ := utf8.DecodeRuneInString(v.Of(i)); kindOf(r) == space {
			return true
		}
	}
	return false
}

// maxPieces is how many pieces of a word, cut up by invisible characters, are
// put together: enough for a soft hyphen between all syllables of a long word.
const maxPieces = 16

// wordBefore returns the word that ends in front of token i, without soft
// hyphens and joiners.
func (v *invisible) wordBefore(i int) string {
	word := ""
	for n := 0; n < maxPieces && i > 0 && v.Tokens[i].Glued && v.inWord(i-1); n++ {
		i--
		if v.Tokens[i].Kind == article.Word {
			word = v.Of(i) + word
		}
	}
	return word
}

// wordBehind returns the word that begins behind token i, in the same way.
func (v *invisible) wordBehind(i int) string {
	word := ""
	for n := 0; n < maxPieces && i+1 < len(v.Tokens) && v.Tokens[i+1].Glued && v.inWord(i+1); n++ {
		i++
		if v.Tokens[i].Kind == article.Word {
			word += v.Of(i)
		}
	}
	return word
}

// inWord reports whether token i is letters, or binds letters to one word.
func (v *invisible) inWord(i int) bool {
	t := v.Tokens[i]
	if t.Kind == article.Format {
		r, _ := utf8.DecodeRuneInString(v.Text[t.Start:])
		return kindOf(r) != space
	}
	return t.Kind == article.Word
}

// surely is how many nats one reading of a joint must be likelier than the
// other for a safe fix. Measured on words of the packs joined and parted.
const surely = 5

// joint decides between "lr" and "l r" by the words of the language.
func (v *invisible) joint(l, r string, rcase article.Case) decision {
	if v.Pack.Empty() {
		return decision{safety: fixers.Unsafe, confidence: 0.5, evidence: []string{"no word list for the language tells whether a blank was lost"}}
	}
	whole, known := v.Pack.Lookup(l + r)
	left, knowsLeft := v.Pack.Lookup(l)
	_, knowsRight := v.Pack.Lookup(r)
	one := v.Pack.Floor() + v.Pack.Unknown(l+r)
	if known {
		one = float64(whole.LogProb)
	}
	two := v.Pack.LogProb(l) + v.Pack.Bigram(lexicon.KeyOf(l), lexicon.KeyOf(r))
	if !knowsRight {
		two += v.Pack.Unknown(r)
	}
	d := decision{safety: fixers.Unsafe, confidence: 0.8}
	gain := two - one
	d.evidence = []string{fmt.Sprintf("“%s %s” is e^%.0f times as likely as “%s%s”", l, r, gain, l, r)}
	seen := v.Pack.HasBigram(lexicon.KeyOf(l), lexicon.KeyOf(r))
	sure := known && gain < -surely
	if gain > 0 {
		d.blank = " "
		name := rcase == article.Title && v.Pack.Is(l, lexicon.FunctionWord)
		sure = gain > surely && knowsLeft && (knowsRight || name) && (seen || !known && !v.compound(left, r, rcase))
	}
	if sure {
		d.safety, d.confidence = fixers.Safe, 0.995
	}
	return d
}

// compound reports whether a word that ends in r may be a compound that the
// pack has no entry for: in a language that writes compounds as one word,
// unless a part is a word of grammar or the second begins with a capital.
func (v *invisible) compound(left lexicon.Word, r string, rcase article.Case) bool {
	base, _ := v.Pack.Lang().Base()
	return base.String() == "de" && rcase != article.Title && !left.Flags.Has(lexicon.FunctionWord) && !v.Pack.Is(r, lexicon.FunctionWord)
}
