//! Which rules are tried in a sentence, and where.

use claimsift_engine::pattern::{Openers, Phase};
use claimsift_engine::{ClassId, ClassMask};
use serde::{Deserialize, Serialize};

use crate::pack::{Pack, Rule};

/// What a sentence must hold for a rule to be tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Index of the rule.
    pub rule: u16,
    /// Classes that every match needs.
    pub needs: ClassMask,
}

/// The rules of a phase, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gates {
    /// Their gates.
    pub all: Vec<Gate>,
    /// Where their matches may begin, by the number of the gate.
    pub openers: Openers,
}

impl Gates {
    pub(crate) fn new(pack: &Pack, phase: Phase) -> Self {
        let of_phase = |rule: &&Rule| rule.build.phase() == phase;
        let rules = (0..).zip(&pack.rules);
        let own = rules.clone().filter(|(_, rule)| of_phase(rule));
        let gate = |(rule, of): (u16, &Rule)| Gate {
            rule,
            needs: of.program.needs(),
        };
        let rules = || pack.rules.iter().filter(of_phase);
        let given: Vec<ClassId> = rules().map(|rule| rule.gives).collect();
        let openings = rules().map(|rule| rule.program.openings());
        Self {
            all: own.map(gate).collect(),
            openers: Openers::new(openings, &ClassMask::all(&given)),
        }
    }
}
