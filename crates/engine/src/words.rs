//! Folded words to ids.

use serde::{Deserialize, Serialize};

use crate::{WordId, WordKey};

/// Open-addressing table from the keys of folded words to ids. A table of our own, because the hash must be cheap for
/// words of a few bytes, and its order must never show. A slot holds the whole key, so a word is told with one look.
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
    key: WordKey,
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
        let mut from = 0;
        for (id, end) in (1..).zip(&list.ends) {
            let to = *end as usize;
            let word = list.text.as_bytes().get(from..to);
            let key = WordKey::folded(word.unwrap_or_default());
            let mut at = key.place() & (size - 1);
            while slots[at].id != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = Slot { key, id };
            from = to;
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
            list.ends
                .push(u32::try_from(list.text.len()).unwrap_or(u32::MAX));
        }
        list.into()
    }

    /// The id of the word with that key; 0 when it is not in the table.
    #[must_use]
    #[inline]
    pub fn get(&self, key: WordKey) -> WordId {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return WordId(0);
        };
        let mut at = key.place();
        loop {
            let slot = &self.slots[at & mask];
            if slot.key == key || slot.id == 0 {
                return WordId(slot.id);
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WordTable;
    use crate::{WordId, WordKey};

    #[test]
    fn finds_what_it_holds_and_nothing_else() {
        let words: Vec<String> = (0..3000)
            .map(|n| "ab".repeat(n % 23) + &n.to_string())
            .collect();
        let all: Vec<&str> = words.iter().map(String::as_str).collect();
        let table = WordTable::new(&all);
        let get = |word: &str| table.get(WordKey::folded(word.as_bytes()));
        for (id, word) in (1..).zip(&all) {
            assert_eq!(get(word), WordId(id));
        }
        for word in ["", "a", "ab", "abab", "x0", "ababababababababababab"] {
            assert_eq!(get(word), WordId(0));
        }
        assert_eq!(WordTable::default().get(WordKey::NONE), WordId(0));
    }
}
