package lexicon

import (
	"testing"
	"unicode"
)

func TestBaseLetter(t *testing.T) {
	for in, want := range map[rune]rune{
		'a': 'a', 'Z': 'z', 'É': 'e', 'ñ': 'n', 'ç': 'c', 'ổ': 'o', 'Ự': 'u', 'ỹ': 'y', 'Đ': 'd', 'ø': 'o', 'Ł': 'l',
		'ß': 'ß', 'æ': 'æ', 'я': 'я', 'Ж': 'ж', 'ά': 'α', '1': '1', -1: unicode.ReplacementChar,
	} {
		if got := BaseLetter(in); got != want {
			t.Errorf("base letter of %q is %q, want %q", in, got, want)
		}
	}
	for r := range rune(0x2000) {
		if base := BaseLetter(r); BaseLetter(base) != base {
			t.Errorf("base letter of %q is %q, whose own is %q", r, base, BaseLetter(base))
		}
	}
}
