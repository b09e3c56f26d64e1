//! Language knowledge as data, compiled at build time: the only place that holds words.
//!
//! `data/` holds it; `data/README.md` is the guide for its authors. This crate knows no document and no output.
//!
//! ```
//! let packs = claimsift_packs::Packs::builtin();
//! assert!(packs.by_tag("fr").is_some());
//! ```

use std::sync::OnceLock;

use claimsift_engine::{Lexeme, Lexicon, Shape, Token};
pub use claimsift_packs_compile::{
    Currency, Dimension, Example, Frame, HeadSide, Language, NumberStyle, Pack, Passive, Role,
    Rule, Subject, Unit, Verb, Way, class, form,
};
use serde::de::DeserializeOwned;

static BUILTIN: &[(&str, &[u8], &[u8])] = include!(concat!(env!("OUT_DIR"), "/list.rs"));

/// Bytes of the longest word that tells a language.
const LONGEST_TELL: u32 = 8;

#[derive(Debug)]
struct Slot {
    tag: String,
    bytes: &'static [u8],
    examples: &'static [u8],
    language: OnceLock<Language>,
}

/// The compiled packs of all languages. A language is loaded when it is first met.
#[derive(Debug, Default)]
pub struct Packs {
    languages: Vec<Slot>,
    tells: OnceLock<Lexicon>,
}

impl Packs {
    /// The packs that are built in.
    #[must_use]
    pub fn builtin() -> Self {
        let slot = |(tag, bytes, examples): &(&str, &'static [u8], &'static [u8])| Slot {
            tag: (*tag).to_owned(),
            bytes,
            examples,
            language: OnceLock::new(),
        };
        Self {
            languages: BUILTIN.iter().map(slot).collect(),
            tells: OnceLock::new(),
        }
    }

    /// The examples of a language's rules and frames.
    #[must_use]
    pub fn examples(&self, tag: &str) -> Vec<Example> {
        let slot = self.index(tag).and_then(|i| self.languages.get(i));
        slot.map(|s| load(s.examples)).unwrap_or_default()
    }

    /// The tags of the languages, sorted.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|s| s.tag.as_str())
    }

    /// The language of that tag (`fr`, `fr-CA` and `fr_FR` are all `fr`).
    #[must_use]
    pub fn by_tag(&self, tag: &str) -> Option<&Language> {
        self.get(self.index(tag)?)
    }

    /// The index of the language of that tag.
    #[must_use]
    pub fn index(&self, tag: &str) -> Option<usize> {
        let main = tag.split(['-', '_']).next().unwrap_or(tag);
        let main = main.to_ascii_lowercase();
        self.languages.iter().position(|s| s.tag == main)
    }

    /// For each token, the index of the language that it tells, if any. A word of several languages tells none.
    #[must_use]
    pub fn tells(&self, text: &str, tokens: &[Token]) -> Vec<Option<u8>> {
        let lexicon = self.tells.get_or_init(|| self.tell_words());
        // Lower case is its own key, and it is what running text is made of.
        let told = |t: &Token| {
            let short = t.shape == Shape::Lower && t.span.len() <= LONGEST_TELL;
            let word = text.get(t.span.range()).filter(|_| short)?;
            let mut found = lexicon.of_word(word);
            let only = found.next().filter(|_| found.next().is_none())?;
            u8::try_from(only.value).ok()
        };
        tokens.iter().map(told).collect()
    }

    fn tell_words(&self) -> Lexicon {
        let mut entries = Vec::new();
        for index in 0..self.languages.len() {
            let words = self
                .get(index)
                .map(|l| l.tell.as_slice())
                .unwrap_or_default();
            let lexeme = |value| Lexeme {
                class: class::TELL,
                value,
                extra: 0,
                exact: None,
            };
            let value = i64::try_from(index).unwrap_or(0);
            entries.extend(words.iter().map(|w| (w.clone(), lexeme(value))));
        }
        Lexicon::new(entries)
    }

    /// The language that knows most words of the tokens, for texts too short to tell; `None` when none knows any.
    #[must_use]
    pub fn most_words(&self, text: &str, tokens: &[Token]) -> Option<usize> {
        let known = |index: usize| -> usize {
            let (mut ids, mut hits) = (Vec::new(), Vec::new());
            let Some(language) = self.get(index) else {
                return 0;
            };
            language
                .lexicon
                .ids(text, tokens, &mut String::new(), &mut ids);
            language.lexicon.hits(text, tokens, &ids, &mut hits);
            hits.len()
        };
        let best = (0..self.languages.len())
            .map(|i| (known(i), std::cmp::Reverse(i)))
            .max()?;
        (best.0 > 0).then_some(best.1.0)
    }

    /// The language of that index, in the order of [`Packs::tags`].
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Language> {
        let slot = self.languages.get(index)?;
        Some(slot.language.get_or_init(|| load(slot.bytes)))
    }

    /// A short fingerprint of all packs, for the header of a run: FNV-1a, 64 bits, in hex.
    #[must_use]
    pub fn hash(&self) -> String {
        let bytes = self
            .languages
            .iter()
            .flat_map(|s| s.tag.bytes().chain(s.bytes.iter().copied()));
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
            (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
        });
        format!("{hash:016x}")
    }
}

/// Reads what the build script wrote with the same types, so a mismatch cannot happen in a finished build; an empty
/// language is the safe answer all the same.
fn load<T: Default + DeserializeOwned>(bytes: &[u8]) -> T {
    let read = postcard::from_bytes(bytes);
    debug_assert!(read.is_ok(), "a built-in pack does not load");
    read.unwrap_or_default()
}
