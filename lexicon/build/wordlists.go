package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// addTesseract adds the word list that Tesseract's language model was trained with: one
// entry a word, with its case, without counts.
func (b *builder) addTesseract(v *vocab, code string) error {
	model, err := b.store.file("tesseract-ocr-"+code, code+".traineddata")
	if err != nil {
		return err
	}
	list, err := dawgWords(model)
	if err != nil {
		return fmt.Errorf("read words of tesseract-ocr-%s: %w", code, err)
	}
	counts := v.source("tesseract")
	for line := range strings.Lines(list) {
		b.addCased(v, counts, strings.TrimSpace(line), 1)
	}
	return nil
}

// dawgWords unpacks the word graph of a model with Tesseract's own tools.
func dawgWords(model []byte) (string, error) {
	dir, err := os.MkdirTemp("", "lexicon")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	in, prefix, out := filepath.Join(dir, "x.traineddata"), filepath.Join(dir, "x."), filepath.Join(dir, "words")
	if err := os.WriteFile(in, model, 0o600); err != nil {
		return "", err
	}
	for _, args := range [][]string{
		{"combine_tessdata", "-u", in, prefix},
		{"dawg2wordlist", prefix + "lstm-unicharset", prefix + "lstm-word-dawg", out},
	} {
		if msg, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%s: %w (install tesseract-ocr)\n%s", args[0], err, bytes.TrimSpace(msg))
		}
	}
	words, err := os.ReadFile(out)
	return string(words), err
}

// addCased counts a list entry and notes its case.
func (b *builder) addCased(v *vocab, counts map[string]float64, entry string, n float64) {
	entry = norm.NFC.String(entry)
	if !isWord(entry) {
		return
	}
	for _, part := range b.tok.split(entry) {
		w := fold(part)
		counts[w] += n
		v.see(w, shapeOf(part))
	}
}

// junk of the pages that the frequency lists were scraped from, not words of the language.
var junk = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`doc https http org wikipedia id wiki title url curid www com
		html htm php href nbsp amp quot lt gt ref isbn issn doi pdf jpg png svg px thumb align
		colspan rowspan bgcolor style br div span css js xml utf`) {
		junk[w] = true
	}
}

// rankOffset flattens the head of the Zipf curve of pseudo-counts 1e6/(rank+rankOffset).
const rankOffset = 3

// addRanked adds a list ordered by frequency, given as a JSON array of lower-case words.
// No two of these lists keep apostrophes; stems of elisions become the elided word.
func (b *builder) addRanked(v *vocab, name, pkg, file string) error {
	words, err := b.jsonWords(pkg, file)
	if err != nil {
		return err
	}
	counts, rank := v.source(name), 0
	for _, w := range words {
		w = fold(norm.NFC.String(w))
		if !isWord(w) || junk[w] {
			continue
		}
		rank++
		if b.tok.elided[w+"'"] && !b.keepStem[w] {
			w += "'"
		}
		for _, part := range b.tok.split(w) {
			counts[part] += 1e6 / float64(rank+rankOffset)
		}
	}
	return nil
}

func (b *builder) jsonWords(pkg, file string) ([]string, error) {
	data, err := b.store.file(pkg, "src/"+file)
	if err != nil {
		return nil, err
	}
	var words []string
	if err := json.Unmarshal(data, &words); err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", file, pkg, err)
	}
	return words, nil
}

// addPattern adds the counted words of the Pattern library's spelling lists, lower case.
func (b *builder) addPattern(v *vocab) error {
	data, err := b.store.file("python3-pattern", "/"+v.lang+"-spelling.txt")
	if err != nil {
		return err
	}
	counts := v.source("pattern")
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) != 2 || strings.HasPrefix(line, ";") {
			continue
		}
		n, err := strconv.ParseFloat(fields[1], 64)
		if w := fold(norm.NFC.String(fields[0])); err == nil && isWord(w) {
			if b.tok.elided[w+"'"] && !b.keepStem[w] {
				w += "'"
			}
			for _, part := range b.tok.split(w) {
				counts[part] += n
			}
		}
	}
	return nil
}
