package lexicon

import (
	"io/fs"
	"strings"
)

// Licences returns the notices of the sources of the embedded packs, each under its name.
func Licences() string {
	var b strings.Builder
	names, _ := fs.Glob(data, "licences/*.txt") // the pattern is well formed
	for _, name := range names {
		text, err := data.ReadFile(name)
		if err != nil {
			continue // a file that Glob found is there: embedded files do not vanish
		}
		b.WriteString(strings.TrimSpace(string(text)))
		b.WriteString("\n\n")
	}
	return strings.TrimSpace(b.String()) + "\n"
}
