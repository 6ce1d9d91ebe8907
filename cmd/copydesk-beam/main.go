// Command copydesk-beam checks, repairs and learns corpora of any size on Apache Beam: the same
// rules, configuration and results as copydesk, on whatever Beam runs on.
//
//	go run . fix --input 'shards/*.jsonl.zst' --output out/
//
// Without flags of Beam it runs on this machine, by the runner that is a part of the program
// (Prism), with no network and no container.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"copydesk/desk"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3" // the other filesystems come with beamx
)

// Exit statuses, those of copydesk.
const (
	exitClean    = 0
	exitFindings = 1
	exitFailed   = 2
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// verbs are what the first argument may be.
var verbs = []desk.Verb{desk.CheckVerb, desk.FixVerb, desk.LearnVerb}

// run runs the program with args, without its name, and returns its exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	status, err := try(ctx, args, stdout)
	if err != nil {
		fmt.Fprintln(stderr, "copydesk-beam:", err)
		return exitFailed
	}
	return status
}

func try(ctx context.Context, args []string, stdout io.Writer) (int, error) {
	var verb desk.Verb
	if len(args) > 0 && slices.Contains(verbs, desk.Verb(args[0])) {
		verb, args = desk.Verb(args[0]), args[1:]
	}
	if err := flag.CommandLine.Parse(args); err != nil {
		return 0, err
	}
	log.LogLevel = flags.logLevel
	beam.Init() // a worker that a runner has started stays here
	if verb == "" || flag.NArg() > 0 {
		return 0, errors.New("want copydesk-beam check|fix|learn --input GLOB --output FOLDER; copydesk-beam --help lists the flags")
	}
	job, err := flags.job(verb)
	if err != nil {
		return 0, err
	}
	p, s := beam.NewPipelineWithRoot()
	job.pipeline(s)
	if err := beamx.Run(ctx, p); err != nil {
		return 0, err
	}
	sum, err := job.summary(ctx)
	if err != nil {
		return 0, err
	}
	if sum == nil { // --async, --dry_run
		fmt.Fprintf(stdout, "The job was handed over; it will write %s.\n", job.summaryPath())
		return exitClean, nil
	}
	return job.verdict(sum, stdout), nil
}

// verdict prints what the job came to and returns the exit status.
func (j *Job) verdict(s *desk.Summary, stdout io.Writer) int {
	fmt.Fprintf(stdout, "%d units done (%d before), %d failed.\n", s.Units, s.Skipped, s.Failed)
	fmt.Fprintf(stdout, "%d articles, %d defects, %d fixed, %d left; %d dead letters. See %s.\n", s.Articles, s.Found, s.Fixed, s.Left, s.Dead, j.Output)
	switch {
	case s.Failed > 0 || s.Dead > 0:
		return exitFailed
	case s.Failing && j.Verb == desk.CheckVerb && !j.ExitZero, s.Failing && j.Verb == desk.FixVerb && !j.ExitZero:
		return exitFindings
	}
	return exitClean
}
