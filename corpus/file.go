package corpus

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"copydesk/article"

	"github.com/google/renameio/v2"
)

// Errors for files that are left alone.
var (
	ErrBinary  = errors.New("holds NUL bytes: this is no text")
	ErrChanged = errors.New("was changed by someone else since it was read; nothing was written")
	ErrTooLong = errors.New("is longer than copydesk can take in one article")
)

// MaxArticle is the longest article that is read, in bytes. Positions would
// fit four times as much; beyond this a file is no article but a mistake.
const MaxArticle = 512 << 20

// Content is a file that was read, with what is needed to write it back.
type Content struct {
	File
	Text string

	mode    os.FileMode
	size    int64
	modTime time.Time
}

// Read reads the article file f, or stdin when f stands for it. The error
// wraps ErrBinary, ErrTooLong, ErrChanged or that of the system. A file that
// changes while it is read is read again, once.
func Read(f File, stdin io.Reader) (*Content, error) {
	if f.Stdin {
		return fromReader(f, stdin)
	}
	c, err := fromDisk(f)
	if errors.Is(err, ErrChanged) {
		c, err = fromDisk(f)
	}
	return c, err
}

func fromDisk(f File) (*Content, error) {
	file, err := os.Open(f.Path)
	if err != nil {
		return nil, fmt.Errorf("%w; the article was passed over", err)
	}
	defer file.Close() // only read from
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: is no regular file", f.Path)
	}
	c, err := fromReader(f, file)
	if err != nil {
		return nil, err
	}
	c.mode, c.size, c.modTime = info.Mode(), info.Size(), info.ModTime()
	if int64(len(c.Text)) != c.size || c.changed() {
		return nil, fmt.Errorf("%s: %w", f.Path, ErrChanged)
	}
	return c, nil
}

func fromReader(f File, r io.Reader) (*Content, error) {
	var text strings.Builder
	n, err := io.Copy(&text, io.LimitReader(r, MaxArticle+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", f.Path, err)
	case n > MaxArticle:
		return nil, fmt.Errorf("%s: %w: more than %d MiB", f.Path, ErrTooLong, MaxArticle>>20)
	case strings.IndexByte(text.String(), 0) >= 0:
		return nil, fmt.Errorf("%s: %w; if it is UTF-16, convert it to UTF-8 first", f.Path, ErrBinary)
	}
	return &Content{File: f, Text: text.String(), mode: 0o666}, nil
}

// changed reports whether the file on disk is another than the one that was read.
func (c *Content) changed() bool {
	info, err := os.Stat(c.Path)
	return err != nil || info.Size() != c.size || !info.ModTime().Equal(c.modTime)
}

// Input returns the article for parsing, with what config declares of it.
func (c *Content) Input(config *Config) article.Input {
	return article.Input{Name: c.Path, Lang: config.Lang, Text: c.Text, Meta: article.Meta{Source: config.Source}}
}

// Overwrite puts text in the place of the file that c was read from, at once
// and for good: readers see the old file or the new one, whole, whatever
// happens. Mode, owner (where the system permits) and a symbolic link to the
// file stay. The error wraps ErrChanged when the file is not the one that was read.
func (c *Content) Overwrite(text string) error {
	target, err := filepath.EvalSymlinks(c.Path)
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	t, err := renameio.NewPendingFile(target, renameio.WithTempDir(filepath.Dir(target)), renameio.WithStaticPermissions(c.mode.Perm()))
	if err != nil {
		return fmt.Errorf("write: %w; the folder must be writable", err)
	}
	defer t.Cleanup()
	if _, err := io.WriteString(t, text); err != nil {
		return fmt.Errorf("write %s: %w", c.Path, err)
	}
	keepOwner(t.File, target)
	if c.changed() {
		return fmt.Errorf("%s: %w", c.Path, ErrChanged)
	}
	if err := t.CloseAtomicallyReplace(); err != nil {
		return fmt.Errorf("write %s: %w", c.Path, err)
	}
	return nil
}

// WriteUnder writes text as the file of c below the folder dir, with its mode, in the same way.
func WriteUnder(dir string, c *Content, text string) error {
	path := filepath.Join(dir, c.Rel)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := renameio.WriteFile(path, []byte(text), c.mode.Perm(), renameio.WithTempDir(filepath.Dir(path))); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
