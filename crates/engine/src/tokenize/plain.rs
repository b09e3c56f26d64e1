//! What most tokens are: words of the letters of western Europe. They are read eight bytes at a time, so that no branch
//! hangs on how long a word is, and their keys are taken on the way.

use super::{Piece, Shape};
use crate::WordKey;

// A set of bytes has the highest bit of each.
const HIGH: u64 = each(0x80);
const FIRST: u64 = 0x80;

/// Eight times a byte.
const fn each(byte: u8) -> u64 {
    byte as u64 * 0x0101_0101_0101_0101
}

/// The byte that letters of western Europe begin with.
const WESTERN: u8 = 0xC3;

/// The word that `bytes` begin with, of which `room` belong to the text; the first is a letter or may begin one. `None`
/// for what needs a closer look: capitals that are not ASCII, other letters, what is longer than a key, and what may go
/// on as an address.
#[inline]
pub(super) fn word(bytes: &[u8], room: usize) -> Option<Piece> {
    let eight = u64::from_le_bytes(*bytes.first_chunk()?);
    let ascii = ascii(eight);
    let others = ascii ^ HIGH;
    let bits = others.trailing_zeros() & !7;
    // All bits below the first byte that is no letter.
    let own = (others ^ others.wrapping_sub(1)) >> 8;
    let capitals = ascii & own & !eight << 2;
    let len = bits as usize / 8;
    // Most words are short, of ASCII, and in small letters behind their first.
    if others == 0
        || !ENDS[usize::from((eight >> bits) as u8)]
        || capitals & !FIRST != 0
        || len > room
    {
        return longer(bytes, room);
    }
    Some(Piece {
        len,
        shape: if capitals == 0 {
            Shape::Lower
        } else {
            Shape::Title
        },
        key: WordKey {
            head: (eight | capitals >> 2) & own,
            tail: 0,
        },
    })
}

/// The bytes with which a word certainly ends.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut at = 0;
    while at < 0x80 {
        let byte = at as u8;
        ends[at] = !matches!(byte, b'.' | b'@' | b':') && !byte.is_ascii_alphabetic();
        at += 1;
    }
    ends
};

/// The same where letters that are not ASCII or more than eight bytes may belong to the word.
#[inline(never)]
fn longer(bytes: &[u8], room: usize) -> Option<Piece> {
    let eight = |at| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let mut head = Letters::of(eight(0)?, 0);
    let mut tail = Letters::NONE;
    let parted = head.len == WordKey::HALF - 1 && bytes.get(head.len) == Some(&WESTERN);
    if parted || head.len == WordKey::HALF {
        tail = Letters::of(eight(WordKey::HALF)?, if parted { FIRST } else { 0 });
        if parted && tail.len > 0 {
            (head.len, head.own) = (WordKey::HALF, u64::MAX);
        }
    }
    let len = head.len + tail.len;
    let whole = 0 < len && len < 2 * WordKey::HALF && len <= room;
    (whole && (len == room || ends(bytes, len))).then(|| Piece {
        len,
        shape: shape(&head, &tail),
        key: WordKey {
            head: head.folded(),
            tail: tail.folded(),
        },
    })
}

/// Whether nothing behind a word of that length may belong to it.
fn ends(bytes: &[u8], len: usize) -> bool {
    let next = || bytes.get(len + 1).copied().unwrap_or_default();
    match bytes.get(len) {
        Some(b'.' | b'@') => !next().is_ascii_alphanumeric(),
        Some(b':') => next() != b'/',
        // Spaces, quotes and dashes.
        Some(0xC2) => matches!(next(), 0xA0 | 0xAB | 0xBB),
        Some(0xE2) => next() == 0x80,
        end => end.is_none_or(u8::is_ascii),
    }
}

const fn shape(head: &Letters, tail: &Letters) -> Shape {
    if tail.capitals == 0 && head.capitals == 0 {
        Shape::Lower
    } else if tail.capitals == 0 && head.capitals == FIRST {
        Shape::Title
    } else if head.capitals == HIGH & head.own && tail.capitals == HIGH & tail.own {
        Shape::Upper
    } else {
        Shape::Mixed
    }
}

/// The letters that eight bytes begin with.
struct Letters {
    /// How many bytes they are.
    len: usize,
    /// All bits of those bytes, and the bytes as they stand there.
    own: u64,
    bytes: u64,
    /// Which of them are capitals.
    capitals: u64,
}

impl Letters {
    const NONE: Self = Self {
        len: 0,
        own: 0,
        bytes: 0,
        capitals: 0,
    };

    /// `parted` is the first byte where it may end a letter that begins before.
    #[inline]
    const fn of(bytes: u64, parted: u64) -> Self {
        let ascii = ascii(bytes);
        let letters = if bytes & HIGH == 0 {
            ascii
        } else {
            ascii | western(bytes, parted)
        };
        let others = letters ^ HIGH;
        // All bits below the first byte that is no letter; all there are where each is one.
        let own = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        Self {
            len: others.trailing_zeros() as usize / 8,
            own,
            bytes,
            capitals: ascii & own & !bytes << 2,
        }
    }

    /// The letters, in lower case.
    const fn folded(&self) -> u64 {
        (self.bytes | self.capitals >> 2) & self.own
    }
}

/// The letters of ASCII.
#[inline]
const fn ascii(bytes: u64) -> u64 {
    // No other byte becomes a letter so.
    let lower = (bytes | each(0x20)) & !HIGH;
    let from_a = lower + each(0x80 - b'a');
    let past_z = lower + each(0x7F - b'z');
    from_a & !past_z & !bytes & HIGH
}

/// Both bytes of the letters from à to ÿ, but not of the sign between them.
const fn western(bytes: u64, parted: u64) -> u64 {
    let first = zeros(bytes ^ each(WESTERN));
    let sign = zeros(bytes ^ each(0xB7));
    let small = zeros((bytes & each(0xE0)) ^ each(0xA0));
    let second = (first << 8 | parted) & small & !sign;
    second | second >> 8
}

/// Which bytes are 0.
#[inline]
const fn zeros(bytes: u64) -> u64 {
    !(((bytes & !HIGH) + !HIGH) | bytes) & HIGH
}

#[cfg(test)]
mod tests {
    use super::word;
    use crate::{Shape, WordKey};

    #[test]
    fn reads_plain_words_alone() {
        let read = |text: &str| {
            let piece = word(text.as_bytes(), text.len())?;
            let own = WordKey::of(&text[..piece.len], &mut String::new());
            assert_eq!(piece.key, own, "{text}");
            Some((piece.len, piece.shape))
        };
        let behind = " and what stands behind";
        let of = |text: &str| read(&format!("{text}{behind}"));
        assert_eq!(of("le"), Some((2, Shape::Lower)));
        assert_eq!(of("qualités,"), Some((9, Shape::Lower)));
        assert_eq!(of("qualité÷"), None);
        assert_eq!(of("abcdefgé"), Some((9, Shape::Lower)));
        assert_eq!(of("abcdefg÷"), None);
        assert_eq!(of("A"), Some((1, Shape::Title)));
        assert_eq!(of("GW"), Some((2, Shape::Upper)));
        assert_eq!(of("Société,"), Some((9, Shape::Title)));
        assert_eq!(of("éÿ÷"), None);
        assert_eq!(of("société générale"), Some((9, Shape::Lower)));
        assert_eq!(of("LEADERSHIP"), Some((10, Shape::Upper)));
        assert_eq!(of("LeaderShip"), Some((10, Shape::Mixed)));
        assert_eq!(of("l’IA"), Some((1, Shape::Lower)));
        assert_eq!(of("fin.Le"), None);
        assert_eq!(of("fin. Le"), Some((3, Shape::Lower)));
        assert_eq!(of("http://"), None);
        assert_eq!(of("État"), None);
        assert_eq!(of("sixteen_"), Some((7, Shape::Lower)));
        assert_eq!(of("abcdefghijklmnop"), None);
    }

    #[test]
    fn a_word_ends_where_its_text_does() {
        let text = b"words and more behind";
        assert_eq!(word(text, 5).map(|p| p.len), Some(5));
        assert!(word(text, 4).is_none());
    }
}
