//! Words around a mention: bounds, rates, conversions. They change the mention and stay outside its span.

use claimsift_engine::Gap;
use claimsift_engine::pattern::{Build, Captured, Match, SlotName, Variant};
use claimsift_model::{Decimal, Kind, Modifier, Per, Value};
use claimsift_packs::{Rule, class};

use super::quantity::unit_of;
use crate::item::Reach;
use crate::scene::{Scene, is_built};

/// UCUM codes of the periods of `class::PERIOD`, from 1.
const PERIODS: [(&str, i64); 11] = [
    ("d", 1),
    ("wk", 1),
    ("mo", 1),
    ("mo", 3),
    ("mo", 6),
    ("a", 1),
    ("a", 10),
    ("a", 100),
    ("h", 1),
    ("min", 1),
    ("s", 1),
];

/// What an amount may be given for that is no unit, by the number of `class::RATE_THING`: UCUM lets any word stand in
/// braces.
const THINGS: [&str; 4] = ["{share}", "{person}", "{household}", "{vehicle}"];

/// Applies a rule to the mentions that its match captured.
pub(crate) fn refine(scene: &mut Scene<'_>, rule: &Rule, index: u16, found: Match) {
    let Some(main) = target(scene, rule, found, SlotName::Mention) else {
        return;
    };
    let reach = Reach {
        start: found.start,
        end: found.end,
    };
    let changed = match rule.build {
        Build::Hedge => hedged(scene, rule, found, main),
        Build::Rate => rate(scene, rule, found, main),
        Build::Converts => {
            let Some(other) = target(scene, rule, found, SlotName::Other) else {
                return;
            };
            if converts(scene, main, other) {
                scene.items[other].derivation.push(index);
            }
            false
        }
        _ => false,
    };
    if changed {
        let item = &mut scene.items[main];
        item.extent = item.extent.join(reach);
        item.derivation.push(index);
    }
}

/// Sets the bound of the mention, and of the one that shares it.
fn hedged(scene: &mut Scene<'_>, rule: &Rule, found: Match, main: usize) -> bool {
    if rule.with == Some(Variant::Negative) {
        return bracketed(scene, found, main);
    }
    let Some(modifier) = rule.with.and_then(modifier) else {
        return false;
    };
    if let Some(also) = target(scene, rule, found, SlotName::Also) {
        hedge(scene, also, modifier);
    }
    hedge(scene, main, modifier)
}

fn target(scene: &Scene<'_>, rule: &Rule, found: Match, name: SlotName) -> Option<usize> {
    match found.slot(rule.build.slot(name)?)? {
        Captured::Node(id) if is_built(scene.chart.node(id).class) => {
            Some(scene.chart.node(id).item as usize)
        }
        _ => None,
    }
}

/// `(1 250)`: brackets around the only figure of a line that stands for itself, as the cell of a table does, are a minus.
/// Digits alone may be a note or a year.
fn bracketed(scene: &mut Scene<'_>, found: Match, main: usize) -> bool {
    let whole = found.start == 0 && found.end as usize == scene.tokens.len();
    let first = scene.tokens.first().map_or(0, |t| t.span.range().start);
    let last = scene.tokens.last().map_or(0, |t| t.span.range().end);
    let before = scene.text.get(..first).and_then(|t| t.chars().next_back());
    let behind = scene.text.get(last..).and_then(|t| t.chars().next());
    let own_line = [before, behind].into_iter().flatten().all(|c| c == '\n');
    let item = &mut scene.items[main];
    let inside = item.reach.start == 1 && item.reach.end + 1 == found.end;
    let note = item.reach.len() == 1 && item.kind == Kind::Number;
    if !(whole && own_line && inside) || note || item.year_like {
        return false;
    }
    let Value::Amount { amount, .. } = &mut item.value else {
        return false;
    };
    let exact = amount.modifier() == Modifier::Exact;
    if !exact || amount.value().is_none_or(|v| v <= Decimal::ZERO) {
        return false;
    }
    *amount = amount.scaled(Decimal::NEGATIVE_ONE);
    item.reach = Reach {
        start: found.start,
        end: found.end,
    };
    true
}

const fn modifier(variant: Variant) -> Option<Modifier> {
    Some(match variant {
        Variant::About => Modifier::About,
        Variant::MoreThan => Modifier::MoreThan,
        Variant::AtLeast => Modifier::AtLeast,
        Variant::LessThan => Modifier::LessThan,
        Variant::AtMost => Modifier::AtMost,
        _ => return None,
    })
}

/// The first bound stays; an approximation gives way to a bound.
fn hedge(scene: &mut Scene<'_>, item: usize, modifier: Modifier) -> bool {
    let Value::Amount { amount, .. } = &mut scene.items[item].value else {
        return false;
    };
    let free = matches!(amount.modifier(), Modifier::Exact | Modifier::About);
    if free && !amount.is_unreadable() {
        *amount = amount.modified(modifier);
    }
    free
}

fn rate(scene: &mut Scene<'_>, rule: &Rule, found: Match, item: usize) -> bool {
    let unit = rule.build.slot(SlotName::Unit).and_then(|s| found.slot(s));
    let Some(Captured::Node(id)) = unit else {
        return false;
    };
    let node = scene.chart.node(id);
    let per = if node.class == class::UNIT {
        let power = power_behind(scene, node.end as usize);
        unit_of(scene, node.value).map(|(unit, factor)| Per {
            value: factor,
            unit: format!("{}{power}", unit.code).into(),
        })
    } else if node.class == class::RATE_THING {
        let thing = usize::try_from(node.value).ok().and_then(|n| THINGS.get(n));
        thing.map(|code| Per {
            value: Decimal::ONE,
            unit: (*code).into(),
        })
    } else {
        let period = usize::try_from(node.value - 1)
            .ok()
            .and_then(|n| PERIODS.get(n));
        period.map(|(code, n)| Per {
            value: Decimal::from(*n),
            unit: (*code).into(),
        })
    };
    let changed = per.is_some() && scene.items[item].per.is_none();
    if changed {
        scene.items[item].per = per;
    }
    changed
}

/// The power of a length written in digits: *le m2*.
fn power_behind<'s>(scene: &'s Scene<'_>, at: usize) -> &'s str {
    let glued = scene.gap(at) == Gap::None;
    Some(scene.slice(at))
        .filter(|s| glued && matches!(*s, "2" | "3"))
        .unwrap_or_default()
}

fn converts(scene: &mut Scene<'_>, main: usize, other: usize) -> bool {
    let unit = |i: usize| match &scene.items[i].value {
        Value::Amount { unit, .. } => unit.clone(),
        _ => None,
    };
    let differ = unit(main) != unit(other);
    if differ {
        scene.items[other].converts = u32::try_from(main).ok();
    }
    differ
}
