package report

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browserTimeout is how long one test may take in the browser: a machine
// under load takes seconds to start it.
const browserTimeout = 90 * time.Second

// browser starts a Chromium with no window. Whatever a page writes to its
// console, or a script fails with, fails the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium is installed: the page was not tried in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1280, 900))
	ctx, cancel := context.WithTimeout(t.Context(), browserTimeout)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	return tab(t, ctx)
}

// tab opens a tab: the first of a browser, or one more.
func tab(t *testing.T, parent context.Context) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent)
	t.Cleanup(cancel)
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("exception: %s", e.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			t.Errorf("console: %s %s", e.Type, e.Args[0].Value)
		case *log.EventEntryAdded:
			t.Errorf("log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}

// pageFile writes a page to a file and returns its URL.
func pageFile(t *testing.T, page string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	return "file://" + path
}

// do runs actions and fails the test when one fails.
func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// js returns what an expression comes to in the page.
func js[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// scheme makes the page light or dark.
func scheme(value string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}},
		})
		return err
	})
}

// TestScreenshots takes pictures of a page where COPYDESK_PAGES says.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("COPYDESK_PAGES")
	if dir == "" {
		t.Skip("COPYDESK_PAGES names no folder for pictures of the page")
	}
	ctx := browser(t)
	url := pageFile(t, write(t, "html", Style{}, sampleEntries(1000)))
	for _, shot := range []struct {
		name, scheme  string
		width, height int64
		keys          string
	}{
		{"top", "light", 1280, 1000, ""}, {"light", "light", 1280, 1300, "jajrj"}, {"dark", "dark", 1280, 1300, "jajrj"},
		{"phone", "light", 390, 844, "jj"}, {"phone-dark", "dark", 390, 844, "jjjjjja"}, {"help", "light", 1280, 800, "?"},
	} {
		do(t, ctx, scheme(shot.scheme), chromedp.EmulateViewport(shot.width, shot.height), chromedp.Navigate(url))
		js[bool](t, ctx, "localStorage.clear(), true")
		do(t, ctx, chromedp.Reload(), chromedp.WaitVisible(chromedp.CSS("#c0")), chromedp.KeyEvent(shot.keys), chromedp.Sleep(300*time.Millisecond))
		picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, shot.name+".png"), picture, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
