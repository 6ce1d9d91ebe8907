package main

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
)

// The size of the corpus that is done both ways.
const (
	sameShards   = 300
	sameArticles = 2 // of a shard
)

// On Beam a corpus comes to what it comes to on one machine, byte for byte:
// whatever the number of workers and the order in which shards are done.
func TestSameAsOneMachine(t *testing.T) {
	dir := t.TempDir()
	makeCorpus(t, filepath.Join(dir, "in"), sameShards, sameArticles)
	r := rand.New(rand.NewPCG(3, 3))
	for i := range 40 {
		write(t, filepath.Join(dir, fmt.Sprintf("in/texts/%d/%02d.txt", i%7, i)), []byte(article(r)))
	}
	write(t, filepath.Join(dir, "in/.copydesk.yml"), []byte("fail-level: error\noverrides:\n  - files: ['shard-0000*']\n    ignore: [spacing/fused-word]\n"))

	copydesk(t, dir, exitClean, "learn", "--profile", "plain.profile", "in")
	copydesk(t, dir, exitClean, "check", "--profile", "plain.profile", "--output", "json-lines=check.jsonl", "in")
	copydesk(t, dir, exitClean, "fix", "--profile", "plain.profile", "--output-dir", "fixed", "--output", "json-lines=fix.jsonl", "in")
	want, checked, left := files(t, filepath.Join(dir, "fixed")), sortedLines(t, filepath.Join(dir, "check.jsonl")), sortedLines(t, filepath.Join(dir, "fix.jsonl"))
	if len(want) != sameShards+40 || len(checked) < sameShards || len(left) == 0 {
		t.Fatalf("%d files, %d findings, %d left: this test proves nothing", len(want), len(checked), len(left))
	}
	for _, workers := range []string{"1", "2"} {
		out := "out" + workers
		common := []string{"--input", "in", "--config", "in/.copydesk.yml", "--parallel", workers, "--output"}
		done(t, program(t, dir, slices.Concat([]string{"learn"}, common, []string{out + "/learn"})...))
		if read(t, filepath.Join(dir, out, "learn/corpus.profile")) != read(t, filepath.Join(dir, "plain.profile")) {
			t.Errorf("%s workers: the profile is another", workers)
		}
		profile := []string{"--profile", out + "/learn/corpus.profile"}
		if workers == "2" {
			done(t, program(t, dir, slices.Concat([]string{"check"}, profile, common, []string{out + "/check"})...))
			sameLines(t, sortedLines(t, filepath.Join(dir, out, "check/findings")), checked)
		}
		done(t, program(t, dir, slices.Concat([]string{"fix"}, profile, common, []string{out + "/fix"})...))
		sameLines(t, sortedLines(t, filepath.Join(dir, out, "fix/findings")), left)
		sameFiles(t, files(t, filepath.Join(dir, out, "fix/articles")), want)
	}
	t.Logf("%d files, %d findings, %d left after repair, profile of %d bytes: the same", len(want), len(checked), len(left), len(read(t, filepath.Join(dir, "plain.profile"))))
	shuffled(t, dir, want, left)
}

// shuffled does the shards in another order.
func shuffled(t *testing.T, dir string, want map[string]string, left []string) {
	t.Helper()
	shards, err := filepath.Glob(filepath.Join(dir, "in/shard-*"))
	check(t, err)
	r := rand.New(rand.NewPCG(5, 5))
	r.Shuffle(len(shards), func(i, j int) { shards[i], shards[j] = shards[j], shards[i] })
	common := []string{"--config", "in/.copydesk.yml", "--parallel", "2"}
	for _, path := range shards {
		rel, err := filepath.Rel(dir, path)
		check(t, err)
		common = append(common, "--input", rel)
	}
	done(t, program(t, dir, slices.Concat([]string{"learn"}, common, []string{"--output", "shuffled/learn", "--input", "in/texts", "--merge-fan", "3"})...))
	// The text files lie below another folder here, and so have other names in the output.
	done(t, program(t, dir, slices.Concat([]string{"fix"}, common, []string{"--output", "shuffled/fix", "--profile", "plain.profile"})...))
	onlyShards := map[string]string{}
	for name, data := range want {
		if filepath.Dir(name) == "." {
			onlyShards[name] = data
		}
	}
	sameFiles(t, files(t, filepath.Join(dir, "shuffled/fix/articles")), onlyShards)
	if read(t, filepath.Join(dir, "shuffled/learn/corpus.profile")) != read(t, filepath.Join(dir, "plain.profile")) {
		t.Error("in another order the profile is another")
	}
	if got := sortedLines(t, filepath.Join(dir, "shuffled/fix/findings")); len(got) > len(left) || len(got) == 0 {
		t.Errorf("%d findings of %d", len(got), len(left))
	}
}

func done(t *testing.T, o outcome) {
	t.Helper()
	if o.status != exitClean {
		t.Fatalf("exit %d: %s%s", o.status, o.stdout, o.stderr)
	}
}

func sameLines(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%d lines, want %d", len(got), len(want))
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("line %d: %s want %s", i, got[i], want[i])
			}
		}
	}
}
