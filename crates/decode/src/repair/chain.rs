//! Reading a text backwards through a chain of wrong decodings.

use super::code::Code;
use crate::codecs::{self, Codec};
use crate::entities;

/// The codecs that a text was wrongly read as, last damage first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Chain {
    pub(crate) codecs: Vec<Codec>,
    /// Whether the damage was lower-cased afterwards.
    pub(crate) lowered: bool,
}

impl Chain {
    /// This chain, with a damage further back.
    pub(crate) fn then(&self, codec: Codec) -> Self {
        let mut chain = self.clone();
        chain.codecs.push(codec);
        chain
    }

    /// Whether it is the same damage several times, as when a text goes the same way again.
    pub(crate) fn repeats(&self) -> bool {
        self.codecs.windows(2).all(|pair| pair[0] == pair[1])
    }

    pub(crate) fn label(&self) -> String {
        let labels: Vec<_> = self.codecs.iter().map(|c| c.label()).collect();
        labels.join(" ")
    }
}

/// A text, of which HTML references are characters like others.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) text: &'a str,
    /// Whether references stand in it where they could be damage.
    pub(super) entities: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let entities = references(text).next().is_some();
        Self { text, entities }
    }

    /// A reader to which references are plain text.
    pub(crate) const fn plain(text: &'a str) -> Self {
        Self {
            text,
            entities: false,
        }
    }

    /// The character at `at` and the end of what it is written as.
    pub(crate) fn char_at(&self, at: u32) -> Option<(char, u32)> {
        let byte = *self.text.as_bytes().get(at as usize)?;
        if byte.is_ascii() && byte != b'&' {
            return Some((char::from(byte), at + 1));
        }
        let rest = self.text.get(at as usize..)?;
        let c = rest.chars().next()?;
        if c == '&'
            && self.entities
            && let Some((c, len)) = entities::reference(rest)
        {
            return Some((c, at + u32::try_from(len).ok()?));
        }
        Some((c, at + u32::try_from(c.len_utf8()).ok()?))
    }

    /// The character that `chain` reads at `at`, and where it ends.
    pub(crate) fn read(&self, at: u32, chain: &[Codec]) -> Option<(char, u32)> {
        match chain {
            [] => self.char_at(at),
            [lower @ .., codec] => read_through(*codec, at, |at| self.read(at, lower)),
        }
    }

    /// Up to two characters before `at`, nearest last; spaces where there are none.
    pub(crate) fn before(&self, at: u32) -> [char; 2] {
        if let Some([far, near]) = self.two_before(at)
            && far.is_ascii()
            && near.is_ascii()
        {
            return [char::from(far), char::from(near)];
        }
        let head = self.text.get(..at as usize).unwrap_or_default();
        let mut back = head.chars().rev();
        let near = back.next().unwrap_or(' ');
        [back.next().unwrap_or(' '), near]
    }

    fn two_before(&self, at: u32) -> Option<[u8; 2]> {
        let head = self.text.as_bytes().get(..at as usize)?;
        head.last_chunk().copied()
    }

    /// The character at `at`; a space where there is none.
    pub(crate) fn after(&self, at: u32) -> char {
        self.char_at(at).map_or(' ', |x| x.0)
    }
}

/// The character of UTF-8 whose bytes the codec reads from `at` on, where `read` gives the characters.
fn read_through(
    codec: Codec,
    at: u32,
    read: impl Fn(u32) -> Option<(char, u32)>,
) -> Option<(char, u32)> {
    let (code, end) = code_at(codec, at, &read)?;
    if let Some(c) = code.char() {
        return Some((c, end));
    }
    // Half a pair of UTF-16 that was written by itself, with its other half.
    let high = u16::try_from(code.value).ok()?;
    if !(0xD800..0xDC00).contains(&high) {
        return None;
    }
    let (low, end) = code_at(codec, end, &read)?;
    let pair = [high, u16::try_from(low.value).ok()?];
    let c = char::decode_utf16(pair).next()?.ok()?;
    Some((c, end))
}

/// The code of several bytes at `at`, and where it ends.
fn code_at(
    codec: Codec,
    at: u32,
    read: impl Fn(u32) -> Option<(char, u32)>,
) -> Option<(Code, u32)> {
    let (lead, mut end) = read(at)?;
    let mut code = Code::start(codec.byte(lead)?)?;
    while code.missing > 0 {
        let (c, after) = read(end)?;
        code = code.follow(codec.byte(c)?)?;
        end = after;
    }
    Some((code, end))
}

/// Whether HTML references stand where they could be damage.
pub(super) fn referring(text: &str) -> bool {
    references(text).next().is_some()
}

/// Places of two HTML references in a row, or one beside a character beyond ASCII, that could be damage.
fn references(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'&', text.as_bytes()).filter(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        entities::reference(rest).is_some_and(|(c, len)| {
            codecs::roles(c).lead != 0
                && rest
                    .get(len..)
                    .is_some_and(|next| entities::reference(next).is_some())
        })
    })
}
