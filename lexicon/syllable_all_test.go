package lexicon

// AllSyllables returns every syllable that the grammar makes: each onset with each rhyme it
// takes and each tone that the rhyme carries.
func AllSyllables() (list []Syllable) {
	for _, o := range onsets {
		for _, r := range rhymes {
			for t := Level; t < NumTones; t++ {
				if o.ok(r.text) && r.carries(t) {
					list = append(list, Syllable{Onset: o.name, Rhyme: r.text, Tone: t})
				}
			}
		}
	}
	return list
}
