package fusion

import (
	"slices"
	"strings"

	"copydesk/lexicon"
)

// endings are the commonest endings of inflected words, by language: those of nouns,
// adjectives and regular verbs, and the suffixes of derivation that word lists miss most.
var endings = map[string][]string{
	"es": withEnclitics(strings.Fields(`o a os as e es ar er ir ado ada ados adas ido ida idos idas ando iendo an en aron ieron ó ió aba aban ía ían
		ará arán erá erán irá irán ara aran iera ieran aría arían ería irían ción ciones dor dora dores mente ista istas ismo ez eza idad`)),
	"pt": strings.Fields(`o a os as e es ar er ir ado ada ados adas ido ida idos idas ando endo indo am em aram eram iram ou eu iu ava avam ia iam
		ará arão erá erão irá irão asse assem esse ria riam ção ções dor dora dores mente ista istas ismo ante antes ente entes vel veis`),
	"it": strings.Fields(`o a i e are ere ire ato ata ati ate uto uta uti ute ito ita iti ite ando endo ano ono arono erono irono ò ì ava avano iva
		evano iva ivano erà eranno irà iranno asse assero rebbe rebbero zione zioni tore tori mente ista isti iste ismo ità`),
	"fr": strings.Fields(`e s es er ir re é ée és ées i ie is ies u ue us ues ant ante ants antes ent ons ez a ai ait aient èrent irent era eront
		ira iront erait eraient ra ront tion tions teur teurs trice ment ments iste istes isme ité ités eur euse eux`),
	"en": strings.Fields(`e s es ed d ing er ers y ies ied ier ly ness ment ments ion ions ist ists ism able al ise ised ises ising isation isations
		ize ized izes izing ization izations ation ations ically ical ful less like ward wards wise ship hood`),
	"de": strings.Fields(`e en er es em n s t te ten tet st et ung ungen heit keit lich liche lichen licher isch ische ischen ischer ern erin erinnen ens chen lein`),
}

// withEnclitics adds to endings of verbs the pronouns that Spanish writes behind them, and the subjunctives that end like
// a pronoun.
func withEnclitics(list []string) []string {
	list = append(list, "ase", "ases", "asen", "iese", "ieses", "iesen", "áramos", "iéramos", "ara", "aras", "iera", "ieras")
	for _, verb := range []string{"ar", "er", "ir", "ár", "ér", "ír", "ando", "iendo", "ándo", "iéndo", "a", "e"} {
		for _, pronoun := range strings.Fields("se lo la los las le les me te nos selo sela") {
			list = append(list, verb+pronoun)
		}
	}
	return list
}

// endingSets are the endings as keys.
var endingSets = func() map[string]map[lexicon.Key]bool {
	sets := make(map[string]map[lexicon.Key]bool, len(endings))
	for lang, list := range endings {
		sets[lang] = keySet(list...)
	}
	return sets
}()

// endingNode is a letter of the endings of a language, in an order in which it follows what it continues.
type endingNode struct {
	depth  int // letters before it
	letter rune
	ending string // the ending that it completes, if any
}

// deepest bounds the letters of an ending.
const deepest = 15

// endingTrees are the endings as trees of letters: what begins alike is hashed once.
var endingTrees = func() map[string][]endingNode {
	trees := make(map[string][]endingNode, len(endings))
	for lang, list := range endings {
		trees[lang] = endingTree(list)
	}
	return trees
}()

func endingTree(list []string) (tree []endingNode) {
	list = slices.Clone(list)
	slices.Sort(list)
	var before []rune
	for _, ending := range slices.Compact(list) {
		letters := []rune(ending)
		depth := 0
		for depth < min(len(before), len(letters)) && before[depth] == letters[depth] {
			depth++
		}
		for ; depth < len(letters); depth++ {
			tree = append(tree, endingNode{depth: depth, letter: letters[depth]})
		}
		tree[len(tree)-1].ending = ending
		before = letters
	}
	return tree
}

// shortestStem is the least number of bytes that the forms of a word must share.
const shortestStem = 4

// isInflected reports whether another form of the word is known: whether it ends in one of the
// endings of the language and is known with another.
func (w *Worker) isInflected(word string) bool {
	for _, from := range w.endings {
		stem, ok := strings.CutSuffix(word, from)
		if !ok || len(stem) < shortestStem {
			continue
		}
		h := lexicon.NewHash()
		for _, r := range stem {
			h = h.Add(r)
		}
		if w.bareStems && w.isForm(h.Key()) || w.hasOtherForm(h, from) {
			return true
		}
	}
	return false
}

// hasOtherForm reports whether the stem is a word with another ending than from.
func (w *Worker) hasOtherForm(stem lexicon.Hash, from string) bool {
	var states [deepest + 1]lexicon.Hash
	states[0] = stem
	for i := range w.endingTree {
		n := &w.endingTree[i]
		h := states[n.depth].Add(n.letter)
		states[n.depth+1] = h
		if n.ending != "" && n.ending != from && w.isForm(h.Key()) {
			return true
		}
	}
	return false
}

// isForm reports whether k is a word that may be a form of another. Names do not count, but where all nouns are capitalised.
func (w *Worker) isForm(k lexicon.Key) bool {
	if !w.has(k) {
		return false
	}
	e, _ := w.word(k)
	return !e.Flags.Has(lexicon.Foreign) && (w.compounds || !e.Flags.Has(lexicon.OnlyCapitalised))
}
