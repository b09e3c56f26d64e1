//! Where programs may begin.
//!
//! Nearly every program has no match in a sentence, and nearly every try fails at once: its first class has other numbers,
//! or nothing stands behind it that the program could go on with. So programs are not asked: each token asks those that
//! begin with one of its classes and that what starts behind it may follow. Those are read off rows of bits, one for each
//! class that follows; for most tokens none is left.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::openings::{Look, Opening};
use crate::bits::{self, BITS};
use crate::{ClassId, ClassMask, View};

/// An opening of one of several programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Opener {
    program: u16,
    opening: Opening,
    /// The place of a class that a sentence must hold for a match; of [`ClassId::NONE`] where none is known.
    key: usize,
}

/// What the classes of a place of a set have to do with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    /// The openers that begin with one of them, by their numbers.
    own: Range<usize>,
    /// The openers by a shape that one of them may follow.
    shapes: Vec<u16>,
    /// The classes of openers that one of them may follow.
    before: ClassMask,
}

/// The openings of several programs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Openers {
    /// Those of one class stand together, shapes are the last.
    all: Vec<Opener>,
    /// For each place of a set of classes, what the classes there have to do with.
    groups: Vec<Group>,
    /// For each place, the classes of which something that follows those of its openers begins with one; what anything
    /// may follow waits for [`ClassId::NONE`], which is everywhere.
    nexts: Vec<ClassMask>,
    /// The places that openings by a shape wait for.
    shaped: ClassMask,
    /// For each place of a key, the places of the classes that its openers begin with, or by a shape wait for; and all
    /// keys.
    keyed: Vec<ClassMask>,
    keys: ClassMask,
    /// For each place, the openers that the classes there may follow, as bits.
    rows: Vec<u64>,
    /// Words of a row.
    width: usize,
    /// Openers by a shape that anything may follow.
    anywhere: Vec<u16>,
}

impl Openers {
    /// Of some programs, by their numbers. What matches of theirs become is of the classes `given`: nodes that are added
    /// when the starts are known.
    #[must_use]
    pub fn new(programs: impl IntoIterator<Item = Vec<Opening>>, given: &ClassMask) -> Self {
        let mut openers = Vec::new();
        for (program, openings) in (0..).zip(programs) {
            let settled = settled(openings, given).into_iter();
            openers.extend(settled.map(|opening| Opener {
                program,
                opening,
                key: ClassId::NONE.place(),
            }));
        }
        give_keys(&mut openers);
        openers.sort_by_key(|one: &Opener| {
            let of = &one.opening.of;
            (of.is_shape(), of.seen_as().place())
        });
        let width = openers.len() / BITS + 1;
        let mut all = Self {
            groups: vec![Group::default(); ClassMask::PLACES],
            rows: vec![0; width * ClassMask::PLACES],
            nexts: vec![ClassMask::NONE; ClassMask::PLACES],
            keyed: vec![ClassMask::NONE; ClassMask::PLACES],
            width,
            ..Self::default()
        };
        for (number, opener) in openers.iter().enumerate() {
            if opener.opening.of.is_shape() {
                all.add_shape(number, opener);
            } else {
                all.add(number, opener);
            }
        }
        all.all = openers;
        all
    }

    fn add(&mut self, number: usize, opener: &Opener) {
        let (class, mut next) = (opener.opening.of.seen_as(), opener.opening.next);
        if next.is_any() {
            next = ClassMask::all(&[ClassId::NONE]);
        }
        self.keys.insert_place(opener.key);
        self.keyed[opener.key].insert(class);
        let group = &mut self.groups[class.place()];
        if group.own.is_empty() {
            group.own.start = number;
        }
        group.own.end = number + 1;
        self.nexts[class.place()].join(&next);
        next.each(|place| {
            self.groups[place].before.insert(class);
            let row = place * self.width;
            bits::set(&mut self.rows, row * BITS + number);
        });
    }

    fn add_shape(&mut self, number: usize, opener: &Opener) {
        let (number, next) = (
            u16::try_from(number).unwrap_or(u16::MAX),
            opener.opening.next,
        );
        if next.is_any() {
            self.anywhere.push(number);
        } else {
            self.keys.insert_place(opener.key);
            self.keyed[opener.key].join(&next);
            self.shaped.join(&next);
            next.each(|place| self.groups[place].shapes.push(number));
        }
    }

    /// The tokens of a sentence at which each program may begin. No other token begins a match.
    pub fn starts(&self, view: &View<'_>, starts: &mut Starts) {
        starts.reset();
        // Most openers have nothing in the sentence that they could go on to.
        let mut places = ClassMask::NONE;
        let there = view.chart.classes();
        let keys = there.common(&self.keys);
        keys.each(|key| self.keyed.get(key).into_iter().for_each(|k| places.join(k)));
        if !places.meets(there) && self.anywhere.is_empty() {
            return;
        }
        view.chart.behind_each(&mut starts.behind);
        let Starts { queue, behind } = starts;
        let look = Look { view, behind };
        for (at, (own, next)) in view.chart.masks().iter().zip(look.behind).enumerate() {
            if own.meets(&places) {
                self.at(look, at, &own.common(&places), next, queue);
            }
        }
        for one in self.openers(&self.anywhere) {
            if look.has_needs(&one.opening) {
                let has_shape = |at: &usize| look.has_shape(&one.opening, *at);
                let tokens = (0..view.tokens.len()).filter(has_shape);
                tokens.for_each(|at| queue.add(one.program, at));
            }
        }
    }

    /// Adds the starts that a new node of a class lets more begin with.
    pub fn added(&self, view: &View<'_>, (at, class): (usize, ClassId), starts: &mut Starts) {
        let Some(group) = self.groups.get(class.place()) else {
            return;
        };
        let Starts { queue, behind } = starts;
        if let Some(behind) = behind.get_mut(at) {
            *behind = view.chart.behind(at);
        }
        let look = Look { view, behind };
        let new = ClassMask::all(&[class]);
        if let Some(next) = look.behind.get(at) {
            self.at(look, at, &new, next, queue);
        }
        for start in at.saturating_sub(view.chart.longest_node())..at {
            let mut own = view.chart.mask(start).common(&group.before);
            if start + 1 < at {
                own = own.common(view.chart.long());
            }
            own.each(|place| self.begin(look, start, place, &new, queue));
        }
    }

    /// Adds the starts that some classes at a token let begin; `next` is what starts behind its nodes.
    #[inline]
    fn at(&self, look: Look<'_>, at: usize, own: &ClassMask, next: &ClassMask, queue: &mut Queue) {
        own.each(|place| {
            if self.nexts.get(place).is_some_and(|n| n.meets(next)) {
                self.begin(look, at, place, next, queue);
            }
        });
        let Some(before) = at.checked_sub(1).filter(|_| own.meets(&self.shaped)) else {
            return;
        };
        own.each(|place| {
            let group = self.groups.get(place);
            for one in group.into_iter().flat_map(|g| self.openers(&g.shapes)) {
                if look.has_needs(&one.opening) && look.has_shape(&one.opening, before) {
                    queue.add(one.program, before);
                }
            }
        });
    }

    fn openers<'a>(&'a self, numbers: &'a [u16]) -> impl Iterator<Item = &'a Opener> {
        numbers.iter().filter_map(|n| self.all.get(usize::from(*n)))
    }

    /// Adds the starts of those that begin with the classes of a place, where one of some classes follows.
    fn begin(&self, look: Look<'_>, at: usize, place: usize, next: &ClassMask, queue: &mut Queue) {
        let (Some(group), Some(nexts)) = (self.groups.get(place), self.nexts.get(place)) else {
            return;
        };
        let next = next.common(nexts);
        let Range { start, end } = group.own;
        for word in start / BITS..end.div_ceil(BITS) {
            let row = |place: usize| self.rows.get(place * self.width + word);
            let mut open = 0;
            next.each(|place| open |= row(place).unwrap_or(&0));
            let first = word * BITS;
            open &= bits::onward(start.saturating_sub(first)) & !bits::onward(end - first);
            while open != 0 {
                let number = first + open.trailing_zeros() as usize;
                open &= open - 1;
                if let Some(one) = self.all.get(number)
                    && look.has_needs(&one.opening)
                    && look.begins(&one.opening, at)
                {
                    queue.add(one.program, at);
                }
            }
        }
    }
}

/// The openings of a program as they hold while nodes of some classes are added: a node that is added tells what it may
/// follow, but nothing of what stands before that.
fn settled(openings: Vec<Opening>, given: &ClassMask) -> Vec<Opening> {
    let mut settled: Vec<Opening> = Vec::new();
    for mut own in openings {
        if own.then.meets(given) {
            own.then = ClassMask::ANY;
        }
        own.needs = own.needs.without(given);
        own.join_to(&mut settled);
    }
    settled
}

/// Gives each opener its key: of the classes that it needs, and that are there from the start, the one that the fewest
/// need, which is mostly the rarest too.
fn give_keys(openers: &mut [Opener]) {
    let mut needed = vec![0; ClassMask::PLACES];
    for one in openers.iter() {
        one.opening.needs.each(|place| needed[place] += 1);
    }
    for one in openers {
        let mut least = usize::MAX;
        one.opening.needs.each(|place| {
            if needed[place] < least {
                (one.key, least) = (place, needed[place]);
            }
        });
    }
}

/// The tokens of a sentence at which programs may begin; keeps its memory.
#[derive(Debug, Default)]
pub struct Starts {
    queue: Queue,
    /// What starts behind the nodes of each token, of classes that no program gives; of others, at least where a node
    /// was added last.
    behind: Vec<ClassMask>,
}

/// Programs and tokens that are still to come.
#[derive(Debug, Default)]
struct Queue {
    /// The first program, and of that the first token, on top; some stand twice.
    heap: BinaryHeap<Reverse<(u16, u32)>>,
    /// The program that was given last: those before it are over.
    program: u16,
}

impl Queue {
    #[inline]
    fn add(&mut self, program: u16, token: usize) {
        if program >= self.program {
            let token = u32::try_from(token).unwrap_or(u32::MAX);
            self.heap.push(Reverse((program, token)));
        }
    }
}

impl Starts {
    /// Makes room for sentences of so many tokens.
    pub fn reserve(&mut self, tokens: usize) {
        self.behind.reserve(tokens);
        self.queue.heap.reserve(tokens);
    }

    fn reset(&mut self) {
        self.queue.heap.clear();
        self.queue.program = 0;
        self.behind.clear();
    }

    /// The next program that may begin somewhere.
    #[must_use]
    #[inline]
    pub fn program(&mut self) -> Option<usize> {
        let Reverse((program, _)) = *self.queue.heap.peek()?;
        self.queue.program = program;
        Some(usize::from(program))
    }

    /// Takes the tokens at which the program that was given last may begin, and puts them behind others, in order.
    pub fn take(&mut self, tokens: &mut Vec<usize>) {
        while let Some(Reverse((program, token))) = self.queue.heap.peek().copied()
            && program == self.queue.program
        {
            tokens.push(token as usize);
            self.queue.heap.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Openers, Starts};
    use crate::pattern::{Program, parse};
    use crate::{Chart, ClassId, ClassMask, Hits, Node, Token, View, tokenize};

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
            "d e f",
            "a d e",
            "a? d any e",
            "d (a | e f) c",
            "any noun d",
            "any d e",
            "d noun e",
            "d ..2 e f",
            "digits[..,1..2] d e",
            "digits[..,4..4] b",
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

    /// A node of some tokens more than one.
    fn node(start: usize, class: usize, more: usize) -> Node {
        let start = u32::try_from(start).unwrap();
        Node {
            start,
            end: start + 1 + u32::try_from(more).unwrap(),
            class: ClassId::nth(u16::try_from(class).unwrap()),
            value: i64::from(start % 4),
            extra: 0,
            item: 0,
        }
    }

    /// Adds nodes of the classes `a` to `c` in some order, and looks whether every match begins at a start.
    fn check(order: impl Iterator<Item = usize>, text: &str, tokens: &[Token]) {
        let (hits, programs) = (Hits::default(), programs());
        let given = ClassMask::all(&["a", "b", "c"].map(|name| class(name).unwrap()));
        let openers = Openers::new(programs.iter().map(Program::openings), &given);
        let mut chart = Chart::default();
        chart.load(text, tokens, 0..tokens.len(), &hits);
        for n in 0..tokens.len() {
            chart.add(node(n, 3 + n * n % 3, n % 5 / 2));
        }
        let mut starts = Starts::default();
        openers.starts(&view(text, tokens, &chart), &mut starts);
        for n in order {
            let node = node(n / 3, n % 3, n % 7 / 3);
            chart.add(node);
            let place = (n / 3, node.class);
            openers.added(&view(text, tokens, &chart), place, &mut starts);
            for (index, program) in programs.iter().enumerate() {
                let own = starts.queue.heap.iter().map(|one| one.0);
                let own = own.filter(|(program, _)| usize::from(*program) == index);
                let own: Vec<usize> = own.map(|(_, token)| token as usize).collect();
                let matches =
                    |at: &usize| program.longest(&view(text, tokens, &chart), *at).is_some();
                let missed = (0..tokens.len())
                    .filter(matches)
                    .find(|at| !own.contains(at));
                assert_eq!((index, missed), (index, None));
            }
        }
    }

    #[test]
    fn every_match_begins_at_a_start() {
        let text = "Ab cd 5 ef, Gh ij 7012 kl-mn. Op qr";
        let tokens = tokenize(text);
        let count = tokens.len() * 3;
        // From the right to the left, what is added stands before what was there; from the left to the right, behind it.
        check((0..count).rev(), text, &tokens);
        check(0..count, text, &tokens);
        check((0..count).map(|n| n * 7 % count), text, &tokens);
    }
}
