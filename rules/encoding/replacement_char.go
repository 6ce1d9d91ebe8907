package encoding

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed replacement-char.txtar
var replacementExamples string

// ReplacementChar finds letters that a decoder replaced by U+FFFD or "?".
var ReplacementChar = &rules.Rule{
	Name:     "encoding/replacement-char",
	Severity: rules.Error,
	Doc: rules.Doc{
		Summary:  "Letters replaced by U+FFFD, or by a question mark inside a word",
		Why:      "A decoder that meets a byte it does not know writes `\uFFFD`, an encoder that lacks a letter writes `?`. The letter is lost; only other words can tell what it was.",
		Fix:      "When the article has the same word intact, or the language has exactly one word with an accented letter in the place, that word is offered. Otherwise the place is only shown, and a question mark not even that.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: replacementExamples,
	},
	Run: runReplacement,
}

var question = article.SignsOf("?")

func runReplacement(p *rules.Pass) {
	if !p.Has(article.Replacement) && !p.MayHave(&question) {
		return
	}
	var t twins
	for _, m := range p.Marks {
		i := int(m)
		sign := p.Of(i)
		if sign != replacement && sign != "?" || p.Tokens[i].Verbatim {
			continue
		}
		if sign == "?" && !insideLowerWord(p, i) || sign == replacement && i > 0 && p.Tokens[i].Glued && p.Of(i-1) == sign {
			continue
		}
		if t.words == nil {
			t = findTwins(p)
		}
		reportReplacement(p, i, t)
	}
}

const replacement = "\uFFFD"

// insideLowerWord reports whether token i stands between two words in small
// letters that it may be a letter of: "Espa?a".
func insideLowerWord(p *rules.Pass, i int) bool {
	if i == 0 || i+1 == len(p.Tokens) || !p.Tokens[i].Glued || !p.Tokens[i+1].Glued {
		return false
	}
	l, r := p.Tokens[i-1], p.Tokens[i+1]
	if l.Kind != article.Word || r.Kind != article.Word || l.Case != article.Lower && l.Case != article.Title || r.Case != article.Lower {
		return false
	}
	return r.End-r.Start == 1 || !knows(p, p.Of(i-1)) || !knows(p, p.Of(i+1))
}

// run returns the signs that stand in the place of one letter: bytes of one
// letter may each have been replaced.
func run(p *rules.Pass, i int) article.Span {
	s := p.Tokens[i].Span()
	for k := i + 1; k < len(p.Tokens) && p.Tokens[k].Glued && p.Of(k) == replacement && k-i < utf8.UTFMax; k++ {
		s.End = int(p.Tokens[k].End)
	}
	return s
}

func reportReplacement(p *rules.Pass, i int, t twins) {
	s := run(p, i)
	f := rules.Finding{Span: s, Message: "a letter was lost here", Confidence: 1}
	before, after := wordBefore(p.Text, s.Start), wordBehind(p.Text, s.End)
	letter, evidence := t.letter(before, after)
	confidence := 0.97
	if letter == "" {
		letter, evidence = onlyLetter(p, before, after)
		confidence = 0.9
	}
	switch {
	case letter != "":
		f.Evidence, f.Confidence = []string{evidence}, confidence
		f.Fix = fixers.Replace(s, letter, "write the letter", fixers.Unsafe, fixers.KeepsNothing)
	case p.At(s) == "?":
		return
	}
	p.Report(f)
}

// accented are the letters that are tried in the place of a lost one.
const accented = "áéíóúñüàèìòùâêîôûãõçäöïëßœăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹý"

// onlyLetter returns the one accented letter that makes a word of the
// language between before and after, "" when none or several do.
func onlyLetter(p *rules.Pass, before, after string) (letter, evidence string) {
	if len(before)+len(after) < minBeside {
		return "", ""
	}
	for _, r := range accented {
		if !knows(p, before+string(r)+after) {
			continue
		}
		if letter != "" {
			return "", ""
		}
		letter = string(r)
	}
	if letter == "" {
		return "", ""
	}
	if before == "" || before == strings.ToUpper(before) && after == strings.ToUpper(after) {
		letter = strings.ToUpper(letter)
	}
	return letter, fmt.Sprintf("of words with an accented letter there only “%s” is known", before+letter+after)
}

// minBeside is how many letters must be left of a word, in bytes.
const minBeside = 3

// twins are the words of the article with an accented letter, by what is left
// of them without it.
type twins struct{ words map[string]string }

// maxTwins bounds the table on texts without prose.
const maxTwins = 1 << 16

func findTwins(p *rules.Pass) twins {
	t := twins{make(map[string]string)}
	for i := range p.Tokens {
		if p.Tokens[i].Kind == article.Word && len(t.words) < maxTwins {
			t.add(p.Of(i))
		}
	}
	return t
}

// add enters word under what is left of it without each of its letters beyond ASCII.
func (t twins) add(word string) {
	if len(word) > maxWord {
		return
	}
	for i, r := range word {
		if r < utf8.RuneSelf {
			continue
		}
		letter := word[i : i+utf8.RuneLen(r)]
		key := strings.ToLower(word[:i] + replacement + word[i+len(letter):])
		if was, ok := t.words[key]; ok && was != strings.ToLower(letter) {
			letter = "" // two words differ in this letter alone
		}
		t.words[key] = strings.ToLower(letter)
	}
}

// letter returns the letter that an intact word of the article has between
// before and after.
func (t twins) letter(before, after string) (letter, evidence string) {
	letter = t.words[strings.ToLower(before+replacement+after)]
	if letter == "" {
		return "", ""
	}
	if before+after != "" && before == strings.ToUpper(before) && after == strings.ToUpper(after) {
		letter = strings.ToUpper(letter)
	}
	return letter, fmt.Sprintf("the article has “%s” elsewhere", before+letter+after)
}
