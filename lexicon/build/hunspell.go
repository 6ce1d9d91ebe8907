package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// affixes are the suffix rules of a hunspell dictionary, by flag. Prefixes are not expanded:
// they multiply the words by the number of prefixes, and nearly all of the products are rare.
type affixes struct {
	suffixes map[string][]suffixRule
	long     bool // flags of two characters
	forbid   map[string]bool
	bare     map[string]bool // NEEDAFFIX and ONLYINCOMPOUND: the stem is no word
}

type suffixRule struct {
	strip, add string
	next       []string // flags of a second suffix
	cond       *regexp.Regexp
}

// addHunspell adds the inflected forms of a hunspell dictionary with their case. It must follow
// the counted lists, from which it guesses how common each form is.
func (b *builder) addHunspell(v *vocab, d dictionary) error {
	aff, err := b.store.file(d.pkg, "hunspell/"+d.base+".aff")
	if err != nil {
		return err
	}
	dic, err := b.store.file(d.pkg, "hunspell/"+d.base+".dic")
	if err != nil {
		return err
	}
	rules, err := parseAffixes(string(aff))
	if err != nil {
		return fmt.Errorf("read %s.aff of %s: %w", d.base, d.pkg, err)
	}
	families := rules.families(string(dic))
	weigh := newFormWeights(v, families)
	counts := v.source(d.name)
	for _, family := range families {
		for _, f := range family {
			n := 1.0
			if !d.flat {
				n = weigh.form(family, f)
			}
			b.addForm(v, counts, f.text, n)
		}
	}
	return nil
}

// addForm gives a form, or the words it is made of ("abbey", "'s"), at least the count n.
func (b *builder) addForm(v *vocab, counts map[string]float64, text string, n float64) {
	for _, part := range b.tok.split(text) {
		w := fold(part)
		v.list(part)
		v.see(w, shapeOf(part))
		counts[w] = math.Max(counts[w], n)
	}
}

// form is a word of a dictionary and the rule that made it, empty for the stem.
type form struct{ text, rule string }

// families returns the forms of each entry of a dictionary.
func (a *affixes) families(dic string) [][]form {
	var out [][]form
	for line := range strings.Lines(dic) {
		entry, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		entry, _, _ = strings.Cut(entry, " ")
		var family []form
		a.expand(entry, func(text, rule string) {
			if text = norm.NFC.String(text); isWord(text) {
				family = append(family, form{text, rule})
			}
		})
		if len(family) > 0 {
			out = append(out, family)
		}
	}
	return out
}

// formWeights guesses how common a form is that nobody has counted: its family's count to a
// power, times how often the rule that made it makes a word that some list has.
type formWeights struct {
	v     *vocab
	known map[string]float64 // forms of the rule that lists have
	made  map[string]float64
}

// Parameters of the guess: by trial on dev texts, flat around these values.
const (
	familyPower = 0.6
	familyBase  = 0.3 // count of a family that no list has
	ruleBase    = 0.5 // added to the forms of a rule that lists have
)

func newFormWeights(v *vocab, families [][]form) *formWeights {
	w := &formWeights{v: v, known: map[string]float64{}, made: map[string]float64{}}
	for _, family := range families {
		for _, f := range family {
			w.made[f.rule]++
			if w.count(f.text) > 0 {
				w.known[f.rule]++
			}
		}
	}
	return w
}

func (w *formWeights) form(family []form, f form) float64 {
	sum := familyBase
	for _, g := range family {
		sum += w.count(g.text)
	}
	return math.Pow(sum/math.Sqrt(float64(len(family))), familyPower) * (w.known[f.rule] + ruleBase) / (w.made[f.rule] + 1)
}

// count is how common the counted lists have a word: pseudo-counts per million, and one for
// standing in the list without counts.
func (w *formWeights) count(text string) float64 {
	word, sum := fold(text), 0.0
	for i, name := range w.v.names {
		if n := w.v.counts[i][word]; n > 0 && (name == "wikipedia" || name == "subtitles") {
			sum += n
		} else if n > 0 && name == "tesseract" {
			sum++
		}
	}
	return sum
}

// parseAffixes reads the suffix rules.
func parseAffixes(text string) (*affixes, error) {
	a := &affixes{suffixes: map[string][]suffixRule{}, forbid: map[string]bool{}, bare: map[string]bool{}}
	conds := map[string]*regexp.Regexp{}
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		switch {
		case len(f) >= 2 && f[0] == "FLAG":
			a.long = f[1] == "long"
		case len(f) >= 2 && (f[0] == "NEEDAFFIX" || f[0] == "ONLYINCOMPOUND"):
			a.bare[f[1]] = true
		case len(f) >= 2 && f[0] == "FORBIDDENWORD":
			a.forbid[f[1]] = true
		case len(f) >= 5 && f[0] == "SFX":
			rule, err := a.rule(f, conds)
			if err != nil {
				return nil, err
			}
			a.suffixes[f[1]] = append(a.suffixes[f[1]], rule)
		}
	}
	return a, nil
}

func (a *affixes) rule(f []string, conds map[string]*regexp.Regexp) (suffixRule, error) {
	r := suffixRule{strip: f[2]}
	if r.strip == "0" {
		r.strip = ""
	}
	add, flags, _ := strings.Cut(f[3], "/")
	if add != "0" {
		r.add = add
	}
	r.next = a.flags(flags)
	if f[4] == "." {
		return r, nil
	}
	if conds[f[4]] == nil {
		re, err := regexp.Compile("(?:" + f[4] + ")$")
		if err != nil {
			return r, fmt.Errorf("condition %q: %w", f[4], err)
		}
		conds[f[4]] = re
	}
	r.cond = conds[f[4]]
	return r, nil
}

func (a *affixes) flags(s string) []string {
	var out []string
	for s != "" {
		_, n := utf8.DecodeRuneInString(s)
		if a.long && n < len(s) {
			_, m := utf8.DecodeRuneInString(s[n:])
			n += m
		}
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}

// expand calls yield with each form of a dictionary entry "stem/FLAGS".
func (a *affixes) expand(entry string, yield func(form, rule string)) {
	stem, rest, _ := strings.Cut(entry, "/")
	flags := a.flags(rest)
	bare := false
	for _, f := range flags {
		if a.forbid[f] {
			return
		}
		bare = bare || a.bare[f]
	}
	if !bare {
		yield(stem, "")
	}
	a.apply(stem, flags, 2, "", yield)
}

func (a *affixes) apply(stem string, flags []string, depth int, by string, yield func(form, rule string)) {
	if depth == 0 {
		return
	}
	for _, f := range flags {
		for i := range a.suffixes[f] {
			r := &a.suffixes[f][i]
			if !strings.HasSuffix(stem, r.strip) || r.cond != nil && !r.cond.MatchString(stem) {
				continue
			}
			form := strings.TrimSuffix(stem, r.strip) + r.add
			rule := by + f + strconv.Itoa(i)
			yield(form, rule)
			a.apply(form, r.next, depth-1, rule+" ", yield)
		}
	}
}
