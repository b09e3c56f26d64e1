//! What the document says outright: who makes what, who is what.

use claimsift_packs::class;

use super::gather::Gathered;
use super::words::Words;

/// What appositions say, from anywhere in the document.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// A thing, and who is said to make or own it.
    makers: Vec<(usize, usize)>,
    /// A group of roles, who has one, and in which organisation.
    roles: Vec<(i64, usize, Option<usize>)>,
    /// A name, and 1 when it is called large, 2 when young.
    sizes: Vec<(usize, i64)>,
}

impl Facts {
    pub(super) fn read(words: &Words<'_>, gathered: &Gathered) -> Self {
        let mut facts = Self::default();
        for (index, spot) in gathered.spots.iter().enumerate() {
            let context = &gathered.contexts[index];
            if let Some(noun) = context.noun {
                facts.size(spot.name, noun.extra % 10);
                let next = gathered.spots.get(index + 1);
                let next = next.filter(|n| n.tokens.start < context.phrase.end);
                let of = words.longest(noun.end, class::NAME_OF).is_some();
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
                facts.roles.push((role, spot.name, inside));
            }
        }
        facts
    }

    pub(super) fn makes(&mut self, thing: usize, maker: usize) {
        if thing != maker {
            self.makers.push((thing, maker));
        }
    }

    pub(super) fn size(&mut self, name: usize, size: i64) {
        if size != 0 && !self.sizes.contains(&(name, size)) {
            self.sizes.push((name, size));
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

    /// Who makes a thing.
    pub(super) fn maker(&self, thing: usize) -> Option<usize> {
        let mut found = self.makers.iter().filter(|(t, _)| *t == thing);
        let (_, maker) = found.next()?;
        found.all(|(_, m)| m == maker).then_some(*maker)
    }

    /// Who has a role in an organisation.
    pub(super) fn holder(&self, role: i64, organisation: usize) -> Option<usize> {
        let fits =
            |(r, _, o): &&(i64, usize, Option<usize>)| *r == role && *o == Some(organisation);
        let mut found = self.roles.iter().filter(fits);
        let (_, person, _) = found.next()?;
        found.all(|(_, p, _)| p == person).then_some(*person)
    }

    /// Whether somebody has a role.
    pub(super) fn has_role(&self, person: usize, role: i64) -> bool {
        self.roles
            .iter()
            .any(|(r, p, _)| *r == role && *p == person)
    }
}
