package twin

import "slices"

// Slip is what would have happened to a word that became another.
type Slip uint8

// The slips.
const (
	NoSlip        Slip = iota
	MarkLost           // one letter without its mark: Rodriguez from Rodríguez
	MarksLost          // all letters without their marks: Duong from Dương
	MarkAdded          // a mark on a letter that has none: Koŕea from Korea
	MarkChanged        // another mark on a letter: Hùong from Hương
	MarkMoved          // marks on other letters: lựơng from lượng
	Dropped            // a letter left out: Cườn from Cường
	MarkedDropped      // a letter with a mark left out: Comit from Comité
	Doubled            // a letter written twice: Krremlin from Kremlin
	Swapped            // two neighbours in the wrong order: Trmup from Trump
	NumSlips
)

var slipNames = [NumSlips]string{
	"", "lost a mark", "lost its marks", "gained a mark", "has another mark", "has its marks on other letters",
	"lost a letter", "lost a letter with a mark", "has a letter twice", "has two letters in the wrong order",
}

// String says what happened, in words that follow the damaged form.
func (s Slip) String() string { return slipNames[s] }

// slip returns how odd came from whole, and the index of the letter of whole it happened to.
func slip(odd, whole []letter) (Slip, int) {
	switch len(odd) - len(whole) {
	case 0:
		return sameLength(odd, whole)
	case -1:
		return dropped(odd, whole)
	case 1:
		return doubled(odd, whole)
	}
	return NoSlip, 0
}

func sameLength(odd, whole []letter) (Slip, int) {
	first, differ, other, lost, gained := -1, 0, 0, 0, 0
	for i := range whole {
		o, w := odd[i], whole[i]
		if o.fold == w.fold {
			continue
		}
		if first < 0 {
			first = i
		}
		differ++
		switch {
		case o.base != w.base:
			other++
		case !o.marked():
			lost++
		case !w.marked():
			gained++
		}
	}
	switch {
	case differ == 0:
		return NoSlip, 0
	case differ == 2 && odd[first].fold == whole[first+1].fold && odd[first+1].fold == whole[first].fold:
		return Swapped, first
	case other > 0:
		return NoSlip, 0
	case lost == differ && differ == 1:
		return MarkLost, first
	case lost == differ:
		return MarksLost, first
	case differ == 1 && gained == 1:
		return MarkAdded, first
	case differ == 1:
		return MarkChanged, first
	case lost > 0 && gained > 0, lost == 0 && gained == 0:
		return MarkMoved, first
	}
	return NoSlip, 0
}

func dropped(odd, whole []letter) (Slip, int) {
	i := 0
	for i < len(odd) && odd[i].fold == whole[i].fold {
		i++
	}
	if !slices.EqualFunc(odd[i:], whole[i+1:], sameFold) {
		return NoSlip, 0
	}
	if whole[i].marked() {
		return MarkedDropped, i
	}
	return Dropped, i
}

func doubled(odd, whole []letter) (Slip, int) {
	i := 0
	for i < len(whole) && odd[i].fold == whole[i].fold {
		i++
	}
	if i == 0 || odd[i].fold != odd[i-1].fold || !slices.EqualFunc(odd[i+1:], whole[i:], sameFold) {
		return NoSlip, 0
	}
	return Doubled, i - 1
}

func sameFold(a, b letter) bool { return a.fold == b.fold }
