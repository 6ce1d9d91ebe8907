package article

// Span is a stretch of a text: byte offsets, half open.
type Span struct{ Start, End int }

// Len returns the number of bytes that s covers.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers no byte.
func (s Span) Empty() bool { return s.Start >= s.End }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t have a byte in common.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Touches reports whether s and t overlap or meet, so that edits of the two
// could depend on one another.
func (s Span) Touches(t Span) bool { return s.Start <= t.End && t.Start <= s.End }

// Union returns the shortest span that covers s and t.
func (s Span) Union(t Span) Span { return Span{min(s.Start, t.Start), max(s.End, t.End)} }
