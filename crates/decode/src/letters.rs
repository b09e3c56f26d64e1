//! Which letters each language writes: the evidence by which a repair is judged.

use std::sync::LazyLock;

/// A language's letters beyond a to z.
#[derive(Debug)]
pub(crate) struct Alphabet {
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
        .map(|row| {
            let mut fields = row.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            Alphabet {
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
    weights: Vec<u8>,
}

/// Every letter of the table lies below.
const IN_USE: usize = 0x2000;

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut rows = vec![0; IN_USE];
    let mut weights = Vec::new();
    for (i, c) in KNOWN.iter().enumerate() {
        let number = u16::try_from(i + 1).unwrap_or(0);
        if let Some(row) = rows.get_mut(*c as usize) {
            *row = number;
        }
        let of = |a: &Alphabet| u8::try_from(a.weight(*c)).unwrap_or(0);
        weights.extend(ALPHABETS.iter().map(of));
    }
    Weights { rows, weights }
});

impl Weights {
    /// Nothing for what no language writes.
    fn of(&self, c: char) -> &[u8] {
        let many = ALPHABETS.len();
        let row = self.rows.get(c as usize).copied().unwrap_or(0);
        let Some(at) = usize::from(row).checked_sub(1) else {
            return &[];
        };
        self.weights
            .get(at * many..(at + 1) * many)
            .unwrap_or_default()
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
    !WEIGHTS.of(c).is_empty()
}

impl Alphabet {
    /// How much `c` belongs to the language: 3 common, 2 less so, 1 rare, 0 not at all.
    pub(crate) fn weight(&self, c: char) -> i32 {
        let c = lower(c);
        match self.common.iter().position(|x| *x == c) {
            Some(i) if i < 4 || i * 2 <= self.common.len() => 3,
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

/// Small and capital letter of each character of the alphabets in use, which are asked for all the time.
static CASES: LazyLock<Vec<(char, Option<char>)>> = LazyLock::new(|| {
    let chars = ('\0'..CASED).map(|c| (find_lower(c), find_upper(c)));
    chars.collect()
});
const CASED: char = '\u{530}';

/// The simple lower case of `c`.
pub(crate) fn lower(c: char) -> char {
    match CASES.get(c as usize) {
        Some(case) => case.0,
        None => find_lower(c),
    }
}

/// The capital of a small letter, where it is one character.
pub(crate) fn upper(c: char) -> Option<char> {
    match CASES.get(c as usize) {
        Some(case) => case.1,
        None => find_upper(c),
    }
}

fn find_lower(c: char) -> char {
    let mut all = c.to_lowercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn find_upper(c: char) -> Option<char> {
    let mut all = c.to_uppercase();
    match (all.next(), all.next()) {
        (Some(one), None) if one != c => Some(one),
        _ => None,
    }
}

/// How often each letter beyond ASCII stands in a text.
#[derive(Debug, Default)]
pub(crate) struct Census {
    /// Sorted by letter.
    counts: Vec<(char, u32)>,
}

impl Census {
    /// Counts one letter more; case does not matter.
    pub(crate) fn add(&mut self, c: char) {
        self.add_many(c, 1);
    }

    /// Counts many letters.
    pub(crate) fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut letters: Vec<char> = letters.map(lower).collect();
        letters.sort_unstable();
        let kinds = letters.chunk_by(|a, b| a == b);
        let count = |kind: &[char]| Some((*kind.first()?, u32::try_from(kind.len()).ok()?));
        Self {
            counts: kinds.filter_map(count).collect(),
        }
    }

    /// Counts `n` letters more.
    pub(crate) fn add_many(&mut self, c: char, n: u32) {
        let c = lower(c);
        match self.counts.binary_search_by_key(&c, |x| x.0) {
            Ok(i) => self.counts[i].1 += n,
            Err(i) => self.counts.insert(i, (c, n)),
        }
    }

    /// The language whose letters fit the counts best, with its score and how many of the letters it writes, in
    /// hundredths of all. None without letters.
    pub(crate) fn best(&self) -> Option<(&'static Alphabet, i64, i64)> {
        let total: i64 = self.counts.iter().map(|x| i64::from(x.1)).sum();
        let mut best: Option<(&'static Alphabet, i64, i64)> = None;
        let scores = self.scores();
        for (alphabet, (score, inside)) in ALPHABETS.iter().zip(scores) {
            let score = score - self.missing(alphabet, total);
            if best.is_none_or(|b| score > b.1) {
                best = Some((alphabet, score, inside * 100 / total.max(1)));
            }
        }
        best.filter(|_| total > 0)
    }

    /// The languages that write at least nine of ten letters.
    pub(crate) fn fitting(&self) -> Vec<&'static Alphabet> {
        let total: u32 = self.counts.iter().map(|x| x.1).sum();
        let inside = |a: &Alphabet| -> u32 {
            let known = self.counts.iter().filter(|x| a.weight(x.0) > 0);
            known.map(|x| x.1).sum()
        };
        let all = ALPHABETS.iter();
        all.filter(|a| total > 0 && inside(a) * 10 >= total * 9)
            .collect()
    }

    /// Points and letters inside, for each language.
    fn scores(&self) -> Vec<(i64, i64)> {
        let mut scores = vec![(0, 0); ALPHABETS.len()];
        let mut outside = 0;
        for (c, n) in &self.counts {
            let n = i64::from(*n);
            let row = WEIGHTS.of(*c);
            outside += if row.is_empty() { n } else { 0 };
            for (score, weight) in scores.iter_mut().zip(row) {
                match *weight {
                    0 => score.0 -= 4 * n,
                    w => *score = (score.0 + i64::from(w) * n, score.1 + n),
                }
            }
        }
        scores.iter_mut().for_each(|s| s.0 -= 4 * outside);
        scores
    }

    /// Of two languages that write all the letters seen, the one with fewer others is meant.
    fn missing(&self, alphabet: &Alphabet, total: i64) -> i64 {
        let first = alphabet.common.iter().take(4);
        let unseen = first.filter(|c| self.counts.binary_search_by_key(c, |x| &x.0).is_err());
        i64::try_from(unseen.count()).unwrap_or(0) * (total / 16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        let best = |text: &str| {
            let mut census = Census::default();
            text.chars()
                .filter(|c| !c.is_ascii())
                .for_each(|c| census.add(c));
            census.best().map(|b| b.0.common[0])
        };
        assert_eq!(best("été où à déjà ç"), Some('é'));
        assert_eq!(best("łąka żółw"), Some('ł'));
        assert_eq!(best(""), None);
        assert!(known('Ş') && known('ệ') && !known('Ʌ'));
    }
}
