package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token of running text. Words keep their case.
type token struct {
	kind tokenKind
	text string
}

type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	breakToken // punctuation inside a sentence
	startToken // end of a sentence, and so the start of the next
)

// tokenizer cuts text into words in the way the packs count them: letters and marks, with
// apostrophes inside; an elided prefix ("l'") is a word of its own, and so is English 's.
type tokenizer struct {
	elided   map[string]bool // folded, with apostrophe
	genitive bool            // English: part the final 's
}

func (t *tokenizer) tokens(text string) []token {
	text = norm.NFC.String(text)
	out := []token{{kind: startToken}}
	mark := func(k tokenKind) {
		if last := &out[len(out)-1]; last.kind == breakToken || last.kind == startToken {
			last.kind = max(last.kind, k)
			return
		}
		out = append(out, token{kind: k})
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r):
			n := wordLen(text[i:])
			out = t.appendWord(out, text[i:i+n])
			i += n
			continue
		case unicode.IsDigit(r):
			n := numberLen(text[i:])
			out = append(out, token{numberToken, text[i : i+n]})
			i += n
			continue
		case strings.ContainsRune(".?!:…\n", r):
			mark(startToken)
		case !unicode.IsSpace(r) && r != '%' && r != '$' && r != '€':
			mark(breakToken)
		}
		i += size
	}
	mark(startToken)
	return out
}

func wordLen(s string) int {
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			continue
		}
		if r == '\'' || r == '’' {
			next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			prev, _ := utf8.DecodeLastRuneInString(s[:i])
			if unicode.IsLetter(prev) && unicode.IsLetter(next) {
				continue
			}
		}
		return i
	}
	return len(s)
}

func numberLen(s string) int {
	for i, r := range s {
		if unicode.IsDigit(r) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); (r == '.' || r == ',') && unicode.IsDigit(next) {
			continue
		}
		return i
	}
	return len(s)
}

func (t *tokenizer) appendWord(out []token, word string) []token {
	for _, part := range t.split(word) {
		out = append(out, token{wordToken, part})
	}
	return out
}

// split parts elided prefixes and the English genitive from a word.
func (t *tokenizer) split(word string) []string {
	if !strings.ContainsAny(word, "'’") {
		return []string{word}
	}
	word = strings.ReplaceAll(word, "’", "'")
	var parts []string
	for {
		cut := strings.IndexByte(word, '\'') + 1
		if cut == 0 || !t.elided[fold(word[:cut])] || cut == len(word) {
			break
		}
		parts = append(parts, word[:cut])
		word = word[cut:]
	}
	if stem, ok := strings.CutSuffix(word, "'s"); ok && t.genitive {
		return append(parts, stem, "'s")
	}
	return append(parts, word)
}
