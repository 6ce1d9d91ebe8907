package report

import (
	"io"
	"math"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

// sarif writes SARIF 2.1.0, the interchange format of static analysis. The
// results are written as they come and the rules behind them, so that the
// memory it takes does not grow with the corpus.
type sarif struct {
	array
	style Style
	art   article.Parser
	index map[string]int // of the rules that found something, in that order
	order []string
}

// sarifLevels are SARIF's words for our severities.
var sarifLevels = [...]string{rules.Info: "note", rules.Warning: "warning", rules.Error: "error"}

// sarifFingerprint is the key of our fingerprint; the number grows when the
// way it is made changes, so that services do not compare the two.
const sarifFingerprint = "copydesk/v1"

func newSARIF(w io.Writer, s Style) Writer {
	head := `{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"columnKind": "unicodeCodePoints",` + "\n" + `"results": [`
	return &sarif{array: array{printer: printer{w: w}, head: head, tail: "],"}, style: s, index: map[string]int{}}
}

// Entry writes the findings that are left in e.
func (s *sarif) Entry(e *Entry) error {
	if len(e.Rest) == 0 {
		return s.err
	}
	a := s.art.Parse(article.Input{Text: e.Text})
	for i := range e.Rest {
		s.element(s.result(e, a, &e.Rest[i]))
	}
	return s.err
}

func (s *sarif) result(e *Entry, a *article.Article, f *rules.Finding) sarifResult {
	index, ok := s.index[f.Rule]
	if !ok {
		index = len(s.order)
		s.index[f.Rule], s.order = index, append(s.order, f.Rule)
	}
	properties := sarifProperties{f.Applicability().String(), f.Confidence, []string{}}
	for _, ev := range f.Evidence {
		properties.Evidence = append(properties.Evidence, visible(ev))
	}
	return sarifResult{
		RuleID: f.Rule, RuleIndex: index, Level: sarifLevels[f.Severity],
		Message: sarifText{sarifPlain(messageOf(e, f))}, Locations: []sarifLocation{sarifPlace(e, a, f)},
		PartialFingerprints: map[string]string{sarifFingerprint: f.Fingerprint},
		Rank:                math.Round(f.Confidence*1000) / 10, // percent; ranks go from 0 to 100
		Fixes:               sarifFixes(e, a, f), Properties: properties,
	}
}

// sarifPlace returns where f lies. In a record there is no region to point
// to: its text is not the text of the file.
func sarifPlace(e *Entry, a *article.Article, f *rules.Finding) sarifLocation {
	l := sarifLocation{PhysicalLocation: sarifPhysical{ArtifactLocation: sarifFile(e)}}
	if e.ID != "" {
		l.LogicalLocations = []sarifLogical{{visible(e.ID), "record"}}
		if e.Line > 0 {
			l.PhysicalLocation.Region = &sarifRegion{e.Line, 1, e.Line, 1}
		}
		return l
	}
	l.PhysicalLocation.Region = sarifSpan(a, f.Span)
	return l
}

func sarifSpan(a *article.Article, s article.Span) *sarifRegion {
	start, end := a.Position(s.Start), a.Position(s.End)
	return &sarifRegion{start.Line, start.Column, end.Line, end.Column}
}

func sarifFile(e *Entry) sarifArtifact {
	path := slashPath(e)
	if strings.HasPrefix(path, "/") {
		return sarifArtifact{URI: uri(path)}
	}
	return sarifArtifact{uri(path), "%SRCROOT%"}
}

func sarifFixes(e *Entry, a *article.Article, f *rules.Finding) []sarifFix {
	if e.ID != "" || f.Applicability() == fixers.Display {
		return nil
	}
	change := sarifChange{ArtifactLocation: sarifFile(e)}
	for _, edit := range f.Fix.Edits {
		change.Replacements = append(change.Replacements, sarifReplacement{*sarifSpan(a, edit.Span), sarifText{edit.New}})
	}
	return []sarifFix{{sarifText{sarifPlain(visible(f.Fix.Message))}, []sarifChange{change}}}
}

// sarifPlain escapes what SARIF gives a meaning in plain text messages: links
// and placeholders (sections 3.11.5 and 3.11.6 of the standard).
func sarifPlain(s string) string {
	if strings.Contains(s, "](") {
		s = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(s)
	}
	return s
}

// Close writes the rules that found something and ends the log.
func (s *sarif) Close(sum *Summary) error {
	_ = s.end() // its error is kept in s
	driver := sarifDriver{"copydesk", s.style.Version, []sarifRule{}}
	for _, name := range s.order {
		driver.Rules = append(driver.Rules, s.rule(name))
	}
	tool, err := marshal(sarifTool{driver})
	if err != nil {
		return err
	}
	calls, err := marshal([]sarifInvocation{{sum.Failed == 0}})
	if err != nil {
		return err
	}
	s.printf("\"tool\": %s,\n\"invocations\": %s}]}\n", disarm(tool), calls)
	return s.err
}

func (s *sarif) rule(name string) sarifRule {
	for _, r := range s.style.Rules {
		if r.Name != name {
			continue
		}
		text := r.Doc.Why + "\n\n" + r.Doc.Fix
		page, err := RulePage(r)
		if err != nil {
			page = text // the catalogue's own tests refuse such a rule
		}
		return sarifRule{name, &sarifText{r.Doc.Summary}, &sarifText{r.Doc.Why}, &sarifHelp{text, page}, &sarifConfig{sarifLevels[r.Severity]}}
	}
	return sarifRule{ID: name}
}
