package corpus

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"copydesk/fixers"
)

// undoDir is the folder of StateDir in which the journals of runs lie. It is
// not for version control.
const undoDir = "undo"

// keptRuns is how many runs can be undone; the journals of older ones are removed.
const keptRuns = 20

// Journal is what a run writes down before it changes a file, so that the
// bytes that stood there can be brought back: of an article the inverse of
// the edits, of a shard the old file itself. Each entry is safe on disk before
// the file that it is about is written. It may be used by many goroutines.
type Journal struct {
	root, dir, run, command string

	mu   sync.Mutex
	file *os.File // nil until the first entry
	size int64    // of the entries that are whole
	kept int
}

// NewJournal returns the journal of a run in the corpus at root. command is
// the call that made the run, for people. Nothing is written before the first entry.
func NewJournal(root, command string, now time.Time) *Journal {
	var unique [2]byte
	_, _ = rand.Read(unique[:]) // it never fails; two runs in one second need different names
	return &Journal{root: root, dir: filepath.Join(root, StateDir, undoDir), run: now.Format("20060102-150405-") + hex.EncodeToString(unique[:]), command: command}
}

// Run returns the name of the run for Undo; "" when it changed nothing.
func (j *Journal) Run() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.file == nil {
		return ""
	}
	return j.run
}

// journalEntry is a line of a journal. The first has Run, every other Path.
type journalEntry struct {
	Run     string `json:"run,omitempty"`
	Command string `json:"command,omitempty"`
	Started string `json:"started,omitempty"`

	Path   string      `json:"path,omitempty"`   // from the folder of the corpus
	Name   []byte      `json:"name,omitempty"`   // the bytes of Path, when they are no UTF-8, which JSON cannot hold
	Before string      `json:"before,omitempty"` // SHA-256 of the file
	After  string      `json:"after,omitempty"`
	Edits  packedEdits `json:"edits,omitempty"` // turn the file after into the file before

	Kept    string `json:"kept,omitempty"`    // name of the old file in the folder of the run
	Written *trace `json:"written,omitempty"` // of the shard, when it was written

	Undone string `json:"undone,omitempty"` // when the run was taken back
}

// packedEdits are edits of bytes that need not be UTF-8, small enough that the
// journal of an article with a defect in every word is smaller than the
// article: for each edit how far behind the last one it begins, how many bytes
// it takes out, how many it puts in, as varints, and these.
type packedEdits []byte

// pack appends an edit that follows the ones before, the last of which ended at last.
func (p packedEdits) pack(last, start, end int, with string) packedEdits {
	p = binary.AppendUvarint(p, uint64(start-last))
	p = binary.AppendUvarint(p, uint64(end-start))
	p = binary.AppendUvarint(p, uint64(len(with)))
	return append(p, with...)
}

// errEdits is the error for edits that lead nowhere.
var errEdits = errors.New("the journal is damaged")

// apply makes the edits in data.
func (p packedEdits) apply(data string) (string, error) {
	var b strings.Builder
	for len(p) > 0 {
		var numbers [3]int
		for i := range numbers {
			v, n := binary.Uvarint(p)
			if n <= 0 || v > math.MaxInt32 {
				return "", errEdits
			}
			numbers[i], p = int(v), p[n:]
		}
		kept, taken, put := numbers[0], numbers[1], numbers[2]
		if kept+taken > len(data) || put > len(p) {
			return "", errEdits
		}
		b.WriteString(data[:kept])
		b.Write(p[:put])
		data, p = data[kept+taken:], p[put:]
	}
	b.WriteString(data)
	return b.String(), nil
}

// trace is what a file looked like when a run had written it.
type trace struct {
	Size    int64 `json:"size"`
	ModTime int64 `json:"mod_time"` // in nanoseconds since 1970
}

// Article writes down how the bytes after, to which passes of edits of the
// text led, are turned back into c.Raw. Overwrite may be called when it
// returns without an error.
func (j *Journal) Article(c *Content, after string, passes [][]fixers.Edit) error {
	return j.write(journalEntry{
		Path: j.relative(c.Path), Before: digest(c.Raw), After: digest(after), Edits: inverse(c, after, passes),
	})
}

// inverse returns the edits that turn after back into the bytes of c.
func inverse(c *Content, after string, passes [][]fixers.Edit) packedEdits {
	if mark, ok := strings.CutSuffix(c.Raw, c.Text); ok {
		edits := fixers.Compose(len(c.Text), passes)
		text, err := fixers.Apply(c.Text, edits)
		if err == nil && mark+text == after {
			var back packedEdits
			last := -len(mark)
			for _, e := range fixers.Invert(c.Text, edits) {
				back = back.pack(last, e.Start, e.End, e.New)
				last = e.End
			}
			return back
		}
	}
	head := commonPrefix(c.Raw, after)
	tail := commonSuffix(c.Raw[head:], after[head:])
	return packedEdits(nil).pack(0, head, len(after)-tail, c.Raw[head:len(c.Raw)-tail])
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// Shard keeps the file of a shard, which is about to be written anew, and
// returns what must be called when it was. The old file is kept as a second
// name of the same bytes where the file system can, which takes no room
// beyond the old file's own.
func (j *Journal) Shard(path string) (written func() error, err error) {
	j.mu.Lock()
	j.kept++
	name := fmt.Sprintf("%04d", j.kept)
	j.mu.Unlock()
	folder := filepath.Join(j.dir, j.run)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, fmt.Errorf("keep %s: %w", path, err)
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, fmt.Errorf("keep %s: %w", path, err)
	}
	if err := linkOrCopy(target, filepath.Join(folder, name)); err != nil {
		return nil, fmt.Errorf("keep %s: %w", path, err)
	}
	if err := j.write(journalEntry{Path: j.relative(path), Kept: name}); err != nil {
		return nil, err
	}
	return func() error {
		info, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("journal: %w", err)
		}
		return j.write(journalEntry{Path: j.relative(path), Kept: name, Written: &trace{info.Size(), info.ModTime().UnixNano()}})
	}, nil
}

func linkOrCopy(from, to string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	file, stamp, err := open(from)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil { // it was opened for its stamp alone
		return err
	}
	return copyFile(stamp, to)
}

// relative returns path as the journal has it: from the folder of the corpus,
// with slashes; absolute when it lies elsewhere.
func (j *Journal) relative(path string) string { return RelativeTo(j.root, path) }

// RelativeTo returns path from the folder root, with slashes, by which the
// files of a corpus are named in its StateDir. A path outside of root is
// returned absolute.
func RelativeTo(root, path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(abs)
	}
	return filepath.ToSlash(rel)
}

// write appends an entry and waits until it is on the disk.
func (j *Journal) write(e journalEntry) error {
	if !utf8.ValidString(e.Path) {
		e.Name = []byte(e.Path)
	}
	line, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.file == nil {
		if err := j.begin(); err != nil {
			return j.failed(err)
		}
	}
	if err := j.append(line); err != nil {
		return j.failed(err)
	}
	return nil
}

// append writes a line. What was written of it when the disk was full is taken
// back, so that the next line is one of its own.
func (j *Journal) append(line []byte) error {
	n, err := j.file.Write(append(line, '\n'))
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		return errors.Join(err, j.file.Truncate(j.size))
	}
	j.size += int64(n)
	return nil
}

// failed says that the journal cannot be written, and what to do about it.
func (j *Journal) failed(err error) error {
	return fmt.Errorf("the journal, without which nothing is written in place: %w", writeError(filepath.Join(j.dir, j.run+journalSuffix), err))
}

// begin opens the journal and writes its first line.
func (j *Journal) begin() error {
	if err := os.MkdirAll(j.dir, 0o777); err != nil {
		return err
	}
	ignore := filepath.Join(j.dir, ".gitignore")
	if _, err := os.Stat(ignore); errors.Is(err, os.ErrNotExist) {
		if err := os.WriteFile(ignore, []byte("*\n"), notesMode); err != nil {
			return err
		}
	}
	if err := j.prune(); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(j.dir, j.run+journalSuffix), os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL, notesMode)
	if err != nil {
		return err
	}
	head, err := json.Marshal(journalEntry{Run: j.run, Command: j.command, Started: time.Now().Format(time.RFC3339)})
	if err != nil {
		return err
	}
	j.file = file
	return j.append(head)
}

const journalSuffix = ".jsonl"

// prune removes the oldest journals, so that with this one keptRuns are left.
func (j *Journal) prune() error {
	names, err := journalNames(j.dir)
	if err != nil {
		return err
	}
	for len(names) >= keptRuns {
		if err := errors.Join(os.RemoveAll(filepath.Join(j.dir, names[0])), os.Remove(filepath.Join(j.dir, names[0]+journalSuffix))); err != nil {
			return err
		}
		names = names[1:]
	}
	return nil
}

// journalNames returns the runs in dir, the oldest first.
func journalNames(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), journalSuffix); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names) // they begin with the time
	return names, nil
}

// Close ends the journal.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.file == nil {
		return nil
	}
	return j.file.Close()
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
