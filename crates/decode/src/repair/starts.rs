//! Whether two characters could be the start of a damaged sequence.

use super::code::Code;
use crate::codecs::{self, Codec};
use crate::{cases, weigh};

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
