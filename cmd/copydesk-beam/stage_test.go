package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"copydesk/corpus"
	"copydesk/desk"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
)

// Files that lie on another filesystem, for which Beam's own one in memory
// stands here, come to what local ones come to, and what is done is not done again.
func TestRemoteFiles(t *testing.T) {
	dir := t.TempDir()
	makeCorpus(t, filepath.Join(dir, "in"), 15, 3)
	write(t, filepath.Join(dir, "in/cut.jsonl.gz"), []byte("\x1f\x8b\x08\x00cut"))
	write(t, filepath.Join(dir, "in/note.txt"), []byte("The harbour of  Da Nang.\n"))
	local := files(t, filepath.Join(dir, "in"))
	for name, data := range local {
		memfs.Write("memfs://corpus/"+name, []byte(data))
	}
	remote := &Job{Verb: desk.FixVerb, Inputs: []string{"memfs://corpus/*"}, Output: "memfs://result", Parallel: 2}
	first := do(t, remote)
	here := &Job{Verb: desk.FixVerb, Inputs: []string{filepath.Join(dir, "in")}, Output: filepath.Join(dir, "out"), Parallel: 2}
	do(t, here)
	want := files(t, filepath.Join(dir, "out/articles"))
	sameFiles(t, below(t, "memfs://result/articles/*"), want)
	if first.Units != 16 || first.Failed != 1 || first.Skipped != 0 {
		t.Errorf("%+v", first)
	}
	if dead := below(t, "memfs://result/dead/*"); len(dead) != 1 || !strings.Contains(dead["cut.jsonl.gz.jsonl"], "it is cut off") {
		t.Errorf("%v", dead)
	}
	if again := do(t, remote); again.Skipped != 16 || again.Units != 16 || again.Articles != first.Articles {
		t.Errorf("%+v", again)
	}
	memfs.Write("memfs://corpus/cut.jsonl.gz", []byte(local["shard-00002.jsonl.gz"]))
	if mended := do(t, remote); mended.Skipped != 16 || mended.Units != 17 || mended.Failed != 0 {
		t.Errorf("%+v", mended)
	}
	if dead := below(t, "memfs://result/dead/*"); len(dead) != 0 {
		t.Errorf("a dead letter is left: %v", dead)
	}
}

// A profile is learned and used on another filesystem as well.
func TestRemoteProfile(t *testing.T) {
	dir := t.TempDir()
	makeCorpus(t, filepath.Join(dir, "in"), 10, 3)
	for name, data := range files(t, filepath.Join(dir, "in")) {
		memfs.Write("memfs://learned/"+name, []byte(data))
	}
	do(t, &Job{Verb: desk.LearnVerb, Inputs: []string{"memfs://learned/*"}, Output: "memfs://facts", Fan: 3, Memory: 1 << 20})
	if got := below(t, "memfs://facts/*")["corpus.profile"]; !strings.HasPrefix(got, "CDPROF") {
		t.Fatalf("no profile: %d bytes", len(got))
	}
	set := corpus.PinnedSet{Name: "profile", YAML: "memfs://facts/corpus.profile", From: "--profile"}
	s := do(t, &Job{Verb: desk.CheckVerb, Inputs: []string{"memfs://learned/*"}, Output: "memfs://checked", Pinned: corpus.Pinned{Set: []corpus.PinnedSet{set}}})
	if s.Units != 10 || s.Failed != 0 {
		t.Errorf("%+v", s)
	}
}

// do runs a job in this process, whose memory is the filesystem.
func do(t *testing.T, j *Job) desk.Summary {
	t.Helper()
	p, s := beam.NewPipelineWithRoot()
	j.pipeline(s)
	check(t, beamx.Run(context.Background(), p))
	sum, err := j.summary(context.Background())
	check(t, err)
	if sum == nil {
		t.Fatal("no summary")
	}
	return *sum
}

// below returns the files in memory that match glob, by their last names.
func below(t *testing.T, glob string) map[string]string {
	t.Helper()
	fs, err := filesystem.New(context.Background(), glob)
	check(t, err)
	names, err := fs.List(context.Background(), glob)
	check(t, err)
	all := map[string]string{}
	for _, name := range names {
		data, err := filesystem.Read(context.Background(), fs, name)
		check(t, err)
		if base := name[strings.LastIndexByte(name, '/')+1:]; !strings.HasPrefix(base, ".") {
			all[base] = string(data)
		}
	}
	return all
}

// The parts of a profile merge to the same, however many are merged at once,
// and what was merged before is found again.
func TestMergeFn(t *testing.T) {
	dir := t.TempDir()
	makeCorpus(t, filepath.Join(dir, "in"), 5, 2)
	j := &Job{Verb: desk.LearnVerb, Inputs: []string{filepath.Join(dir, "in")}, Output: filepath.Join(dir, "out"), Fan: 2, Memory: 1 << 20}
	do(t, j)
	whole := read(t, j.profilePath())
	for _, fan := range []int{1, 5} {
		j.Fan = fan
		do(t, j)
		if read(t, j.profilePath()) != whole {
			t.Errorf("with %d merges the profile is another", fan)
		}
	}
	if parts, err := desk.Partials(j.Output); err != nil || len(parts) != 5 {
		t.Errorf("%d partial profiles of 5 shards, %v", len(parts), err)
	}
	var a partials
	f := &mergeFn{Job: *j}
	for r, err := range desk.AllRecords(j.Output) {
		check(t, err)
		a, err = f.AddInput(context.Background(), a, encodePart(part{r.Output.SHA256, desk.Partial(r.Unit)}))
		check(t, err)
	}
	data, err := json.Marshal(a)
	check(t, err)
	one, err := f.ExtractOutput(context.Background(), a)
	check(t, err)
	if two, err := f.ExtractOutput(context.Background(), a); err != nil || one != two || len(data) > 2000 {
		t.Errorf("%s, %s, %v", one, two, err)
	}
}
