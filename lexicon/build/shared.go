package main

// sharedNames returns the words of the shared pack with their probabilities: names that any
// language's news may hold. They are the names of all lists, and the words that two or more
// languages' lists have with a capital only.
func sharedNames(langs []*language) map[string]float64 {
	weight := map[string]float64{}
	capital := map[string]int{}
	common := map[string]bool{}
	for _, l := range langs {
		for _, w := range sortedKeys(l.v.cases) {
			if onlyCapital(l.v.cases[w]) {
				capital[w]++
			}
		}
		for w := range l.v.cases {
			common[w] = common[w] || l.v.cases[w].lower > 0
		}
		for i, name := range l.v.names {
			if name != "names" {
				continue
			}
			total := l.v.total(i)
			for _, w := range sortedKeys(l.v.counts[i]) {
				weight[w] += l.v.counts[i][w] / total
			}
		}
	}
	for _, w := range sortedKeys(capital) {
		if capital[w] >= 2 && !common[w] {
			weight[w] += sharedListMass * float64(capital[w])
		}
	}
	addSyllableNames(weight, langs)
	sum := 0.0
	for _, w := range sortedKeys(weight) {
		sum += weight[w]
	}
	for w := range weight {
		weight[w] /= sum
	}
	return weight
}

// sharedListMass is what a language that has a word with a capital only adds to it; a name
// list of 10,000 gives each of its names about as much.
const sharedListMass = 1e-4

// addSyllableNames adds Vietnamese syllables as other languages write them, with marks.
func addSyllableNames(weight map[string]float64, langs []*language) {
	for _, l := range langs {
		if l.lang != "vi" {
			continue
		}
		for _, w := range sortedKeys(l.v.cases) {
			if c := l.v.cases[w]; c.capital > 0 {
				weight[w] += sharedListMass
			}
		}
	}
}

func onlyCapital(c *caseCount) bool { return c != nil && c.lower == 0 && c.capital+c.acronym > 0 }
