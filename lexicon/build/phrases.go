package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"copydesk/lexicon"
	"copydesk/lexicon/internal/pack"
)

// phrases are the listed phrases of a pack: folded, with their kinds and value.
type phrases map[string]phrase

type phrase struct {
	kinds lexicon.Kinds
	value uint8
}

func (ps phrases) add(text string, k lexicon.Kinds, value uint8) {
	key := fold(norm.NFC.String(strings.Join(strings.Fields(text), " ")))
	if key == "" {
		return
	}
	p := ps[key]
	p.kinds |= k
	p.value |= value
	ps[key] = p
}

func (ps phrases) addAll(list []string, k lexicon.Kinds) {
	for _, text := range list {
		ps.add(text, k, 0)
	}
}

// listKinds say what the entries of each curated list are.
var listKinds = []struct {
	list string
	kind lexicon.Kinds
}{
	{"captions", lexicon.CaptionWord},
	{"bylines", lexicon.BylineWord},
	{"datekeys", lexicon.DateKeyWord},
	{"boilerplate", lexicon.BoilerPhrase},
	{"ordinals", lexicon.OrdinalEnd},
	{"elisions", lexicon.ElisionWord},
	{"places", lexicon.City},
	{"regions", lexicon.Region},
}

func (ps phrases) addLists(lists map[string][]string) error {
	for _, l := range listKinds {
		ps.addAll(lists[l.list], l.kind)
	}
	for _, a := range lists["abbreviations"] {
		ps.add(strings.TrimSuffix(a, "."), lexicon.AbbrevWord, 0)
	}
	for _, c := range lists["clitics"] {
		if end, ok := strings.CutPrefix(c, "-"); ok {
			ps.add(end, lexicon.EncliticEnd, 0)
		} else {
			ps.add(c, lexicon.CliticWord, 0)
		}
	}
	for _, a := range lists["agencies"] {
		k := lexicon.AgencyName
		if a == strings.ToLower(a) {
			k |= lexicon.AgencyLower
		}
		ps.add(a, k, 0)
	}
	if err := ps.addNumbered(lists["months"], lexicon.MonthName, 0); err != nil {
		return err
	}
	return ps.addNumbered(lists["weekdays"], lexicon.WeekdayName, weekdayShift)
}

// weekdayShift puts the number of a weekday into the high half of the value.
const weekdayShift = 4

func (ps phrases) addNumbered(list []string, k lexicon.Kinds, shift int) error {
	for _, line := range list {
		number, form, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			return fmt.Errorf("read %q: want a number and a form", line)
		}
		ps.add(form, k, uint8(n<<shift))
	}
	return nil
}

// addCalendar adds the names of months and weekdays of CLDR, in all widths but one letter.
func (b *builder) addCalendar(ps phrases, lang string) error {
	data, err := b.store.file("cldr-dates-full", "main/"+lang+"/ca-gregorian.json")
	if err != nil {
		return err
	}
	type widths map[string]map[string]map[string]string
	var doc struct {
		Main map[string]struct {
			Dates struct {
				Calendars struct {
					Gregorian struct{ Months, Days widths }
				}
			}
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("read ca-gregorian.json of %s: %w", lang, err)
	}
	days := map[string]int{"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
	g := doc.Main[lang].Dates.Calendars.Gregorian
	for _, context := range []string{"format", "stand-alone"} {
		for _, width := range []string{"wide", "abbreviated", "short"} {
			for number, form := range g.Months[context][width] {
				if n, err := strconv.Atoi(number); err == nil {
					ps.add(strings.TrimSuffix(form, "."), lexicon.MonthName, uint8(n))
				}
			}
			for day, form := range g.Days[context][width] {
				ps.add(strings.TrimSuffix(form, "."), lexicon.WeekdayName, uint8(days[day]<<weekdayShift))
			}
		}
	}
	return nil
}

// addTerritories adds the countries and parts of the world of CLDR, and the cities that time
// zones are named after.
func (b *builder) addTerritories(ps phrases, lang string) error {
	data, err := b.store.file("cldr-localenames-full", "main/"+lang+"/territories.json")
	if err != nil {
		return err
	}
	var doc struct {
		Main map[string]struct {
			LocaleDisplayNames struct{ Territories map[string]string }
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("read territories.json of %s: %w", lang, err)
	}
	for code, name := range doc.Main[lang].LocaleDisplayNames.Territories {
		kind := lexicon.Country
		if code[0] >= '0' && code[0] <= '9' {
			kind = lexicon.Region
		}
		name, _, _ = strings.Cut(name, " (")
		ps.add(name, kind, 0)
	}
	data, err = b.store.file("cldr-dates-full", "main/"+lang+"/timeZoneNames.json")
	if err != nil {
		return err
	}
	var zones any
	if err := json.Unmarshal(data, &zones); err != nil {
		return fmt.Errorf("read timeZoneNames.json of %s: %w", lang, err)
	}
	eachCity(zones, func(city string) {
		city, _, _ = strings.Cut(city, ",")
		ps.add(city, lexicon.City, 0)
	})
	return nil
}

func eachCity(node any, yield func(string)) {
	m, ok := node.(map[string]any)
	if !ok {
		return
	}
	for k, v := range m {
		if city, ok := v.(string); ok && k == "exemplarCity" && !strings.Contains(city, "(") {
			yield(city)
			continue
		}
		eachCity(v, yield)
	}
}

// addSubdivisions adds the provinces, states and departments of ISO 3166-2 in the spelling of
// their country, but those that are common words as well.
func (b *builder) addSubdivisions(ps phrases, common func(word string) bool) error {
	data, err := b.store.file("iso-codes", "json/iso_3166-2.json")
	if err != nil {
		return err
	}
	var doc map[string][]struct{ Code, Name string }
	if err := json.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("read iso_3166-2.json: %w", err)
	}
	for _, s := range doc["3166-2"] {
		name, _, _ := strings.Cut(s.Name, " [")
		name, _, _ = strings.Cut(name, " (")
		name, _, _ = strings.Cut(name, ", ")
		if len([]rune(name)) < 3 || common(fold(name)) {
			continue
		}
		ps.add(name, lexicon.Region, 0)
		if strings.HasPrefix(s.Code, "VN-") {
			ps.add(unmarked(name), lexicon.Region, 0)
		}
	}
	return nil
}

// unmarked returns a word without its diacritical marks.
func unmarked(s string) string {
	s = strings.NewReplacer("đ", "d", "Đ", "D").Replace(norm.NFD.String(s))
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 {
			return -1
		}
		return r
	}, s)
}

func (ps phrases) table() ([]byte, error) {
	var entries []pack.Entry
	for text, p := range ps {
		entries = append(entries, pack.Entry{
			Key:   pack.PhraseKey(text),
			Value: uint32(p.kinds) | uint32(p.value)<<16,
		})
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Key < entries[j].Key })
	out, dropped, err := pack.AppendTable(nil, entries, fpWords, 3)
	if err == nil && dropped > 0 {
		err = fmt.Errorf("%d phrases share bucket and fingerprint", dropped)
	}
	return out, err
}

// addPlaces adds the words of places as a source of the unigram, so that none is unknown.
func (b *builder) addPlaces(v *vocab, ps phrases, lists map[string][]string) {
	counts := v.source("places")
	for _, key := range sortedKeys(ps) {
		if ps[key].kinds&lexicon.AnyPlace == 0 {
			continue
		}
		for _, t := range b.tok.tokens(key) {
			if t.kind == wordToken {
				counts[t.text]++
			}
		}
	}
	for _, name := range append(lists["places"], lists["regions"]...) {
		for _, t := range b.tok.tokens(name) {
			if t.kind == wordToken {
				v.see(fold(t.text), shapeOf(t.text))
			}
		}
	}
}
