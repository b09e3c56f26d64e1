//! Runs the rules over a sentence: each once, in the order of the pack.

use claimsift_engine::ClassId;
use std::cmp::Reverse;

use claimsift_engine::pattern::{Captured, Match, Phase};
use claimsift_packs::Rule;

use crate::build;
use crate::item::Item;
use crate::scene::{Scene, is_built};

/// Runs the rules that find mentions.
pub(crate) fn run(scene: &mut Scene<'_>) {
    for (index, rule) in rules(scene, Phase::Find) {
        if !rule.requires.iter().all(|c| scene.chart.has(*c)) {
            continue;
        }
        let mut starts = starts(scene, rule);
        // A rule that reads its own class runs from the right, so that a list passes its unit on.
        if rule.second {
            starts.reverse();
        }
        for start in starts {
            let found = matched(scene, rule, start);
            if let Some(mut item) = found.and_then(|f| build::item(scene, rule, f)) {
                item.rule = Some(index);
                item.derivation = found.map(|f| derivation(scene, f)).unwrap_or_default();
                scene.push(item, rule.gives);
            }
        }
    }
}

/// The rules behind the items that a match captured.
fn derivation(scene: &Scene<'_>, found: Match) -> Vec<u16> {
    let nodes = found.slots.iter().flatten().filter_map(|c| match c {
        Captured::Node(id) => scene.built(*id),
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
pub(crate) fn refine(scene: &mut Scene<'_>) {
    let mut all: Vec<(u16, &Rule, Match)> = Vec::new();
    for (index, rule) in rules(scene, Phase::Refine) {
        if !rule.requires.iter().all(|c| scene.chart.has(*c)) {
            continue;
        }
        let found = starts(scene, rule)
            .into_iter()
            .filter_map(|at| matched(scene, rule, at));
        all.extend(found.map(|f| (index, rule, f)));
    }
    all.sort_by_key(|(_, _, f)| Reverse(f.end - f.start));
    for (index, rule, found) in all {
        build::refine(scene, rule, index, found);
    }
}

/// The rules of a phase whose classes the sentence has, with their indices.
fn rules<'s>(scene: &Scene<'s>, phase: Phase) -> Vec<(u16, &'s Rule)> {
    let indexed = scene.language.pack.rules.iter().enumerate();
    let of_phase = indexed.filter(|(_, r)| r.build.phase() == phase);
    // Which classes are present changes while rules run, so built classes do not count here.
    let possible = of_phase.filter(|(_, r)| {
        let needs = r.requires.iter().filter(|c| !is_built(**c));
        needs.into_iter().all(|c| scene.chart.has(*c))
    });
    possible
        .map(|(i, r)| (u16::try_from(i).unwrap_or(u16::MAX), r))
        .collect()
}

fn matched(scene: &Scene<'_>, rule: &Rule, start: usize) -> Option<Match> {
    let found = rule.program.longest(&scene.view(), start)?;
    (found.end > found.start && allowed(scene, rule, found)).then_some(found)
}

/// The tokens at which a match can begin, in order.
fn starts(scene: &Scene<'_>, rule: &Rule) -> Vec<usize> {
    let first = rule.program.first();
    if first
        .iter()
        .any(|c| *c < ClassId::FIRST && *c != ClassId::DIGITS)
    {
        return (0..scene.tokens.len()).collect();
    }
    let nodes = first.iter().flat_map(|c| scene.chart.of_class(*c));
    let mut starts: Vec<usize> = nodes
        .map(|id| scene.chart.node(*id).start as usize)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn allowed(scene: &Scene<'_>, rule: &Rule, found: Match) -> bool {
    let start = found.start as usize;
    let unless = rule
        .unless
        .as_ref()
        .is_some_and(|p| p.longest(&scene.view(), start).is_some());
    let after = rule
        .not_after
        .iter()
        .any(|c| scene.ends_before(found.start, *c));
    let before = rule
        .not_before
        .iter()
        .any(|c| scene.chart.starts(found.end as usize, *c));
    !(unless || after || before)
}
