//! Runs the rules over a sentence: each once, in the order of the pack.

use claimsift_engine::ClassId;
use std::cmp::Reverse;

use claimsift_engine::pattern::{Captured, Match, Phase};
use claimsift_packs::Rule;

use crate::build;
use crate::item::Item;
use crate::scene::Scene;

/// Runs the rules that find mentions.
pub(crate) fn run(scene: &mut Scene<'_>) {
    let mut starts = Vec::new();
    let rules = &scene.language.pack.rules;
    for (index, rule) in (0..)
        .zip(rules)
        .filter(|(_, r)| r.build.phase() == Phase::Find)
    {
        collect_starts(scene, rule, &mut starts);
        // A rule that reads its own class runs from the right, so that a list passes its unit on.
        if rule.second {
            starts.reverse();
        }
        for start in &starts {
            let Some(found) = matched(scene, rule, *start) else {
                continue;
            };
            if let Some(mut item) = build::item(scene, rule, found) {
                item.rule = Some(index);
                item.derivation = derivation(scene, found);
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
    let mut starts = Vec::new();
    let rules = &scene.language.pack.rules;
    for (index, rule) in (0..)
        .zip(rules)
        .filter(|(_, r)| r.build.phase() == Phase::Refine)
    {
        collect_starts(scene, rule, &mut starts);
        let found = starts.iter().filter_map(|at| matched(scene, rule, *at));
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

/// The tokens at which a match can begin, in order; none when the sentence lacks a class that every match needs.
fn collect_starts(scene: &Scene<'_>, rule: &Rule, starts: &mut Vec<usize>) {
    starts.clear();
    let there = scene.chart.classes();
    let may = there.holds(rule.needs) && there.meets(rule.opens);
    if !may || !rule.requires.iter().all(|c| scene.chart.has(*c)) {
        return;
    }
    let first = rule.program.first();
    if first
        .iter()
        .any(|c| *c < ClassId::FIRST && *c != ClassId::DIGITS)
    {
        starts.extend(0..scene.tokens.len());
        return;
    }
    for class in first {
        let nodes = scene.chart.of_class(*class);
        starts.extend(nodes.map(|id| scene.chart.node(id).start as usize));
    }
    starts.sort_unstable();
    starts.dedup();
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
