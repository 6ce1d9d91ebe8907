package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"copydesk/rules/catalogue"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// The schema accepts what the loader accepts and refuses what it refuses.
func TestConfigSchema(t *testing.T) {
	var out bytes.Buffer
	c := Command{Stdin: &bytes.Buffer{}, Stdout: &out, Stderr: &out, Catalogue: catalogue.All()}
	if status := c.Main([]string{"copydesk", "config", "schema"}); status != exitClean {
		t.Fatalf("exit %d: %s", status, out.String())
	}
	document, err := jsonschema.UnmarshalJSON(&out)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("config.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	for text, valid := range map[string]bool{
		initConfig:                               true,
		"lang: es\nignore: [spacing]":            true,
		"ignore: spacing":                        true,
		"structure: {header: {layout: drop}}":    true,
		"overrides: [{files: '*.md', lang: vi}]": true,
		"corpus: {header: front-matter}":         true,
		"corpus: {header: [fields]}":             true,
		"corpus: {header: [both]}":               false,
		"langs: es":                              false,
		"structure: {header: {layuot: drop}}":    false,
		"unsafe-fixes: perhaps":                  false,
		"overrides: [{lang: vi}]":                false,
		"rules: [{name: a/b}]":                   false,
	} {
		if err := schema.Validate(fromYAML(t, text)); (err == nil) != valid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// fromYAML returns a YAML text as the values that JSON would have.
func fromYAML(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return value
}
