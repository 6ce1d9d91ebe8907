package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/catalogue"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	beamlog "github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// The environment in which the test binary is the program itself, and with a
// rule that panics.
const (
	asProgram = "COPYDESK_BEAM_TEST_MAIN"
	withBomb  = "COPYDESK_BEAM_TEST_BOMB"
)

func TestMain(m *testing.M) {
	if os.Getenv(withBomb) != "" {
		rulesOf = func() []*rules.Rule { return append(catalogue.All(), bomb()) }
	}
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	beamlog.LogLevel = "warn"
	beam.Init()
	m.Run()
}

// bomb is a rule that panics in articles that begin with its name.
func bomb() *rules.Rule {
	return &rules.Rule{
		Name: "spacing/bomb", Severity: rules.Error,
		Doc: rules.Doc{Summary: "x", Why: "x", Fix: "x", Best: fixers.Safe, Since: "0.1.0"},
		Run: func(p *rules.Pass) {
			if strings.HasPrefix(p.Text, "bomb") {
				panic("index out of range")
			}
		},
	}
}

// outcome is what a process left behind.
type outcome struct {
	status         int
	stdout, stderr string
}

// program runs copydesk-beam in dir.
func program(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	return runProcess(t, command(t, dir, args...))
}

func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

func runProcess(t *testing.T, cmd *exec.Cmd) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// plain is the command line of one machine, built once.
var plain = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "copydesk-beam-test-*")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "copydesk")
	cmd := exec.Command("go", "build", "-o", path, "./cmd/copydesk")
	cmd.Dir = filepath.Join("..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

// copydesk runs the command line of one machine in dir, and checks its exit status.
func copydesk(t *testing.T, dir string, want int, args ...string) {
	t.Helper()
	path, err := plain()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "COPYDESK_CACHE_DIR="+filepath.Join(dir, "cache"))
	if got := runProcess(t, cmd); got.status != want {
		t.Fatalf("copydesk %v: exit %d, %s", args, got.status, got.stderr)
	}
}

// article returns a text with defects of its own, in one of three languages.
func article(r *rand.Rand) string {
	names := []string{"Trần Thị Thu Cúc", "Alejandro Fuentes", "Lê Thanh Bình", "Márta Kovács", "Nguyễn Hữu Đạt"}
	name := names[r.IntN(len(names))]
	parts := [][]string{
		{"The harbour of  Da Nang reopened on Monday,", "said %s ,who had led the work.", "The new quay cost 27million dollars .", "Some 1,200 people came to seethe opening."},
		{"El puente tieneseis carriles y costó 310millones de dólares,la mitad en préstamos.", "Así lo dijo %s  en Hanói.", "La obra realizóuna empresa de la región .", "Llegaron 400 trabajadores delnorte."},
		{"Cầu mới dài 2,3 ki-lô-mét , nối hai bờ sông.", "Ông %s  cho biết công trình hoàn thành sớm.", "Tổng vốn đầu tư là 1.200 tỷ đồng .", "Người dân vui mừng  đón cầu mới."},
	}[r.IntN(3)]
	var b strings.Builder
	for range 1 + r.IntN(2) {
		for _, i := range r.Perm(len(parts)) {
			fmt.Fprintf(&b, strings.ReplaceAll(parts[i], "%s", "%[1]s")+" ", name)
		}
		b.WriteString("\n")
	}
	return strings.ReplaceAll(b.String(), "%!(EXTRA string="+name+")", "")
}

// row is a row of a Parquet shard.
type row struct {
	ID   string `parquet:"id"`
	Text string `parquet:"text"`
	Hits int64  `parquet:"hits"`
}

// makeCorpus writes shards of every format, and text files, below dir.
func makeCorpus(t *testing.T, dir string, shards, articles int) {
	t.Helper()
	r := rand.New(rand.NewPCG(8, 8))
	for i := range shards {
		rows := make([]row, articles)
		for n := range rows {
			rows[n] = row{fmt.Sprintf("%d-%d", i, n), article(r), int64(r.IntN(99))}
		}
		name := fmt.Sprintf("shard-%05d", i)
		switch i % 5 {
		case 0, 1:
			write(t, filepath.Join(dir, name+".jsonl"), lines(t, rows))
		case 2:
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			_, err := z.Write(lines(t, rows))
			check(t, errors.Join(err, z.Close()))
			write(t, filepath.Join(dir, name+".jsonl.gz"), b.Bytes())
		case 3:
			z, err := zstd.NewWriter(nil)
			check(t, err)
			write(t, filepath.Join(dir, name+".jsonl.zst"), z.EncodeAll(lines(t, rows), nil))
		case 4:
			var b bytes.Buffer
			check(t, parquet.Write(&b, rows))
			write(t, filepath.Join(dir, name+".parquet"), b.Bytes())
		}
	}
}

func lines(t *testing.T, rows []row) []byte {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		check(t, enc.Encode(map[string]any{"id": r.ID, "text": r.Text, "hits": r.Hits}))
	}
	return b.Bytes()
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	check(t, errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644)))
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	check(t, err)
	return string(data)
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// files returns the files below dir with what they hold, but for temporary ones.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
			rel, _ := filepath.Rel(dir, path)
			all[filepath.ToSlash(rel)] = read(t, path)
		}
		return err
	})
	if !errors.Is(err, os.ErrNotExist) {
		check(t, err)
	}
	return all
}

// sortedLines returns the lines of all files below dir, or of one file, sorted.
func sortedLines(t *testing.T, path string) []string {
	t.Helper()
	var all []string
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		all = strings.SplitAfter(read(t, path), "\n")
	} else {
		for _, data := range files(t, path) {
			all = append(all, strings.SplitAfter(data, "\n")...)
		}
	}
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	slices.Sort(all)
	return all
}

// sameFiles checks that got and want are the same, and names what is not.
func sameFiles(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s is another, of %d bytes and not %d", name, len(got[name]), len(want[name]))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is too many", name)
		}
	}
}
