//! How usual a letter is behind two others, in a language and in the document at hand.
//!
//! The table `data/triples.tsv` is counted by `examples/triples.rs` from our own sentences in `data/sentences`. It
//! holds no word: three neighbours and how often they stood so, `_` being what is no letter.

use std::sync::LazyLock;

use crate::letters::{self, Alphabet, Census};

/// What is no letter.
const GAP: char = '_';

/// A character of which nothing is known.
pub(crate) const DOUBT: char = '\u{1}';

/// Costs are in this part of a bit.
pub(crate) const BIT: i32 = 16;

/// Counts of one, two and three neighbours, sorted.
#[derive(Debug, Default, Clone)]
pub(crate) struct Counts {
    rows: Vec<(u64, u32)>,
}

struct Language {
    name: &'static str,
    counts: Counts,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let rows = include_str!("../data/triples.tsv").lines();
    rows.filter_map(|row| {
        let (name, triples) = row.split_once('\t')?;
        let mut counts = Counts::default();
        for triple in triples.split(' ') {
            counts.add_written(triple);
        }
        counts.settle();
        Some(Language { name, counts })
    })
    .collect()
});

/// A letter as it is counted.
fn plain(c: char) -> char {
    match c {
        '\'' => '’',
        DOUBT => DOUBT,
        _ if c == '’' || c.is_alphabetic() => letters::lower(c),
        _ => GAP,
    }
}

const fn key(a: char, b: char, c: char) -> u64 {
    (a as u64) << 42 | (b as u64) << 21 | c as u64
}

impl Counts {
    /// Three characters and their number.
    fn add_written(&mut self, triple: &str) {
        let mut chars = triple.chars();
        let (Some(a), Some(b), Some(c)) = (chars.next(), chars.next(), chars.next()) else {
            return;
        };
        let n = chars.as_str().parse().unwrap_or(1);
        self.rows.push((key(a, b, c), n));
        self.rows.push((key('\0', b, c), n));
        self.rows.push((key('\0', '\0', c), n));
        self.rows.push((0, n));
    }

    /// Counts the neighbours in a text.
    pub(crate) fn add(&mut self, text: impl Iterator<Item = char>) {
        let (mut a, mut b) = (GAP, GAP);
        for c in text.map(plain) {
            if (b == GAP && c == GAP) || [a, b, c].contains(&DOUBT) {
                (a, b) = (b, c);
                continue;
            }
            self.rows.push((key(a, b, c), 1));
            self.rows.push((key('\0', b, c), 1));
            self.rows.push((key('\0', '\0', c), 1));
            self.rows.push((0, 1));
            (a, b) = (b, c);
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

    fn of(&self, a: char, b: char, c: char) -> f64 {
        let key = key(a, b, c);
        let at = self.rows.binary_search_by_key(&key, |row| row.0);
        at.map_or(0.0, |i| f64::from(self.rows[i].1))
    }
}

/// The counts of a language and of a document.
#[derive(Debug)]
pub(crate) struct Triples<'a> {
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
        let triples = Triples::new(alphabet, Counts::default());
        let cost = |w: &[char]| match w {
            [a, b, c] if !w.contains(&DOUBT) => i64::from(triples.cost(*a, *b, *c)),
            _ => 0,
        };
        (text.windows(3).map(cost).sum::<i64>(), alphabet)
    });
    rated.min_by_key(|r| r.0).map(|r| r.1)
}

impl<'a> Triples<'a> {
    pub(crate) fn new(alphabet: &'a Alphabet, document: Counts) -> Self {
        let found = LANGUAGES.iter().find(|l| l.name == alphabet.name);
        Self {
            alphabet,
            language: found.map(|l| &l.counts),
            document,
        }
    }

    fn of(&self, a: char, b: char, c: char) -> f64 {
        self.language.map_or(0.0, |l| l.of(a, b, c)) + self.document.of(a, b, c)
    }

    /// What `c` costs behind `a` and `b`: nothing where it is certain, more the rarer it is.
    pub(crate) fn cost(&self, a: char, b: char, c: char) -> i32 {
        let (a, b, c) = (plain(a), plain(b), plain(c));
        if b == GAP && c == GAP {
            return 0;
        }
        let gap = c == GAP || c.is_ascii() || c == '’';
        let known = if gap {
            2.0
        } else {
            f64::from(self.alphabet.weight(c))
        };
        let (none, all) = ('\0', self.of('\0', '\0', '\0'));
        let one = (self.of(none, none, c) + known * 0.5 + 0.02) / (all + 60.0);
        let two = (self.of(none, b, c) + 5.0 * one) / (self.of(none, none, b) + 5.0);
        let three = (self.of(a, b, c) + 3.0 * two) / (self.of(none, a, b) + 3.0);
        // Rounded, so that the last digit of a logarithm does not matter.
        #[allow(clippy::cast_possible_truncation, reason = "between 0 and 32 bits")]
        let bits = (-three.log2() * f64::from(BIT)).round() as i32;
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
            ("ru", "соседи", "эоэеди"),
            ("de", "straße", "straüe"),
        ] {
            let alphabet = letters::named(name).unwrap();
            let triples = Triples::new(alphabet, Counts::default());
            let cost = |word: &str| -> i32 {
                let chars: Vec<char> = format!("__{word}_").chars().collect();
                let all = chars.windows(3).map(|w| triples.cost(w[0], w[1], w[2]));
                all.sum()
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
        let with = Triples::new(alphabet, document);
        let without = Triples::new(alphabet, Counts::default());
        assert!(with.cost('_', 'z', 'œ') < without.cost('_', 'z', 'œ'));
    }
}
