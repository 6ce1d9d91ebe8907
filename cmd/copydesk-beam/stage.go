package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"copydesk/corpus"
	"copydesk/desk"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// stage does a unit on this machine, wherever its files lie: what is remote is
// brought here first, and what came of it is brought back, each file under a
// temporary name that is then renamed, the record that it is done the last. On
// local disks nothing is copied.
type stage struct {
	*process
	unit desk.Unit
	dir  string // the stage; "" when nothing is remote
}

func newStage(p *process, unit desk.Unit) *stage { return &stage{process: p, unit: unit} }

func (s *stage) do(ctx context.Context, w desk.Workers) (desk.Done, error) {
	j := &desk.Job{Verb: s.job.Verb, Desk: s.desk, Again: s.job.Again, LearnMemory: s.job.Memory}
	j.Dir, j.Under = s.job.Output, filepath.Join(s.job.Output, articlesDir)
	if isLocal(s.job.Output) && isLocal(s.unit.Files[0].Path) {
		d := j.Do(ctx, w, s.unit)
		return d, d.Err
	}
	var err error
	if s.dir, err = os.MkdirTemp("", "copydesk-beam-*"); err != nil {
		return desk.Done{}, err
	}
	defer func() { _ = os.RemoveAll(s.dir) }() // it is temporary
	fetching := s.fetch(ctx)
	if !isLocal(s.job.Output) {
		j.Dir, j.Under = filepath.Join(s.dir, "job"), filepath.Join(s.dir, "out")
		j.Holds = func(u *desk.Unit, r *desk.Record) bool { return s.holds(ctx, u, r) }
		s.fetchRecord(ctx, j)
	}
	var d desk.Done
	if fetching != nil {
		d = desk.Done{Unit: s.unit.Name, Err: errors.Join(fetching, j.Bury(&s.unit, fetching))}
	} else {
		d = j.Do(ctx, w, s.unit)
	}
	if !isLocal(s.job.Output) && !d.Skipped {
		err = s.deliver(ctx, j, d.Record)
	}
	return d, errors.Join(d.Err, err)
}

// fetch brings the files of the unit here.
func (s *stage) fetch(ctx context.Context) error {
	for i := range s.unit.Files {
		f := &s.unit.Files[i]
		if isLocal(f.Path) {
			continue
		}
		f.At = filepath.Join(s.dir, "in", f.Rel)
		if err := download(ctx, f.Path, f.At); err != nil {
			return err
		}
	}
	return nil
}

// fetchRecord brings the record of the unit here, if there is one.
func (s *stage) fetchRecord(ctx context.Context, j *desk.Job) {
	mark := desk.DoneMark(s.unit.Name)
	_ = download(ctx, s.job.Output+"/"+mark, filepath.Join(j.Dir, filepath.FromSlash(mark))) // else the unit is to be done
}

// holds reports whether the output of a unit lies where its record says, by its size.
func (s *stage) holds(ctx context.Context, u *desk.Unit, r *desk.Record) bool {
	if r.Output == nil {
		return true
	}
	var size int64
	for _, name := range s.outputs(u) {
		n, err := sizeOf(ctx, s.job.Output+"/"+name)
		if err != nil {
			return false
		}
		size += n
	}
	return size == r.Output.Bytes
}

// outputs returns the names of what is written for a unit, below the output.
func (s *stage) outputs(u *desk.Unit) []string {
	switch s.job.Verb {
	case desk.FixVerb:
		var list []string
		for _, f := range u.Files {
			list = append(list, articlesDir+"/"+filepath.ToSlash(f.Rel))
		}
		return list
	case desk.LearnVerb:
		return []string{desk.Partial(u.Name)}
	}
	return nil
}

// deliver brings what came of the unit to the output. Without a record that is
// a dead letter, and the unit is done no more.
func (s *stage) deliver(ctx context.Context, j *desk.Job, r *desk.Record) error {
	name := s.unit.Name
	if r == nil {
		return errors.Join(s.upload(ctx, j, desk.DeadLetters(name)), forget(ctx, s.job.Output+"/"+desk.DoneMark(name)))
	}
	list := s.outputs(&s.unit)
	if s.job.Verb != desk.LearnVerb {
		list = append(list, desk.Findings(name))
	}
	if r.Dead > 0 {
		list = append(list, desk.DeadLetters(name))
	} else if err := forget(ctx, s.job.Output+"/"+desk.DeadLetters(name)); err != nil {
		return err
	}
	for _, file := range append(list, desk.DoneMark(name)) {
		if err := s.upload(ctx, j, file); err != nil {
			return err
		}
	}
	return nil
}

// upload brings the file called name to the output. A text file that could not
// be repaired is not there.
func (s *stage) upload(ctx context.Context, j *desk.Job, name string) error {
	from := filepath.Join(j.Dir, filepath.FromSlash(name))
	if rel, ok := cutFolder(name, articlesDir); ok {
		from = filepath.Join(j.Under, filepath.FromSlash(rel))
	}
	if _, err := os.Stat(from); errors.Is(err, os.ErrNotExist) && !corpus.IsShard(name) {
		return nil
	}
	return upload(ctx, from, s.job.Output+"/"+name)
}

// sizeOf returns the size of the file at path, on whatever filesystem.
func sizeOf(ctx context.Context, path string) (int64, error) {
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return 0, err
	}
	defer func() { _ = fs.Close() }() // nothing was written by it
	return fs.Size(ctx, path)
}
