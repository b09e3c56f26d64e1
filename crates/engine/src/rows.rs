//! The tokens of a sentence as rows of bits: for each class, the tokens at which some node of it starts.
//!
//! A question that is asked of every token is one instruction on a row: which tokens are a month with a number behind
//! it is the row of months and the row of numbers, moved by one.

use std::ops::Range;

use crate::{ClassId, ClassMask, Gap, Token};

/// A set of places of a sentence: its tokens, and its end behind them.
pub(crate) type Row<const N: usize> = [u64; N];

/// Bits of a word.
const BITS: usize = 64;

/// Shapes have rows of their own, behind those of the classes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shaped {
    /// Any token.
    Any,
    Word,
    Capital,
    /// A word that is no function word.
    Noun,
    /// No white space before it.
    Glued,
}

const ROWS: usize = ClassMask::PLACES + 5;

/// One row a class and shape, each of `width` words.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    width: usize,
    bits: Vec<u64>,
}

impl Rows {
    /// Empty rows for so many tokens and their end; `written` are the classes that were added since the last time. Keeps
    /// its memory. Widths are powers of two, so that there are few.
    pub(crate) fn reset(&mut self, tokens: usize, written: &ClassMask) {
        let width = (tokens / BITS + 1).next_power_of_two();
        if std::mem::replace(&mut self.width, width) != width {
            self.bits.clear();
            self.bits.resize(ROWS * width, 0);
            return;
        }
        written.each(|row| self.empty(row..row + 1));
        self.empty(ClassMask::PLACES..ROWS);
    }

    fn empty(&mut self, rows: Range<usize>) {
        let words = rows.start * self.width..rows.end * self.width;
        if let Some(words) = self.bits.get_mut(words) {
            words.fill(0);
        }
    }

    /// Words of a row.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    #[inline]
    fn set(&mut self, row: usize, at: usize) {
        if let Some(word) = self.bits.get_mut(row * self.width + at / BITS) {
            *word |= 1 << (at % BITS);
        }
    }

    /// Adds a token with the classes that start there, and whether it is a function word.
    #[inline]
    pub(crate) fn token(&mut self, at: usize, token: &Token, classes: &ClassMask, stop: bool) {
        classes.each(|row| self.set(row, at));
        self.set(Shaped::Any.row(), at);
        if token.is_word() {
            self.set(Shaped::Word.row(), at);
            if token.span.len() > 1 && !stop {
                self.set(Shaped::Noun.row(), at);
            }
        }
        if token.is_capital() {
            self.set(Shaped::Capital.row(), at);
        }
        if token.gap == Gap::None {
            self.set(Shaped::Glued.row(), at);
        }
    }

    /// Adds a class that starts at a token.
    pub(crate) fn class(&mut self, at: usize, class: ClassId) {
        self.set(class.place(), at);
    }

    /// The tokens of a shape.
    #[inline]
    pub(crate) fn of_shape<const N: usize>(&self, shape: Shaped) -> Row<N> {
        row(&self.bits, shape.row())
    }

    /// The tokens at which a class may start.
    #[inline]
    pub(crate) fn of_class<const N: usize>(&self, class: ClassId) -> Row<N> {
        row(&self.bits, class.place())
    }

    /// The tokens at which one of some classes may start.
    #[inline]
    pub(crate) fn of_any<const N: usize>(&self, classes: &ClassMask) -> Row<N> {
        let mut all = [0; N];
        classes.each(|place| all = either(all, row(&self.bits, place)));
        all
    }

    /// Whether something is true of a token at which a class may start.
    pub(crate) fn any(&self, class: ClassId, mut is: impl FnMut(usize) -> bool) -> bool {
        let from = class.place() * self.width;
        let words = self.bits.get(from..from + self.width).unwrap_or_default();
        let mut found = false;
        each(words, |at| found = found || is(at));
        found
    }
}

impl Shaped {
    const fn row(self) -> usize {
        ClassMask::PLACES + self as usize
    }
}

/// The row of that number.
#[inline]
fn row<const N: usize>(bits: &[u64], number: usize) -> Row<N> {
    let from = bits.get(number * N..);
    from.and_then(|bits| bits.first_chunk())
        .copied()
        .unwrap_or([0; N])
}

/// The places in both rows.
#[inline]
pub(crate) fn both<const N: usize>(mut a: Row<N>, b: Row<N>) -> Row<N> {
    a.iter_mut().zip(b).for_each(|(a, b)| *a &= b);
    a
}

/// The places in either row.
#[inline]
pub(crate) fn either<const N: usize>(mut a: Row<N>, b: Row<N>) -> Row<N> {
    a.iter_mut().zip(b).for_each(|(a, b)| *a |= b);
    a
}

/// The places that stand right before those of a row.
#[inline]
pub(crate) fn before<const N: usize>(row: Row<N>) -> Row<N> {
    let mut moved = row;
    let mut next = 0;
    for word in moved.iter_mut().rev() {
        let low = *word & 1;
        *word = *word >> 1 | next << (BITS - 1);
        next = low;
    }
    moved
}

/// Those places of a row of which something is true.
#[inline]
pub(crate) fn kept<const N: usize>(row: Row<N>, is: impl Fn(usize) -> bool) -> Row<N> {
    let mut kept = [0; N];
    each(&row, |at| {
        if let Some(word) = kept.get_mut(at / BITS) {
            *word |= u64::from(is(at)) << (at % BITS);
        }
    });
    kept
}

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

#[cfg(test)]
mod tests {
    use super::{before, each, kept};

    #[test]
    fn rows_reach_over_words() {
        let row = [1 << 3 | 1 << 63, 1];
        let mut moved = Vec::new();
        each(&before(row), |at| moved.push(at));
        assert_eq!(moved, [2, 62, 63]);
        assert_eq!(kept(row, |at| at > 3), [1 << 63, 1]);
    }
}
