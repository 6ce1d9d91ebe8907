// Package nearest finds the known name that a mistyped one most likely stands
// for: a rule, a key, a verb, a format.
package nearest

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Name returns the name of known that word most likely stands for, by edit
// distance to the whole of it, or to its part behind the last slash or stop
// ("run" of "spacing/run"); "" when none is near.
func Name(word string, known []string) string {
	best, least := "", len(word)/2+1
	for _, k := range known {
		d := levenshtein.ComputeDistance(word, k)
		if i := strings.LastIndexAny(k, "/."); i >= 0 {
			d = min(d, levenshtein.ComputeDistance(word, k[i+1:])+1)
		}
		if d < least {
			best, least = k, d
		}
	}
	return best
}

// Hint returns a clause for an error that offers the name of known nearest to
// word: " (did you mean "x"?)"; "" when none is near.
func Hint(word string, known []string) string {
	if n := Name(word, known); n != "" {
		return fmt.Sprintf(" (did you mean %q?)", n)
	}
	return ""
}
