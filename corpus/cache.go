package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Cache remembers what came of articles, by a key of everything that it came
// of. It is a folder of segments, each written whole by one run and never
// changed, so that any number of runs can use it at once; a segment that is
// damaged is as if it were not there. Its methods may be called by many
// goroutines. A nil Cache remembers nothing.
type Cache struct {
	dir      string
	segments []*segment

	mu    sync.Mutex
	fresh map[CacheKey]string
	size  int   // bytes of the values in fresh
	err   error // the first of writing
}

// CacheKey is the head of a SHA-256 sum: articles are hostile, and must not
// be able to pass for one another.
type CacheKey [16]byte

// KeyOf returns the key of parts, which are told apart.
func KeyOf(parts ...string) CacheKey {
	h := sha256.New()
	for _, p := range parts {
		_, _ = io.WriteString(h, strconv.Itoa(len(p))+":") // a hash cannot fail
		_, _ = io.WriteString(h, p)
	}
	return CacheKey(h.Sum(nil)[:16])
}

// Bounds of a cache. An article without findings takes 20 bytes, one with
// findings some 200 more for each.
const (
	maxCacheBytes   = 48 << 20 // of segments that a run loads, and so of its memory
	maxFreshBytes   = 8 << 20  // of results that wait to be written
	freshOverhead   = 64       // bytes that a waiting result takes beside its value
	mostSegments    = 8        // before they are made one
	cacheForgotten  = 30 * 24 * time.Hour
	segmentSuffix   = ".segment"
	fileIDSuffix    = ".id"
	cacheFolderName = "copydesk"
)

// CacheDir returns the folder that caches are kept in: COPYDESK_CACHE_DIR, or
// else copydesk in the folder that the system has for caches.
func CacheDir() (string, error) {
	if dir := os.Getenv("COPYDESK_CACHE_DIR"); dir != "" {
		return dir, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the cache: %w; set COPYDESK_CACHE_DIR, or use --no-cache", err)
	}
	return filepath.Join(dir, cacheFolderName), nil
}

// OpenCache opens the cache in dir, and makes the folder when it is not there.
// Segments that nobody has used for a month are removed.
func OpenCache(dir string) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("open the cache: %w; or use --no-cache", err)
	}
	c := &Cache{dir: dir, fresh: map[CacheKey]string{}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("open the cache: %w; or use --no-cache", err)
	}
	total := 0
	for _, e := range newestFirst(entries) {
		path := filepath.Join(dir, e.Name())
		if time.Since(e.ModTime()) > cacheForgotten || total+int(e.Size()) > maxCacheBytes {
			_ = os.Remove(path) // another run may have done it
			continue
		}
		if s := readSegment(path); s != nil {
			c.segments = append(c.segments, s)
			total += len(s.data)
		}
	}
	return c, nil
}

// newestFirst returns the segments of entries.
func newestFirst(entries []fs.DirEntry) []fs.FileInfo {
	var list []fs.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasSuffix(e.Name(), segmentSuffix) {
			list = append(list, info)
		}
	}
	slices.SortFunc(list, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	return list
}

// Get returns the value that was put under key. It is valid for ever.
func (c *Cache) Get(key CacheKey) (string, bool) {
	if c == nil {
		return "", false
	}
	for _, s := range c.segments {
		if v, ok := s.get(key); ok {
			return v, true
		}
	}
	return "", false
}

// Put remembers value under key for later runs.
func (c *Cache) Put(key CacheKey, value string) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fresh[key] = value
	c.size += len(value) + freshOverhead
	if c.size >= maxFreshBytes {
		c.flush()
	}
}

// flush writes what is new as a segment.
func (c *Cache) flush() {
	if len(c.fresh) > 0 {
		c.write(encodeSegment(c.fresh))
	}
	c.fresh, c.size = map[CacheKey]string{}, 0
}

// write writes a segment, unless that has failed before.
func (c *Cache) write(data []byte) {
	if c.err != nil {
		return
	}
	name := fmt.Sprintf("%x%s", sha256.Sum256(data), segmentSuffix)
	if err := WriteFile(filepath.Join(c.dir, name), data, 0o644); err != nil {
		c.err = fmt.Errorf("keep results for the next run: %w", err)
	}
}

// Close writes what is new, and makes one of the segments when there are
// many. It returns the first error of writing: the cache is of less use then,
// and nothing else is wrong.
func (c *Cache) Close() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.segments) < mostSegments {
		for _, s := range c.segments {
			s.touch()
		}
		c.flush()
		return c.err
	}
	all := map[CacheKey]string{}
	for _, s := range slices.Backward(c.segments) {
		s.each(func(k CacheKey, v string) { all[k] = v })
	}
	for k, v := range c.fresh {
		all[k] = v
	}
	if c.write(encodeSegment(all)); c.err != nil {
		return c.err
	}
	for _, s := range c.segments {
		_ = os.Remove(s.path) // another run may have done it
	}
	return nil
}

// FileID returns a name for the content of the file at path: its SHA-256 sum.
// It is remembered by size, time and place of the file, since the file may be
// the program itself, large, and asked for by every run.
func (c *Cache) FileID(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	place := KeyOf(path, strconv.FormatInt(info.Size(), 10), info.ModTime().String(), inode(info))
	memo := filepath.Join(c.dir, hex.EncodeToString(place[:])+fileIDSuffix)
	if data, err := os.ReadFile(memo); err == nil && len(data) == hex.EncodedLen(sha256.Size) {
		return string(data), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // only read from
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	id := hex.EncodeToString(h.Sum(nil))
	_ = WriteFile(memo, []byte(id), 0o644) // only saves the next run the work
	return id, nil
}

// RemoveCache removes the caches in dir and returns how many bytes they took.
// Nothing else is removed: dir may be any folder.
func RemoveCache(dir string) (int64, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var freed int64
	var errs []error
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), segmentSuffix) && !strings.HasSuffix(e.Name(), fileIDSuffix) {
			continue
		}
		if info, err := e.Info(); err == nil {
			freed += info.Size()
		}
		errs = append(errs, os.Remove(filepath.Join(dir, e.Name())))
	}
	return freed, errors.Join(errs...)
}
