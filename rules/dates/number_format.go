package dates

import (
	_ "embed"
	"fmt"
	"strings"

	"copydesk/article"
	"copydesk/fixers"
	"copydesk/rules"
)

//go:embed number-format.txtar
var numberExamples string

// NumberFormat finds numbers whose decimal sign is not that of the rest of the article.
var NumberFormat = &rules.Rule{
	Name:     "dates/number-format",
	Severity: rules.Info,
	Native:   true,
	Doc: rules.Doc{
		Summary:  "Number with another decimal sign than the rest of the article",
		Why:      "A figure copied from another language keeps its point or comma: `12.5 %` among `3,4 %` and `7,1 %`. Read by the habit of the article it is another number.",
		Fix:      "Point and comma change places. Unsafe. Only where the article has at least three numbers of the one habit, four times as many as of the other, and the odd one counts something: a percentage, money, a unit.",
		Best:     fixers.Unsafe,
		Since:    "0.1.0",
		Examples: numberExamples,
	},
	Run: runNumberFormat,
}

// sign is the decimal sign that a number shows.
type sign uint8

const (
	unclear sign = iota // 1,234 can be either
	comma               // 3,4 or 1.234.567 or 1.234,5
	point               // 3.4 or 1,234,567 or 1,234.5
)

// numeral is a number with signs in it.
type numeral struct {
	first, last int // tokens, [first,last)
	sign        sign
}

// How many numbers make a habit, and how much it must outweigh the other one.
const (
	minHabit  = 3
	outweighs = 4
)

func runNumberFormat(p *rules.Pass) {
	if !p.Has(article.Digits) {
		return
	}
	var count [point + 1]int
	numerals(p, func(n numeral) { count[n.sign]++ })
	habit, odd := comma, point
	if count[point] > count[comma] {
		habit, odd = point, comma
	}
	if count[odd] == 0 || count[habit] < minHabit || count[habit] < outweighs*count[odd] {
		return
	}
	numerals(p, func(n numeral) {
		if n.sign == odd && counts(p, n) {
			reportNumeral(p, n, count[habit])
		}
	})
}

// numerals calls yield with the numbers of the article that show a decimal sign.
func numerals(p *rules.Pass, yield func(numeral)) {
	next := 0
	for _, i := range p.Numbers {
		if int(i) < next {
			continue
		}
		n, ok := numeralAt(p, int(i))
		if ok {
			yield(n)
		}
		next = n.last
	}
}

func reportNumeral(p *rules.Pass, n numeral, habit int) {
	s := article.Span{Start: int(p.Tokens[n.first].Start), End: int(p.Tokens[n.last-1].End)}
	fixed := swap.Replace(p.At(s))
	p.Report(rules.Finding{
		Span:       s,
		Message:    fmt.Sprintf("“%s” has another decimal sign than the rest of the article", p.At(s)),
		Evidence:   []string{fmt.Sprintf("%d numbers of the article have the other one", habit)},
		Confidence: chanceNumber,
		Fix:        fixers.Replace(s, fixed, "write "+fixed, fixers.Unsafe, fixers.KeepsWords),
	})
}

const chanceNumber = 0.85 // of hand-made cases; no alarm on clean news of seven languages

var swap = strings.NewReplacer(".", ",", ",", ".")

// numeralAt reads the number with signs that begins with token i. It reports
// false when there is none, or when it shows no decimal sign.
func numeralAt(p *rules.Pass, i int) (numeral, bool) {
	n := numeral{first: i, last: i + 1}
	if p.Tokens[i].Verbatim {
		return n, false
	}
	var signs [4]byte // kinds of sign in order; a longer number is a code
	groups, k := true, 0
	for j := i + 1; j+1 < len(p.Tokens) && p.Tokens[j].Glued && p.Tokens[j+1].Glued && p.Tokens[j+1].Kind == article.Number; j += 2 {
		s := p.Of(j)
		if s != "." && s != "," {
			return numeral{first: i, last: j + 2}, false
		}
		if k == len(signs) {
			return numeral{first: i, last: j + 2}, false
		}
		signs[k] = s[0]
		k++
		n.last = j + 2
		groups = groups && size(p, j+1) == 3
	}
	n.sign = decide(signs[:k], groups, size(p, i), size(p, n.last-1))
	if n.last < len(p.Tokens) && p.Tokens[n.last].Glued && strings.Contains(":/-", p.Of(n.last)) {
		n.sign = unclear
	}
	return n, n.sign != unclear
}

func size(p *rules.Pass, i int) int { return int(p.Tokens[i].End - p.Tokens[i].Start) }

// decide returns the decimal sign that a number with these signs shows.
// groups says that every part behind a sign has three digits.
func decide(signs []byte, groups bool, head, tail int) sign {
	if len(signs) == 0 || head > 3 {
		return unclear
	}
	last := signs[len(signs)-1]
	same := strings.Trim(string(signs), string(last)) == ""
	switch {
	case len(signs) == 1 && tail <= 2: // 3,4
		return signOf(last)
	case len(signs) == 1: // 1,234
		return unclear
	case same && groups: // 1.234.567
		return comma + point - signOf(last)
	case !same && strings.Trim(string(signs[:len(signs)-1]), string(signs[0])) == "": // 1.234,5
		return signOf(last)
	}
	return unclear
}

func signOf(c byte) sign {
	if c == ',' {
		return comma
	}
	return point
}

// counts reports whether n counts something by what stands beside it: a
// version, a time and the number of a paragraph do not.
func counts(p *rules.Pass, n numeral) bool {
	if n.first > 0 && strings.Contains("$€£¥", p.Of(n.first-1)) {
		return true
	}
	if n.last >= len(p.Tokens) {
		return false
	}
	switch next := p.Of(n.last); next {
	case "%", "€", "$", "£", "¥":
		return true
	default:
		return quantities[strings.ToLower(next)]
	}
}

// quantities are what numbers with decimals count.
var quantities = map[string]bool{
	"por": true, "percent": true, "prozent": true, "pour": true, "per": true, "phần": true,
	"million": true, "millions": true, "billion": true, "trillion": true, "millón": true, "millones": true, "mil": true, "milhões": true, "bilhões": true, "milhão": true,
	"milliards": true, "milliard": true, "milioni": true, "miliardi": true, "millionen": true, "milliarden": true, "triệu": true, "tỷ": true, "tỉ": true,
	"km": true, "kg": true, "m": true, "cm": true, "mm": true, "ha": true, "usd": true, "euros": true, "euro": true, "dólares": true, "dollars": true, "grados": true, "degrees": true,
}
