// Package desk is where articles meet rules: it makes engines of configurations, runs files of
// articles through them, and does the files of a corpus one by one for jobs of many machines.
// The command line and the Beam pipeline do their work by it, so that both come to the same.
package desk

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"copydesk/corpus"
	"copydesk/lexicon/names"
	"copydesk/lexicon/profile"
	"copydesk/rules"
)

// Desk knows what articles are judged by: rules, configurations, and what was learned of the
// corpus. It may be used by many goroutines, once its fields are set.
type Desk struct {
	Catalogue []*rules.Rule
	Version   string         // of copydesk, for configurations that ask for one
	Configs   *corpus.Loader // used by the Desk alone while it works
	Names     *names.List    // the names file of the corpus; nil without one
	Identity  *Identity      // fills Setup.ID; nil when nobody needs it

	Learning bool // profiles are what is written, and are not opened

	// LocalProfile returns where the profile that configurations call path lies on this
	// machine; nil when it lies at path.
	LocalProfile func(path string) (string, error)

	mu       sync.Mutex
	setups   map[setupKey]*Setup
	profiles map[string]*profile.Profile
}

// Setup returns what the configuration of the file at path comes to; records says that it holds
// records rather than one article. Two files of a kind with the same configuration get the same Setup.
func (d *Desk) Setup(path string, records bool) (*Setup, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	config, err := d.Configs.For(path)
	if err != nil {
		return nil, err
	}
	key := setupKey{config, records && len(config.Header) > 0} // it makes no other difference
	if s, ok := d.setups[key]; ok {
		return s, nil
	}
	s, err := NewSetup(d.Catalogue, config, records, d.Version)
	if err != nil {
		return nil, err
	}
	if err := d.inform(s); err != nil {
		return nil, err
	}
	if d.setups == nil {
		d.setups = map[setupKey]*Setup{}
	}
	d.setups[key] = s
	return s, nil
}

// inform makes the engine of s use what is known of the corpus. A profile is opened once.
func (d *Desk) inform(s *Setup) error {
	path := s.Config.Profile
	if d.Learning {
		path = ""
	}
	if path != "" && d.LocalProfile != nil {
		var err error
		if path, err = d.LocalProfile(path); err != nil {
			return err
		}
	}
	known := rules.Knowledge{Names: d.Names}
	if path != "" {
		var err error
		if known.Profile, err = d.profile(path); err != nil {
			return err
		}
	}
	s.Engine.With(known)
	if d.Identity == nil {
		return nil
	}
	var err error
	s.ID, err = d.Identity.of(s, path)
	return err
}

func (d *Desk) profile(path string) (*profile.Profile, error) {
	if p, ok := d.profiles[path]; ok {
		return p, nil
	}
	p, err := profile.Open(path)
	if err != nil {
		return nil, err
	}
	if d.profiles == nil {
		d.profiles = map[string]*profile.Profile{}
	}
	d.profiles[path] = p
	return p, nil
}

// Setups returns all that Setup has returned so far.
func (d *Desk) Setups() []*Setup {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Collect(maps.Values(d.setups))
}

// Damage returns what look-ups in profiles came upon: findings may be missing then.
func (d *Desk) Damage() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	var errs []error
	for path, p := range d.profiles {
		if err := p.Err(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w; findings that need it are missing", path, err))
		}
	}
	return errors.Join(errs...)
}
