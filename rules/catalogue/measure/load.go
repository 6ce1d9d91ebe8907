package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"copydesk/article"

	"golang.org/x/text/language"
)

// planted is an article with planted defects.
type planted struct {
	name  string // SET/ID
	lang  language.Tag
	raw   string
	edits []edit
}

// edit is one planted defect.
type edit struct {
	Start int    `json:"start"` // bytes in the raw article
	End   int    `json:"end"`
	Gold  string `json:"gold"`
}

func (e edit) span() article.Span { return article.Span{Start: e.Start, End: e.End} }

// load reads the sets under dirs whose names match only.
func load(dirs []string, only string) ([]planted, error) {
	var all []planted
	for _, dir := range dirs {
		sets := []string{dir}
		if _, err := os.Stat(filepath.Join(dir, "raw")); errors.Is(err, fs.ErrNotExist) {
			if sets, err = filepath.Glob(filepath.Join(dir, "*-*")); err != nil {
				return nil, err
			}
		}
		for _, set := range sets {
			if ok, err := filepath.Match(only, filepath.Base(set)); err != nil {
				return nil, fmt.Errorf("-set %s: %w", only, err)
			} else if !ok {
				continue
			}
			articles, err := loadSet(set)
			if err != nil {
				return nil, err
			}
			all = append(all, articles...)
		}
	}
	if len(all) == 0 {
		return nil, errors.New("no article in any set; name a folder with raw/, gold/ and edits/, or one above such folders")
	}
	return all, nil
}

// loadSet reads one set.
func loadSet(dir string) ([]planted, error) {
	name := filepath.Base(dir)
	code, _, _ := strings.Cut(name, "-")
	lang, err := language.Parse(code)
	if err != nil {
		return nil, fmt.Errorf("%s: the name of a set begins with its language: %w", dir, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "raw", "*.txt"))
	if err != nil {
		return nil, err
	}
	var all []planted
	for _, file := range files {
		id := strings.TrimSuffix(filepath.Base(file), ".txt")
		a := planted{name: name + "/" + id, lang: lang}
		if err := a.read(dir, id); err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
}

// read reads the article called id of the set in dir, and checks that its
// edits lead from the raw article to the gold.
func (a *planted) read(dir, id string) error {
	raw, err := os.ReadFile(filepath.Join(dir, "raw", id+".txt"))
	if err != nil {
		return err
	}
	gold, err := os.ReadFile(filepath.Join(dir, "gold", id+".txt"))
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "edits", id+".json")
	edits, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(edits, &a.edits); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	a.raw = string(raw)
	if made, ok := a.gold(); !ok || strings.TrimRight(made, "\n") != strings.TrimRight(string(gold), "\n") {
		return fmt.Errorf("%s: its edits do not lead from the raw article to the gold", path)
	}
	return nil
}

// gold returns the article without its defects, and whether its edits are in order.
func (a *planted) gold() (string, bool) {
	var b strings.Builder
	at := 0
	for _, e := range a.edits {
		if e.Start < at || e.End < e.Start || e.End > len(a.raw) {
			return "", false
		}
		b.WriteString(a.raw[at:e.Start] + e.Gold)
		at = e.End
	}
	return b.String() + a.raw[at:], true
}
