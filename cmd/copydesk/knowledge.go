package main

import (
	"errors"
	"fmt"

	"copydesk/corpus"
	"copydesk/lexicon/names"
	"copydesk/lexicon/profile"
	"copydesk/rules"

	"github.com/urfave/cli/v2"
)

// knowledge is what the runs of check, fix and diff know of a corpus: its
// names file, and the profiles that its configurations name. A nil knowledge
// knows nothing.
type knowledge struct {
	names    *names.List
	profiles map[string]*profile.Profile
}

// newKnowledge reads the names file of the corpus that the paths of ctx lie in.
func newKnowledge(ctx *cli.Context) (*knowledge, error) {
	k := &knowledge{profiles: map[string]*profile.Profile{}}
	if ctx.Bool("isolated") {
		return k, nil
	}
	root, err := corpus.FindRoot(firstPath(ctx))
	if err != nil {
		return nil, err
	}
	k.names, err = corpus.ReadNames(corpus.NamesPath(root))
	return k, err
}

// give makes the engine of s use what is known. A profile is opened once.
func (k *knowledge) give(s *setup) error {
	if k == nil {
		return nil
	}
	known := rules.Knowledge{Names: k.names}
	if path := s.config.Profile; path != "" {
		p, ok := k.profiles[path]
		if !ok {
			var err error
			if p, err = profile.Open(path); err != nil {
				return err
			}
			k.profiles[path] = p
		}
		known.Profile = p
	}
	s.engine.With(known)
	return nil
}

// errs returns the damage that look-ups came upon: findings may be missing then.
func (k *knowledge) errs() error {
	if k == nil {
		return nil
	}
	var errs []error
	for path, p := range k.profiles {
		if err := p.Err(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w; findings that need it are missing", path, err))
		}
	}
	return errors.Join(errs...)
}
