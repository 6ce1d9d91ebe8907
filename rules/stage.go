package rules

import (
	"slices"
	"strings"
)

// Rules of characters come before rules of words: what looks like a damaged
// name or two fused words may be a word in the wrong encoding, and repairing
// the word would keep the encoding from being recognised.

// ofCharacters reports whether the rule called name judges which characters
// stand in the text, and not what they spell.
func ofCharacters(name string) bool {
	return strings.HasPrefix(name, "encoding/") || strings.HasPrefix(name, "characters/")
}

// dropShadowed takes out what the rules of words say of text that a rule of
// encoding calls broken. findings are in order.
func dropShadowed(findings []Finding) []Finding {
	end, broken := -1, func(f *Finding) bool { return strings.HasPrefix(f.Rule, "encoding/") }
	if !slices.ContainsFunc(findings, func(f Finding) bool { return broken(&f) }) {
		return findings
	}
	shadow := make([]bool, len(findings))
	for i := range findings {
		if f := &findings[i]; broken(f) {
			end = max(end, f.End)
		} else {
			shadow[i] = f.Start < end
		}
	}
	start := int(^uint(0) >> 1)
	for i := len(findings) - 1; i >= 0; i-- {
		if f := &findings[i]; broken(f) {
			start = f.Start
		} else {
			shadow[i] = shadow[i] || f.End > start
		}
	}
	kept := findings[:0]
	for i := range findings {
		if !shadow[i] || ofCharacters(findings[i].Rule) {
			kept = append(kept, findings[i])
		}
	}
	return kept
}
