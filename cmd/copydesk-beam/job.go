package main

import (
	"os"
	"strings"

	"copydesk/corpus"
	"copydesk/desk"
	"copydesk/lexicon/names"
	"copydesk/rules/catalogue"
)

// rulesOf returns the rules that jobs run. Tests put worse ones in.
var rulesOf = catalogue.All

// version is that of copydesk, for configurations that ask for one. A release
// build sets it with -ldflags -X.
var version = "0.1.0"

// Job is all that the workers of a job must know. It travels with the
// pipeline, as JSON.
type Job struct {
	Run      string // names this run of the job
	Verb     desk.Verb
	Inputs   []string
	Output   string        // a folder, without a slash at its end
	Pinned   corpus.Pinned // the configuration
	Names    []byte        // the names file
	Profile  string        // that learn writes; "" for the usual place
	Parallel int           // units that a process does at a time; 0 for its cores
	Memory   int           // bytes of counts for each unit that is learned
	Fan      int           // parts that partial profiles are merged in
	Again    bool          // do again what is done
	ExitZero bool

	NoSignatures bool // in the finished profile
}

// Names below the output.
const (
	articlesDir = "articles"
	summaryName = "summary.json"
	profileName = "corpus.profile"
)

func (j *Job) summaryPath() string { return j.Output + "/" + summaryName }

// profilePath is where learn writes the finished profile.
func (j *Job) profilePath() string {
	if j.Profile != "" {
		return j.Profile
	}
	return j.Output + "/" + profileName
}

// desk returns what articles are judged by, but for an Identity.
func (j *Job) desk() (*desk.Desk, error) {
	all := rulesOf()
	d := &desk.Desk{Catalogue: all, Version: version, Configs: corpus.NewLoader(desk.RuleKeys(all)), Learning: j.Verb == desk.LearnVerb}
	if err := d.Configs.Use(&j.Pinned); err != nil {
		return nil, err
	}
	if len(j.Names) == 0 {
		return d, nil
	}
	var err error
	d.Names, err = names.Parse(string(j.Names))
	return d, err
}

// identity returns what stands for the program and the names file.
func (j *Job) identity() (*desk.Identity, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	program, err := desk.FileSum(path)
	if err != nil {
		return nil, err
	}
	return &desk.Identity{Program: program, Corpus: string(j.Names), FileID: desk.FileSum}, nil
}

// isLocal reports whether path names a file of the machine's own filesystem.
func isLocal(path string) bool { return !strings.Contains(path, "://") }
