package report

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"copydesk/report/browsertest"

	"github.com/chromedp/chromedp"
)

// TestScreenshots takes pictures of a page where COPYDESK_PAGES says.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("COPYDESK_PAGES")
	if dir == "" {
		t.Skip("COPYDESK_PAGES names no folder for pictures of the page")
	}
	ctx := browsertest.Start(t)
	url := browsertest.File(t, write(t, "html", Style{}, sampleEntries(1000)))
	for _, shot := range []struct {
		name, scheme  string
		width, height int64
		keys          string
	}{
		{"top", "light", 1280, 1000, ""},
		{"light", "light", 1280, 1300, "jajrj"},
		{"dark", "dark", 1280, 1300, "jajrj"},
		{"phone", "light", 390, 844, "jj"},
		{"phone-dark", "dark", 390, 844, "jjjjjja"},
		{"help", "light", 1280, 800, "?"},
	} {
		browsertest.Do(t, ctx, browsertest.Scheme(shot.scheme), chromedp.EmulateViewport(shot.width, shot.height), chromedp.Navigate(url))
		browsertest.JS[bool](t, ctx, "localStorage.clear(), true")
		browsertest.Do(t, ctx, chromedp.Reload(), chromedp.WaitVisible(chromedp.CSS("#c0")), chromedp.KeyEvent(shot.keys), chromedp.Sleep(300*time.Millisecond))
		picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, shot.name+".png"), picture, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
