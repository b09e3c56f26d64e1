//! Sets as words of bits.

/// Bits of a word.
pub(crate) const BITS: usize = 64;

/// Gives the bits that are set, in order.
#[inline]
pub(crate) fn each(words: &[u64], mut place: impl FnMut(usize)) {
    let mut base = 0;
    for word in words {
        let mut rest = *word;
        while rest != 0 {
            place(base + rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
        base += BITS;
    }
}

/// The bits of a word from one on.
#[inline]
pub(crate) fn onward(bit: usize) -> u64 {
    if bit < BITS { u64::MAX << bit } else { 0 }
}

/// Sets a bit. One outside the words is ignored.
#[inline]
pub(crate) fn set(words: &mut [u64], bit: usize) {
    if let Some(word) = words.get_mut(bit / BITS) {
        *word |= 1 << (bit % BITS);
    }
}

#[cfg(test)]
mod tests {
    use super::{each, onward, set};

    #[test]
    fn bits_reach_over_words() {
        let mut words = [0; 3];
        for bit in [3, 63, 64, 130, 200] {
            set(&mut words, bit);
        }
        let mut found = Vec::new();
        each(&words, |bit| found.push(bit));
        assert_eq!(found, [3, 63, 64, 130]);
        assert_eq!((onward(0), onward(63), onward(64)), (u64::MAX, 1 << 63, 0));
    }
}
