//! Folded words to ids.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::WordId;

/// Open-addressing table from folded words to ids. A table of our own, because the hash must be cheap for words of a
/// few bytes, and its order must never show. A slot holds the word itself where it is short, and the hash of a long one;
/// so most words are told with one look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WordList", into = "WordList")]
pub struct WordTable {
    slots: Vec<Slot>,
    list: WordList,
}

/// What a table is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct WordList {
    /// All words, one behind the other.
    text: String,
    /// Where each word ends in `text`; the word at place `n` has the id `n + 1`.
    ends: Vec<u32>,
}

/// Id 0 is an empty slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Slot {
    key: u64,
    len: u32,
    id: u32,
}

impl From<WordTable> for WordList {
    fn from(table: WordTable) -> Self {
        table.list
    }
}

impl From<WordList> for WordTable {
    fn from(list: WordList) -> Self {
        let size = (list.ends.len() * 2 + 1).next_power_of_two();
        let mut slots = vec![Slot::default(); size];
        for id in (1..).take(list.ends.len()) {
            let word = list.word(id);
            let (key, len) = (key(word), clip(word.len()));
            let mut at = place(key, len) & (size - 1);
            while slots[at].id != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = Slot { key, len, id };
        }
        Self { slots, list }
    }
}

impl WordTable {
    /// A table of these words, which get their ids from 1 on.
    #[must_use]
    pub fn new(words: &[&str]) -> Self {
        let mut list = WordList::default();
        for word in words {
            list.text.push_str(word);
            list.ends.push(clip(list.text.len()));
        }
        list.into()
    }

    /// The id of a folded word in UTF-8; 0 when it is not in the table.
    #[must_use]
    #[inline]
    pub fn get(&self, word: &[u8]) -> WordId {
        self.get_in(word, 0..word.len())
    }

    /// The same of a word that stands in a text.
    #[must_use]
    #[inline]
    pub fn get_in(&self, text: &[u8], word: Range<usize>) -> WordId {
        if word.len() > SHORT {
            return self.get_long(text.get(word).unwrap_or_default());
        }
        let len = word.len();
        self.find(packed(text, word.start, len), len, |_| true)
    }

    /// The id of a short word of ASCII alone, folded on the way; `None` for others.
    #[inline]
    pub(crate) fn get_short(&self, text: &[u8], word: Range<usize>) -> Option<WordId> {
        let len = word.len();
        if len > SHORT {
            return None;
        }
        let key = packed(text, word.start, len);
        is_ascii(key).then(|| self.find(lower(key), len, |_| true))
    }

    fn get_long(&self, word: &[u8]) -> WordId {
        let same = |id| self.list.word(id) == word;
        self.find(long(word), word.len(), same)
    }

    /// Looks for a key and length; where they are those of a slot, `same` is asked of its id.
    #[inline]
    fn find(&self, key: u64, len: usize, same: impl Fn(u32) -> bool) -> WordId {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return WordId(0);
        };
        let len = clip(len);
        let mut at = place(key, len);
        loop {
            let slot = &self.slots[at & mask];
            if slot.id == 0 || slot.key == key && slot.len == len && same(slot.id) {
                return WordId(slot.id);
            }
            at += 1;
        }
    }
}

impl WordList {
    fn word(&self, id: u32) -> &[u8] {
        let at = id as usize;
        let from = at.checked_sub(2).map_or(0, |n| self.ends[n] as usize);
        let to = self.ends.get(at - 1).map_or(from, |e| *e as usize);
        self.text.as_bytes().get(from..to).unwrap_or_default()
    }
}

/// Bytes of a word that is its own key.
const SHORT: usize = 8;

/// The key of a word: with its length, the word itself where it is short.
fn key(word: &[u8]) -> u64 {
    if word.len() <= SHORT {
        packed(word, 0, word.len())
    } else {
        long(word)
    }
}

/// The key of a long word: all its bytes, eight at a time, and the last eight.
fn long(word: &[u8]) -> u64 {
    let words = word.as_chunks::<SHORT>().0.iter();
    let mixed = words.fold(0, |key, bytes| mix(key, u64::from_le_bytes(*bytes)));
    let last = word.last_chunk();
    mixed ^ last.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Up to eight bytes of a text in one number. All eight are read where there are so many: the length of a word is nothing
/// that a branch should hang on.
#[inline]
fn packed(text: &[u8], at: usize, len: usize) -> u64 {
    let Some(rest) = text.get(at..) else {
        return 0;
    };
    let Some(bytes) = rest.first_chunk() else {
        let bytes = rest.iter().take(len).rev();
        return bytes.fold(0, |key, byte| key << 8 | u64::from(*byte));
    };
    let behind = u64::MAX.checked_shl(8 * clip(len)).unwrap_or(0);
    u64::from_le_bytes(*bytes) & !behind
}

fn clip(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Whether all of eight bytes are ASCII.
const fn is_ascii(bytes: u64) -> bool {
    bytes & 0x8080_8080_8080_8080 == 0
}

/// Eight bytes of ASCII, in small letters: a byte from `A` to `Z` has its fifth bit set.
const fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    let from_a = bytes + EACH * (0x80 - b'A' as u64);
    let past_z = bytes + EACH * (0x7F - b'Z' as u64);
    bytes | ((from_a & !past_z & HIGH) >> 2)
}

/// Where to look for a key: the upper half of a product, which all of its bits bear on.
fn place(key: u64, len: u32) -> usize {
    let place = mix(u64::from(len), key) >> 32;
    usize::try_from(place).unwrap_or(0)
}

/// The multiplier is that of the Fx hash: odd, and with its bits spread.
const fn mix(hash: u64, bytes: u64) -> u64 {
    (hash.rotate_left(5) ^ bytes).wrapping_mul(0x517c_c1b7_2722_0a95)
}

#[cfg(test)]
mod tests {
    use super::WordTable;
    use crate::WordId;

    #[test]
    fn finds_what_it_holds_and_nothing_else() {
        let words: Vec<String> = (0..3000)
            .map(|n| "ab".repeat(n % 23) + &n.to_string())
            .collect();
        let all: Vec<&str> = words.iter().map(String::as_str).collect();
        let table = WordTable::new(&all);
        for (id, word) in (1..).zip(&all) {
            assert_eq!(table.get(word.as_bytes()), WordId(id));
        }
        for word in ["", "a", "ab", "abab", "x0"] {
            assert_eq!(table.get(word.as_bytes()), WordId(0));
        }
        assert_eq!(WordTable::default().get(b"a"), WordId(0));
    }

    #[test]
    fn short_words_fold_on_the_way() {
        let table = WordTable::new(&["le", "@z[`{", "m€"]);
        let get = |word: &str| table.get_short(word.as_bytes(), 0..word.len());
        assert_eq!(get("LE"), Some(WordId(1)));
        assert_eq!(get("@Z[`{"), Some(WordId(2)));
        assert_eq!(get("Le!"), Some(WordId(0)));
        assert_eq!(get("M€"), None);
        assert_eq!(get("longer than eight"), None);
    }

    #[test]
    fn a_word_in_a_text_is_the_word() {
        let table = WordTable::new(&["le", "longer than eight"]);
        for text in ["xle, and more behind", "xle", "xle,"] {
            assert_eq!(table.get_in(text.as_bytes(), 1..3), WordId(1));
            assert_eq!(table.get_short(text.as_bytes(), 1..3), Some(WordId(1)));
        }
        assert_eq!(table.get_in(b"a longer than eight.", 2..19), WordId(2));
        assert_eq!(table.get_in(b"a", 5..7), WordId(0));
    }
}
