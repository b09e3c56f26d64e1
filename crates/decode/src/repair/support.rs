//! Whether what a chain explains is damage at all, and not good text that looks like it.

use std::collections::BTreeSet;

use super::chain::{Chain, Reader};
use super::reading::Reading;
use super::seq::Seq;
use crate::cases;

/// Whether a sequence may be the last letter of a good word, with the sign of a note or a soft hyphen behind it.
fn noted(reader: &Reader, seq: &Seq) -> bool {
    seq.written(reader.text).ends_with(['†', '‡', '\u{ad}'])
        && !cases::is_letter(reader.after(seq.end))
}

/// Quotes that open, each with the one that closes what it opens, in any language.
const QUOTES: [(char, char); 8] = [
    ('«', '»'),
    ('»', '«'),
    ('‹', '›'),
    ('›', '‹'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('‚', '‘'),
];

/// Whether a sequence may be the last letter of a good word and the quote that closes behind it.
fn quoted(reader: &Reader, seq: &Seq) -> bool {
    let close = seq.written(reader.text).chars().next_back();
    let head = reader.text.get(..seq.start as usize).unwrap_or_default();
    let open = head
        .chars()
        .rev()
        .take(LONGEST_WORD)
        .find(|c| !cases::is_letter(*c));
    QUOTES
        .iter()
        .any(|(o, c)| (Some(*o), Some(*c)) == (open, close))
        && !cases::is_letter(reader.after(seq.end))
}

/// The longest word looked back over.
const LONGEST_WORD: usize = 32;

/// Whether a sequence reads as a letter of a script without case, and by itself: any two or three letters and signs
/// can be one of those by chance.
fn foreign(seq: &Seq) -> bool {
    let caseless =
        cases::is_letter(seq.read) && !cases::is_small(seq.read) && !cases::is_capital(seq.read);
    !seq.sure && (caseless || ('\u{530}'..'\u{1E00}').contains(&seq.read))
}

/// Whether a sequence is as likely good text.
fn harmless(reader: &Reader, seq: &Seq) -> bool {
    noted(reader, seq) || quoted(reader, seq) || foreign(seq)
}

/// Whether letters stand in the damage or beside it, and line art or notes are not taken for it.
pub(super) fn supported(reader: &Reader, reading: &Reading) -> bool {
    let lettered = |seq: &Seq| {
        let mut inside = seq.written(reader.text).chars();
        inside.any(cases::is_letter)
            || cases::is_letter(reader.before(seq.start)[1])
            || cases::is_letter(reader.after(seq.end))
    };
    let wanted: Vec<&Seq> = reading.wanted().collect();
    let left = reading.seqs.len() - wanted.len();
    let drawn = |seq: &&&Seq| ('\u{2500}'..'\u{25A0}').contains(&seq.lead);
    let art = wanted.iter().filter(drawn).count();
    let letters = wanted.iter().filter(|s| cases::is_letter(s.read)).count();
    (letters >= 3 || wanted.iter().any(|seq| lettered(seq)))
        && (art == 0 || wanted.len() > left)
        && !wanted.iter().all(|seq| harmless(reader, seq))
}

/// Different letters with a capital that damage must hold, and not one capital, before it counts as lower-cased.
const SMALL: usize = 3;

/// Whether the damage holds no capital, though it should.
pub(super) fn lower_cased(reader: &Reader, reading: &Reading, chain: &Chain) -> bool {
    let [codec] = chain.codecs.as_slice() else {
        return false;
    };
    let mut small = BTreeSet::new();
    for seq in reading.wanted() {
        let written = seq.written(reader.text);
        for (i, c) in written.chars().enumerate().filter(|x| !x.1.is_ascii()) {
            if cases::is_capital(c) && codec.byte(cases::lower(c)).is_some() {
                return false;
            }
            // What a sound sequence starts with was no capital.
            if i > 0 && cases::upper(c).and_then(|u| codec.byte(u)).is_some() {
                small.insert(c);
            }
        }
    }
    small.len() >= SMALL
}
