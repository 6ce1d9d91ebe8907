package main

import (
	"cmp"
	"fmt"
	"slices"
)

// scored is a sample with the probability that a model gives it which did not see its article.
type scored struct {
	*sample
	p float64
}

func crossValidate(samples []sample) {
	vietnamese, others := split(samples)
	all := append(leaveOut(vietnamese), leaveOut(others)...)
	bySlip := map[string][]scored{}
	for _, s := range all {
		kind := "word"
		if s.name {
			kind = "name"
		}
		kind += " " + s.slip.String()
		if s.known {
			kind += ", known"
		}
		bySlip[kind] = append(bySlip[kind], s)
	}
	curve("all", all)
	for kind, list := range bySlip {
		curve(kind, list)
	}
	extremes(all)
}

// leaveOut scores each sample by the weights fitted to the articles of the other folds.
func leaveOut(samples []sample) (all []scored) {
	for f := range folds {
		var train []sample
		for _, s := range samples {
			if s.fold != f {
				train = append(train, s)
			}
		}
		w := fit(train)
		for i := range samples {
			if samples[i].fold == f {
				all = append(all, scored{&samples[i], probability(&samples[i], w)})
			}
		}
	}
	return all
}

// curve prints precision and recall over thresholds.
func curve(title string, list []scored) {
	positive := 0
	for _, s := range list {
		if s.y {
			positive++
		}
	}
	fmt.Printf("%-40s %6d samples %5d planted:", title, len(list), positive)
	for _, at := range []float64{0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995} {
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

// extremes prints the surest false alarms and the surest misses.
func extremes(all []scored) {
	slices.SortFunc(all, func(a, b scored) int { return cmp.Compare(b.p, a.p) })
	n := 0
	for _, s := range all {
		if !s.y {
			fmt.Printf("false %.3f %s %v %s\n", s.p, s.set, s.slip, s.context)
			if n++; n == 600 {
				break
			}
		}
	}
	n = 0
	for _, s := range slices.Backward(all) {
		if s.y {
			fmt.Printf("missed %.3f %s %v %s\n", s.p, s.set, s.slip, s.context)
			if n++; n == 100 {
				break
			}
		}
	}
}
