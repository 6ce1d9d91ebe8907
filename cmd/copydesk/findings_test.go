package main

import (
	"reflect"
	"testing"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
)

// whole is a finding with something in every field. Text and Origin are those
// of a finding that no fix has gone before.
var whole = rules.Finding{
	Rule: "spacing/run", Text: "a  b\nc", Span: article.Span{Start: 1, End: 3}, Origin: article.Span{Start: 1, End: 3},
	Severity: rules.Warning, Message: "two blanks", Evidence: []string{"one", "", "two\nthree"}, Confidence: 0.998,
	Fix: &fixers.Fix{Message: "take one out", Applicability: fixers.Safe, Keeps: fixers.KeepsInk, Edits: []fixers.Edit{
		{Span: article.Span{Start: 1, End: 2}}, {Span: article.Span{Start: 3, End: 3}, New: "é"},
	}},
	Fingerprint: "0123456789abcdef.1",
}

// A field that is added to a finding must be added to the cache.
func TestFindingIsWhole(t *testing.T) {
	for _, v := range []reflect.Value{reflect.ValueOf(whole), reflect.ValueOf(*whole.Fix)} {
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%s.%s is not set, so that nothing tells whether the cache keeps it", v.Type(), v.Type().Field(i).Name)
			}
		}
	}
}

func TestFindingsComeBack(t *testing.T) {
	bare := rules.Finding{Rule: "x/y", Text: whole.Text}
	for _, found := range [][]rules.Finding{nil, {whole}, {bare, whole, bare}} {
		lang, back, err := decodeFindings(encodeFindings(language.Vietnamese, found), whole.Text)
		if err != nil || lang != language.Vietnamese {
			t.Fatal(lang, err)
		}
		if diff := cmp.Diff(found, back, cmp.Comparer(func(a, b language.Tag) bool { return a == b })); diff != "" {
			t.Error(diff)
		}
	}
}

func FuzzDecodeFindings(f *testing.F) {
	f.Add(encodeFindings(language.Spanish, []rules.Finding{whole}))
	f.Fuzz(func(t *testing.T, value string) {
		_, found, err := decodeFindings(value, whole.Text)
		if err != nil {
			return
		}
		for _, x := range found {
			if x.End > len(whole.Text) {
				t.Errorf("%v lies outside the text", x.Span)
			}
		}
	})
}
