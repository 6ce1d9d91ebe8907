package main

import (
	"os"
	"path/filepath"
	"testing"

	"copydesk/rules/catalogue"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run the program as `copydesk`, in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){
		"copydesk": func() {
			c := Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Catalogue: catalogue.All()}
			os.Exit(c.Main(os.Args)) //nolint:forbidigo // this is the main of the process that a script starts
		},
	})
}

// TestScripts runs testdata/script/*.txt: one file a verb or a feature, each
// reads like a session at a terminal.
func TestScripts(t *testing.T) {
	t.Parallel()
	project, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PROJECT", project)
			env.Setenv("NO_COLOR", "1")
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			return nil
		},
	})
}
