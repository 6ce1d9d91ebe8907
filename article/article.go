// Package article is the text that everything else judges: one news article,
// parsed once into paragraphs, tokens and header, with positions that any
// reader of a report can use.
//
// The package knows characters and layout, never words: what a word means is
// the business of package lexicon. Offsets are byte offsets in Article.Text
// unless a name says otherwise.
package article

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// MaxBytes is the longest text that Parse takes, in bytes. Token offsets are
// 32-bit to keep a parsed article at about twice the size of its text.
const MaxBytes = 1<<31 - 1

// Input is an article as its source hands it over, before parsing.
type Input struct {
	Name string       // path, or path#id for a record in a shard
	Lang language.Tag // declared language; language.Und to have it detected
	Text string       // the article; need not be valid UTF-8
	Meta Meta
}

// Meta is what is known of an article from outside its text: from the fields
// of its record or from the configuration. The zero value knows nothing.
type Meta struct {
	Date   time.Time // day of publication; zero when unknown
	Source string    // publisher or crawl, by which habits are learned
	URL    string
	Title  string
}

// Article is a parsed text. Its Text is never changed, and its slices belong
// to the Parser that made it: they are valid until that Parser parses again.
type Article struct {
	Input

	Paragraphs []Paragraph // the lines that carry text, in order
	Tokens     []Token     // everything but white space, in order
	Marks      []int32     // indices of the tokens that are neither words nor numbers
	Numbers    []int32     // indices of the tokens that are numbers
	Gaps       []Gap       // white space that is more than one blank or one newline
	Header     Header      // metadata in front of the lead

	traits    Traits
	signs     Signs
	lines     []int32      // offset of the first byte of each line
	columns   []columnMark // as far as the columns of long lines were asked for
	sentences []Sentence
	split     bool // sentences are up to date
}

// Paragraph is a line of the text that carries something else than white
// space. Scraped news has one paragraph a line; whether an empty line stands
// between two of them differs by source.
type Paragraph struct {
	Span            // without the white space at either end
	First, Last int // its tokens are Tokens[First:Last]
}

// Traits tells which unusual characters a text has. They cost nothing to
// collect while tokenising and let a rule skip a clean article at once.
type Traits uint16

// The traits of a text.
const (
	NonASCII    Traits = 1 << iota // any byte above 0x7F
	Combining                      // a combining mark (Unicode M)
	Invisible                      // a format character: zero width, soft hyphen, bidi, byte-order mark
	Control                        // a C0 or C1 control other than tab, newline, carriage return
	InvalidUTF8                    // bytes that are no UTF-8
	Ampersand                      // '&', the start of an HTML entity
	Angle                          // '<', the start of a tag
	OddSpace                       // white space other than blank, tab, newline, carriage return
	MixedCase                      // a word with a capital after a small letter
	Digits                         // a decimal digit
	Linkish                        // a part of a URL, e-mail address, handle or hashtag
	Replacement                    // U+FFFD
	Escape                         // '%' or '\', the start of an escaped code point
	LetterDigit                    // a letter and a digit with nothing between them
	PausePause                     // two of , ; : . with nothing between them
)

// Has reports whether the text has any of the traits t.
func (a *Article) Has(t Traits) bool { return a.traits&t != 0 }

// mark is the byte-order mark in UTF-8. In front of a text it says how the
// text is encoded: it is no token, and no column.
const mark = "\uFEFF"

// Begin returns the byte offset at which the text begins behind a byte-order
// mark: 0 without one.
func (a *Article) Begin() int { return begin(a.Text) }

func begin(text string) int {
	if strings.HasPrefix(text, mark) {
		return len(mark)
	}
	return 0
}

// At returns the part of the text that s covers.
func (a *Article) At(s Span) string { return a.Text[s.Start:s.End] }

// Of returns the text of token i.
func (a *Article) Of(i int) string { t := &a.Tokens[i]; return a.Text[t.Start:t.End] }

// ParagraphAt returns the index of the paragraph that covers or follows the
// byte offset off; len(a.Paragraphs) when none does.
func (a *Article) ParagraphAt(off int) int {
	lo, hi := 0, len(a.Paragraphs)
	for lo < hi {
		if mid := (lo + hi) / 2; a.Paragraphs[mid].End < off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// MarksIn returns the part of Marks that lies among Tokens[first:last].
func (a *Article) MarksIn(first, last int) []int32 {
	from, _ := slices.BinarySearch(a.Marks, int32(first))
	n, _ := slices.BinarySearch(a.Marks[from:], int32(last))
	return a.Marks[from : from+n]
}

// TokenAt returns the index of the first token that ends after the byte
// offset off; len(a.Tokens) when there is none.
func (a *Article) TokenAt(off int) int {
	lo, hi := 0, len(a.Tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; int(a.Tokens[mid].End) <= off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Section returns the paragraphs [first,last) as an article of their own. It shares the text, whose offsets hold for it, and
// the tokens; it has no header, lines or sentences.
func (a *Article) Section(first, last int) *Article {
	s := &Article{Input: a.Input, traits: a.traits}
	if first == last {
		return s
	}
	from, to := a.Paragraphs[first].First, a.Paragraphs[last-1].Last
	s.Tokens = a.Tokens[from:to]
	s.Paragraphs = slices.Clone(a.Paragraphs[first:last])
	for i := range s.Paragraphs {
		s.Paragraphs[i].First -= from
		s.Paragraphs[i].Last -= from
	}
	s.Marks = slices.Clone(a.MarksIn(from, to))
	for i := range s.Marks {
		s.Marks[i] -= int32(from)
	}
	return s
}
