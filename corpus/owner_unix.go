//go:build unix

package corpus

import (
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// keepOwner gives f the owner of the file that info is of, as far as the
// system permits it: only the superuser may give a file away.
func keepOwner(f *os.File, info fs.FileInfo) {
	if st, ok := info.Sys().(*syscall.Stat_t); ok && (int(st.Uid) != os.Getuid() || int(st.Gid) != os.Getgid()) {
		_ = f.Chown(int(st.Uid), int(st.Gid)) // best effort: the content matters more
	}
}

// inode returns what tells the file of info from others of its name.
func inode(info fs.FileInfo) string {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return strconv.FormatUint(st.Ino, 10)
	}
	return ""
}
