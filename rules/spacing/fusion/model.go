package fusion

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Model is what training found: the weights of the regression, and the maps
// from posteriors to shares that are right. It is immutable and safe for
// concurrent use.
type Model struct {
	weights [numFeatures]float64
	maps    [numKinds]calibration

	spliceWeights [numSpliceFeatures]float64
	spliceMaps    [numSpliceKinds]calibration
}

// Kind is a group of decisions that is calibrated by itself: what is parted, and whether
// the geometry of a lost wrap speaks for it.
type Kind uint8

// The kinds of decision, each as it stands, from AtWrap on in a wrapped article, and from Agreed on in a wrapped article where
// the words by themselves say the same.
const (
	Letters     Kind = iota // two words in small letters, one of them a function word
	Content                 // two content words
	Half                    // a word and one that nobody knows
	Compounding             // two content words of a language that writes compounds together
	Clause                  // a noun of such a language and a word that is none: no compound ends so
	Short                   // a word of one letter, or at most two at the end: like an ending
	Prefix                  // where a derived word may stand: behind a prefix (under, sobre, vor) or a linking -o, or before an ending
	Name                    // inside a capitalised word that is no name on its left
	Upper                   // before a capital
	Camel                   // before a capital inside a capitalised word
	Digits                  // beside a digit
	Comma                   // behind a comma or semicolon
	Mark                    // beside another punctuation mark
	AtWrap                  // the first of the kinds above in a wrapped article
	Agreed      = 2 * AtWrap
	numKinds    = 3 * AtWrap
)

var kindNames = func() (names [numKinds]string) {
	for i, n := range [...]string{"letters", "content", "half", "compounding", "clause", "short", "prefix", "name", "upper", "camel", "digits", "comma", "mark"} {
		names[i], names[int(AtWrap)+i], names[int(Agreed)+i] = n, "wrap-"+n, "agreed-"+n
	}
	return names
}()

// Geometric reports whether the kind has the geometry of a lost wrap behind it.
func (k Kind) Geometric() bool { return k >= AtWrap }

// NumKinds is the number of kinds.
const NumKinds = int(numKinds)

// String returns the kind as it stands in the weights file.
func (k Kind) String() string { return kindNames[k] }

//go:embed weights.txt
var embedded string

// Default returns the model that is built into the program.
var Default = sync.OnceValue(func() *Model {
	m, err := Read(strings.NewReader(embedded))
	if err != nil {
		panic("fusion: embedded weights: " + err.Error()) // the tests read them
	}
	return m
})

// Read reads a weights file: lines "weight NAME VALUE", "map KIND POSTERIOR
// CONFIDENCE" in ascending order, and "safe KIND POSTERIOR", each with
// "splice-" in front for wrong blanks; # begins a comment.
func Read(r io.Reader) (*Model, error) {
	m := new(Model)
	for k := range m.maps {
		m.maps[k].safe = neverSafe
	}
	for k := range m.spliceMaps {
		m.spliceMaps[k].safe = neverSafe
	}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(strings.SplitN(lines.Text(), "#", 2)[0])
		if len(fields) == 0 {
			continue
		}
		if err := m.line(fields); err != nil {
			return nil, fmt.Errorf("read weights, line %d: %w", n, err)
		}
	}
	return m, lines.Err()
}

// line takes one line in.
func (m *Model) line(fields []string) error {
	if len(fields) < 3 {
		return fmt.Errorf("%d fields", len(fields))
	}
	var numbers [2]float64
	for i, s := range fields[2:min(len(fields), 4)] {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return err
		}
		numbers[i] = v
	}
	verb, splice := strings.CutPrefix(fields[0], "splice-")
	weights, names, maps, kinds := m.weights[:], featureNames[:], m.maps[:], kindNames[:]
	if splice {
		weights, names, maps, kinds = m.spliceWeights[:], spliceFeatureNames[:], m.spliceMaps[:], spliceNames[:]
	}
	i := indexOf(kinds, fields[1])
	if verb == "weight" {
		i = indexOf(names, fields[1])
	}
	switch {
	case i < 0:
		return fmt.Errorf("nothing is called %q", fields[1])
	case verb == "weight" && len(fields) == 3:
		weights[i] = numbers[0]
	case verb == "map" && len(fields) == 4:
		maps[i].points = append(maps[i].points, point{numbers[0], numbers[1]})
	case verb == "safe" && len(fields) == 3:
		maps[i].safe = numbers[0]
	default:
		return fmt.Errorf("unknown line %q", strings.Join(fields, " "))
	}
	return nil
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}

// score returns the log-odds of a reading.
func (m *Model) score(f *features) float64 {
	sum := 0.0
	for i, v := range f {
		sum += m.weights[i] * float64(v)
	}
	return sum
}

// scoreSplice returns the log-odds of a reading of two words.
func (m *Model) scoreSplice(f *[numSpliceFeatures]float32) float64 {
	sum := 0.0
	for i, v := range f {
		sum += m.spliceWeights[i] * float64(v)
	}
	return sum
}

// SpliceWeights returns the weights of splices in the order of SpliceFeatureNames.
func (m *Model) SpliceWeights() []float64 { return append([]float64(nil), m.spliceWeights[:]...) }

// SpliceFeatureNames returns the names of the features of splices, in their order.
func SpliceFeatureNames() []string { return append([]string(nil), spliceFeatureNames[:]...) }

// WithSpliceWeights returns a copy of the model with other weights of splices and without their maps.
func (m *Model) WithSpliceWeights(weights []float64) *Model {
	n := *m
	copy(n.spliceWeights[:], weights)
	n.spliceMaps = [numSpliceKinds]calibration{}
	return &n
}

// WithWeights returns a copy of the model with other weights and without maps, in the order of FeatureNames.
func (m *Model) WithWeights(weights []float64) *Model {
	n := *m
	copy(n.weights[:], weights)
	n.maps = [numKinds]calibration{}
	return &n
}

// Weights returns the weights in the order of FeatureNames.
func (m *Model) Weights() []float64 { return append([]float64(nil), m.weights[:]...) }

// FeatureNames returns the names of the features, in their order.
func FeatureNames() []string { return append([]string(nil), featureNames[:]...) }
