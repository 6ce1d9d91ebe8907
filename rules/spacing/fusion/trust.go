package fusion

import "copydesk/article"

// What is safe in news is not in a manual, a glossary or a list of names: their authors write words together on purpose
// ("userdiff", "mergetools"), and each looks like a lost blank. Two things tell such articles: they are full of words in small letters
// that nobody knows and that no blank explains, and nothing but content words seems to be fused in them.

// strangeShare is the share of words that nobody knows, of all words, from which an article is none that the model was fitted
// on. Nearly all articles of clean and damaged news in seven languages have less; many manuals have more.
const strangeShare = 0.04

// leastStrange is the number of such words that a short article may have in any case.
const leastStrange = 3

// learnTrust finds out whether the article is one that the model may be trusted with.
func (w *Worker) learnTrust() {
	w.firm = 0
	for i := range w.runs {
		r := &w.runs[i]
		if alt := w.believedReading(r); alt != nil {
			for _, c := range alt.cuts {
				w.firm += int(flag(c.kind == Letters || c.kind == Upper))
			}
		}
	}
	words, unknown := 0, 0
	for i := range w.runs {
		r := &w.runs[i]
		for k := r.first; k < r.last; k++ {
			t := &w.art.Tokens[k]
			words += int(flag(t.Kind == article.Word))
			unknown += int(flag(r.choice == 0 && w.strangeWord(int(k))))
		}
	}
	w.strange = unknown > leastStrange && float64(unknown) > strangeShare*float64(words)
}

// strangeWord reports whether token i is a word in small letters, or with a capital inside, that nobody knows.
func (w *Worker) strangeWord(i int) bool {
	t := &w.art.Tokens[i]
	return t.Kind == article.Word && !t.Verbatim && (t.Case == article.Lower || t.Case == article.Mixed) && t.End-t.Start >= shortestSuspect && w.oddWord(i)
}
