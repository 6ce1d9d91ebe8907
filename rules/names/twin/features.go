package twin

// Features describe a suspicion by numbers, for the model.
type Features [numFeatures]float64

// The features of a suspicion, in the order of the weights. Those of slips and of what is known
// of the two forms are 0 or 1; the others are scaled to about -2 … 2.
const (
	fBias      = iota
	fSlip                               // one of slipKinds
	fSlipKnown = fSlip + slipKinds      // the same, when the odd form is a word of the language
	fKnown     = fSlipKnown + slipKinds // one of 3×3: odd form, whole form
	fNumeric   = fKnown + 9
)

// The numeric features, from fNumeric on.
const (
	fProb              = fNumeric + iota // how much commoner the whole form is, by the pack
	fProbKnown                           // the same where both are words
	fContext                             // how much likelier the words around make the whole form
	fContextKnown                        // the same where both are words
	fClass                               // how much likelier the classes of the words around make it
	fClassKnown                          // the same where both are words
	fOwnContext                          // the whole form has a neighbour of this place elsewhere in the article
	fOddContext                          // so has the odd form
	fNameContext                         // a capitalised neighbour is shared
	fStrange                             // capitalised neighbours differ
	fWholeCount                          // how often the whole form stands in the article
	fOddCount                            // and the odd form
	fOddCountKnown                       // the same when it is a word
	fLength                              // of the whole form
	fLastLetter                          // the dropped or doubled letter is the last one
	fLastKnown                           // … and the odd form is known
	fPairLetter                          // the dropped letter is one of a pair of equal ones
	fSyllableBoth                        // both forms are Vietnamese syllables, the whole one with marks
	fSyllableWhole                       // only the whole form is
	fSyllableOdd                         // only the odd form is
	fStart                               // the odd form opens a sentence
	fRunning                             // the odd form is of running text or a dictionary, not of scraped lists
	fListed                              // the odd form is in a dictionary
	fCapital                             // the odd form has a capital
	fElided                              // an apostrophe joins the odd form to the next word
	fStop                                // a stop follows and the odd form is a known abbreviation, or short
	fHyphen                              // a hyphen joins it to a neighbour
	fFirstMark                           // the mark of a capital at the front
	fOddName                             // the odd form is listed as the name of a person or place
	fWholeName                           // the whole form is
	fForeign                             // a neighbour is a word of another language only
	fForeignNear                         // so is the word behind a neighbour
	fOddForeign                          // in how many other languages the odd form is a word
	fOddForeignName                      // the same for a capitalised one
	fUnmet                               // the odd form stands before all places of the whole one
	fUnmetName                           // the same for names, which are introduced when they are first named
	fRaised                              // the odd form has a capital behind another word, the whole one has none
	fWorst                               // fContext of the side that speaks less for the whole form, where both are words
	fClassWorst                          // fClass of that side
	fSyllabic                            // the article is Vietnamese, whose words are nearly all known syllables
	fSyllabicProb                        // fProb there
	fSyllabicContext                     // fContext there
	fSyllabicOwn                         // fOwnContext there
	fSyllabicOdd                         // fOddContext there
	fSyllabicCounts                      // how much oftener the whole form stands in the article
	fSyllabicMarked                      // the odd form has a mark left
	fSyllabicSeen                        // the odd form stands in running text
	fSyllabicWholeSeen                   // and the whole form
	fSyllabicPair                        // on how many sides the whole form makes a listed pair with its neighbour
	fSyllabicOddPair                     // on how many sides the odd form does
	fSyllabicShare                       // the share of the whole form among the readings of the odd one, as a logarithm
	fSyllabicOddProb                     // how common the odd form is
	numFeatures
)

const slipKinds = 2 * int(NumSlips)
