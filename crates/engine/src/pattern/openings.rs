//! What a program's matches may begin with.

use serde::{Deserialize, Serialize};

use super::ops::{Op, Wanted, needs, token_numbers};
use crate::{ClassMask, Node, View};

/// What a match may begin with, and what may come then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub(super) of: Wanted,
    /// The classes of which what follows begins with one.
    pub(super) next: ClassMask,
    /// The same of what comes behind that.
    pub(super) then: ClassMask,
    /// The classes that a match needs behind its first, as far as they are there from the start.
    pub(super) needs: ClassMask,
}

/// The openings of a program.
pub(super) fn of(ops: &[Op], ahead: &[ClassMask]) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    for (first, of) in firsts(ops, 0) {
        for (next, then) in ways(ops, ahead, first + 1) {
            let own = Opening {
                of: of.clone(),
                next,
                then,
                needs: needs(ops, first + 1),
            };
            own.join_to(&mut openings);
        }
    }
    openings
}

/// The ops that consume what a match goes on with from an op; an op that is none ends the match.
fn firsts(ops: &[Op], pc: usize) -> Vec<(usize, Wanted)> {
    match ops.get(pc) {
        Some(Op::Class { of, .. }) => vec![(pc, of.clone())],
        Some(Op::Any) => vec![(pc, Wanted::any_token())],
        Some(Op::NoGap) => firsts(ops, pc + 1),
        Some(Op::Split(a, b)) => {
            let mut both = firsts(ops, usize::from(*a));
            if a != b {
                both.extend(firsts(ops, usize::from(*b)));
            }
            both
        }
        Some(Op::Accept) | None => Vec::new(),
    }
}

/// From an op on, the sets of what may come first, each with what may come behind it.
fn ways(ops: &[Op], ahead: &[ClassMask], pc: usize) -> Vec<(ClassMask, ClassMask)> {
    const ANYTHING: (ClassMask, ClassMask) = (ClassMask::ANY, ClassMask::ANY);
    let ahead = |pc: usize| ahead.get(pc).copied().unwrap_or(ClassMask::ANY);
    // What ends here, or goes on with a token of any kind and whatever comes behind that, asks nothing.
    if ends(ops, pc) {
        return vec![ANYTHING];
    }
    let way = |(pc, of): (usize, Wanted)| {
        let next = if of.is_shape() {
            ClassMask::ANY
        } else {
            ClassMask::all(&[of.seen_as()])
        };
        (next, ahead(pc + 1))
    };
    firsts(ops, pc).into_iter().map(way).collect()
}

/// Whether a match may end at an op.
fn ends(ops: &[Op], pc: usize) -> bool {
    match ops.get(pc) {
        Some(Op::NoGap) => ends(ops, pc + 1),
        Some(Op::Split(a, b)) => ends(ops, usize::from(*a)) || ends(ops, usize::from(*b)),
        Some(Op::Class { .. } | Op::Any) => false,
        Some(Op::Accept) | None => true,
    }
}

impl Opening {
    /// Adds it to others, of which one may begin with the same and have the same behind what follows; and either tells
    /// what follows, or neither.
    pub(super) fn join_to(self, openings: &mut Vec<Self>) {
        let like = |other: &&mut Self| {
            let told = self.next.is_any() == other.next.is_any();
            told && self.of == other.of && self.then == other.then
        };
        match openings.iter_mut().find(like) {
            Some(other) => {
                other.next.join(&self.next);
                other.needs = other.needs.common(&self.needs);
            }
            None => openings.push(self),
        }
    }
}

/// A sentence that is asked where programs may begin.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) view: &'a View<'a>,
    /// What starts behind the nodes of each token.
    pub(super) behind: &'a [ClassMask],
}

impl Look<'_> {
    /// Whether a token has the shape that an opening begins with, and the opening goes on behind it.
    pub(super) fn has_shape(&self, of: &Opening, at: usize) -> bool {
        let numbers = || token_numbers(self.view, at, of.of.class);
        let fits = |(value, extra)| of.of.fits(value, extra);
        self.goes_on(of, at + 1) && numbers().is_some_and(fits)
    }

    /// Whether what follows an opening may begin at a token.
    #[inline]
    fn goes_on(&self, of: &Opening, at: usize) -> bool {
        self.view.chart.mask(at).meets(&of.next)
            && (of.then.is_any() || self.behind.get(at).is_some_and(|b| b.meets(&of.then)))
    }

    /// Whether the sentence has all classes that a match needs.
    #[inline]
    pub(super) fn has_needs(&self, of: &Opening) -> bool {
        self.view.chart.classes().holds(&of.needs)
    }

    /// Whether a match may begin at a token that has the class of an opening.
    #[inline]
    pub(super) fn begins(&self, opening: &Opening, at: usize) -> bool {
        let (of, chart) = (&opening.of, self.view.chart);
        // What stands behind a single token is cheaper to ask than its numbers.
        if !chart.is_long(of.class) {
            if !self.goes_on(opening, at + 1) {
                return false;
            }
            if of.any && of.class.is_alone() {
                return true;
            }
        }
        let fits = |n: Node| of.fits(n.value, n.extra) && self.goes_on(opening, n.end as usize);
        chart.nodes(at, of.class).any(fits)
    }
}
