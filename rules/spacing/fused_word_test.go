package spacing

import (
	"testing"

	"copydesk/rules/rulestest"
)

func TestFusedWordExamples(t *testing.T) { rulestest.Examples(t, FusedWord) }

func TestSplitWordExamples(t *testing.T) { rulestest.Examples(t, SplitWord) }
