//! What the document says outright: who makes what, who is what.

use std::collections::{BTreeMap, BTreeSet};

use claimsift_packs::class;

use crate::gather::Gathered;
use crate::words::Words;

/// What appositions say, from anywhere in the document.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// A thing, and who are said to make or own it.
    makers: BTreeMap<usize, BTreeSet<usize>>,
    /// A group of roles, and who have one.
    roles: BTreeMap<i64, BTreeSet<usize>>,
    /// A group of roles and an organisation, and who have one there.
    holders: BTreeMap<(i64, usize), BTreeSet<usize>>,
    /// A name, and 1 when it is called large, 2 when young.
    sizes: BTreeSet<(usize, i64)>,
}

impl Facts {
    pub(super) fn read(words: &Words<'_>, gathered: &Gathered<'_>) -> Self {
        let mut facts = Self::default();
        for (index, spot) in gathered.spots.iter().enumerate() {
            let context = &gathered.contexts[index];
            if let Some(noun) = context.noun {
                facts.size(spot.name, noun.extra % 10);
                let next = gathered.spots.get(index + 1);
                let next = next.filter(|n| n.tokens.start < context.phrase.end);
                let of = words.has(noun.end, class::NAME_OF);
                if let Some(thing) = next.filter(|_| of && noun.start > spot.tokens.start) {
                    facts.makes(thing.name, spot.name);
                }
            }
            if let Some(role) = context.role {
                let near = [index.checked_sub(1), Some(index + 1)];
                let inside = near.into_iter().flatten().find_map(|i| {
                    let other = gathered.spots.get(i)?;
                    let within = context.phrase.start <= other.tokens.start
                        && other.tokens.end <= context.phrase.end;
                    within.then_some(other.name)
                });
                facts.roles.entry(role).or_default().insert(spot.name);
                if let Some(inside) = inside {
                    facts
                        .holders
                        .entry((role, inside))
                        .or_default()
                        .insert(spot.name);
                }
            }
        }
        facts
    }

    pub(super) fn makes(&mut self, thing: usize, maker: usize) {
        if thing != maker {
            self.makers.entry(thing).or_default().insert(maker);
        }
    }

    pub(super) fn size(&mut self, name: usize, size: i64) {
        if size != 0 {
            self.sizes.insert((name, size));
        }
    }

    /// Whether a name may be called so.
    pub(super) fn may_be(&self, name: usize, size: i64) -> bool {
        let other = 3 - size;
        size == 0 || self.is(name, size) || !self.is(name, other)
    }

    pub(super) fn is(&self, name: usize, size: i64) -> bool {
        self.sizes.contains(&(name, size))
    }

    /// Who makes a thing, when only one does.
    pub(super) fn maker(&self, thing: usize) -> Option<usize> {
        only(self.makers.get(&thing))
    }

    /// Who has a role in an organisation, when only one has.
    pub(super) fn holder(&self, role: i64, organisation: usize) -> Option<usize> {
        only(self.holders.get(&(role, organisation)))
    }

    /// Who have a role.
    pub(super) fn with_role(&self, role: i64) -> impl Iterator<Item = usize> + '_ {
        self.roles.get(&role).into_iter().flatten().copied()
    }
}

fn only(found: Option<&BTreeSet<usize>>) -> Option<usize> {
    found
        .filter(|f| f.len() == 1)
        .and_then(|f| f.first().copied())
}
