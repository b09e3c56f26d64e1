//! Folded words to ids.

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
            let (key, len) = key(word);
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
            let end = u32::try_from(list.text.len()).unwrap_or(u32::MAX);
            list.ends.push(end);
        }
        list.into()
    }

    /// The id of a folded word in UTF-8; 0 when it is not in the table.
    #[must_use]
    #[inline]
    pub fn get(&self, word: &[u8]) -> WordId {
        let (key, len) = key(word);
        self.find(key, len, word)
    }

    /// The id of a short word of ASCII alone, folded on the way; `None` for others.
    #[inline]
    pub(crate) fn get_short(&self, word: &[u8]) -> Option<WordId> {
        if word.len() > SHORT {
            return None;
        }
        let key = packed(word);
        let len = u32::try_from(word.len()).unwrap_or(u32::MAX);
        is_ascii(key).then(|| self.find(lower(key), len, word))
    }

    #[inline]
    fn find(&self, key: u64, len: u32, word: &[u8]) -> WordId {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return WordId(0);
        };
        let mut at = place(key, len);
        loop {
            let slot = self.slots[at & mask];
            let same = slot.key == key && slot.len == len;
            if slot.id == 0 || same && (word.len() <= SHORT || self.list.word(slot.id) == word) {
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

/// Key and length of a word, which together are the word where it is short.
fn key(word: &[u8]) -> (u64, u32) {
    let mut key = 0;
    let mut rest = word;
    while rest.len() > SHORT {
        let Some((head, tail)) = rest.split_first_chunk() else {
            break;
        };
        key = mix(key, u64::from_le_bytes(*head));
        rest = tail;
    }
    let len = u32::try_from(word.len()).unwrap_or(u32::MAX);
    (key ^ packed(rest), len)
}

/// Up to eight bytes in one number, from two pieces that overlap.
fn packed(word: &[u8]) -> u64 {
    if let (Some(head), Some(tail)) = (word.first_chunk(), word.last_chunk()) {
        let (head, tail) = (u32::from_le_bytes(*head), u32::from_le_bytes(*tail));
        u64::from(tail) << 32 | u64::from(head)
    } else if let (Some(head), Some(tail)) = (word.first_chunk(), word.last_chunk()) {
        let (head, tail) = (u16::from_le_bytes(*head), u16::from_le_bytes(*tail));
        u64::from(tail) << 16 | u64::from(head)
    } else {
        word.first().map_or(0, |b| u64::from(*b))
    }
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
        assert_eq!(table.get_short(b"LE"), Some(WordId(1)));
        assert_eq!(table.get_short(b"@Z[`{"), Some(WordId(2)));
        assert_eq!(table.get_short(b"Le!"), Some(WordId(0)));
        assert_eq!(table.get_short("M€".as_bytes()), None);
        assert_eq!(table.get_short(b"longer than eight"), None);
    }
}
