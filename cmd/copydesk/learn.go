package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/desk"
	"copydesk/lexicon/profile"
	"copydesk/rules/learning"

	"github.com/urfave/cli/v2"
)

func (c *Command) learnVerb() *cli.Command {
	return &cli.Command{
		Name:      "learn",
		Usage:     "build or merge a corpus profile",
		ArgsUsage: "[PATH…]   files and folders of articles, and partial profiles to merge; the current folder without any",
		Description: "Counts the words, names, lines and habits of articles into the profile FILE, which check, fix\n" +
			"and diff use with --profile. The file depends on nothing but the articles: not on their order,\n" +
			"nor on -j. A finished profile keeps what is frequent; parts that are to be merged later, or on\n" +
			"other machines, are made with --partial and lose nothing.",
		Flags: join(configFlags(), shareFlags(), jobFlags(), []cli.Flag{
			&cli.StringFlag{Name: "profile", Usage: "write the profile to `FILE`"},
			&cli.BoolFlag{Name: "partial", Usage: "keep every fact, so that the profile can be merged"},
			&cli.BoolFlag{Name: "update", Usage: "add to the partial profile in FILE instead of replacing it"},
			&cli.StringSliceFlag{Name: "merge", Usage: "merge the partial profiles of the job in `DIR`; may be repeated"},
			&cli.BoolFlag{Name: "no-signatures", Usage: "leave out the signatures that near-duplicates are found by"},
			&cli.BoolFlag{Name: "no-ignore", Usage: "learn files that git ignores as well"},
			&cli.IntFlag{Name: "memory", Value: defaultLearnMemory, Usage: "hold `MB` of counts in memory; what is more goes to disk beside FILE"},
			&cli.IntFlag{Name: "j", Value: runtime.GOMAXPROCS(0), Usage: "articles worked on at a time, `N`"},
		}),
		Action: c.learn,
	}
}

// defaultLearnMemory is what the counts of all workers take in memory, in megabytes.
const defaultLearnMemory = 128

// learner is one call of learn.
type learner struct {
	*run
	dir    string // of the profile: runs of counts are written there
	memory int    // bytes of counts for each worker

	mu      sync.Mutex
	workers []*learnWorker
}

// learnWorker is a goroutine's share of the profile.
type learnWorker struct {
	*learning.Learner
	builder *profile.Builder
}

func (c *Command) learn(ctx *cli.Context) error {
	walker, err := c.walker(ctx)
	if err != nil {
		return err
	}
	if ctx.IsSet("job") {
		r := &run{Command: c, walker: walker, desk: c.newDesk(walker.Configs)}
		return r.job(ctx, desk.LearnVerb)
	}
	target, err := profilePath(walker.Configs)
	if err != nil {
		return err
	}
	paths, parts, err := learnPaths(ctx, target)
	if err != nil {
		return err
	}
	if len(parts) > 0 && walker.Share.Count > 1 {
		return errors.New("--shard parts articles; merge partial profiles in a run of its own, or they count once for every part")
	}
	l := &learner{
		run: &run{Command: c, walker: walker, desk: c.newDesk(walker.Configs)},
		dir: filepath.Dir(target), memory: max(1, ctx.Int("memory")) << 20 / max(1, ctx.Int("j")),
	}
	l.desk.Learning = true
	total := profile.NewBuilder(l.dir, l.memory)
	defer func() { _ = total.Close() }() // its files have no names any more
	if len(paths) > 0 {
		err = sequence(ctx.Context, ctx.Int("j"), l.jobs(ctx, paths), l.worker, l.work, l.take)
	}
	for _, w := range l.workers {
		err = errors.Join(err, total.Absorb(w.builder), w.builder.Close())
	}
	for _, part := range parts {
		if err == nil {
			err = total.AddFile(part)
		}
	}
	articles := l.learned()
	if err == nil && len(articles) == 0 && len(parts) == 0 && !l.emptyShare(ctx) {
		err = fmt.Errorf("nothing was learned, and %s stays as it was", target)
	}
	if err == nil {
		err = l.write(ctx, total, target)
	}
	if err != nil {
		return err
	}
	return l.tellLearned(target, articles, len(parts))
}

// emptyShare reports whether it is in order that nothing was learned: a share
// may have no files, and the profile is to be merged with those of the others.
func (l *learner) emptyShare(ctx *cli.Context) bool {
	return l.walker.Share.Count > 1 && ctx.Bool("partial") && !l.Command.failed
}

// profilePath returns the path that the profile is to be written to, which
// must not be that of something else.
func profilePath(loader *corpus.Loader) (string, error) {
	config, err := loader.For("any")
	if err != nil {
		return "", err
	}
	if config.Profile == "" {
		return "", errors.New("say where the profile is to be written: --profile FILE, or profile in " + corpus.ConfigName)
	}
	if info, err := os.Stat(config.Profile); err == nil && (info.Size() > 0 || !info.Mode().IsRegular()) && !profile.IsProfile(config.Profile) {
		return "", fmt.Errorf("--profile %s: the file is there and is no profile; name another", config.Profile)
	}
	return config.Profile, nil
}

// learnPaths parts the arguments into articles and partial profiles.
func learnPaths(ctx *cli.Context, target string) (paths, parts []string, err error) {
	for _, dir := range ctx.StringSlice("merge") {
		more, err := desk.Partials(dir)
		if err != nil {
			return nil, nil, fmt.Errorf("--merge: %w", err)
		}
		parts = append(parts, more...)
	}
	args := ctx.Args().Slice()
	if len(parts) == 0 {
		args = pathsOf(ctx)
	}
	for _, p := range args {
		if profile.IsProfile(p) {
			parts = append(parts, p)
		} else {
			paths = append(paths, p)
		}
	}
	if ctx.Bool("update") && profile.IsProfile(target) && !slices.Contains(parts, target) {
		parts = append(parts, target)
	}
	return paths, parts, nil
}

// worker makes the share of one goroutine.
func (l *learner) worker() *learnWorker {
	b := profile.NewBuilder(l.dir, l.memory)
	w := &learnWorker{learning.New(b), b}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.workers = append(l.workers, w)
	return w
}

// lesson is what became of a job. stop is an error that ends the run: counts could not be written.
type lesson struct {
	done
	stop error
}

// work learns the articles of a job.
func (l *learner) work(w *learnWorker, j job) lesson {
	d := lesson{done: done{job: j}}
	switch {
	case j.batch != nil:
		j.batch.Parse()
		for _, err := range j.batch.Bad {
			d.fail(err)
		}
		for i := range j.batch.Records {
			l.article(w, &d, j.batch.Records[i].Input)
		}
	case j.err != nil:
		d.fail(j.err)
	case j.shard == nil:
		content, err := corpus.Read(j.file, l.Stdin)
		if err != nil {
			d.fail(err)
			break
		}
		l.article(w, &d, content.Input(j.setup.Config))
	}
	return d
}

// article learns one article. One that the program fails on costs itself.
func (l *learner) article(w *learnWorker, d *lesson, in article.Input) {
	lost, err := desk.Learn(w.Learner, in)
	if lost != nil {
		d.fail(fmt.Errorf("%w\n%s", lost, lost.Stack))
	}
	if err != nil {
		d.stop = err
	}
}

// take tells what went wrong with a job. It ends the run when counts cannot be written.
func (l *learner) take(d lesson) error {
	l.tell(&d.done)
	if d.shard != nil && d.batch == nil {
		d.shard.Discard()
		l.bad = 0
	}
	return d.stop
}

// write writes the profile to target, whole or not at all.
func (l *learner) write(ctx *cli.Context, total *profile.Builder, target string) error {
	const mode = 0o666
	exact, err := corpus.NewPending(target, mode)
	if err != nil {
		return err
	}
	defer exact.Discard()
	if err := total.WritePartial(exact); err != nil {
		return err
	}
	if ctx.Bool("partial") {
		return exact.Commit()
	}
	frozen, err := corpus.NewPending(target, mode)
	if err != nil {
		return err
	}
	defer frozen.Discard()
	bounds := profile.DefaultBounds
	if ctx.Bool("no-signatures") {
		bounds.Articles = 0
	}
	if err := profile.Freeze(io.ReadSeeker(exact), frozen, bounds); err != nil {
		return err
	}
	return frozen.Commit()
}

// learned returns how many articles were learned, by language.
func (l *learner) learned() map[string]int {
	articles := map[string]int{}
	for _, w := range l.workers {
		for lang, n := range w.Articles {
			articles[lang] += n
		}
	}
	return articles
}

// tellLearned prints what the run came to.
func (l *learner) tellLearned(target string, articles map[string]int, parts int) error {
	sum := 0
	for _, n := range articles {
		sum += n
	}
	var list []string
	for _, lang := range slices.Sorted(maps.Keys(articles)) {
		list = append(list, fmt.Sprintf("%s %d", lang, articles[lang]))
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	line := fmt.Sprintf("Learned %s", count(sum, "article"))
	if len(list) > 0 {
		line += " (" + strings.Join(list, ", ") + ")"
	}
	if parts > 0 {
		line += fmt.Sprintf(" and merged %s", count(parts, "profile"))
	}
	fmt.Fprintf(l.Stdout, "%s into %s, %d kB.\n", line, printable(target), (info.Size()+1023)/1024)
	return nil
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
