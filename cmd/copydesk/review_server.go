package main

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"copydesk/report"
)

// Times of the review server.
const (
	watchEvery     = 2 * time.Second // how often files are looked at for changes of others
	headerTimeout  = 10 * time.Second
	shutdownTime   = 2 * time.Second
	maxRequestBody = 16 << 20 // bytes: ten thousand decisions take two million
)

// reviewServer serves the page of a review to this machine alone. Its address
// holds a secret, so that no other user or page can guess it; the Host and the
// Origin of each request are checked, so that no page from elsewhere can act
// with it, even one whose name was made to point here.
type reviewServer struct {
	*session
	listener net.Listener
	token    string
	idle     time.Duration
	http     *http.Server

	feeds feeds
	wake  chan struct{} // a page was opened or closed
}

func newReviewServer(s *session, port int, idle time.Duration) (*reviewServer, error) {
	l, err := new(net.ListenConfig).Listen(s.ctx.Context, "tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	var secret [24]byte
	if _, err := rand.Read(secret[:]); err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	r := &reviewServer{session: s, listener: l, token: hex.EncodeToString(secret[:]), idle: idle, wake: make(chan struct{}, 1)}
	r.feeds.changed = func() {
		select {
		case r.wake <- struct{}{}:
		default:
		}
	}
	r.http = &http.Server{Handler: r.guard(r.routes()), ReadHeaderTimeout: headerTimeout}
	return r, nil
}

// URL returns the address of the page.
func (r *reviewServer) URL() string {
	return "http://" + r.listener.Addr().String() + "/" + r.token + "/"
}

// serve serves until ctx ends, or until no page has been open for the idle time.
func (r *reviewServer) serve(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go r.watch(ctx)
	go r.stopWhenIdle(ctx, stop)
	failed := make(chan error, 1)
	go func() { failed <- r.http.Serve(r.listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("review: %w", err)
	case <-ctx.Done():
	}
	r.feeds.send("bye", struct{}{})
	r.feeds.close()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := r.http.Shutdown(last); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("review: %w", err)
	}
	fmt.Fprintln(r.Stdout, "The review has ended. Decisions are saved.")
	return nil
}

// stopWhenIdle calls stop when no page has been open for the idle time.
func (r *reviewServer) stopWhenIdle(ctx context.Context, stop func()) {
	timer := time.NewTimer(r.idle)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
			timer.Reset(r.idle)
		case <-timer.C:
			if r.feeds.open() == 0 {
				stop()
				return
			}
			timer.Reset(r.idle)
		}
	}
}

// watch looks for what others change while a page is open: the decisions, by
// another review, and the articles.
func (r *reviewServer) watch(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if r.feeds.open() == 0 {
			continue
		}
		if list, err := r.book.refresh(); err == nil {
			for _, d := range list {
				r.feeds.send("decision", fedDecision{d, ""})
			}
		}
		if r.reread() {
			r.feeds.send("changes", struct{}{})
		}
	}
}

func (r *reviewServer) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", r.servePage)
	mux.HandleFunc("GET /api/changes", r.serveChanges)
	mux.HandleFunc("GET /api/events", r.serveEvents)
	mux.HandleFunc("POST /api/decide", r.serveDecide)
	mux.HandleFunc("POST /api/apply", r.serveApply)
	return mux
}

// guard lets only requests pass that come from the page itself.
func (r *reviewServer) guard(next http.Handler) http.Handler {
	address := r.listener.Addr().String()
	local := strings.Replace(address, "127.0.0.1", "localhost", 1)
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", report.ContentSecurityPolicy(true)+"; frame-ancestors 'none'")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cache-Control", "no-store")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		if q.Host != address && q.Host != local {
			http.Error(w, "this is not the host of the review", http.StatusMisdirectedRequest)
			return
		}
		token, path, _ := strings.Cut(strings.TrimPrefix(q.URL.Path, "/"), "/")
		if subtle.ConstantTimeCompare([]byte(token), []byte(r.token)) != 1 {
			http.Error(w, "the address is not that of a review", http.StatusNotFound)
			return
		}
		if !sameOrigin(q) {
			http.Error(w, "only the page of the review may ask this", http.StatusForbidden)
			return
		}
		q.URL.Path, q.URL.RawPath = "/"+path, ""
		q.Body = http.MaxBytesReader(w, q.Body, maxRequestBody)
		next.ServeHTTP(w, q)
	})
}

// sameOrigin reports whether q comes from the page, or is the user's own call
// of its address. What changes something must come from a script of the page: a
// form elsewhere can set neither the header nor the content type.
func sameOrigin(q *http.Request) bool {
	origin, site := q.Header.Get("Origin"), q.Header.Get("Sec-Fetch-Site")
	if origin != "" && origin != "http://"+q.Host {
		return false
	}
	if site != "" && site != "same-origin" && site != "none" {
		return false
	}
	if q.Method == http.MethodGet {
		return true
	}
	return origin != "" && q.Header.Get("X-Copydesk") != "" && q.Header.Get("Content-Type") == "application/json"
}

// feeds are the open pages, each of which is told what the others do.
type feeds struct {
	mu      sync.Mutex
	list    map[chan feedEvent]bool
	closed  bool
	changed func()
}

type feedEvent struct {
	name string
	data any
}

// feedBuffer is how many events a page may be behind. One that is further behind
// is cut off: it comes back by itself, and reads everything anew.
const feedBuffer = 256

func (f *feeds) add() chan feedEvent {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := make(chan feedEvent, feedBuffer)
	if f.closed {
		close(c)
		return c
	}
	if f.list == nil {
		f.list = map[chan feedEvent]bool{}
	}
	f.list[c] = true
	f.changed()
	return c
}

func (f *feeds) remove(c chan feedEvent) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.list[c] {
		delete(f.list, c)
		close(c)
	}
	f.changed()
}

func (f *feeds) send(name string, data any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c := range f.list {
		select {
		case c <- feedEvent{name, data}:
		default:
			delete(f.list, c)
			close(c)
		}
	}
}

func (f *feeds) open() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.list)
}

func (f *feeds) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	for c := range f.list {
		delete(f.list, c)
		close(c)
	}
}
