package report

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"
)

//go:embed assets
var assets embed.FS

// The parts of the page: one style, and scripts that are joined into one, in
// the order in which they stand here.
var (
	pageStyle    = asset("page.css")
	pageScript   = "\"use strict\";\n(() => {\n" + asset("state.js") + asset("list.js") + asset("filters.js") + asset("decide.js") + asset("keys.js") + asset("review.js") + "})();\n"
	pageTemplate = template.Must(template.New("page").Parse(asset("page.html")))
)

func asset(name string) string {
	b, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is embedded: the program was built wrong
	}
	return string(b)
}

// ContentSecurityPolicy returns the policy of the page. It allows the page's
// own style and script by their hashes, and nothing else: no network, no
// other script, no markup made of text. The page of a review may ask the
// server that it came from.
func ContentSecurityPolicy(review bool) string {
	connect := ""
	if review {
		connect = " connect-src 'self';"
	}
	return fmt.Sprintf("default-src 'none'; script-src '%s'; style-src '%s';%s base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
		hashSource(pageScript), hashSource(pageStyle), connect)
}

// hashSource returns the source expression that allows the inline content s.
func hashSource(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// html is the page as a format: it is written when the run ends.
type html struct {
	w    io.Writer
	page *Page
}

func newHTML(w io.Writer, s Style) Writer { return &html{w, NewPage(s)} }

// Entry takes e into the page.
func (h *html) Entry(e *Entry) error {
	h.page.Add(e)
	return nil
}

// Close writes the page.
func (h *html) Close(s *Summary) error { return h.page.Write(h.w, s, false) }

// Write writes the page to w: as a report that stands alone, or as the page
// of a review, which talks to the server that it came from.
func (p *Page) Write(w io.Writer, s *Summary, review bool) error {
	data, err := p.JSON(review)
	if err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	err = pageTemplate.Execute(w, map[string]any{
		"Policy": ContentSecurityPolicy(review), "Style": template.CSS(pageStyle), "Script": template.JS(pageScript), "Data": template.JS(data),
		"Review": review, "Title": p.title(), "Lede": p.lede(s), "Charts": p.charts(), "Fixed": p.style.Fixed,
	})
	if err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// JSON returns the data of the page, of a report or of a review. It is fit to
// stand inside a script element: every character that HTML gives a meaning is
// escaped.
func (p *Page) JSON(review bool) ([]byte, error) {
	p.data.Review = review
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(p.data); err != nil {
		return nil, err
	}
	return disarm(bytes.TrimSpace(b.Bytes())), nil
}

func (p *Page) title() string {
	touched := map[int]bool{}
	for i := range p.data.Changes {
		touched[p.data.Changes[i].Article] = true
	}
	if len(p.data.Changes) == 0 {
		return "Nothing to change"
	}
	return thousands(len(p.data.Changes)) + plural(len(p.data.Changes), " change") + " in " + thousands(len(touched)) + plural(len(touched), " article")
}

// lede returns the sentence below the title.
func (p *Page) lede(s *Summary) string {
	words, safety, applied := 0, [3]int{}, 0
	for _, a := range p.data.Articles {
		words += a.words
	}
	for i := range p.data.Changes {
		c := &p.data.Changes[i]
		safety[c.Safety]++
		if c.Applied {
			applied++
		}
	}
	parts := []string{fmt.Sprintf("%s%s and %s%s read", thousands(s.Articles), plural(s.Articles, " article"), thousands(words), plural(words, " word"))}
	for i, what := range [...]string{"safe to make", "to review", "for a person to repair"} {
		if n := safety[len(safety)-1-i]; n > 0 {
			parts = append(parts, thousands(n)+" "+what)
		}
	}
	if applied > 0 {
		parts = append(parts, thousands(applied)+" made in this run")
	}
	if s.Failed > 0 {
		parts = append(parts, thousands(s.Failed)+plural(s.Failed, " article")+" could not be read")
	}
	return strings.Join(parts, " · ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// thousands returns n with its digits in groups of three.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202F" + s[i:]
	}
	return s
}
