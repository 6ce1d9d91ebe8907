package profile

import (
	"encoding/binary"
	"math"
)

// Size of a signature. With 64 values the estimated resemblance of two articles is off by 0.05
// at 0.8 (one standard deviation); with eight bands of four values, pairs that resemble one
// another by 0.8 are compared with a probability of 0.985, by 0.9 of 0.9997, by 0.5 of 0.4.
const (
	sketchBins  = 64
	bands       = 8
	bandRows    = 4
	bandBytes   = 5 // of a band hash in a key, and of the number of an article
	maxSimilar  = 64
	sampleBytes = sketchBins
)

// Sketch makes the MinHash signature of a set (Broder 1997) in one pass, by one permutation in
// bins (Li, Owen, Zhang 2012) whose empty ones are filled from others (Shrivastava 2017). The
// zero value is no sketch; use NewSketch.
type Sketch struct {
	least [sketchBins]uint64
	size  int
}

// NewSketch returns the sketch of the empty set.
func NewSketch() Sketch {
	var s Sketch
	for i := range s.least {
		s.least[i] = math.MaxUint64
	}
	return s
}

// Add adds an element by a hash that is uniform in all bits, such as one of Mix.
func (s *Sketch) Add(hash uint64) {
	s.size++
	if bin := &s.least[hash>>58]; hash < *bin {
		*bin = hash
	}
}

// Size returns how often Add was called.
func (s *Sketch) Size() int { return s.size }

// dense returns the values of all bins; an empty one takes that of another, which its number
// alone chooses.
func (s *Sketch) dense() (values [sketchBins]uint64) {
	if s.size == 0 {
		return values
	}
	for i := range values {
		values[i] = s.least[i]
		for try := uint64(0); values[i] == math.MaxUint64; try++ {
			if v := s.least[Mix(uint64(i)<<32|try)%sketchBins]; v != math.MaxUint64 {
				values[i] = Mix(v)
			}
		}
	}
	return values
}

// bandKeys returns the hashes that similar sets likely share one of.
func bandKeys(values *[sketchBins]uint64) (keys [bands]uint64) {
	for b := range keys {
		h := uint64(b)
		for r := range bandRows {
			h = Mix(h ^ values[b*bandRows+r])
		}
		keys[b] = h
	}
	return keys
}

// sample returns the low byte of each value: b-bit minwise hashing (Li, König 2010).
func sample(values *[sketchBins]uint64) (out [sampleBytes]byte) {
	for i, v := range values {
		out[i] = byte(v)
	}
	return out
}

// resemblance estimates the Jaccard index of two sets from their samples.
func resemblance(a *[sampleBytes]byte, b []byte) float64 {
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	const chance = 1.0 / 256 // two values have the same low byte by chance
	return max(0, (float64(same)/sampleBytes-chance)/(1-chance))
}

// number returns the first bytes of a hash for a key.
func number(hash uint64) []byte {
	return binary.BigEndian.AppendUint64(nil, hash)[:bandBytes]
}

// AddSketch adds the signature of the article that id names.
func (b *Builder) AddSketch(id string, s *Sketch) error {
	values := s.dense()
	id = clean(id)
	who, small := number(Hash(id)), sample(&values)
	item := append(append(append([]byte(nil), who...), small[:]...), id...)
	if err := b.Add(Signature, "", item, Counts{1}); err != nil {
		return err
	}
	for _, k := range bandKeys(&values) {
		if err := b.Add(Band, "", append(number(k), who...), Counts{1}); err != nil {
			return err
		}
	}
	return nil
}

// Match is an article of the corpus that resembles another.
type Match struct {
	ID          string
	Resemblance float64 // estimated share of the two sets that is common to both
}

// Similar returns the articles of the corpus that resemble a set by at least the given share,
// in the order of the file. Of articles that share a band with more than 64 others, such as
// tables that differ by a number, it looks at the first 64 only.
func (p *Profile) Similar(s *Sketch, atLeast float64) []Match {
	if p == nil || s.size == 0 {
		return nil
	}
	values := s.dense()
	small := sample(&values)
	seen := map[string]bool{}
	var list []Match
	for _, k := range bandKeys(&values) {
		left := maxSimilar
		p.scan(append(appendKey(nil, Band, ""), number(k)...), func(item []byte, _ *Counts) bool {
			if who := string(item); !seen[who] {
				seen[who] = true
				list = p.matches(list, who, &small, atLeast)
			}
			left--
			return left > 0
		})
	}
	return list
}

// matches appends the articles of a number that resemble a sample.
func (p *Profile) matches(list []Match, who string, small *[sampleBytes]byte, atLeast float64) []Match {
	p.scan(append(appendKey(nil, Signature, ""), who...), func(item []byte, _ *Counts) bool {
		if len(item) > sampleBytes {
			if r := resemblance(small, item); r >= atLeast {
				list = append(list, Match{string(item[sampleBytes:]), r})
			}
		}
		return true
	})
	return list
}

// HasSignatures reports whether the profile has any signature to compare with.
func (p *Profile) HasSignatures() bool { return p != nil && p.signed }
