//! Sequences that no accident makes: whole words of one script that is not Latin, accents by themselves, pictographs.
//!
//! `data/letters.tsv` does not have the scripts of Asia, so no letters speak for a reading in them. But the signs of a
//! text that is sound do not happen to be UTF-8 from one end of a word to the other, and all of one script.

use unicode_normalization::char::is_combining_mark;

use super::chain::Reader;
use super::seq::Seq;
use crate::weigh;

/// Points for each such sequence.
const BONUS: i32 = 4;

/// Fewest letters of a word, where each is three bytes and where each is two.
const LONG: usize = 2;
const SHORT: usize = 3;

/// Marks the words that are UTF-8 as a whole, and accents, as sure.
pub(super) fn mark(reader: &Reader, seqs: &mut [Seq]) {
    for run in seqs.chunk_by_mut(Seq::touches) {
        let word = run.len() >= LONG && is_word(reader, run);
        for seq in run {
            seq.sure |= word || is_accent(reader, seq);
        }
    }
}

fn is_word(reader: &Reader, run: &[Seq]) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return false;
    };
    let least = if u32::from(first.read) < 0x800 {
        SHORT
    } else {
        LONG
    };
    let block = block(first.read);
    let one = |seq: &Seq| {
        seq.loss == 0
            && self::block(seq.read) == block
            && is_letter(seq.read)
            && !drawn(reader, seq)
    };
    run.len() >= least
        && block.is_some()
        && run.iter().all(one)
        && reader.before(first.start)[1].is_ascii()
        && reader.after(last.end).is_ascii()
}

/// Whether it is an accent of its own behind its letter, as some systems write them.
fn is_accent(reader: &Reader, seq: &Seq) -> bool {
    // Behind a small letter, no capital is at home.
    usual(seq.read)
        && matches!(seq.lead, '\u{C0}'..='\u{24F}')
        && reader.before(seq.start)[1].is_ascii_lowercase()
        && seq.gain >= BONUS
}

/// Accents that languages of Europe write.
fn usual(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{304}' | '\u{306}'..='\u{30C}' | '\u{323}' | '\u{327}' | '\u{328}')
}

/// Whether what is read could be wanted at all, in whatever place: it is good text, or it may be sure.
pub(super) fn possible(run: &[Seq], seq: &Seq) -> bool {
    run.len() >= LONG || usual(seq.read) || weigh::natural(seq.read)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// Line art is full of pairs that could be sequences.
fn drawn(reader: &Reader, seq: &Seq) -> bool {
    let art = '\u{2500}'..'\u{25A0}';
    seq.written(reader.text).chars().any(|c| art.contains(&c))
}

/// A number for the scripts that are not those of Europe.
const fn block(c: char) -> Option<u32> {
    match c as u32 {
        0x530..=0x58F => Some(1),
        0x590..=0x5FF => Some(2),
        0x600..=0x77F => Some(3),
        0x10A0..=0x10FF => Some(4),
        0x1200..=0x139F => Some(5),
        0x3040..=0x9FFF | 0xAC00..=0xD7AF => Some(6),
        // Those of India and beyond, of 128 characters each.
        c @ (0x900..=0x109F | 0x1780..=0x17FF) => Some(c >> 7),
        _ => None,
    }
}

/// What speaks for a sequence beside how it looks.
pub(super) fn bonus(reader: &Reader, seq: &Seq) -> i32 {
    let pictograph = matches!(seq.read, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}');
    if seq.sure || pictograph && seq.loss == 0 && !trade_mark(reader, seq) {
        BONUS
    } else {
        0
    }
}

/// Whether it is a sign behind a letter and what closes a quotation, as in good text.
fn trade_mark(reader: &Reader, seq: &Seq) -> bool {
    let mut signs = seq.written(reader.text).chars().skip(1);
    let ends = |c: char| weigh::bracketing(c) && c != '«' || c == '\u{a0}';
    signs.next().is_some_and(|c| "™›".contains(c)) && signs.all(ends)
}
