package spacing

import (
	"sort"

	"copydesk/article"
	"copydesk/lexicon"
	"copydesk/rules"
	"copydesk/rules/spacing/fusion"
)

// fusionKey keys what the rules that ask the model of fused words share.
type fusionKey struct{}

// shared is the model's worker with the article it has taken up, and those of other languages: they
// remember the words of theirs.
type shared struct {
	*fusion.Worker
	workers map[*lexicon.Pack]*fusion.Worker
	serial  uint64

	decided bool
	groups  []fused
}

// fused is the blanks that one run of text has lost.
type fused struct {
	kind  fusedKind
	joint int // of joinedBlocks: offset at which the second block begins
	why   string
	ds    []fusion.Decision
}

// fusedKind says which rule reports a run.
type fusedKind uint8

const (
	fusedWords   fusedKind = iota // words, of which there may be several
	digitJoint                    // one word and one number
	joinedBlocks                  // the end of one block of the page and the beginning of the next
)

// sharedOf returns what the rules share, with the article of the pass taken up.
func sharedOf(p *rules.Pass) *shared {
	s := p.Shared(fusionKey{}, func() any { return &shared{workers: make(map[*lexicon.Pack]*fusion.Worker)} }).(*shared)
	if s.serial != p.Serial() {
		s.serial, s.decided, s.groups = p.Serial(), false, s.groups[:0]
		s.speak(p.Pack)
		s.Load(p.Article, p.Pack, p.Words(), fusion.Options{Corpus: p.Corpus, Broken: p.Repaired("encoding")})
	}
	return s
}

// speak takes the worker of a language.
func (s *shared) speak(pack *lexicon.Pack) {
	if s.Worker = s.workers[pack]; s.Worker == nil {
		s.Worker = fusion.Default().NewWorker()
		s.workers[pack] = s.Worker
	}
}

// fusionOf returns the worker with the article of the pass taken up.
func fusionOf(p *rules.Pass) *fusion.Worker { return sharedOf(p).Worker }

// fusions returns the runs of text that lost blanks. They are decided once for all rules.
func (s *shared) fusions(p *rules.Pass) []fused {
	if s.decided {
		return s.groups
	}
	s.decided = true
	ds := s.Fusions()
	if len(ds) > 0 && technical(p) {
		for i := range ds {
			ds[i].Safe = false
		}
	}
	for i := 0; i < len(ds); {
		end := i + 1
		for end < len(ds) && ds[end].Span == ds[i].Span && ds[end].Safe == ds[i].Safe {
			end++
		}
		if group := ours(ds[i:end]); len(group) > 0 && !codelike(p.At(group[0].Span)) {
			s.groups = append(s.groups, classify(p, group))
		}
		i = end
	}
	return s.groups
}

// ours drops the joints that spacing/missing-space finds: those beside punctuation, unless
// the geometry of a wrap speaks for them.
func ours(ds []fusion.Decision) []fusion.Decision {
	kept := ds[:0]
	for _, d := range ds {
		if d.Kind.Geometric() || d.Joint <= fusion.DigitDigit {
			kept = append(kept, d)
		}
	}
	return kept
}

// classify says which rule reports the blanks ds of one run. What the geometry
// of a wrap tells is a fused word, unless a label or a dateline stands there.
func classify(p *rules.Pass, ds []fusion.Decision) fused {
	f := fused{ds: ds}
	if len(ds) > 1 {
		return f
	}
	d, wrapped := ds[0], ds[0].Kind.Geometric()
	switch d.Joint {
	case fusion.LetterDigit, fusion.DigitLetter:
		if !wrapped {
			f.kind = digitJoint
		}
	case fusion.LowerUpper:
		i := p.TokenAt(d.At)
		b, ok := markedAt(p, i, d.At)
		if !ok && !wrapped {
			b, ok = sentenceAt(p, i, d.At)
		}
		if ok {
			f.kind, f.joint, f.why = joinedBlocks, b.at, b.why
		}
	}
	return f
}

// covered reports whether one of groups has to do with the bytes of s.
func covered(groups []fused, s article.Span) bool {
	i := sort.Search(len(groups), func(i int) bool { return groups[i].ds[0].Span.End > s.Start })
	return i < len(groups) && groups[i].ds[0].Span.Start < s.End
}
