package report

import "testing"

// Whatever text a finding holds, each format writes a document of its own kind
// and nothing else: no control character, no command, no markup.
func FuzzFormats(f *testing.F) {
	for _, part := range hostile {
		f.Add(part, "")
		f.Add("x", part)
	}
	f.Fuzz(func(t *testing.T, part, id string) {
		for _, format := range Formats() {
			e := hostileEntry(part)
			e.ID = id
			checkSyntax(t, format, write(t, format, Style{ShowFixes: true}, []*Entry{e}))
		}
	})
}
