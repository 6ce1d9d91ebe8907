package main

// corpus is running text as sequences of tokens.
type corpus struct {
	paragraphs [][]token
	words      int
}

func (c *corpus) add(tokens []token) {
	c.paragraphs = append(c.paragraphs, tokens)
	for _, t := range tokens {
		if t.kind == wordToken {
			c.words++
		}
	}
}

// count adds the words of the corpus to the vocabulary as the source "help".
func (c *corpus) count(v *vocab) {
	counts := v.source("help")
	for _, tokens := range c.paragraphs {
		for i, t := range tokens {
			if t.kind != wordToken {
				continue
			}
			w, s := fold(t.text), shapeOf(t.text)
			counts[w]++
			v.running[w]++
			first := i > 0 && tokens[i-1].kind != wordToken && tokens[i-1].kind != numberToken
			if first && s == capitalShape {
				continue // says nothing of the word's own case
			}
			v.see(w, s)
			if s == lowerShape {
				v.inner[w]++
			}
		}
	}
}
