package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// patchFile is what a patch says of one file.
type patchFile struct {
	name string // of the new file, as the patch has it; "" when it names none
	changes
}

// readPatch reads a unified diff, also one of git. Hunks are read by their
// line counts, so that no line of text can pass for a header.
func readPatch(r io.Reader) ([]patchFile, error) {
	p := patchReader{in: bufio.NewReader(r)}
	for {
		line, err := p.in.ReadString('\n')
		if line != "" {
			p.text = true
			if err := p.take(strings.TrimSuffix(line, "\n")); err != nil {
				return nil, err
			}
		}
		if errors.Is(err, io.EOF) {
			if len(p.files) == 0 && p.text {
				return nil, errors.New("this is no patch: it names no file")
			}
			return p.files, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

type patchReader struct {
	in       *bufio.Reader
	files    []patchFile
	git      bool // the current file began with a line of git
	old, new int  // lines of the hunk still to come
	at       int  // the next line of the new file
	text     bool // there is something to read
}

func (p *patchReader) take(line string) error {
	if p.old > 0 || p.new > 0 {
		p.body(line)
		return nil
	}
	switch {
	case strings.HasPrefix(line, "diff --git "):
		p.files, p.git = append(p.files, patchFile{}), true
	case strings.HasPrefix(line, "--- ") && !p.git:
		p.files = append(p.files, patchFile{})
	case strings.HasPrefix(line, "+++ ") && len(p.files) > 0:
		p.git = false
		name, err := patchPath(line[len("+++ "):])
		p.files[len(p.files)-1].name = name
		return err
	case strings.HasPrefix(line, "@@ "):
		return p.hunk(line)
	}
	return nil
}

// hunk reads "@@ -10,2 +12,3 @@". A count that is left out is 1.
func (p *patchReader) hunk(line string) error {
	parts := strings.Fields(line)
	if len(parts) < 3 || len(p.files) == 0 || parts[1][0] != '-' || parts[2][0] != '+' {
		return fmt.Errorf("%q is no head of a hunk", line)
	}
	_, old, err1 := lineRange(parts[1][1:])
	at, added, err2 := lineRange(parts[2][1:])
	if err := errors.Join(err1, err2); err != nil {
		return fmt.Errorf("%q is no head of a hunk", line)
	}
	p.old, p.new, p.at = old, added, at
	if added == 0 {
		p.at++ // git names the line in front of what was deleted
	}
	return nil
}

func lineRange(s string) (start, n int, err error) {
	first, count, ok := strings.Cut(s, ",")
	n = 1
	if ok {
		if n, err = strconv.Atoi(count); err != nil {
			return 0, 0, err
		}
	}
	start, err = strconv.Atoi(first)
	if start < 0 || n < 0 {
		err = strconv.ErrRange
	}
	return start, n, err
}

// body takes a line of a hunk.
func (p *patchReader) body(line string) {
	c := &p.files[len(p.files)-1].changes
	switch {
	case strings.HasPrefix(line, "+"):
		c.addLine(p.at)
		p.at++
		p.new--
	case strings.HasPrefix(line, "-"):
		c.addJoint(p.at)
		p.old--
	case strings.HasPrefix(line, `\`): // no newline at the end of the file
	default:
		p.at++
		p.old--
		p.new--
	}
}

// patchPath returns the name behind "+++ ": without what follows a tab, and
// without the quotes and escapes of git.
func patchPath(s string) (string, error) {
	if strings.HasPrefix(s, `"`) {
		return unquoteC(s)
	}
	name, _, _ := strings.Cut(s, "\t")
	return strings.TrimSuffix(name, "\r"), nil
}

// unquoteC reads a string in quotes as C and git write it.
func unquoteC(s string) (string, error) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), nil
		case c != '\\':
			b.WriteByte(c)
		case i+3 < len(s) && s[i+1] >= '0' && s[i+1] <= '3':
			n, err := strconv.ParseUint(s[i+1:i+4], 8, 8)
			if err != nil {
				return "", fmt.Errorf("%s: %q is no octal number", s, s[i+1:i+4])
			}
			b.WriteByte(byte(n))
			i += 3
		case i+1 < len(s):
			i++
			if at := strings.IndexByte("abtnvfr", s[i]); at >= 0 {
				b.WriteByte("\a\b\t\n\v\f\r"[at])
			} else {
				b.WriteByte(s[i])
			}
		}
	}
	return "", fmt.Errorf("%s: the name has no closing quote", s)
}
