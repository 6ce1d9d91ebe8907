//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package corpus

import "os"

// hold does nothing: an open file cannot be removed here, which is all that it is for.
func hold(*os.File) {}

// held reports that no process writes the file at path: removing it fails if one does.
func held(string) bool { return false }

// syncFolder does nothing: a rename is durable here without it.
func syncFolder(string) error { return nil }
