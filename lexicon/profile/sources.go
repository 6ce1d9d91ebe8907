package profile

import (
	"encoding/binary"
	"strings"
)

// maxLineText is how many bytes of a line a profile keeps for people to read; a longer line is
// known by its hash alone. Boilerplate is mostly shorter and prose longer.
const maxLineText = 120

// hashBytes is what the hash takes in the item of a line.
const hashBytes = 8

// LineItem returns the item of a line of a source. Lines are compared with white space as one blank.
func LineItem(dst []byte, source, line string) []byte {
	line = clean(strings.Join(strings.Fields(line), " "))
	dst = append(AppendItem(dst, source), partEnd)
	dst = binary.BigEndian.AppendUint64(dst, Hash(line))
	if len(line) > maxLineText {
		return dst
	}
	return append(dst, line...)
}

// Line returns how many articles of a source carry a line, white space apart; zero when fewer
// than three do. The total to hold it against is that of Source.
func (l *Language) Line(source, line string) (articles uint64) {
	if l == nil {
		return 0
	}
	key := LineItem(appendKey(nil, LineOf, l.lang), source, line)
	l.profile.scan(key, func(rest []byte, c *Counts) bool {
		if len(rest) == 0 {
			articles = c[0]
		}
		return false
	})
	return articles
}

// Repeated is a line that many articles of a source carry.
type Repeated struct {
	Text     string // "" when the line is longer than 120 bytes
	Articles uint64
}

// Lines returns the lines of a source that at least three articles carry.
func (l *Language) Lines(source string) []Repeated {
	if l == nil {
		return nil
	}
	var list []Repeated
	l.profile.scan(append(AppendItem(appendKey(nil, LineOf, l.lang), source), partEnd), func(item []byte, c *Counts) bool {
		if len(item) >= hashBytes {
			list = append(list, Repeated{string(item[hashBytes:]), c[0]})
		}
		return true
	})
	return list
}

// Habit is how often the articles of a source do something.
type Habit struct {
	Count, Articles uint64
}

// Habits returns the habits of a source by their names; see package learning for them.
func (l *Language) Habits(source string) map[string]Habit {
	if l == nil {
		return nil
	}
	habits := map[string]Habit{}
	l.profile.scan(append(AppendItem(appendKey(nil, HabitOf, l.lang), source), partEnd), func(item []byte, c *Counts) bool {
		habits[string(item)] = Habit{c[0], c[1]}
		return true
	})
	return habits
}

// Opening is a dateline that articles of a source begin with.
type Opening struct {
	Place, Agency string
	Joint         string // what stands between it and the lead
	Articles      uint64
}

// Datelines returns the datelines of a source with the given place.
func (l *Language) Datelines(source, place string) []Opening {
	if l == nil {
		return nil
	}
	var list []Opening
	l.profile.scan(append(AppendItem(appendKey(nil, Dateline, l.lang), source, place), partEnd), func(item []byte, c *Counts) bool {
		agency, joint := cutPart(item)
		list = append(list, Opening{place, string(agency), string(joint), c[0]})
		return true
	})
	return list
}
