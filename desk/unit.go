package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"

	"copydesk/corpus"
)

// Unit is what a job does as a whole, or not at all: a shard, or the text files of one folder.
type Unit struct {
	Name  string        // the path of the shard, or of the folder with textsName behind it; with slashes, from its argument on
	Files []corpus.File // a shard, or text files in the order of their names
}

// textsName stands for the text files of a folder. No shard has a name without an ending.
const textsName = "texts"

// UnitName returns the name of the unit that file belongs to.
func UnitName(file corpus.File) string {
	rel := filepath.ToSlash(file.Rel)
	if corpus.IsShard(rel) {
		return rel
	}
	return path.Join(path.Dir(rel), textsName)
}

// Units gathers files, which come in the order of a walk, into units. An error of a file is
// passed on with a unit of that file alone.
func Units(files iter.Seq2[corpus.File, error]) iter.Seq2[Unit, error] {
	return func(yield func(Unit, error) bool) {
		var open []Unit // of the folders that the walk is in, the outermost first
		for file, err := range files {
			unit := Unit{Name: UnitName(file), Files: []corpus.File{file}}
			if err != nil || corpus.IsShard(file.Path) {
				if !yield(unit, err) {
					return
				}
				continue
			}
			for len(open) > 0 && !inside(open[len(open)-1].Name, unit.Name) {
				if !yield(open[len(open)-1], nil) {
					return
				}
				open = open[:len(open)-1]
			}
			if n := len(open) - 1; n >= 0 && open[n].Name == unit.Name {
				open[n].Files = append(open[n].Files, file)
			} else {
				open = append(open, unit)
			}
		}
		for len(open) > 0 {
			if !yield(open[len(open)-1], nil) {
				return
			}
			open = open[:len(open)-1]
		}
	}
}

// inside reports whether the unit called name is that of the folder of the unit outer, or of one below.
func inside(outer, name string) bool {
	folder := strings.TrimSuffix(outer, textsName)
	return strings.HasPrefix(name, folder)
}

// Sum stands for the content of a unit: the SHA-256 sum of its shard, or of the names and sums of
// its text files.
type Sum struct {
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Files  int    `json:"files"`
}

// sum returns the sum of the files of u as they lie on this machine, or below the folder under
// when that is not "". A text file that cannot be read has its error in the sum, for it costs
// itself; a shard that cannot be read is an error.
func (u *Unit) sum(under string) (Sum, error) {
	s := Sum{Files: len(u.Files)}
	h := sha256.New()
	for _, f := range u.Files {
		at := f.Path
		switch {
		case under != "":
			at = filepath.Join(under, f.Rel)
		case f.At != "":
			at = f.At
		}
		sum, err := FileSum(at)
		if err != nil && corpus.IsShard(f.Path) {
			return s, fmt.Errorf("%w; it was passed over", err)
		}
		if info, statErr := os.Stat(at); statErr == nil {
			s.Bytes += info.Size()
		}
		if corpus.IsShard(f.Path) {
			s.SHA256 = sum
			return s, nil
		}
		if err != nil {
			sum = rootCause(err).Error()
		}
		_, _ = fmt.Fprintf(h, "%q %s\n", filepath.ToSlash(f.Rel), sum) // a hash cannot fail
	}
	s.SHA256 = hex.EncodeToString(h.Sum(nil))
	return s, nil
}

// rootCause returns the error at the bottom of err, without the names of files.
func rootCause(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}
