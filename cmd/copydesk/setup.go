package main

import (
	"fmt"
	"slices"

	"copydesk/corpus"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/user"
)

// setup is what a configuration comes to: the engine and what its findings mean.
type setup struct {
	config *corpus.Config
	engine *rules.Engine
	policy rules.Policy
	fail   rules.Severity
	id     string // what stands for all of this in the cache

	records bool // it is for records, not for text files
}

// setupKey is what a setup depends on within a run.
type setupKey struct {
	*corpus.Config
	records bool
}

// ruleKeys returns the options of all rules as configuration keys:
// structure.header.layout for the option layout of structure/header.
func ruleKeys(catalogue []*rules.Rule) []corpus.Key {
	var keys []corpus.Key
	for _, r := range catalogue {
		for _, o := range r.OptionList() {
			keys = append(keys, corpus.Key{Name: optionPrefix(r) + "." + o.Key, Default: o.Default, Doc: o.Doc})
		}
	}
	return keys
}

func optionPrefix(r *rules.Rule) string {
	return r.Family() + "." + r.Name[len(r.Family())+1:]
}

func newSetup(catalogue []*rules.Rule, config *corpus.Config, records bool) (*setup, error) {
	selection := rules.Selection{
		Select: config.Select, ExtendSelect: config.ExtendSelect, Ignore: config.Ignore,
		Fixable: config.Fixable, Unfixable: config.Unfixable,
	}
	catalogue, err := withUserRules(catalogue, config)
	if err != nil {
		return nil, err
	}
	chosen, err := selection.Choose(catalogue)
	if err != nil {
		return nil, err
	}
	options, err := ruleOptions(catalogue, withLayout(config, records))
	if err != nil {
		return nil, err
	}
	fail, err := rules.ParseSeverity(config.FailLevel)
	if err != nil {
		return nil, fmt.Errorf("fail-level: %w", err)
	}
	if err := requireVersion(config.RequiredVersion); err != nil {
		return nil, err
	}
	level := fixers.Safe
	if config.UnsafeFixes {
		level = fixers.Unsafe
	}
	return &setup{
		config: config, records: records, engine: rules.NewEngine(chosen, options), fail: fail,
		policy: rules.Policy{Level: level, Fixable: selection.CanFix},
	}, nil
}

// withUserRules returns the catalogue with the rules that config defines.
func withUserRules(catalogue []*rules.Rule, config *corpus.Config) ([]*rules.Rule, error) {
	setting, ok := config.Settings["rules"]
	if !ok {
		return catalogue, nil
	}
	own, err := user.Parse(setting.Node)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", setting.From, err)
	}
	return append(slices.Clip(catalogue), own...), nil
}

// ruleOptions returns the configured options by rule name.
func ruleOptions(catalogue []*rules.Rule, s corpus.Settings) (map[string]any, error) {
	options := map[string]any{}
	for _, r := range catalogue {
		node := s.Under(optionPrefix(r))
		if node == nil {
			continue
		}
		o, err := r.Configure(nil, node)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", configFile(s, r), err)
		}
		options[r.Name] = o
	}
	return options, nil
}

// configFile returns the file that sets an option of r.
func configFile(s corpus.Settings, r *rules.Rule) string {
	for _, o := range r.OptionList() {
		if v, ok := s[optionPrefix(r)+"."+o.Key]; ok {
			return v.From
		}
	}
	return corpus.ConfigName
}
