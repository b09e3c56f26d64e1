//! How usual a letter is behind others, in a language and in the document at hand.
//!
//! Runs of neighbours within a word are counted, from one letter to [`LONGEST`], in our own sentences
//! (`data/sentences`) and in the sound part of the document.

#[allow(clippy::disallowed_types, reason = "only looked up in")]
use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use crate::cases;
use crate::census::Census;
use crate::letters::{self, Alphabet};

/// What is no letter.
const GAP: char = '_';

/// A character of which nothing is known.
pub(crate) const DOUBT: char = '\u{1}';

/// Costs are in this part of a bit.
pub(crate) const BIT: i32 = 16;

/// The longest run of neighbours that is counted, and the most letters that another is judged by.
const LONGEST: usize = 5;
pub(crate) const BEHIND: usize = LONGEST - 1;

/// How often each run of neighbours stands.
#[allow(clippy::disallowed_types, reason = "only looked up in")]
#[derive(Debug, Default, Clone)]
struct Counts {
    all: u32,
    runs: HashMap<u64, u32, FixedState>,
}

/// A language, counted when it is first asked for.
struct Language {
    name: &'static str,
    sentences: &'static str,
    counts: OnceLock<Counts>,
    pairs: OnceLock<Pairs>,
}

macro_rules! languages {
    ($($name:literal)*) => {
        [$(Language {
            name: $name,
            sentences: include_str!(concat!("../data/sentences/", $name, ".txt")),
            counts: OnceLock::new(),
            pairs: OnceLock::new(),
        }),*]
    };
}

static LANGUAGES: [Language; 31] = languages!(
    "be" "bg" "ca" "cs" "da" "de" "el" "es" "et" "fi" "fr" "hr" "hu" "is" "it" "lt" "lv" "mk" "nb" "nl" "pl" "pt"
    "ro" "ru" "sk" "sl" "sr" "sv" "tr" "uk" "vi"
);

impl Language {
    fn counts(&self) -> &Counts {
        self.counts
            .get_or_init(|| Counts::of(self.sentences.chars()))
    }

    fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::of(self.sentences))
    }

    fn named(name: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|l| l.name == name)
    }
}

/// What each letter costs behind one other: enough to tell most languages apart at a glance.
#[derive(Debug)]
struct Pairs(Vec<i32>);

/// Letters that share a place hardly meet in one language.
const PLACES: usize = 64;

fn pair_place(c: char) -> usize {
    match plain(c) {
        c @ 'a'..='z' => c as usize - 'a' as usize,
        GAP => 26,
        c => 27 + c as usize % (PLACES - 27),
    }
}

impl Pairs {
    fn of(sentences: &str) -> Self {
        let mut counts = vec![0.0; PLACES * PLACES];
        let (mut singles, mut all) = ([0.0; PLACES], 0.0);
        let mut last = pair_place(GAP);
        for here in sentences.chars().map(pair_place) {
            counts[last * PLACES + here] += 1.0;
            singles[here] += 1.0;
            all += 1.0;
            last = here;
        }
        for (i, n) in counts.iter_mut().enumerate() {
            let (behind, here) = (i / PLACES, i % PLACES);
            let alone = (singles[here] + 0.5) / (all + 32.0);
            *n = (*n + TRUST[1] * alone) / (singles[behind] + TRUST[1]);
        }
        Self(counts.into_iter().map(bits).collect())
    }

    fn cost(&self, places: &[Option<usize>]) -> i64 {
        let pairs = places.windows(2).filter_map(|w| Some((w[0]?, w[1]?)));
        let costs = pairs.filter_map(|(a, b)| self.0.get(a * PLACES + b));
        costs.map(|c| i64::from(*c)).sum()
    }
}

/// A chance in [`BIT`]s, rounded, so that the last digit of a logarithm does not matter.
#[allow(clippy::cast_possible_truncation, reason = "between 0 and 32 bits")]
fn bits(chance: f64) -> i32 {
    ((-chance.log2() * f64::from(BIT)).round() as i32).clamp(0, 32 * BIT)
}

/// A letter as it is counted.
fn plain(c: char) -> char {
    match c {
        DOUBT => DOUBT,
        '\'' | '’' => '\'',
        _ if cases::is_letter(c) => cases::lower(c),
        _ => GAP,
    }
}

/// A letter in [`BITS`], of which any language of the table has enough. None is zero, so that runs of different
/// lengths are different numbers.
const fn number(c: char) -> u64 {
    match c as u64 {
        n @ 1..0x600 => n,
        n @ 0x1E00..0x1FFF => n - 0x1800,
        _ => 0x7FF,
    }
}

const BITS: usize = 11;

/// The last `n` letters of a run.
const fn last(run: u64, n: usize) -> u64 {
    run & ((1 << (BITS * n)) - 1)
}

impl Counts {
    /// Counts the neighbours in a text.
    fn of(text: impl Iterator<Item = char>) -> Self {
        let mut counts = Self::default();
        each_run(text, |run, longest| {
            counts.all += 1;
            for n in 1..=longest {
                *counts.runs.entry(last(run, n)).or_default() += 1;
            }
        });
        counts
    }

    fn get(&self, run: u64) -> u32 {
        self.runs.get(&run).copied().unwrap_or(0)
    }
}

/// Gives each character of a text as the end of a run, with the length of the longest run that ends there.
fn each_run(text: impl Iterator<Item = char>, mut take: impl FnMut(u64, usize)) {
    let (mut run, mut len) = (number(GAP), 1);
    for c in text.map(plain) {
        if c == DOUBT {
            len = 0;
            continue;
        }
        let gap = c == GAP && len > 0 && last(run, 1) == number(GAP);
        run = run << BITS | number(c);
        if !gap {
            take(run, len + 1);
        }
        run = last(run, BEHIND);
        len = if c == GAP { 1 } else { BEHIND.min(len + 1) };
    }
}

/// How often each run of neighbours stands in a document, of which little is asked: the longest runs, last letter
/// first, sorted. All that end in the same letters stand together.
#[derive(Debug, Default)]
pub(crate) struct Runs(Vec<u64>);

impl Runs {
    /// The runs of a text.
    pub(crate) fn of(text: impl Iterator<Item = char>) -> Self {
        let mut runs = Vec::with_capacity(text.size_hint().0);
        each_run(text, |run, longest| runs.push(turned(run, longest)));
        runs.sort_unstable();
        Self(runs)
    }

    fn all(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    fn get(&self, run: u64) -> u32 {
        if self.0.is_empty() {
            return 0;
        }
        // No letter has the number zero.
        let len = (run.checked_ilog2().unwrap_or(0) as usize / BITS + 1).min(LONGEST);
        let first = turned(run, len);
        let behind = first + (1 << (BITS * (LONGEST - len)));
        let place = |key| self.0.partition_point(|r| *r < key);
        u32::try_from(place(behind) - place(first)).unwrap_or(u32::MAX)
    }
}

/// The last `len` letters of a run, the last one first.
fn turned(run: u64, len: usize) -> u64 {
    let letter = |n: usize| last(run >> (BITS * n), 1) << (BITS * (BEHIND - n));
    (0..len).map(letter).sum()
}

/// The counts of a language and of a document.
#[derive(Debug)]
pub(crate) struct Neighbours<'a> {
    alphabet: &'a Alphabet,
    language: Option<&'static Counts>,
    document: Runs,
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
    let among = likely(text, among);
    if let [only] = among.as_slice() {
        return Some(only);
    }
    let rated = among.into_iter().map(|alphabet| {
        let neighbours = Neighbours::new(alphabet, Runs::default());
        let cost = |w: &[char]| match w.split_last() {
            Some((c, before)) if !w.contains(&DOUBT) => i64::from(neighbours.cost(before, *c)),
            _ => 0,
        };
        (text.windows(LONGEST).map(cost).sum::<i64>(), alphabet)
    });
    rated.min_by_key(|r| r.0).map(|r| r.1)
}

/// Those languages whose pairs of letters make the text hardly less likely than the best one's.
fn likely(text: &[char], among: Vec<&'static Alphabet>) -> Vec<&'static Alphabet> {
    let place = |c: &char| (*c != DOUBT).then(|| pair_place(*c));
    let places: Vec<Option<usize>> = text.iter().map(place).collect();
    let len = i64::try_from(places.len()).unwrap_or(i64::MAX);
    let cost = |a: &&'static Alphabet| {
        let unknown = len * i64::from(6 * BIT);
        Language::named(a.name).map_or(unknown, |l| l.pairs().cost(&places))
    };
    let costs: Vec<i64> = among.iter().map(cost).collect();
    let best = costs.iter().min().copied().unwrap_or(0);
    let near = best + i64::from(64 * BIT) + len * i64::from(BIT / 8);
    let rated = among.into_iter().zip(costs);
    rated.filter(|r| r.1 <= near).map(|r| r.0).collect()
}

/// How many times as much as the next shorter one a run of each length must stand to count for half.
const TRUST: [f64; LONGEST] = [60.0, 5.0, 4.0, 4.0, 4.0];

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
