package corpus

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestParseShare(t *testing.T) {
	slurm := func(id, low, high, count, step string) map[string]string {
		return map[string]string{
			"SLURM_ARRAY_TASK_ID": id, "SLURM_ARRAY_TASK_MIN": low, "SLURM_ARRAY_TASK_MAX": high,
			"SLURM_ARRAY_TASK_COUNT": count, "SLURM_ARRAY_TASK_STEP": step,
		}
	}
	for _, c := range []struct {
		arg  string
		env  map[string]string
		want string // the share, or a part of the error
	}{
		{"1/1", nil, "1/1"},
		{"3/16", nil, "3/16"},
		{"16/16", nil, "16/16"},
		{"0/16", nil, "third of sixteen"},
		{"17/16", nil, "third of sixteen"},
		{"3", nil, "third of sixteen"},
		{"x/16", nil, "third of sixteen"},
		{"3/x", nil, "how many parts"},
		{"3/0", nil, "how many parts"},
		{"auto", nil, "no scheduler"},
		{"auto", slurm("0", "0", "15", "16", "1"), "1/16"},
		{"auto", slurm("16", "1", "16", "16", "1"), "16/16"},
		{"auto", slurm("8", "4", "12", "3", "4"), "2/3"},
		{"auto", slurm("8", "4", "12", "3", ""), "gaps"},
		{"auto", slurm("7", "3", "7", "2", "1"), "gaps"},
		{"auto/16", slurm("7", "3", "7", "2", "1"), "8/16"},
		{"auto/16", slurm("16", "1", "16", "16", "1"), "no task 16 of 16"},
		{"auto", slurm("x", "1", "16", "16", "1"), "want a number"},
		{"auto", slurm("3", "1", "", "16", "1"), "SLURM_ARRAY_TASK_MAX"},
		{"auto", map[string]string{"JOB_COMPLETION_INDEX": "3"}, "auto/16"},
		{"auto/4", map[string]string{"JOB_COMPLETION_INDEX": "3"}, "4/4"},
		{"auto/3", map[string]string{"JOB_COMPLETION_INDEX": "3"}, "no task 3 of 3"},
		{"auto", map[string]string{"AWS_BATCH_JOB_ARRAY_INDEX": "2", "AWS_BATCH_JOB_ARRAY_SIZE": "5"}, "3/5"},
		{"auto", map[string]string{"CLOUD_RUN_TASK_INDEX": "0", "CLOUD_RUN_TASK_COUNT": "9"}, "1/9"},
	} {
		s, err := ParseShare(c.arg, func(name string) string { return c.env[name] })
		if got := s.String(); err == nil && got != c.want || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("ParseShare(%q) with %v: %s, %v; want %q", c.arg, c.env, got, err, c.want)
		}
	}
}

// The assignment is a promise: a job may be finished by a later version.
func TestShareIsStable(t *testing.T) {
	for rel, want := range map[string]int{"a.jsonl": 4, "2024/05/shard-00001.jsonl.zst": 3, "tin tức/bài.txt": 1} {
		for i := range 5 {
			if got := (Share{i, 5}).Has(rel); got != (i == want) {
				t.Errorf("share %d of 5 has %s: %v", i, rel, got)
			}
		}
	}
}

// Every file is in exactly one share, wherever the corpus lies, and no share
// is much larger than another.
func TestSharesPartTheCorpus(t *testing.T) {
	const files, count = 400, 8
	walk := func(root string, share Share) []string {
		w := Walker{Configs: NewLoader(nil), Share: share}
		var list []string
		for f, err := range w.Walk(context.Background(), []string{root}) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, f.Rel)
		}
		return list
	}
	here, there := t.TempDir(), filepath.Join(t.TempDir(), "mnt", "corpus")
	for i := range files {
		for _, root := range []string{here, there} {
			path := filepath.Join(root, fmt.Sprintf("%d/shard-%05d.jsonl", i%7, i))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	seen := map[string]int{}
	for i := range count {
		list := walk(here, Share{i, count})
		if !slices.Equal(list, walk(there, Share{i, count})) {
			t.Errorf("share %d is another when the corpus is mounted elsewhere", i)
		}
		if n := len(list); n < files/count/2 || n > files/count*2 {
			t.Errorf("share %d has %d of %d files", i, n, files)
		}
		for _, rel := range list {
			seen[rel]++
		}
	}
	if len(seen) != files || slices.Max(slices.Collect(maps.Values(seen))) != 1 {
		t.Errorf("%d of %d files are in a share, some in %d", len(seen), files, slices.Max(slices.Collect(maps.Values(seen))))
	}
}
