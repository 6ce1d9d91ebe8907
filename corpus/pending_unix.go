//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package corpus

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// hold marks f as being written by this process, until it is closed or the
// process ends. A file system without locks does without the mark.
func hold(f *os.File) { _ = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// held reports whether a process is writing the file at path.
func held(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return true // not ours to touch
	}
	defer f.Close() // only looked at
	return errors.Is(unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB), unix.EWOULDBLOCK)
}

// syncFolder makes the names in a folder durable, on the file systems that can.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close() // only synced
	if err := f.Sync(); !errors.Is(err, unix.EINVAL) && !errors.Is(err, unix.ENOTSUP) {
		return err
	}
	return nil
}
