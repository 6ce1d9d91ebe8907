package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"copydesk/corpus"
	"copydesk/report"
)

func (r *reviewServer) servePage(w http.ResponseWriter, _ *http.Request) {
	page, sum := r.page()
	var b bytes.Buffer
	if err := page.Write(&b, sum, true); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = b.WriteTo(w) // a page that is gone needs no answer
}

func (r *reviewServer) serveChanges(w http.ResponseWriter, _ *http.Request) {
	page, _ := r.page()
	data, err := page.JSON(true)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(data) // a page that is gone needs no answer
}

// decideRequest is what a page sends when its user decides.
type decideRequest struct {
	Client    string `json:"client"`
	Decisions []struct {
		Key     string  `json:"key"`
		Verdict string  `json:"verdict"`
		New     *string `json:"new"`
		Why     string  `json:"why"`
		Was     int     `json:"was"`
	} `json:"decisions"`
}

type decideAnswer struct {
	Saved     []report.Decision `json:"saved"`
	Conflicts []report.Decision `json:"conflicts"`
}

// fedDecision is a decision as the other pages are told of it.
type fedDecision struct {
	report.Decision
	Client string `json:"client"`
}

func (r *reviewServer) serveDecide(w http.ResponseWriter, q *http.Request) {
	var request decideRequest
	if err := json.NewDecoder(q.Body).Decode(&request); err != nil {
		http.Error(w, "the request cannot be read: "+err.Error(), http.StatusBadRequest)
		return
	}
	keys := r.index()
	var proposals []proposal
	for _, d := range request.Decisions {
		verdict, err := verdictOf(d.Verdict)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		note := corpus.Note{Key: d.Key}
		if verdict != "" {
			n, ok := keys[d.Key]
			if !ok {
				http.Error(w, "no change is called "+d.Key+"; the page is out of date, reload it", http.StatusConflict)
				return
			}
			note = n
			note.Verdict, note.Why = verdict, d.Why
			if d.New != nil {
				note.New = *d.New
			}
			if verdict == corpus.Reject {
				note.New = ""
			}
		}
		proposals = append(proposals, proposal{note, d.Was})
	}
	saved, conflicts, err := r.book.decide(proposals)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	for _, d := range saved {
		r.feeds.send("decision", fedDecision{d, request.Client})
	}
	answer(w, decideAnswer{orNone(saved), orNone(conflicts)})
}

func orNone(list []report.Decision) []report.Decision {
	if list == nil {
		return []report.Decision{}
	}
	return list
}

// index returns a note, not yet decided, for each key that a change has.
func (s *session) index() map[string]corpus.Note {
	s.mu.Lock()
	defer s.mu.Unlock()
	keys := map[string]corpus.Note{}
	for _, e := range s.entries {
		name := corpus.RelativeTo(s.root, e.Input.Name)
		for i := range e.Findings {
			f := &e.Findings[i]
			repair := report.RepairOf(f)
			n := corpus.Note{Key: corpus.Hash(f.Fingerprint), Rule: f.Rule, Old: repair.Old, New: repair.New, In: name}
			if _, ok := keys[n.Key]; !ok {
				keys[n.Key] = n
			}
			n.Key, n.In = report.Likeness(f), ""
			if _, ok := keys[n.Key]; !ok {
				keys[n.Key] = n
			}
		}
	}
	return keys
}

func (r *reviewServer) serveApply(w http.ResponseWriter, _ *http.Request) {
	result := r.apply()
	r.feeds.send("changes", struct{}{})
	answer(w, result)
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // a page that is gone needs no answer
}

// beat is how often an open page is sent a sign of life, so that the server
// learns when it was closed.
const beat = 15 * time.Second

// serveEvents tells a page what others decide and change, as server-sent events.
func (r *reviewServer) serveEvents(w http.ResponseWriter, q *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "cannot stream", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	feed := r.feeds.add()
	defer r.feeds.remove(feed)
	fmt.Fprint(w, ": welcome\n\n")
	flusher.Flush()
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-q.Context().Done():
			return
		case <-tick.C:
			fmt.Fprint(w, ": still here\n\n")
		case e, ok := <-feed:
			if !ok {
				return
			}
			data, err := json.Marshal(e.data)
			if err != nil {
				continue
			}
			fmt.Fprintf(w, "event: %s\ndata: %s\n\n", e.name, strings.ReplaceAll(string(data), "\n", " "))
		}
		flusher.Flush()
	}
}
