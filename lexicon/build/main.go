// Command build makes the language packs of package lexicon from pinned packages and the
// curated lists under lexicon/data. It writes the same bytes for the same input.
//
//	go generate ./lexicon                          # with the committed mixture weights
//	go run ./build -dev DIR                        # estimate the weights anew, then build
//	go run ./build -dev DIR -report                # and say what each source is worth
//	go run ./build -only vi                        # write the pack of one language
//
// DIR holds clean text of news, LANG/*.txt; its words are used to weigh the sources and for
// nothing else. Run in the folder lexicon. Needs apt-get and dpkg-deb (Debian 12), npm, and the
// tools of tesseract-ocr; packages are kept in -cache.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	o := options{out: "."}
	flag.StringVar(&o.cache, "cache", "", "folder for downloads (default: copydesk-lexicon in the user's cache folder)")
	flag.StringVar(&o.dev, "dev", "", "folder with LANG/*.txt to estimate the weights of the sources from")
	flag.BoolVar(&o.report, "report", false, "print what each source is worth on the -dev texts, write no packs")
	flag.StringVar(&o.only, "only", "", "write the pack of this language alone, and leave the weights of the others")
	flag.StringVar(&o.out, "out", o.out, "folder of package lexicon")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

type options struct {
	cache, dev, out string
	only            string // a language, or empty for all
	report          bool
}

func run(o options) error {
	if o.cache == "" {
		dir, err := os.UserCacheDir()
		if err != nil {
			return fmt.Errorf("find a folder for downloads: %w (name one with -cache)", err)
		}
		o.cache = filepath.Join(dir, "copydesk-lexicon")
	}
	if err := os.MkdirAll(o.cache, 0o755); err != nil {
		return fmt.Errorf("make the folder for downloads: %w", err)
	}
	s := &store{dir: o.cache, opened: map[string]map[string][]byte{}}
	langs, err := readLanguages(s, o.out)
	if err != nil {
		return err
	}
	shared, err := newShared(s, o.out, langs)
	if err != nil {
		return err
	}
	if err := weigh(langs, shared, o); err != nil {
		return err
	}
	if o.report {
		return report(os.Stdout, langs)
	}
	return writePacks(langs, shared, o)
}
