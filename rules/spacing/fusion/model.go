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
}

// Kind is a group of decisions that is calibrated by itself.
type Kind uint8

// The kinds of decision.
const (
	Geometric            Kind = iota // at a lost line wrap
	GeometricContent                 // the same between two content words, without a capital or mark at the joint
	GeometricCompounding             // the same in a language that writes compounds together
	Isolated                         // elsewhere, with a function word, a capital, a digit or a mark at the joint
	IsolatedContent                  // elsewhere, between two content words
	IsolatedCompounding              // the same in a language that writes compounds together
	Camel                            // elsewhere, before a capital inside a capitalised word
	Digits                           // elsewhere, between a digit and a letter or a digit
	numKinds
)

var kindNames = [numKinds]string{
	"geometric", "geometric-content", "geometric-compounding", "isolated", "isolated-content", "isolated-compounding", "camel", "digits",
}

// Geometric reports whether the kind has the geometry of a lost wrap behind it.
func (k Kind) Geometric() bool { return k <= GeometricCompounding }

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
// CONFIDENCE" in ascending order, and "safe KIND POSTERIOR"; # begins a comment.
func Read(r io.Reader) (*Model, error) {
	m := new(Model)
	for k := range m.maps {
		m.maps[k].safe = neverSafe
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

func (m *Model) line(fields []string) error {
	if len(fields) < 3 {
		return fmt.Errorf("%d fields", len(fields))
	}
	numbers := make([]float64, len(fields)-2)
	for i, s := range fields[2:] {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return err
		}
		numbers[i] = v
	}
	switch {
	case fields[0] == "weight" && len(numbers) == 1:
		f := indexOf(featureNames[:], fields[1])
		if f < 0 {
			return fmt.Errorf("no feature %q", fields[1])
		}
		m.weights[f] = numbers[0]
		return nil
	case fields[0] == "map" && len(numbers) == 2, fields[0] == "safe" && len(numbers) == 1:
	default:
		return fmt.Errorf("unknown line %q", strings.Join(fields, " "))
	}
	k := indexOf(kindNames[:], fields[1])
	if k < 0 {
		return fmt.Errorf("no kind %q", fields[1])
	}
	if fields[0] == "safe" {
		m.maps[k].safe = numbers[0]
	} else {
		m.maps[k].points = append(m.maps[k].points, point{numbers[0], numbers[1]})
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
func (m *Model) score(f *[numFeatures]float32) float64 {
	sum := 0.0
	for i, v := range f {
		sum += m.weights[i] * float64(v)
	}
	return sum
}

// WithWeights returns a copy of the model with other weights, in the order of FeatureNames.
func (m *Model) WithWeights(weights []float64) *Model {
	n := *m
	copy(n.weights[:], weights)
	return &n
}

// Weights returns the weights in the order of FeatureNames.
func (m *Model) Weights() []float64 { return append([]float64(nil), m.weights[:]...) }

// FeatureNames returns the names of the features, in their order.
func FeatureNames() []string { return append([]string(nil), featureNames[:]...) }
