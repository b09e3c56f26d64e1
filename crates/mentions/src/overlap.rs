//! Which readings of the same words stay: more tokens, then the higher stratum, then more words of the rule, then the
//! rule that comes first.

use std::cmp::Reverse;

use crate::item::{Item, Reach};
use crate::scene::Scene;

/// What is kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct Buffers {
    /// The items, the best first.
    order: Vec<(Rank, usize)>,
    /// The tokens that have an item.
    taken: Vec<bool>,
    /// Which items have won.
    won: Vec<bool>,
}

/// What tells two items apart: tokens, stratum, words of the rule; all turned round, so that the most come first.
type Rank = (Reverse<u32>, Reverse<u32>, Reverse<u16>);

impl Buffers {
    /// Indices of the winning items, in text order. They do not overlap.
    pub(crate) fn winners(&mut self, scene: &Scene<'_>) -> Vec<usize> {
        self.taken.clear();
        self.taken.resize(scene.tokens.len(), false);
        self.order.clear();
        let ranked = scene.items.iter().enumerate();
        let ranked = ranked.map(|(index, item)| (rank(scene, item), index));
        self.order.extend(ranked);
        self.order.sort_unstable();
        self.won.clear();
        self.won.resize(scene.items.len(), false);
        let mut winners = Vec::with_capacity(scene.items.len());
        for (_, index) in &self.order {
            let reach = scene
                .items
                .get(*index)
                .map_or(Reach::default(), |i| i.reach);
            let own = self.taken.get_mut(reach.start as usize..reach.end as usize);
            if let Some(own) = own.filter(|own| own.iter().all(|taken| !taken)) {
                own.fill(true);
                self.won[*index] = true;
                winners.push(*index);
            }
        }
        winners.sort_by_key(|i| scene.items[*i].reach);
        winners
    }

    /// Which items have won, the last time.
    pub(crate) fn won(&self) -> &[bool] {
        &self.won
    }
}

fn rank(scene: &Scene<'_>, item: &Item) -> Rank {
    let rules = &scene.language.pack.rules;
    let rule = item.rule.and_then(|r| rules.get(usize::from(r)));
    let stratum = item.rule.map_or(0, |r| u32::from(r) + 1);
    (
        Reverse(item.reach.len()),
        Reverse(stratum),
        Reverse(rule.map_or(0, |r| r.literals)),
    )
}
