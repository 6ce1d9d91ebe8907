package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"copydesk/lexicon"

	"github.com/urfave/cli/v2"
)

// Version is the version of copydesk. A release build sets it with -ldflags -X.
var Version = "0.1.0"

func (c *Command) versionVerb() *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "print the version",
		Flags: []cli.Flag{&cli.BoolFlag{Name: "licenses", Aliases: []string{"licences"}, Usage: "print the licences of the embedded language data"}},
		Action: func(ctx *cli.Context) error {
			if ctx.Bool("licenses") {
				_, err := fmt.Fprint(c.Stdout, lexicon.Licences())
				return err
			}
			_, err := fmt.Fprintf(c.Stdout, "copydesk %s %s %s/%s %s\n", Version, revision(), runtime.GOOS, runtime.GOARCH, runtime.Version())
			return err
		},
	}
}

// revision returns the commit that the program was built from, as far as the
// build knows it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown revision)"
	}
	var commit, dirty string
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+dirty"
		}
	}
	return "(" + cmp.Or(commit, "no revision") + dirty + ")"
}
