package main

import (
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"

	"copydesk/corpus"
	"copydesk/desk"

	"go.yaml.in/yaml/v3"
)

// list is a flag that may be repeated.
type list []string

// String returns the values with commas.
func (l *list) String() string { return strings.Join(*l, ",") }

// Set adds a value.
func (l *list) Set(value string) error {
	*l = append(*l, value)
	return nil
}

// flagValues are the flags of copydesk-beam. Beam's own stand beside them in flag.CommandLine.
type flagValues struct {
	input, set    list
	output        string
	config, names string
	parallel      int
	memory        int
	fan           int
	again         bool
	exitZero      bool
	logLevel      string
	settings      map[string]*string // flags that set the configuration key of their name
	unsafe        bool
	noSignatures  bool
}

var flags = newFlags(flag.CommandLine)

// settingFlags are the flags that set the configuration key of the same name.
var settingFlags = []struct{ name, usage string }{
	{"lang", "the `LANGUAGE` of the articles, such as es; found out by article when not given"},
	{"profile", "judge by the corpus profile in `FILE` as well; learn writes it, corpus.profile in the output when not given"},
	{"select", "run these `RULES` only: names, families, globs or ALL, with commas"},
	{"extend-select", "run these `RULES` as well"},
	{"ignore", "do not run these `RULES`"},
	{"fixable", "apply the fixes of these `RULES` only"},
	{"unfixable", "apply no fixes of these `RULES`"},
	{"fail-level", "the least `SEVERITY` that makes the job fail: info, warning, error"},
}

func newFlags(fs *flag.FlagSet) *flagValues {
	f := &flagValues{settings: map[string]*string{}}
	fs.Var(&f.input, "input", "read the files that `GLOB` names, or those of a local folder; may be repeated")
	fs.StringVar(&f.output, "output", "", "write everything below `FOLDER`")
	fs.StringVar(&f.config, "config", "", "use the configuration in `FILE`; overrides are matched with paths from the input on")
	fs.StringVar(&f.names, "names", "", "use the decisions about names in `FILE`")
	fs.Var(&f.set, "set", "set a configuration `KEY=VALUE`; may be repeated")
	fs.IntVar(&f.parallel, "parallel", 0, "do `N` units at a time in each process; as many as it has cores when 0")
	fs.IntVar(&f.memory, "memory", defaultLearnMemory, "hold `MB` of counts in memory for each unit that is learned")
	fs.IntVar(&f.fan, "merge-fan", defaultFan, "merge partial profiles in `N` parts before they are made one")
	fs.BoolVar(&f.noSignatures, "no-signatures", false, "leave out of the finished profile the signatures that near-duplicates are found by")
	fs.BoolVar(&f.again, "again", false, "do again what is done")
	fs.BoolVar(&f.exitZero, "exit-zero", false, "exit with 0 even when there are findings")
	fs.StringVar(&f.logLevel, "log-level", "warn", "the least `LEVEL` of what Beam says of its own work: debug, info, warn, error")
	fs.BoolVar(&f.unsafe, "unsafe-fixes", false, "apply fixes that a person should review as well")
	for _, s := range settingFlags {
		f.settings[s.name] = fs.String(s.name, "", s.usage)
	}
	return f
}

// Defaults of learn.
const (
	defaultLearnMemory = 128 // MB
	defaultFan         = 16
)

// job makes the job that the flags ask for. All that is wrong with the
// configuration is found here, before anything runs.
func (f *flagValues) job(verb desk.Verb) (*Job, error) {
	if len(f.input) == 0 || f.output == "" {
		return nil, errors.New("--input and --output are needed")
	}
	j := &Job{
		Run: rand.Text(), Verb: verb, Inputs: f.input, Output: strings.TrimSuffix(f.output, "/"), Parallel: f.parallel,
		Memory: f.memory << 20, Fan: max(f.fan, 1), Again: f.again, ExitZero: f.exitZero, NoSignatures: f.noSignatures, Profile: *f.settings["profile"],
	}
	loader := corpus.NewLoader(desk.RuleKeys(rulesOf()))
	if err := f.put(loader, verb); err != nil {
		return nil, err
	}
	pinned, err := loader.Pin(f.config)
	if err != nil {
		return nil, err
	}
	j.Pinned = *pinned
	if f.names != "" {
		if j.Names, err = os.ReadFile(f.names); err != nil {
			return nil, fmt.Errorf("--names: %w", err)
		}
	}
	return j, j.validate()
}

// put sets the values of the flags in l.
func (f *flagValues) put(l *corpus.Loader, verb desk.Verb) error {
	for _, arg := range f.set {
		name, setting, err := corpus.ParseSet(arg, l.Keys())
		if err != nil {
			return err
		}
		l.Set[name] = setting
	}
	values := map[string]any{}
	for name, value := range f.settings {
		switch {
		case *value == "" || name == "profile" && verb == desk.LearnVerb:
		case name == "lang" || name == "profile" || name == "fail-level":
			values[name] = *value
		default:
			values[name] = strings.Split(*value, ",")
		}
	}
	if f.unsafe {
		values["unsafe-fixes"] = true
	}
	for name, value := range values {
		var node yaml.Node
		if err := node.Encode(value); err != nil {
			return fmt.Errorf("--%s: %w", name, err)
		}
		l.Set[name] = corpus.Setting{Node: &node, From: "--" + name}
	}
	return nil
}

// validate finds what is wrong with the configuration of j.
func (j *Job) validate() error {
	d, err := j.desk()
	if err != nil {
		return err
	}
	d.LocalProfile = func(string) (string, error) { return "", nil } // it may lie where only workers can read it
	_, err = d.Setup("any", true)
	return err
}

// parallel returns how many units a process does at a time.
func (j *Job) parallel() int {
	if j.Parallel > 0 {
		return j.Parallel
	}
	return runtime.GOMAXPROCS(0)
}
