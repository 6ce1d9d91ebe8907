package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"copydesk/report/browsertest"
	"copydesk/rules/catalogue"

	"github.com/chromedp/chromedp"
)

// review is a review that runs in a test.
type review struct {
	url, dir string
	done     chan int // its exit status
	out, err *bytes.Buffer
}

// startReview writes files, by name, and starts a review of them that ends
// soon after its last page was closed.
func startReview(t *testing.T, idle time.Duration, files map[string]string) *review {
	t.Helper()
	dir := t.TempDir()
	files[".copydesk.yml"] = "select: [spacing/run, spacing/trailing]\n"
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	read, write := io.Pipe()
	v := &review{dir: dir, done: make(chan int, 1), out: &bytes.Buffer{}, err: &bytes.Buffer{}}
	c := &Command{Stdin: strings.NewReader(""), Stdout: write, Stderr: v.err, Catalogue: catalogue.All()}
	go func() {
		v.done <- c.Main([]string{"copydesk", "review", "--no-cache", "--no-open", "--by", "Ana", "--idle", idle.String(), dir})
		_ = write.Close()
	}()
	lines := bufio.NewReader(read)
	first, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("the review ended: %s", v.err)
	}
	go io.Copy(v.out, lines) // it is looked at when the review has ended
	v.url = regexp.MustCompile(`http://\S+`).FindString(first)
	return v
}

func (v *review) read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(v.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// wait waits for the review to end by itself.
func (v *review) wait(t *testing.T) {
	t.Helper()
	select {
	case status := <-v.done:
		if status != exitClean {
			t.Errorf("exit status %d: %s", status, v.err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the review does not end by itself")
	}
}

func TestReviewRefusesStrangers(t *testing.T) {
	v := startReview(t, 4*time.Second, map[string]string{"a.txt": "Uno  dos.\n"})
	base := regexp.MustCompile(`^(http://[^/]+)/`).FindStringSubmatch(v.url)[1]
	body := `{"client":"x","decisions":[]}`
	ok := map[string]string{"Origin": base, "X-Copydesk": "1", "Content-Type": "application/json"}
	with := func(name, value string) map[string]string {
		h := map[string]string{}
		for k, v := range ok {
			h[k] = v
		}
		h[name] = value
		return h
	}
	for _, q := range []struct {
		what, method, url, host string
		header                  map[string]string
		want                    int
	}{
		{"the page", "GET", v.url, "", nil, 200},
		{"no token", "GET", base + "/", "", nil, 404},
		{"a wrong token", "GET", base + "/" + strings.Repeat("0", 48) + "/", "", nil, 404},
		{"another host, as after DNS rebinding", "GET", v.url, "evil.example:80", nil, 421},
		{"a page from elsewhere that reads", "GET", v.url + "api/changes", "", map[string]string{"Origin": "http://evil.example"}, 403},
		{"a frame from elsewhere", "GET", v.url, "", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"a decision", "POST", v.url + "api/decide", "", ok, 200},
		{"a decision from elsewhere", "POST", v.url + "api/decide", "", with("Origin", "http://evil.example"), 403},
		{"a decision without origin", "POST", v.url + "api/decide", "", with("Origin", ""), 403},
		{"a form", "POST", v.url + "api/decide", "", with("Content-Type", "text/plain"), 403},
		{"no header of the page", "POST", v.url + "api/apply", "", with("X-Copydesk", ""), 403},
		{"a read that applies", "GET", v.url + "api/apply", "", nil, 405},
		{"a path outside", "GET", v.url + "../../etc/passwd", "", nil, 404},
	} {
		request, err := http.NewRequestWithContext(t.Context(), q.method, q.url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if q.host != "" {
			request.Host = q.host
		}
		for name, value := range q.header {
			if value != "" {
				request.Header.Set(name, value)
			}
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != q.want {
			t.Errorf("%s: status %d, want %d", q.what, response.StatusCode, q.want)
		}
		for name, want := range map[string]string{"Content-Security-Policy": "frame-ancestors 'none'", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"} {
			if got := response.Header.Get(name); !strings.Contains(got, want) {
				t.Errorf("%s: %s is %q", q.what, name, got)
			}
		}
	}
	v.wait(t)
}

const textOf = `document.getElementById(%q).textContent`

func TestReviewPage(t *testing.T) {
	ctx := browsertest.Start(t)
	v := startReview(t, 2*time.Second, map[string]string{"a.txt": "Uno  dos tres  cuatro.\n", "b.txt": "Cinco  <img src=x onerror=alert(1)> seis.\n"})
	tally := func(want string) {
		t.Helper()
		got := ""
		for range 40 {
			if got = browsertest.JS[string](t, ctx, fmt.Sprintf(textOf, "tally")); got == want {
				return
			}
			browsertest.Do(t, ctx, chromedp.Sleep(100*time.Millisecond))
		}
		t.Errorf("the tally is %q, want %q", got, want)
	}
	browsertest.Do(t, ctx, chromedp.Navigate(v.url), chromedp.WaitReady(chromedp.CSS("#c2")))
	tally("0 accepted · 0 rejected · 3 open")
	browsertest.Do(t, ctx, chromedp.KeyEvent("jar"))
	tally("1 accepted · 1 rejected · 1 open")

	// Another tab sees it, decides, and the first one sees that.
	second := browsertest.Tab(t, ctx)
	browsertest.Do(t, second, chromedp.Navigate(v.url), chromedp.WaitReady(chromedp.CSS("#c2")))
	if got := browsertest.JS[string](t, second, fmt.Sprintf(textOf, "tally")); got != "1 accepted · 1 rejected · 1 open" {
		t.Errorf("the second tab shows %q", got)
	}
	browsertest.Do(t, second, chromedp.KeyEvent("jjja"))
	tally("2 accepted · 1 rejected · 0 open")
	if got := v.read(t, ".copydesk/decisions"); strings.Count(got, " accept ") != 2 || strings.Count(got, " reject ") != 1 || !strings.Contains(got, `by="Ana"`) {
		t.Errorf("the decisions are:\n%s", got)
	}
	if v.read(t, "a.txt") != "Uno  dos tres  cuatro.\n" {
		t.Error("an article was written before anybody said so")
	}

	// A file that somebody changes is read again, and then applied.
	if err := os.WriteFile(filepath.Join(v.dir, "b.txt"), []byte("Nuevo.\nCinco  <img src=x onerror=alert(1)> seis.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 60 {
		if browsertest.JS[int](t, ctx, `document.querySelectorAll(".changed").length`) > 0 {
			break
		}
		browsertest.Do(t, ctx, chromedp.Sleep(100*time.Millisecond))
	}
	if got := browsertest.JS[int](t, ctx, `document.querySelectorAll(".changed").length`); got != 1 {
		t.Errorf("%d articles are marked as changed meanwhile", got)
	}
	browsertest.JS[bool](t, ctx, `(document.getElementById("apply").click(), true)`)
	browsertest.Do(t, ctx, chromedp.WaitVisible(chromedp.CSS("#told[open]")))
	if got := browsertest.JS[string](t, ctx, fmt.Sprintf(textOf, "toldtitle")); got != "Applied 2 changes in 2 articles" {
		t.Errorf("applied: %q: %s", got, browsertest.JS[string](t, ctx, fmt.Sprintf(textOf, "toldlist")))
	}
	if got := v.read(t, "a.txt"); got != "Uno dos tres  cuatro.\n" {
		t.Errorf("a.txt is %q: only what was accepted may change", got)
	}
	if got := v.read(t, "b.txt"); got != "Nuevo.\nCinco <img src=x onerror=alert(1)> seis.\n" {
		t.Errorf("b.txt is %q", got)
	}
	if browsertest.JS[int](t, ctx, `document.querySelectorAll("img").length`) != 0 {
		t.Error("the article made an element of the page")
	}
	browsertest.Do(t, second, chromedp.Navigate("about:blank"))
	browsertest.Do(t, ctx, chromedp.Navigate("about:blank"))
	v.wait(t)
}

// TestReviewKeepsTheFirst checks that of two decisions that were made without
// knowing of each other the first stands, whoever made it.
func TestReviewKeepsTheFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions")
	one, err := openDecisionBook(path, "Ana")
	if err != nil {
		t.Fatal(err)
	}
	two, err := openDecisionBook(path, "Bea")
	if err != nil {
		t.Fatal(err)
	}
	note, err := verdictOf("accept")
	if err != nil {
		t.Fatal(err)
	}
	p := proposal{}
	p.Key, p.Verdict = "0123456789abcdef.0", note
	if saved, conflicts, err := one.decide([]proposal{p}); err != nil || len(saved) != 1 || len(conflicts) != 0 {
		t.Fatalf("saved %v, conflicts %v, error %v", saved, conflicts, err)
	}
	p.Verdict = "reject"
	saved, conflicts, err := two.decide([]proposal{p})
	if err != nil || len(saved) != 0 || len(conflicts) != 1 || conflicts[0].By != "Ana" || conflicts[0].Verdict != "accept" {
		t.Fatalf("saved %v, conflicts %v, error %v", saved, conflicts, err)
	}
	p.was = conflicts[0].Version
	if saved, _, err := two.decide([]proposal{p}); err != nil || len(saved) != 1 {
		t.Fatalf("a decision that knows of the other is saved: %v, error %v", saved, err)
	}
	if changed, err := one.refresh(); err != nil || len(changed) != 1 || changed[0].Verdict != "reject" || changed[0].By != "Bea" {
		t.Errorf("the first book learns %v, error %v", changed, err)
	}
}
