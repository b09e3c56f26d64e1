//! Numbers of things: the amount and the head of the noun phrase that it counts.

use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_engine::{ClassId, Gap, Shape};
use claimsift_model::{Amount, Decimal, Kind};
use claimsift_packs::{HeadSide, class};

use super::Captures;
use crate::bare;
use crate::item::{Item, Reach};
use crate::scene::Scene;

/// Longest noun phrase that is looked through for its head.
const PHRASE: u32 = 4;

/// *von 2003 bis 2011 Bürgermeister*: intervals that are counted have round numbers.
fn years(amount: Amount) -> bool {
    let year = |end: Option<Decimal>| {
        let uneven = end.filter(|n| !(n / Decimal::TEN).fract().is_zero());
        uneven.is_some_and(|n| n >= Decimal::from(1900) && n < Decimal::from(2100))
    };
    amount.value().is_none() && year(amount.min()) && year(amount.max())
}

/// An amount and the noun behind it.
pub(super) fn count(of: &Captures<'_, '_>) -> Option<Item> {
    let scene = of.scene;
    let (own, noun) = (of.item(SlotName::Amount)?, of.part(SlotName::Noun)?);
    let amount = own.as_amount()?;
    let year = own.year_like && maybe_year(scene, own.reach.start) || years(amount);
    if amount.is_unreadable() || year {
        return None;
    }
    if own.scale.is_none()
        && (bare::behind_name(scene, own, 2, false)
            || bare::chained(scene, own)
            || broken(amount)
            || own.foreign)
    {
        return None;
    }
    // *saison 2020 des ouragans*: digits alone take no *of*.
    let style = &scene.language.pack.style;
    let of_all = style.scale_of.is_some_and(|power| power <= 1);
    let takes_of = !of_all && set(scene, own.reach.end, class::OF);
    if own.scale.is_none() && takes_of && amount.value().is_some() {
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
    // *100 milliards du plan*: what the money is of.
    let of_one = named && style.head == HeadSide::First && amount.value().is_some();
    if of_one && !far && !ends_plural(scene, head.end - 1) {
        return None;
    }
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

/// Less than one of a thing is a measure of it.
fn broken(amount: claimsift_model::Amount) -> bool {
    let one = claimsift_model::Decimal::ONE;
    amount.value().is_some_and(|v| v < one && !v.is_zero())
}

/// *46 milliards investis*: a magnitude that takes *of* before its noun, and has none.
fn lacks_of(scene: &Scene<'_>, own: &Item, noun: u32) -> bool {
    let least = scene.language.pack.style.scale_of;
    let last = own.reach.end.checked_sub(1);
    // *1,2M abonnés*: a letter takes none.
    let word = last.filter(|at| scene.slice(*at as usize).len() > 1);
    let scale = word.and_then(|at| scene.lexeme(at as usize, class::SCALE));
    let large = scale
        .zip(least)
        .is_some_and(|(s, l)| s.value >= i64::from(l));
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
        let run = run(scene, at)?;
        let plural = last_plural(scene, at, run)?;
        head = Reach {
            start: first_modifier(scene, at, plural),
            end: plural + 1,
        };
    }
    if scene.language.pack.style.head == HeadSide::First {
        head.end = compound(scene, head.end);
    }
    Some(head)
}

/// The last word of the nouns and adjectives from `at` on; a dash joins two to one.
fn run(scene: &Scene<'_>, at: u32) -> Option<u32> {
    let (mut last, mut next, mut words) = (None, at, 0);
    while words < PHRASE && nounish(scene, next) && (next == at || joined(scene, next)) {
        last = Some(next);
        next = if glued_dash(scene, next + 1) && nounish(scene, next + 2) {
            next + 2
        } else {
            words += 1;
            next + 1
        };
    }
    last
}

/// *sociaux-démocrates*, *ex-ministres*: the end of the words that dashes join to the one that ends before `end`.
fn compound(scene: &Scene<'_>, mut end: u32) -> u32 {
    while glued_dash(scene, end)
        && scene
            .tokens
            .get(end as usize + 1)
            .is_some_and(|t| t.is_word())
    {
        end += 2;
    }
    end
}

/// A dash at `at` that joins the words around it.
fn glued_dash(scene: &Scene<'_>, at: u32) -> bool {
    let at = at as usize;
    let dash = scene.mark(at).is_some() && scene.chart.starts(at, class::JOIN);
    dash && scene.gap(at) == Gap::None && scene.gap(at + 1) == Gap::None
}

/// The plural that a run of words ends in; a verb in `s` behind a plural is none (*five voters agree*, *agrees*).
fn last_plural(scene: &Scene<'_>, at: u32, run: u32) -> Option<u32> {
    let verb = |n: u32| n <= run && set(scene, n, class::VERB);
    let cut = (at..=run).find(|n| ends_plural(scene, *n) && verb(n + 1));
    cut.or_else(|| (at..=run).rev().find(|n| ends_plural(scene, *n)))
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
    let compound = before > at && glued_dash(scene, before - 1);
    if not_noun || compound { head } else { before }
}

/// *one million of Google’s custom-designed Tensor Processing Units*: the plural that ends the run of capitals or
/// nouns behind *of*.
fn far_head(scene: &Scene<'_>, from: u32, noun: u32) -> Option<Reach> {
    let last = (noun - 1..noun + PHRASE + 2)
        .take_while(|n| *n < noun || nounish(scene, *n))
        .last()?;
    let stopped = (from + 1..last).any(|n| {
        let said = scene
            .tokens
            .get(n as usize)
            .is_some_and(|t| t.is_word() && t.span.len() > 1);
        let links = [
            class::AND,
            class::DETERMINER,
            class::POSSESSIVE,
            class::GENITIVE,
        ];
        let link = links.iter().any(|c| set(scene, n, *c));
        said && !link && (set(scene, n, class::STOP) || set(scene, n, class::UNCOUNTED))
    });
    if stopped {
        return None;
    }
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

/// Words on each side that are looked at for capitals.
const AROUND: usize = 10;

/// Whether all words around are in capitals, as in a title: then they tell no name.
fn shouted(scene: &Scene<'_>, at: usize) -> bool {
    let around = at.saturating_sub(AROUND)..at + AROUND;
    let words = around
        .filter(|n| *n != at)
        .filter_map(|n| scene.tokens.get(n));
    let mut words = words.filter(|t| t.is_word() && t.span.len() > 2).peekable();
    words.peek().is_some() && words.all(|t| t.shape == Shape::Upper)
}

/// `named`: a large number and *of* stand before it, as before a people's name.
fn countable(scene: &Scene<'_>, head: Reach, named: bool) -> bool {
    let token = scene.tokens.get(head.start as usize);
    let name = token.is_some_and(|t| match t.shape {
        Shape::Upper => !shouted(scene, head.start as usize),
        shape => matches!(shape, Shape::Mixed | Shape::Title),
    });
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
