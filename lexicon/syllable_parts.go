package lexicon

import "strings"

// onset is what a syllable may begin with, as it is written in front of some rhymes.
type onset struct {
	name string // the sound: "gi" for the g of "gì", whose i is written once
	text string // the letters
	ok   func(rhyme string) bool
}

// onsets are tried in this order: the longer text first.
var onsets = [...]onset{
	{"ngh", "ngh", front},
	{"ng", "ng", notFront},
	{"nh", "nh", free},
	{"gh", "gh", front},
	{"gi", "gi", afterGI},
	{"gi", "g", beginsWithI},
	{"ch", "ch", free},
	{"kh", "kh", free},
	{"ph", "ph", free},
	{"th", "th", freeOrY},
	{"tr", "tr", free},
	{"qu", "qu", afterQU},
	{"b", "b", free},
	{"c", "c", notFront},
	{"d", "d", free},
	{"đ", "đ", free},
	{"g", "g", notFront},
	{"h", "h", freeOrY},
	{"k", "k", frontOrY},
	{"l", "l", freeOrY},
	{"m", "m", freeOrY},
	{"n", "n", freeOrY},
	{"p", "p", free},
	{"r", "r", free},
	{"s", "s", freeOrY},
	{"t", "t", freeOrY},
	{"v", "v", freeOrY},
	{"x", "x", free},
	{"", "", bare},
}

// onsetsBy holds the onsets that a word with a given first byte may begin with.
var onsetsBy = func() (by [256][]*onset) {
	for first := range by {
		for i := range onsets {
			if o := &onsets[i]; o.text == "" || o.text[0] == byte(first) {
				by[first] = append(by[first], o)
			}
		}
	}
	return by
}()

// initial returns the first letter of a rhyme.
func initial(rhyme string) rune {
	for _, r := range rhyme {
		return r
	}
	return 0
}

// front takes the rhymes before which k, gh and ngh are written.
func front(rhyme string) bool { return strings.ContainsRune("ieê", initial(rhyme)) }

func frontOrY(rhyme string) bool { return front(rhyme) || rhyme == "y" }

func notFront(rhyme string) bool { return !front(rhyme) && initial(rhyme) != 'y' }

// free takes every rhyme but those with y in front, which i replaces behind a consonant.
func free(rhyme string) bool { return initial(rhyme) != 'y' }

// freeOrY takes also y alone, which the older spelling and names keep: Mỹ, Lý, Vy.
func freeOrY(rhyme string) bool { return free(rhyme) || rhyme == "y" }

// bare stands for no consonant: the sound of iê is written yê then.
func bare(rhyme string) bool {
	return !strings.HasPrefix(rhyme, "iê") && (initial(rhyme) != 'y' || rhyme == "y" || strings.HasPrefix(rhyme, "yê"))
}

// afterGI takes the rhymes that follow gi with a vowel of their own: già, gieo, giữ.
func afterGI(rhyme string) bool { return !strings.ContainsRune("iyê", initial(rhyme)) }

// beginsWithI takes the rhymes whose i is also the i of gi: gì, gìn, giếng. In "gia" and "giu" the vowel behind is the rhyme.
func beginsWithI(rhyme string) bool { return initial(rhyme) == 'i' && rhyme != "ia" && rhyme != "iu" }

// afterQU takes the rhymes that follow a rounding: those of unrounded vowels, and quốc.
func afterQU(rhyme string) bool {
	return strings.ContainsRune("aăâeêiyơ", initial(rhyme)) && !strings.HasPrefix(rhyme, "iê") || rhyme == "ôc"
}

// rhyme is a written rhyme without its tone.
type rhyme struct {
	text    string
	stopped bool // ends in c, ch, k, p or t: only the tones sắc and nặng
	// old and new are the indices of the letters that carry the tone mark in the two styles.
	old, new int
}

// rhymeTexts are the rhymes that dictionaries have words with. The last line holds those of
// borrowed words and of names of the highlands (Đắk Lắk, Đăk Nông), which no native word has.
const rhymeTexts = `
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y ych ynh yt yêm yên yêng yêt yêu
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uâ uân uâng uât uây uê uêch uên uênh uêt uơ
uy uya uych uyn uynh uyt uyu uyên uyêt
ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
oong ooc ôông uyp êc êng uôp uêu ăk oeng yp oem oăp
`

var rhymes = rhymeTable()

func rhymeTable() map[string]rhyme {
	table := make(map[string]rhyme)
	for _, text := range strings.Fields(rhymeTexts) {
		r := rhyme{text: text, stopped: strings.ContainsRune("chkpt", lastRune(text)) && !strings.HasSuffix(text, "nh")}
		r.old, r.new = markPlaces([]rune(text))
		table[text] = r
	}
	return table
}

func lastRune(s string) rune {
	letters := []rune(s)
	return letters[len(letters)-1]
}

// markPlaces returns the letters of a rhyme that may carry the tone mark: the last one that has
// another mark already; else the vowel in front of the final consonant; else the middle one
// of three vowels; else the first of two, but for oa, oe and uy in the new style.
func markPlaces(letters []rune) (oldStyle, newStyle int) {
	vowels := 0
	for vowels < len(letters) && strings.ContainsRune(plainVowels, letters[vowels]) {
		vowels++
	}
	for i := vowels - 1; i >= 0; i-- {
		if letters[i] > 0x7F {
			return i, i
		}
	}
	switch {
	case vowels == 1:
		return 0, 0
	case vowels < len(letters), vowels == 3:
		return 1, 1
	}
	switch string(letters) {
	case "oa", "oe", "uy":
		return 0, 1
	}
	return 0, 0
}

// carries reports whether the rhyme exists with the tone.
func (r *rhyme) carries(t Tone) bool {
	return !r.stopped || t == Acute || t == DotBelow || r.text == "ăk"
}

// markAt returns the index of the letter that carries the mark.
func (r *rhyme) markAt(t Tone, style ToneStyle) int {
	switch {
	case t == Level:
		return -1
	case style == OldStyle:
		return r.old
	}
	return r.new
}

// place returns the style that puts the mark of t on letter at of the rhyme.
func (r *rhyme) place(at int, t Tone) (ToneStyle, bool) {
	switch {
	case t == Level, at == r.old && at == r.new:
		return AnyStyle, true
	case at == r.old:
		return OldStyle, true
	case at == r.new:
		return NewStyle, true
	}
	return AnyStyle, false
}
