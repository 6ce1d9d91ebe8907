package fusion

import (
	"strings"

	"copydesk/lexicon"
)

// learnedPrefixes are the prefixes that news writes together with any noun or
// adjective, in the Romance languages, English and German alike.
const learnedPrefixes = `aero afro agro anti archi arci auto bi bio cardio ciber cripto cyber dis eco electro euro ex extra
	foto geo hiper hidro homo hyper infra inter intra ipo iper macro maxi mega meta micro mini mono moto multi narco neo neuro paleo petro pluri
	poli poly post pós pre pré pro pró proto pseudo psico psycho radio retro semi socio sovra sub super supra tele termo trans tri ultra uni
	vice video vídeo`

// boundPrefixes are the prefixes of a language that are no words by themselves. A word that nobody knows and that begins
// with one is rarely two words. Prefixes that are function words as well (contra, sobre, sur) say less: see loosePrefixes.
var boundPrefixes = func() map[string]map[lexicon.Key]bool {
	sets := map[string]map[lexicon.Key]bool{}
	for lang, own := range map[string]string{
		"es": "des in im ir re co", "pt": "des in im ir re co", "it": "des im ir ri co", "fr": "dé in im ir ré co",
		"en": "re un non co mis im ir", "de": "be ge ver ent zer un miss ur", "vi": "",
	} {
		sets[lang] = keySet(strings.Fields(learnedPrefixes + " " + own)...)
	}
	return sets
}()

func keySet(words ...string) map[lexicon.Key]bool {
	set := make(map[lexicon.Key]bool, len(words))
	for _, w := range words {
		set[lexicon.KeyOf(w)] = true
	}
	return set
}

// loosePrefixes are the prefixes that are function words as well, by language: they say less.
var loosePrefixes = map[string]map[lexicon.Key]bool{
	"en": keySet(strings.Fields("over under out up down off counter fore")...),
	"es": keySet(strings.Fields("sobre contra entre sin ante tras")...),
	"pt": keySet(strings.Fields("sobre contra entre ante sob")...),
	"it": keySet(strings.Fields("sopra sotto contro oltre")...),
	"fr": keySet(strings.Fields("contre entre sur sous avant")...),
	"de": keySet(strings.Fields(`über unter vor nach auf aus an ein ab bei zu mit hin her um durch wider los fort weg zurück zusammen vorbei klar fest
		dabei dafür dagegen daher dahin daran darauf daraus davon dazu dazwischen herab heran heraus herein herum herunter hervor hinab hinaus hinein
		hinunter hinzu voran voraus vorher bevor statt teil hoch frei tot bereit`)...),
}
