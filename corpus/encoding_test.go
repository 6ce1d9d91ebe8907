package corpus

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"copydesk/article"
	"copydesk/fixers"

	"golang.org/x/text/encoding/charmap"
)

const (
	spanish    = "MADRID — El señor Peñalver viajó a Hanói  el miércoles; según él, «todo irá bien».\n"
	vietnamese = "HÀ NỘI — Thủ tướng Việt Nam tiếp  Đại sứ Nhật Bản và bàn về hợp tác kinh tế.\r\n"
)

func utf16Bytes(s string, o order, bom string) string {
	b := []byte(bom)
	for _, u := range utf16.Encode([]rune(s)) {
		b = o.put(b, u)
	}
	return string(b)
}

func encoded(t *testing.T, m *charmap.Charmap, s string) string {
	t.Helper()
	raw, err := m.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// vietnamese1258 writes s in windows-1258, composed letters where there are some.
func vietnamese1258(t *testing.T, s string) string {
	t.Helper()
	raw, err := vietnameseEncode(s)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestDecode(t *testing.T) {
	plain := strings.NewReplacer("—", "-").Replace(vietnamese)
	for _, c := range []struct{ name, raw, text, encoding string }{
		{"plain", spanish, spanish, "UTF-8"},
		{"byte-order mark", "\xEF\xBB\xBF" + spanish, "\uFEFF" + spanish, "UTF-8"},
		{"UTF-16 little", utf16Bytes(vietnamese, littleEndian, "\xFF\xFE"), vietnamese, "UTF-16LE with byte-order mark"},
		{"UTF-16 big", utf16Bytes(vietnamese, bigEndian, "\xFE\xFF"), vietnamese, "UTF-16BE with byte-order mark"},
		{"UTF-16 without mark", utf16Bytes(spanish, littleEndian, ""), spanish, "UTF-16LE"},
		{"UTF-16 with emoji", utf16Bytes("Bravo 👏!", bigEndian, "\xFE\xFF"), "Bravo 👏!", "UTF-16BE with byte-order mark"},
		{"windows-1252", encoded(t, charmap.Windows1252, spanish), spanish, "windows-1252"},
		{"windows-1258", vietnamese1258(t, plain), plain, "windows-1258"},
		{"empty", "", "", "UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, e, err := Decode(c.raw)
			if err != nil || text != c.text || e.String() != c.encoding {
				t.Fatalf("Decode = %q, %v, %v", text, e, err)
			}
			back, err := e.Rewrite(c.raw, text, nil)
			if err != nil || back != c.raw {
				t.Errorf("comes back as %q, %v", back, err)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		want      error
	}{
		{"NULs", "PK\x03\x04\x00\x00", ErrBinary},
		{"UTF-32", "\xFF\xFE\x00\x00A\x00\x00\x00", ErrBinary},
		{"UTF-8 with a bad byte", "Thủ tướng Việt Nam\xC3 tiếp", ErrEncoding},
		{"cut UTF-16", "\xFF\xFEA\x00B", ErrEncoding},
		{"lone surrogate", "\xFF\xFEA\x00\x00\xD8B\x00", ErrEncoding},
		{"Russian in windows-1251", encoded(t, charmap.Windows1251, "Премьер-министр прибыл в Москву во вторник."), ErrEncoding},
		{"noise", "\x01\x02\x90\xFF\xFEabc\x05\x06", ErrEncoding},
	} {
		if text, e, err := Decode(c.raw); !errors.Is(err, c.want) {
			t.Errorf("%s: Decode = %q, %v, %v", c.name, text, e, err)
		}
	}
}

// A repair changes its own bytes alone, also where an encoding can write a
// letter in two ways.
func TestRewriteKeepsSpelling(t *testing.T) {
	raw := "Th\xF4ng tin: thu\xEA tr\xE1i ph\xE9p, tra\xECi ph\xE9p  v\xE0 vi\xEA\xF2c \xF0a\xDE qua" // á both as one byte and as two
	text, e, err := Decode(raw)
	if err != nil || e != windows1258 {
		t.Fatalf("Decode = %q, %v, %v", text, e, err)
	}
	at := strings.Index(text, "  ")
	edits := []fixers.Edit{{Span: article.Span{Start: at, End: at + 2}, New: " "}, {Span: article.Span{Start: len(text), End: len(text)}, New: " rồi."}}
	after, err := fixers.Apply(text, edits)
	if err != nil {
		t.Fatal(err)
	}
	got, err := e.Rewrite(raw, after, [][]fixers.Edit{edits})
	want := strings.Replace(raw, "  ", " ", 1) + " r\xF4\xCCi."
	if err != nil || got != want {
		t.Errorf("got %q, %v\nwant %q", got, err, want)
	}
	if _, err := e.Rewrite(raw, after+" 東京", nil); err == nil || !strings.Contains(err.Error(), "corpus.encoding=utf-8") {
		t.Errorf("a character that windows-1258 has not: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{spanish, "\xEF\xBB\xBF" + spanish, utf16Bytes(vietnamese, bigEndian, "\xFE\xFF"), "caf\xE9 na\xEFve", "\xFF\xFEA"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		text, e, err := Decode(raw)
		if err != nil {
			return
		}
		if back, err := e.Rewrite(raw, text, [][]fixers.Edit{}); err != nil || back != raw {
			t.Errorf("%v: %q comes back as %q, %v", e, raw, back, err)
		}
		again, err := e.codec.encode(text)
		if err != nil {
			t.Fatalf("%v cannot write what it read: %v", e, err)
		}
		if back, err := e.codec.decode(again); err != nil || back != text {
			t.Errorf("%v: %q is written as %q and read as %q, %v", e, text, again, back, err)
		}
	})
}
