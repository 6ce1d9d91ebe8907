package corpus

import (
	"fmt"
	"sync"
)

// Decisions are what people decided about changes, by fingerprint and by
// likeness. They may be used by many goroutines.
type Decisions struct {
	byKey map[string]Note

	mu   sync.Mutex
	used map[string]bool
	seen map[string]bool // articles of notes, and whether they were checked: of others nothing is kept
}

// NewDecisions returns the decisions of notes. Two that contradict each other,
// as a merge may leave them, are an error that names both lines; the later day wins
// where both have one.
func NewDecisions(path string, notes []Note) (*Decisions, error) {
	d := &Decisions{byKey: make(map[string]Note, len(notes)), used: map[string]bool{}, seen: map[string]bool{}}
	for _, n := range notes {
		if n.Verdict == "" {
			return nil, fmt.Errorf("%s:%d: neither accept nor reject", path, n.Line)
		}
		n.Key = Hash(n.Key)
		old, ok := d.byKey[n.Key]
		if ok && (old.Verdict != n.Verdict || old.New != n.New) {
			if old.On == n.On {
				return nil, fmt.Errorf("%s:%d: contradicts line %d; keep one of the two", path, n.Line, old.Line)
			}
			if old.On > n.On {
				continue
			}
		}
		d.byKey[n.Key], d.seen[n.In] = n, false
	}
	return d, nil
}

// Find returns what was decided about a finding: about itself, or else about
// all that are like it. The number of its occurrence takes no part: what says the
// same of the same words in the same context is the same decision. Were it
// otherwise, the repair of the first would hand its decision on to the next.
func (d *Decisions) Find(fingerprint, likeness string) (Note, bool) {
	for _, key := range []string{Hash(fingerprint), likeness} {
		if n, ok := d.byKey[key]; ok {
			d.mu.Lock()
			d.used[key] = true
			d.mu.Unlock()
			return n, true
		}
	}
	return Note{}, false
}

// Empty reports whether nothing was decided.
func (d *Decisions) Empty() bool { return len(d.byKey) == 0 }

// Done notes that the article called name was checked.
func (d *Decisions) Done(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.seen[name]; ok {
		d.seen[name] = true
	}
}

// Stale returns the rejections of single changes that have nothing left to
// reject, although their article was checked and judge says that their rule
// ran. An accepted change that was made is not stale: it is the record of who
// decided so, and holds for articles to come.
func (d *Decisions) Stale(judge func(*Note) bool) []Note {
	var list []Note
	for key, n := range d.byKey {
		if n.Verdict == Reject && n.In != "" && d.seen[n.In] && !d.used[key] && judge(&n) {
			list = append(list, n)
		}
	}
	sortNotes(list)
	return list
}

// MergeDecisions returns notes with changes put over them: a change with a
// verdict replaces what was decided by its key, one without takes it back.
func MergeDecisions(notes, changes []Note) []Note {
	changed := make(map[string]bool, len(changes))
	for _, c := range changes {
		changed[Hash(c.Key)] = true
	}
	var merged []Note
	for _, n := range notes {
		if !changed[Hash(n.Key)] {
			merged = append(merged, n)
		}
	}
	for _, c := range changes {
		if c.Key = Hash(c.Key); c.Verdict != "" {
			merged = append(merged, c)
		}
	}
	return merged
}
