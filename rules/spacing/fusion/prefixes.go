package fusion

import "copydesk/lexicon"

// boundPrefixes are the prefixes that news writes together with any noun or
// adjective, in the Romance languages, English and German. A word that nobody
// knows and that begins with one is rarely two words.
var boundPrefixes = keySet(
	"ante", "anti", "archi", "arci", "auto", "bi", "bio", "cardio", "ciber", "co", "com", "contra", "contro", "cripto", "cyber", "des", "di", "dis",
	"eco", "electro", "euro", "ex", "extra", "foto", "geo", "hiper", "hidro", "homo", "hyper", "in", "infra", "inter", "intra", "ipo", "iper",
	"macro", "maxi", "mega", "meta", "micro", "mini", "mono", "moto", "mul", "multi", "narco", "neo", "neuro", "non", "out", "over", "paleo",
	"para", "petro", "pluri", "pluri", "poli", "poly", "pos", "post", "pre", "pro", "proto", "pseudo", "psico", "psycho", "radio", "re", "retro",
	"semi", "sin", "sobre", "socio", "sopra", "sotto", "sous", "sovra", "sub", "super", "supra", "sur", "sus", "tele", "termo", "trans", "tras", "tri", "ultra",
	"un", "under", "uni", "up", "vice", "video", "ueber", "über", "unter", "vor", "auf", "aus", "ab", "an", "be", "bei", "ein", "nach", "zu",
)

func keySet(words ...string) map[lexicon.Key]bool {
	set := make(map[lexicon.Key]bool, len(words))
	for _, w := range words {
		set[lexicon.KeyOf(w)] = true
	}
	return set
}
