package report

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func statsOf(t *testing.T) *Stats {
	t.Helper()
	s := &Stats{}
	for _, e := range entries(t, false) {
		s.Add(e)
	}
	dated := entry("fechado.txt", "date: 2025-10-27\n\nUno  dos tres.\n", false)
	dated.Input.Meta.Source = "<la red> & otros"
	s.Add(dated)
	meta := entry("registro.txt", "Uno dos.\n", false)
	meta.Input.Meta.Date = time.Date(2024, 3, 2, 0, 0, 0, 0, time.UTC)
	s.Add(meta)
	return s
}

func TestStats(t *testing.T) {
	s := statsOf(t)
	if s.Articles != 6 || s.Found != 10 || s.Rules["spacing/run"] != 3 {
		t.Errorf("%d articles, %d defects, %v", s.Articles, s.Found, s.Rules)
	}
	if m := s.Months["2025-10"]; m == nil || m.Found != 1 || m.Words != 4 || m.Rate() != 2500 {
		t.Errorf("2025-10: %+v", m)
	}
	if s.Months["2024-03"] == nil || s.Months[unknownMonth] == nil {
		t.Errorf("months: %v", s.Months)
	}
	var table, svg bytes.Buffer
	if err := s.Table(&table, nil); err != nil {
		t.Fatal(err)
	}
	golden(t, "stats.table", table.String())
	if err := s.SVG(&svg, s); err != nil {
		t.Fatal(err)
	}
	validateXML(t, svg.String())
	golden(t, "stats.svg", svg.String())
}

func TestStatsCompare(t *testing.T) {
	var saved bytes.Buffer
	then := statsOf(t)
	if err := then.JSON(&saved); err != nil {
		t.Fatal(err)
	}
	read, err := ReadStats(&saved)
	if err != nil {
		t.Fatal(err)
	}
	now := &Stats{}
	now.Add(entry("a.txt", strings.Repeat("limpio ", 50), false))
	var table bytes.Buffer
	if err := now.Table(&table, read); err != nil {
		t.Fatal(err)
	}
	golden(t, "stats.compared", table.String())
	if !strings.Contains(table.String(), "spacing/run") {
		t.Error("a rule that finds nothing any more must stand in the comparison")
	}
}
