//! UTF-16 and UTF-32 without a byte order mark.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::choice::Choice;
use crate::weigh;

/// The most bytes looked at, and the fewest that tell anything.
const HEAD: usize = 4096;
const FEWEST: usize = 8;

/// The wide charset that the bytes are in, if one makes sense of them.
pub(crate) fn choose(bytes: &[u8]) -> Option<Choice<'static>> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    // Text in other charsets has no controls but those of lines.
    let control = |b: &u8| *b < 9 || (14..28).contains(b);
    if head.len() < FEWEST || head.iter().filter(|b| control(b)).count() * 4 < head.len() {
        return None;
    }
    for big in [false, true] {
        if bytes.len().is_multiple_of(4) && utf32(head, big) {
            let mut found = Choice::new(UTF_8, 0, "four bytes a character make text");
            found.utf32 = Some(big);
            found.report.encoding = if big { "UTF-32BE" } else { "UTF-32LE" }.into();
            return Some(found);
        }
    }
    let wide = [UTF_16LE, UTF_16BE];
    let found = wide.into_iter().find(|e| utf16(head, e))?;
    Some(Choice::new(found, 0, "two bytes a character make text"))
}

fn utf32(head: &[u8], big: bool) -> bool {
    let (words, _) = head.as_chunks::<4>();
    words.iter().all(|w| text(character(*w, big)))
}

/// The character of four bytes.
pub(crate) fn character(word: [u8; 4], big: bool) -> Option<char> {
    char::from_u32(if big {
        u32::from_be_bytes(word)
    } else {
        u32::from_le_bytes(word)
    })
}

fn utf16(head: &[u8], encoding: &&'static Encoding) -> bool {
    let (pairs, _) = head.as_chunks::<2>();
    let unit = |p: &[u8; 2]| {
        if **encoding == *UTF_16BE {
            u16::from_be_bytes(*p)
        } else {
            u16::from_le_bytes(*p)
        }
    };
    let mut spaces = 0;
    let mut good = 0;
    let mut all = 0;
    for c in char::decode_utf16(pairs.iter().map(unit)) {
        all += 1;
        let c = c.ok();
        spaces += usize::from(c.is_some_and(|c| c.is_ascii() && !c.is_control()));
        good += usize::from(text(c));
    }
    // The head may end in the middle of a pair.
    good + 1 >= all && spaces * 16 >= all
}

fn text(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(c, '\n' | '\r' | '\t' | ' '..='~') || (!c.is_control() && weigh::natural(c))
    })
}
