//! Runs the rules over a sentence: each once, in the order of the pack.

use claimsift_engine::ClassId;
use claimsift_engine::pattern::{Build, Match, Phase};
use claimsift_packs::Rule;

use crate::build;
use crate::scene::Scene;

/// Runs the rules of one phase.
pub(crate) fn run(scene: &mut Scene<'_>, phase: Phase) {
    let language = scene.language;
    for (index, rule) in language.pack.rules.iter().enumerate() {
        if rule.build.phase() == phase && rule.requires.iter().all(|c| scene.chart.has(*c)) {
            apply(scene, rule, u16::try_from(index).unwrap_or(u16::MAX));
        }
    }
}

fn apply(scene: &mut Scene<'_>, rule: &Rule, index: u16) {
    let mut starts = starts(scene, rule);
    // A rule that reads its own class runs from the right, so that a list passes its unit on from item to item.
    if rule.second {
        starts.reverse();
    }
    for start in starts {
        let Some(found) = rule.program.longest(&scene.view(), start) else {
            continue;
        };
        if found.end == found.start || !allowed(scene, rule, found) {
            continue;
        }
        match rule.build.phase() {
            Phase::Find => {
                if let Some(mut item) = build::item(scene, rule, found) {
                    item.rule = Some(index);
                    scene.push(item, rule.gives);
                }
            }
            Phase::Refine => build::refine(scene, rule, index, found),
        }
    }
}

fn starts(scene: &Scene<'_>, rule: &Rule) -> Vec<usize> {
    let first = rule.program.first();
    let any = first.iter().any(|c| *c < ClassId::FIRST);
    let fits = |at: &usize| {
        any || scene
            .chart
            .at(*at)
            .any(|id| first.binary_search(&scene.chart.node(id).class).is_ok())
    };
    (0..scene.tokens.len()).filter(fits).collect()
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
    let _ = Build::Noise;
    !(unless || after || before)
}
