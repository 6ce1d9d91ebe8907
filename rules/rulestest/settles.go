package rulestest

import (
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// Settles checks that at each level no rule of w fails on in, that every fix
// keeps what it promises, that fixing comes to an end, and that fixing what
// came out changes nothing. It is the body of fuzz tests.
func Settles(t *testing.T, w *rules.Worker, in article.Input) {
	t.Helper()
	for _, level := range []fixers.Applicability{fixers.Safe, fixers.Unsafe} {
		out := w.Fix(in, rules.Policy{Level: level})
		for i := range out.Faults {
			t.Errorf("%s fixes: %v\n%s", level, &out.Faults[i], out.Faults[i].Stack)
		}
		for _, err := range out.Refused {
			t.Errorf("%s fixes: refused: %v", level, err)
		}
		if out.Err != nil {
			t.Errorf("%s fixes: %v", level, out.Err)
		}
		again := in
		again.Text = out.Text
		if twice := w.Fix(again, rules.Policy{Level: level}); twice.Text != out.Text {
			t.Errorf("%s fixes make %q, and of that %q", level, out.Text, twice.Text)
		}
	}
}
