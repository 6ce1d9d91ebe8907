// Package learning finds the facts of articles that a corpus profile counts: words and pairs of
// words, names and the words beside them, datelines, lines, habits of quotes, dashes and tone
// marks, and a signature by which articles of the same text are found. Rules that hold an article
// against a profile use the same functions, so that both see the same names and lines.
package learning

import (
	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/profile"
	"copydesk/rules"

	"golang.org/x/text/unicode/norm"
)

// Learner adds the facts of articles to a profile.Builder, one article after another. It keeps
// its buffers and must not be used by two goroutines at a time.
type Learner struct {
	b      *profile.Builder
	parser article.Parser
	units  []unit
	words  map[lexicon.Key]int // index in counts
	counts []wordCount
	names  map[string]uint64 // mentions by form
	seen   map[string]bool   // items that were counted in this article
	item   []byte
	lang   string
	source string
	err    error // the first of the builder

	Articles map[string]int // how many were learned, by base language
}

// wordCount counts a word within an article.
type wordCount struct {
	text         string
	all, capital uint64
}

// New returns a learner that adds to b.
func New(b *profile.Builder) *Learner {
	return &Learner{b: b, words: map[lexicon.Key]int{}, names: map[string]uint64{}, seen: map[string]bool{}, Articles: map[string]int{}}
}

// Learn adds the facts of an article. Its language is found out unless it is declared. The error
// is one of writing counts to disk.
func (l *Learner) Learn(in article.Input) error {
	a := l.parser.Parse(in)
	a.Lang = rules.Language(a)
	l.lang, l.source = profile.BaseLanguage(a.Lang), a.Meta.Source
	pack := lexicon.For(a.Lang)
	l.units = appendUnits(l.units[:0], a, pack)
	words, pairs := l.learnWords(a), l.learnPairs()
	l.learnNames(a, pack)
	l.learnLines(a)
	l.learnDateline(a, pack)
	l.learnHabits(a)
	l.add(profile.Total, profile.Counts{1, words, pairs, uint64(len(a.Paragraphs))}, l.source)
	if s := Sketch(a); Signed(&s) && l.err == nil {
		l.err = l.b.AddSketch(a.Name, &s)
	}
	l.Articles[l.lang]++
	return l.err
}

// add counts a fact whose item has the given parts.
func (l *Learner) add(kind profile.Kind, c profile.Counts, parts ...string) {
	if l.err == nil {
		l.item = profile.AppendItem(l.item[:0], parts...)
		l.err = l.b.Add(kind, l.lang, l.item, c)
	}
}

// learnWords counts the words of the article and returns how many there are.
func (l *Learner) learnWords(a *article.Article) (words uint64) {
	clear(l.words)
	l.counts = l.counts[:0]
	before := lexicon.Start
	for _, u := range l.units {
		if u.text != "" {
			words++
			i, ok := l.words[u.key]
			if !ok {
				i = len(l.counts)
				l.words[u.key] = i
				l.counts = append(l.counts, wordCount{text: u.text})
			}
			l.counts[i].all++
			if u.capital && before != lexicon.Start {
				l.counts[i].capital++
			}
		}
		before = u.key
	}
	combining := a.Has(article.Combining)
	for _, w := range l.counts {
		form := profile.Fold(w.text)
		if combining {
			form = norm.NFC.String(form)
		}
		l.add(profile.WordOf, profile.Counts{w.all, w.capital, 1}, profile.Base(form), form, l.source)
	}
	return words
}

// learnPairs counts the pairs of words and returns how many there are.
func (l *Learner) learnPairs() (pairs uint64) {
	before := lexicon.Start
	for _, u := range l.units {
		if u.text != "" || u.key == lexicon.Number {
			if pairs++; l.err == nil {
				l.item = profile.AppendBigram(l.item[:0], before, u.key)
				l.err = l.b.Add(profile.BigramOf, l.lang, l.item, profile.Counts{1})
			}
		}
		before = u.key
	}
	return pairs
}

// maxLine is the length in bytes of the longest line that is counted: longer ones are prose.
const maxLine = 500

// learnLines counts the lines of the article, each once.
func (l *Learner) learnLines(a *article.Article) {
	clear(l.seen)
	for _, p := range a.Paragraphs {
		line := a.At(p.Span)
		if len(line) > maxLine || l.seen[line] || l.err != nil {
			continue
		}
		l.seen[line] = true
		l.item = profile.LineItem(l.item[:0], l.source, line)
		l.err = l.b.Add(profile.LineOf, l.lang, l.item, profile.Counts{1})
	}
}
