package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"copydesk/lexicon/nearest"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

// Exit statuses.
const (
	exitClean    = 0 // nothing found, or nothing left
	exitFindings = 1 // findings at or above the fail level
	exitFailed   = 2 // some of the work could not be done; stderr says what and how to mend it
)

// Command is the program with its streams, so that it can be run without a process.
type Command struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Catalogue      []*rules.Rule

	failed bool // something was reported on Stderr that the job could not do
}

// errFindings makes Main return exitFindings without a message.
var errFindings = errors.New("findings")

// Main runs the program with args, of which the first is its name, and
// returns its exit status.
func (c *Command) Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	app := c.app()
	for _, verb := range app.Commands {
		verb.OnUsageError = usageError
	}
	err := app.RunContext(ctx, flagsFirst(app, args))
	switch {
	case errors.Is(err, errFindings) && !c.failed:
		return exitFindings
	case err != nil && !errors.Is(err, errFindings):
		c.complain(err)
	}
	if c.failed {
		return exitFailed
	}
	return exitClean
}

func (c *Command) app() *cli.App {
	return &cli.App{
		Name:                      "copydesk",
		Usage:                     "find and repair the defects that scraping leaves in news text",
		HideVersion:               true,
		HideHelpCommand:           true,
		DisableSliceFlagSeparator: true,
		EnableBashCompletion:      true,
		Reader:                    c.Stdin,
		Writer:                    c.Stdout,
		ErrWriter:                 c.Stderr,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              usageError,
		CommandNotFound:           nil,
		Action:                    c.unknown,
		Commands: []*cli.Command{
			c.checkVerb(), c.fixVerb(), c.diffVerb(), c.rulesVerb(), c.explainVerb(), c.traceVerb(),
			c.configVerb(), c.initVerb(), c.baselineVerb(), c.suppressVerb(), c.reviewVerb(), c.applyVerb(), c.undoVerb(), c.statsVerb(), c.learnVerb(), c.namesVerb(), c.jobVerb(), c.cleanVerb(), c.completionVerb(), c.manVerb(), c.versionVerb(),
		},
	}
}

// unknown answers a call without a verb, or with one that does not exist.
func (c *Command) unknown(ctx *cli.Context) error {
	if !ctx.Args().Present() {
		return cli.ShowAppHelp(ctx)
	}
	var verbs []string
	for _, v := range ctx.App.Commands {
		verbs = append(verbs, v.Name)
	}
	verb := ctx.Args().First()
	return fmt.Errorf("there is no verb %q%s; `copydesk help` lists them", verb, nearest.Hint(verb, verbs))
}

func usageError(ctx *cli.Context, err error, _ bool) error {
	return fmt.Errorf("%w; `copydesk %s --help` lists the flags", err, strings.TrimSpace(ctx.Command.Name))
}

// complain prints an error as one line a cause and makes the run fail.
func (c *Command) complain(err error) {
	c.failed = true
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(c.Stderr, "copydesk: %s\n", printable(strings.TrimRight(line, "\n")))
	}
}

// notice prints what the user should know and what harms nothing.
func (c *Command) notice(err error) {
	fmt.Fprintf(c.Stderr, "copydesk: %s\n", printable(err.Error()))
}

// printable takes the control characters out of a message that may hold the
// name of a file.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r >= 0x80 && r < 0xA0 {
			return '\uFFFD'
		}
		return r
	}, s)
}

// flagsFirst moves flags in front of the paths, since people write them
// behind as well. Everything behind "--" stays a path.
func flagsFirst(app *cli.App, args []string) []string {
	verbs, n := app.Commands, 1
	var verb *cli.Command
	for ; n < len(args); n++ {
		i := slices.IndexFunc(verbs, func(v *cli.Command) bool { return v.HasName(args[n]) })
		if i < 0 {
			break
		}
		verb, verbs = verbs[i], verbs[i].Subcommands
	}
	if verb == nil {
		return args
	}
	takes := valueFlags(verb)
	flags, paths := []string{}, []string{}
	for rest := args[n:]; len(rest) > 0; rest = rest[1:] {
		arg := rest[0]
		switch {
		case arg == "--":
			paths = append(paths, rest...)
			rest = rest[:1]
		case arg == "-" || !strings.HasPrefix(arg, "-"):
			paths = append(paths, arg)
		case takes[strings.TrimLeft(arg, "-")] && len(rest) > 1:
			flags = append(flags, arg, rest[1])
			rest = rest[1:]
		default:
			flags = append(flags, arg)
		}
	}
	return slices.Concat(args[:n], flags, paths)
}

// valueFlags returns the names of the flags of verb that take a value in the
// next argument.
func valueFlags(verb *cli.Command) map[string]bool {
	takes := map[string]bool{}
	for _, f := range verb.Flags {
		if _, isBool := f.(*cli.BoolFlag); !isBool {
			for _, name := range f.Names() {
				takes[name] = true
			}
		}
	}
	return takes
}
