package main

import (
	"encoding/binary"
	"errors"
	"math"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"

	"golang.org/x/text/language"
)

// encodeFindings returns what was found in a text whose language is lang, for
// the cache: lengths in front of strings, numbers as varints.
func encodeFindings(lang language.Tag, found []rules.Finding) string {
	b := appendString(nil, lang.String())
	b = binary.AppendUvarint(b, uint64(len(found)))
	for i := range found {
		b = appendFinding(b, &found[i])
	}
	return string(b)
}

func appendFinding(b []byte, f *rules.Finding) []byte {
	b = appendString(b, f.Rule)
	b = appendSpan(b, f.Span)
	b = append(b, byte(f.Severity))
	b = appendString(b, f.Message)
	b = binary.AppendUvarint(b, uint64(len(f.Evidence)))
	for _, e := range f.Evidence {
		b = appendString(b, e)
	}
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f.Confidence))
	b = appendString(b, f.Fingerprint)
	if f.Fix == nil {
		return append(b, 0)
	}
	b = appendString(append(b, 1), f.Fix.Message)
	b = append(b, byte(f.Fix.Applicability), byte(f.Fix.Keeps))
	b = binary.AppendUvarint(b, uint64(len(f.Fix.Edits)))
	for _, e := range f.Fix.Edits {
		b = appendString(appendSpan(b, e.Span), e.New)
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendSpan(b []byte, s article.Span) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(b, uint64(s.Start)), uint64(s.Len()))
}

// errCache is the error for a value that encodeFindings did not write.
var errCache = errors.New("no findings")

// decodeFindings is the inverse of encodeFindings, for the same text. The
// strings of the findings are parts of value.
func decodeFindings(value, text string) (language.Tag, []rules.Finding, error) {
	d := decoder{rest: value, limit: len(text)}
	lang, err := language.Parse(d.string())
	n := d.count()
	if err != nil || d.bad {
		return language.Und, nil, errCache
	}
	var found []rules.Finding
	for range n {
		f := d.finding()
		f.Text, f.Origin = text, f.Span
		found = append(found, f)
	}
	if d.bad || d.rest != "" {
		return language.Und, nil, errCache
	}
	return lang, found, nil
}

// decoder reads what the functions above append. After a mistake it reads nothing.
type decoder struct {
	rest  string
	limit int // the length of the text
	bad   bool
}

func (d *decoder) finding() rules.Finding {
	f := rules.Finding{Rule: d.string(), Span: d.span(), Severity: rules.Severity(d.byte()), Message: d.string()}
	for range d.count() {
		f.Evidence = append(f.Evidence, d.string())
	}
	f.Confidence = d.float()
	f.Fingerprint = d.string()
	if d.byte() == 0 {
		return f
	}
	f.Fix = &fixers.Fix{Message: d.string(), Applicability: fixers.Applicability(d.byte()), Keeps: fixers.Invariant(d.byte())}
	for range d.count() {
		f.Fix.Edits = append(f.Fix.Edits, fixers.Edit{Span: d.span(), New: d.string()})
	}
	return f
}

func (d *decoder) fail() {
	d.rest, d.bad = "", true
}

func (d *decoder) take(n int) string {
	if n < 0 || n > len(d.rest) {
		d.fail()
		return ""
	}
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

func (d *decoder) number() int {
	var n uint64
	for shift := 0; shift < 63; shift += 7 {
		c := d.byte()
		n |= uint64(c&0x7F) << shift
		if c < 0x80 {
			return int(n)
		}
	}
	d.fail()
	return 0
}

// count returns a number of things that take at least a byte each.
func (d *decoder) count() int {
	n := d.number()
	if n < 0 || n > len(d.rest) {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) byte() byte {
	if s := d.take(1); s != "" {
		return s[0]
	}
	return 0
}

func (d *decoder) string() string { return d.take(d.number()) }

func (d *decoder) float() float64 {
	s := d.take(8)
	if s == "" {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(s)))
}

func (d *decoder) span() article.Span {
	start := d.number()
	s := article.Span{Start: start, End: start + d.number()}
	if s.Start < 0 || s.End < s.Start || s.End > d.limit {
		d.fail()
		return article.Span{}
	}
	return s
}
