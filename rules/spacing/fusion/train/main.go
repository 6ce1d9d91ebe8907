// Command train makes the weights of package fusion from clean news.
//
//	go run ./rules/spacing/fusion/train -clean DIR [-out rules/spacing/fusion/weights.txt]
//
// DIR/LANG/*.txt are clean articles. It plants lost blanks in them with a
// fixed seed, fits the regression on half of the articles, the calibration
// maps on a quarter, and measures on the rest.
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
	off := flag.String("off", "", "with -evaluate: parts to switch off: context,own,unknown,rate,geometry")
	out := flag.String("out", "", "weights file to write; standard output without it")
	flag.Parse()
	if *sets != "" {
		return evaluate(*sets, strings.Split(*langs, ","), strings.Split(*names, ","), *misses, options(*off))
	}
	docs, err := readCorpus(*clean, strings.Split(*langs, ","), *limit)
	if err != nil {
		return err
	}
	return train(docs, *seed, *out)
}

func options(off string) fusion.Options {
	has := func(s string) bool { return strings.Contains(off, s) }
	return fusion.Options{NoContext: has("context"), NoOwnWords: has("own"), NoUnknown: has("unknown"), NoRate: has("rate"), NoGeometry: has("geometry")}
}

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
	j := judge(docs, calibrating, seed+1, fuse(model, fusion.Options{}))
	j.add(judge(docs, calibrating, seed+100, fuse(model, fusion.Options{})))
	j.add(judge(docs, fitting, cleanOnly, fuse(model, fusion.Options{})))
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
