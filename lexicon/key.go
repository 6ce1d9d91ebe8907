package lexicon

import "copydesk/lexicon/internal/pack"

// Key stands for a word folded to lower case: a 64-bit hash of its code points. Text is
// expected in NFC; two spellings of one word that differ in normalisation have two keys.
// Zero is no word.
//
// Folding is [unicode.ToLower] code point by code point, and ’ (U+2019) counts as '.
type Key uint64

// Keys that are not words, for the contexts of [Pack.Bigram]. No word has them.
const (
	Start  Key = 1 // beginning of a sentence: after . ? ! : … or a line break
	Break  Key = 2 // after , ; - ( ) [ ] quotes or a dash inside a sentence
	Number Key = 3 // any word that begins with a digit
)

// KeyOf returns the key of a word. It allocates nothing. Invalid UTF-8 hashes as U+FFFD.
// The empty word has key zero.
func KeyOf(word string) Key { return Key(pack.WordKey(word)) }

// A Hash is the state of a key over a growing prefix: the keys of all prefixes of a run of
// n code points cost n steps, of all its substrings n²/2.
//
//	h := lexicon.NewHash()
//	for _, r := range word { h = h.Add(r); use(h.Key()) }
type Hash uint64

// NewHash returns the state before the first code point.
func NewHash() Hash { return Hash(pack.WordSeed) }

// Add returns the state after one more code point, which is folded.
func (h Hash) Add(r rune) Hash { return Hash(pack.Hash(h).Add(pack.Fold(r))) }

// Key returns the key of what was added; zero when nothing was.
func (h Hash) Key() Key { return Key(pack.Hash(h).WordKey()) }

// Fold returns the lower-case form of a code point as [KeyOf] sees it.
func Fold(r rune) rune { return pack.Fold(r) }
