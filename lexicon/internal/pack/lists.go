package pack

import (
	"fmt"
	"hash/fnv"
	"io/fs"
)

// ListsSum is a fingerprint of the word lists in folders, so that a test can tell a pack that
// is older than its lists.
func ListsSum(fsys fs.FS, dirs ...string) (uint64, error) {
	h := fnv.New64a()
	for _, dir := range dirs {
		files, err := fs.Glob(fsys, dir+"/*.txt")
		if err != nil {
			return 0, fmt.Errorf("find lists of %s: %w", dir, err)
		}
		for _, name := range files {
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				return 0, fmt.Errorf("read list: %w", err)
			}
			fmt.Fprintf(h, "%s\n%s\n", name, data)
		}
	}
	return h.Sum64(), nil
}
