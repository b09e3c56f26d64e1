//! The tokens at which a program is tried.
//!
//! Nearly every try fails at once: its first class has other numbers, or nothing stands behind it that the program could
//! go on with. So both are asked before, of all tokens of a sentence together.

use serde::{Deserialize, Serialize};

use super::ops::{Op, Wanted, token_numbers};
use crate::rows::{Row, Shaped, before, both, each, either, kept};
use crate::{ClassId, ClassMask, Node, View};

/// What a match may begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Opening {
    of: Wanted,
    /// The classes of which what follows begins with one.
    next: ClassMask,
}

/// The openings of a program.
pub(super) fn of(ops: &[Op], ahead: &[ClassMask]) -> Vec<Opening> {
    let mut openings = Vec::new();
    collect(ops, ahead, 0, &mut openings);
    openings
}

fn collect(ops: &[Op], ahead: &[ClassMask], pc: usize, openings: &mut Vec<Opening>) {
    let of = match ops.get(pc) {
        Some(Op::Class { of, .. }) => of.clone(),
        Some(Op::Any) => Wanted::any_token(),
        Some(Op::NoGap) => return collect(ops, ahead, pc + 1, openings),
        Some(Op::Split(a, b)) => {
            collect(ops, ahead, usize::from(*a), openings);
            if a != b {
                collect(ops, ahead, usize::from(*b), openings);
            }
            return;
        }
        Some(Op::Accept) | None => return,
    };
    let next = ahead.get(pc + 1).copied().unwrap_or(ClassMask::ANY);
    let own = Opening { of, next };
    if !openings.contains(&own) {
        openings.push(own);
    }
}

/// Every class that openings ask of a token or of the one behind it.
pub(super) fn asked(openings: &[Opening]) -> ClassMask {
    let mut asked = ClassMask::NONE;
    for one in openings {
        asked.insert(one.of.class);
        if !one.next.is_any() {
            asked.join(&one.next);
        }
    }
    asked
}

/// The tokens at which one of the openings stands, in order.
pub(super) fn starts(openings: &[Opening], view: &View<'_>, starts: &mut Vec<usize>) {
    starts.clear();
    match view.chart.rows().width() {
        1 => opened::<1>(openings, view, starts),
        2 => opened::<2>(openings, view, starts),
        4 => opened::<4>(openings, view, starts),
        8 => opened::<8>(openings, view, starts),
        // Longer than any sentence should be.
        _ => starts.extend(0..view.tokens.len()),
    }
}

fn opened<const N: usize>(openings: &[Opening], view: &View<'_>, starts: &mut Vec<usize>) {
    let mut all: Row<N> = [0; N];
    for one in openings {
        all = either(all, one.starts(view));
    }
    each(&all, |at| starts.push(at));
}

impl Opening {
    #[inline]
    fn starts<const N: usize>(&self, view: &View<'_>) -> Row<N> {
        match self.of.class {
            ClassId::WORD => self.of_shape(view, Shaped::Word),
            ClassId::CAP => self.of_shape(view, Shaped::Capital),
            ClassId::NOUN => self.of_shape(view, Shaped::Noun),
            ClassId::ANY => self.of_shape(view, Shaped::Any),
            _ => self.of_class(view),
        }
    }

    /// Of the tokens of a shape, those where a match may begin. Shapes are everywhere; so what stands behind them is asked
    /// of all tokens at once.
    fn of_shape<const N: usize>(&self, view: &View<'_>, shape: Shaped) -> Row<N> {
        let rows = view.chart.rows();
        let mut own = rows.of_shape(shape);
        if !self.next.is_any() {
            let there = self.next.common(view.chart.classes());
            own = both(own, before(rows.of_any(&there)));
        }
        if self.of.any {
            return own;
        }
        let numbers = |at| token_numbers(view, at, self.of.class);
        kept(own, |at| {
            numbers(at).is_some_and(|(v, e)| self.of.fits(v, e))
        })
    }

    /// Of the tokens at which the class may start, those where a match may begin. Most sentences hold none.
    #[inline]
    fn of_class<const N: usize>(&self, view: &View<'_>) -> Row<N> {
        let (of, chart) = (&self.of, view.chart);
        let there = chart.classes();
        if !(there.has(of.class) && (self.next.is_any() || there.meets(&self.next))) {
            return [0; N];
        }
        let own = chart.rows().of_class(of.class);
        let goes_on = |end| self.next.is_any() || chart.mask(end).meets(&self.next);
        // What stands behind a single token is cheaper to ask than its numbers.
        let single = !chart.is_long(of.class);
        let near = if single {
            kept(own, |at| goes_on(at + 1))
        } else {
            own
        };
        if single && of.any {
            return near;
        }
        let fits = |n: Node| of.fits(n.value, n.extra) && goes_on(n.end as usize);
        kept(near, |at| chart.nodes(at, of.class).any(fits))
    }
}
