//! Patterns compiled to programs, and the machine that runs them.

use serde::{Deserialize, Serialize};

use super::Pattern;
use super::openings::{self, Opening};
use super::ops::{Op, Wanted, needs, token_numbers};
use crate::{ClassId, ClassMask, Gap, NodeId, View};

/// A compiled pattern. Without loops: it always ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    ops: Vec<Op>,
    /// For each op, the classes of which what it goes on with begins with one.
    ahead: Vec<ClassMask>,
}

/// The most slots a rule can have.
pub const SLOTS: usize = 6;

/// What a slot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Captured {
    /// A node of the chart.
    Node(NodeId),
    /// A token that was matched by its shape.
    Token(u32),
}

/// A match of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What was captured, by slot; small, because it is copied at every choice.
    slots: [Slot; SLOTS],
}

/// A slot: empty, or a node or token with its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot(u32);

impl Slot {
    const EMPTY: Self = Self(u32::MAX);
    const TOKEN: u32 = 1 << 31;

    const fn of(captured: Captured) -> Self {
        match captured {
            Captured::Node(id) => Self(id.0),
            Captured::Token(at) => Self(at | Self::TOKEN),
        }
    }

    const fn get(self) -> Option<Captured> {
        match self {
            Self::EMPTY => None,
            Self(at) if at & Self::TOKEN != 0 => Some(Captured::Token(at & !Self::TOKEN)),
            Self(at) => Some(Captured::Node(NodeId(at))),
        }
    }
}

impl Match {
    /// What was captured in a slot.
    #[must_use]
    pub fn slot(&self, number: u8) -> Option<Captured> {
        self.slots.get(usize::from(number))?.get()
    }

    /// All that was captured.
    pub fn captured(&self) -> impl Iterator<Item = Captured> + '_ {
        self.slots.iter().filter_map(|slot| slot.get())
    }
}

impl Program {
    /// Compiles a pattern. `class` turns names into ids, `slot` turns captures into slots; `Err` carries the name that
    /// they do not know.
    ///
    /// # Errors
    /// When a class or a capture is not known.
    pub fn compile(
        pattern: &Pattern,
        class: &dyn Fn(&str) -> Option<ClassId>,
        slot: &dyn Fn(&str) -> Option<u8>,
    ) -> Result<Self, String> {
        let mut ops = Vec::new();
        emit(pattern, class, slot, &mut ops)?;
        ops.push(Op::Accept);
        let ahead = (0..here(&ops)).map(|pc| ahead_of(&ops, pc)).collect();
        Ok(Self { ops, ahead })
    }

    /// What a match may begin with, for [`Openers`](super::Openers).
    #[must_use]
    pub fn openings(&self) -> Vec<Opening> {
        openings::of(&self.ops, &self.ahead)
    }

    /// Every class that the program names.
    pub fn classes(&self) -> impl Iterator<Item = ClassId> + '_ {
        self.ops.iter().filter_map(|op| match op {
            Op::Class { of, .. } => Some(of.class),
            _ => None,
        })
    }

    /// The classes that every match needs.
    #[must_use]
    pub fn needs(&self) -> ClassMask {
        needs(&self.ops, 0)
    }

    /// The longest match that begins at token `start`; among equals, the one found first.
    #[must_use]
    pub fn longest(&self, view: &View<'_>, start: usize) -> Option<Match> {
        let mut best: Option<Match> = None;
        self.walk(view, start, |m| {
            if best.is_none_or(|b| m.end > b.end) {
                best = Some(*m);
            }
        });
        best
    }

    /// Every match that begins at token `start`. The depth of the recursion is the number of choices of the program.
    fn walk(&self, view: &View<'_>, start: usize, mut found: impl FnMut(&Match)) {
        let at = u32::try_from(start).unwrap_or(u32::MAX);
        let state = Match {
            start: at,
            end: at,
            slots: [Slot::EMPTY; SLOTS],
        };
        self.go(view, 0, state, &mut found);
    }

    /// Runs from `pc` on; calls itself only where there is a choice.
    fn go(&self, view: &View<'_>, mut pc: u16, mut state: Match, found: &mut impl FnMut(&Match)) {
        loop {
            let at = state.end as usize;
            match &self.ops[usize::from(pc)] {
                Op::Accept => return found(&state),
                Op::Split(a, b) => {
                    let (other, next) = self.choices(view, (*a, *b), at);
                    if let Some(other) = other {
                        self.go(view, other, state, found);
                    }
                    pc = next;
                    continue;
                }
                Op::NoGap => {
                    if view.tokens.get(at).is_none_or(|t| t.gap != Gap::None) {
                        return;
                    }
                }
                Op::Any => {
                    if at >= view.tokens.len() {
                        return;
                    }
                    state.end += 1;
                }
                Op::Class { of, slot } if of.class < ClassId::FIRST => {
                    let numbers = token_numbers(view, at, of.class);
                    if numbers.is_none_or(|(value, extra)| !of.fits(value, extra)) {
                        return;
                    }
                    let token = state.end;
                    state.advance(token + 1, *slot, Captured::Token(token));
                }
                Op::Class { of, slot } => {
                    let nodes = view.chart.found(at, of.class);
                    let mut nodes = nodes.filter(|(_, node)| of.fits(node.value, node.extra));
                    let Some((mut id, mut node)) = nodes.next() else {
                        return;
                    };
                    for (next_id, next) in nodes {
                        let mut other = state;
                        other.advance(node.end, *slot, Captured::Node(id));
                        self.go(view, pc + 1, other, found);
                        (id, node) = (next_id, next);
                    }
                    state.advance(node.end, *slot, Captured::Node(id));
                }
            }
            pc += 1;
        }
    }

    /// Of two ops to go on with, the one to try on the side and the one to go on with. A second that may not begin is left
    /// to fail by itself where there is nothing to save.
    #[inline]
    fn choices(&self, view: &View<'_>, (a, b): (u16, u16), at: usize) -> (Option<u16>, u16) {
        if a == b || !self.may(view, a, at) {
            (None, b)
        } else if self.may(view, b, at) {
            (Some(a), b)
        } else {
            (None, a)
        }
    }

    /// Whether what the op goes on with may begin at a token.
    #[inline]
    fn may(&self, view: &View<'_>, pc: u16, at: usize) -> bool {
        let ahead = &self.ahead[usize::from(pc)];
        ahead.is_any() || view.chart.mask(at).meets(ahead)
    }
}

impl Match {
    fn advance(&mut self, end: u32, slot: Option<u8>, captured: Captured) {
        self.end = end;
        if let Some(slot) = slot.and_then(|s| self.slots.get_mut(usize::from(s))) {
            *slot = Slot::of(captured);
        }
    }
}

fn emit(
    pattern: &Pattern,
    class: &dyn Fn(&str) -> Option<ClassId>,
    slot: &dyn Fn(&str) -> Option<u8>,
    ops: &mut Vec<Op>,
) -> Result<(), String> {
    match pattern {
        Pattern::Seq(parts) => parts.iter().try_for_each(|p| emit(p, class, slot, ops)),
        Pattern::NoGap => {
            ops.push(Op::NoGap);
            Ok(())
        }
        Pattern::Class {
            name,
            value,
            extra,
            capture,
        } => {
            let slot = match capture {
                None => None,
                Some(name) => {
                    Some(slot(name).ok_or_else(|| format!("no slot is called `{name}`"))?)
                }
            };
            let class = class(name).ok_or_else(|| format!("no class or set is called `{name}`"))?;
            let of = Wanted::new(class, *value, *extra);
            ops.push(Op::Class { of, slot });
            Ok(())
        }
        Pattern::Opt(inner) => branch(&[inner.as_ref()], true, class, slot, ops),
        Pattern::Alt(options) => {
            branch(&options.iter().collect::<Vec<_>>(), false, class, slot, ops)
        }
        Pattern::Skip(n) => {
            let mut splits = Vec::new();
            for _ in 0..*n {
                splits.push(ops.len());
                ops.push(Op::Split(0, 0));
                ops.push(Op::Any);
            }
            let end = here(ops);
            for at in splits {
                ops[at] = Op::Split(end, here_of(at) + 1);
            }
            Ok(())
        }
    }
}

/// Either of the options, or (when `optional`) none of them.
fn branch(
    options: &[&Pattern],
    optional: bool,
    class: &dyn Fn(&str) -> Option<ClassId>,
    slot: &dyn Fn(&str) -> Option<u8>,
    ops: &mut Vec<Op>,
) -> Result<(), String> {
    let mut exits = Vec::new();
    for (i, option) in options.iter().enumerate() {
        let last = i + 1 == options.len() && !optional;
        let split = ops.len();
        if !last {
            ops.push(Op::Split(0, 0));
        }
        emit(option, class, slot, ops)?;
        if i + 1 < options.len() {
            exits.push(ops.len());
            ops.push(Op::Split(0, 0));
        }
        if !last {
            ops[split] = Op::Split(here_of(split) + 1, here(ops));
        }
    }
    let end = here(ops);
    for exit in exits {
        ops[exit] = Op::Split(end, end);
    }
    Ok(())
}

fn here(ops: &[Op]) -> u16 {
    here_of(ops.len())
}

fn here_of(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// The classes of which what an op goes on with begins with one; every class, where it may be a token whatever it is.
fn ahead_of(ops: &[Op], pc: u16) -> ClassMask {
    match &ops[usize::from(pc)] {
        Op::Class { of, .. } if !of.is_shape() => ClassMask::all(&[of.seen_as()]),
        Op::Class { .. } | Op::Any | Op::Accept => ClassMask::ANY,
        Op::NoGap => ahead_of(ops, pc + 1),
        Op::Split(a, b) => {
            let mut both = ahead_of(ops, *a);
            if a != b {
                both.join(&ahead_of(ops, *b));
            }
            both
        }
    }
}
