package report

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// sampleEntries returns articles with about n changes of every kind.
func sampleEntries(n int) []*Entry {
	sentences := []string{
		"El puerto de Valdemar abre  su nuevo muelle con una fiesta a la que acudieron vecinos de toda la comarca.",
		"La autoridad portuaria inauguró ayer elmuelle norte, una obra que costó 51millones de euros y tardó seis años en terminarse.",
		"El alcalde , Joaquín Cườn, celebró «la mayor inversión del siglo» ante la prensa local.",
		"Sesenta editoriales acuden a la feria del libro. Habrá lecturas , talleres y un concierto el domingo.",
		"Los pescadores, en cambio, temen que el nuevo calado aleje a la sardina de la bahía.  ",
		"Ver más",
		"La obra se terminará en otoño.",
	}
	random := rand.New(rand.NewPCG(1, 2))
	var list []*Entry
	for found := 0; found < n; {
		var text strings.Builder
		for range 3 + random.IntN(8) {
			text.WriteString(sentences[random.IntN(len(sentences))] + "\n\n")
		}
		folder := []string{"costa", "capital", "interior"}[random.IntN(3)]
		e := entry(fmt.Sprintf("%s/2025-10/articulo-%04d.txt", folder, len(list)), text.String(), false)
		found += len(e.Findings)
		list = append(list, e)
	}
	return list
}

// TestSamplePage writes pages of three sizes where COPYDESK_PAGES says, to be
// looked at and timed.
func TestSamplePage(t *testing.T) {
	dir := os.Getenv("COPYDESK_PAGES")
	if dir == "" {
		t.Skip("COPYDESK_PAGES names no folder to write sample pages to")
	}
	for _, n := range []int{10, 1000, 10000} {
		page := write(t, "html", Style{}, sampleEntries(n))
		if err := os.WriteFile(fmt.Sprintf("%s/page-%d.html", dir, n), []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
