package profile_test

import (
	"bytes"
	"testing"

	"copydesk/lexicon"
	"copydesk/lexicon/profile"

	"golang.org/x/text/language"
)

// Whatever bytes a file has, reading it neither panics nor takes memory without bound.
func FuzzOpen(f *testing.F) {
	b := profile.NewBuilder("", 0)
	for _, item := range []string{"a", "b\x00c\x00d", "\xFF"} {
		for _, k := range []profile.Kind{profile.NameOf, profile.LineOf, profile.WordOf} {
			if err := b.Add(k, "es", []byte(item), profile.Counts{9, 9, 9}); err != nil {
				f.Fatal(err)
			}
		}
	}
	var exact, ice bytes.Buffer
	if err := b.WritePartial(&exact); err != nil {
		f.Fatal(err)
	}
	if err := profile.Freeze(bytes.NewReader(exact.Bytes()), &ice, profile.DefaultBounds); err != nil {
		f.Fatal(err)
	}
	f.Add(exact.Bytes())
	f.Add(ice.Bytes())
	f.Add([]byte("CDPROF\x01f"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_ = profile.Facts(bytes.NewReader(data), func(*profile.Fact) error { return nil }) // errors are fine here
		p, err := profile.FromBytes(data)
		if err != nil {
			return
		}
		es := p.For(language.Spanish)
		es.Word(lexicon.KeyOf("a"))
		es.Names("b")
		es.Lines("b")
		es.Neighbours("bb")
		_ = p.Verify()
	})
}
