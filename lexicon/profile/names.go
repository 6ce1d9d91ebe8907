package profile

import (
	"encoding/binary"
	"slices"
)

// Name is one form of a name in one source.
type Name struct {
	Form               string
	Source             string // "" for articles without one
	Mentions, Articles uint64
}

// Names returns the forms of the names with the given base, by form and source.
func (l *Language) Names(base string) []Name {
	if l == nil {
		return nil
	}
	var list []Name
	l.profile.scan(append(append(appendKey(nil, NameOf, l.lang), base...), partEnd), func(item []byte, c *Counts) bool {
		form, source := cutPart(item)
		list = append(list, Name{string(form), string(source), c[0], c[1]})
		return true
	})
	return list
}

// Beside is a word that stands beside a name.
type Beside struct {
	Word     string // in small letters
	Articles uint64
}

// Companions returns the words that stand beside the names of a base in most articles.
func (l *Language) Companions(base string) []Beside {
	if l == nil {
		return nil
	}
	var list []Beside
	l.profile.scan(append(append(appendKey(nil, Companion, l.lang), base...), partEnd), func(item []byte, c *Counts) bool {
		list = append(list, Beside{string(item), c[0]})
		return true
	})
	return list
}

// Neighbour is a frequent name that one slip of the pen makes another of.
type Neighbour struct {
	Base     string
	Articles uint64 // of all its forms
}

// slipLetters are the letters that a slip may have left out.
const slipLetters = "abcdefghijklmnopqrstuvwxyz"

// Neighbours returns the frequent names that become base when a letter is left out, written
// twice, or two neighbours change places. At least three articles have each.
func (l *Language) Neighbours(base string) []Neighbour {
	if l == nil {
		return nil
	}
	var list []Neighbour
	whole := []rune(base)
	own := bag(base)
	prefix := appendKey(nil, bagOf, l.lang)
	head := len(prefix)
	l.open()
	look := func(bag uint64) {
		if _, ok := l.bags.Find(bag); !ok {
			return
		}
		prefix = binary.BigEndian.AppendUint64(prefix[:head], bag)
		l.profile.scan(prefix, func(item []byte, c *Counts) bool {
			if slipped(whole, []rune(string(item))) {
				list = append(list, Neighbour{string(item), c[0]})
			}
			return true
		})
	}
	look(own)
	for _, r := range slipLetters {
		look(own + Mix(uint64(r)))
	}
	for i := 1; i < len(whole); i++ {
		if whole[i] == whole[i-1] {
			look(own - Mix(uint64(whole[i])))
		}
	}
	return slices.Compact(list)
}

// slipped reports whether one slip makes odd of whole: a letter left out, a letter written
// twice, or two neighbours in the wrong order.
func slipped(odd, whole []rune) bool {
	i := 0
	for i < min(len(odd), len(whole)) && odd[i] == whole[i] {
		i++
	}
	switch len(odd) - len(whole) {
	case -1:
		return slices.Equal(odd[i:], whole[i+1:])
	case 1:
		return i > 0 && odd[i] == odd[i-1] && slices.Equal(odd[i+1:], whole[i:])
	case 0:
		return i+1 < len(odd) && odd[i] == whole[i+1] && odd[i+1] == whole[i] && slices.Equal(odd[i+2:], whole[i+2:])
	}
	return false
}
