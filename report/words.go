package report

import (
	"fmt"
	"strconv"
)

// count returns "1 article" or "2 articles".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// number returns n, or "all n" when it is everything there is.
func number(n, all int) string {
	if n == all && n > 1 {
		return fmt.Sprintf("all %d", n)
	}
	return strconv.Itoa(n)
}

// dash returns n, and a dash for none, which the eye passes over.
func dash(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}
