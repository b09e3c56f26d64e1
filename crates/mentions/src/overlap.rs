//! Which readings of the same words stay: more tokens, then the higher stratum, then more words of the rule, then the
//! rule that comes first.

use crate::item::Item;
use crate::scene::Scene;

/// Indices of the winning items, in text order. They do not overlap.
pub(crate) fn winners(scene: &Scene<'_>) -> Vec<usize> {
    let rank = |index: &usize| {
        let item: &Item = &scene.items[*index];
        let rules = &scene.language.pack.rules;
        let literals = item
            .rule
            .and_then(|r| rules.get(usize::from(r)))
            .map_or(0, |r| r.literals);
        let stratum = item.rule.map_or(0, |r| u32::from(r) + 1);
        (
            std::cmp::Reverse(item.reach.len()),
            std::cmp::Reverse(stratum),
            std::cmp::Reverse(literals),
            *index,
        )
    };
    let mut order: Vec<usize> = (0..scene.items.len()).collect();
    order.sort_by_key(rank);
    let mut taken = vec![false; scene.tokens.len()];
    let mut winners = Vec::new();
    for index in order {
        let reach = scene.items[index].reach;
        let range = reach.start as usize..reach.end as usize;
        if taken
            .get(range.clone())
            .is_some_and(|t| t.iter().all(|t| !t))
        {
            taken[range].iter_mut().for_each(|t| *t = true);
            winners.push(index);
        }
    }
    winners.sort_by_key(|i| scene.items[*i].reach);
    winners
}
