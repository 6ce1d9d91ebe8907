package desk

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"copydesk/corpus"
	"copydesk/report"
)

// Record says that a unit is done: of what it was made, by what, and what came of it. It is a
// line of the manifest of a job.
type Record struct {
	Unit          string `json:"unit"`
	Verb          Verb   `json:"verb"`
	Input         Sum    `json:"input"`
	Configuration string `json:"configuration"` // stands for all that the results depend on beside the input
	Output        *Sum   `json:"output"`        // of the repaired articles, or the partial profile; null for check
	Failing       bool   `json:"failing"`       // a finding at or above the fail level is left
	Tally
}

// Tally counts what became of articles. Tallies of parts add up to that of the whole.
type Tally struct {
	Articles int                   `json:"articles"` // checked
	Changed  int                   `json:"changed"`  // repaired
	Found    int                   `json:"found"`    // findings
	Fixed    int                   `json:"fixed"`    // of these repaired
	Left     int                   `json:"left"`     // of these still there
	Dead     int                   `json:"dead"`     // dead letters: articles that a rule failed on, or that could not be read or written
	Rules    map[string]*RuleTally `json:"rules,omitempty"`
}

// RuleTally counts the findings of a rule.
type RuleTally struct {
	Found int `json:"found"`
	Fixed int `json:"fixed"`
}

// add counts an article.
func (t *Tally) add(e *report.Entry) {
	s := report.Summary{}
	s.Add(e)
	u := Tally{Articles: 1, Changed: s.Changed, Found: e.Tally.Found, Fixed: e.Tally.Fixed, Left: len(e.Rest), Rules: map[string]*RuleTally{}}
	for name, r := range s.Rules {
		u.Rules[name] = &RuleTally{Found: r.Found, Fixed: r.Fixed}
	}
	t.Merge(&u)
}

// Merge adds u to t.
func (t *Tally) Merge(u *Tally) {
	t.Articles += u.Articles
	t.Changed += u.Changed
	t.Found += u.Found
	t.Fixed += u.Fixed
	t.Left += u.Left
	t.Dead += u.Dead
	if t.Rules == nil && len(u.Rules) > 0 {
		t.Rules = map[string]*RuleTally{}
	}
	for name, r := range u.Rules {
		if t.Rules[name] == nil {
			t.Rules[name] = &RuleTally{}
		}
		t.Rules[name].Found += r.Found
		t.Rules[name].Fixed += r.Fixed
	}
}

// Summary is what a job came to. Summaries of parts add up to that of the whole.
type Summary struct {
	Units   int   `json:"units"`   // done, now or before
	Skipped int   `json:"skipped"` // of these before
	Failed  int   `json:"failed"`  // that could not be done
	Bytes   int64 `json:"bytes"`   // of the units that are done, as they lie in their files
	Failing bool  `json:"failing"` // a finding at or above the fail level is left
	Tally
}

// Add counts what became of a unit.
func (s *Summary) Add(d *Done) {
	if d.Record == nil {
		s.Failed++
		return
	}
	s.Units++
	if d.Skipped {
		s.Skipped++
	}
	s.Bytes += d.Record.Input.Bytes
	s.Failing = s.Failing || d.Record.Failing
	s.Tally.Merge(&d.Record.Tally)
}

// Merge adds t to s.
func (s *Summary) Merge(t *Summary) {
	s.Units += t.Units
	s.Skipped += t.Skipped
	s.Failed += t.Failed
	s.Bytes += t.Bytes
	s.Failing = s.Failing || t.Failing
	s.Tally.Merge(&t.Tally)
}

// The folders of a job, below which each unit has a file of its own.
const (
	findingsDir = "findings"
	deadDir     = "dead"
	doneDir     = "done"
	partialDir  = "partial"
)

// The endings of their files.
const (
	linesSuffix   = ".jsonl"
	doneSuffix    = ".json"
	partialSuffix = ".part"
)

// Findings returns the path, in the folder of a job, of the findings of a unit.
func Findings(unit string) string { return findingsDir + "/" + unit + linesSuffix }

// DeadLetters returns the path of the dead letters of a unit, which is there when it has any.
func DeadLetters(unit string) string { return deadDir + "/" + unit + linesSuffix }

// DoneMark returns the path of the Record of a unit.
func DoneMark(unit string) string { return doneDir + "/" + unit + doneSuffix }

// Partial returns the path of the partial profile of a unit.
func Partial(unit string) string { return partialDir + "/" + unit + partialSuffix }

// ReadRecord reads the record at path; nil when there is none, or none that can be read: then the
// unit is done again.
func ReadRecord(path string) *Record {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	r := &Record{}
	if err := json.Unmarshal(data, r); err != nil {
		return nil
	}
	return r
}

// AllRecords yields the records of the job in dir, in the order of their units' names.
func AllRecords(dir string) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		err := filepath.WalkDir(filepath.Join(dir, doneDir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, doneSuffix) || strings.HasPrefix(d.Name(), ".") {
				return err
			}
			r := ReadRecord(path)
			if r == nil {
				return fmt.Errorf("%s: is no record of a job", path)
			}
			if !yield(r, nil) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			yield(nil, err)
		}
	}
}

// writeRecord writes r to path, whole or not at all.
func writeRecord(path string, r *Record) error {
	data, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return corpus.WriteFile(path, append(data, '\n'), fileMode)
}

// Partials returns the partial profiles of the job in dir, in the order of their names. There
// must be some.
func Partials(dir string) ([]string, error) {
	var list []string
	err := filepath.WalkDir(filepath.Join(dir, partialDir), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir // what was merged of some of them
		case strings.HasSuffix(path, partialSuffix):
			list = append(list, path)
		}
		return nil
	})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%s: holds no partial profiles", dir)
	}
	return list, err
}
