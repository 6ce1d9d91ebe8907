package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Tests of what only a process can suffer: kills, signals, rights, full disks.

// builtDir is where the program is built for the tests, "" before it is.
var builtDir string

// built is the program as a user has it, built once for all tests.
var built = sync.OnceValues(func() (string, error) {
	var err error
	if builtDir, err = os.MkdirTemp("", "copydesk-test-*"); err != nil {
		return "", err
	}
	path := filepath.Join(builtDir, "copydesk")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", errors.New(string(out))
	}
	return path, os.Chmod(builtDir, 0o755)
})

// suite runs the tests and removes what was built for them.
type suite struct{ *testing.M }

// Run runs the tests and returns their exit status.
func (s suite) Run() int {
	cache, err := os.MkdirTemp("", "copydesk-cache-*")
	if err == nil {
		err = os.Setenv("COPYDESK_CACHE_DIR", cache) // not that of whoever runs the tests
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitFailed
	}
	defer func() { _ = errors.Join(os.RemoveAll(builtDir), os.RemoveAll(cache)) }() // they are temporary folders
	return s.M.Run()
}

// program returns the path of the built program.
func program(t testing.TB) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// result is what a process left behind.
type result struct {
	status         int
	stdout, stderr string
}

// copydesk runs the program in dir, with edit applied to the command before.
func copydesk(t testing.TB, dir string, edit func(*exec.Cmd), args ...string) result {
	t.Helper()
	cmd := exec.Command(program(t), args...)
	cmd.Dir = dir
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if edit != nil {
		edit(cmd)
	}
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return result{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// openDir returns a temporary folder that every user may enter and write to.
func openDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := errors.Join(os.Chmod(filepath.Dir(dir), 0o755), os.Chmod(dir, 0o777)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// complaint reports whether stderr has exactly one line with all of parts.
func complaint(stderr string, parts ...string) bool {
	n := 0
	for line := range strings.Lines(stderr) {
		all := true
		for _, p := range parts {
			all = all && strings.Contains(line, p)
		}
		if all {
			n++
		}
	}
	return n == 1
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
