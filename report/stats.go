package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"copydesk/article"
)

// Stats are the defects of a corpus in numbers that can be compared: by rule,
// by source and by the month of the articles, each with the words they were
// found in. The zero value is empty.
type Stats struct {
	Articles int               `json:"articles"`
	Words    int               `json:"words"`
	Found    int               `json:"found"`
	Rules    map[string]int    `json:"rules"`
	Sources  map[string]*Share `json:"sources"`
	Months   map[string]*Share `json:"months"`

	art article.Parser
}

// Share is a part of a corpus.
type Share struct {
	Words int `json:"words"`
	Found int `json:"found"`
}

// perWords is the number of words that rates are given for.
const perWords = 10000

// Rate returns how many defects there are in 10,000 words.
func (s *Share) Rate() float64 { return rate(s.Found, s.Words) }

func rate(found, words int) float64 {
	if words == 0 {
		return 0
	}
	return perWords * float64(found) / float64(words)
}

// Add takes an article into the statistics: its defects as it was read.
func (s *Stats) Add(e *Entry) {
	if s.Rules == nil {
		s.Rules, s.Sources, s.Months = map[string]int{}, map[string]*Share{}, map[string]*Share{}
	}
	a := s.art.Parse(article.Input{Text: e.Input.Text})
	words, found := countWords(a), 0
	for i := range e.Findings {
		if !strings.HasPrefix(e.Findings[i].Rule, "memory/") {
			s.Rules[e.Findings[i].Rule]++
			found++
		}
	}
	s.Articles++
	s.Words += words
	s.Found += found
	source := sourceOf(pageArticle{Path: slashPath(e), Source: e.Input.Meta.Source})
	for name, shares := range map[string]map[string]*Share{source: s.Sources, monthOf(e, a): s.Months} {
		if shares[name] == nil {
			shares[name] = &Share{}
		}
		shares[name].Words += words
		shares[name].Found += found
	}
}

// unknownMonth is the month of articles that say no date.
const unknownMonth = "unknown"

// monthOf returns the month in which the article was published, 2025-10: as
// its record says, or its own header.
func monthOf(e *Entry, a *article.Article) string {
	if d := e.Input.Meta.Date; !d.IsZero() {
		return d.Format("2006-01")
	}
	if date := a.At(a.Header.Date); len(date) >= len("2025-10") {
		return date[:len("2025-10")]
	}
	return unknownMonth
}

// ReadStats reads statistics that JSON wrote.
func ReadStats(r io.Reader) (*Stats, error) {
	var s Stats
	if err := json.NewDecoder(r).Decode(&s); err != nil {
		return nil, fmt.Errorf("read statistics: %w", err)
	}
	return &s, nil
}

// JSON writes the statistics, so that a later run can be compared with them.
func (s *Stats) JSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(s)
}

// statRow is a line of a table: what it is about, and its rate before and now.
type statRow struct {
	name      string
	now, then Share
}

// rows returns the lines of one part of the statistics; then is nil or what to
// compare with.
func (s *Stats) ruleRows(then *Stats) []statRow {
	names := map[string]bool{}
	for name := range s.Rules {
		names[name] = true
	}
	if then != nil {
		for name := range then.Rules {
			names[name] = true
		}
	}
	var rows []statRow
	for name := range names {
		row := statRow{name: name, now: Share{s.Words, s.Rules[name]}}
		if then != nil {
			row.then = Share{then.Words, then.Rules[name]}
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b statRow) int {
		return cmp.Or(cmp.Compare(max(b.now.Rate(), b.then.Rate()), max(a.now.Rate(), a.then.Rate())), cmp.Compare(a.name, b.name))
	})
	return rows
}

func shareRows(now, then map[string]*Share) []statRow {
	names := slices.Collect(maps.Keys(now))
	for name := range then {
		if now[name] == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var rows []statRow
	for _, name := range names {
		row := statRow{name: name}
		if now[name] != nil {
			row.now = *now[name]
		}
		if then[name] != nil {
			row.then = *then[name]
		}
		rows = append(rows, row)
	}
	return rows
}

// parts returns the tables of the statistics.
func (s *Stats) parts(then *Stats) []statPart {
	old := &Stats{}
	if then != nil {
		old = then
	}
	return []statPart{
		{"rule", s.ruleRows(then)},
		{"source", shareRows(s.Sources, old.Sources)},
		{"month", shareRows(s.Months, old.Months)},
	}
}

type statPart struct {
	title string
	rows  []statRow
}

// Table writes the statistics for people; with then, the change against it.
func (s *Stats) Table(w io.Writer, then *Stats) error {
	p := printer{w: w}
	p.printf("%s, %s, %s: %.1f in 10,000 words", count(s.Articles, "article"), count(s.Words, "word"), count(s.Found, "defect"), rate(s.Found, s.Words))
	if then != nil {
		p.printf(" (before: %s, %.1f)", count(then.Articles, "article"), rate(then.Found, then.Words))
	}
	p.printf("\n")
	for _, part := range s.parts(then) {
		p.printf("\n")
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		for _, line := range part.lines(then != nil) {
			fmt.Fprintf(t, "%s\n", strings.Join(line, "\t  "))
		}
		if err := t.Flush(); err != nil && p.err == nil {
			p.err = err
		}
	}
	return p.err
}

// lines returns the cells of a table, its head first.
func (p statPart) lines(compared bool) [][]string {
	head := []string{"found", "in 10,000 words", p.title}
	if compared {
		head = []string{"found", "before", "in 10,000 words", "change", p.title}
	}
	lines := [][]string{head}
	for _, r := range p.rows {
		line := []string{fmt.Sprint(r.now.Found), fmt.Sprintf("%.1f", r.now.Rate()), visible(r.name)}
		if compared {
			line = []string{line[0], fmt.Sprintf("%.1f", r.then.Rate()), line[1], change(r.then.Rate(), r.now.Rate()), line[2]}
		}
		lines = append(lines, line)
	}
	return lines
}

// change returns how much more or less now is than then, to one decimal.
func change(then, now float64) string {
	d := math.Round(10*(now-then)) / 10
	if d == 0 {
		return "="
	}
	return fmt.Sprintf("%+.1f", d)
}

// statsWriter is Stats as a report.
type statsWriter struct{ s *Stats }

// NewStatsWriter returns a report that adds what it is given to s.
func NewStatsWriter(s *Stats) Writer { return statsWriter{s} }

// Entry adds e.
func (w statsWriter) Entry(e *Entry) error {
	if len(e.Findings) == 0 || !strings.HasPrefix(e.Findings[0].Rule, "memory/") {
		w.s.Add(e)
	}
	return nil
}

// Close does nothing: the statistics are complete.
func (w statsWriter) Close(*Summary) error { return nil }
