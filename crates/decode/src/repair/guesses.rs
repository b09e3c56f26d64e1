//! The letters and signs that may be meant, and how a chain of codecs writes them.

use std::sync::{Arc, LazyLock, OnceLock};

use crate::cases;
use crate::codecs::{self, Codec};
use crate::letters::{self, Alphabet};

/// Signs that any language writes, beside its letters.
const SIGNS: &str = "’“”„‘–—…«»€°‐‑\u{a0}";

/// The bytes that letters and signs start with in UTF-8.
static FIRST: LazyLock<[bool; 256]> = LazyLock::new(|| {
    let mut first = [false; 256];
    for c in letters::all_known().iter().copied().chain(SIGNS.chars()) {
        first[usize::from(c.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
    }
    first
});

/// Whether a letter or sign of any language starts with `byte`.
pub(super) fn is_first(byte: u8) -> bool {
    FIRST[usize::from(byte)]
}

/// A character that may be meant, and how the chain writes it: character and byte in the last codec.
#[derive(Debug)]
pub(super) struct Guess {
    pub(super) read: char,
    pub(super) written: Vec<(char, u8)>,
}

/// How a guess starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Start {
    first: char,
    /// Which guess.
    guess: u32,
    /// What is next, and its byte in the last codec.
    pub(super) next: Option<(char, u8)>,
}

/// All that may be meant.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    guesses: Vec<Guess>,
    /// By first character.
    starts: Vec<Start>,
}

/// Those of single codecs, which nearly all documents ask for: of each codec with each language or none, as they are
/// and lower-cased.
static KEPT: LazyLock<Vec<OnceLock<Arc<Guesses>>>> = LazyLock::new(|| {
    let languages = letters::alphabets().len() + 1;
    std::iter::repeat_with(OnceLock::new)
        .take(codecs::COUNT * languages * 2)
        .collect()
});

impl Guesses {
    /// What may be meant in the language, or in any, where the text was read with these codecs, and lower-cased then.
    pub(super) fn of(chain: &[Codec], alphabet: Option<&Alphabet>, lowered: bool) -> Arc<Self> {
        let new = || Arc::new(Self::new(chain, alphabet, lowered));
        let [codec] = chain else {
            return new();
        };
        let language = alphabet.map_or(0, |a| a.number + 1);
        let place = language * codecs::COUNT + codec.number();
        let kept = KEPT.get(place * 2 + usize::from(lowered));
        kept.map_or_else(new, |kept| kept.get_or_init(new).clone())
    }

    fn new(chain: &[Codec], alphabet: Option<&Alphabet>, lowered: bool) -> Self {
        let mut all = Self::default();
        match alphabet {
            Some(a) => {
                for c in a.common.iter().chain(&a.rare).copied() {
                    all.add(c, chain, lowered);
                    if let Some(capital) = cases::upper(c) {
                        all.add(capital, chain, lowered);
                    }
                }
            }
            None => {
                let known = letters::all_known().iter();
                known.for_each(|c| all.add(*c, chain, lowered));
            }
        }
        SIGNS.chars().for_each(|c| all.add(c, chain, lowered));
        all.starts.sort_unstable();
        all
    }

    fn add(&mut self, read: char, chain: &[Codec], lowered: bool) {
        let written = write(read, chain);
        let (Some((lead, _)), Ok(guess)) =
            (written.first().copied(), u32::try_from(self.guesses.len()))
        else {
            return;
        };
        let small = cases::lower(lead);
        let next = written.get(1).copied();
        for first in [Some(lead), (lowered && small != lead).then_some(small)] {
            self.starts
                .extend(first.map(|first| Start { first, guess, next }));
        }
        self.guesses.push(Guess { read, written });
    }

    /// Those that start with `first`.
    pub(super) fn starting(&self, first: char) -> &[Start] {
        let from = self.starts.partition_point(|x| x.first < first);
        let rest = self.starts.get(from..).unwrap_or_default();
        let many = rest.iter().take_while(|x| x.first == first).count();
        rest.get(..many).unwrap_or_default()
    }

    pub(super) fn get(&self, start: &Start) -> Option<&Guess> {
        self.guesses.get(start.guess as usize)
    }
}

/// What the chain makes of `c`, with the bytes of the last codec.
fn write(c: char, chain: &[Codec]) -> Vec<(char, u8)> {
    let mut text = vec![(c, 0)];
    for codec in chain.iter().rev() {
        let mut next = Vec::new();
        for (c, _) in text {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                let c = if byte < 0x80 {
                    char::from(byte)
                } else {
                    codec.char(byte)
                };
                next.push((c, byte));
            }
        }
        text = next;
    }
    text
}
