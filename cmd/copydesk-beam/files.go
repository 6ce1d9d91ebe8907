package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"copydesk/corpus"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// cutFolder returns the path of name below folder, and whether it lies there.
func cutFolder(name, folder string) (string, bool) { return strings.CutPrefix(name, folder+"/") }

// download copies the file at from, on whatever filesystem, to the local file to.
func download(ctx context.Context, from, to string) error {
	fs, err := filesystem.New(ctx, from)
	if err != nil {
		return err
	}
	defer func() { _ = fs.Close() }() // nothing was written by it
	r, err := fs.OpenRead(ctx, from)
	if err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	defer func() { _ = r.Close() }() // only read from
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	w, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	if err = errors.Join(err, w.Close()); err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	return nil
}

// upload copies the local file from to the file at to, on whatever filesystem:
// under a temporary name first, so that to is never half a file.
func upload(ctx context.Context, from, to string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close() // only read from
	return put(ctx, to, func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return err
	})
}

// put makes the file at path of what write writes, whole or not at all.
func put(ctx context.Context, target string, write func(io.Writer) error) error {
	fs, err := filesystem.New(ctx, target)
	if err != nil {
		return err
	}
	defer func() { _ = fs.Close() }() // nothing was written by it
	if isLocal(target) {
		return putLocal(target, write)
	}
	temporary := target[:strings.LastIndexByte(target, '/')+1] + ".copydesk-" + rand.Text() + ".tmp"
	w, err := fs.OpenWrite(ctx, temporary)
	if err != nil {
		return fmt.Errorf("write %s: %w", target, err)
	}
	err = write(w)
	if err = errors.Join(err, w.Close()); err == nil {
		err = filesystem.Rename(ctx, fs, temporary, target)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", target, errors.Join(err, forget(ctx, temporary)))
	}
	return nil
}

func putLocal(target string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return err
	}
	p, err := corpus.NewPending(target, 0o644)
	if err != nil {
		return err
	}
	defer p.Discard()
	if err := write(p); err != nil {
		return fmt.Errorf("write %s: %w", target, err)
	}
	return p.Commit()
}

// forget removes the file at path, if it is there.
func forget(ctx context.Context, path string) error {
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return err
	}
	defer func() { _ = fs.Close() }() // nothing was written by it
	if _, err := fs.Size(ctx, path); err != nil {
		return nil // there is none
	}
	remover, ok := fs.(filesystem.Remover)
	if !ok {
		return fmt.Errorf("%s: nothing can be removed from this filesystem", path)
	}
	return remover.Remove(ctx, path)
}

// copies are the local copies of remote files that all units need, such as the profile.
var copies struct {
	sync.Mutex
	of map[string]string
}

// localCopy returns a local path of the file at path, which is fetched once in a process.
func localCopy(path string) (string, error) {
	if isLocal(path) {
		return path, nil
	}
	copies.Lock()
	defer copies.Unlock()
	if to, ok := copies.of[path]; ok {
		return to, nil
	}
	dir, err := os.MkdirTemp("", "copydesk-beam-*")
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(path))
	to := filepath.Join(dir, hex.EncodeToString(sum[:8]))
	if err := download(context.Background(), path, to); err != nil {
		return "", err
	}
	if copies.of == nil {
		copies.of = map[string]string{}
	}
	copies.of[path] = to
	return to, nil
}
