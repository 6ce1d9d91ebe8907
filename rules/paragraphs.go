package rules

import (
	"slices"

	"copydesk/article"
	"copydesk/lexicon"

	"golang.org/x/text/language"
)

// paragraphs holds the language of each paragraph of an article.
type paragraphs struct {
	serial uint64
	langs  []language.Tag // empty when all are in the language of the article
}

// LangOf returns the language of paragraph i: that of the article unless the
// paragraph is surely in another one; [language.Und] where it is surely in
// none that has a pack. It is found out once an article, when first asked for.
func (p *Pass) LangOf(i int) language.Tag {
	if langs := p.paragraphLangs(); i < len(langs) {
		return langs[i]
	}
	return p.Lang
}

// OneLanguage reports whether all paragraphs are in the language of the article, as far as LangOf tells.
func (p *Pass) OneLanguage() bool { return len(p.paragraphLangs()) == 0 }

func (p *Pass) paragraphLangs() []language.Tag {
	ps := &p.worker.paragraphs
	if ps.serial != p.Serial() {
		ps.serial = p.Serial()
		ps.read(p)
	}
	return ps.langs
}

// inForeign reports whether span begins in a paragraph of another language than the article.
func (p *Pass) inForeign(span article.Span) bool {
	i, found := slices.BinarySearchFunc(p.Paragraphs, span.Start, func(par article.Paragraph, at int) int { return par.Start - at })
	if !found {
		i--
	}
	return i >= 0 && p.LangOf(i) != p.Lang
}

// How much of a paragraph is looked at before its language is in doubt, and
// how much it must have to be told. Names and numbers do not count.
const (
	plainWords  = 6  // small words from its beginning, all known, are enough;
	sampleWords = 12 // else this many are looked at
	minKnown    = 10 // of them known to the language of the article,
	minFunction = 3  // and function words of it: no doubt. Packs know many an English word,
	minOfMarks  = 1  // but that of Vietnamese none; its sentences do with fewer function words
)

func (ps *paragraphs) read(p *Pass) {
	ps.langs = ps.langs[:0]
	if p.Pack.Empty() {
		return
	}
	for i := range p.Paragraphs {
		if !inDoubt(p, &p.Paragraphs[i]) {
			continue
		}
		tag, sure := detect(p, &p.Paragraphs[i])
		base, _ := tag.Base()
		if own, _ := p.Lang.Base(); sure < minSure || tag == language.Und || base == own {
			continue
		}
		for len(ps.langs) < len(p.Paragraphs) {
			ps.langs = append(ps.langs, p.Lang)
		}
		ps.langs[i] = tag
	}
}

// minSure is how sure the detection must be.
const minSure = 0.999

// inDoubt looks at the first small words of par: when nearly all are known to
// the language of the article and some hold its sentences together, it is in
// that language.
func inDoubt(p *Pass, par *article.Paragraph) bool {
	words, known, function, least := 0, 0, 0, minFunction
	if p.Pack.Lang() == language.Vietnamese {
		least = minOfMarks
	}
	entries := p.Words()[par.First:par.Last]
	for i := range entries {
		if words == sampleWords {
			break
		}
		if !p.small(par.First + i) {
			continue
		}
		words++
		if w := &entries[i]; w.Known() && !w.Flags.Has(lexicon.Foreign) {
			known++
			if w.Flags.Has(lexicon.FunctionWord) {
				function++
			}
		}
		if words == known && words >= plainWords && function >= least {
			return false
		}
	}
	return words == sampleWords && (known < minKnown || function < least)
}

// small reports whether token i is a word in small letters that is prose.
func (p *Pass) small(i int) bool {
	t := &p.Tokens[i]
	return t.Kind == article.Word && t.Case == article.Lower && !t.Verbatim
}

// detect asks the lexicon for the language of the small words of par.
func detect(p *Pass, par *article.Paragraph) (language.Tag, float64) {
	d := &p.worker.detector
	d.Begin()
	for i := par.First; i < par.Last; i++ {
		if t := &p.Tokens[i]; p.small(i) && !d.Add(p.Text, int(t.Start), int(t.End)) {
			break
		}
	}
	return d.Language()
}
