package main

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/language"

	"copydesk/lexicon"
)

// document is one clean article of the training text.
type document struct {
	name string
	lang string
	text string
	pack *lexicon.Pack
	part part
}

// part says what an article is used for; parts are drawn by the hash of its name.
type part int

const (
	fitting     part = iota // the weights of the regression
	calibrating             // the maps from posterior to confidence
	heldBack                // nothing but measuring
)

// partOf draws the part: half of the articles, a quarter, a quarter.
func partOf(name string) part {
	h := fnv.New32a()
	h.Write([]byte(name)) // never fails
	switch h.Sum32() % 4 {
	case 0, 1:
		return fitting
	case 2:
		return calibrating
	}
	return heldBack
}

// readCorpus reads dir/LANG/*.txt for each language, at most limit articles each.
func readCorpus(dir string, langs []string, limit int) ([]document, error) {
	var docs []document
	for _, lang := range langs {
		names, err := filepath.Glob(filepath.Join(dir, lang, "*.txt"))
		if err != nil {
			return nil, fmt.Errorf("list articles: %w", err)
		}
		pack := lexicon.For(language.Make(lang))
		for i, name := range names {
			if limit > 0 && i >= limit {
				break
			}
			b, err := os.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("read article: %w", err)
			}
			base := filepath.Base(name)
			docs = append(docs, document{name: base, lang: lang, text: strings.TrimRight(string(b), "\n") + "\n", pack: pack, part: partOf(base)})
		}
	}
	return docs, nil
}
