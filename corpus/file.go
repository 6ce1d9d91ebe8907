package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"copydesk/article"
	"copydesk/fixers"
)

// Errors for files that are left alone.
var (
	ErrBinary  = errors.New("holds NUL bytes: this is no text")
	ErrChanged = errors.New("was changed by someone else since it was read; nothing was written; run again")
	ErrGone    = errors.New("was removed by someone else since it was read; nothing was written")
	ErrTooLong = errors.New("is longer than copydesk can take in one article")
)

// MaxArticle is the longest article that is read, in bytes. It is twenty times
// the length of a long novel: beyond this a file is no article but a mistake,
// and to check it would take gigabytes of memory.
const MaxArticle = 64 << 20

// stamp is what tells a file from the one that stood at its path before.
type stamp struct {
	path string
	info fs.FileInfo
}

// check returns an error that wraps ErrChanged or ErrGone when the file is
// another than it was, in itself, its size or the time it was last written.
func (s stamp) check() error {
	now, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", s.path, ErrGone)
	case err != nil:
		return err
	case now.Size() != s.info.Size() || !now.ModTime().Equal(s.info.ModTime()) || !os.SameFile(now, s.info):
		return fmt.Errorf("%s: %w", s.path, ErrChanged)
	}
	return nil
}

// replace puts what write writes in the place of the file: at once and for
// good, with its mode, its owner where the system permits, and a symbolic link
// to it kept. Nothing happens when the file is no longer the one that was read.
func (s stamp) replace(write func(io.Writer) error) error {
	p, err := s.pending()
	if err != nil {
		return err
	}
	defer p.Discard()
	if err := write(p); err != nil {
		return writeError(s.path, err)
	}
	return s.commit(p)
}

// pending opens a file that is to take the place of the one that was read.
func (s stamp) pending() (*Pending, error) {
	if err := s.check(); err != nil {
		return nil, err // before anything is written in vain
	}
	target, err := filepath.EvalSymlinks(s.path)
	if err != nil {
		return nil, writeError(s.path, err)
	}
	p, err := NewPending(target, s.info.Mode())
	if err == nil {
		keepOwner(p.File, s.info)
	}
	return p, err
}

// commit puts p in place, unless the file has changed meanwhile.
func (s stamp) commit(p *Pending) error {
	if err := s.check(); err != nil {
		return err
	}
	return p.Commit()
}

// open opens the file for reading and stamps it. Only regular files are
// read, and none is waited for: a pipe would wait for a writer for ever.
func open(path string) (*os.File, stamp, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		if info, unknown := os.Stat(path); unknown == nil && !info.Mode().IsRegular() { // a socket cannot be opened
			return nil, stamp{}, irregular(path)
		}
		return nil, stamp{}, fmt.Errorf("%w; it was passed over", err)
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, stamp{}, errors.Join(fmt.Errorf("read %s: %w", path, err), file.Close())
	case !info.Mode().IsRegular():
		return nil, stamp{}, errors.Join(irregular(path), file.Close())
	}
	return file, stamp{path, info}, nil
}

func irregular(path string) error {
	return fmt.Errorf("%s: is no regular file; read it as the standard input: `copydesk check - < FILE`", path)
}

// Content is a text file that was read, with what is needed to write it back.
type Content struct {
	File
	Text     string    // the article, in UTF-8, without a byte-order mark
	Raw      string    // the bytes of the file; the same string as Text when it is UTF-8
	Encoding *Encoding // that of the file

	stamp stamp
}

// Read reads the text file f, or stdin when f stands for it. The error wraps
// ErrBinary, ErrEncoding, ErrTooLong, ErrChanged, ErrGone or that of the
// system. A file that changes while it is read is read again, once.
func Read(f File, stdin io.Reader) (*Content, error) {
	if f.Stdin {
		return fromReader(f, stdin, 0)
	}
	c, err := fromDisk(f)
	if errors.Is(err, ErrChanged) {
		c, err = fromDisk(f)
	}
	return c, err
}

func fromDisk(f File) (*Content, error) {
	file, stamp, err := open(f.at())
	if err != nil {
		return nil, err
	}
	defer file.Close() // only read from
	var text io.Reader = file
	if size := stamp.info.Size(); size > 0 { // some files of the system say they have none
		text = io.LimitReader(file, size) // knows the end without asking
	}
	c, err := fromReader(f, text, stamp.info.Size())
	if err != nil {
		if changed := stamp.check(); changed != nil {
			return nil, changed // the cause of the error
		}
		return nil, err
	}
	c.stamp = stamp
	if int64(len(c.Raw)) != stamp.info.Size() {
		return nil, fmt.Errorf("%s: %w", f.Path, ErrChanged)
	}
	return c, stamp.check()
}

// fromReader reads all of r, which has about size bytes.
func fromReader(f File, r io.Reader, size int64) (*Content, error) {
	if size > MaxArticle {
		return nil, tooLong(f)
	}
	data := make([]byte, 0, size+1) // one more, to meet the end without growing
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case len(data) > MaxArticle:
			return nil, tooLong(f)
		case errors.Is(err, io.EOF):
			return decoded(f, string(data))
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", f.Path, err)
		case len(data) == cap(data):
			data = append(data, 0)[:len(data)]
		}
	}
}

func tooLong(f File) error {
	return fmt.Errorf("%s: %w: more than %d MiB; split it, or make a record of each article", f.Path, ErrTooLong, MaxArticle>>20)
}

func decoded(f File, raw string) (*Content, error) {
	text, encoding, err := Decode(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Path, err)
	}
	return &Content{File: f, Text: text, Raw: raw, Encoding: encoding}, nil
}

// Input returns the article for parsing, with what config declares of it.
func (c *Content) Input(config *Config) article.Input {
	return article.Input{Name: c.Path, Lang: config.Lang, Text: c.Text, Meta: article.Meta{Source: config.Source}}
}

// Rewrite returns the bytes of the file with the text after, to which passes
// of edits led: in the encoding of the file, or in UTF-8 when config says so.
func (c *Content) Rewrite(config *Config, after string, passes [][]fixers.Edit) (string, error) {
	if config.Encoding == EncodingUTF8 {
		return strings.TrimPrefix(after, "\uFEFF"), nil
	}
	raw, err := c.Encoding.Rewrite(c.Raw, after, passes)
	if err != nil {
		return "", fmt.Errorf("write %s: %w; the file stays as it was", c.Path, err)
	}
	return raw, nil
}

// Repaired returns the bytes that the file is to have once its text is after, as Rewrite does.
// They are those of the file when nothing is to change.
func (c *Content) Repaired(config *Config, after string, passes [][]fixers.Edit) (string, error) {
	if after == c.Text && config.Encoding == EncodingKeep {
		return c.Raw, nil
	}
	return c.Rewrite(config, after, passes)
}

// Overwrite puts raw in the place of the file that c was read from, at once
// and for good: readers see the old file or the new one, whole, whatever
// happens. Mode, owner (where the system permits) and a symbolic link to the
// file stay. The error wraps ErrChanged or ErrGone when the file is not the
// one that was read.
func (c *Content) Overwrite(raw string) error {
	return c.stamp.replace(func(w io.Writer) error {
		_, err := io.WriteString(w, raw)
		return err
	})
}

// newFileMode is the mode of a file whose original has none: the standard input.
const newFileMode = 0o644

// WriteUnder writes raw as the file of c below the folder dir, with its mode, in the same way.
func WriteUnder(dir string, c *Content, raw string) error {
	mode := fs.FileMode(newFileMode)
	if c.stamp.info != nil {
		mode = c.stamp.info.Mode()
	}
	return WriteFile(filepath.Join(dir, c.Rel), []byte(raw), mode)
}
