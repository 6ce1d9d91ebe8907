package structure

import (
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/rules"
	"copydesk/rules/structure/heading"
)

// credit looks for what makes a paragraph a caption: the credit of a picture.
type credit struct {
	*rules.Pass
	par *article.Paragraph
}

// word returns the text of token i, "" behind the paragraph.
func (c credit) word(i int) string {
	if i >= c.par.Last {
		return ""
	}
	return c.Of(i)
}

// Bounds of a credit.
const (
	maxCreditTokens = 16  // between brackets, or behind a dash
	maxLabelWords   = 4   // "Créditos de la imagen"
	maxLabel        = 40  // bytes
	maxLoneCredit   = 160 // bytes of a paragraph that opens with a label
)

// read says what makes the paragraph a caption, "" when nothing does.
func (c credit) read() string {
	end := c.par.Last - 1
	if c.word(end) == "." && end > c.par.First {
		end--
	}
	switch {
	case c.word(end) == ")" || c.word(end) == "(" && end > c.par.First:
		if why := c.brackets(end); why != "" {
			return why
		}
	case c.Tokens[c.par.First].Verbatim && c.Tokens[end].Verbatim:
		return c.file()
	}
	if why := c.lone(); why != "" {
		return why
	}
	return c.behindDash(end)
}

// brackets reads a credit that ends with token end: "(Fuente: VNA)", "(VNA
// Photo)". The closing bracket may be the wrong way round.
func (c credit) brackets(end int) string {
	for i := end - 1; i >= c.par.First && end-i <= maxCreditTokens; i-- {
		if c.word(i) != "(" {
			continue
		}
		if i+1 == end || i == c.par.First && end == c.par.Last-1 && end-i > maxLabelWords*2 {
			return ""
		}
		if label := c.label(i + 1); label > 0 && (c.word(label) == ":" && c.credits(i+1, label+1, end) || c.pictures(i+1, label) && c.names(label, end)) {
			return "it ends with the credit " + c.Text[c.Tokens[i].Start:c.Tokens[end].End]
		}
		if c.agencyPicture(i+1, end) {
			return "it ends with the credit " + c.Text[c.Tokens[i].Start:c.Tokens[end].End]
		}
		return ""
	}
	return ""
}

// label returns the token behind the longest label of a credit at token i, 0
// without one: "Crédits photo", "Ảnh".
func (c credit) label(i int) int {
	for n := min(maxLabelWords, c.par.Last-i); n > 0; n-- {
		s := article.Span{Start: int(c.Tokens[i].Start), End: int(c.Tokens[i+n-1].End)}
		if s.Len() <= maxLabel && c.Tokens[i+n-1].Kind == article.Word && (c.Pack.Caption(c.At(s)) || english.Caption(c.At(s))) {
			return i + n
		}
	}
	return 0
}

// pictures reports whether the label [i,end) can be of a picture alone. A
// source, an archive or a video can also be of what was said.
func (c credit) pictures(i, end int) bool {
	for ; i < end; i++ {
		if isPicture(c.word(i)) {
			return true
		}
	}
	return false
}

var pictureWords = setOf("foto fotos fotografía fotografia fotografie photo photos photograph picture pictured image images imagen imágenes imagem imagens immagine immagini bild bilder symbolbild symbolfoto archivbild archivfoto bildnachweis bildquelle bildunterschrift caption legende légende didascalia ảnh hình infografía infografica infografik infographic infographie screenshot getty credit crédit credito crédito")

// maxPicture is the length of the longest picture word, in bytes.
const maxPicture = 16

// pictureShapes has a bit for each length of the picture words that begin with a byte, whatever its case.
var pictureShapes = func() (shapes [256]uint32) {
	for word := range pictureWords {
		shapes[word[0]|0x20] |= 1 << len(word)
	}
	return shapes
}()

// isPicture reports whether word, in any case, is one of pictureWords. It
// allocates nothing, since it is asked of many words.
func isPicture(word string) bool {
	if word == "" || len(word) > maxPicture || pictureShapes[word[0]|0x20]>>len(word)&1 == 0 {
		return false
	}
	var buf [maxPicture]byte
	low := buf[:copy(buf[:], word)]
	for i, b := range low {
		if 'A' <= b && b <= 'Z' {
			low[i] = b | 0x20
		}
	}
	if string(low) == "\u1EA2nh" { // Ảnh: the only one whose first letter is not ASCII
		return true
	}
	return pictureWords[string(low)]
}

// credits reports whether the tokens [from,end) behind the colon of the label
// [i,from) name who made a picture: anybody for a label of pictures, only an
// agency for "Fuente" and its like.
func (c credit) credits(i, from, end int) bool {
	if from >= end {
		return false
	}
	return c.pictures(i, from-1) || heading.Wire(strings.TrimSpace(c.Text[c.Tokens[from].Start:c.Tokens[end-1].End])) || c.Tokens[from].Verbatim
}

// names reports whether the tokens [i,end) are names, addresses and what
// joins them, or nothing.
func (c credit) names(i, end int) bool {
	for ; i < end; i++ {
		t := &c.Tokens[i]
		switch {
		case t.Verbatim, t.Kind == article.Number, t.Kind == article.Symbol:
		case t.Kind == article.Word && (t.Case != article.Lower || heading.NameParticle(c.word(i)) || creditWords[c.word(i)]):
		case t.Kind == article.Punct && strings.Contains("./-–&@’'_,", c.word(i)):
		default:
			return false
		}
	}
	return true
}

// creditWords are the small words between a label and a name.
var creditWords = setOf("courtesy of the la el le der of by via cortesía de archivo archive archiv por par von theo di a cura internet ctv cung cấp tư liệu file handout per chụp")

// agencyPicture reads "VNA Photo", "VNA/VNS Photo" and "Photo VNA".
func (c credit) agencyPicture(i, end int) bool {
	last := end - 1
	return last > i && isPicture(c.word(last)) && heading.Wire(c.Text[c.Tokens[i].Start:c.Tokens[last-1].End])
}

// lone reads a paragraph that opens with a label: "Foto: Ana Ruiz / dpa",
// "Photo by Ana Ruiz", "Image source, Getty Images".
func (c credit) lone() string {
	if c.par.Len() > maxLoneCredit || !c.pictures(c.par.First, min(c.par.Last, c.par.First+maxLabelWords)) {
		return ""
	}
	from := c.label(c.par.First)
	if from == 0 || !c.pictures(c.par.First, from) || c.Tokens[c.par.First].Case == article.Lower && c.word(from) != ":" {
		return ""
	}
	said := c.Text[c.par.Start:c.Tokens[from-1].End]
	switch {
	case from == c.par.Last:
		return fmt.Sprintf("it is nothing but the label “%s”", said)
	case c.word(from) == ":" && from+1 < c.par.Last:
		return fmt.Sprintf("it opens with the label “%s”", said)
	case (c.word(from) == "," || c.word(from) == ".") && c.names(from+1, c.par.Last), c.names(from, c.par.Last):
		return fmt.Sprintf("it opens with “%s” and goes on with names alone", said)
	}
	return ""
}

// behindDash reads a credit behind the caption: "… — VNA/VNS Photo Ana Ruiz",
// "… - Ảnh: T.T.", "…. Foto: Ana Ruiz / dpa".
func (c credit) behindDash(end int) string {
	for i := end; i > c.par.First && end-i <= maxCreditTokens; i-- {
		t := &c.Tokens[i]
		if t.Kind != article.Word || t.Case == article.Lower || !isPicture(c.word(i)) {
			continue
		}
		start, label := i, c.label(i)
		if label == 0 {
			continue
		}
		colon := c.word(label) == ":"
		for start > c.par.First && !strings.Contains("-–—", c.word(start-1)) && (c.word(start-1) == "/" || c.Tokens[start-1].Case == article.Upper) {
			start--
		}
		before := ""
		if start > c.par.First {
			before = c.word(start - 1)
		}
		dash := before != "" && strings.Contains("-–—", before)
		wire := start < i && heading.Wire(c.Text[c.Tokens[start].Start:c.Tokens[i-1].End])
		rest := label
		if colon {
			rest++
		}
		if (dash && (start == i || wire) || colon && endsSentence(before) || wire && endsSentence(before)) && c.names(rest, end+1) {
			return "it ends with the credit " + c.Text[c.Tokens[start].Start:c.par.End]
		}
	}
	return ""
}

// file reads a paragraph that is nothing but the name of a picture's file.
func (c credit) file() string {
	text := c.At(c.par.Span)
	if strings.ContainsAny(text, " \t") {
		return ""
	}
	for _, ending := range []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".JPG"} {
		if strings.HasSuffix(text, ending) {
			return "it is the name of a picture's file"
		}
	}
	return ""
}
