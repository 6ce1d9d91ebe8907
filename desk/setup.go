package desk

import (
	"fmt"
	"slices"

	"copydesk/corpus"
	"copydesk/fixers"
	"copydesk/rules"
	"copydesk/rules/user"

	"golang.org/x/mod/semver"
)

// Setup is what a configuration comes to: the engine and what its findings mean.
type Setup struct {
	Config *corpus.Config
	Engine *rules.Engine
	Policy rules.Policy
	Fail   rules.Severity // findings of at least this make a run fail
	ID     string         // stands for all that results depend on beside the article; "" without a Desk.Identity

	records bool // it is for records, not for text files
}

// setupKey is what a Setup depends on for one Desk.
type setupKey struct {
	*corpus.Config
	records bool
}

// RuleKeys returns the options of all rules as configuration keys:
// structure.header.layout for the option layout of structure/header.
func RuleKeys(catalogue []*rules.Rule) []corpus.Key {
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

// NewSetup makes a Setup of config, with its choice of the rules of catalogue and its own rules,
// for records of shards or for text files. It knows nothing of the corpus. version is that of
// copydesk. The error says which value of the configuration is wrong, and where it stands.
func NewSetup(catalogue []*rules.Rule, config *corpus.Config, records bool, version string) (*Setup, error) {
	selection := rules.Selection{
		Select: config.Select, ExtendSelect: config.ExtendSelect, Ignore: config.Ignore,
		Fixable: config.Fixable, Unfixable: config.Unfixable,
	}
	catalogue, err := WithUserRules(catalogue, config)
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
	if err := requireVersion(config.RequiredVersion, version); err != nil {
		return nil, err
	}
	level := fixers.Safe
	if config.UnsafeFixes {
		level = fixers.Unsafe
	}
	return &Setup{
		Config: config, records: records, Engine: rules.NewEngine(chosen, options), Fail: fail,
		Policy: rules.Policy{Level: level, Fixable: selection.CanFix},
	}, nil
}

// WithUserRules returns the catalogue with the rules that config defines.
func WithUserRules(catalogue []*rules.Rule, config *corpus.Config) ([]*rules.Rule, error) {
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

// requireVersion returns an error when copydesk is older than a configuration asks for.
func requireVersion(want, version string) error {
	switch {
	case want == "":
		return nil
	case !semver.IsValid("v" + want):
		return fmt.Errorf("required-version: %q is no version such as 0.1.0", want)
	case semver.Compare("v"+version, "v"+want) < 0:
		return fmt.Errorf("required-version: the configuration needs copydesk %s or newer, this is %s", want, version)
	}
	return nil
}
