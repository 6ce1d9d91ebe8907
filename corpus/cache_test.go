package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func openTestCache(t *testing.T, dir string) *Cache {
	t.Helper()
	c, err := OpenCache(dir)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func segments(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "*"+segmentSuffix))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestCache(t *testing.T) {
	dir := t.TempDir()
	for run := range 2*mostSegments + 3 {
		c := openTestCache(t, dir)
		for i := range run * 10 {
			if v, ok := c.Get(KeyOf("k", strconv.Itoa(i))); !ok || v != fmt.Sprint("v", i) {
				t.Fatalf("run %d: %d is %q, %v", run, i, v, ok)
			}
		}
		if _, ok := c.Get(KeyOf("k", strconv.Itoa(run*10))); ok {
			t.Errorf("run %d knows what nobody put", run)
		}
		for i := range 10 {
			n := run*10 + i
			c.Put(KeyOf("k", strconv.Itoa(n)), fmt.Sprint("v", n))
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if n := len(segments(t, dir)); n > mostSegments {
			t.Fatalf("%d segments", n)
		}
	}
}

func TestKeyOfParts(t *testing.T) {
	if KeyOf("a", "bc") == KeyOf("ab", "c") || KeyOf("1:a") == KeyOf("a") || KeyOf("") == KeyOf() {
		t.Error("different parts have the same key")
	}
}

// A damaged segment is as if it were not there, and goes.
func TestCacheDamage(t *testing.T) {
	for name, damage := range map[string]func(string) string{
		"cut":     func(s string) string { return s[:len(s)-3] },
		"flipped": func(s string) string { return s[:20] + string(s[20]^1) + s[21:] },
		"empty":   func(string) string { return "" },
		"other":   func(string) string { return "what is this?" },
		"count":   func(s string) string { return s[:8] + "\xFF\xFF\xFF\x7F" + s[12:] },
	} {
		dir := t.TempDir()
		c := openTestCache(t, dir)
		c.Put(KeyOf("a"), "value")
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		path := segments(t, dir)[0]
		write(t, path, damage(content(t, path)))
		c = openTestCache(t, dir)
		if v, ok := c.Get(KeyOf("a")); ok {
			t.Errorf("%s: got %q", name, v)
		}
		if len(segments(t, dir)) != 0 {
			t.Errorf("%s: the segment is still there", name)
		}
	}
}

// Many runs at once neither lose what they share nor read what is half written.
func TestCacheShared(t *testing.T) {
	dir := t.TempDir()
	const runs, keys = 8, 50
	for round := range 4 {
		var wait sync.WaitGroup
		for run := range runs {
			c := openTestCache(t, dir)
			wait.Go(func() {
				for i := range keys {
					key := KeyOf(fmt.Sprint(round, run, i))
					if v, ok := c.Get(key); ok {
						t.Errorf("%s is there already", v)
					}
					c.Put(key, fmt.Sprint(round, run, i))
				}
				if err := c.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
	}
	c := openTestCache(t, dir)
	for run := range runs {
		for i := range keys {
			if v, ok := c.Get(KeyOf(fmt.Sprint(3, run, i))); !ok || v != fmt.Sprint(3, run, i) {
				t.Fatalf("%d %d: %q, %v", run, i, v, ok)
			}
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	dir := t.TempDir()
	value := strings.Repeat("x", maxFreshBytes)
	for i := range 10 {
		c := openTestCache(t, dir)
		c.Put(KeyOf(strconv.Itoa(i)), value)
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	total := int64(0)
	openTestCache(t, dir)
	for _, s := range segments(t, dir) {
		total += stat(t, s).Size()
	}
	if total > maxCacheBytes {
		t.Errorf("%d bytes", total)
	}
	old := time.Now().Add(-2 * cacheForgotten)
	for _, s := range segments(t, dir) {
		if err := os.Chtimes(s, old, old); err != nil {
			t.Fatal(err)
		}
	}
	openTestCache(t, dir)
	if n := len(segments(t, dir)); n != 0 {
		t.Errorf("%d segments are remembered for ever", n)
	}
}

func TestFileID(t *testing.T) {
	dir := t.TempDir()
	c := openTestCache(t, dir)
	path := filepath.Join(t.TempDir(), "program")
	write(t, path, "one")
	first, err := c.FileID(path)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.FileID(path); err != nil || again != first {
		t.Errorf("%q, then %q, %v", first, again, err)
	}
	write(t, path, "two and more")
	if other, err := c.FileID(path); err != nil || other == first {
		t.Errorf("another content has the same id, %v", err)
	}
	freed, err := RemoveCache(dir)
	if err != nil || freed == 0 || len(listDir(t, dir)) != 0 {
		t.Errorf("freed %d, %v", freed, err)
	}
}
