package characters

import (
	"strings"
	"testing"

	"copydesk/article"
)

// A soft hyphen or no-break space that is half a broken character must stay
// until encoding/mojibake has put the character together.
func TestHalfOfMojibake(t *testing.T) {
	tests := []struct {
		text string // with | before the character in question
		want bool
	}{
		{"MarÃ|\u00ADa", true},
		{"La cittÃ|\u00A0 è", true},
		{"áº|\u00A0", true},
		{"ä¸|\u00ADæ–‡", true},
		{"hĂ|\u00A0i", true},
		{"ré|\u00ADpondre", false},
		{"PRÉ|\u00ADVISION", false},
		{"IRMÃ|\u00A0MARIA", false},
		{"daß|\u00A0eine", false},
		{"à|\u00A0Lyon", false},
		{"nº|\u00A05", false},
		{"|\u00A0x", false},
	}
	for _, tt := range tests {
		before, _, _ := strings.Cut(tt.text, "|")
		text := strings.Replace(tt.text, "|", "", 1)
		s := article.Span{Start: len(before), End: len(before) + len("\u00A0")}
		if got := halfOfMojibake(text, s); got != tt.want {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}
