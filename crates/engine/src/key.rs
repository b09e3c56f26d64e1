//! What a word is looked up by.

use crate::fold_into;

/// The key of a word: what is the same word to a reader has the same key. A word of up to sixteen bytes is its own key,
/// so it is told in one look and with nothing read again; a longer one has a hash, with a byte that no text holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordKey {
    /// The first eight bytes.
    pub(crate) head: u64,
    /// The bytes behind them.
    pub(crate) tail: u64,
}

impl WordKey {
    /// The key of what is no word and no sign.
    pub const NONE: Self = Self { head: 0, tail: 0 };

    /// Bytes of each half.
    pub(crate) const HALF: usize = 8;

    /// The key of a word or sign as it is written; `folded` is a buffer to reuse.
    #[must_use]
    pub fn of(word: &str, folded: &mut String) -> Self {
        folded.clear();
        fold_into(word, folded);
        Self::folded(folded.as_bytes())
    }

    /// The key of a word that is folded, in UTF-8.
    #[must_use]
    pub fn folded(word: &[u8]) -> Self {
        match word.split_at_checked(Self::HALF) {
            None => Self {
                head: packed(word),
                tail: 0,
            },
            Some((head, tail)) if tail.len() <= Self::HALF => Self {
                head: packed(head),
                tail: packed(tail),
            },
            Some(_) => Self::hashed(word),
        }
    }

    fn hashed(word: &[u8]) -> Self {
        let eights = word.chunks(Self::HALF).map(packed);
        let (head, tail) = eights.fold((0, 0), |(head, tail), eight| {
            (mix(head, eight), mix(tail, eight.swap_bytes()))
        });
        Self {
            head,
            tail: tail | 0xFF << 56,
        }
    }

    /// Whether it is no more than eight bytes.
    #[must_use]
    #[inline]
    pub const fn is_short(self) -> bool {
        self.tail == 0
    }

    /// Where to look for it: the upper half of a product, which all of its bits bear on.
    #[inline]
    pub(crate) fn place(self) -> usize {
        let place = mix(self.tail, self.head) >> 32;
        usize::try_from(place).unwrap_or(0)
    }
}

/// Up to eight bytes in one number.
fn packed(bytes: &[u8]) -> u64 {
    let bytes = bytes.iter().rev();
    bytes.fold(0, |key, byte| key << 8 | u64::from(*byte))
}

/// The multiplier is that of the Fx hash: odd, and with its bits spread.
#[inline]
const fn mix(hash: u64, bytes: u64) -> u64 {
    (hash.rotate_left(5) ^ bytes).wrapping_mul(0x517c_c1b7_2722_0a95)
}

#[cfg(test)]
mod tests {
    use super::WordKey;

    #[test]
    fn folds_and_tells_apart() {
        let of = |word: &str| WordKey::of(word, &mut String::new());
        assert_eq!(of("Été"), of("été"));
        assert_eq!(of("’"), of("'"));
        assert_eq!(of("ANTICONSTITUTIONNEL"), of("anticonstitutionnel"));
        let mut seen = Vec::new();
        for len in 0..40 {
            for word in [
                "a".repeat(len),
                "a".repeat(len) + "b",
                "b".to_owned() + &"a".repeat(len),
            ] {
                seen.push((of(&word), word));
            }
        }
        seen.sort_by(|a, b| a.1.cmp(&b.1));
        seen.dedup_by(|a, b| a.1 == b.1);
        for (at, (key, word)) in seen.iter().enumerate() {
            let same = seen.iter().position(|(other, _)| other == key);
            assert_eq!(same, Some(at), "{word}");
        }
        assert!(of("huit1234").is_short() && !of("neuf12345").is_short());
    }
}
