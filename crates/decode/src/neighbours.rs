//! How usual a letter is behind others, in a language and in the document at hand.
//!
//! Runs of neighbours within a word are counted, from one letter to [`LONGEST`], in our own sentences
//! (`data/sentences`) and in the sound part of the document.

use std::sync::OnceLock;

use crate::letters::{self, Alphabet, Census};

/// What is no letter.
const GAP: char = '_';

/// A character of which nothing is known.
pub(crate) const DOUBT: char = '\u{1}';

/// Costs are in this part of a bit.
pub(crate) const BIT: i32 = 16;

/// The longest run of neighbours that is counted, and the most letters that another is judged by.
const LONGEST: usize = 5;
pub(crate) const BEHIND: usize = LONGEST - 1;

/// How often each run of neighbours stands, sorted.
#[derive(Debug, Default, Clone)]
pub(crate) struct Counts {
    rows: Vec<(u64, u32)>,
}

/// A language, counted when it is first asked for.
struct Language {
    name: &'static str,
    sentences: &'static str,
    counts: OnceLock<Counts>,
}

macro_rules! languages {
    ($($name:literal)*) => {
        [$(Language {
            name: $name,
            sentences: include_str!(concat!("../data/sentences/", $name, ".txt")),
            counts: OnceLock::new(),
        }),*]
    };
}

static LANGUAGES: [Language; 31] = languages!(
    "be" "bg" "ca" "cs" "da" "de" "el" "es" "et" "fi" "fr" "hr" "hu" "is" "it" "lt" "lv" "mk" "nb" "nl" "pl" "pt"
    "ro" "ru" "sk" "sl" "sr" "sv" "tr" "uk" "vi"
);

impl Language {
    fn counts(&self) -> &Counts {
        self.counts.get_or_init(|| {
            let mut counts = Counts::default();
            counts.add(self.sentences.chars());
            counts.settle();
            counts
        })
    }
}

/// A letter as it is counted.
fn plain(c: char) -> char {
    match c {
        DOUBT => DOUBT,
        '\'' | '’' => '\'',
        _ if c.is_alphabetic() => letters::lower(c),
        _ => GAP,
    }
}

/// Letters in eleven bits each, of which any language of the table has enough.
fn longer(run: u64, c: char) -> u64 {
    let number = match c as u64 {
        n @ 0..0x600 => n,
        n @ 0x1E00..0x1FFF => n - 0x1800,
        _ => 0x7FF,
    };
    run << 11 | number
}

impl Counts {
    /// Counts the neighbours in a text.
    pub(crate) fn add(&mut self, text: impl Iterator<Item = char>) {
        let mut word = [GAP; BEHIND];
        let mut len = 1;
        for c in text.map(plain) {
            let before = word.get(BEHIND - len..).unwrap_or_default();
            if c == DOUBT {
                len = 0;
                continue;
            }
            if !(c == GAP && before.last() == Some(&GAP)) {
                self.add_runs(before, c);
            }
            word.rotate_left(1);
            word[BEHIND - 1] = c;
            len = if c == GAP { 1 } else { BEHIND.min(len + 1) };
        }
    }

    /// All runs that end in `c`.
    fn add_runs(&mut self, before: &[char], c: char) {
        self.rows.push((0, 1));
        for i in 0..=before.len() {
            let run = before.get(i..).unwrap_or_default();
            let run = run.iter().fold(0, |run, c| longer(run, *c));
            self.rows.push((longer(run, c), 1));
        }
    }

    /// Sorts what was added and sums it up.
    pub(crate) fn settle(&mut self) {
        self.rows.sort_unstable();
        self.rows.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0 };
            same
        });
    }

    fn of(&self, run: u64) -> f64 {
        let at = self.rows.binary_search_by_key(&run, |row| row.0);
        at.map_or(0.0, |i| f64::from(self.rows[i].1))
    }
}

/// The counts of a language and of a document.
#[derive(Debug)]
pub(crate) struct Neighbours<'a> {
    alphabet: &'a Alphabet,
    language: Option<&'static Counts>,
    document: Counts,
}

/// Letters from a to z that tell a language by themselves.
const MANY: usize = 60;

/// The language that some text is most likely in, of those that write all but a few of its letters; of all languages
/// where the letters are `vague`, but those from a to z are many.
pub(crate) fn language(text: &[char], letters: &Census, vague: bool) -> Option<&'static Alphabet> {
    let plain = text.iter().filter(|c| c.is_ascii_alphabetic());
    let among: Vec<&'static Alphabet> = if vague && plain.count() >= MANY {
        letters::alphabets().iter().collect()
    } else {
        letters.fitting()
    };
    let rated = among.into_iter().map(|alphabet| {
        let neighbours = Neighbours::new(alphabet, Counts::default());
        let cost = |w: &[char]| match w.split_last() {
            Some((c, before)) if !w.contains(&DOUBT) => i64::from(neighbours.cost(before, *c)),
            _ => 0,
        };
        (text.windows(LONGEST).map(cost).sum::<i64>(), alphabet)
    });
    rated.min_by_key(|r| r.0).map(|r| r.1)
}

/// How many times as much as the next shorter one a run of each length must stand to count for half.
const TRUST: [f64; LONGEST] = [60.0, 5.0, 4.0, 4.0, 4.0];

impl<'a> Neighbours<'a> {
    pub(crate) fn new(alphabet: &'a Alphabet, document: Counts) -> Self {
        let found = LANGUAGES.iter().find(|l| l.name == alphabet.name);
        Self {
            alphabet,
            language: found.map(Language::counts),
            document,
        }
    }

    fn of(&self, run: u64) -> f64 {
        self.language.map_or(0.0, |l| l.of(run)) + self.document.of(run)
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
        let all = self.of(0) + TRUST[0];
        let mut chance = (self.of(longer(0, c)) + known * 0.5 + 0.02) / all;
        let mut run = [GAP; BEHIND];
        for (i, trust) in TRUST.iter().enumerate().skip(1) {
            let Some(b) = word.next().filter(|b| *b != DOUBT) else {
                break;
            };
            run[BEHIND - i] = b;
            let behind = run.get(BEHIND - i..).unwrap_or_default();
            let behind = behind.iter().fold(0, |run, c| longer(run, *c));
            chance = (self.of(longer(behind, c)) + trust * chance) / (self.of(behind) + trust);
            if b == GAP {
                break;
            }
        }
        // Rounded, so that the last digit of a logarithm does not matter.
        #[allow(clippy::cast_possible_truncation, reason = "between 0 and 32 bits")]
        let bits = (-chance.log2() * f64::from(BIT)).round() as i32;
        bits.clamp(0, 32 * BIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let neighbours = Neighbours::new(alphabet, Counts::default());
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
        let mut document = Counts::default();
        document.add("zœz zœz zœz zœz".chars());
        document.settle();
        let with = Neighbours::new(alphabet, document);
        let without = Neighbours::new(alphabet, Counts::default());
        assert!(with.cost(&['_', 'z'], 'œ') < without.cost(&['_', 'z'], 'œ'));
    }
}
