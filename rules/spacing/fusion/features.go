package fusion

import (
	"unicode"
	"unicode/utf8"

	"copydesk/article"
	"copydesk/lexicon"
)

// feature numbers what the regression sees of a reading. Each is a difference
// against the run as it stands, whose features are all zero; the first
// numJoints count the blanks put in by kind of joint.
type feature uint8

const (
	gainKnown     feature = feature(numJoints) + iota // log-probability of the words gained, where the run is a known word
	gainUnknown                                       // the same where it is not
	gainPair                                          // how much more the neighbours expect these words (bigrams)
	gainClass                                         // the same by word class
	oneLetter                                         // words of one letter
	twoLetters                                        // words of two letters
	unknownPart                                       // words that nobody knows
	content2                                          // blanks between two words that are no function words
	contentDE                                         // the same in a language that writes compounds together
	function2                                         // blanks between two function words
	oddCapital                                        // a capital left standing where none is due
	lostCapital                                       // names left in small letters
	nameSplit                                         // a capitalised word inside a sentence cut between small letters
	boundPrefix                                       // a prefix cut off: ex, vice, anti
	clitic                                            // a clitic cut off a verb: -la, -se
	seenWhole                                         // the run stands elsewhere in the article
	seenParts                                         // words that stand elsewhere in the article, against those that do not
	foreignWhole                                      // the run is a word in another language
	unitAfter                                         // a unit, month or currency behind digits
	nextPenalty                                       // bare number beside capital (B2, G20)
	camel                                             // a capital inside a capitalised word: BioCubaFarma
	camelShort                                        // the same behind at most three letters: McGregor
	thousands                                         // three digits behind at most three
	knownWhole                                        // the run is a known word
	pairKnown                                         // gainPair where the run is a known word
	classKnown                                        // gainClass where the run is a known word
	shortFirst                                        // at most two letters at the beginning of a word of letters cut off
	shortLast                                         // the same at its end
	compoundJoint                                     // letter|letter in a language that writes compounds together
	syllableJoint                                     // letter|letter in a language that writes syllables apart
	enclitic                                          // a pronoun cut off an infinitive or gerund
	linkedO                                           // an adjective in -o before another content word: pequeñoburgueses
	abbreviation                                      // a stop behind an abbreviation or a single letter
	mixedPart                                         // words with a capital left inside
	shortLastDE                                       // shortLast in a language that writes compounds together: an ending
	nameCut                                           // a capitalised word inside a sentence cut where its left is no known name
	nameCutShort                                      // the same with at most two letters behind it
	knownShort                                        // words of at most two letters where the run is a known word
	knownContent                                      // content2 where the run is a known word
	knownFunction                                     // function2 where the run is a known word
	inflected                                         // the run is an unknown form of a known word
	weakPart                                          // words that only unreliable lists have
	weakWhole                                         // the run is such a word
	digitWord                                         // a known word of four letters or more behind digits
	wordDigit                                         // a known word in small letters before digits
	loosePrefix                                       // a prefix cut off that is a function word as well
	capsWhole                                         // an unknown word in capitals is cut: it may have lost its accents
	stopLower                                         // a small letter behind a stop
	seenLong                                          // a long word is cut that stands elsewhere in the article
	nameShort                                         // a capitalised word inside a sentence loses its last letter or two
	compoundWhole                                     // an unknown word that may be a compound is cut, in a language that writes compounds together
	lostCapitalDE                                     // lostCapital in a language that writes all nouns with a capital
	endingPart                                        // an ending of the language cut off that is a word as well: port|able
	shortName                                         // a capital, or one and another letter, cut off as a name: Li|Wenfang
	clauseJoint                                       // a German noun and a word that is none
	numFeatures
)

// features is what the regression sees of a reading.
type features [numFeatures]float32

var featureNames = func() (names [numFeatures]string) {
	for j := range numJoints {
		names[j] = j.String()
	}
	for i, n := range []string{
		"gain-known", "gain-unknown", "gain-pair", "gain-class", "one-letter", "two-letters", "unknown-part",
		"content-content", "content-content-compounding", "function-function", "odd-capital", "lost-capital", "name-split", "bound-prefix",
		"clitic", "seen-whole", "seen-parts", "foreign-whole", "unit-after-digits", "digits-after-capital", "camel",
		"camel-short", "thousands", "known-whole", "pair-known", "class-known", "short-first", "short-last", "compounding-joint",
		"syllable-joint", "enclitic", "linked-o", "abbreviation-stop",
		"mixed-part", "short-last-compounding", "name-cut", "name-cut-short",
		"known-short", "known-content", "known-function", "inflected", "weak-part",
		"weak-whole", "digit-word", "word-digit",
		"loose-prefix", "capitals-whole", "stop-small", "seen-long", "name-short", "compound-whole",
		"lost-capital-compounding", "ending-part", "short-name", "clause",
	} {
		names[int(gainKnown)+i] = n
	}
	return names
}()

// maxPair bounds what one pair of words can say in favour or against, in nats.
const maxPair = 6

// context is the word before or behind a run, as the bigram models see it.
type context struct {
	key   lexicon.Key
	class lexicon.Class
}

// scene is what all readings of a run are compared with: its neighbours, and the run as it stands.
type scene struct {
	before, after context
	logProb       float64        // of the words of the run as it stands
	lead, tail    evidenceOfLink // how much its first and its last word are expected by their neighbours
}

// setScene sets the scene for the readings of r, whose path as it stands is w.plain.
func (w *Worker) setScene(l *lattice, r *run) {
	s := &w.scene
	s.before, s.after = w.contexts(r)
	s.logProb = sumLogProb(l, w.plain)
	s.lead, s.tail = evidenceOfLink{}, evidenceOfLink{}
	if !w.opt.NoContext && !w.secluded {
		s.lead = w.link(s.before, w.arcContext(&l.arcs[w.plain[0].arc]))
		s.tail = w.link(w.arcContext(&l.arcs[w.plain[len(w.plain)-1].arc]), s.after)
	}
	w.sentenceStart = s.before.key == lexicon.Start
}

func sumLogProb(l *lattice, path []partial) float64 {
	sum := 0.0
	for i := range path {
		sum += l.arcs[path[i].arc].logProb
	}
	return sum
}

// contexts returns what stands on either side of the run.
func (w *Worker) contexts(r *run) (before, after context) {
	before = context{lexicon.Start, lexicon.ClassStart}
	after = context{lexicon.Start, lexicon.ClassStart}
	if r.first > w.para.first {
		before = w.contextOf(int(r.first) - 1)
	}
	if r.last < w.para.last {
		after = w.contextOf(int(r.last))
	}
	return before, after
}

func (w *Worker) contextOf(i int) context {
	switch t := &w.art.Tokens[i]; t.Kind {
	case article.Word:
		k := w.words[i].Key
		return context{k, w.classOf(k, w.art.Of(i))}
	case article.Number:
		return context{lexicon.Number, lexicon.ClassNumber}
	}
	if isStop(firstRune(w.art.Of(i))) {
		return context{lexicon.Start, lexicon.ClassStart}
	}
	return context{lexicon.Break, lexicon.ClassBreak}
}

func (w *Worker) arcContext(a *arc) context {
	if !a.classed {
		a.class, a.classed = w.classOf(a.key, w.art.At(a.text)), true
	}
	return context{a.key, a.class}
}

// evidenceOfLink is how much more probable a word is behind another, by pairs of words and by pairs of classes.
type evidenceOfLink struct{ pair, class float64 }

// links remembers what is known of words side by side: the readings of a run share most of their links.
type links [1 << linkBits]rememberedLink

const linkBits = 9

type rememberedLink struct {
	a, b context
	evidenceOfLink
}

// link returns how much more probable b is behind a.
func (w *Worker) link(a, b context) evidenceOfLink {
	const golden = 0x9E3779B97F4A7C15 // spreads both keys over the upper bits
	l := &w.beside[(uint64(a.key)*golden^uint64(b.key))*golden>>(64-linkBits)]
	if l.a != a || l.b != b {
		*l = rememberedLink{a, b, w.findLink(a, b)}
	}
	return l.evidenceOfLink
}

func (w *Worker) findLink(a, b context) evidenceOfLink {
	pair, ok := w.pack.Pair(a.key, b.key)
	if ok {
		pair -= w.unigram(b.key)
	} else {
		pair = w.backoff(a.key)
	}
	if w.corpus != nil {
		if p, ok := w.corpusPair(a.key, b.key); ok {
			pair = max(pair, p)
		}
	}
	class := w.pack.ClassBigram(a.class, b.class) - w.pack.ClassProb(b.class)
	return evidenceOfLink{min(max(pair, -maxPair), maxPair), min(max(class, -maxPair), maxPair)}
}

// partFeatures looks at one word of a reading that the run as it stands does not have.
func (w *Worker) partFeatures(f *features, l *lattice, plain, path []partial, i int) {
	a := &l.arcs[path[i].arc]
	if a.mark || onPath(l, plain, a) {
		return
	}
	switch a.letters {
	case 1:
		f[oneLetter]++
	case 2:
		f[twoLetters]++
	}
	f[shortName] += flag(a.letters <= 2 && unicode.IsUpper(l.runes[a.from]) && !a.flags.Has(lexicon.FunctionWord))
	if !a.known && !a.weak && a.seen == 0 {
		f[unknownPart]++
	}
	f[weakPart] += flag(a.weak && a.seen == 0)
	if a.seen > 0 && !a.flags.Has(lexicon.FunctionWord) {
		f[seenParts]++
	}
	for k := a.from + 1; k < a.to; k++ {
		if l.joints[k] == LowerUpper && l.token[k] == l.token[a.from] {
			f[mixedPart]++
			break
		}
	}
	first, _ := utf8.DecodeRuneInString(w.art.Text[a.text.Start:])
	if unicode.IsLower(first) && a.flags.Has(lexicon.OnlyCapitalised) {
		f[lostCapital]++
		f[lostCapitalDE] += flag(w.compounds)
	}
}

func onPath(l *lattice, path []partial, a *arc) bool {
	for i := range path {
		if b := &l.arcs[path[i].arc]; b.from == a.from && b.to == a.to {
			return true
		}
	}
	return false
}

// nameLike marks words that may be capitalised inside a sentence.
const nameLike = lexicon.OnlyCapitalised | lexicon.FirstName | lexicon.Surname | lexicon.PlaceName | lexicon.Acronym

// cutFeatures looks at the blank before word i of the path.
func (w *Worker) cutFeatures(f *features, l *lattice, path []partial, i int) {
	a, b := &l.arcs[path[i-1].arc], &l.arcs[path[i].arc]
	j := l.joints[b.from]
	f[j]++
	if j == DigitDigit && b.letters == 3 && a.letters <= 3 {
		f[thousands]++
	}
	if j == AfterStop && i >= 2 && w.shortened(&l.arcs[path[i-2].arc]) {
		f[abbreviation]++
	}
	if j == AfterStop {
		f[stopLower] += flag(unicode.IsLower(l.runes[b.from]))
	}
	if a.mark || b.mark {
		if j == DigitLetter {
			f[unitAfter] += flag(w.unit(b))
			f[digitWord] += flag(b.known && b.letters > 3 && b.logProb > commonLeast)
		}
		if j == LetterDigit {
			f[wordDigit] += flag(a.known && a.letters > 1 && unicode.IsLower(l.runes[a.from]))
		}
		if j == LetterDigit && a.letters <= 3 && unicode.IsUpper(l.runes[a.from]) {
			f[nextPenalty]++
		}
		return
	}
	fa, fb := a.flags.Any(lexicon.FunctionWord|lexicon.Clitic), b.flags.Has(lexicon.FunctionWord)
	switch {
	case fa && fb:
		f[function2]++
	case !fa && !fb && j == LetterLetter:
		f[content2]++
		if w.compounds {
			f[contentDE]++
		}
	}
	if j <= LowerUpper && w.bound[a.key] {
		f[boundPrefix]++
	}
	if j == LetterLetter {
		w.letterFeatures(f, l, a, b)
	}
	if j == LowerUpper && w.camel(l, a) {
		f[camel]++
		if a.letters <= 3 {
			f[camelShort]++
		}
	}
	w.capitalFeatures(f, l, a, b, i == 1)
}

// shortened reports whether the word before a stop is an abbreviation or an initial.
func (w *Worker) shortened(a *arc) bool {
	return a.letters == 1 && !a.mark || a.flags.Has(lexicon.Abbreviation) || w.pack.Abbreviation(w.art.At(a.text))
}

func (w *Worker) unit(b *arc) bool {
	if b.flags.Any(lexicon.Unit | lexicon.Month | lexicon.Currency) {
		return true
	}
	_, ok := w.pack.Month(w.art.At(b.text))
	return ok
}

// letterFeatures looks at a blank between two small letters.
func (w *Worker) letterFeatures(f *features, l *lattice, a, b *arc) {
	if b.flags.Has(lexicon.Clitic) {
		f[clitic]++
	}
	f[nameCut] += flag(w.nameCut(l, a))
	f[loosePrefix] += flag(w.prefixes[a.key] && !b.flags.Has(lexicon.FunctionWord))
	if w.compounds {
		f[compoundJoint]++
		f[clauseJoint] += flag(w.clause(l, a, b) && !b.flags.Has(lexicon.FunctionWord))
	}
	if w.syllables {
		f[syllableJoint]++
	}
	if a.letters <= 2 && (a.from == 0 || l.token[a.from-1] != l.token[a.from]) {
		f[shortFirst]++
	}
	if l.endsToken(b) {
		f[endingPart] += flag(w.endingSet[b.key] && !b.flags.Has(lexicon.FunctionWord))
		if b.letters <= 2 {
			f[shortLast]++
			f[shortLastDE] += flag(w.compounds)
			f[nameCutShort] += flag(w.nameCut(l, a))
			f[nameShort] += flag(unicode.IsUpper(l.runes[a.from]) && a.seen == 0 && !(w.sentenceStart && a.from == 0))
		}
		if w.enclitics[b.key] && hostsEnclitic(w.art.At(a.text)) {
			f[enclitic]++
		}
	}
	if w.linking(l, a) && !b.flags.Has(lexicon.FunctionWord) {
		f[linkedO]++
	}
}

// capitalFeatures judges the capitals on either side of a blank.
func (w *Worker) capitalFeatures(f *features, l *lattice, a, b *arc, first bool) {
	title := unicode.IsUpper(l.runes[a.from]) && (a.letters == 1 || !unicode.IsUpper(l.runes[a.from+1]))
	if !title || w.sentenceStart && first {
		return
	}
	if unicode.IsLower(l.runes[b.from]) && !b.flags.Has(lexicon.FunctionWord) {
		f[nameSplit]++
	}
	if a.known && !a.flags.Any(nameLike) && !w.compounds { // German capitalises all nouns
		f[oddCapital]++
	}
}

// commonLeast is the least log-probability of a common word.
const commonLeast = -11

// maxSeen bounds how often an occurrence of the same run elsewhere is counted.
const maxSeen = 4

// foreignLeast is the least log-probability at which a word of another language counts.
const foreignLeast = -14.5
