// Command fit fits the weights of package twin to articles with planted damage:
//
//	go run ./rules/names/twin/fit DIR... > rules/names/twin/weights.go
//
// Each DIR is named LANG-anything and has articles in raw/ID.txt and the planted damage in
// edits/ID.json, a list of {start, end, raw, gold} in bytes of the article. Every place of every
// pair is a sample; those where the damage was planted, with the right whole form, are the
// positive ones. The weights minimise the logistic loss with a quadratic penalty, by Newton's
// method. With -report it prints, for folds by article, how precise and complete the model is
// on articles it was not fitted to.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules/names/twin"

	"golang.org/x/text/language"
)

// sample is one place of a pair.
type sample struct {
	x       twin.Features
	y       bool
	fold    int
	set     string
	slip    twin.Slip
	name    bool
	known   bool // the odd form is a word of the language
	context string
}

// planted is one edit of a set.
type planted struct {
	Start, End int
	Raw, Gold  string
}

func main() {
	report := flag.Bool("report", false, "print the quality on articles left out instead of the weights")
	flag.Parse()
	var samples []sample
	for _, dir := range flag.Args() {
		files, err := filepath.Glob(filepath.Join(dir, "raw", "*.txt"))
		if err != nil || len(files) == 0 {
			log.Fatalf("read %s: no articles in raw/ (%v)", dir, err)
		}
		for _, file := range files {
			got, err := read(file, dir)
			if err != nil {
				log.Fatal(err)
			}
			samples = append(samples, got...)
		}
	}
	if *report {
		crossValidate(samples)
		return
	}
	fmt.Print("package twin\n\n// The weights of Features, fitted by ./fit.\n\n")
	vietnamese, others := split(samples)
	printWeights("weights are those of all languages but Vietnamese.", "weights", fit(others))
	printWeights("syllabicWeights are those of Vietnamese.", "syllabicWeights", fit(vietnamese))
}

// split parts the samples of Vietnamese sets from the others.
func split(samples []sample) (vietnamese, others []sample) {
	for _, s := range samples {
		if strings.HasPrefix(s.set, "vi-") {
			vietnamese = append(vietnamese, s)
		} else {
			others = append(others, s)
		}
	}
	return vietnamese, others
}

func read(file, dir string) ([]sample, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read article: %w", err)
	}
	id := strings.TrimSuffix(filepath.Base(file), ".txt")
	data, err := os.ReadFile(filepath.Join(dir, "edits", id+".json"))
	if err != nil {
		return nil, fmt.Errorf("read edits: %w", err)
	}
	var edits []planted
	if err := json.Unmarshal(data, &edits); err != nil {
		return nil, fmt.Errorf("read edits of %s: %w", file, err)
	}
	lang, _, _ := strings.Cut(filepath.Base(dir), "-")
	return samplesOf(article.Input{Name: id, Lang: language.Make(lang), Text: string(text)}, edits, filepath.Base(dir)), nil
}

func samplesOf(in article.Input, edits []planted, set string) []sample {
	a := article.Parse(in)
	var list []sample
	twin.New(a, lexicon.For(in.Lang)).Each(func(s *twin.Suspicion) {
		t := a.Tokens[s.Token]
		y := false
		for _, e := range edits {
			if e.Start >= int(t.Start) && e.End <= int(t.End) {
				whole := a.Text[t.Start:e.Start] + e.Gold + a.Text[e.End:t.End]
				y = y || strings.EqualFold(whole, s.Whole.Text)
			}
		}
		list = append(list, sample{
			s.Features, y, foldOf(in.Name), set, s.Slip, s.Name(), s.OddKnown(),
			fmt.Sprintf("%s<%s %d/%d …%s…", s.Odd.Text, s.Whole.Text, s.Odd.Count, s.Whole.Count, around(a, t)),
		})
	})
	return list
}

func around(a *article.Article, t article.Token) string {
	from, to := max(0, int(t.Start)-25), min(len(a.Text), int(t.End)+25)
	return strings.ReplaceAll(strings.ToValidUTF8(a.Text[from:to], ""), "\n", " ")
}

// folds is the number of parts that articles are dealt into.
const folds = 4

func foldOf(id string) int {
	n := 0
	for _, c := range id {
		n = n*31 + int(c)
	}
	return (n%folds + folds) % folds
}
