//! Runs the rules over a sentence: each once, in the order of the pack.

use std::cmp::Reverse;

use claimsift_engine::pattern::{Captured, Match};
use claimsift_engine::{ClassId, ClassMask, Gap};
use claimsift_packs::{Gate, Gates, Rule, class};

use crate::build;
use crate::item::Item;
use crate::scene::Scene;

/// Runs the rules that find mentions.
pub(crate) fn run(scene: &mut Scene<'_>, tries: &mut Tries) {
    let language = scene.language;
    tries.wake(scene, &language.find);
    while let Some(gate) = tries.gate(&language.find) {
        let Some(rule) = tries.of(scene, gate) else {
            continue;
        };
        while let Some(start) = tries.next() {
            let Some(found) = matched(scene, rule, start) else {
                continue;
            };
            if let Some(mut item) = build::item(scene, rule, found) {
                item.rule = Some(gate.rule);
                item.derivation = derivation(scene, found);
                scene.push(item, rule.gives);
                let gives = ClassMask::all(&[rule.gives]);
                language.find.wake(&gives, &mut tries.awake);
                if rule.second {
                    tries.again(scene, rule, start);
                }
            }
        }
    }
}

/// The rules behind the items that a match captured.
fn derivation(scene: &Scene<'_>, found: Match) -> Vec<u16> {
    let nodes = found.captured().filter_map(|c| match c {
        Captured::Node(id) => scene.built(id),
        Captured::Token(_) => None,
    });
    let of = |i: &Item| {
        i.rule
            .into_iter()
            .chain(i.derivation.iter().copied())
            .collect::<Vec<_>>()
    };
    nodes.flat_map(of).collect()
}

/// Runs the rules that read the words around mentions; the longest match goes first, so that *no more than* is not
/// read as *more than*.
pub(crate) fn refine(scene: &mut Scene<'_>, tries: &mut Tries) {
    let mut all: Vec<(u16, &Rule, Match)> = Vec::new();
    let language = scene.language;
    tries.wake(scene, &language.refine);
    while let Some(gate) = tries.gate(&language.refine) {
        let Some(rule) = tries.of(scene, gate) else {
            continue;
        };
        let starts = std::iter::from_fn(|| tries.next());
        let found = starts.filter_map(|at| matched(scene, rule, at));
        all.extend(found.map(|f| (gate.rule, rule, f)));
    }
    all.sort_by_key(|(_, _, f)| Reverse(f.end - f.start));
    for (index, rule, found) in all {
        build::refine(scene, rule, index, found);
    }
}

fn matched(scene: &Scene<'_>, rule: &Rule, start: usize) -> Option<Match> {
    let found = rule.program.longest(&scene.view(), start)?;
    (found.end > found.start && allowed(scene, rule, found)).then_some(found)
}

/// What of a sentence is still to be tried; keeps its memory.
#[derive(Default)]
pub(crate) struct Tries {
    /// The gates that are looked at, as bits, and the next one's index.
    awake: Vec<u64>,
    next_gate: usize,
    /// The tokens at which the rule is tried, the next one last.
    starts: Vec<usize>,
}

impl Tries {
    /// Begins with the first gate.
    fn wake(&mut self, scene: &Scene<'_>, gates: &Gates) {
        self.next_gate = 0;
        gates.start(&mut self.awake);
        gates.wake(scene.chart.classes(), &mut self.awake);
    }

    /// The next gate that is awake.
    fn gate<'g>(&mut self, gates: &'g Gates) -> Option<&'g Gate> {
        let (index, gate) = gates.next(&self.awake, self.next_gate)?;
        self.next_gate = index + 1;
        Some(gate)
    }

    /// The rule behind a gate, with its tries; `None` when the sentence lacks a class that every match needs.
    #[inline]
    fn of<'l>(&mut self, scene: &Scene<'l>, gate: &Gate) -> Option<&'l Rule> {
        if !gate.lets(scene.chart.classes()) {
            return None;
        }
        let rule = scene.language.pack.rules.get(usize::from(gate.rule))?;
        rule.program.starts(&scene.view(), &mut self.starts);
        // A rule that reads its own class runs from the right, so that a list passes its unit on.
        if !rule.second {
            self.starts.reverse();
        }
        Some(rule)
    }

    fn next(&mut self) -> Option<usize> {
        self.starts.pop()
    }

    /// Looks again left of a match, where it lets more begin.
    fn again(&mut self, scene: &Scene<'_>, rule: &Rule, start: usize) {
        rule.program.starts(&scene.view(), &mut self.starts);
        self.starts.retain(|at| *at < start);
    }
}

fn allowed(scene: &Scene<'_>, rule: &Rule, found: Match) -> bool {
    let start = found.start as usize;
    let unless = rule
        .unless
        .as_ref()
        .is_some_and(|p| p.longest(&scene.view(), start).is_some());
    // *Last year – the worst so far*: a dash between spaces parts phrases, and dates from what follows.
    let dated = (class::DATE..=class::SET).contains(&rule.gives);
    let parts =
        |c: ClassId, at: u32| dated && c == class::DASH && scene.gap(at as usize) != Gap::None;
    let after = rule
        .not_after
        .iter()
        .any(|c| scene.ends_before(found.start, *c) && !parts(*c, found.start));
    let before = rule
        .not_before
        .iter()
        .any(|c| scene.chart.starts(found.end as usize, *c) && !parts(*c, found.end));
    !(unless || after || before)
}
