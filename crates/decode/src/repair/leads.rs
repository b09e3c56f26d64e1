//! Places where a damaged sequence may start.

use super::chain::Reader;
use super::code::Code;
use super::starts::may_start;
use crate::beyond_ascii::beyond_ascii;
use crate::codecs::{self, Codec};
use crate::entities;

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

    /// What the chain reads here, and where it ends. Two characters were read before.
    pub(crate) fn read(&self, reader: &Reader, chain: &[Codec]) -> Option<(char, u32)> {
        let [codec] = chain else {
            return reader.read(self.at, chain);
        };
        let (next, end) = self.next;
        let start = Code::start(codec.byte(self.char)?)?;
        let code = start.follow(codec.byte(next)?)?;
        if code.missing > 0 {
            return reader.read(self.at, chain);
        }
        Some((code.char()?, end))
    }

    /// Whether a sequence of some codec could start here.
    pub(crate) fn may_start(&self) -> bool {
        self.pairs != 0 || may_start(self.char, self.next.0)
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
