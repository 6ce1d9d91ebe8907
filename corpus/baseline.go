package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Allowance is a list of findings that are not reported: a baseline, or the
// suppressions. A finding is on it by its fingerprint and the name of its
// article, as often as its entry counts.
//
// Lines that move and paragraphs that come and go change nothing about a
// fingerprint. An article that was renamed is found as well: an entry whose
// file is no longer there, or whose record is no longer in its shard, holds
// for every article with the same fingerprint.
//
// An Allowance may be used by many goroutines.
type Allowance struct {
	notes   []Note
	entries map[entryKey]int   // index in notes
	byFile  map[entryKey][]int // those of the records of a shard, by its path
	byHash  map[string][]int
	root    string

	mu   sync.Mutex
	used []int            // by index: how many findings an entry kept away in its article
	gone map[string]bool  // by path: the file does not exist
	left map[string][]int // by hash: the entries whose file does not exist
	seen map[string]bool  // articles of notes, and whether they were checked: of others nothing is kept
}

type entryKey struct{ hash, article string }

// NewAllowance returns the allowance of notes; root is the folder of the corpus.
func NewAllowance(root string, notes []Note) *Allowance {
	a := &Allowance{
		notes: notes, root: root, entries: map[entryKey]int{}, byFile: map[entryKey][]int{}, byHash: map[string][]int{},
		used: make([]int, len(notes)), gone: map[string]bool{}, left: map[string][]int{}, seen: map[string]bool{},
	}
	for i, n := range notes {
		a.seen[n.In] = false
		hash := Hash(n.Key)
		a.entries[entryKey{hash, n.In}] = i
		a.byHash[hash] = append(a.byHash[hash], i)
		if file, _, ok := strings.Cut(n.In, "#"); ok {
			a.byFile[entryKey{hash, file}] = append(a.byFile[entryKey{hash, file}], i)
		}
	}
	return a
}

// Use is an allowance for the findings of one article. It is used by one
// goroutine, and ends with Done.
type Use struct {
	allowance *Allowance
	article   string
	spent     map[int]int
}

// For returns the use of a for the article called name: its path from the
// folder of the corpus, and its record.
func (a *Allowance) For(name string) *Use {
	if len(a.notes) == 0 {
		return &Use{}
	}
	return &Use{a, name, map[int]int{}}
}

// Take reports whether one more finding with the fingerprint is allowed.
func (u *Use) Take(fingerprint string) bool {
	if u.allowance == nil {
		return false
	}
	i := u.allowance.entry(Hash(fingerprint), u.article, u.spent)
	if i >= 0 {
		u.spent[i]++
	}
	return i >= 0
}

// Done notes what was used, so that Unused can tell what was not.
func (u *Use) Done() {
	if u.allowance == nil {
		return
	}
	u.allowance.mu.Lock()
	defer u.allowance.mu.Unlock()
	if _, ok := u.allowance.seen[u.article]; ok {
		u.allowance.seen[u.article] = true
	}
	for i, n := range u.spent {
		u.allowance.used[i] = max(u.allowance.used[i], n)
	}
}

// entry returns the index of an entry for hash that is not spent: that of the
// article itself, of another record of its shard (records are renumbered when
// one is inserted), or one whose file is gone; -1 when there is none.
func (a *Allowance) entry(hash, article string, spent map[int]int) int {
	free := func(i int) bool { return spent[i] < max(a.notes[i].Count, 1) }
	if i, ok := a.entries[entryKey{hash, article}]; ok && free(i) {
		return i
	}
	if len(a.byHash[hash]) == 0 {
		return -1
	}
	var others []int
	if file, _, ok := strings.Cut(article, "#"); ok {
		others = a.byFile[entryKey{hash, file}]
	}
	for _, list := range [][]int{others, a.leftBehind(hash)} {
		for _, i := range list {
			if free(i) {
				return i
			}
		}
	}
	return -1
}

// leftBehind returns the entries for hash whose file does not exist.
func (a *Allowance) leftBehind(hash string) []int {
	a.mu.Lock()
	defer a.mu.Unlock()
	list, ok := a.left[hash]
	if !ok {
		for _, i := range a.byHash[hash] {
			if path, _, _ := strings.Cut(a.notes[i].In, "#"); a.isGone(path) {
				list = append(list, i)
			}
		}
		a.left[hash] = list
	}
	return list
}

// isGone reports whether no file is at path, looked up once.
func (a *Allowance) isGone(path string) bool {
	gone, ok := a.gone[path]
	if !ok {
		_, err := os.Stat(filepath.Join(a.root, filepath.FromSlash(path)))
		gone = err != nil
		a.gone[path] = gone
	}
	return gone
}

// Unused returns the entries that kept less away than they count, each with
// Count lowered to what it did keep away; 0 when nothing. Only entries of
// which judge says that this run could have used them are returned. It is
// called when all articles are done.
func (a *Allowance) Unused(judge func(*Note) bool) []Note {
	var list []Note
	for i, n := range a.notes {
		path, _, _ := strings.Cut(n.In, "#")
		if a.used[i] < max(n.Count, 1) && (a.seen[n.In] || a.isGone(path)) && judge(&n) {
			n.Count = a.used[i]
			list = append(list, n)
		}
	}
	return list
}
