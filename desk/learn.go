package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"copydesk/article"
	"copydesk/corpus"
	"copydesk/lexicon/profile"
	"copydesk/rules/learning"
)

// Learn adds an article to what l learns. lost is a panic, which costs the article; err is one of
// writing counts, which costs all that was counted.
func Learn(l *learning.Learner, in article.Input) (lost *Lost, err error) {
	defer func() {
		if v := recover(); v != nil {
			lost = &Lost{name: in.Name, value: v, Stack: debug.Stack()}
		}
	}()
	return nil, l.Learn(in)
}

// Lost is a panic while an article was learned.
type Lost struct {
	name  string
	value any
	Stack []byte
}

// Error names the article and what it panicked with.
func (f *Lost) Error() string {
	return fmt.Sprintf("%s: learning failed: %v; it is left out; please report this as a bug of copydesk", f.name, f.value)
}

// learn counts the articles of the unit into a partial profile.
func (a *attempt) learn(ctx context.Context) error {
	target := a.path(Partial(a.unit.Name))
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return err
	}
	b := profile.NewBuilder(filepath.Dir(target), a.LearnMemory)
	defer func() { _ = b.Close() }() // its files have no names any more
	l := learning.New(b)
	for _, f := range a.unit.Files {
		if err := a.learnFile(ctx, l, f); err != nil {
			return err
		}
	}
	p, err := corpus.NewPending(target, fileMode)
	if err != nil {
		return err
	}
	defer p.Discard()
	if err := b.WritePartial(p); err != nil {
		return err
	}
	return p.Commit()
}

func (a *attempt) learnFile(ctx context.Context, l *learning.Learner, f corpus.File) error {
	s, err := a.Desk.Setup(f.Path, corpus.IsShard(f.Path))
	if err != nil {
		return err
	}
	if !corpus.IsShard(f.Path) {
		content, err := corpus.Read(f, nil)
		if err != nil {
			return errors.Join(ctx.Err(), a.dead.put(&DeadLetter{Path: f.Path, Error: err.Error()}))
		}
		return errors.Join(ctx.Err(), a.lesson(l, &corpus.Record{Input: content.Input(s.Config)}, f))
	}
	shard, err := corpus.OpenShard(f, s.Config, "")
	if err != nil {
		return err
	}
	defer shard.Discard()
	for batch, err := range shard.Batches() {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		batch.Parse()
		for _, bad := range batch.Bad {
			if err := a.dead.put(&DeadLetter{Path: f.Path, Error: bad.Error()}); err != nil {
				return err
			}
		}
		for i := range batch.Records {
			if err := a.lesson(l, &batch.Records[i], f); err != nil {
				return err
			}
		}
	}
	return nil
}

// lesson learns one article.
func (a *attempt) lesson(l *learning.Learner, r *corpus.Record, f corpus.File) error {
	lost, err := Learn(l, r.Input)
	if err != nil {
		return err
	}
	if lost != nil {
		return a.dead.put(&DeadLetter{Path: f.Path, ID: r.ID, Line: r.Line, Error: lost.Error(), Stack: string(lost.Stack), Text: r.Text})
	}
	a.record.Articles++
	return nil
}

// MergePartials writes the partial profile of all that the partial profiles at paths hold. The
// bytes depend on the facts alone. dir is for temporary files; memory as for profile.NewBuilder.
func MergePartials(paths []string, dir string, memory int, w io.Writer) error {
	b := profile.NewBuilder(dir, memory)
	defer func() { _ = b.Close() }() // its files have no names any more
	for _, path := range paths {
		if err := b.AddFile(path); err != nil {
			return err
		}
	}
	return b.WritePartial(w)
}
