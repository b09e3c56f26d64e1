//! One pass over a text that finds whether anything in it could be damage; most texts end here.

use std::cmp::Reverse;

use super::starts::{may_start, natural_start};
use crate::beyond_ascii::beyond_ascii;
use crate::cases;
use crate::codecs;

/// Characters that are counted one by one: letters from U+0080, and punctuation and signs.
const LETTERS: std::ops::Range<usize> = 0x80..0x530;
const SIGNS: std::ops::Range<usize> = 0x2000..0x2100;
const COUNTED: usize = LETTERS.end - LETTERS.start + SIGNS.end - SIGNS.start;

/// Places of the memory of pairs that were looked at.
const SEEN: usize = 64;

/// What a text holds beyond ASCII.
#[derive(Debug)]
pub(crate) struct Scan {
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

/// Room for the kinds of most texts.
const KINDS: usize = 32;

/// Longer lists of other characters are no single-byte text.
const MOST_OTHERS: usize = 1 << 16;

impl Scan {
    pub(crate) fn of(text: &str) -> Self {
        let mut scan = Self {
            counts: [0; COUNTED],
            kinds: Vec::with_capacity(KINDS),
            others: Vec::new(),
            pairs: false,
            controls: false,
            spaced: false,
            lost: 0,
        };
        let mut pairs = Pairs::default();
        let mut last = ('\0', usize::MAX);
        beyond_ascii(text).for_each(|(at, c)| {
            scan.count(c);
            let end = at + c.len_utf8();
            if last.1 == at && !scan.pairs {
                scan.pairs = pairs.could_start(last.0, c, text.get(end..).unwrap_or_default());
            }
            last = (c, end);
        });
        let mut kinds = scan.kinds.iter().chain(&scan.others);
        scan.spaced = kinds.any(|c| half_of_a_grave(*c)) && spaced(text);
        scan
    }

    fn count(&mut self, c: char) {
        let Some(n) = place(c).and_then(|i| self.counts.get_mut(i)) else {
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

    /// Characters beyond ASCII and how often each stands, the commonest first.
    pub(crate) fn census(&self) -> Vec<(char, u32)> {
        let count = |c: &char| self.counts.get(place(*c)?).copied();
        let counted = self.kinds.iter().filter_map(|c| Some((*c, count(c)?)));
        let mut all: Vec<(char, u32)> = counted.collect();
        let mut others = self.others.clone();
        others.sort_unstable();
        let kinds = others.chunk_by(|a, b| a == b);
        all.extend(kinds.filter_map(|k| Some((*k.first()?, u32::try_from(k.len()).ok()?))));
        all.sort_unstable_by_key(|(c, n)| (Reverse(*n), *c));
        all
    }
}

/// The place of a character among those that are counted.
fn place(c: char) -> Option<usize> {
    match c as usize {
        n if LETTERS.contains(&n) => Some(n - LETTERS.start),
        n if SIGNS.contains(&n) => Some(n - SIGNS.start + LETTERS.end - LETTERS.start),
        _ => None,
    }
}

/// Whether a letter that could be half of a damaged *à* stands before a space.
fn spaced(text: &str) -> bool {
    beyond_ascii(text).any(|(at, c)| {
        let behind = text.as_bytes().get(at + c.len_utf8()..);
        half_of_a_grave(c) && matches!(behind, Some([b' ', ..] | [0xC2, 0xA0, ..]))
    })
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
}
