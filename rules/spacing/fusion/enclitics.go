package fusion

import (
	"strings"

	"copydesk/lexicon"
)

// enclitics are the pronouns that Romance languages write behind a verb, by language.
var enclitics = map[string]map[lexicon.Key]bool{
	"es": keySet("lo", "la", "los", "las", "le", "les", "me", "te", "se", "nos", "os", "selo", "sela", "selos", "selas"),
	"it": keySet("lo", "la", "li", "le", "gli", "mi", "ti", "ci", "vi", "si", "ne"),
	"pt": keySet("lo", "la", "los", "las"),
}

// hostsEnclitic reports whether a verb form ends like one that takes enclitics: an infinitive,
// a gerund, or an infinitive that lost its last vowel (dirgli).
func hostsEnclitic(verb string) bool {
	for _, end := range []string{"ar", "er", "ir", "ár", "ír", "ando", "iendo", "yendo", "endo", "ándo", "éndo"} {
		if strings.HasSuffix(verb, end) {
			return true
		}
	}
	return false
}
