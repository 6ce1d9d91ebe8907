package learning

import (
	"copydesk/article"
	"copydesk/lexicon"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// unit is a word as the language packs count words, or what stands between two of them.
type unit struct {
	key     lexicon.Key // of the word; Start, Break or Number for other units
	text    string      // "" for other units
	capital bool        // the word has one
}

// appendUnits cuts an article into words as the packs do: an elided word ends in its apostrophe
// (l' accord), the English genitive is a word of its own, other apostrophes are letters.
func appendUnits(dst []unit, a *article.Article, pack *lexicon.Pack) []unit {
	base, _ := a.Lang.Base()
	english, _ := language.English.Base()
	end := 0
	for i := 0; i < len(a.Tokens); i++ {
		t := &a.Tokens[i]
		if end > 0 && newline(a.Text[end:t.Start]) {
			dst = mark(dst, lexicon.Start)
		}
		end = int(t.End)
		switch {
		case t.Verbatim:
			dst = mark(dst, lexicon.Break)
		case t.Kind == article.Number:
			if n := len(dst); n == 0 || dst[n-1].key != lexicon.Number || !t.Glued {
				dst = append(dst, unit{key: lexicon.Number})
			}
		case t.Kind == article.Word:
			for joins(a, i) {
				whole := a.Text[t.Start:a.Tokens[i+2].End]
				elided := a.Text[t.Start:a.Tokens[i+1].End]
				if pack.Is(elided, lexicon.Elision) {
					dst = appendWord(dst, a, elided, t.Case != article.Lower)
					i += 2
					t = &a.Tokens[i]
					continue
				}
				if base == english && (a.Of(i+2) == "s" || a.Of(i+2) == "S") {
					dst = appendWord(dst, a, a.Of(i), t.Case != article.Lower)
					dst = appendWord(dst, a, "'s", false)
				} else {
					dst = appendWord(dst, a, whole, t.Case != article.Lower)
				}
				i += 2
				t = nil
				break
			}
			if t != nil {
				dst = appendWord(dst, a, a.Of(i), t.Case != article.Lower)
			}
			end = int(a.Tokens[i].End)
		case t.Kind == article.Punct || t.Kind == article.Symbol:
			dst = appendMark(dst, a.Of(i), insideNumber(a, i))
		}
	}
	return dst
}

// joins reports whether token i and the word behind it are joined by an apostrophe.
func joins(a *article.Article, i int) bool {
	if i+2 >= len(a.Tokens) || a.Tokens[i+2].Kind != article.Word || !a.Tokens[i+1].Glued || !a.Tokens[i+2].Glued {
		return false
	}
	return a.Of(i+1) == "'" || a.Of(i+1) == "’"
}

// insideNumber reports whether token i is a stop or comma between the digits of one number.
func insideNumber(a *article.Article, i int) bool {
	return i > 0 && i+1 < len(a.Tokens) && a.Tokens[i].Glued && a.Tokens[i+1].Glued &&
		a.Tokens[i-1].Kind == article.Number && a.Tokens[i+1].Kind == article.Number
}

func newline(gap string) bool {
	for i := range len(gap) {
		if gap[i] == '\n' {
			return true
		}
	}
	return false
}

func appendWord(dst []unit, a *article.Article, text string, capital bool) []unit {
	if a.Has(article.Combining) {
		text = norm.NFC.String(text)
	}
	return append(dst, unit{lexicon.KeyOf(text), text, capital})
}

// appendMark adds what a mark stands for, if it stands for anything.
func appendMark(dst []unit, text string, inNumber bool) []unit {
	switch text {
	case ".", "?", "!", ":", "…":
		if inNumber {
			return dst
		}
		return mark(dst, lexicon.Start)
	case ",":
		if inNumber {
			return dst
		}
	case "%", "$", "€":
		return dst
	}
	return mark(dst, lexicon.Break)
}

// mark adds the end of a sentence or of a part of one; of several the strongest stays.
func mark(dst []unit, key lexicon.Key) []unit {
	if n := len(dst); n > 0 && (dst[n-1].key == lexicon.Start || dst[n-1].key == lexicon.Break) {
		dst[n-1].key = min(dst[n-1].key, key)
		return dst
	}
	return append(dst, unit{key: key})
}
