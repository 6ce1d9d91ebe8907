package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"copydesk/lexicon/profile"

	"github.com/agnivade/levenshtein"
)

// Fingerprint returns the key that OpenRefine's fingerprint method gives a name: in small letters,
// without marks and punctuation, its words sorted, each once. Names that differ in nothing else
// have one key.
func Fingerprint(name string) string {
	words := strings.FieldsFunc(profile.Base(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

// NGramFingerprint returns the key of OpenRefine's n-gram fingerprint method: the stretches of n
// letters of the name without blanks, marks and punctuation, sorted, each once. It finds blanks
// that are wrong and letters that stand twice or in the wrong place.
func NGramFingerprint(name string, n int) string {
	letters := make([]rune, 0, len(name))
	for _, r := range profile.Base(name) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters = append(letters, r)
		}
	}
	var grams []string
	for i := 0; i+n <= len(letters); i++ {
		grams = append(grams, string(letters[i:i+n]))
	}
	slices.Sort(grams)
	return strings.Join(slices.Compact(grams), "")
}

// Form is a spelling that a corpus has of some name.
type Form struct {
	Text     string
	Articles uint64   // that have it
	Sources  []Source // the same by source, each once
}

// Source is how many articles of a source have a form.
type Source struct {
	Name     string // "" for articles without a source
	Articles uint64
}

// Add counts articles of a source, which was not added before.
func (f *Form) Add(source string, articles uint64) {
	f.Articles += articles
	f.Sources = append(f.Sources, Source{source, articles})
}

// In returns how many articles of a source have the form.
func (f *Form) In(source string) uint64 {
	for _, s := range f.Sources {
		if s.Name == source {
			return s.Articles
		}
	}
	return 0
}

// Cluster is the forms that are likely one name, the most frequent one first.
type Cluster struct {
	Forms  []Form
	Method string // "fingerprint", "n-gram" or "distance"
}

// The methods of clustering, in the order in which they are applied; the names of OpenRefine,
// whose nearest-neighbour method with the Levenshtein distance is the last one.
const (
	ByFingerprint = "fingerprint"
	ByNGram       = "n-gram"
	ByDistance    = "distance"
)

const (
	gramLength   = 2  // of the n-gram method, OpenRefine's default
	minGramName  = 5  // letters that a name needs for it: shorter ones share their grams by chance
	blockLetters = 6  // names are compared by distance when they share a stretch so long, OpenRefine's default
	maxBlock     = 64 // names of a stretch that are compared; "nguyen" has thousands
	minDistance  = 8  // letters that a name needs to be compared by distance
	rareByOften  = 20 // a form is a slip of another only when that has so many times its articles
)

// Clusters groups forms, which must all differ. Each form is in one cluster at most: that of the
// first method that finds one. distance is the greatest Levenshtein distance of letters without
// marks; zero leaves the method out.
func Clusters(forms []Form, distance int) []Cluster {
	g := grouping{forms: slices.Clone(forms), of: make([]int32, len(forms)), method: map[int32]string{}}
	slices.SortFunc(g.forms, func(a, b Form) int { return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Text, b.Text)) })
	for i := range g.of {
		g.of[i] = int32(i)
	}
	g.byKey(ByFingerprint, Fingerprint)
	g.byKey(ByNGram, func(name string) string {
		if len(name) < minGramName {
			return ""
		}
		return NGramFingerprint(name, gramLength)
	})
	if distance > 0 {
		g.byDistance(distance)
	}
	return g.clusters()
}

// grouping is forms, the most frequent first, in disjoint sets (Tarjan 1975): of holds a form of
// the same set that is as frequent or more so, the first of a set holds itself.
type grouping struct {
	forms  []Form
	of     []int32
	method map[int32]string // by first form of a set
}

// first returns the first form of the set of form i.
func (g *grouping) first(i int32) int32 {
	for g.of[i] != i {
		g.of[i] = g.of[g.of[i]]
		i = g.of[i]
	}
	return i
}

// join puts the sets of a and b together.
func (g *grouping) join(a, b int32, method string) {
	a, b = g.first(a), g.first(b)
	if a == b {
		return
	}
	a, b = min(a, b), max(a, b)
	g.of[b] = a
	g.method[a] = cmp.Or(g.method[a], g.method[b], method)
}

func (g *grouping) byKey(method string, key func(string) string) {
	first := make(map[uint64]int32, len(g.forms))
	for i := range g.forms {
		k := key(g.forms[i].Text)
		if k == "" {
			continue
		}
		hash := profile.Hash(k) // the keys themselves take more memory than the names
		if j, ok := first[hash]; ok {
			g.join(j, int32(i), method)
		} else {
			first[hash] = int32(i)
		}
	}
}

// frequent is a form that others may be slips of.
type frequent struct {
	form int32
	base string
}

// byDistance puts rare forms to the most frequent one that is near, and never two rare ones
// together by way of a third.
func (g *grouping) byDistance(distance int) {
	if len(g.forms) == 0 {
		return
	}
	least := rareByOften * g.forms[len(g.forms)-1].Articles
	blocks := map[string][]frequent{}
	for i := range g.forms {
		base := profile.Base(g.forms[i].Text)
		if g.first(int32(i)) != int32(i) || len(base) < minDistance {
			continue
		}
		if j := g.near(i, base, blocks, distance); j >= 0 {
			g.join(j, int32(i), ByDistance)
			continue
		}
		if g.forms[i].Articles < least {
			continue // nothing is so much rarer
		}
		for at := 0; at+blockLetters <= len(base); at++ {
			if block := base[at : at+blockLetters]; len(blocks[block]) < maxBlock {
				blocks[block] = append(blocks[block], frequent{int32(i), base})
			}
		}
	}
}

// near returns the most frequent form in the same block as form i that is near it, -1 for none.
func (g *grouping) near(i int, base string, blocks map[string][]frequent, distance int) int32 {
	best := int32(-1)
	for at := 0; at+blockLetters <= len(base); at++ {
		for _, f := range blocks[base[at:at+blockLetters]] {
			if best >= 0 && f.form >= best || g.forms[f.form].Articles < rareByOften*g.forms[i].Articles {
				continue
			}
			if levenshtein.ComputeDistance(base, f.base) <= distance {
				best = f.form
			}
		}
	}
	return best
}

// clusters returns the sets of more than one form.
func (g *grouping) clusters() []Cluster {
	members := map[int32][]Form{}
	for i := range g.forms {
		if first := g.first(int32(i)); first != int32(i) {
			members[first] = append(members[first], g.forms[i])
		}
	}
	var list []Cluster
	for i := range g.forms {
		if others := members[int32(i)]; len(others) > 0 {
			list = append(list, Cluster{append([]Form{g.forms[i]}, others...), g.method[int32(i)]})
		}
	}
	return list
}
