package twin

import "copydesk/lexicon"

// form is what the letters of a word say, whatever their case.
type form struct {
	key lexicon.Key
	bag uint64 // see weight

	// Of a word with a mark, what it could have become without: all its marks lost, or its only letter with a mark
	// left out. Zero when it could not.
	lost, dropped lexicon.Key
	droppedBag    uint64

	length     uint8 // letters; 0 for a word that is not compared
	marks      uint8 // how many letters have a mark
	vietnamese bool  // one hardly another language uses
}

// formSlots is for how many words with marks the index remembers the forms from one article to the next.
const formSlots = 2048

func formOf(key lexicon.Key, letters []letter) form {
	f := form{key: key, length: uint8(len(letters))}
	lost, dropped, cut := lexicon.NewHash(), lexicon.NewHash(), uint64(0)
	for _, l := range letters {
		lost = lost.Add(l.base)
		f.bag += weight(l.base)
		if !l.marked() {
			dropped = dropped.Add(l.base)
			continue
		}
		f.marks++
		cut = weight(l.base)
		f.vietnamese = f.vietnamese || lexicon.VietnameseLetter(l.fold)
	}
	if f.marks > 0 {
		f.lost = lost.Key()
	}
	if f.marks == 1 && f.length > 1 {
		f.dropped, f.droppedBag = dropped.Key(), f.bag-cut
	}
	return f
}

// Syllable returns what the grammar of Vietnamese makes of a word.
func (x *Index) Syllable(w *Word) (lexicon.Syllable, bool) {
	s := &x.syllables[uint64(w.entry.Key)%syllableSlots]
	if s.key != w.entry.Key {
		s.key = w.entry.Key
		s.syllable, s.ok = lexicon.ParseSyllable(w.Text)
	}
	return s.syllable, s.ok
}

// parsed is a word that was parsed as a syllable.
type parsed struct {
	key      lexicon.Key
	syllable lexicon.Syllable
	ok       bool
}

// syllableSlots is for how many words the index remembers, from one article to the next, what the grammar makes of
// them. News of Vietnamese is written in some 2,500 syllables.
const syllableSlots = 2048
