//! Our own sentences in each language (`data/sentences`), counted when they are first asked for.

use std::sync::OnceLock;

use crate::chance::{TRUST, bits};
use crate::runs::{Counts, GAP, plain};

/// A language, counted when it is first asked for.
pub(crate) struct Language {
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
    pub(crate) fn counts(&self) -> &Counts {
        self.counts
            .get_or_init(|| Counts::of(self.sentences.chars()))
    }

    pub(crate) fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::of(self.sentences))
    }

    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|l| l.name == name)
    }
}

/// What each letter costs behind one other: enough to tell most languages apart at a glance.
#[derive(Debug)]
pub(crate) struct Pairs(Vec<i32>);

/// Letters that share a place hardly meet in one language.
const PLACES: usize = 64;

pub(crate) fn pair_place(c: char) -> usize {
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

    /// What a text costs, of which each letter is given by its place; what is in doubt has none.
    pub(crate) fn cost(&self, places: &[Option<usize>]) -> i64 {
        let pairs = places.windows(2).filter_map(|w| Some((w[0]?, w[1]?)));
        let costs = pairs.filter_map(|(a, b)| self.0.get(a * PLACES + b));
        costs.map(|c| i64::from(*c)).sum()
    }
}
