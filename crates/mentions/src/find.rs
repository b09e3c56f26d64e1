//! Runs the rules over a sentence: each once, in the order of the pack.

use std::cmp::Reverse;

use claimsift_engine::pattern::{Captured, Match, Starts};
use claimsift_engine::{ClassId, Gap};
use claimsift_packs::{Gates, Rule, class};

use crate::build;
use crate::scene::Scene;

/// Runs the rules that find mentions.
pub(crate) fn run(scene: &mut Scene<'_>, tries: &mut Tries) {
    let language = scene.language;
    tries.begin(scene, &language.find);
    while let Some((index, rule)) = tries.rule(scene, &language.find) {
        while let Some(start) = tries.next() {
            let Some(found) = matched(scene, rule, start) else {
                continue;
            };
            if let Some(mut item) = build::item(scene, rule, found) {
                item.rule = Some(index);
                item.derivation = derivation(scene, found);
                let node = (item.reach.start as usize, rule.gives);
                scene.push(item, rule.gives);
                let openers = &language.find.openers;
                openers.added(&scene.view(), node, &mut tries.starts);
                if rule.second {
                    tries.again(start);
                }
            }
        }
    }
}

/// The rules behind the items that a match captured.
fn derivation(scene: &Scene<'_>, found: Match) -> Vec<u16> {
    let mut rules = Vec::new();
    for captured in found.captured() {
        if let Captured::Node(id) = captured
            && let Some(item) = scene.built(id)
        {
            rules.extend(item.rule);
            rules.extend(&item.derivation);
        }
    }
    rules
}

/// Runs the rules that read the words around mentions; the longest match goes first, so that *no more than* is not
/// read as *more than*.
pub(crate) fn refine(scene: &mut Scene<'_>, tries: &mut Tries) {
    let mut all: Vec<(u16, &Rule, Match)> = Vec::new();
    let language = scene.language;
    tries.begin(scene, &language.refine);
    while let Some((index, rule)) = tries.rule(scene, &language.refine) {
        let starts = std::iter::from_fn(|| tries.next());
        let found = starts.filter_map(|at| matched(scene, rule, at));
        all.extend(found.map(|f| (index, rule, f)));
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
    starts: Starts,
    /// The tokens at which the rule is tried, the next one last.
    tokens: Vec<usize>,
}

impl Tries {
    /// Makes room for sentences of so many tokens.
    pub(crate) fn reserve(&mut self, tokens: usize) {
        self.starts.reserve(tokens);
    }

    /// Begins with the first gate.
    fn begin(&mut self, scene: &Scene<'_>, gates: &Gates) {
        gates.openers.starts(&scene.view(), &mut self.starts);
    }

    /// The next rule that may begin somewhere in a sentence that holds what it needs, and its index.
    fn rule<'l>(&mut self, scene: &Scene<'l>, gates: &Gates) -> Option<(u16, &'l Rule)> {
        let there = scene.chart.classes();
        let index = loop {
            let gate = gates.all.get(self.starts.program()?)?;
            self.tokens.clear();
            self.starts.take(&mut self.tokens);
            if there.holds(&gate.needs) {
                break gate.rule;
            }
        };
        let rule = scene.language.pack.rules.get(usize::from(index))?;
        self.tokens.dedup();
        // A rule that reads its own class runs from the right, so that a list passes its unit on.
        if !rule.second {
            self.tokens.reverse();
        }
        Some((index, rule))
    }

    fn next(&mut self) -> Option<usize> {
        self.tokens.pop()
    }

    /// Looks left of a match too where it lets more begin.
    fn again(&mut self, start: usize) {
        self.starts.take(&mut self.tokens);
        self.tokens.sort_unstable();
        self.tokens.dedup();
        self.tokens.retain(|at| *at < start);
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
