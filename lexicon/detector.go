package lexicon

import (
	"iter"
	"sync"

	"golang.org/x/text/language"
)

// A Detector is [Detect] with a memory for the words of one text after another: what a word says for
// each language takes a look-up in every pack. It must not be used by two goroutines at a time. The zero value is ready.
type Detector struct {
	slots  [detectorSlots]detectorSlot
	missed int
}

type detectorSlot struct {
	key Key
	votes
}

const (
	// detectorSlots make 256 KiB. Of the words of clean news, five in six are remembered.
	detectorSlots = 1 << 13
	// fewWords is the number of words that take as long to look up in all packs as it takes to find out what packs each
	// word is in.
	fewWords = 20_000
)

// Detect is [Detect].
func (d *Detector) Detect(words iter.Seq[string]) (tag language.Tag, confidence float64) {
	var e evidence
	for w := range words {
		if counts(w) {
			e.add(d.votesOf(w))
		}
		if e.words >= detectWords {
			break
		}
	}
	return e.decide()
}

func (d *Detector) votesOf(word string) *votes {
	k := KeyOf(word)
	s := &d.slots[uint64(k)%detectorSlots]
	if s.key != k {
		*s = detectorSlot{k, d.ask(k, afterElision(word))}
	}
	return &s.votes
}

// ask asks the packs for a word that is not remembered.
func (d *Detector) ask(k, rest Key) votes {
	if d.missed++; d.missed < fewWords || rest != 0 {
		return votesOf(k, rest, everyPack)
	}
	return votesOf(k, rest, speakers()[k%speakerSlots])
}

// speakerSlots make 4 MiB, for a million words of all packs: a pack in twenty is asked for nothing. The slot of a word is
// chosen by bits of its key that are kept in the tables as well.
const speakerSlots = 1 << 22

// speakers returns the packs that may have a word, a bit each, by its slot. It takes some ten milliseconds to make.
var speakers = sync.OnceValue(func() []uint8 {
	masks := make([]uint8, speakerSlots)
	for i, p := range packs {
		for fingerprint := range p.words.Fingerprints() {
			masks[fingerprint%speakerSlots] |= 1 << i
		}
	}
	return masks
})
