//! Language knowledge as data, compiled at build time: the only place that holds words.
//!
//! `data/` holds it; `data/README.md` is the guide for its authors. This crate knows no document and no output.
//!
//! ```
//! let packs = claimsift_packs::Packs::builtin();
//! assert!(packs.by_tag("fr").is_some());
//! ```

mod own;

use std::borrow::Cow;
use std::sync::OnceLock;

use claimsift_engine::{Shape, Token, WordKey};
use claimsift_packs_compile::Tells;
pub use claimsift_packs_compile::{
    Currency, Dimension, Example, Frame, Gate, Gates, HeadSide, Kinds, Language, NumberStyle, Pack,
    PackError, Passive, Role, Roles, Rule, Subject, Told, Unit, Verb, Way, class, form, schema,
};
use serde::de::DeserializeOwned;

pub use crate::own::OwnFile;

struct Builtin {
    tag: &'static str,
    bytes: &'static [u8],
    examples: &'static [u8],
    fallback: bool,
}

static BUILTIN: &[Builtin] = include!(concat!(env!("OUT_DIR"), "/list.rs"));
static FREQUENT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frequent.tells"));
static ALL: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/all.tells"));

#[derive(Debug)]
struct Slot {
    tag: String,
    bytes: Cow<'static, [u8]>,
    examples: Cow<'static, [u8]>,
    fallback: bool,
    language: OnceLock<Language>,
}

/// The compiled packs of all languages. A language is loaded when it is first met.
#[derive(Debug, Default)]
pub struct Packs {
    languages: Vec<Slot>,
    frequent: OnceLock<Tells>,
    all: OnceLock<Tells>,
}

impl Packs {
    /// The packs that are built in.
    #[must_use]
    pub fn builtin() -> Self {
        let slot = |built: &Builtin| Slot {
            tag: built.tag.to_owned(),
            bytes: Cow::Borrowed(built.bytes),
            examples: Cow::Borrowed(built.examples),
            fallback: built.fallback,
            language: OnceLock::new(),
        };
        Self {
            languages: BUILTIN.iter().map(slot).collect(),
            ..Self::default()
        }
    }

    /// The examples of a language's rules and frames.
    #[must_use]
    pub fn examples(&self, tag: &str) -> Vec<Example> {
        let slot = self.index(tag).and_then(|i| self.languages.get(i));
        slot.map(|s| load(&s.examples)).unwrap_or_default()
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

    /// For each token, the languages that it tells: it is a frequent word of theirs, in lower case, which is what running
    /// text is made of. They are short.
    #[must_use]
    pub fn tells(&self, tokens: &[Token], keys: &[WordKey]) -> Vec<Told> {
        let tells = self.frequent.get_or_init(|| load(FREQUENT));
        let telling = |t: &Token, key: &WordKey| t.shape == Shape::Lower && key.is_short();
        told(tokens, keys, telling, tells)
    }

    /// For each token, the languages that know it, for texts too short to tell by frequent words.
    #[must_use]
    pub fn known(&self, tokens: &[Token], keys: &[WordKey]) -> Vec<Told> {
        let tells = self.all.get_or_init(|| load(ALL));
        told(tokens, keys, |t, _| t.is_word(), tells)
    }

    /// The language that a text is read in when it tells none.
    #[must_use]
    pub fn fallback(&self) -> Option<usize> {
        self.languages.iter().position(|s| s.fallback)
    }

    /// The language of that index, in the order of [`Packs::tags`].
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Language> {
        let slot = self.languages.get(index)?;
        Some(slot.language.get_or_init(|| load(&slot.bytes)))
    }

    /// A short fingerprint of all packs, for the header of a run: FNV-1a over words of eight bytes, 64 bits, in hex.
    #[must_use]
    pub fn hash(&self) -> String {
        let parts = self
            .languages
            .iter()
            .flat_map(|s| [s.tag.as_bytes(), &s.bytes]);
        let hash = parts.fold(0xcbf2_9ce4_8422_2325, fingerprint);
        format!("{hash:016x}")
    }
}

/// What each token tells, where one of its kind may tell anything.
fn told(
    tokens: &[Token],
    keys: &[WordKey],
    telling: impl Fn(&Token, &WordKey) -> bool,
    tells: &Tells,
) -> Vec<Told> {
    let told = |(token, key)| {
        if telling(token, key) {
            tells.of_word(*key)
        } else {
            Told::default()
        }
    };
    tokens.iter().zip(keys).map(told).collect()
}

/// Goes on with a fingerprint; the length is part of it, so that parts do not run into each other.
fn fingerprint(hash: u64, bytes: &[u8]) -> u64 {
    let step = |h: u64, word: u64| (h ^ word).wrapping_mul(0x100_0000_01b3);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words
        .iter()
        .fold(hash, |h, word| step(h, u64::from_le_bytes(*word)));
    let hash = rest.iter().fold(hash, |h, byte| step(h, u64::from(*byte)));
    step(hash, bytes.len() as u64)
}

/// Reads what the build script wrote with the same types, so a mismatch cannot happen in a finished build; an empty
/// language is the safe answer all the same.
fn load<T: Default + DeserializeOwned>(bytes: &[u8]) -> T {
    let read = postcard::from_bytes(bytes);
    debug_assert!(read.is_ok(), "a built-in pack does not load");
    read.unwrap_or_default()
}
