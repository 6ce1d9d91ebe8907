//go:build !unix

package corpus

import (
	"io/fs"
	"os"
)

// keepOwner does nothing: files here have no owner that a write changes.
func keepOwner(*os.File, fs.FileInfo) {}
