package main

import (
	"fmt"
	"os"
	"strings"

	"copydesk/report"
)

// stepSummary is the variable in which GitHub names the file that a step's
// summary is appended to.
const stepSummary = "GITHUB_STEP_SUMMARY"

// openStepSummary adds the summary of the job when one of specs asks for
// GitHub's annotations and the run is one of its steps: the annotations that
// GitHub shows are few.
func (o *outputs) openStepSummary(specs []string, style report.Style) error {
	path := os.Getenv(stepSummary)
	if path == "" || !asksFor(specs, "github") {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, reportMode)
	if err != nil {
		return fmt.Errorf("open the summary of the job: %w", err)
	}
	return o.add("markdown", output{name: path, appended: f}, f, style)
}

func asksFor(specs []string, format string) bool {
	for _, s := range specs {
		if name, _, _ := strings.Cut(s, "="); name == format {
			return true
		}
	}
	return false
}
