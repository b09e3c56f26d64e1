//! The characters beyond ASCII of a text, found in blocks of bytes: most text has few of them.

/// The characters beyond ASCII and where each one starts, in order.
pub(crate) fn beyond_ascii(text: &str) -> impl Iterator<Item = (usize, char)> {
    let starts = Starts {
        bytes: text.as_bytes(),
        next: 0,
        found: 0,
    };
    starts.filter_map(|at| Some((at, text.get(at..)?.chars().next()?)))
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Where characters of more than one byte start.
struct Starts<'a> {
    bytes: &'a [u8],
    /// Where the next block starts.
    next: usize,
    /// The starts that are left of the block before it, one bit each.
    found: u64,
}

impl Starts<'_> {
    /// Looks at the next block; `None` at the end.
    fn look(&mut self) -> Option<()> {
        let rest = self
            .bytes
            .get(self.next..)
            .filter(|rest| !rest.is_empty())?;
        self.found = match rest.first_chunk() {
            Some(block) if block.is_ascii() => 0,
            Some(block) => starts(block),
            None => {
                let mut block = [0; BLOCK];
                block
                    .iter_mut()
                    .zip(rest)
                    .for_each(|(to, from)| *to = *from);
                starts(&block)
            }
        };
        self.next += BLOCK;
        Some(())
    }

    const fn pop(&mut self) -> usize {
        let at = self.next - BLOCK + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        at
    }
}

impl Iterator for Starts<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.look()?;
        }
        Some(self.pop())
    }

    /// All at once, which is faster than one by one.
    fn fold<B, F: FnMut(B, usize) -> B>(mut self, mut all: B, mut add: F) -> B {
        loop {
            while self.found != 0 {
                all = add(all, self.pop());
            }
            if self.look().is_none() {
                return all;
            }
        }
    }
}

/// One bit for each byte from 0xC0 on.
fn starts(block: &[u8; BLOCK]) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (words, _) = block.as_chunks();
    words.iter().rev().fold(0, |found, word| {
        let word = u64::from_le_bytes(*word);
        let starts = word & (word << 1) & HIGH;
        found << 8 | (starts >> 7).wrapping_mul(GATHER) >> 56
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_wherever_they_stand() {
        for n in 0..140 {
            let text = format!("{}é€{}😀", "a".repeat(n), "b".repeat(140 - n));
            let found: Vec<_> = beyond_ascii(&text).collect();
            assert_eq!(found, [(n, 'é'), (n + 2, '€'), (145, '😀')]);
        }
        assert_eq!(
            beyond_ascii("").count() + beyond_ascii(&"a".repeat(64)).count(),
            0
        );
    }
}
