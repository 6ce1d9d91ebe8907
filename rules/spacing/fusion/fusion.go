// Package fusion finds words that scraping fused ("realizóuna") by three
// sources of evidence: the words in their context, the article's own rate of
// fusions, and the geometry of the line wraps whose newlines were lost.
//
// Every run of text without white space has readings: the run as it stands,
// and ways to put blanks in. A lattice proposes them (lattice.go), a
// regression over a few features weighs them (features.go), the rate of the
// article turns weights into probabilities (rate.go), and where the blanks
// follow the wraps of a page of constant width, forward-backward over each
// paragraph judges all readings again (geometry.go, wrap.go). Isotonic maps
// turn these posteriors into shares that were right on held-back text
// (calibrate.go).
package fusion

import (
	"golang.org/x/text/language"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/lexicon/profile"
)

// Options switches parts of the model off, for measuring what each is worth.
// The zero value is the whole model.
type Options struct {
	NoContext  bool // no bigrams and no class bigrams
	NoOwnWords bool // the article's own words count for nothing
	NoUnknown  bool // no character model: all unknown words cost the same
	NoRate     bool // every article is judged at the base rate
	NoGeometry bool // no line wraps

	// Rate is the share of lost blanks, when it is known from elsewhere; 0 to
	// have it estimated. Training gives it.
	Rate float64
	// Corpus is what a profile of the user's corpus knows of the article's language; nil for nothing.
	Corpus *profile.Language
	// Broken are stretches of the text, in order, whose characters are not what they should be: the runs that they touch say
	// nothing until that is mended.
	Broken []article.Span
	// Everywhere searches every run, not only the suspicious ones.
	Everywhere bool
	// Thorough searches every suspicious run, not only those that promise a reading: for those who want to see them all.
	Thorough bool
}

// Decision is one blank that the model would put in.
type Decision struct {
	Span       article.Span // the run of text that it repairs
	At         int          // byte offset at which the blank goes in
	Joint      Joint        // what stands on either side of it
	Kind       Kind
	Posterior  float64 // of the model
	Confidence float64 // calibrated: the share of such decisions that is right
	Safe       bool    // at least 99.5 % of such decisions are right
	Evidence   float64 // log-odds of the reading with this blank against the run as it stands, prior left out
	Known      bool    // the run as it stands is a known word
	Line       int     // code points since the blank put in before, in the same paragraph; 0 without one
}

// Worker finds fused words, one article at a time. It keeps its buffers from
// article to article; it must not be used by two goroutines at once.
type Worker struct {
	model *Model
	opt   Options

	art          *article.Article
	pack         *lexicon.Pack
	speller      *lexicon.Speller
	others       []*lexicon.Pack // packs of the other languages
	compounds    bool            // the language writes compounds together
	lowQuotes    bool            // its quotations open at the foot of the line and close above: „so“
	syllables    bool            // it writes syllables apart
	setsApart    bool            // it sets marks apart: « mot », mot :
	elides       bool            // apostrophes stand inside its words
	possessive   bool            // an apostrophe behind s ends its words
	noDictionary bool            // the pack has no dictionary that tells words from halves of words
	endings      []string
	endingSet    map[lexicon.Key]bool
	endingTree   []endingNode
	romance      bool
	bareStems    bool                 // its words take endings as they stand
	bound        map[lexicon.Key]bool // prefixes
	prefixes     map[lexicon.Key]bool // function words that are prefixes as well
	spanish      bool
	enclitics    map[lexicon.Key]bool
	single       string   // its words of one letter
	numerals     []string // how its words begin that stand behind a number alone
	habits       habits
	digits       bool // numbers may be cut

	own *ownWords

	corpus                   *profile.Language
	corpusWords, corpusShare float64 // its size, and its share in what is known of words

	lat   lattice
	odds  odds
	runs  []run
	open  []int32 // the runs that can be read in more than one way, once they are judged
	alts  []reading
	paras []paragraph
	para  paragraph // tokens of the paragraph of the run under search
	geo   geometry
	out   []Decision

	memo       [memoSize]memo
	beside     links
	alone      alonePairs
	vocabulary *lexicon.Vocabulary // for articles whose words nobody has looked up
	read       []lexicon.Entry
	words      []lexicon.Entry // of the tokens
	odd        tokenSet        // words that are none
	joints     tokenSet        // before which a blank may be lost
	broken     tokenSet        // of runs with broken characters; empty without any
	doubtful   tokenSet        // odd words that may have lost blanks
	places     tokenSet        // joints and doubtful together
	count      int             // runs of the article
	outlooks   outlooks
	foresights []foresight
	prospects  []prospect
	repeated   []run   // of which a part stands elsewhere in the article
	rare       keyBits // words of the article
	listed     bool    // rare holds
	secluded   bool    // the run under search is looked at without its neighbours
	prepared   bool
	fused      bool // Fusions has run

	pairs   []pair
	splices []splice
	wrongs  []Splice

	giant *giant // the text is judged by sections; nil for an article

	scene         scene
	features      features // of the reading under search
	sentenceStart bool
	plain, path   []partial
	regions       []region // of the reading that is described
	wholes        []*arc   // the words that it takes apart
	rate          float64
	layout        layout
	wrapped       bool
	strange       bool // the article has words unlike those of news
	firm          int  // blanks that are believed and that no compound explains
}

// paragraph is a range: of runs in Worker.paras, of tokens in Worker.para.
type paragraph struct{ first, last int32 }

// NewWorker returns a worker of the model.
func (m *Model) NewWorker() *Worker {
	return &Worker{model: m, own: new(ownWords)}
}

// Load takes an article up, with what the pack says of its tokens if that is known, else nil. An article without
// unknown words or odd joints costs nothing more.
func (w *Worker) Load(a *article.Article, pack *lexicon.Pack, words []lexicon.Entry, opt Options) {
	if opt.NoUnknown != w.opt.NoUnknown {
		w.forget()
	}
	w.art, w.opt = a, opt
	w.wrapped, w.digits, w.prepared, w.fused, w.listed = false, opt.Everywhere, false, false, false
	w.runs, w.paras = w.runs[:0], w.paras[:0]
	w.freeReadings()
	if pack != w.pack {
		w.pack = pack
		w.setLanguage()
	}
	w.takeCorpus(opt.Corpus)
	if w.giant = nil; len(a.Tokens) > sectionTokens && len(a.Paragraphs) > 1 {
		w.giant = &giant{art: a, words: words}
		return
	}
	if w.words = words; words == nil {
		w.lookUp()
	}
	w.scan()
}

// Fusions returns the blanks that the article given to Load has lost, in
// order. The decisions are valid until the next call. It allocates nothing
// for an article without suspicious runs, once its buffers have grown.
func (w *Worker) Fusions() []Decision {
	if w.giant != nil {
		w.judgeSections()
		return w.out
	}
	w.out, w.fused = w.out[:0], true
	if w.pack.Empty() {
		return nil
	}
	w.habits.learn(w.art, w.setsApart)
	if w.opt.Everywhere {
		w.prepare()
		w.makeRuns()
		w.searchRest()
		w.estimateRate()
	} else if !w.searchProspects() {
		return nil
	}
	w.deepen()
	return w.decide()
}

// Analyse is Load and Fusions.
func (w *Worker) Analyse(a *article.Article, pack *lexicon.Pack, opt Options) []Decision {
	w.Load(a, pack, nil, opt)
	return w.Fusions()
}

// prepare gathers what the search needs to know of the article.
func (w *Worker) prepare() {
	if w.prepared {
		return
	}
	w.prepared = true
	w.own.reset(0)
	if !w.opt.NoOwnWords {
		w.learnOwn()
	}
}

// setLanguage gathers what the search needs to know of the language of the pack.
func (w *Worker) setLanguage() {
	base, _ := w.pack.Lang().Base()
	lang := base.String()
	w.compounds, w.lowQuotes, w.syllables = lang == "de", lang == "de", lang == "vi"
	w.enclitics, w.single, w.numerals = enclitics[lang], singleLetters[lang], numeralWords[lang]
	w.romance, w.spanish = w.enclitics != nil, lang == "es"
	w.bound, w.prefixes = boundPrefixes[lang], loosePrefixes[lang]
	w.noDictionary = lang == "it" || lang == "de"
	w.bareStems = lang == "en" || lang == "de"
	w.elides, w.possessive = lang == "fr" || lang == "it" || lang == "pt", lang == "en"
	w.setsApart, w.endings, w.endingSet, w.endingTree = lang == "fr", endings[lang], endingSets[lang], endingTrees[lang]
	w.speller = lexicon.NewSpeller(w.pack)
	w.forget()
	w.others = w.others[:0]
	for _, t := range otherLanguages {
		if p := lexicon.For(t); p != w.pack && !p.Empty() {
			w.others = append(w.others, p)
		}
	}
}

// forget empties what is remembered of words from article to article.
func (w *Worker) forget() {
	clear(w.memo[:])
	clear(w.alone[:])
	w.beside, w.outlooks = links{}, outlooks{}
}

// singleLetters are the words of one letter, in small letters.
var singleLetters = map[string]string{
	"es": "ayeou", "en": "ai", "fr": "aày", "pt": "aoeéà", "it": "aeèoi", "vi": "yýàồôởơừủé",
}

var otherLanguages = []language.Tag{
	language.English, language.Spanish, language.French, language.German, language.Italian, language.Portuguese, language.Vietnamese,
}

// deepen searches all runs of an article that has lost blanks for certain, and judges them by
// the lines of the page.
func (w *Worker) deepen() {
	if w.confident() < leastConfident {
		return
	}
	if !w.digits {
		w.digits = true
		w.searchRest()
		w.estimateRate()
	}
	if !w.opt.NoGeometry {
		w.layout, w.wrapped = w.judgeByGeometry(w.rate)
	}
}

// leastConfident is how many blanks must be lost for certain before every run of an article is searched.
const leastConfident = 2

// confident counts the blanks that are believed and bear witness to further ones.
func (w *Worker) confident() int {
	n := 0
	for _, i := range w.open {
		if alt := w.believedReading(&w.runs[i]); alt != nil {
			n += int(alt.witnesses)
		}
	}
	return n
}
