//! The tokens at which a program is tried.
//!
//! Nearly every try fails at once: its first class has other numbers, or nothing stands behind it that the program could
//! go on with. So both are asked before, of all tokens of a sentence together.

use serde::{Deserialize, Serialize};

use super::ops::{Op, Wanted, token_numbers};
use crate::rows::{Row, Shaped, before, both, each, either, kept};
use crate::{ClassId, ClassMask, View};

/// What a match may begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Opening {
    of: Wanted,
    /// The classes of which what follows begins with one.
    next: ClassMask,
    /// Whether they are few enough to ask of all tokens at once.
    few: bool,
}

/// Most classes that are asked of all tokens at once where not all are looked at anyway.
const FEW: usize = 6;

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
    let mut count = 0;
    next.each(|_| count += 1);
    let few = count <= FEW;
    let own = Opening { of, next, few };
    if !openings.contains(&own) {
        openings.push(own);
    }
}

/// The tokens at which one of the openings stands, in order.
pub(super) fn starts(openings: &[Opening], view: &View<'_>, starts: &mut Vec<usize>) {
    starts.clear();
    match view.chart.rows().width() {
        1 => each(&opened::<1>(openings, view), |at| starts.push(at)),
        2 => each(&opened::<2>(openings, view), |at| starts.push(at)),
        4 => each(&opened::<4>(openings, view), |at| starts.push(at)),
        8 => each(&opened::<8>(openings, view), |at| starts.push(at)),
        // Longer than any sentence should be.
        _ => starts.extend(0..view.tokens.len()),
    }
}

fn opened<const N: usize>(openings: &[Opening], view: &View<'_>) -> Row<N> {
    let all = openings.iter();
    all.fold([0; N], |row, one| either(row, one.starts(view)))
}

impl Opening {
    #[inline]
    fn starts<const N: usize>(&self, view: &View<'_>) -> Row<N> {
        let rows = view.chart.rows();
        let of = &self.of;
        if !(self.next.is_any() || view.chart.classes().meets(&self.next)) {
            return [0; N];
        }
        let shape = match of.class {
            ClassId::WORD => Shaped::Word,
            ClassId::CAP => Shaped::Capital,
            ClassId::NOUN => Shaped::Noun,
            ClassId::ANY => Shaped::Any,
            class => return self.of_class(view, rows.of_class(class)),
        };
        // Shapes are everywhere; so what stands behind them is asked of all tokens at once.
        let mut own = rows.of_shape(shape);
        if !self.next.is_any() {
            own = both(own, before(rows.of_any(&self.next)));
        }
        if of.any {
            own
        } else {
            kept(own, |at| self.begins(view, at))
        }
    }

    /// Of the tokens at which the class may start, those where a match may begin.
    #[inline]
    fn of_class<const N: usize>(&self, view: &View<'_>, own: Row<N>) -> Row<N> {
        if own == [0; N] {
            return own;
        }
        let single = !view.chart.is_long(self.of.class);
        if !(single && self.few) {
            return kept(own, |at| self.begins(view, at));
        }
        let near = both(own, before(view.chart.rows().of_any(&self.next)));
        if self.of.any {
            near
        } else {
            kept(near, |at| self.begins(view, at))
        }
    }

    fn begins(&self, view: &View<'_>, at: usize) -> bool {
        let (of, chart) = (&self.of, view.chart);
        let goes_on = |end| self.next.is_any() || chart.mask(end).meets(&self.next);
        if of.class < ClassId::FIRST {
            let numbers = goes_on(at + 1).then(|| token_numbers(view, at, of.class));
            let numbers = numbers.flatten();
            return numbers.is_some_and(|(value, extra)| of.fits(value, extra));
        }
        // What stands behind a single token is cheaper to ask.
        let single = !chart.is_long(of.class);
        if single && !goes_on(at + 1) {
            return false;
        }
        if single && of.any {
            return chart.mask(at).has(of.class);
        }
        let mut nodes = chart.nodes(at, of.class);
        nodes.any(|n| of.fits(n.value, n.extra) && goes_on(n.end as usize))
    }
}
