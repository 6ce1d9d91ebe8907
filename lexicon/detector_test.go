package lexicon

import (
	"slices"
	"strings"
	"testing"
)

// What a detector remembers, and the packs that it does not ask, must change nothing.
func TestDetectorDetects(t *testing.T) {
	texts := []string{
		"el alcalde inauguró la nueva biblioteca del barrio y agradeció a los vecinos su paciencia durante las obras",
		"the mayor opened the new library of the district and thanked the neighbours for their patience during the works",
		"le maire a inauguré la nouvelle bibliothèque du quartier et remercié l'équipe d'architectes pour le travail",
		"o presidente da câmara inaugurou a nova biblioteca do bairro e agradeceu aos vizinhos a paciência",
		"der bürgermeister eröffnete die neue bibliothek des viertels und dankte den nachbarn für ihre geduld",
		"thành phố khai trương thư viện mới và cảm ơn người dân đã kiên nhẫn trong thời gian xây dựng",
		"borgmästaren invigde det nya biblioteket i stadsdelen och tackade grannarna för deras tålamod",
		"kwxz qqj vvb",
	}
	for name, d := range map[string]*Detector{"new": {}, "with all packs known": {missed: fewWords}} {
		for range 2 { // the second time from memory
			for _, text := range texts {
				want, sure := Detect(slices.Values(strings.Fields(text)))
				d.Begin()
				for _, p := range wordsIn(text) {
					d.Add(text, int(p.Start), int(p.End))
				}
				if got, confidence := d.Language(); got != want || confidence != sure {
					t.Errorf("%s: %q is %v (%g), want %v (%g)", name, text, got, confidence, want, sure)
				}
			}
		}
	}
}

func TestSpeakersAreAllPacksThatHaveAWord(t *testing.T) {
	for _, word := range strings.Fields("de la biblioteca library bibliothèque bairro viertel thành không el the und 2024 ¡ zzz") {
		k, only := KeyOf(word), speakers()[KeyOf(word)%speakerSlots]
		for i, p := range packs {
			if _, ok := p.words.Find(uint64(k)); ok && only>>i&1 == 0 {
				t.Errorf("%v has %q, and is not asked for it", p.Lang(), word)
			}
		}
	}
}

// A sample may be sure only of what all words tell: of no neighbour, and of no mixture.
func TestSureIsWhatAllWordsTell(t *testing.T) {
	sure := 0
	for i, test := range detectTests {
		for _, other := range []string{"", detectTests[(i+2)%len(detectTests)].text} {
			text := strings.Repeat(test.text+" "+other+" ", 60)
			all, sample := &Detector{}, &Detector{}
			for n, p := range wordsIn(text) {
				all.Add(text, int(p.Start), int(p.End))
				if n%3 == 0 {
					sample.Add(text, int(p.Start), int(p.End))
				}
			}
			want, _ := all.Language()
			got, ok := sample.Sure()
			if ok {
				sure++
			}
			if ok && got != want {
				t.Errorf("a sample of %q is surely %v, all of it %v", test.text+" "+other, got, want)
			}
			if ok && test.want == "und" && other == "" {
				t.Errorf("a sample of %q is surely %v", test.text, got)
			}
		}
	}
	if sure < 7 {
		t.Errorf("%d samples are sure", sure)
	}
	var few Detector
	for _, p := range wordsIn("la casa de la abuela") {
		few.Add("la casa de la abuela", int(p.Start), int(p.End))
	}
	if tag, ok := few.Sure(); ok {
		t.Errorf("five words are surely %v", tag)
	}
}
