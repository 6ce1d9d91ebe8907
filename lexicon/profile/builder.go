package profile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// DefaultMemory is how many bytes of counts a Builder holds before it writes a run, when it is
// not told otherwise: enough that runs are few, little beside the memory of an ordinary machine.
const DefaultMemory = 64 << 20

// maxRuns is how many runs may lie on disk before they are merged into one; each open run costs
// about half a megabyte when it is read.
const maxRuns = 64

// Builder counts facts. It is an element of the monoid: a new one is zero, Add adds a fact, and
// Absorb and AddFile add all facts of another. It must not be used by two goroutines at a time.
type Builder struct {
	dir    string
	memory int
	held   int // bytes of the items in all tables
	tables map[sectionKey]*table
	runs   []*os.File
}

type sectionKey struct {
	kind Kind
	lang string
}

// NewBuilder returns an empty builder that holds about memory bytes of counts (0 for
// DefaultMemory) and writes what is more to files in dir (os.TempDir when ""). The files have no
// name where the system allows it, so that nothing of a killed run is left.
func NewBuilder(dir string, memory int) *Builder {
	return &Builder{dir: dir, memory: cmp.Or(memory, DefaultMemory), tables: map[sectionKey]*table{}}
}

// Add adds counts to a fact. The item must have the parts of its kind. The error is one of
// writing a run.
func (b *Builder) Add(kind Kind, lang string, item []byte, c Counts) error {
	t := b.tables[sectionKey{kind, lang}]
	if t == nil {
		t = &table{counters: width(kind)}
		b.tables[sectionKey{kind, lang}] = t
	}
	before := t.size()
	t.add(item, &c)
	b.held += t.size() - before
	if b.held < b.memory && !t.full() {
		return nil
	}
	return b.spill()
}

// spill writes what is held in memory to a run.
func (b *Builder) spill() error {
	f, err := b.temporary()
	if err != nil {
		return err
	}
	if err := b.writeHeld(f); err != nil {
		return errors.Join(fmt.Errorf("write counts to %s: %w", f.Name(), err), f.Close())
	}
	b.runs = append(b.runs, f)
	clear(b.tables)
	b.held = 0
	if len(b.runs) < maxRuns {
		return nil
	}
	return b.mergeRuns()
}

func (b *Builder) temporary() (*os.File, error) {
	f, err := os.CreateTemp(b.dir, ".copydesk-learn-*.tmp")
	if err != nil {
		return nil, fmt.Errorf("write counts: %w", err)
	}
	_ = os.Remove(f.Name()) // where an open file cannot be removed, Close does it
	return f, nil
}

// writeHeld writes the facts held in memory, in order.
func (b *Builder) writeHeld(w io.Writer) error {
	out, err := newBlockWriter(w, partial)
	if err != nil {
		return err
	}
	keys := make([]sectionKey, 0, len(b.tables))
	for k := range b.tables {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y sectionKey) int { return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.lang, y.lang)) })
	var key []byte
	for _, k := range keys {
		key = appendKey(key[:0], k.kind, k.lang)
		head := len(key)
		err := b.tables[k].sorted(func(item []byte, c *Counts) error {
			key = append(key[:head], item...)
			return out.put(key, c)
		})
		if err != nil {
			return err
		}
	}
	return out.finish(nil)
}

// mergeRuns makes one run of all.
func (b *Builder) mergeRuns() error {
	streams, err := runStreams(b.runs)
	if err != nil {
		return err
	}
	m, err := newMerged(streams)
	if err != nil {
		return err
	}
	f, err := b.temporary()
	if err != nil {
		return err
	}
	if err := m.writeTo(f); err != nil {
		return errors.Join(fmt.Errorf("write counts to %s: %w", f.Name(), err), f.Close())
	}
	err = closeRuns(b.runs)
	b.runs = []*os.File{f}
	return err
}

func runStreams(runs []*os.File) ([]*stream, error) {
	var streams []*stream
	for _, f := range runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, fmt.Errorf("read counts: %w", err)
		}
		s, err := newStream(f)
		if err != nil {
			return nil, fmt.Errorf("read counts from %s: %w", f.Name(), err)
		}
		streams = append(streams, s)
	}
	return streams, nil
}

func closeRuns(runs []*os.File) error {
	var errs []error
	for _, f := range runs {
		errs = append(errs, f.Close())
		_ = os.Remove(f.Name()) // it is gone already where that was possible
	}
	return errors.Join(errs...)
}

// Absorb adds all facts of o, which is empty afterwards.
func (b *Builder) Absorb(o *Builder) error {
	if o.held > 0 {
		if err := o.spill(); err != nil {
			return err
		}
	}
	b.runs, o.runs = append(b.runs, o.runs...), nil
	if len(b.runs) < maxRuns {
		return nil
	}
	return b.mergeRuns()
}

// AddFile adds all facts of the partial profile at path, see AddPartial.
func (b *Builder) AddFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read profile: %w", err)
	}
	defer f.Close()
	if err := b.AddPartial(f); err != nil {
		return fmt.Errorf("read profile %s: %w", path, err)
	}
	return nil
}

// AddPartial adds all facts of a partial profile. The error wraps ErrFrozen when the profile is a
// frozen one, ErrNoProfile or ErrDamaged when it cannot be read; then nothing was added.
func (b *Builder) AddPartial(r io.Reader) error {
	s, err := newStream(r)
	if err != nil {
		return err
	}
	if s.flavour == frozen {
		return ErrFrozen
	}
	m, err := newMerged([]*stream{s})
	if err != nil {
		return err
	}
	run, err := b.temporary()
	if err != nil {
		return err
	}
	if err := m.writeTo(run); err != nil { // read to its end before any of it counts
		return errors.Join(err, closeRuns([]*os.File{run}))
	}
	b.runs = append(b.runs, run)
	if len(b.runs) < maxRuns {
		return nil
	}
	return b.mergeRuns()
}

// ErrFrozen is wrapped by the error for a frozen profile where a partial one is needed.
var ErrFrozen = errors.New("a finished profile has lost its rare facts and cannot be added to; keep one that was made with `copydesk learn --partial`")

// WritePartial writes all facts to w. The bytes depend on nothing but the facts. The builder
// still holds them.
func (b *Builder) WritePartial(w io.Writer) error {
	var held bytes.Buffer
	if err := b.writeHeld(&held); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	streams, err := runStreams(b.runs)
	if err != nil {
		return err
	}
	last, err := newStream(&held)
	if err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	m, err := newMerged(append(streams, last))
	if err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	if err := m.writeTo(w); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	return nil
}

// Close removes the files of the builder. It is empty afterwards.
func (b *Builder) Close() error {
	err := closeRuns(b.runs)
	b.runs, b.held = nil, 0
	clear(b.tables)
	return err
}
