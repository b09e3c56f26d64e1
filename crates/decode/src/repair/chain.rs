//! Reading a text backwards through a chain of wrong decodings.

use super::loose::SPACE;
use super::scan::beyond_ascii;
use crate::codecs::{self, Codec};
use crate::{cases, entities, weigh};

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

/// A sequence that a chain reads as one character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seq {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The first character of the sequence.
    pub(crate) lead: char,
    /// What it reads as.
    pub(crate) read: char,
    /// What had to be supposed; see [`super::loose`].
    pub(crate) loss: u8,
    /// By how much the text reads better with it, in points.
    pub(crate) gain: i32,
    /// Whether nothing else comes into question.
    pub(crate) sure: bool,
}

impl Seq {
    /// What stands behind the letter once it is undone, where `c` follows: an *à* that took a space ends a word.
    pub(crate) fn next(&self, c: char) -> char {
        let ends = self.loss & SPACE != 0 && self.read == 'à';
        match c {
            '«' | '“' | '„' | '‘' if ends => ' ',
            _ if ends && cases::is_capital(c) => ' ',
            _ => c,
        }
    }
}

/// A text, of which HTML references are characters like others.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) text: &'a str,
    entities: bool,
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

    /// The same at a lead, of which two characters were read before.
    pub(crate) fn read_lead(&self, lead: &Lead, chain: &[Codec]) -> Option<(char, u32)> {
        let [codec] = chain else {
            return self.read(lead.at, chain);
        };
        let (next, end) = lead.next;
        let start = Code::start(codec.byte(lead.char)?)?;
        let code = start.follow(codec.byte(next)?)?;
        if code.missing > 0 {
            return self.read(lead.at, chain);
        }
        Some((code.char()?, end))
    }

    /// Whether a sequence of some codec could start here.
    pub(crate) fn starts(lead: &Lead) -> bool {
        lead.pairs != 0 || may_start(lead.char, lead.next.0)
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

/// A character of UTF-8 under way.
#[derive(Debug, Clone, Copy)]
struct Code {
    value: u32,
    least: u32,
    missing: u8,
}

impl Code {
    const fn start(byte: u8) -> Option<Self> {
        let (value, least, missing) = match byte {
            0xC2..=0xDF => (byte & 0x1F, 0x80, 1),
            0xE0..=0xEF => (byte & 0x0F, 0x800, 2),
            0xF0..=0xF4 => (byte & 0x07, 0x1_0000, 3),
            _ => return None,
        };
        Some(Self {
            value: value as u32,
            least,
            missing,
        })
    }

    const fn follow(self, byte: u8) -> Option<Self> {
        if byte & 0xC0 != 0x80 || self.missing == 0 {
            return None;
        }
        Some(Self {
            value: self.value << 6 | (byte & 0x3F) as u32,
            missing: self.missing - 1,
            ..self
        })
    }

    fn char(self) -> Option<char> {
        char::from_u32(self.value).filter(|_| self.missing == 0 && self.value >= self.least)
    }
}

/// Whether some codec reads the two, and what is behind them, as a character that could stand in a text.
pub(super) fn natural_start(c: char, next: char, rest: &str) -> bool {
    let both = codecs::roles(c).lead & codecs::roles(next).follow;
    let of = |codec: Codec| natural_with(codec, c, next, rest);
    both != 0 && Codec::all().filter(|codec| codec.in_set(both)).any(of)
}

fn natural_with(codec: Codec, c: char, next: char, rest: &str) -> bool {
    let start = codec.byte(c).and_then(Code::start);
    let Some(mut code) = start
        .zip(codec.byte(next))
        .and_then(|(code, b)| code.follow(b))
    else {
        return false;
    };
    // Behind a letter, a space and a quote are hardly Chinese.
    let mut plain = weigh::neutral(next);
    let mut rest = rest.chars();
    while code.missing > 0 {
        let follow = rest.next().unwrap_or(' ');
        // What was lost or straightened may still be a byte.
        if follow.is_ascii() || follow == char::REPLACEMENT_CHARACTER {
            return !plain;
        }
        plain &= weigh::neutral(follow);
        let byte = codec
            .byte(follow)
            .or_else(|| codec.byte(cases::upper(follow)?));
        let Some(more) = byte.and_then(|b| code.follow(b)) else {
            return false;
        };
        code = more;
    }
    let read = code.char();
    let accent = |c: char| ('\u{300}'..='\u{36F}').contains(&c);
    read.is_some_and(|c| (weigh::natural(c) || accent(c)) && !(plain && c >= '\u{3000}'))
}

/// Whether HTML references stand where they could be damage.
pub(super) fn referring(text: &str) -> bool {
    references(text).next().is_some()
}

/// Whether some codec reads the two as the start of a sequence, as they are or before they were lower-cased.
pub(super) fn may_start(c: char, next: char) -> bool {
    if next.is_ascii() {
        return false;
    }
    let roles = |c: char| {
        let (own, capital) = (codecs::roles(c), cases::upper(c).map(codecs::roles));
        let capital = capital.unwrap_or_default();
        (own.lead | capital.lead, own.follow | capital.follow)
    };
    let lead = roles(c).0;
    lead != 0 && roles(next).1 & lead != 0
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

/// A place where a sequence may start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lead {
    pub(crate) at: u32,
    pub(crate) char: char,
    /// The next character, and where it ends.
    next: (char, u32),
    /// The codecs that read it and what follows as the start of a sequence, one bit each.
    pub(crate) pairs: u16,
    /// Whether a space follows, which may have been a byte.
    pub(crate) spaced: bool,
}

impl Lead {
    /// The lead that stands from `at` to `end`, if it is one.
    fn new(reader: &Reader, char: char, at: usize, end: usize) -> Option<Self> {
        // Lower-cased damage starts with what was a capital.
        let codecs::Roles {
            lead: own, capital, ..
        } = codecs::roles(char);
        if own | capital == 0 {
            return None;
        }
        let end = u32::try_from(end).ok()?;
        let next = reader.char_at(end).unwrap_or(('\0', end));
        Some(Self {
            at: u32::try_from(at).ok()?,
            char,
            next,
            pairs: own & codecs::roles(next.0).follow,
            spaced: next.0 == ' ',
        })
    }
}

/// All places where a character beyond ASCII may start a sequence, in order.
pub(crate) fn written_leads(reader: &Reader) -> impl Iterator<Item = Lead> {
    let places = beyond_ascii(reader.text);
    places.filter_map(|(at, c)| Lead::new(reader, c, at, at + c.len_utf8()))
}

/// All places where a sequence may start, in order.
pub(crate) fn leads(reader: &Reader) -> Vec<Lead> {
    let text = reader.text;
    let mut leads = Vec::with_capacity((text.len() / 16).min(1024));
    leads.extend(written_leads(reader));
    if reader.entities {
        for at in memchr::memchr_iter(b'&', text.as_bytes()) {
            if let Some((c, len)) = entities::reference(text.get(at..).unwrap_or_default()) {
                leads.extend(Lead::new(reader, c, at, at + len));
            }
        }
        leads.sort_unstable_by_key(|lead| lead.at);
    }
    leads
}
