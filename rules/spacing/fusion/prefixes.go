package fusion

import (
	"strings"

	"copydesk/lexicon"
)

// boundPrefixes are the prefixes that news writes together with any noun or
// adjective, in the Romance languages, English and German. A word that nobody
// knows and that begins with one is rarely two words. Prefixes that are
// function words as well (contra, sobre, sur) say nothing and are left out.
var boundPrefixes = keySet(strings.Fields(`aero afro agro anti archi arci auto bi bio cardio ciber cripto cyber dis eco electro euro ex extra
	foto geo hiper hidro homo hyper infra inter intra ipo iper macro maxi mega meta micro mini mono moto multi narco neo neuro paleo petro pluri
	poli poly post pós pre pré pro pró proto pseudo psico psycho radio retro semi socio sovra sub super supra tele termo trans tri ultra uni
	vice video vídeo`)...)

func keySet(words ...string) map[lexicon.Key]bool {
	set := make(map[lexicon.Key]bool, len(words))
	for _, w := range words {
		set[lexicon.KeyOf(w)] = true
	}
	return set
}

// loosePrefixes are the prefixes that are function words as well, by language: they say less.
var loosePrefixes = map[string]map[lexicon.Key]bool{
	"en": keySet(strings.Fields("over under out up down off un counter fore")...),
	"es": keySet(strings.Fields("sobre contra entre sin ante tras")...),
	"pt": keySet(strings.Fields("sobre contra entre ante sob")...),
	"it": keySet(strings.Fields("sopra sotto contro oltre")...),
	"fr": keySet(strings.Fields("contre entre sur sous avant")...),
	"de": keySet(strings.Fields(`über unter vor nach auf aus an ein ab bei zu mit hin her um durch wider los fort weg zurück zusammen vorbei klar fest
		dabei dafür dagegen daher dahin daran darauf daraus davon dazu dazwischen herab heran heraus herein herum herunter hervor hinab hinaus hinein
		hinunter hinzu voran voraus vorher bevor statt teil hoch frei tot`)...),
}
