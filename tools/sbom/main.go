// Command sbom prints the bill of materials of a Go program, as CycloneDX 1.6
// in JSON, from what the linker wrote into the program itself:
//
//	go run ./sbom PROGRAM VERSION
//
// It holds the modules that are really in the program for its system, with
// the checksums of go.sum. The same program gives the same bytes.
package main

import (
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"runtime/debug"
	"strings"
)

type bom struct {
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	URL        string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn"`
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: sbom PROGRAM VERSION")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func run(program, version string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return fmt.Errorf("read the build information: %w", err)
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", "  ")
	return enc.Encode(bomOf(info, version))
}

// bomOf lists the modules of a program and the Go release that it is built with.
func bomOf(info *buildinfo.BuildInfo, version string) bom {
	program := library(info.Main.Path, version, "")
	program.Type = "application"
	for _, s := range info.Settings {
		if s.Key == "GOOS" || s.Key == "GOARCH" || s.Key == "vcs.revision" {
			program.Properties = append(program.Properties, property{"build:" + s.Key, s.Value})
		}
	}
	b := bom{Format: "CycloneDX", Spec: "1.6", Version: 1, Metadata: metadata{program}}
	b.Components = append(b.Components, library("std", strings.TrimPrefix(info.GoVersion, "go"), ""))
	for _, m := range info.Deps {
		b.Components = append(b.Components, module(m))
	}
	all := dependency{Ref: program.Ref, On: []string{}}
	for _, c := range b.Components {
		all.On = append(all.On, c.Ref)
	}
	b.Dependencies = []dependency{all}
	return b
}

func module(m *debug.Module) component {
	if m.Replace != nil {
		m = m.Replace
	}
	return library(m.Path, m.Version, m.Sum)
}

func library(path, version, sum string) component {
	ref := "pkg:golang/" + (&url.URL{Path: path}).EscapedPath() + "@" + url.PathEscape(version)
	c := component{Type: "library", Ref: ref, Name: path, Version: version, URL: ref}
	if sum != "" {
		c.Properties = []property{{"go:sum", sum}}
	}
	return c
}
