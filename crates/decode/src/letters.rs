//! Which letters each language writes: the evidence by which a repair is judged.

use std::sync::LazyLock;

use crate::cases::lower;

/// A language's letters beyond a to z.
#[derive(Debug)]
pub(crate) struct Alphabet {
    /// Its place among all languages.
    pub(crate) number: usize,
    /// Its tag.
    pub(crate) name: &'static str,
    /// Commonest first.
    pub(crate) common: Vec<char>,
    pub(crate) rare: Vec<char>,
    /// What may follow an à inside a word; see the data file.
    after_a_grave: Vec<&'static str>,
}

static ALPHABETS: LazyLock<Vec<Alphabet>> = LazyLock::new(|| {
    let rows = include_str!("../data/letters.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .enumerate()
        .map(|(number, row)| {
            let mut fields = row.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            Alphabet {
                number,
                name: field(),
                common: field().chars().collect(),
                rare: field().chars().collect(),
                after_a_grave: field().split_whitespace().collect(),
            }
        })
        .collect()
});

/// Letters that some language writes, both cases, sorted.
static KNOWN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut known: Vec<char> = Vec::new();
    for alphabet in ALPHABETS.iter() {
        for c in alphabet.common.iter().chain(&alphabet.rare) {
            known.push(*c);
            known.extend(c.to_uppercase());
        }
    }
    known.extend("İẞ".chars());
    known.sort_unstable();
    known.dedup();
    known.retain(|c| !c.is_ascii());
    known
});

/// What each letter weighs in each language, in the order of the languages.
struct Weights {
    /// Row of each character below `IN_USE`, plus one.
    rows: Vec<u16>,
    points: Vec<Points>,
    /// The languages that each letter is one of the commonest of, one bit each.
    common: Vec<u64>,
}

/// Room for all languages, so that a row is added to others without looking where it ends.
pub(crate) const MOST: usize = 64;

/// Points that a letter gives to each language: its weight there, or [`FOREIGN`].
pub(crate) type Points = [i8; MOST];

/// Points of a letter that the language does not write.
pub(crate) const FOREIGN: i8 = -4;

/// Points of a letter that is one of the commonest of the language.
const COMMON: i8 = 3;

/// Every letter of the table lies below.
const IN_USE: usize = 0x2000;

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights {
        rows: vec![0; IN_USE],
        points: vec![[FOREIGN; MOST]; KNOWN.len()],
        common: Vec::new(),
    };
    for (i, c) in KNOWN.iter().enumerate() {
        if let Some(row) = weights.rows.get_mut(*c as usize) {
            *row = u16::try_from(i + 1).unwrap_or(0);
        }
    }
    for alphabet in ALPHABETS.iter() {
        for c in alphabet.common.iter().chain(&alphabet.rare) {
            let weight = i8::try_from(alphabet.weight(*c)).unwrap_or(i8::MAX);
            let row = weights.row(*c).and_then(|row| weights.points.get_mut(row));
            if let Some(slot) = row.and_then(|row| row.get_mut(alphabet.number)) {
                *slot = weight;
            }
        }
    }
    // Capitals weigh what their small letters do.
    for capital in KNOWN.iter().filter(|c| lower(**c) != **c) {
        let small = points_in(&weights, lower(*capital)).copied();
        let row = weights
            .row(*capital)
            .and_then(|row| weights.points.get_mut(row));
        if let (Some(row), Some(small)) = (row, small) {
            *row = small;
        }
    }
    weights.common = weights.points.iter().map(commonest).collect();
    weights
});

/// One bit for each language in which a letter has the highest weight.
fn commonest(points: &Points) -> u64 {
    let bits = points.iter().rev();
    bits.fold(0, |bits, p| bits << 1 | u64::from(*p == COMMON))
}

/// The points that `c` gives to each language; none for what no language writes.
pub(crate) fn points(c: char) -> Option<&'static Points> {
    points_in(&WEIGHTS, c)
}

fn points_in(weights: &Weights, c: char) -> Option<&Points> {
    weights.points.get(weights.row(c)?)
}

/// The points that `c` gives to one language.
pub(crate) fn weight_in(language: usize, c: char) -> i8 {
    let found = points(c).and_then(|points| points.get(language));
    found.copied().unwrap_or(FOREIGN)
}

/// The languages that the small letter `c` is one of the commonest of, one bit each.
pub(crate) fn common_in(c: char) -> u64 {
    let weights = &*WEIGHTS;
    let found = weights.row(c).and_then(|row| weights.common.get(row));
    found.copied().unwrap_or(0)
}

impl Weights {
    fn row(&self, c: char) -> Option<usize> {
        let row = self.rows.get(c as usize).copied().unwrap_or(0);
        usize::from(row).checked_sub(1)
    }
}

/// All languages.
pub(crate) fn alphabets() -> &'static [Alphabet] {
    &ALPHABETS
}

/// The letters of all languages.
pub(crate) fn all_known() -> &'static [char] {
    &KNOWN
}

/// The language with that tag.
#[cfg(test)]
pub(crate) fn named(name: &str) -> Option<&'static Alphabet> {
    ALPHABETS.iter().find(|a| a.name == name)
}

/// Whether some language of the table writes `c`.
pub(crate) fn known(c: char) -> bool {
    points(c).is_some()
}

impl Alphabet {
    /// How much `c` belongs to the language: 3 common, 2 less so, 1 rare, 0 not at all.
    pub(crate) fn weight(&self, c: char) -> i32 {
        let c = lower(c);
        match self.common.iter().position(|x| *x == c) {
            Some(i) if i < 4 || i * 2 <= self.common.len() => COMMON.into(),
            Some(_) => 2,
            None => i32::from(self.rare.contains(&c)),
        }
    }

    /// Whether an à before `rest` (the letters up to the word's end) can stand inside the word.
    pub(crate) fn joins_a_grave(&self, rest: &str) -> bool {
        self.after_a_grave
            .iter()
            .any(|way| match way.strip_suffix('*') {
                Some(start) => rest.starts_with(start),
                None => rest == *way,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_some_language() {
        assert!(known('Ş') && known('ệ') && !known('Ʌ'));
        assert!(ALPHABETS.len() <= MOST);
        for alphabet in alphabets() {
            for c in all_known() {
                let weight = i8::try_from(alphabet.weight(*c)).unwrap();
                let points = if weight > 0 { weight } else { FOREIGN };
                assert_eq!(
                    weight_in(alphabet.number, *c),
                    points,
                    "{c} {}",
                    alphabet.name
                );
            }
        }
    }
}
