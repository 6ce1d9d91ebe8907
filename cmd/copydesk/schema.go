package main

import (
	"encoding/json"
	"reflect"
	"strings"

	"copydesk/corpus"
	"copydesk/desk"

	"github.com/urfave/cli/v2"
)

func (c *Command) schemaVerb() *cli.Command {
	return &cli.Command{
		Name:  "schema",
		Usage: "print a JSON Schema of the configuration, for editors",
		Action: func(*cli.Context) error {
			enc := json.NewEncoder(c.Stdout)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(configSchema(corpus.NewLoader(desk.RuleKeys(c.Catalogue)).Keys()))
		},
	}
}

// schema is a JSON Schema, draft 2020-12, as far as a configuration needs it.
type schema struct {
	Schema      string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        any                `json:"type,omitempty"`
	Default     any                `json:"default,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Closed      *bool              `json:"additionalProperties,omitempty"`
}

// configSchema returns the schema of a configuration with keys.
func configSchema(keys []corpus.Key) *schema {
	root := object("")
	for _, k := range keys {
		at := root
		parts := strings.Split(k.Name, ".")
		for _, part := range parts[:len(parts)-1] {
			if at.Properties[part] == nil {
				at.Properties[part] = object("")
			}
			at = at.Properties[part]
		}
		at.Properties[parts[len(parts)-1]] = property(k)
	}
	root.Schema, root.Title = "https://json-schema.org/draft/2020-12/schema", "Configuration of copydesk"
	root.Properties["overrides"] = overridesSchema(root.Properties)
	return root
}

// overridesSchema is the list of overrides: the same keys for some files only.
func overridesSchema(properties map[string]*schema) *schema {
	item := object("the keys that hold for these files only")
	for name, p := range properties {
		item.Properties[name] = p
	}
	item.Properties["files"] = &schema{Type: []string{"string", "array"}, Items: &schema{Type: "string"}, Description: "globs, relative to the folder of the configuration"}
	item.Required = []string{"files"}
	return &schema{Type: "array", Items: item, Description: "values that hold for some files only"}
}

func object(description string) *schema {
	closed := false
	return &schema{Type: "object", Description: description, Properties: map[string]*schema{}, Closed: &closed}
}

// property returns the schema of one key, whose type is that of its default.
func property(k corpus.Key) *schema {
	p := &schema{Description: k.Doc, Default: k.Default}
	switch reflect.ValueOf(k.Default).Kind() {
	case reflect.Bool:
		p.Type = "boolean"
	case reflect.Int, reflect.Int64:
		p.Type = "integer"
	case reflect.Float64:
		p.Type = "number"
	case reflect.Slice:
		p.Type = []string{"string", "array"}
	default:
		p.Type = "string"
	}
	if k.Name == "corpus.header" {
		p.Items = &schema{Type: "string", Enum: []string{corpus.HeaderFrontMatter, corpus.HeaderFields}}
	}
	if k.Name == "rules" {
		p.Type, p.Items = "array", &schema{Type: "object", Required: []string{"name", "message", "when"}}
	}
	return p
}
