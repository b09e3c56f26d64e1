//! Patterns compiled to programs, and the machine that runs them.

use serde::{Deserialize, Serialize};

use super::Pattern;
use crate::{ClassId, ClassMask, Gap, NodeId, Shape, View};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Op {
    /// Consume a node of the class (or a token, for shapes), and remember it.
    Class {
        class: ClassId,
        value: (i64, i64),
        extra: (i64, i64),
        slot: Option<u8>,
    },
    /// Consume one token.
    Any,
    NoGap,
    /// Try the first, then the second.
    Split(u16, u16),
    Accept,
}

/// A compiled pattern. Without loops: it always ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    ops: Vec<Op>,
    first: Vec<ClassId>,
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
        let first = first_of(&ops, 0);
        let ahead = (0..here(&ops)).map(|pc| opening(&first_of(&ops, pc)));
        let ahead = ahead.collect();
        Ok(Self { ops, first, ahead })
    }

    /// The classes that a match can begin with.
    #[must_use]
    pub fn first(&self) -> &[ClassId] {
        &self.first
    }

    /// The classes of which a match begins with one; any, where it may begin with a token whatever it is.
    #[must_use]
    pub fn opens(&self) -> ClassMask {
        opening(&self.first)
    }

    /// Every class that the program names.
    pub fn classes(&self) -> impl Iterator<Item = ClassId> + '_ {
        self.ops.iter().filter_map(|op| match op {
            Op::Class { class, .. } => Some(*class),
            _ => None,
        })
    }

    /// The classes that every match needs.
    #[must_use]
    pub fn needs(&self) -> ClassMask {
        let mut needs = ClassMask::NONE;
        let lexeme = |c: &ClassId| *c >= ClassId::FIRST || *c == ClassId::DIGITS;
        for class in self.classes().filter(lexeme) {
            if !needs.has(class) && !reaches_accept(&self.ops, 0, class) {
                needs.insert(class);
            }
        }
        needs
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
                Op::Class {
                    class,
                    value,
                    extra,
                    slot,
                } if *class < ClassId::FIRST => {
                    let numbers = token_numbers(view, at, *class);
                    if numbers.is_none_or(|(a, b)| !(within(*value, a) && within(*extra, b))) {
                        return;
                    }
                    let token = state.end;
                    state.advance(token + 1, *slot, Captured::Token(token));
                }
                Op::Class {
                    class,
                    value,
                    extra,
                    slot,
                } => {
                    let fits = |id: &NodeId| {
                        let node = view.chart.node(*id);
                        within(*value, node.value) && within(*extra, node.extra)
                    };
                    let mut nodes = view.chart.of_class_at(at, *class).filter(fits);
                    let Some(mut node) = nodes.next() else { return };
                    for next in nodes {
                        let mut other = state;
                        other.advance(view.chart.node(node).end, *slot, Captured::Node(node));
                        self.go(view, pc + 1, other, found);
                        node = next;
                    }
                    state.advance(view.chart.node(node).end, *slot, Captured::Node(node));
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

fn within((low, high): (i64, i64), number: i64) -> bool {
    (low..=high).contains(&number)
}

/// Value and extra of a token under a shape class; `None` when it is not of that shape.
fn token_numbers(view: &View<'_>, at: usize, class: ClassId) -> Option<(i64, i64)> {
    let token = view.tokens.get(at)?;
    if token.shape == Shape::Digits {
        let digits = view.chart.of_class_at(at, ClassId::DIGITS).next()?;
        let node = view.chart.node(digits);
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
            ops.push(Op::Class {
                class: class(name).ok_or_else(|| format!("no class or set is called `{name}`"))?,
                value: *value,
                extra: *extra,
                slot,
            });
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

/// The classes that what an op goes on with can begin with.
fn first_of(ops: &[Op], pc: u16) -> Vec<ClassId> {
    let mut first = Vec::new();
    collect_first(ops, pc, &mut first);
    first.sort_unstable();
    first.dedup();
    first
}

/// The same as a set; every class, where it may begin with a token whatever it is.
fn opening(first: &[ClassId]) -> ClassMask {
    let shape = |c: &ClassId| *c < ClassId::FIRST && *c != ClassId::DIGITS;
    if first.iter().any(shape) {
        ClassMask::ANY
    } else {
        ClassMask::all(first)
    }
}

fn collect_first(ops: &[Op], pc: u16, first: &mut Vec<ClassId>) {
    match &ops[usize::from(pc)] {
        Op::Class { class, .. } => first.push(*class),
        Op::Any | Op::Accept => first.push(ClassId::ANY),
        Op::NoGap => collect_first(ops, pc + 1, first),
        Op::Split(a, b) => {
            collect_first(ops, *a, first);
            if a != b {
                collect_first(ops, *b, first);
            }
        }
    }
}

fn reaches_accept(ops: &[Op], pc: u16, without: ClassId) -> bool {
    match &ops[usize::from(pc)] {
        Op::Accept => true,
        Op::Class { class, .. } if *class == without => false,
        Op::Split(a, b) => {
            reaches_accept(ops, *a, without) || (a != b && reaches_accept(ops, *b, without))
        }
        _ => reaches_accept(ops, pc + 1, without),
    }
}
