package main

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"os/user"
	"slices"
	"strings"
	"sync"
	"time"

	"copydesk/corpus"
	"copydesk/report"
)

// decisionBook is the file of decisions while it is open for review. Whoever
// decides says which version of a decision he saw; when it is another by now,
// because of another page or another program, the newer one stands and is
// told instead. It may be used by many goroutines.
type decisionBook struct {
	path string
	by   string

	mu       sync.Mutex
	known    map[string]corpus.Note // by key, as the file had them last
	versions map[string]int
	modTime  time.Time
}

func openDecisionBook(path, by string) (*decisionBook, error) {
	b := &decisionBook{path: path, by: by, known: map[string]corpus.Note{}, versions: map[string]int{}}
	_, err := b.refresh()
	return b, err
}

// proposal is a decision that somebody makes in a review.
type proposal struct {
	corpus.Note
	was int // the version that was seen
}

// decide saves proposals in the file and returns those that were saved and,
// of the others, what stands in their place. A proposal without a verdict
// takes a decision back.
func (b *decisionBook) decide(proposals []proposal) (saved, conflicts []report.Decision, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var mine []corpus.Note
	err = corpus.UpdateNotes(b.path, func(notes []corpus.Note) ([]corpus.Note, error) {
		b.take(notes)
		mine = mine[:0]
		for _, p := range proposals {
			p.Key = corpus.Hash(p.Key)
			if b.versions[p.Key] != p.was {
				conflicts = append(conflicts, b.decision(p.Key))
				continue
			}
			p.By, p.On = b.by, time.Now().Format(time.DateOnly)
			mine = append(mine, p.Note)
		}
		return corpus.MergeDecisions(notes, mine), nil
	})
	if err != nil {
		return nil, nil, err
	}
	for _, n := range mine {
		b.set(n)
		saved = append(saved, b.decision(n.Key))
	}
	b.stat()
	return saved, conflicts, nil
}

// refresh reads the file again when it was written by somebody else, and
// returns the decisions that changed.
func (b *decisionBook) refresh() ([]report.Decision, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	before := b.modTime
	if b.stat(); b.modTime.Equal(before) {
		return nil, nil
	}
	notes, err := corpus.ReadNotes(b.path)
	if err != nil {
		return nil, err
	}
	var list []report.Decision
	for _, key := range b.take(notes) {
		list = append(list, b.decision(key))
	}
	return list, nil
}

func (b *decisionBook) stat() {
	if info, err := os.Stat(b.path); err == nil {
		b.modTime = info.ModTime()
	}
}

// take makes notes, as they were read from the file, the ones that are known,
// and returns the keys of those that are new or others.
func (b *decisionBook) take(notes []corpus.Note) []string {
	var changed []string
	seen := map[string]bool{}
	for _, n := range notes {
		n.Line, n.Key = 0, corpus.Hash(n.Key)
		seen[n.Key] = true
		if old, ok := b.known[n.Key]; !ok || old != n {
			b.set(n)
			changed = append(changed, n.Key)
		}
	}
	for key := range b.known {
		if !seen[key] {
			b.set(corpus.Note{Key: key})
			changed = append(changed, key)
		}
	}
	return changed
}

func (b *decisionBook) set(n corpus.Note) {
	b.versions[n.Key]++
	if n.Verdict == "" {
		delete(b.known, n.Key)
		return
	}
	b.known[n.Key] = n
}

func (b *decisionBook) decision(key string) report.Decision {
	n := b.known[key]
	d := report.Decision{Key: key, Verdict: string(n.Verdict), Why: n.Why, By: n.By, Version: b.versions[key]}
	if n.Verdict == corpus.Accept && !strings.HasPrefix(key, "like:") {
		d.New = &n.New
	}
	return d
}

// all returns the decisions that stand, by key.
func (b *decisionBook) all() []report.Decision {
	b.mu.Lock()
	defer b.mu.Unlock()
	var list []report.Decision
	for _, key := range slices.Sorted(maps.Keys(b.known)) {
		list = append(list, b.decision(key))
	}
	return list
}

// version returns which version of a decision is known.
func (b *decisionBook) version(key string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.versions[key]
}

// notes returns the decisions that stand as notes.
func (b *decisionBook) notes() []corpus.Note {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Collect(maps.Values(b.known))
}

// whoami returns the name under which decisions are made: by, else the name
// that git knows, else that of the user of the system.
func whoami(ctx context.Context, by string) string {
	if by != "" {
		return by
	}
	if name, err := exec.CommandContext(ctx, "git", "config", "user.name").Output(); err == nil && len(strings.TrimSpace(string(name))) > 0 {
		return strings.TrimSpace(string(name))
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}
