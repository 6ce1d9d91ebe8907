package catalogue_test

import (
	"strconv"
	"testing"

	"copydesk/rules/catalogue"
	"copydesk/rules/rulestest"

	"golang.org/x/text/language"
)

// hostile are pieces that, repeated, make a careless rule look at the rest of
// the text again and again, or take one thing for the start of another.
var hostile = []string{
	"a", "A", "1", "é", "ộ", "字", "\xFF", " ", "\t", "\n", "\r\n", "\u00A0 ", "\u200B", "a\u0301", "Ã©",
	".", ",", ". ", "a.", "A.", "a. ", "U.S. ", "...", ";", ":", "12:", "1.", "1,", "(", ")", "()", "(a", "[", "«", "»", "\"", "'", "l'", "‘", "“a", "¿", "¡",
	"-", "a-", "a-\n", "—", " — ", "– ", "2-1 ", "27de ", "de ", "de la ", "el ", "delEl", "realizóuna ", "coopera ción ", "d e ", "d e l e t r e a ", "aA", "AaA", "iPhone ",
	"<", "<a ", "&", "&amp;", "%C3", "\\u00f3", "http://", "http://a.b/", "@a ", "#a ", "a@b.es ", "www.", "a.txt ",
	"date: 2025-10-27\n", "date 2025-10-27 ", "---\n", "2025-05", "27 de octubre de 2025 ", "lunes ", "October 27, ", "27/10/2025 ",
	"HÀ NỘI — ", "Hanoi (VNA) - ", "HANOI (AP) ", "SANTIAGO State", "Foto: ", "Photo: VNA ", "./.", "— VNA/VNS", "VNS\n", "Ver más\n", "Leer también: ",
	"Việt Nam ", "Viet Nam ", "Vietnam ", "Nguyễn Văn Cường ", "Nguyễn Văn Cườn ", "hoà ", "hòa ", "thuỷ", "Comit´e ", "Comité Comit ",
	"El puerto de Valdoria reabrió el lunes. ", "El puerto de Valdoria reabrió el lunes.\n", "The port reopened on Monday, officials said.\n",
}

var languages = []language.Tag{language.Spanish, language.English, language.Vietnamese, language.French, language.Portuguese, language.Italian, language.German, language.Und}

// No text costs all rules together more than its length.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for i, piece := range hostile {
		t.Run(strconv.Quote(piece), func(t *testing.T) {
			rulestest.Linear(t, catalogue.All(), languages[i%len(languages)], []string{piece})
		})
	}
}
