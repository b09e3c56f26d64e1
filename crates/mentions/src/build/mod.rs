//! Builders: what each `build` of a rule means.

mod count;
mod date;
mod money;
mod quantity;
mod range;
mod refine;

use claimsift_engine::pattern::{Build, Captured, Match, SlotName, Variant};
use claimsift_engine::{Node, Shape};
use claimsift_model::{Kind, Value};
use claimsift_packs::Rule;

use crate::item::{Item, Reach};
use crate::scene::Scene;

pub(crate) use refine::refine;

/// The item that a match of a rule makes; `None` when the words do not bear that meaning after all.
pub(crate) fn item(scene: &Scene<'_>, rule: &Rule, found: Match) -> Option<Item> {
    let of = Captures { scene, rule, found };
    match rule.build {
        Build::Range => range::interval(&of),
        Build::Fraction => range::fraction(&of),
        Build::Ratio => range::factor(&of),
        Build::Money => money::money(&of),
        Build::Truncated => money::truncated(&of),
        Build::Shared => money::shared(&of),
        Build::Quantity => quantity::quantity(&of),
        Build::Bare => quantity::bare(&of),
        Build::Follows => quantity::follows(&of),
        Build::Percent => quantity::percent(&of),
        Build::Count => count::count(&of),
        Build::Ordinal => range::ordinal(&of),
        Build::Noise => noise(&of),
        Build::Date => date::civil(&of),
        Build::Relative => date::relative(&of),
        Build::DateRange => date::range(&of),
        Build::Part => date::part(&of),
        Build::Duration => date::duration(&of),
        Build::Time => date::time(&of),
        Build::Set => date::set(&of),
        Build::Hedge | Build::Rate | Build::Converts => None,
    }
}

/// Digits that say nothing. What is captured is a noun with a capital, in small letters behind it: *une Lyonnaise de 45 ans*,
/// no *CDD*.
fn noise(of: &Captures<'_, '_>) -> Option<Item> {
    let name = |r: Reach| {
        let token = of.scene.tokens.get(r.start as usize);
        token.is_some_and(|t| t.shape == Shape::Title)
    };
    // *À 65 ans, il part*: an age where it opens its sentence.
    if of.rule.with == Some(Variant::Unsure) && of.found.start > 0 {
        return None;
    }
    let nothing = Value::Timex(String::new());
    let item = Item::new(Kind::Number, of.reach(), nothing);
    of.part(SlotName::What).is_none_or(name).then_some(item)
}

/// A match with its captures by name.
pub(crate) struct Captures<'a, 's> {
    pub(crate) scene: &'a Scene<'s>,
    pub(crate) rule: &'a Rule,
    pub(crate) found: Match,
}

impl Captures<'_, '_> {
    fn captured(&self, name: SlotName) -> Option<Captured> {
        self.found.slot(self.rule.build.slot(name)?)
    }

    /// The whole match.
    pub(crate) const fn reach(&self) -> Reach {
        Reach {
            start: self.found.start,
            end: self.found.end,
        }
    }

    /// The tokens of a capture.
    pub(crate) fn part(&self, name: SlotName) -> Option<Reach> {
        Some(self.tokens(self.captured(name)?))
    }

    fn tokens(&self, captured: Captured) -> Reach {
        match captured {
            Captured::Token(at) => Reach {
                start: at,
                end: at + 1,
            },
            Captured::Node(id) => {
                let node = self.scene.chart.node(id);
                Reach {
                    start: node.start,
                    end: node.end,
                }
            }
        }
    }

    /// The node of a capture that is one.
    pub(crate) fn node(&self, name: SlotName) -> Option<Node> {
        match self.captured(name)? {
            Captured::Node(id) => Some(self.scene.chart.node(id)),
            Captured::Token(_) => None,
        }
    }

    /// The item of a capture that a rule or reader built.
    pub(crate) fn item(&self, name: SlotName) -> Option<&Item> {
        match self.captured(name)? {
            Captured::Node(id) => self.scene.built(id),
            Captured::Token(_) => None,
        }
    }

    /// The number that a capture stands for: digits, or the value of a lexeme.
    pub(crate) fn number(&self, name: SlotName) -> Option<i64> {
        match self.captured(name)? {
            Captured::Token(at) => self.scene.slice(at as usize).parse().ok(),
            Captured::Node(id) => Some(self.scene.chart.node(id).value),
        }
    }
}
