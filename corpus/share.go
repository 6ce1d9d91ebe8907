package corpus

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// Share is one of the equal parts that the files of a corpus are dealt into,
// so that many tasks can each do their own without speaking to one another.
// The zero Share is everything.
//
// A file belongs to part number h mod Count, where h is the first 8 bytes of
// the SHA-256 sum of its path, big-endian: the path relative to the argument
// that it was found under, with slashes. So its part depends on its name and
// Count alone. It stays the same wherever the corpus is mounted, whatever other
// files come or go, and when files change their sizes while they are repaired.
type Share struct {
	Index int // from 0
	Count int // 0 for everything
}

// Has reports whether the file at the path rel is in the share.
func (s Share) Has(rel string) bool {
	if s.Count <= 1 {
		return true
	}
	sum := sha256.Sum256([]byte(filepath.ToSlash(rel)))
	return binary.BigEndian.Uint64(sum[:8])%uint64(s.Count) == uint64(s.Index)
}

// String returns the share as people write it, 1/4 for the first of four.
func (s Share) String() string { return fmt.Sprintf("%d/%d", s.Index+1, s.Count) }

// autoShare is how a share is written that the scheduler knows.
const autoShare = "auto"

// ParseShare reads a share: "3/16" for the third of sixteen, "auto" for the
// one that the environment of a scheduler's task names, "auto/16" where it
// names only which of the sixteen. getenv is that of package os.
func ParseShare(arg string, getenv func(string) string) (Share, error) {
	which, of, parted := strings.Cut(arg, "/")
	count := 0
	if parted {
		var err error
		if count, err = strconv.Atoi(of); err != nil || count < 1 {
			return Share{}, fmt.Errorf("%q: the number behind / says how many parts there are, such as 16", arg)
		}
	}
	if which == autoShare {
		return schedulerShare(count, getenv)
	}
	index, err := strconv.Atoi(which)
	if err != nil || !parted || index < 1 || index > count {
		return Share{}, fmt.Errorf("%q: want 3/16 for the third of sixteen parts, or auto, or auto/16", arg)
	}
	return Share{index - 1, count}, nil
}

// schedulers are the names of the variables by which schedulers number the
// tasks of a job from 0, and say how many there are.
var schedulers = []struct{ index, count string }{
	{"JOB_COMPLETION_INDEX", ""}, // a Kubernetes Job with completionMode: Indexed
	{"AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"},
	{"CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_COUNT"},
}

// schedulerShare returns the share that the environment names; count is 0
// when that is to tell the number of parts as well.
func schedulerShare(count int, getenv func(string) string) (Share, error) {
	if getenv("SLURM_ARRAY_TASK_ID") != "" {
		return slurmShare(count, getenv)
	}
	for _, s := range schedulers {
		if getenv(s.index) == "" {
			continue
		}
		index, err := variable(s.index, getenv)
		if err == nil && count == 0 {
			if s.count == "" {
				return Share{}, fmt.Errorf("%s does not come with the number of tasks; say it: auto/16", s.index)
			}
			count, err = variable(s.count, getenv)
		}
		if err != nil {
			return Share{}, err
		}
		return numbered(s.index, index, count)
	}
	return Share{}, errors.New("auto: no scheduler has set SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX or CLOUD_RUN_TASK_INDEX; say 3/16")
}

// slurmShare returns the share of a task of a Slurm job array. With count the
// numbers of the tasks begin at 0, since an array may be a few tasks that are
// run again. Without it the array must be whole: MIN, MIN+STEP … MAX.
func slurmShare(count int, getenv func(string) string) (Share, error) {
	id, err := variable("SLURM_ARRAY_TASK_ID", getenv)
	if err != nil {
		return Share{}, err
	}
	if count > 0 {
		return numbered("SLURM_ARRAY_TASK_ID", id, count)
	}
	values := map[string]int{"COUNT": 0, "MIN": 0, "MAX": 0, "STEP": 1}
	for name := range values {
		if name == "STEP" && getenv("SLURM_ARRAY_TASK_STEP") == "" {
			continue // older Slurms do not tell it
		}
		if values[name], err = variable("SLURM_ARRAY_TASK_"+name, getenv); err != nil {
			return Share{}, err
		}
	}
	low, step := values["MIN"], max(values["STEP"], 1)
	if (values["MAX"]-low)/step+1 != values["COUNT"] || (id-low)%step != 0 {
		return Share{}, fmt.Errorf("the job array has gaps: %d tasks from %d to %d; number the tasks from 0 and say how many parts there are: auto/16", values["COUNT"], low, values["MAX"])
	}
	return numbered("SLURM_ARRAY_TASK_ID", (id-low)/step, values["COUNT"])
}

func numbered(name string, index, count int) (Share, error) {
	if index < 0 || index >= count {
		return Share{}, fmt.Errorf("%s: there is no task %d of %d; tasks are numbered from 0", name, index, count)
	}
	return Share{index, count}, nil
}

func variable(name string, getenv func(string) string) (int, error) {
	n, err := strconv.Atoi(getenv(name))
	if err != nil {
		return 0, fmt.Errorf("%s=%q: want a number", name, getenv(name))
	}
	return n, nil
}
