package diacritics

import (
	_ "embed"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/names/twin"
)

//go:embed lost.txtar
var lostExamples string

// Lost finds words that lost a mark.
var Lost = &rules.Rule{
	Name:     "diacritics/lost",
	Severity: rules.Warning,
	Native:   true,
	Doc: rules.Doc{
		Summary: "A word that lost its marks",
		Why: "\"segun\" beside \"según\": the mark was lost on the way or never typed. A search for the word does not find it, and " +
			"where the word without the mark is another one (\"termino\", \"terminó\"), the sentence says something else.",
		Fix: "The mark is put back. Beside an intact twin in the article that is safe where at least 99.5 % of such judgements were right on articles that " +
			"the model had not seen: as a rule when the word as it stands is in no word list. Where both forms are words, the words around decide, and the fix is " +
			"unsafe. In Vietnamese, where nearly every form is a syllable, all readings of the syllable are held against the words around it, and only those that leave no doubt are safe; " +
			"other damage in the article makes each loss likelier. Without a twin, a word in small letters is repaired when no dictionary of any language has it as it stands and one word of the " +
			"language differs from it by one mark alone; where an article has three of these the repair is offered, else it is only shown.",
		Best:     fixers.Safe,
		Since:    "0.1.0",
		Examples: lostExamples,
	},
	Run: runLost,
}

func runLost(p *rules.Pass) {
	if p.Has(article.NonASCII) {
		twin.Report(p, isLost)
	}
	if alphabets[p.Pack.Lang()] != nil {
		lostAlone(p)
	}
}

func isLost(s *twin.Suspicion) bool {
	return !s.Name() && (s.Slip == twin.MarkLost || s.Slip == twin.MarksLost)
}
