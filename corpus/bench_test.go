package corpus

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// benchText is a paragraph of news, 305 bytes with accents, as in the articles
// that shards hold.
const benchText = "El ministro Peñalver viajó a Hanói el miércoles para reunirse con el alcalde; según él, la visita abrirá otra época de cooperación entre las dos ciudades. " +
	"«Todo irá bien», añadió ante la prensa, y recordó que el puente, de 2,3 kilómetros, costó 310 millones de dólares, la mitad en préstamos.\n"

// benchShard returns about 16 MB of records with three kilobytes of text each.
func benchShard() string {
	text := strings.ReplaceAll(strings.Repeat(benchText, 10), "\n", `\n`)
	var b strings.Builder
	for i := 0; b.Len() < 16<<20; i++ {
		fmt.Fprintf(&b, `{"id": %d, "url": "https://example.org/%d", "text": "%s", "date": "2025-10-27"}`+"\n", i, i, text)
	}
	return b.String()
}

// BenchmarkShard measures how fast records are read, as MB of text a second.
func BenchmarkShard(b *testing.B) {
	text := benchShard()
	for ending, data := range map[string]string{".jsonl": text, ".jsonl.gz": gzipped(b, text), ".jsonl.zst": zstded(b, text)} {
		b.Run(ending[1:], func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "x"+ending)
			writeFile(b, path, data)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				s, err := OpenShard(File{Path: path}, testConfig(b), "")
				if err != nil {
					b.Fatal(err)
				}
				records := 0
				for batch, err := range s.Batches() {
					if err != nil {
						b.Fatal(err)
					}
					batch.Parse()
					records += len(batch.Records)
				}
				if records == 0 {
					b.Fatal("no records")
				}
			}
		})
	}
}

func writeFile(b *testing.B, path, data string) {
	b.Helper()
	if err := WriteFile(path, []byte(data), 0o644); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkCache measures a look-up among a million articles, and its key.
func BenchmarkCache(b *testing.B) {
	const articles = 1 << 20
	m := make(map[CacheKey]string, articles)
	for i := range articles {
		m[KeyOf(strconv.Itoa(i))] = "v"
	}
	s := &segment{data: string(encodeSegment(m))}
	if !s.open() {
		b.Fatal("the segment is damaged")
	}
	key := KeyOf("77")
	b.Run("get", func(b *testing.B) {
		for b.Loop() {
			if _, ok := s.get(key); !ok {
				b.Fatal("not found")
			}
		}
	})
	text := strings.Repeat(benchText, 10)
	b.Run("key", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			key = KeyOf("setup", text)
		}
	})
}
