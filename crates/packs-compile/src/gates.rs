//! Which rules are tried in a sentence: those whose classes it holds.

use claimsift_engine::ClassMask;
use claimsift_engine::pattern::Phase;
use serde::{Deserialize, Serialize};

use crate::pack::{Pack, Rule};

/// What a sentence must hold for a rule to be tried. Most rules fail here; so this is all that is looked at of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Index of the rule.
    pub rule: u16,
    /// Classes of which every match begins with one.
    pub opens: ClassMask,
    /// Classes that every match needs.
    pub needs: ClassMask,
}

impl Gate {
    /// Whether a sentence with these classes may hold a match.
    #[must_use]
    #[inline]
    pub fn lets(&self, there: &ClassMask) -> bool {
        there.holds(&self.needs) && there.meets(&self.opens)
    }
}

/// The gates of a phase, in the order of their rules. Each sleeps until a sentence holds the class that it waits for;
/// three in four are never looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gates {
    all: Vec<Gate>,
    /// For each place of a set of classes, the gates that wait for a class there, as bits.
    waiting: Vec<Vec<u64>>,
    /// The places that some gate waits for.
    places: ClassMask,
    /// Those that wait for none.
    awake: Vec<u64>,
}

/// Bits of a word.
const BITS: usize = 64;

impl Gates {
    pub(crate) fn new(pack: &Pack, phase: Phase) -> Self {
        let rules = (0..).zip(&pack.rules);
        let own = rules.filter(|(_, rule)| rule.build.phase() == phase);
        let gate = |(rule, of): (u16, &Rule)| Gate {
            rule,
            opens: of.program.opens(),
            needs: of.program.needs(),
        };
        Self::of(own.map(gate).collect())
    }

    fn of(all: Vec<Gate>) -> Self {
        let mut asked = [0_u32; ClassMask::PLACES];
        all.iter()
            .for_each(|gate| gate.needs.each(|place| asked[place] += 1));
        let mut waiting = vec![Vec::new(); ClassMask::PLACES];
        let mut places = ClassMask::NONE;
        let mut awake = vec![0; all.len().div_ceil(BITS)];
        for (index, gate) in all.iter().enumerate() {
            // What few rules need is rare.
            let mut rarest: Option<usize> = None;
            gate.needs.each(|place| {
                if rarest.is_none_or(|rare| asked[place] < asked[rare]) {
                    rarest = Some(place);
                }
            });
            let mut wait = |place: usize| {
                places.insert_place(place);
                set(&mut waiting[place], index);
            };
            match rarest {
                Some(place) => wait(place),
                None if gate.opens.is_any() => set(&mut awake, index),
                None => gate.opens.each(wait),
            }
        }
        Self {
            all,
            waiting,
            places,
            awake,
        }
    }

    /// The gates that wait for none, as bits.
    pub fn start(&self, awake: &mut Vec<u64>) {
        awake.clear();
        awake.extend(&self.awake);
    }

    /// Wakes those that wait for one of the classes.
    #[inline]
    pub fn wake(&self, classes: &ClassMask, awake: &mut [u64]) {
        classes.common(&self.places).each(|place| {
            let waiting = self.waiting.get(place).map_or(&[][..], Vec::as_slice);
            let both = awake.iter_mut().zip(waiting);
            both.for_each(|(own, more)| *own |= more);
        });
    }

    /// The first gate from `from` on that is awake, and its index.
    #[must_use]
    #[inline]
    pub fn next(&self, awake: &[u64], from: usize) -> Option<(usize, &Gate)> {
        let mut word = from / BITS;
        let mut bits = awake.get(word)? & (u64::MAX << (from % BITS));
        while bits == 0 {
            word += 1;
            bits = *awake.get(word)?;
        }
        let index = word * BITS + bits.trailing_zeros() as usize;
        Some((index, self.all.get(index)?))
    }
}

fn set(bits: &mut Vec<u64>, index: usize) {
    if bits.len() <= index / BITS {
        bits.resize(index / BITS + 1, 0);
    }
    bits[index / BITS] |= 1 << (index % BITS);
}

#[cfg(test)]
mod tests {
    use claimsift_engine::{ClassId, ClassMask};

    use super::{Gate, Gates};

    fn gate(rule: u16, opens: &[u16], needs: &[u16]) -> Gate {
        let set =
            |ids: &[u16]| ClassMask::all(&ids.iter().map(|id| ClassId(*id)).collect::<Vec<_>>());
        Gate {
            rule,
            opens: if opens.is_empty() {
                ClassMask::ANY
            } else {
                set(opens)
            },
            needs: set(needs),
        }
    }

    #[test]
    fn every_gate_that_lets_a_sentence_through_is_awake() {
        let gates: Vec<Gate> = (0..150)
            .map(|n| {
                gate(
                    n,
                    &[10 + n % 7, 20 + n % 5][..usize::from(n % 3)],
                    &[30, 30 + n % 11][..usize::from(n % 2) * 2],
                )
            })
            .collect();
        let all = Gates::of(gates.clone());
        for seed in 0_u16..200 {
            let mut there = ClassMask::NONE;
            (10..42)
                .filter(|c| (seed * 31 + c * 7) % 3 == 0)
                .for_each(|c| there.insert(ClassId(c)));
            let mut awake = Vec::new();
            all.start(&mut awake);
            all.wake(&there, &mut awake);
            let mut found = Vec::new();
            let mut from = 0;
            while let Some((index, gate)) = all.next(&awake, from) {
                from = index + 1;
                if gate.lets(&there) {
                    found.push(gate.rule);
                }
            }
            let expected = gates.iter().filter(|g| g.lets(&there)).map(|g| g.rule);
            assert_eq!(found, expected.collect::<Vec<_>>());
        }
    }
}
