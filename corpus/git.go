package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// worktree is a git working tree. All is asked of git itself, in forms that
// no file name can break.
type worktree struct {
	ctx  context.Context
	root string // absolute, without symbolic links, as git says it
}

// ErrGit is wrapped by errors of what git was asked.
var ErrGit = errors.New("git")

// newWorktree returns the working tree that holds dir.
func newWorktree(ctx context.Context, dir string) (*worktree, error) {
	w := &worktree{ctx: ctx, root: dir}
	out, err := w.git("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	w.root = filepath.FromSlash(strings.TrimSuffix(out, "\n"))
	return w, nil
}

// git runs git in the working tree and returns what it prints. Nothing that
// the repository configures is run, and git writes nothing.
func (w *worktree) git(args ...string) (string, error) {
	var out, errs bytes.Buffer
	cmd := w.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return "", w.explain(err, errs.String(), args)
	}
	return out.String(), nil
}

func (w *worktree) command(args ...string) *exec.Cmd {
	fixed := []string{"-C", w.root, "-c", "core.fsmonitor=false", "-c", "core.quotePath=true", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false"}
	cmd := exec.CommandContext(w.ctx, "git", append(fixed, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_PAGER=cat")
	return cmd
}

// explain turns a failure of git into an error that says what to do.
func (w *worktree) explain(err error, stderr string, args []string) error {
	line, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(stderr, "fatal: "), "error: "), "\n")
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("%w is not installed, and this needs it", ErrGit)
	case strings.Contains(stderr, "dubious ownership"):
		return fmt.Errorf("%w does not trust %s, which another user owns: `git config --global --add safe.directory %s`", ErrGit, w.root, w.root)
	case strings.Contains(stderr, "not a git repository"):
		return fmt.Errorf("%s: %w knows no repository here", w.root, ErrGit)
	}
	return fmt.Errorf("%w %s in %s: %s (%w)", ErrGit, args[0], w.root, line, err)
}

// base returns the commit at which HEAD left rev, their merge base.
func (w *worktree) base(rev string) (string, error) {
	if strings.HasPrefix(rev, "-") || rev == "" {
		return "", fmt.Errorf("%q is no revision", rev)
	}
	if _, err := w.git("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}"); err != nil {
		return "", w.noBase(err, fmt.Sprintf("there is no revision %q here", rev), "fetch it first, for example with `git fetch origin main`")
	}
	out, err := w.git("merge-base", "--end-of-options", rev, "HEAD")
	if err != nil {
		return "", w.noBase(err, fmt.Sprintf("%s and HEAD have no commit in common", rev), "name a revision of the same history")
	}
	return strings.TrimSpace(out), nil
}

// noBase says why there is no base to compare with, and what to do.
func (w *worktree) noBase(err error, what, remedy string) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return err
	}
	if out, err := w.git("rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(out) == "true" {
		remedy = "the clone is shallow: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout, or GIT_DEPTH: 0 for GitLab"
	}
	return fmt.Errorf("%w: %s: %s; %s", ErrGit, w.root, what, remedy)
}

// nulls returns the strings of a list that is ended by NULs.
func nulls(out string) []string {
	if out == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(out, "\x00"), "\x00")
}

// diff flags that make git compare text as it stands.
var plainDiff = []string{"--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/"}

// changes adds what `git diff` with args says has changed to s.
func (w *worktree) changes(s *Scope, args ...string) error {
	if out, err := w.git("ls-files", "-z", "--unmerged"); err != nil {
		return err
	} else if out != "" {
		return fmt.Errorf("%w: %s: a merge is under way; resolve it first", ErrGit, w.root)
	}
	args = append(append([]string{"diff"}, plainDiff...), args...)
	stat, err := w.git(append(args, "--numstat", "-z", "--")...)
	if err != nil {
		return err
	}
	cmd := w.command(append(args, "--unified=0", "--")...)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return w.explain(err, "", args)
	}
	files, readErr := readPatch(pipe)
	_, _ = io.Copy(io.Discard, pipe) // or git would wait for a reader
	if err := errors.Join(readErr, cmd.Wait()); err != nil {
		return w.explain(err, "", args)
	}
	return w.match(s, numstat(stat), files)
}

// statLine is a line of `git diff --numstat`.
type statLine struct {
	path   string // in the working tree
	binary bool
}

// numstat reads the output of `git diff --numstat -z`: added, deleted and
// path, with an empty path in front of the old and the new name of a rename.
func numstat(out string) []statLine {
	var list []statLine
	fields := nulls(out)
	for i := 0; i < len(fields); i++ {
		parts := strings.SplitN(fields[i], "\t", 3)
		if len(parts) < 3 {
			continue
		}
		x := statLine{path: parts[2], binary: parts[0] == "-"}
		if x.path == "" && i+2 < len(fields) {
			x.path = fields[i+2]
			i += 2
		}
		list = append(list, x)
	}
	return list
}

// match puts the names of the one list to the lines of the other: git lists
// the same files in the same order. So no name is ever read out of a patch.
func (w *worktree) match(s *Scope, names []statLine, patch []patchFile) error {
	if len(names) != len(patch) {
		return fmt.Errorf("%w: %s: the working tree changed while it was compared; run again", ErrGit, w.root)
	}
	for i, n := range names {
		changes := patch[i].changes
		changes.whole = n.binary
		s.add(filepath.Join(w.root, filepath.FromSlash(n.path)), changes)
	}
	return nil
}

// ignored returns the files and folders below dir that git ignores, by their
// path relative to dir, with slashes; folders end with one. It is empty when
// dir lies in no working tree, or is ignored itself: who names an ignored
// folder wants it.
func ignored(ctx context.Context, dir string) (map[string]bool, error) {
	abs, err := filepath.Abs(dir)
	if err != nil || !inRepository(abs) {
		return nil, err
	}
	w := &worktree{ctx: ctx, root: abs}
	const without = "; or --no-ignore, to do without its ignore rules"
	_, err = w.git("check-ignore", "--quiet", ".")
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil, nil
	case !errors.As(err, &exit) || exit.ExitCode() != 1:
		return nil, fmt.Errorf("%w%s", err, without)
	}
	out, err := w.git("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
	if err != nil {
		return nil, fmt.Errorf("%w%s", err, without)
	}
	set := map[string]bool{}
	for _, path := range nulls(out) {
		set[path] = true
	}
	return set, nil
}

// inRepository reports whether dir or a folder above it has a .git.
func inRepository(dir string) bool {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return false
		}
		dir = parent
	}
}
