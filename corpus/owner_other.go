//go:build !unix

package corpus

import (
	"io/fs"
	"os"
)

// keepOwner does nothing: files here have no owner that a write changes.
func keepOwner(*os.File, fs.FileInfo) {}

// inode returns nothing: size, time and path tell files apart here.
func inode(fs.FileInfo) string { return "" }
