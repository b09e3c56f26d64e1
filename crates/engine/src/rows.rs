//! The tokens of a sentence as rows of bits: for each class, the tokens at which some node of it starts.
//!
//! A question that is asked of every token is one instruction on a row: which tokens are a month with a number behind
//! it is the row of months and the row of numbers, moved by one.

use crate::{ClassId, ClassMask, Token};

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
}

const SHAPES: usize = 4;

/// One row a class and shape, each of `width` words.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    width: usize,
    classes: Vec<u64>,
    shapes: Vec<u64>,
}

impl Rows {
    /// Empty rows for so many tokens and their end. Keeps its memory. Widths are powers of two, so that there are few.
    pub(crate) fn reset(&mut self, tokens: usize) {
        self.width = (tokens / BITS + 1).next_power_of_two();
        for (rows, count) in [
            (&mut self.classes, ClassMask::PLACES),
            (&mut self.shapes, SHAPES),
        ] {
            rows.clear();
            rows.resize(count * self.width, 0);
        }
    }

    /// Words of a row.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// Adds a token with the classes that start there, and whether it is a function word.
    #[inline]
    pub(crate) fn token(&mut self, at: usize, token: &Token, classes: &ClassMask, stop: bool) {
        classes.each(setter(&mut self.classes, self.width, at));
        let mut set = setter(&mut self.shapes, self.width, at);
        set(Shaped::Any as usize);
        if token.is_word() {
            set(Shaped::Word as usize);
            if token.span.len() > 1 && !stop {
                set(Shaped::Noun as usize);
            }
        }
        if token.is_capital() {
            set(Shaped::Capital as usize);
        }
    }

    /// Adds a class that starts at a token.
    pub(crate) fn class(&mut self, at: usize, class: ClassId) {
        setter(&mut self.classes, self.width, at)(class.place());
    }

    /// The tokens of a shape.
    #[inline]
    pub(crate) fn of_shape<const N: usize>(&self, shape: Shaped) -> Row<N> {
        row(&self.shapes, shape as usize)
    }

    /// The tokens at which a class may start.
    #[inline]
    pub(crate) fn of_class<const N: usize>(&self, class: ClassId) -> Row<N> {
        row(&self.classes, class.place())
    }

    /// The tokens at which one of some classes may start.
    #[inline]
    pub(crate) fn of_any<const N: usize>(&self, classes: &ClassMask) -> Row<N> {
        let mut all = [0; N];
        classes.each(|place| all = either(all, row(&self.classes, place)));
        all
    }
}

/// What adds a token to rows by their numbers.
#[inline]
fn setter(rows: &mut [u64], width: usize, at: usize) -> impl FnMut(usize) {
    let (word, bit) = (at / BITS, 1 << (at % BITS));
    move |row| {
        if let Some(bits) = rows.get_mut(row * width + word) {
            *bits |= bit;
        }
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
pub(crate) fn kept<const N: usize>(mut row: Row<N>, is: impl Fn(usize) -> bool) -> Row<N> {
    let mut base = 0;
    for word in &mut row {
        let mut rest = *word;
        while rest != 0 {
            let place = rest.trailing_zeros();
            *word &= !(u64::from(!is(base + place as usize)) << place);
            rest &= rest - 1;
        }
        base += BITS;
    }
    row
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
