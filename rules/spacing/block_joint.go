package spacing

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/structure/heading"

	"golang.org/x/text/language"
)

//go:embed block-joint.txtar
var blockJointExamples string

// BlockJoint finds two blocks of a page that were written together.
var BlockJoint = &rules.Rule{
	Name:     "spacing/block-joint",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "A heading, caption or byline is glued to the text behind it",
		Why: "Scrapers write the blocks of a page one after another: `PhotoHÀ NỘI — The`, `… in the old cityCredit: EPA`, `hasta el finSegún el ministro`. " +
			"Two sentences that have nothing to do with one another become one.",
		Fix: "A line end is put between them, with an empty line where the article parts its paragraphs so. It is never safe: whether a heading, a kicker or half a sentence stands in front, a person must see. " +
			"Where nothing but the lines of a lost page explains the place, it is a fused word instead.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: blockJointExamples,
	},
	Run: runBlockJoint,
}

func runBlockJoint(p *rules.Pass) {
	if !p.Has(article.MixedCase) {
		return
	}
	groups := sharedOf(p).fusions(p)
	for _, g := range groups {
		if g.kind == joinedBlocks {
			reportBlocks(p, blocks{g.joint, g.why}, g.ds[0].Confidence)
		}
	}
	for i := range p.Tokens {
		t := &p.Tokens[i]
		if t.Case != article.Mixed || t.Verbatim || t.Kind != article.Word || covered(groups, t.Span()) {
			continue
		}
		if b, ok := marked(p, i); ok {
			reportBlocks(p, b, chanceBlocks)
		}
	}
}

// chanceBlocks is the confidence where a label or a dateline follows. Judged on
// news with planted defects and on clean news of seven languages, where it gave
// no false alarm.
const chanceBlocks = 0.95

// blocks is a place at which a block begins.
type blocks struct {
	at  int    // its offset
	why string // the evidence
}

// marked returns the place in token i at which a block begins that words of its own mark.
func marked(p *rules.Pass, i int) (blocks, bool) {
	word, small := p.Of(i), false
	for off, r := range word {
		if small && unicode.IsUpper(r) {
			if b, ok := markedAt(p, i, int(p.Tokens[i].Start)+off); ok {
				return b, true
			}
		}
		small = unicode.IsLower(r)
	}
	return blocks{}, false
}

// maxMarkWords is how many words a label or a place has, at the most: "Photo courtesy of", "HỒ CHÍ MINH CITY".
const maxMarkWords = 4

// markedAt reports whether a caption's label and its colon, or a place in
// capitals and its dash, stand at the offset at in token i.
func markedAt(p *rules.Pass, i, at int) (blocks, bool) {
	for j := i; j+1 < len(p.Tokens) && j < i+maxMarkWords; j++ {
		phrase := p.Text[at:p.Tokens[j].End]
		switch next := p.Of(j + 1); next {
		case ":":
			if p.Pack.Caption(phrase) || english.Caption(phrase) {
				return blocks{at, fmt.Sprintf("“%s:” opens a caption or a credit", phrase)}, true
			}
		case "—", "–", "-", "(":
			if strings.ToUpper(phrase) == phrase && utf8.RuneCountInString(phrase) > 1 && heading.Lookup(phrase)&(heading.City|heading.Region) != 0 && !p.Tokens[j+1].Glued {
				return blocks{at, fmt.Sprintf("a dateline begins with “%s”", phrase)}, true
			}
		}
		if p.Tokens[j+1].Kind != article.Word {
			break
		}
	}
	return blocks{}, false
}

// english labels stand on pages of every language.
var english = lexicon.For(language.English)

// minBlockEnd is the shortest word, in letters, that is taken for the end of a block.
const minBlockEnd = 3

// sentenceAt reports whether a sentence begins at the offset at in token i.
func sentenceAt(p *rules.Pass, i, at int) (blocks, bool) {
	if !beginsSentence(p, i, at) {
		return blocks{}, false
	}
	return blocks{at, fmt.Sprintf("“%s” begins a sentence, and no mark ends the one before", p.Text[at:p.Tokens[i].End])}, true
}

// beginsSentence reports whether a sentence begins at the offset at in token i:
// with a function word, behind a word in small letters that is none. Behind a
// function word a name begins ("en|El Salvador"), and so it does where another
// capital follows or stands in front ("Wilson|Or", "saw|US").
func beginsSentence(p *rules.Pass, i, at int) bool {
	left, right := p.Text[p.Tokens[i].Start:at], p.Text[at:p.Tokens[i].End]
	if i+1 >= len(p.Tokens) || utf8.RuneCountInString(left) < minBlockEnd || utf8.RuneCountInString(right) < 2 {
		return false
	}
	if _, n := utf8.DecodeRuneInString(right); !startsLower(left) || !startsLower(right[n:]) {
		return false
	}
	next := &p.Tokens[i+1]
	if next.Glued || !(next.Kind == article.Word && next.Case == article.Lower || next.Kind == article.Number) {
		return false
	}
	return p.Pack.Is(right, lexicon.FunctionWord) && !p.Pack.Is(left, lexicon.FunctionWord)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func reportBlocks(p *rules.Pass, b blocks, confidence float64) {
	t := &p.Tokens[p.TokenAt(b.at)]
	p.Report(rules.Finding{
		Span:       t.Span(),
		Message:    fmt.Sprintf("“%s” ends one block of the page and “%s” begins another", p.Text[t.Start:b.at], p.Text[b.at:t.End]),
		Evidence:   []string{b.why},
		Confidence: confidence,
		Fix:        fixers.Insert(b.at, paragraphBreak(p), "put a line end between them", fixers.Unsafe, fixers.KeepsInk),
	})
}

// paragraphBreak returns what stands between two paragraphs of the article.
func paragraphBreak(p *rules.Pass) string {
	end := "\n"
	if strings.Contains(p.Text, "\r\n") {
		end = "\r\n"
	}
	if len(p.Paragraphs) > 1 && !strings.Contains(p.Text, end+end) {
		return end
	}
	return end + end
}
