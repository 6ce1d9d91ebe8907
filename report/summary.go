package report

import (
	"cmp"
	"maps"
	"slices"

	"copydesk/fixers"
	"copydesk/rules"
)

// Summary is what stands at the end of a run.
type Summary struct {
	Articles int // checked
	Changed  int // repaired, or that would be
	Failed   int // could not be checked
	Filled   int // records with fields that were filled, or would be
	Tally    fixers.Tally
	Rules    map[string]*RuleTally
	Written  string // where the repaired articles are; "" for in place or nowhere
	Run      string // by which the run can be undone; "" when nothing was written in place
}

// RuleTally counts the findings of one rule.
type RuleTally struct {
	Found, Fixed int
	Safe, Unsafe int // of what is left: findings with such a fix
}

// Left returns how many findings are left.
func (t RuleTally) Left() int { return t.Found - t.Fixed }

// Add takes an entry into the summary.
func (s *Summary) Add(e *Entry) {
	if s.Rules == nil {
		s.Rules = map[string]*RuleTally{}
	}
	s.Articles++
	if e.Changed() {
		s.Changed++
	}
	if e.Filled != "" {
		s.Filled++
	}
	s.Tally = s.Tally.Add(e.Tally)
	for _, step := range e.Steps {
		t := s.rule(step.Rule)
		t.Found++
		t.Fixed++
	}
	for i := range e.Rest {
		s.left(&e.Rest[i])
	}
}

func (s *Summary) left(f *rules.Finding) {
	t := s.rule(f.Rule)
	t.Found++
	switch f.Applicability() {
	case fixers.Safe:
		t.Safe++
	case fixers.Unsafe:
		t.Unsafe++
	}
}

func (s *Summary) rule(name string) *RuleTally {
	t := s.Rules[name]
	if t == nil {
		t = new(RuleTally)
		s.Rules[name] = t
	}
	return t
}

// byFrequency returns the names of the rules that found something, the
// commonest first.
func (s *Summary) byFrequency() []string {
	names := slices.Collect(maps.Keys(s.Rules))
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(s.Rules[b].Found, s.Rules[a].Found), cmp.Compare(a, b))
	})
	return names
}

// statistics writes a line a rule, the commonest first: how often it fired,
// and how many of those a fix can repair.
func (s *Summary) statistics(p *printer) {
	for _, name := range s.byFrequency() {
		t := s.Rules[name]
		p.printf("%7d  %-32s %5d safe %5d unsafe\n", t.Found, name, t.Safe+t.Fixed, t.Unsafe)
	}
}

// write writes the summary for people.
func (s *Summary) write(p *printer, c palette, style Style) {
	if style.Statistics {
		s.statistics(p)
		return
	}
	if s.Filled > 0 {
		p.printf("Fields filled from the heading in %s.\n", count(s.Filled, "record"))
	}
	if s.Tally.Found == 0 {
		p.printf("%s\n", c.good.Sprintf("%s, no defect found.", count(s.Articles, "article")))
		s.writeWhere(p)
		return
	}
	if style.Fixed {
		s.table(p)
		s.writeFixed(p, c)
		return
	}
	p.printf("%s\n", c.bad.Sprintf("%s in %s.", count(s.Tally.Found, "defect"), count(s.Articles, "article")))
	safe, unsafe := s.fixable()
	if safe > 0 {
		p.printf("%s `copydesk fix` repairs %s", c.mark.Sprint("[*]"), number(safe, s.Tally.Found))
		if unsafe > 0 {
			p.printf("; `--unsafe-fixes` %d more", unsafe)
		}
		p.printf(".\n")
	} else if unsafe > 0 {
		p.printf("`copydesk fix --unsafe-fixes` repairs %s.\n", number(unsafe, s.Tally.Found))
	}
}

func (s *Summary) table(p *printer) {
	p.printf("  %-32s %6s %6s %6s\n", "rule", "found", "fixed", "left")
	for _, name := range s.byFrequency() {
		t := s.Rules[name]
		p.printf("  %-32s %6d %6d %6s\n", name, t.Found, t.Fixed, dash(t.Left()))
	}
	p.printf("\n")
}

func (s *Summary) writeFixed(p *printer, c palette) {
	p.printf("%s\n", c.good.Sprintf("%d of %s repaired: %s fixed, %d left.", s.Changed, count(s.Articles, "article"), count(s.Tally.Fixed, "defect"), s.Tally.Found-s.Tally.Fixed))
	s.writeWhere(p)
	if s.Tally.Deferred+s.Tally.Refused > 0 {
		p.printf("%d fixes wait for another one, %d were refused because they would change more than they promise.\n", s.Tally.Deferred, s.Tally.Refused)
	}
	if _, unsafe := s.fixable(); unsafe > 0 {
		p.printf("`--unsafe-fixes` repairs %d more; look at them first with `copydesk diff --unsafe-fixes`.\n", unsafe)
	}
}

// writeWhere says where the articles are, and how to take the run back.
func (s *Summary) writeWhere(p *printer) {
	if s.Written != "" {
		p.printf("Written to %s.\n", visible(s.Written))
	}
	if s.Run != "" {
		p.printf("`copydesk undo` takes it back.\n")
	}
}

func (s *Summary) fixable() (safe, unsafe int) {
	for _, t := range s.Rules {
		safe += t.Safe
		unsafe += t.Unsafe
	}
	return safe, unsafe
}
