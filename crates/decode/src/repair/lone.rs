//! An *à* at a word's end that is the only damage: its no-break space is a space, so nothing is a sequence.

use super::chain::{Chain, Reader};
use super::loose::SPACE;
use super::{Fix, Text};
use crate::codecs::Codec;

/// The byte that *à* starts with in UTF-8.
const HEAD: u8 = 0xC3;

/// The fixes of letters that are capitals behind small ones and end a word, which no language does.
pub(crate) fn fixes(text: &str) -> Option<(Chain, Vec<Fix>)> {
    let reader = Reader::plain(text);
    [0, 2].into_iter().find_map(|number| {
        let codec = Codec::all().nth(number)?;
        let head = codec.char(HEAD);
        let places = text.match_indices(head);
        let fixes: Vec<Fix> = places
            .filter_map(|(at, _)| fix(&reader, head, at))
            .collect();
        // The letter stands for nothing else in the text.
        let all = !fixes.is_empty() && fixes.len() == text.matches(head).count();
        all.then(|| (Chain::default().then(codec), fixes))
    })
}

fn fix(reader: &Reader, head: char, at: usize) -> Option<Fix> {
    let start = u32::try_from(at).ok()?;
    let end = start + u32::try_from(head.len_utf8()).ok()?;
    let [far, near] = reader.before(start);
    let (space, after) = reader.char_at(end)?;
    let word = near.is_ascii_lowercase() && far.is_ascii_lowercase();
    let double = reader.after(after) == ' ';
    let small = double || reader.after(after).is_lowercase();
    (word && small && space == ' ').then(|| Fix {
        start,
        end: after,
        text: if double {
            Text::One('à')
        } else {
            Text::Spaced('à')
        },
        loss: SPACE,
        gain: 3,
    })
}
