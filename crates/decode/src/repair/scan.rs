//! One pass over a text that finds whether anything in it could be damage; most texts end here.

use super::chain::{may_start, natural_start, next_beyond_ascii};
use crate::cases;
use crate::codecs;

/// Characters from U+0080 that are counted one by one.
const COUNTED: usize = 0x4B0;

/// Places of the memory of pairs that were looked at.
const SEEN: usize = 64;

/// What a text holds beyond ASCII.
#[derive(Debug)]
pub(crate) struct Scan {
    /// By code point from U+0080.
    counts: [u32; COUNTED],
    /// Those that stand in the text.
    kinds: Vec<char>,
    /// The others, unsorted.
    others: Vec<char>,
    /// Whether two neighbours could be the start of a damaged sequence.
    pub(crate) pairs: bool,
    /// Whether a control from U+0080 stands in it.
    pub(crate) controls: bool,
    /// Whether a letter that could be half of a damaged *à* stands before a space, no-break or not.
    pub(crate) spaced: bool,
    /// How often U+FFFD stands in it.
    pub(crate) lost: usize,
}

/// Longer lists of other characters are no single-byte text.
const MOST_OTHERS: usize = 1 << 16;

impl Scan {
    pub(crate) fn of(text: &str) -> Self {
        let mut scan = Self {
            counts: [0; COUNTED],
            kinds: Vec::new(),
            others: Vec::new(),
            pairs: false,
            controls: false,
            spaced: false,
            lost: 0,
        };
        let mut pairs = Pairs::default();
        let mut last = ('\0', usize::MAX);
        let mut at = 0;
        while let Some(c) = next_beyond_ascii(text, &mut at) {
            scan.count(c);
            if last.1 == at - c.len_utf8() && !scan.pairs {
                scan.pairs = pairs.could_start(last.0, c, text.get(at..).unwrap_or_default());
            }
            let next = text.as_bytes().get(at..).unwrap_or_default();
            scan.spaced |= matches!(next, [b' ', ..] | [0xC2, 0xA0, ..]) && half_of_a_grave(c);
            last = (c, at);
        }
        scan
    }

    fn count(&mut self, c: char) {
        let Some(n) = self.counts.get_mut((c as usize).wrapping_sub(0x80)) else {
            self.lost += usize::from(c == char::REPLACEMENT_CHARACTER);
            if self.others.len() < MOST_OTHERS {
                self.others.push(c);
            }
            return;
        };
        if *n == 0 {
            self.controls |= c.is_control();
            self.kinds.push(c);
        }
        *n += 1;
    }

    /// Characters beyond ASCII and how often each stands, sorted.
    pub(crate) fn census(&self) -> Vec<(char, u32)> {
        let count = |c: &char| self.counts.get((*c as usize).wrapping_sub(0x80)).copied();
        let mut all: Vec<(char, u32)> = self
            .kinds
            .iter()
            .filter_map(|c| Some((*c, count(c)?)))
            .collect();
        all.sort_unstable();
        let mut others = self.others.clone();
        others.sort_unstable();
        let kinds = others.chunk_by(|a, b| a == b);
        all.extend(kinds.filter_map(|k| Some((*k.first()?, u32::try_from(k.len()).ok()?))));
        all
    }
}

/// The pairs of neighbours looked at last.
struct Pairs([(char, char); SEEN]);

impl Default for Pairs {
    fn default() -> Self {
        Self([('\0', '\0'); SEEN])
    }
}

impl Pairs {
    /// Whether the two could be the start of a damaged sequence, with what follows them. Nothing has to be remembered
    /// of those that could.
    fn could_start(&mut self, c: char, next: char, rest: &str) -> bool {
        let slot = &mut self.0[(c as usize * 31 + next as usize) % SEEN];
        if *slot == (c, next) {
            return false;
        }
        let could = could_start(c, next, rest);
        // Of three bytes what follows decides, so the pair alone is not remembered.
        if !could && !three(c) {
            *slot = (c, next);
        }
        could
    }
}

/// The next byte from 0x80 on, eight bytes at a step.
pub(super) fn next_high(bytes: &[u8], from: usize) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut at = from;
    while let Some(word) = bytes.get(at..)?.first_chunk::<8>() {
        let high = u64::from_le_bytes(*word) & HIGH;
        if high != 0 {
            return Some(at + (high.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    let tail = bytes.get(at..)?.iter().position(|b| *b >= 0x80)?;
    Some(at + tail)
}

/// Whether some codec reads `c` as the start of a sequence of more than two bytes.
fn three(c: char) -> bool {
    codecs::roles(c).long || cases::upper(c).is_some_and(|u| codecs::roles(u).long)
}

/// Whether the two are the start of a sequence in some codec, as they are or before they were lower-cased, and what
/// they start could stand in a text.
fn could_start(c: char, next: char, rest: &str) -> bool {
    if !may_start(c, next) {
        return false;
    }
    let heads = [Some(c), cases::upper(c)];
    heads.into_iter().flatten().any(|head| {
        let follows = [Some(next), cases::upper(next)];
        follows
            .into_iter()
            .flatten()
            .any(|follow| natural_start(head, follow, rest))
    })
}

/// Whether `c` is the byte 0xC3 in some codec: with a no-break space that became a space, it was an *à*.
fn half_of_a_grave(c: char) -> bool {
    codecs::roles(c).c3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_damage() {
        for clean in [
            "L’été, l’École, «\u{a0}là\u{a0}» … créée",
            "Łódź, źdźbło",
            "Привет",
        ] {
            assert!(!Scan::of(clean).pairs, "{clean}");
        }
        for damaged in ["Ă©tĂ©", "Ã©", "ã©", "â€™", "Рџ", "√©", "├®"] {
            assert!(Scan::of(damaged).pairs, "{damaged}");
        }
        assert!(Scan::of("a\u{85}").controls && Scan::of("voilÃ  la").spaced);
        assert_eq!(Scan::of("aéb€é").census(), [('é', 2), ('€', 1)]);
    }

    #[test]
    fn bytes_are_found_wherever_they_stand() {
        for n in 0..40 {
            let text = format!("{}é{}", "a".repeat(n), "b".repeat(40 - n));
            assert_eq!(next_high(text.as_bytes(), 0), Some(n));
            assert_eq!(next_high(text.as_bytes(), n + 2), None);
        }
    }
}
