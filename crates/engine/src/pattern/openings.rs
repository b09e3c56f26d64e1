//! Where programs may begin.
//!
//! Nearly every program has no match in a sentence, and nearly every try fails at once: its first class has other numbers,
//! or nothing stands behind it that the program could go on with. So programs are not asked: each token asks those that
//! begin with one of its classes, which for most tokens are none, whether they may go on.

use serde::{Deserialize, Serialize};

use super::ops::{Op, Wanted, token_numbers};
use crate::bits::{self, BITS};
use crate::{ClassId, ClassMask, Node, View};

/// What a match may begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
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

impl Opening {
    /// Whether it is a shape of tokens, which no node has; digits have nodes.
    fn is_shape(&self) -> bool {
        self.of.class < ClassId::FIRST && self.of.class != ClassId::DIGITS
    }

    fn has_shape(&self, view: &View<'_>, at: usize) -> bool {
        let numbers = token_numbers(view, at, self.of.class);
        numbers.is_some_and(|(value, extra)| self.of.fits(value, extra))
    }

    #[inline]
    fn begins(&self, view: &View<'_>, at: usize) -> bool {
        let (of, chart) = (&self.of, view.chart);
        let goes_on = |end| chart.mask(end).meets(&self.next);
        // What stands behind a single token is cheaper to ask than its numbers.
        if !chart.is_long(of.class) {
            if !goes_on(at + 1) {
                return false;
            }
            if of.any {
                return true;
            }
        }
        let fits = |n: Node| of.fits(n.value, n.extra) && goes_on(n.end as usize);
        chart.nodes(at, of.class).any(fits)
    }
}

/// An opening of one of several programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Opener {
    program: u16,
    opening: Opening,
}

/// The openings that a class has to do with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    /// Those that begin with it, and the classes of which something that follows one of them begins with one.
    all: Vec<Opener>,
    next: ClassMask,
    /// Those by a shape that it may follow.
    shapes: Vec<Opener>,
    /// The classes of openings that it may follow.
    before: ClassMask,
}

/// The openings of several programs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Openers {
    programs: usize,
    /// For each place of a set of classes, what the classes there have to do with.
    groups: Vec<Group>,
    /// The places of openings.
    places: ClassMask,
    /// Openings by a shape that anything may follow.
    anywhere: Vec<Opener>,
}

impl Openers {
    /// Of some programs, by their numbers.
    #[must_use]
    pub fn new(programs: impl IntoIterator<Item = Vec<Opening>>) -> Self {
        let mut all = Self {
            groups: vec![Group::default(); ClassMask::PLACES],
            ..Self::default()
        };
        for (program, openings) in (0..).zip(programs) {
            all.programs += 1;
            for opening in openings {
                all.add(Opener { program, opening });
            }
        }
        all
    }

    fn add(&mut self, opener: Opener) {
        let (class, next) = (opener.opening.of.class, opener.opening.next);
        if !opener.opening.is_shape() {
            self.places.insert(class);
            if !next.is_any() {
                next.each(|place| self.groups[place].before.insert(class));
            }
            let group = &mut self.groups[class.place()];
            group.next.join(&next);
            group.all.push(opener);
        } else if next.is_any() {
            self.anywhere.push(opener);
        } else {
            self.places.join(&next);
            next.each(|place| self.groups[place].shapes.push(opener.clone()));
        }
    }

    /// The tokens of a sentence at which each program may begin. No other token begins a match.
    pub fn starts(&self, view: &View<'_>, starts: &mut Starts) {
        starts.reset(self.programs, view.tokens.len());
        if self.places.meets(view.chart.classes()) {
            for at in 0..view.tokens.len() {
                let own = view.chart.mask(at).common(&self.places);
                own.each(|place| self.at(view, at, place, starts));
            }
        }
        for one in &self.anywhere {
            let fitting = |at: &usize| one.opening.has_shape(view, *at);
            let tokens = (0..view.tokens.len()).filter(fitting);
            tokens.for_each(|at| starts.add(one.program, at));
        }
    }

    /// Adds the starts that a new node of a class lets more begin with.
    pub fn added(&self, view: &View<'_>, (at, class): (usize, ClassId), starts: &mut Starts) {
        let Some(group) = self.groups.get(class.place()) else {
            return;
        };
        self.at(view, at, class.place(), starts);
        let new = ClassMask::all(&[class]);
        for start in at.saturating_sub(view.chart.longest_node())..at {
            let own = view.chart.mask(start).common(&group.before);
            own.each(|place| {
                if let Some(group) = self.groups.get(place) {
                    group.begin(view, start, &new, starts);
                }
            });
        }
    }

    /// Adds the starts that a class of a place at a token lets begin.
    #[inline]
    fn at(&self, view: &View<'_>, at: usize, place: usize, starts: &mut Starts) {
        let Some(group) = self.groups.get(place) else {
            return;
        };
        let next = view.chart.behind(at);
        if group.next.meets(&next) {
            group.begin(view, at, &next, starts);
        }
        for one in &group.shapes {
            let before = at.checked_sub(1);
            if let Some(before) = before.filter(|before| one.opening.has_shape(view, *before)) {
                starts.add(one.program, before);
            }
        }
    }
}

impl Group {
    /// Adds the starts of those that begin with the class, where one of some classes follows.
    fn begin(&self, view: &View<'_>, at: usize, next: &ClassMask, starts: &mut Starts) {
        for one in &self.all {
            if one.opening.next.meets(next) && one.opening.begins(view, at) {
                starts.add(one.program, at);
            }
        }
    }
}

/// The tokens of a sentence at which programs may begin; keeps its memory.
#[derive(Debug, Default)]
pub struct Starts {
    /// The programs that may begin somewhere, as bits.
    programs: Vec<u64>,
    /// For each program its tokens, as bits; words of each, and programs.
    rows: Vec<u64>,
    width: usize,
    count: usize,
}

impl Starts {
    fn reset(&mut self, programs: usize, tokens: usize) {
        // Rows are as wide as the longest sentence needs, so that few are emptied.
        let width = (tokens / BITS + 1).max(self.width);
        if (self.count, self.width) == (programs, width) {
            let rows = &mut self.rows;
            bits::each(&self.programs, |program| {
                if let Some(row) = rows.get_mut(program * width..(program + 1) * width) {
                    row.fill(0);
                }
            });
        } else {
            (self.count, self.width) = (programs, width);
            self.rows.clear();
            self.rows.resize(programs * width, 0);
        }
        self.programs.clear();
        self.programs.resize(programs / BITS + 1, 0);
    }

    #[inline]
    fn add(&mut self, program: u16, token: usize) {
        let program = usize::from(program);
        bits::set(&mut self.programs, program);
        bits::set(&mut self.rows, program * self.width * BITS + token);
    }

    /// The first program from `from` on that may begin somewhere.
    #[must_use]
    #[inline]
    pub fn next(&self, from: usize) -> Option<usize> {
        bits::next(&self.programs, from)
    }

    /// The tokens at which a program may begin, in order.
    pub fn of(&self, program: usize, tokens: &mut Vec<usize>) {
        tokens.clear();
        let row = program * self.width..(program + 1) * self.width;
        let row = self.rows.get(row).unwrap_or_default();
        bits::each(row, |at| tokens.push(at));
    }
}

#[cfg(test)]
mod tests {
    use super::{Openers, Starts};
    use crate::pattern::{Program, parse};
    use crate::{Chart, ClassId, Hits, Node, Token, View, tokenize};

    const STOP: ClassId = ClassId::nth(9);

    fn class(name: &str) -> Option<ClassId> {
        match name {
            "digits" => Some(ClassId::DIGITS),
            "cap" => Some(ClassId::CAP),
            "noun" => Some(ClassId::NOUN),
            "any" => Some(ClassId::ANY),
            _ => Some(ClassId::nth(u16::from(name.as_bytes()[0] - b'a'))),
        }
    }

    fn programs() -> Vec<Program> {
        let patterns = [
            "a b",
            "a? digits",
            "digits[1..9] b",
            "cap b",
            "noun ..2 c",
            "any a",
            "(a | b) ~ c",
            "b[2] any",
            "noun",
            "c",
        ];
        let compiled = |p: &&str| Program::compile(&parse(p).unwrap(), &class, &|_| None).unwrap();
        patterns.iter().map(compiled).collect()
    }

    fn view<'a>(text: &'a str, tokens: &'a [Token], chart: &'a Chart<'a>) -> View<'a> {
        View {
            text,
            tokens,
            chart,
            stop: STOP,
        }
    }

    #[test]
    fn every_match_begins_at_a_start() {
        let text = "Ab cd 5 ef, Gh ij 70 kl-mn. Op qr";
        let (tokens, hits) = (tokenize(text), Hits::default());
        let programs = programs();
        let openers = Openers::new(programs.iter().map(Program::openings));
        let mut chart = Chart::default();
        chart.load(text, &tokens, 0..tokens.len(), &hits);
        let mut starts = Starts::default();
        openers.starts(&view(text, &tokens, &chart), &mut starts);
        // Nodes of one to three tokens, from the right to the left, so that what is added stands behind what was there.
        for n in (0..tokens.len() * 3).rev() {
            let (start, class) = (u32::try_from(n / 3).unwrap(), n % 3);
            let end = start + 1 + u32::try_from(n % 7 / 3).unwrap();
            let class = ClassId::nth(u16::try_from(class).unwrap());
            chart.add(Node {
                start,
                end,
                class,
                value: i64::from(start % 4),
                extra: 0,
                item: 0,
            });
            openers.added(
                &view(text, &tokens, &chart),
                (start as usize, class),
                &mut starts,
            );
            for (index, program) in programs.iter().enumerate() {
                let mut own = Vec::new();
                starts.of(index, &mut own);
                assert!(own.is_sorted());
                let matches =
                    |at: &usize| program.longest(&view(text, &tokens, &chart), *at).is_some();
                let missed = (0..tokens.len())
                    .filter(matches)
                    .find(|at| !own.contains(at));
                assert_eq!((index, missed), (index, None));
            }
        }
    }
}
