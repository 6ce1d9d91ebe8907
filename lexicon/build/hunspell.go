package main

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
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

// addHunspell adds the inflected forms of a hunspell dictionary, one entry a form, with case.
func (b *builder) addHunspell(v *vocab, name, pkg, base string, drop string) error {
	aff, err := b.store.file(pkg, "hunspell/"+base+".aff")
	if err != nil {
		return err
	}
	dic, err := b.store.file(pkg, "hunspell/"+base+".dic")
	if err != nil {
		return err
	}
	rules, err := parseAffixes(string(aff), drop)
	if err != nil {
		return fmt.Errorf("read %s.aff of %s: %w", base, pkg, err)
	}
	counts := v.source(name)
	seen := map[string]bool{}
	for line := range strings.Lines(string(dic)) {
		entry, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		entry, _, _ = strings.Cut(entry, " ")
		rules.expand(entry, func(form string) {
			if !seen[form] {
				seen[form] = true
				v.listed[fold(form)] = true
				b.addCased(v, counts, form, 1)
			}
		})
	}
	return nil
}

// parseAffixes reads the suffix rules but those whose flag stands in drop.
func parseAffixes(text, drop string) (*affixes, error) {
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
		case len(f) >= 5 && f[0] == "SFX" && !strings.Contains(drop, f[1]):
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
func (a *affixes) expand(entry string, yield func(string)) {
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
		yield(stem)
	}
	a.apply(stem, flags, 2, yield)
}

func (a *affixes) apply(stem string, flags []string, depth int, yield func(string)) {
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
			yield(form)
			a.apply(form, r.next, depth-1, yield)
		}
	}
}
