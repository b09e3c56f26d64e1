//! What programs are made of.

use serde::{Deserialize, Serialize};

use crate::{ClassId, ClassMask, Shape, View};

/// An instruction of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Op {
    /// Consume a node of the class (or a token, for shapes), and remember it.
    Class {
        of: Wanted,
        slot: Option<u8>,
    },
    /// Consume one token.
    Any,
    NoGap,
    /// Try the first, then the second.
    Split(u16, u16),
    Accept,
}

/// A class, and the numbers that its node must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wanted {
    pub(super) class: ClassId,
    value: (i64, i64),
    extra: (i64, i64),
    /// Whether all numbers will do.
    pub(super) any: bool,
}

impl Wanted {
    pub(super) fn new(class: ClassId, value: (i64, i64), extra: (i64, i64)) -> Self {
        let any = value == EVERY && extra == EVERY;
        Self {
            class,
            value,
            extra,
            any,
        }
    }

    pub(super) fn any_token() -> Self {
        Self::new(ClassId::ANY, EVERY, EVERY)
    }

    /// Whether it is a shape of tokens, which no node has; digits have nodes.
    pub(super) fn is_shape(&self) -> bool {
        self.class < ClassId::FIRST && self.class != ClassId::DIGITS
    }

    /// The class that the set of a token where it begins has: of digits one for the usual lengths, which tells a year from
    /// a day.
    pub(super) fn seen_as(&self) -> ClassId {
        let lengths = ClassId::DIGIT_LENGTHS.into_iter();
        let mut lengths = lengths.filter(|_| self.class == ClassId::DIGITS);
        let own = lengths.find(|(_, least, most)| self.extra.0 >= *least && self.extra.1 <= *most);
        own.map_or(self.class, |(class, ..)| class)
    }

    #[inline]
    pub(super) fn fits(&self, value: i64, extra: i64) -> bool {
        self.any || within(self.value, value) && within(self.extra, extra)
    }
}

/// Every number.
const EVERY: (i64, i64) = (i64::MIN, i64::MAX);

fn within((low, high): (i64, i64), number: i64) -> bool {
    (low..=high).contains(&number)
}

/// The classes that every match needs from an op on.
pub(super) fn needs(ops: &[Op], pc: usize) -> ClassMask {
    let mut needs = ClassMask::NONE;
    for op in ops {
        if let Op::Class { of, .. } = op
            && !of.is_shape()
            && !needs.has(of.seen_as())
            && !reaches_accept(ops, pc, of.seen_as())
        {
            needs.insert(of.seen_as());
        }
    }
    needs
}

fn reaches_accept(ops: &[Op], pc: usize, without: ClassId) -> bool {
    let from = |pc| reaches_accept(ops, pc, without);
    match ops.get(pc) {
        Some(Op::Accept) | None => true,
        Some(Op::Class { of, .. }) if of.seen_as() == without => false,
        Some(Op::Split(a, b)) => from(usize::from(*a)) || (a != b && from(usize::from(*b))),
        Some(_) => from(pc + 1),
    }
}

/// Value and extra of a token under a shape class; `None` when it is not of that shape.
pub(super) fn token_numbers(view: &View<'_>, at: usize, class: ClassId) -> Option<(i64, i64)> {
    let token = view.tokens.get(at)?;
    if token.shape == Shape::Digits {
        let node = view.chart.nodes(at, ClassId::DIGITS).next()?;
        return matches!(class, ClassId::DIGITS | ClassId::ANY).then_some((node.value, node.extra));
    }
    let of_shape = match class {
        ClassId::WORD => token.is_word(),
        ClassId::CAP => token.is_capital(),
        ClassId::NOUN => {
            token.is_word() && token.span.len() > 1 && !view.chart.starts(at, view.stop)
        }
        _ => class == ClassId::ANY,
    };
    of_shape.then_some((0, i64::from(token.span.len())))
}
