package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// helpParagraphs returns the paragraphs of a libreoffice-help package, each once, without
// those that stand in skip: the English ones that nobody has translated.
func (b *builder) helpParagraphs(pkg string, skip map[string]bool) ([]string, error) {
	files, err := b.store.files(pkg)
	if err != nil {
		return nil, err
	}
	var out []string
	seen := map[string]bool{}
	for _, name := range sortedKeys(files) {
		if !strings.HasSuffix(name, ".html") || strings.HasSuffix(name, "noscript.html") {
			continue
		}
		paragraphs, err := htmlParagraphs(bytes.NewReader(files[name]))
		if err != nil {
			return nil, fmt.Errorf("read %s of %s: %w", name, pkg, err)
		}
		for _, p := range paragraphs {
			if !seen[p] && !skip[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// htmlParagraphs returns the text of the p elements with the class of running text.
func htmlParagraphs(r io.Reader) ([]string, error) {
	var out []string
	var text strings.Builder
	inside, code := false, 0
	for z := html.NewTokenizer(r); ; {
		switch z.Next() {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return out, nil
			}
			return nil, z.Err()
		case html.StartTagToken:
			t := z.Token()
			if t.DataAtom == atom.P {
				inside = isRunning(t)
				text.Reset()
			}
			if t.DataAtom == atom.Code || t.DataAtom == atom.Kbd {
				code++
			}
		case html.EndTagToken:
			t := z.Token()
			if (t.DataAtom == atom.Code || t.DataAtom == atom.Kbd) && code > 0 {
				code--
				text.WriteString(" , ")
			}
			if t.DataAtom == atom.P && inside {
				out = append(out, strings.Join(strings.Fields(text.String()), " "))
				inside = false
			}
		case html.TextToken:
			if inside && code == 0 {
				text.Write(z.Text())
			}
		}
	}
}

func isRunning(t html.Token) bool {
	for _, a := range t.Attr {
		if a.Key == "class" {
			return a.Val != "code" && a.Val != "bascode" && a.Val != "sqlcode" && a.Val != "pycode" && a.Val != "functionsyntax"
		}
	}
	return false
}

// addHelp adds running text: its word counts as a unigram source, its sentences for bigrams.
func (b *builder) addHelp(v *vocab, pkgs ...string) (*corpus, error) {
	english := map[string]bool{}
	if v.lang != "en" {
		paragraphs, err := b.helpParagraphs("libreoffice-help-en-us", nil)
		if err != nil {
			return nil, err
		}
		for _, p := range paragraphs {
			english[p] = true
		}
	}
	c := &corpus{}
	for _, pkg := range pkgs {
		paragraphs, err := b.helpParagraphs(pkg, english)
		if err != nil {
			return nil, err
		}
		for _, p := range paragraphs {
			english[p] = true // pt and pt-br share some
			c.add(b.tok.tokens(p))
		}
	}
	c.count(v)
	return c, nil
}
