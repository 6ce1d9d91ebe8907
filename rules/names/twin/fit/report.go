package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"copydesk/fixers"
	"copydesk/rules/names/twin"
)

// decision is what is left of the suspicions of one place, with the probability that a model
// gives it which did not see its article.
type decision struct {
	*sample
	set    *set
	p      float64 // by itself
	others float64
}

func crossValidate(groups ...[]*set) {
	var all []decision
	planted := map[string]int{}
	for _, sets := range groups {
		decisions, rate := leaveOut(sets)
		fmt.Printf("rate %+v\n", rate)
		for i := range decisions {
			decisions[i].p = rate.Prob(decisions[i].p, decisions[i].others)
		}
		all = append(all, decisions...)
		for _, s := range sets {
			for class, n := range s.planted {
				planted[s.dir+", "+class] += n
			}
		}
	}
	byKind := map[string][]decision{}
	for _, d := range all {
		byKind[kind(&d)] = append(byKind[kind(&d)], d)
		where := "in " + d.set.dir + ", " + cmp.Or(d.class, "wrong")
		byKind[where] = append(byKind[where], d)
	}
	curve("all", all)
	for _, k := range slices.Sorted(maps.Keys(byKind)) {
		curve(fmt.Sprintf("%s (%d)", k, planted[strings.TrimPrefix(k, "in ")]), byKind[k])
	}
	extremes(all)
}

func kind(d *decision) string {
	k := "word"
	if d.Name() {
		k = "name"
	}
	k += " " + d.Slip.String()
	if d.OddKnown() {
		k += ", known"
	}
	if d.Met() {
		k += ", met"
	}
	return k
}

// leaveOut decides each article by the weights fitted to the articles of the other folds, and
// fits the rate to these decisions.
func leaveOut(sets []*set) (all []decision, rate twin.Rate) {
	for f := range folds {
		var train []*set
		for _, s := range sets {
			if s.fold != f {
				train = append(train, s)
			}
		}
		w := fit(train)
		for _, s := range sets {
			if s.fold == f {
				all = append(all, decide(s, w)...)
			}
		}
	}
	return all, fitRate(all)
}

// decide settles the suspicions of an article under weights.
func decide(s *set, w []float64) (list []decision) {
	var plausible []twin.Suspicion
	for i := range s.samples {
		one := s.samples[i].Suspicion
		if one.Prob = probability(one.Features[:], w); one.Plausible() {
			plausible = append(plausible, one)
		}
	}
	settled := twin.Settle(plausible)
	for i := range settled {
		at := slices.IndexFunc(s.samples, func(o sample) bool {
			return o.Token == settled[i].Token && o.Pair == settled[i].Pair
		})
		list = append(list, decision{&s.samples[at], s, settled[i].Prob, twin.Others(settled, i)})
	}
	return list
}

func fitRate(all []decision) twin.Rate {
	var rows []row
	for _, d := range all {
		rows = append(rows, row{[]float64{1, math.Log(d.p / (1 - d.p)), d.others}, d.y})
	}
	w := regress(rows, 3)
	return twin.Rate{Bias: w[0], Odds: w[1], Others: w[2]}
}

// curve prints how many decisions were right and wrong over thresholds.
func curve(title string, list []decision) {
	positive := 0
	for _, s := range list {
		if s.y {
			positive++
		}
	}
	right, wrong := safe(list)
	fmt.Printf("%-40s %6d decided %5d planted, safe %d-%d:", title, len(list), positive, right, wrong)
	for _, at := range []float64{0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.96, 0.97, 0.98, 0.99} {
		right, wrong := 0, 0
		for _, s := range list {
			if s.p >= at && s.y {
				right++
			} else if s.p >= at {
				wrong++
			}
		}
		fmt.Printf("  %.3f: %d-%d", at, right, wrong)
	}
	fmt.Println()
}

// safe returns how many decisions have a safe fix that is right, and one that is wrong.
func safe(list []decision) (right, wrong int) {
	for i := range list {
		one := list[i].Suspicion
		one.Prob = list[i].p
		switch {
		case one.Applicability() != fixers.Safe:
		case list[i].y:
			right++
		default:
			wrong++
		}
	}
	return right, wrong
}

// Numbers of extremes that are printed.
const (
	falseAlarms = 300
	misses      = 200
)

// extremes prints the surest false alarms and the surest misses.
func extremes(all []decision) {
	slices.SortFunc(all, func(a, b decision) int { return cmp.Compare(b.p, a.p) })
	n := 0
	for _, s := range all {
		if !s.y && n < falseAlarms {
			fmt.Printf("false %.3f %s %v %s\n", s.p, s.set.dir, s.Slip, s.context)
			n++
		}
	}
	n = 0
	for _, s := range slices.Backward(all) {
		if s.y && n < misses {
			fmt.Printf("missed %.3f %s %v %s\n", s.p, s.set.dir, s.Slip, s.context)
			n++
		}
	}
}
