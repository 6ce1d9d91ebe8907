package spacing

// Lengths that part the words of prose from abbreviations and brand names, in
// code points; chosen on clean news of seven languages, where no shorter one
// is free of false alarms.
const (
	minProse = 3 // a known word in front of a stop
	minName  = 4 // a word with a capital in front of a stop
)

// stop judges a full stop that is glued to both sides.
func (j joint) stop() verdict {
	l, r := j.side(-1), j.side(1)
	switch {
	case l.text == "." || r.text == ".":
		return j.dots(r)
	case r.opens && r.text != "[" && (l.word && l.letters > 1 || l.closes || l.number):
		return verdict{sure, false, "an opening mark follows"}
	case l.closes && r.word && r.capital:
		return verdict{sure, false, "a capital follows a closed bracket or quotation"}
	case l.number && r.text == "-":
		return j.dashBehindDate(l)
	case l.number:
		return j.stopAfterNumber(r)
	case !l.word || l.mixed || r.mixed:
		return verdict{}
	case r.number:
		return j.stopBeforeNumber(l)
	case !r.word:
		return verdict{}
	case abbreviated(j.p.Pack, l.text):
		return j.abbreviation(r)
	case l.upper || l.letters == 1:
		return j.stopAfterAcronym(l, r)
	case l.capital:
		return j.stopAfterName(l, r)
	}
	return j.stopAfterWord(l, r)
}

// dots judges the last of several stops.
func (j joint) dots(r side) verdict {
	if r.word && r.capital && r.common && r.letters > 1 {
		return verdict{likely, false, "a sentence could begin behind the dots"}
	}
	return verdict{}
}

func (j joint) stopAfterNumber(r side) verdict {
	digits := len(j.side(-1).text)
	switch {
	case !r.word || !r.capital || r.upper || r.letters == 1:
		return verdict{}
	case digits == 4:
		return verdict{sure, false, "a capital follows a year"}
	case r.common && digits > 1:
		return verdict{sure, false, r.is() + ", and begins a sentence"}
	}
	return verdict{}
}

// dashBehindDate judges the French dateline "23 juin 2012.- Une". Spanish and
// Portuguese set the dash so; French sets it apart.
func (j joint) dashBehindDate(l side) verdict {
	base, _ := j.p.Pack.Lang().Base()
	if base.String() != "fr" || !year(l.text) || j.at < 2 || j.at+2 >= len(j.p.Tokens) || j.p.Tokens[j.at+2].Glued {
		return verdict{}
	}
	if _, ok := j.p.Pack.Month(j.p.Of(j.at - 2)); !ok {
		return verdict{}
	}
	return verdict{likely, false, "French sets the dash behind a date apart"}
}

func (j joint) stopBeforeNumber(l side) verdict {
	if l.known && !l.capital && l.letters > minProse && !abbreviated(j.p.Pack, l.text) {
		return verdict{likely, false, l.is() + ", and no abbreviation"}
	}
	return verdict{}
}

// abbreviation judges "Dr.Li" and "p.ej": a capital behind it lost its blank,
// unless the writer never puts one there.
func (j joint) abbreviation(r side) verdict {
	if r.capital && !r.upper && r.letters > 1 && j.side(-1).letters > 1 {
		return verdict{likely, false, "“" + j.side(-1).text + ".” is an abbreviation, and a word with a capital follows"}
	}
	return verdict{}
}

// stopAfterAcronym judges "ONU.El" and the last stop of "EE.UU.El".
func (j joint) stopAfterAcronym(l, r side) verdict {
	inside := j.at >= 2 && j.p.Of(j.at-2) == "."
	switch {
	case inside && !r.capital && r.known && r.letters >= minProse && !j.dotted():
		return verdict{sure, false, "a known word follows an initialism"}
	case !r.capital || r.upper || r.letters == 1 || !r.common:
		return verdict{}
	case r.serves && (inside || l.letters > 1):
		return verdict{sure, false, r.is() + ", and begins a sentence"}
	case l.letters > 1 || inside && abbreviated(j.p.Pack, j.chunk()):
		return verdict{likely, false, r.is() + ", and could begin a sentence"}
	}
	return verdict{}
}

// chunk returns what is glued together in front of the mark, and the mark:
// "U.S." in "U.S.Senator".
func (j joint) chunk() string {
	i := j.at
	for i > 0 && j.p.Tokens[i].Glued {
		i--
	}
	return j.p.Text[j.p.Tokens[i].Start:j.p.Tokens[j.at].End]
}

// dotted reports whether the word behind the mark is followed by another stop
// and word: a dotted name such as alt.religion.
func (j joint) dotted() bool {
	return j.at+3 < len(j.p.Tokens) && j.p.Tokens[j.at+2].Glued && j.p.Of(j.at+2) == "." && j.p.Tokens[j.at+3].Glued
}

// stopAfterName judges "Madrid.El" against "Man.City".
func (j joint) stopAfterName(l, r side) verdict {
	switch {
	case !r.capital || r.upper || r.letters == 1 && !r.serves:
		return verdict{}
	case l.letters < minName && !l.known:
		return verdict{}
	case r.serves && r.common && l.letters >= minProse:
		return verdict{sure, false, r.is() + ", and begins a sentence"}
	case r.common && l.letters >= minName && r.letters >= minProse:
		return verdict{sure, false, r.is() + ", and begins a sentence"}
	case l.letters >= minName && (r.common || r.letters >= minName):
		return verdict{likely, false, "a capital follows a name"}
	}
	return verdict{}
}

// syllabic reports whether the language parts syllables by blanks, so that
// its words are short.
func (j joint) syllabic() bool {
	base, _ := j.p.Pack.Lang().Base()
	return base.String() == "vi"
}

// chained reports whether the joint is one of several in a dotted name.
func (j joint) chained() bool {
	return j.dotted() || j.at >= 2 && j.p.Tokens[j.at-1].Glued && j.p.Of(j.at-2) == "."
}

func (j joint) stopAfterWord(l, r side) verdict {
	short := l.letters < minProse && !l.serves && !j.syllabic()
	switch {
	case r.capital && l.known && !short && (r.letters > 1 || r.serves):
		return verdict{sure, false, l.is() + ", and a capital follows"}
	case r.capital && r.common && !short && r.letters > 1:
		return verdict{sure, false, r.is() + ", and begins a sentence"}
	case r.capital && l.letters >= minName && r.letters > 1:
		return verdict{likely, false, "a capital follows"}
	case l.known && r.known && !short && l.letters >= minProse && r.letters >= minProse && !r.capital && !j.chained():
		return verdict{likely, false, "known words on both sides"}
	}
	return verdict{}
}
