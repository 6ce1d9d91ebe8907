package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"

	"copydesk/corpus"
)

// Identity is what the results of a Setup depend on beside the articles and the configuration.
type Identity struct {
	Program string                            // stands for the program, with the language packs inside it
	Corpus  string                            // stands for what the corpus remembers: names, decisions …
	FileID  func(path string) (string, error) // stands for the content of a file; FileSum, or a cache of it
}

// of returns what stands for all that the results of s depend on beside the article. profile is
// the path of its profile on this machine, "" for none.
func (i *Identity) of(s *Setup, profile string) (string, error) {
	parts := []string{i.Program, i.Corpus, strconv.FormatBool(s.records)}
	for _, name := range slices.Sorted(maps.Keys(s.Config.Settings)) {
		parts = append(parts, name, corpus.OneLine(s.Config.Settings[name].Node))
	}
	for _, r := range s.Engine.Rules() {
		parts = append(parts, r.Name)
	}
	if profile != "" {
		id, err := i.FileID(profile)
		if err != nil {
			return "", err
		}
		parts = append(parts, id)
	}
	key := corpus.KeyOf(parts...)
	return hex.EncodeToString(key[:]), nil
}

// FileSum returns the SHA-256 sum of the file at path, in hexadecimal.
func FileSum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // only read from
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
