//! Numbers of things: the amount and the head of the noun phrase that it counts.

use claimsift_engine::pattern::Variant;
use claimsift_engine::{ClassId, Gap, Shape};
use claimsift_model::Kind;
use claimsift_packs::{HeadSide, class};

use super::Captures;
use crate::item::{Item, Reach};
use crate::scene::Scene;

/// Longest noun phrase that is looked through for its head.
const PHRASE: u32 = 4;

/// An amount and the noun behind it.
pub(super) fn count(of: &Captures<'_, '_>) -> Option<Item> {
    let scene = of.scene;
    let (own, noun) = (of.item("amount")?, of.part("noun")?);
    let amount = own.as_amount()?;
    if amount.is_unreadable() || (own.year_like && maybe_year(scene, own.reach.start)) {
        return None;
    }
    if own.scale.is_none() && (named_by(scene, own) || broken(amount)) {
        return None;
    }
    // *saison 2020 des ouragans*: digits alone take no *of*.
    if own.scale.is_none() && noun.start > own.reach.end && amount.value().is_some() {
        return None;
    }
    // The currency stands before it: *S$450 million fund*.
    if lacks_of(scene, own, noun.start) || scene.ends_before(own.reach.start, class::CURRENCY) {
        return None;
    }
    let far = of.rule.with == Some(Variant::Far);
    let head = if far {
        far_head(scene, own.reach.end, noun.end)?
    } else {
        head(scene, noun.start)?
    };
    if (own.reach.end..head.end).any(|at| set(scene, at, class::MONEY_NOUN)) {
        return None;
    }
    let named = own.scale.is_some() && head.start > own.reach.end;
    if !countable(scene, head, named)
        || (!far && own.scale.is_none() && !is_plural(scene, head, amount.value()))
    {
        return None;
    }
    let reach = if far { own.reach } else { own.reach.join(head) };
    let mut item = Item::amount(Kind::Count, reach, amount, Some("1")).with_flags(&own.flags);
    item.scale = own.scale;
    item.counted = Some(head);
    Some(item)
}

/// *Europe 1 vendredi*: short digits right behind a capital belong to its name, unless it is one of the calendar.
fn named_by(scene: &Scene<'_>, own: &Item) -> bool {
    let at = own.reach.start as usize;
    let Some(before) = at.checked_sub(1).filter(|b| *b > 0) else {
        return false;
    };
    let short = scene.tokens[at].shape == Shape::Digits
        && scene.slice(at).len() < 3
        && own.reach.len() == 1;
    let calendar = [class::MONTH, class::WEEKDAY, class::STOP, class::CURRENCY];
    let name = scene.tokens[before].is_capital()
        && scene.gap(at) == Gap::Space
        && !calendar
            .iter()
            .any(|c| scene.ends_before(own.reach.start, *c));
    short && name
}

/// Less than one of a thing is a measure of it.
fn broken(amount: claimsift_model::Amount) -> bool {
    let one = claimsift_model::Decimal::ONE;
    amount.value().is_some_and(|v| v < one && !v.is_zero())
}

/// *46 milliards investis*: a magnitude that takes *of* before its noun, and has none.
fn lacks_of(scene: &Scene<'_>, own: &Item, noun: u32) -> bool {
    let least = scene.language.pack.style.scale_of;
    let large = least.is_some_and(|l| own.scale.is_some_and(|s| s >= l));
    large && own.reach.end == noun
}

/// *in 2019 prices rose*: four digits behind a word that dates follow, or at the start of a sentence.
fn maybe_year(scene: &Scene<'_>, start: u32) -> bool {
    let dated = [
        class::YEAR_AFTER,
        class::YEAR_OWNER,
        class::IN,
        class::MONTH,
    ];
    start == 0 || dated.iter().any(|c| scene.ends_before(start, *c))
}

fn set(scene: &Scene<'_>, at: u32, class: ClassId) -> bool {
    scene.chart.starts(at as usize, class)
}

/// A word that may be part of a noun phrase: no function word, no unit of time, no other class's word.
fn nounish(scene: &Scene<'_>, at: u32) -> bool {
    let Some(token) = scene.tokens.get(at as usize) else {
        return false;
    };
    let taken = [
        class::CURRENCY,
        class::UNIT,
        class::MONTH,
        class::PERCENT_SIGN,
        class::POINTS,
        class::SCALE,
        class::PART,
    ];
    token.is_word()
        && token.span.len() > 1
        && !scene.chart.starts(at as usize, class::STOP)
        && !taken
            .iter()
            .any(|c: &ClassId| scene.chart.starts(at as usize, *c))
}

/// The head of the phrase that starts at `at`: the first noun behind the adjectives that may precede it, or the last
/// noun of the run, as the language has it.
fn head(scene: &Scene<'_>, mut at: u32) -> Option<Reach> {
    while set(scene, at, class::BEFORE_NOUN) && nounish(scene, at + 1) {
        at += 1;
    }
    if scene.language.pack.style.head == HeadSide::Capital {
        let capital = |n: &u32| {
            scene
                .tokens
                .get(*n as usize)
                .is_some_and(|t| t.is_capital())
        };
        let phrase =
            (at..at + PHRASE).take_while(|n| nounish(scene, *n) && (*n == at || joined(scene, *n)));
        let start = phrase.into_iter().find(capital)?;
        return Some(Reach {
            start,
            end: start + 1,
        });
    }
    let measured = set(scene, at + 1, class::UNIT) || set(scene, at + 1, class::CURRENCY);
    if !nounish(scene, at) || set(scene, at, class::BEFORE_NOUN) && measured {
        return None;
    }
    let mut head = Reach {
        start: at,
        end: at + 1,
    };
    if scene.language.pack.style.head == HeadSide::Last {
        let run = (at..at + PHRASE)
            .take_while(|n| nounish(scene, *n) && (*n == at || joined(scene, *n)))
            .last()?;
        let plural = (at..=run).rev().find(|n| ends_plural(scene, *n))?;
        head = Reach {
            start: first_modifier(scene, at, plural),
            end: plural + 1,
        };
    }
    Some(head)
}

/// Nothing but a space parts a word from the one before it.
fn joined(scene: &Scene<'_>, at: u32) -> bool {
    scene.gap(at as usize) != claimsift_engine::Gap::Wide
}

/// A noun before the head belongs to it (*data centers*); an adjective can not be told from it, so one word is taken.
fn first_modifier(scene: &Scene<'_>, at: u32, head: u32) -> u32 {
    let before = head.saturating_sub(1).max(at);
    let not_noun = scene
        .language
        .pack
        .style
        .not_noun
        .iter()
        .any(|e| scene.slice(before as usize).ends_with(e.as_str()));
    if not_noun { head } else { before }
}

/// *one million of Google’s custom-designed Tensor Processing Units*: the plural that ends the run of capitals or
/// nouns behind *of*.
fn far_head(scene: &Scene<'_>, from: u32, noun: u32) -> Option<Reach> {
    let last = (noun - 1..noun + PHRASE + 2)
        .take_while(|n| *n < noun || nounish(scene, *n))
        .last()?;
    let head = (from..=last)
        .rev()
        .find(|n| nounish(scene, *n) && ends_plural(scene, *n))?;
    let capital = |n: u32| scene.tokens.get(n as usize).is_some_and(|t| t.is_capital());
    let start = (from..head)
        .rev()
        .take_while(|n| capital(*n) && capital(head))
        .last()
        .unwrap_or(head);
    Some(Reach {
        start,
        end: head + 1,
    })
}

fn ends_plural(scene: &Scene<'_>, at: u32) -> bool {
    let word = scene.slice(at as usize).to_lowercase();
    scene
        .language
        .pack
        .style
        .plural
        .iter()
        .any(|e| word.ends_with(e.as_str()))
}

/// A number above one counts a plural.
fn is_plural(scene: &Scene<'_>, head: Reach, value: Option<claimsift_model::Decimal>) -> bool {
    let one = value.is_some_and(|v| v < claimsift_model::Decimal::TWO);
    one || ends_plural(scene, head.end - 1)
}

/// `named`: a large number and *of* stand before it, as before a people's name.
fn countable(scene: &Scene<'_>, head: Reach, named: bool) -> bool {
    let token = scene.tokens.get(head.start as usize);
    let name = token.is_some_and(|t| matches!(t.shape, Shape::Upper | Shape::Mixed | Shape::Title));
    let small_word = scene.slice(head.start as usize);
    let not_noun = &scene.language.pack.style.not_noun;
    let participle = not_noun.iter().any(|e| small_word.ends_with(e.as_str()));
    !(name
        && !(named && ends_plural(scene, head.end - 1))
        && head.len() == 1
        && scene.language.pack.style.head == HeadSide::First)
        && !set(scene, head.start, class::MONEY_NOUN)
        && !set(scene, head.start, class::UNCOUNTED)
        && !set(scene, head.end - 1, class::UNCOUNTED)
        && !participle
}
