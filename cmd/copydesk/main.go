// Command copydesk finds and repairs the defects that scraping leaves in
// news text. `copydesk help` lists its verbs.
package main

import (
	"os"

	"copydesk/rules/catalogue"
)

func main() {
	c := Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Catalogue: catalogue.All()}
	os.Exit(c.Main(os.Args))
}
