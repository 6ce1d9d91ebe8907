package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// store hands out the files of pinned packages. Packages are downloaded once, with the
// clients of their registries, into a cache folder, and checked against their sum each time.
type store struct {
	dir    string
	opened map[string]map[string][]byte
}

// files returns the regular files of a package, by path within it.
func (s *store) files(name string) (map[string][]byte, error) {
	if f, ok := s.opened[name]; ok {
		return f, nil
	}
	p, err := find(name)
	if err != nil {
		return nil, err
	}
	archive, err := s.fetch(p)
	if err != nil {
		return nil, err
	}
	f, err := unpack(p, archive)
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", archive, err)
	}
	s.opened[name] = f
	return f, nil
}

// file returns the one file of a package whose path ends in suffix.
func (s *store) file(name, suffix string) ([]byte, error) {
	files, err := s.files(name)
	if err != nil {
		return nil, err
	}
	for p, data := range files {
		if strings.HasSuffix(p, suffix) {
			return data, nil
		}
	}
	return nil, fmt.Errorf("read %s: no file %s in the package", name, suffix)
}

func find(name string) (pinned, error) {
	for _, p := range sources {
		if p.name == name {
			return p, nil
		}
	}
	return pinned{}, fmt.Errorf("find source %s: not in the table of sources", name)
}

// archiveName is the name that the registry's client gives the download.
func (p pinned) archiveName() string {
	if p.registry == "deb" {
		return p.name + "_" + strings.ReplaceAll(p.version, ":", "%3a") + "_all.deb"
	}
	return strings.ReplaceAll(strings.TrimPrefix(p.name, "@"), "/", "-") + "-" + p.version + ".tgz"
}

func (s *store) fetch(p pinned) (string, error) {
	archive := filepath.Join(s.dir, p.archiveName())
	if _, err := os.Stat(archive); err != nil {
		if err := s.download(p); err != nil {
			return "", err
		}
	}
	data, err := os.ReadFile(archive)
	if err != nil {
		return "", fmt.Errorf("read download: %w", err)
	}
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); got != p.sha256 {
		return "", fmt.Errorf("check %s: sha256 is %s, want %s; remove the file and run again, "+
			"or pin the new version in sources.go", archive, got, p.sha256)
	}
	return archive, nil
}

func (s *store) download(p pinned) error {
	args := []string{"npm", "pack", "--silent", p.name + "@" + p.version}
	remedy := "install npm"
	if p.registry == "deb" {
		args = []string{"apt-get", "download", p.name + "=" + p.version}
		remedy = "build on Debian 12, run apt-get update, or put the package from the Debian archive into the folder"
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = s.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("download into %s: %s: %w (%s)\n%s", s.dir, strings.Join(args, " "), err, remedy, out)
	}
	return nil
}

func unpack(p pinned, archive string) (map[string][]byte, error) {
	if p.registry == "npm" {
		f, err := os.Open(archive)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		return readTar(z)
	}
	var stderr bytes.Buffer
	cmd := exec.Command("dpkg-deb", "--fsys-tarfile", archive)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("dpkg-deb: %w (install dpkg)\n%s", err, stderr.String())
	}
	return readTar(bytes.NewReader(out))
}

func readTar(r io.Reader) (map[string][]byte, error) {
	files := map[string][]byte{}
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		data, err := io.ReadAll(t)
		if err != nil {
			return nil, err
		}
		files[path.Clean(h.Name)] = data
	}
}
