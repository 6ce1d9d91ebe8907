package report

import (
	"context"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"copydesk/report/browsertest"

	"github.com/chromedp/chromedp"
)

// texts returns the text of every element that selector chooses.
func texts(selector string) string {
	return `[...document.querySelectorAll(` + strconv.Quote(selector) + `)].map((e) => e.textContent)`
}

func open(t *testing.T, page string) context.Context {
	t.Helper()
	ctx := browsertest.Start(t)
	browsertest.Do(t, ctx, chromedp.Navigate(browsertest.File(t, page)), chromedp.WaitReady(chromedp.CSS("#tally")))
	return ctx
}

func TestPageLoadsAndFilters(t *testing.T) {
	ctx := open(t, write(t, "html", Style{}, entries(t, false)))
	if got := browsertest.JS[int](t, ctx, `document.querySelectorAll(".change").length`); got != 9 {
		t.Errorf("%d changes are shown, want 9", got)
	}
	if got := browsertest.JS[string](t, ctx, `document.querySelector("h1").textContent`); got != "9 changes in 3 articles" {
		t.Errorf("the title is %q", got)
	}
	words := browsertest.JS[[]string](t, ctx, texts(".text ins"))
	if strings.Join(words, "|") != "·|·|g" {
		t.Errorf("inserted: %q", words)
	}
	for _, step := range []struct {
		what, script string
		want         int
	}{
		{"search", `byId("q").value = "CUONG"`, 1},
		{"search for two words", `byId("q").value = "puerto comma"`, 1},
		{"rule", `byId("q").value = "", byId("rule").value = "spacing/run"`, 2},
		{"article", `byId("rule").value = "", byId("article").selectedIndex = 1`, 1},
		{"safety", `byId("article").value = "", document.querySelector("[name=safety][value='2']").click()`, 3},
		{"confidence", `document.querySelector("[name=safety][value='2']").click(), byId("confidence").value = 98`, 6},
		{"everything again", `byId("clear").click()`, 9},
	} {
		script := strings.ReplaceAll(step.script, "byId(", "document.getElementById(")
		browsertest.JS[bool](t, ctx, `(`+script+`, document.getElementById("filters").dispatchEvent(new Event("input")), true)`)
		browsertest.Do(t, ctx, chromedp.Sleep(200*time.Millisecond)) // typing is waited for
		if got := browsertest.JS[int](t, ctx, `document.querySelectorAll(".change").length`); got != step.want {
			t.Errorf("%s: %d changes are shown, want %d", step.what, got, step.want)
		}
	}
}

func TestPageKeyboard(t *testing.T) {
	ctx := open(t, write(t, "html", Style{}, entries(t, false)))
	tally := func(want string) {
		t.Helper()
		if got := browsertest.JS[string](t, ctx, `document.getElementById("tally").textContent`); got != want {
			t.Errorf("the tally is %q, want %q", got, want)
		}
	}
	tally("0 accepted · 0 rejected · 9 open")
	browsertest.Do(t, ctx, chromedp.KeyEvent("jar"))
	tally("1 accepted · 1 rejected · 7 open")
	if got := browsertest.JS[string](t, ctx, `document.activeElement.id`); got != "c2" {
		t.Errorf("the focus is on %q, want the third change", got)
	}
	browsertest.Do(t, ctx, chromedp.KeyEvent("u"))
	tally("1 accepted · 0 rejected · 8 open")
	browsertest.Do(t, ctx, chromedp.KeyEvent("uu"))
	tally("0 accepted · 0 rejected · 9 open")
	browsertest.Do(t, ctx, chromedp.KeyEvent("/"))
	browsertest.JS[string](t, ctx, `document.getElementById("q").value = ""`) // the driver types what the page refused
	browsertest.Do(t, ctx, chromedp.KeyEvent("a"))
	if got := browsertest.JS[string](t, ctx, `document.getElementById("q").value`); got != "a" {
		t.Errorf("the search holds %q: keys in a field must be text", got)
	}
	tally("0 accepted · 0 rejected · 9 open")
	browsertest.Do(t, ctx, chromedp.KeyEvent("\x1b?"))
	if !browsertest.JS[bool](t, ctx, `document.getElementById("help").open`) {
		t.Error("? must open the help")
	}
}

func TestPageExport(t *testing.T) {
	ctx := open(t, write(t, "html", Style{}, entries(t, false)))
	// The link that the export clicks is caught, so that nothing is downloaded.
	browsertest.JS[bool](t, ctx, `(HTMLAnchorElement.prototype.click = function () { fetch2 = this.download; }, globalThis.fetch2 = "",
		URL.createObjectURL = (blob) => { blob.text().then((text) => { globalThis.saved = text; }); return "blob:x"; }, true)`)
	browsertest.Do(t, ctx, chromedp.KeyEvent("ja"), chromedp.KeyEvent("e"), chromedp.Sleep(100*time.Millisecond))
	browsertest.JS[bool](t, ctx, `(document.getElementById("askfield").value = "abre \"ya\" su", document.querySelector("#ask .solid").click(), true)`)
	browsertest.Do(t, ctx, chromedp.Sleep(100*time.Millisecond), chromedp.KeyEvent("jR"))
	browsertest.JS[bool](t, ctx, `(document.getElementById("export").click(), true)`)
	browsertest.Do(t, ctx, chromedp.Sleep(100*time.Millisecond))
	saved := browsertest.JS[string](t, ctx, `saved`)
	lines := strings.Split(strings.TrimSpace(saved), "\n")
	if len(lines) != 3 || browsertest.JS[string](t, ctx, `fetch2`) != "copydesk-decisions.txt" {
		t.Fatalf("exported:\n%s", saved)
	}
	for _, want := range []string{
		`accept rule="spacing/space-before-punctuation" old="lecturas ," new="lecturas," in="feria.txt"`,
		`accept rule="spacing/run" old="abre  su" new="abre \"ya\" su" in="puerto.txt"`,
		`reject rule="spacing/fused-word" old="elmuelle"`,
	} {
		if !strings.Contains(saved, want) {
			t.Errorf("the export misses %s:\n%s", want, saved)
		}
	}
	if !regexp.MustCompile(`(?m)^[0-9a-f]{16} accept `).MatchString(saved) || !regexp.MustCompile(`(?m)^like:[0-9a-f]{16} reject `).MatchString(saved) {
		t.Errorf("the export has other keys:\n%s", saved)
	}
}

func TestPageRemembers(t *testing.T) {
	ctx := open(t, write(t, "html", Style{}, entries(t, false)))
	browsertest.Do(t, ctx, chromedp.KeyEvent("ja"), chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("#tally")))
	if got := browsertest.JS[string](t, ctx, `document.getElementById("tally").textContent`); !strings.HasPrefix(got, "1 accepted") {
		t.Errorf("after a reload the tally is %q", got)
	}
}

// TestPageHostile opens a page made of text that tries to be markup. The tab
// fails the test when a script of the article runs or the policy is violated.
func TestPageHostile(t *testing.T) {
	var list []*Entry
	for _, part := range hostile {
		list = append(list, hostileEntry(part))
	}
	ctx := open(t, write(t, "html", Style{}, list))
	if got := browsertest.JS[int](t, ctx, `document.querySelectorAll("img, svg:not(.bar), #list script, iframe, object").length`); got != 0 {
		t.Errorf("%d elements were made of text", got)
	}
	if got := browsertest.JS[int](t, ctx, `document.querySelectorAll(".change").length`); got < len(hostile) {
		t.Errorf("%d changes are shown, want at least %d", got, len(hostile))
	}
}

func TestPageOpensFast(t *testing.T) {
	ctx := open(t, write(t, "html", Style{}, sampleEntries(10000)))
	ready := browsertest.JS[float64](t, ctx, `performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd`)
	t.Logf("10,000 changes: the page was ready after %.0f ms", ready)
	if limit := 5000.0; ready > limit { // a tenth of it on an idle machine
		t.Errorf("the page took %.0f ms", ready)
	}
	if got := browsertest.JS[int](t, ctx, `document.querySelectorAll(".change").length`); got != 100 {
		t.Errorf("%d changes are in the page at once, want one page of 100", got)
	}
	browsertest.Do(t, ctx, chromedp.KeyEvent("]j"))
	if got := browsertest.JS[string](t, ctx, `document.getElementById("page").textContent`); !strings.HasPrefix(got, "Page 2 of") {
		t.Errorf("] shows %q", got)
	}
}

// TestContrast checks that every colour of text can be read on its ground, in
// both themes: 4.5 to 1, as WCAG 2.2 asks for.
func TestContrast(t *testing.T) {
	light, dark, _ := strings.Cut(pageStyle, "@media (prefers-color-scheme: dark)")
	dark, _, _ = strings.Cut(dark, "@media")
	for theme, css := range map[string]string{"light": light, "dark": dark} {
		colour := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6})`).FindAllStringSubmatch(css, -1) {
			colour[m[1]] = luminance(m[2])
		}
		for _, pair := range [][2]string{
			{"ink", "paper"},
			{"ink", "card"},
			{"soft", "paper"},
			{"soft", "card"},
			{"ins-ink", "ins"},
			{"del-ink", "del"},
			{"mark-ink", "mark"},
			{"accent-ink", "accent"},
			{"safe-ink", "card"},
			{"review-ink", "card"},
			{"person-ink", "card"},
			{"ink", "track"},
		} {
			a, b := colour[pair[0]], colour[pair[1]]
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f", theme, pair[0], pair[1], ratio)
			}
		}
	}
}

// luminance returns the relative luminance of a colour of six hex digits (WCAG 2.2).
func luminance(hex string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestPageIsOneFile checks that the page asks for nothing from outside.
func TestPageIsOneFile(t *testing.T) {
	page := write(t, "html", Style{}, entries(t, false))
	if m := regexp.MustCompile(`(src|href)="[^#"]|@import|url\(|unsafe-`).FindString(page); m != "" {
		t.Errorf("the page holds %q", m)
	}
}

// TestPageOfARepair checks that what a run has made is shown as made, and that
// the same changes can be decided when they were only shown.
func TestPageOfARepair(t *testing.T) {
	for made, want := range map[bool]string{true: "0 accepted · 0 rejected · 3 open", false: "0 accepted · 0 rejected · 9 open"} {
		ctx := open(t, write(t, "html", Style{Fixed: true, Made: made}, entries(t, true)))
		if got := browsertest.JS[string](t, ctx, `document.getElementById("tally").textContent`); got != want {
			t.Errorf("made %v: the tally is %q, want %q", made, got, want)
		}
		if got := browsertest.JS[int](t, ctx, `document.querySelectorAll(".change").length`); got != 9 {
			t.Errorf("made %v: %d changes are shown, want 9", made, got)
		}
	}
}
