// Command fit fits the weights of package twin to articles with planted damage:
//
//	go run ./rules/names/twin/fit DIR... > rules/names/twin/weights.go
//
// Each DIR is named LANG-anything and has articles in raw/ID.txt and the planted damage in
// edits/ID.json, a list of {start, end, raw, gold, sub} in bytes of the article. Every place of every
// pair is a sample; those where the damage was planted, with the right whole form, are the
// positive ones. The weights minimise the logistic loss with a quadratic penalty, by Newton's
// method; the rate is fitted to what is left of the suspicions of articles left out. A DIR of whole
// articles, with empty lists, teaches how much damage to expect: one that is named several times
// counts so often. The committed weights are of five sets of damage for each language, in two of which the first mention of
// a word could be damaged as well, with the whole articles ten times for Vietnamese and five times for each of the others.
//
// With -report it prints, for folds by article, how precise and complete the model is
// on articles it was not fitted to, and how many repairs would be safe.
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
	twin.Suspicion
	y       bool
	class   string // of the damage that was planted there
	context string
}

// set is one article with its samples.
type set struct {
	dir     string
	fold    int
	planted map[string]int // by class
	samples []sample
}

// vietnamese reports whether the article has the weights of Vietnamese.
func (s *set) vietnamese() bool { return strings.HasPrefix(s.dir, "vi-") }

// planted is one edit of a set. Sub ends in "-real" when the damaged form is a word.
type planted struct {
	Start, End     int
	Raw, Gold, Sub string
}

// class parts damage that makes another word from damage that makes none.
func (p *planted) class() string {
	if strings.HasSuffix(p.Sub, "-real") {
		return "another word"
	}
	return "no word"
}

func main() {
	report := flag.Bool("report", false, "print the quality on articles left out instead of the weights")
	flag.Parse()
	sets, err := readAll(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	vietnamese, others := split(sets)
	if *report {
		crossValidate(vietnamese, others)
		return
	}
	fmt.Print("package twin\n\n// The weights of Features, fitted by ./fit.\n\n")
	printWeights("weights are those of all languages but Vietnamese.", "weights", fit(others))
	printWeights("syllabicWeights are those of Vietnamese.", "syllabicWeights", fit(vietnamese))
	_, rate := leaveOut(others)
	_, syllabic := leaveOut(vietnamese)
	fmt.Printf("// rate and syllabicRate weigh how much other damage the article has.\nvar (\n\trate         = Rate{%.3f, %.3f, %.3f}\n\tsyllabicRate = Rate{%.3f, %.3f, %.3f}\n)\n",
		rate.Bias, rate.Odds, rate.Others, syllabic.Bias, syllabic.Odds, syllabic.Others)
}

func readAll(dirs []string) (sets []*set, err error) {
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join(dir, "raw", "*.txt"))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("read %s: no articles in raw/ (%w)", dir, err)
		}
		for _, file := range files {
			one, err := read(file, dir)
			if err != nil {
				return nil, err
			}
			sets = append(sets, one)
		}
	}
	return sets, nil
}

// split parts the articles in Vietnamese from the others.
func split(sets []*set) (vietnamese, others []*set) {
	for _, s := range sets {
		if s.vietnamese() {
			vietnamese = append(vietnamese, s)
		} else {
			others = append(others, s)
		}
	}
	return vietnamese, others
}

func read(file, dir string) (*set, error) {
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
	in := article.Input{Name: id, Lang: language.Make(lang), Text: string(text)}
	one := &set{dir: filepath.Base(dir), fold: foldOf(id), planted: map[string]int{}, samples: samplesOf(in, edits)}
	for i := range edits {
		one.planted[edits[i].class()]++
	}
	return one, nil
}

func samplesOf(in article.Input, edits []planted) []sample {
	a := article.Parse(in)
	var list []sample
	twin.New(a, lexicon.For(in.Lang)).Each(func(s *twin.Suspicion) {
		t := a.Tokens[s.Token]
		y, class := false, ""
		for _, e := range edits {
			if e.Start >= int(t.Start) && e.End <= int(t.End) {
				whole := a.Text[t.Start:e.Start] + e.Gold + a.Text[e.End:t.End]
				if strings.EqualFold(whole, s.Whole.Text) {
					y, class = true, e.class()
				}
			}
		}
		list = append(list, sample{*s, y, class, fmt.Sprintf("%s<%s %d/%d …%s…", s.Odd.Text, s.Whole.Text, s.Odd.Count, s.Whole.Count, around(a, t))})
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
