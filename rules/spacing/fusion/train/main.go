// Command train makes the weights of package fusion from clean news.
//
//	go run ./rules/spacing/fusion/train -clean DIR [-out rules/spacing/fusion/weights.txt]
//
// DIR/LANG/*.txt are clean articles. It plants lost blanks in them with a
// fixed seed, fits the regression on half of the articles, and the calibration
// maps on a quarter. With -figures it measures the built-in model on the rest.
//
//	go run ./rules/spacing/fusion/train -clean DIR -figures table|ablation|reliability
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"copydesk/rules/spacing/fusion"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run() error {
	clean := flag.String("clean", "", "folder with LANG/*.txt")
	langs := flag.String("langs", "es,en,fr,pt,it,de,vi", "languages")
	seed := flag.Uint64("seed", 2026, "seed of what is planted")
	limit := flag.Int("limit", 0, "articles a language at most; 0 for all")
	sets := flag.String("evaluate", "", "measure on SETS/LANG-MODE/{raw,gold} instead of training")
	names := flag.String("modes", "wrap,random,split,clean", "with -evaluate: the modes")
	misses := flag.Int("misses", 0, "with -evaluate: print so many misses and false alarms a set")
	corpus := flag.String("profile", "", "with -evaluate: what was learned of a corpus")
	off := flag.String("off", "", "with -evaluate: parts to switch off: context,own,unknown,rate,geometry")
	figures := flag.String("figures", "", "print figures on the held-back articles instead of training: table, ablation or reliability")
	draw := flag.String("picture", "", "draw the lost lines of this wrapped article as SVG into -out, instead of training")
	out := flag.String("out", "", "file to write; weights go to standard output without it")
	flag.Parse()
	if *sets != "" {
		return evaluate(*sets, strings.Split(*langs, ","), strings.Split(*names, ","), *corpus, *misses, options(*off))
	}
	if *draw != "" {
		return drawPicture(*draw, strings.Split(*langs, ",")[0], *out)
	}
	docs, err := readCorpus(*clean, strings.Split(*langs, ","), *limit)
	if err != nil {
		return err
	}
	switch *figures {
	case "":
		return train(docs, *seed, *out)
	case "table":
		writeFigures(os.Stdout, measure(docs, *seed+heldSeed, fusion.Options{}))
	case "ablation":
		writeAblation(os.Stdout, docs, *seed+heldSeed)
	case "reliability":
		writeReliability(os.Stdout, docs, *seed+heldSeed)
	default:
		return fmt.Errorf("no figures are called %q; there are table, ablation and reliability", *figures)
	}
	return nil
}

// heldSeed is added to the seed for what is planted in held-back articles.
const heldSeed = 7

func options(off string) fusion.Options {
	has := func(s string) bool { return strings.Contains(off, s) }
	return fusion.Options{NoContext: has("context"), NoOwnWords: has("own"), NoUnknown: has("unknown"), NoRate: has("rate"), NoGeometry: has("geometry")}
}

// moreWraps is how often the calibrating articles are wrapped anew: the rarer kinds of joint need
// hundreds of decisions before the share of errors can be told. moreLosses is how often the articles that the weights were fitted
// on are damaged anew and judged as well: errors come from words that no list has, and few articles hold few of those. The
// weights are too few to know these articles: the model does no better on them than on held-back ones.
const (
	moreWraps  = 12
	moreLosses = 2
)

func train(docs []document, seed uint64, out string) error {
	model := fusion.Default()
	examples := gather(docs, seed)
	weights, loss := fit(examples, model.Weights())
	fmt.Fprintf(os.Stderr, "lost blanks: %d examples, loss %.5f\n", len(examples), loss)
	examples = gatherSplices(docs, seed)
	splices, loss := fit(examples, model.SpliceWeights())
	fmt.Fprintf(os.Stderr, "wrong blanks: %d examples, loss %.5f\n", len(examples), loss)
	model = model.WithWeights(weights).WithSpliceWeights(splices)

	var b strings.Builder
	b.WriteString("# Weights of package fusion. Made by: go run ./rules/spacing/fusion/train -clean DIR\n")
	writeWeights(&b, "weight", fusion.FeatureNames(), weights)
	writeWeights(&b, "splice-weight", fusion.SpliceFeatureNames(), splices)
	j := judge(docs, calibrating, seed+1, fuse(model))
	for more := range uint64(moreWraps) {
		again := seed + 100*(more+1)
		j.add(judge(docs, calibrating, again, wrapsOnly(fuse(model))))
		if more < moreLosses {
			j.add(judge(docs, fitting, again, fuse(model)))
		}
	}
	j.add(judge(docs, fitting, cleanOnly, fuse(model)))
	for k := range fusion.NumKinds {
		j.writeMap(&b, "", fusion.Kind(k).String())
	}
	j = judge(docs, calibrating, seed+1, splice(model, fusion.Options{}))
	j.add(judge(docs, fitting, cleanOnly, splice(model, fusion.Options{})))
	for k := range fusion.NumSpliceKinds {
		j.writeMap(&b, "splice-", fusion.SpliceKind(k).String())
	}
	if out == "" {
		fmt.Print(b.String())
		return nil
	}
	if err := os.WriteFile(out, []byte(b.String()), 0o666); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

func writeWeights(b *strings.Builder, verb string, names []string, weights []float64) {
	for i, n := range names {
		fmt.Fprintf(b, "%s %s %.4f\n", verb, n, weights[i])
	}
}
