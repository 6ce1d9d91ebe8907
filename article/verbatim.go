package article

import (
	"strings"

	"golang.org/x/net/publicsuffix"
)

// markVerbatim flags the tokens of every URL, e-mail address, handle,
// hashtag, domain and file name: strings whose spelling is not prose.
func markVerbatim(a *Article) {
	for i := 0; i < len(a.Tokens); {
		end := i + 1
		for end < len(a.Tokens) && a.Tokens[end].Glued {
			end++
		}
		if end-i > 1 {
			markChunk(a, i, end)
		}
		i = end
	}
}

// markChunk looks at the tokens [i,end) that no white space parts.
func markChunk(a *Article, i, end int) {
	for end > i && isClosing(a, end-1) {
		end--
	}
	for i < end && isOpening(a.Of(i)) {
		i++
	}
	if end-i < 2 {
		return
	}
	chunk := a.Text[a.Tokens[i].Start:a.Tokens[end-1].End]
	switch {
	case urlStart(chunk) >= 0:
		from := int(a.Tokens[i].Start) + urlStart(chunk)
		for ; i < end; i++ {
			a.Tokens[i].Verbatim = int(a.Tokens[i].Start) >= from
		}
	case strings.IndexByte(chunk, '@') >= 0, chunk[0] == '#':
		flag(a, i, end)
	case strings.IndexByte(chunk, '.') > 0:
		markDomain(a, i, end)
	}
}

// urlStart returns the byte offset in chunk at which a URL or a DOI begins, -1 without one.
func urlStart(chunk string) int {
	for _, scheme := range []string{"https://", "http://", "ftp://", "www.", "doi:10."} {
		if i := strings.Index(chunk, scheme); i >= 0 {
			return i
		}
	}
	return -1
}

func flag(a *Article, i, end int) {
	for ; i < end; i++ {
		a.Tokens[i].Verbatim = true
	}
}

// fileExtensions are the endings of file names that news mentions and scrapers leave in text.
// Those that are words somewhere ("log", "md", "ini", "ts") are left out.
var fileExtensions = set(`
	jpg jpeg png gif webp svg tiff bmp mp3 mp4 avi mov wav webm epub
	pdf doc docx xls xlsx ppt pptx rtf odt txt csv tsv
	html htm php aspx jsp json xml yaml yml js css py sql
	zip rar tar gz iso exe apk dmg`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}

// markDomain flags a chunk that is a domain with or without a path
// ("vnexpress.net/abc") or a file name ("nth-5529.jpg"). A domain ends in a
// suffix that the Public Suffix List has from ICANN and is not written with
// a capital behind the stop, where a lost blank is likelier ("aquí.La").
func markDomain(a *Article, i, end int) {
	for j := i + 1; j+1 < end; j++ {
		last := &a.Tokens[j+1]
		if a.Of(j) != "." || last.Kind != Word || last.Case != Lower || a.Tokens[j-1].Kind > Number {
			continue
		}
		stop := j+2 == end || a.Of(j+2) == "/" || a.Of(j+2) == "?" || a.Of(j+2) == ","
		if !stop {
			continue
		}
		word := a.Of(j + 1)
		if fileExtensions[word] || isDomain(a, i, j+1) {
			to := j + 2
			if to < end && a.Of(to) == "/" {
				to = end
			}
			flag(a, i, to)
			return
		}
	}
}

// minLabel keeps "a.es" and abbreviations such as "p.ej" from being domains.
const minLabel = 3

func isDomain(a *Article, i, last int) bool {
	if a.Tokens[last-2].End-a.Tokens[last-2].Start < minLabel {
		return false
	}
	host := strings.ToLower(a.Text[a.Tokens[i].Start:a.Tokens[last].End])
	suffix, icann := publicsuffix.PublicSuffix(host)
	return icann && suffix != host
}

func isClosing(a *Article, i int) bool {
	if a.Tokens[i].Kind != Punct {
		return false
	}
	return strings.ContainsAny(a.Of(i), ".,;:!?)]}»”’\"'…")
}

func isOpening(s string) bool { return strings.ContainsAny(s, "([{«“‘\"'¿¡") }
