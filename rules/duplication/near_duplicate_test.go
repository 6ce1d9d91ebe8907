package duplication

import (
	"fmt"
	"testing"

	"copydesk/lexicon/profile"
)

func TestSameArticle(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"news/a.txt", "news/a.txt", true},
		{"./news/a.txt", "news/a.txt", true},
		{"/corpus/news/a.txt", "news/a.txt", true},
		{`news\a.txt`, "/corpus/news/a.txt", true},
		{"shard.jsonl#7", "data/shard.jsonl#7", true},
		{"shard.jsonl#7", "shard.jsonl#17", false},
		{"a.txt", "data.txt", false},
		{"old/a.txt", "new/a.txt", false},
	} {
		if sameArticle(c.a, c.b) != c.want || sameArticle(c.b, c.a) != c.want {
			t.Errorf("%s and %s: want %v", c.a, c.b, c.want)
		}
	}
}

// Of two copies in the profile the first by name is the original; a new article is always the copy.
func TestOthers(t *testing.T) {
	found := func() []profile.Match {
		return []profile.Match{{ID: "b", Resemblance: 0.9}, {ID: "c", Resemblance: 1}, {ID: "a", Resemblance: 0.9}}
	}
	for name, want := range map[string]string{"a": "[]", "b": "[{a 0.9}]", "c": "[{a 0.9} {b 0.9}]", "new": "[{c 1} {a 0.9} {b 0.9}]"} {
		if got := fmt.Sprint(others(found(), name)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
