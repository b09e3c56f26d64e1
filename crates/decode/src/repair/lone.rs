//! An *à* at a word's end that is the only damage: its no-break space is a space, or too little by itself.

use super::chain::{Chain, Reader};
use super::fix::{Fix, Text};
use super::loss::SPACE;
use crate::cases;
use crate::codecs::Codec;

/// The byte that *à* starts with in UTF-8.
const HEAD: u8 = 0xC3;

/// Points for one behind a capital, which more speaks against.
const TITLE: i32 = 2;

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
        // The letter stands for nothing else in the text, nor does its small form.
        let all = !fixes.is_empty()
            && fixes.len() == text.matches(head).count()
            && (fixes.iter().all(|f| f.gain > TITLE) || !text.contains(cases::lower(head)));
        all.then(|| (Chain::default().then(codec), fixes))
    })
}

fn fix(reader: &Reader, head: char, at: usize) -> Option<Fix> {
    let start = u32::try_from(at).ok()?;
    let end = start + u32::try_from(head.len_utf8()).ok()?;
    let [far, near] = reader.before(start);
    let (space, after) = reader.char_at(end)?;
    let word = near.is_ascii_lowercase() && far.is_ascii_lowercase();
    let next = reader.after(after);
    // A capital by itself and small letters around it, of which a word in capitals has none.
    let rest = reader.text.get(after as usize..).unwrap_or_default();
    let small = rest.chars().take_while(char::is_ascii_lowercase).count();
    let title = near.is_ascii_uppercase() && !far.is_alphanumeric() && small >= 3;
    let (fits, loss) = match space {
        ' ' => (word && (next == ' ' || next.is_lowercase()), SPACE),
        // Neither a word nor the end of one is such a letter with a no-break space behind it.
        '\u{a0}' => (word || near == ' ' && next == ' ' || title, 0),
        _ => (false, 0),
    };
    let given = loss != 0 && next != ' ';
    let text = if given { Text::Spaced } else { Text::One };
    fits.then_some(Fix {
        start,
        end: after,
        text: text('à'),
        loss,
        gain: if title { TITLE } else { TITLE + 1 },
    })
}
