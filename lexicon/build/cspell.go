package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// addSyllables adds the Vietnamese dictionary of cspell, one entry a syllable.
func (b *builder) addSyllables(v *vocab) error {
	packed, err := b.store.file("@cspell/dict-vi-vn", "vi.trie.gz")
	if err != nil {
		return err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return fmt.Errorf("read vi.trie.gz: %w", err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return fmt.Errorf("read vi.trie.gz: %w", err)
	}
	root, err := parseTrie(string(text))
	if err != nil {
		return fmt.Errorf("read vi.trie.gz: %w", err)
	}
	counts := v.source("cspell")
	root.walk("", func(w string) {
		v.list(w)
		b.addCased(v, counts, w, 1)
	})
	return nil
}

// trieNode is a node of cspell's compressed word graphs.
type trieNode struct {
	word bool
	next map[rune]*trieNode
	keys []rune
}

func (n *trieNode) walk(prefix string, yield func(string)) {
	if n.word {
		yield(prefix)
	}
	for _, r := range n.keys {
		n.next[r].walk(prefix+string(r), yield)
	}
}

func (n *trieNode) set(r rune, child *trieNode) {
	if n.next == nil {
		n.next = map[rune]*trieNode{}
	}
	if n.next[r] == nil {
		n.keys = append(n.keys, r)
	}
	n.next[r] = child
}

type trieStep struct {
	node *trieNode
	char rune
}

// parseTrie reads format TrieXv3: a letter goes down, $ ends a word and goes up, < goes up, a
// digit d after these goes up d-1 further, #n; replaces the node by an earlier one and \ escapes.
func parseTrie(text string) (*trieNode, error) {
	_, body, ok := strings.Cut(text, "__DATA__")
	if !ok || !strings.Contains(text[:len(text)-len(body)], "TrieXv3") {
		return nil, fmt.Errorf("not a TrieXv3 file")
	}
	root := &trieNode{}
	nodes, stack := []*trieNode{root}, []trieStep{{node: root}}
	up := func(n int) { stack = stack[:max(1, len(stack)-n)] }
	runes := []rune(body)
	goingUp := false
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '\n' || r == '\r':
		case goingUp && r >= '1' && r <= '9':
			up(int(r-'0') - 1)
		case r == '$':
			top := stack[len(stack)-1].node
			top.word = true
			if top.next == nil {
				nodes = nodes[:len(nodes)-1]
			}
			up(1)
			goingUp = true
		case r == '<':
			up(1)
			goingUp = true
		case r == '#':
			end := i + 1
			for runes[end] != ';' {
				end++
			}
			ref, err := strconv.ParseInt(string(runes[i+1:end]), 32, 32)
			if err != nil || int(ref) >= len(nodes) {
				return nil, fmt.Errorf("bad reference %q", string(runes[i:end]))
			}
			stack[len(stack)-2].node.set(stack[len(stack)-1].char, nodes[ref])
			nodes = nodes[:len(nodes)-1]
			i = end
			goingUp = false
		default:
			if r == '\\' {
				i++
				r = runes[i]
			}
			child := &trieNode{}
			stack[len(stack)-1].node.set(r, child)
			nodes = append(nodes, child)
			stack = append(stack, trieStep{child, r})
			goingUp = false
		}
	}
	return root, nil
}
