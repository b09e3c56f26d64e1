//! How usual a letter is behind others, in a language and in the document at hand.
//!
//! Runs of neighbours within a word are counted, from one letter to the longest run, in our own sentences and in the sound
//! part of the document.

use crate::chance::{TRUST, bits};
use crate::letters::Alphabet;
use crate::runs::{BITS, Counts, DOUBT, GAP, Runs, number, plain};
use crate::sentences::Language;

/// The counts of a language and of a document.
#[derive(Debug)]
pub(crate) struct Neighbours<'a> {
    alphabet: &'a Alphabet,
    language: Option<&'static Counts>,
    document: Runs,
}

impl<'a> Neighbours<'a> {
    pub(crate) fn new(alphabet: &'a Alphabet, document: Runs) -> Self {
        Self {
            alphabet,
            language: Language::named(alphabet.name).map(Language::counts),
            document,
        }
    }

    fn of(&self, run: u64) -> f64 {
        f64::from(self.language.map_or(0, |l| l.get(run)) + self.document.get(run))
    }

    /// What `c` costs behind the letters before it: nothing where it is certain, more the rarer it is.
    pub(crate) fn cost(&self, before: &[char], c: char) -> i32 {
        let c = plain(c);
        let mut word = before.iter().rev().map(|b| plain(*b)).peekable();
        if c == GAP && word.peek() == Some(&GAP) {
            return 0;
        }
        let known = if c.is_ascii() {
            2.0
        } else {
            f64::from(self.alphabet.weight(c))
        };
        let all = self.language.map_or(0, |l| l.all) + self.document.all();
        let all = f64::from(all) + TRUST[0];
        let mut chance = (self.of(number(c)) + known * 0.5 + 0.02) / all;
        let mut behind = 0;
        for (i, trust) in TRUST.iter().enumerate().skip(1) {
            let Some(b) = word.next().filter(|b| *b != DOUBT) else {
                break;
            };
            behind |= number(b) << (BITS * (i - 1));
            let with = self.of(behind << BITS | number(c));
            chance = (with + trust * chance) / (self.of(behind) + trust);
            if b == GAP {
                break;
            }
        }
        bits(chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::BIT;
    use crate::letters;
    use crate::runs::{BEHIND, LONGEST};

    #[test]
    fn usual_neighbours_cost_less() {
        for (name, good, bad) in [
            ("cs", "při", "pňi"),
            ("ro", "viață", "viașă"),
            ("ro", "și", "ți"),
            ("ru", "соседи", "эоэеди"),
            ("de", "straße", "straüe"),
        ] {
            let alphabet = letters::named(name).unwrap();
            let neighbours = Neighbours::new(alphabet, Runs::default());
            let cost = |word: &str| -> i32 {
                let chars: Vec<char> = format!("____{word}_").chars().collect();
                let all = chars.windows(LONGEST);
                all.map(|w| neighbours.cost(&w[..BEHIND], w[BEHIND])).sum()
            };
            assert!(cost(good) + 3 * BIT < cost(bad), "{name}");
        }
    }

    #[test]
    fn the_document_counts_too() {
        let alphabet = letters::named("fr").unwrap();
        let document = Runs::of("zœz zœz zœz zœz".chars());
        let with = Neighbours::new(alphabet, document);
        let without = Neighbours::new(alphabet, Runs::default());
        assert!(with.cost(&['_', 'z'], 'œ') < without.cost(&['_', 'z'], 'œ'));
    }
}
