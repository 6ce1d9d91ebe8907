package article

// Token is the smallest piece that rules look at: a run of letters, a run of
// digits, or one other character. White space is no token; it is what lies
// between two of them.
type Token struct {
	Start, End int32 // byte offsets in the text
	Kind       Kind
	Case       Case // of a Word
	Glued      bool // no white space between this token and the one before
	Verbatim   bool // inside a URL, address, handle, hashtag or file name: never to be changed
}

// Span returns the byte offsets of t.
func (t Token) Span() Span { return Span{int(t.Start), int(t.End)} }

// Kind says what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word    Kind = iota // letters and the marks that belong to them
	Number              // decimal digits
	Punct               // one punctuation character
	Symbol              // one character of any other visible kind
	Format              // one invisible format character (Unicode Cf)
	Ctrl                // one control character
	Invalid             // one byte that is no UTF-8
)

// Case is the pattern of capitals in a Word.
type Case uint8

// The patterns of capitals.
const (
	Caseless Case = iota // no letter that has case: Chinese, Arabic …
	Lower                // hanoi
	Title                // Hanoi, and a single capital
	Upper                // HANOI
	Mixed                // iPhone, McGregor, delCOVID
)

// Gap is white space between two tokens (or at either end of the text) that
// is anything else than one blank or one newline.
type Gap struct {
	Span
	Newlines int // how many '\n' it has
}
