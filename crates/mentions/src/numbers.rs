//! The number reader: digits and number words to exact amounts.
//!
//! Number words are instructions on a register, as the pack has them: `num_add` (with room for what may follow),
//! `num_times`, `num_scale`, `num_join`, `num_half`. The longest reading wins; one that ends in a joining word gives
//! that word back.

pub(crate) mod compound;
mod literal;
mod mixed;
pub(crate) mod nodes;
pub(crate) mod pieces;
mod power;
mod ranks;
mod register;
mod vague;

use claimsift_engine::{ClassId, ClassMask, Gap, Shape};
use claimsift_model::{Amount, Decimal, Flag, Kind, Modifier, Value};
use claimsift_packs::class;

use self::literal::Literal;
use self::nodes::{node, power, reach};
use self::register::Register;
use crate::item::{Item, Reach};
use crate::scene::Scene;

/// Reads every number of the sentence into its chart.
pub(crate) fn read(scene: &mut Scene<'_>) {
    let mut at = 0;
    while let Some(start) = scene.next_numeric(at) {
        at = start;
        if bare_article(scene, at) || bare_sign(scene, at) {
            at += 1;
            continue;
        }
        // Digits are no words.
        let words = !nodes::digits(scene, at);
        let rank = |scene: &mut _| ranks::parts(scene, at).or_else(|| ranks::read(scene, at));
        if let Some(end) = words.then(|| rank(scene)).flatten() {
            at = end;
            continue;
        }
        let vague = words.then(|| vague::read(scene, at)).flatten();
        let found = vague.or_else(|| number(scene, at));
        at = match found {
            Some(item) => {
                let end = item.reach.end as usize;
                scene.push(item, class::NUMBER);
                end.max(at + 1)
            }
            None => literal::skip(scene, at),
        };
    }
}

/// Classes of which what goes on with a number begins with one, besides the words for small numbers.
const GOES_ON: ClassMask = ClassMask::all(&[
    class::TIMES,
    class::SCALE,
    class::JOIN,
    class::HALF,
    class::POINT,
    class::VAGUE,
    class::SIGN,
    class::FRACTION_SIGN,
    ClassId::DIGITS,
]);

/// Whether a number may go on with what stands at a token: what most numbers end by is asked first.
fn goes_on(scene: &Scene<'_>, at: usize) -> bool {
    let mask = scene.chart.mask(at);
    mask.has(class::ADD) || mask.meets(&GOES_ON) || !scene.compounds.is_empty()
}

/// Whether an article stands at a token, with nothing behind it that could make it the number one.
fn bare_article(scene: &Scene<'_>, at: usize) -> bool {
    const RANKS: ClassMask = ClassMask::all(&[class::PART, class::RANK]);
    let own = scene.chart.mask(at);
    let alone = |class| {
        scene
            .lexeme(at, class)
            .is_none_or(|n| n.end as usize == at + 1)
    };
    own.has(class::ONE)
        && !(own.meets(&GOES_ON) || own.meets(&RANKS) || own.has(class::OF))
        && !scene.chart.mask(at + 1).meets(&RANKS)
        && !goes_on(scene, at + 1)
        && scene.chart.starts(at, class::ONE)
        && alone(class::ONE)
        && alone(class::ADD)
}

/// Whether a dash or another sign stands at a token, with nothing behind it that it could be the sign of.
fn bare_sign(scene: &Scene<'_>, at: usize) -> bool {
    const MORE: ClassMask = ClassMask::all(&[
        class::ADD,
        class::TIMES,
        class::SCALE,
        class::ONE,
        class::VAGUE,
        class::PART,
        class::RANK,
        class::OF,
        class::FRACTION_SIGN,
    ]);
    const SIGNED: ClassMask = ClassMask::all(&[class::ADD, class::PART, ClassId::DIGITS]);
    let own = scene.chart.mask(at);
    own.has(class::SIGN)
        && !own.meets(&MORE)
        && !scene.chart.mask(at + 1).meets(&SIGNED)
        && scene.mark(at).is_some()
        && scene
            .lexeme(at, class::SIGN)
            .is_none_or(|n| n.end as usize == at + 1)
}

fn number(scene: &Scene<'_>, start: usize) -> Option<Item> {
    let item = number_until(scene, start, usize::MAX)?;
    let end = item.reach.end as usize;
    if !lonely_letter(scene, start, end) {
        return Some(item);
    }
    // *12 m*: the letter is a unit, if anything.
    let apart = scene.gap(end - 1) != Gap::None;
    number_until(scene, start, end - 1).filter(|_| apart && end - 1 > start)
}

pub(crate) fn number_until(scene: &Scene<'_>, start: usize, limit: usize) -> Option<Item> {
    if let Some((next, unsure)) = word_sign(scene, start) {
        let mut item = unsigned(scene, next, limit)?;
        if unsure && !nodes::ends_phrase(scene, item.reach.end as usize) {
            return None;
        }
        item.reach = item.reach.join(reach(start, next));
        if let Value::Amount { amount, .. } = &mut item.value {
            *amount = amount.scaled(Decimal::NEGATIVE_ONE);
        }
        return Some(item);
    }
    let item = unsigned(scene, start, limit)?;
    (!lonely_article(scene, start, item.reach.end as usize)).then_some(item)
}

/// A number without a sign in a word; a lone article is one here.
fn unsigned(scene: &Scene<'_>, start: usize, limit: usize) -> Option<Item> {
    let mut register = Register::default();
    let sign = literal::sign(scene, start);
    let (mut at, mut first) = opening(scene, start, sign, &mut register)?;
    while let Some((next, literal)) = step(scene, &mut register, at, at > start) {
        if let Some(literal) = literal {
            first.get_or_insert(literal);
        }
        at = next;
        if at >= limit {
            break;
        }
    }
    if at == start {
        return None;
    }
    let mut item = finished(&register, reach(start, at), first.as_ref());
    item.year_like = first
        .as_ref()
        .is_some_and(|l| l.year_like && l.end == at && sign.is_none());
    item.foreign = first.as_ref().is_some_and(|l| l.foreign && l.end == at);
    Some(item)
}

/// Places that a fraction which does not end is rounded to.
const PLACES: u32 = 6;

fn finished(register: &Register, reach: Reach, first: Option<&Literal>) -> Item {
    let mut flags = register.flags.clone();
    let amount = match (register.value(), first.is_some_and(|l| l.too_long)) {
        // Only a division leaves more places than were written.
        (Some(value), false)
            if value.scale() > 20 && first.is_none_or(|l| l.value.scale() < 20) =>
        {
            flags.push(Flag::Rounded);
            Amount::exact(value.round_dp(PLACES).normalize())
        }
        (Some(value), false) => Amount::exact(value.normalize()),
        _ => Amount::unreadable(),
    };
    let amount = if register.or_more {
        amount.modified(Modifier::AtLeast)
    } else {
        amount
    };
    let mut item = Item::amount(Kind::Number, reach, amount, Some("1")).with_flags(&flags);
    item.scale = register.scale.and_then(|s| u32::try_from(s).ok());
    item
}

/// What a number may begin with besides a plain number: a sign, an article, a part of a magnitude.
fn opening(
    scene: &Scene<'_>,
    start: usize,
    sign: Option<(bool, usize)>,
    register: &mut Register,
) -> Option<(usize, Option<Literal>)> {
    if let Some((negative, digits)) = sign {
        let literal = literal::read(scene, digits)?;
        register.written = true;
        register.literal(if negative {
            -literal.value
        } else {
            literal.value
        })?;
        return Some((literal.end, Some(literal)));
    }
    let part = mixed::of_magnitude(scene, start).or_else(|| mixed::half_dozen(scene, start));
    if let Some((next, part)) = part.or_else(|| article(scene, start)) {
        register.literal(part)?;
        return Some((next, None));
    }
    Some((start, None))
}

/// *minus five*: a sign in a word, which nothing but a number may follow and no number, period or word of its own
/// phrase stands before. Gives the number's start, and whether the word is an adjective too (*negative one*).
pub(crate) fn word_sign(scene: &Scene<'_>, at: usize) -> Option<(usize, bool)> {
    let (end, _, extra) = node(scene, at, class::SIGN).filter(|n| n.1 < 0 && n.2 > 0)?;
    let adjective = extra == 2;
    let digits = scene.tokens.get(end)?.shape == Shape::Digits;
    let start = u32::try_from(at).ok()?;
    let inside = scene.ends_before(start, class::NO_SIGN);
    let before = at.checked_sub(1).and_then(|b| scene.tokens.get(b));
    let number = before.is_some_and(|t| t.shape == Shape::Digits)
        || scene.ends_before(start, class::ADD)
        || scene.ends_before(start, class::OR)
        || scene.ends_before(start, class::PERIOD);
    let number_follows = digits && !adjective || node(scene, end, class::ADD).is_some();
    let apart = scene.gap(end) != Gap::None;
    (number_follows && !inside && !number && apart).then_some((end, adjective))
}

/// *un million*, *a hundred*: the article is the number one when a magnitude follows.
fn article(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (end, ..) = node(scene, at, class::ONE)?;
    let word = scene.slice(end).len() > 1;
    let follows = word && node(scene, end, class::SCALE).is_some_and(|n| n.2 != 3)
        || node(scene, end, class::TIMES).is_some();
    follows.then_some((end, Decimal::ONE))
}

/// A lone *un*, *une*, *one*, *a* is no number here; rules read it where a unit follows.
fn lonely_article(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    node(scene, start, class::ONE).is_some_and(|n| n.0 == end)
}

/// *4K*: a magnitude of one letter is one beside a currency, or behind round digits.
fn lonely_letter(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let letter = scene.slice(end - 1).len() == 1;
    let exponent = node(scene, end - 1, class::SCALE).filter(|_| letter);
    let Some((_, exponent, _)) = exponent else {
        return false;
    };
    let money = node(scene, end, class::CURRENCY).is_some()
        || u32::try_from(start).is_ok_and(|at| scene.ends_before(at, class::CURRENCY));
    let glued = scene.gap(end - 1) == Gap::None;
    !(money
        || glued && glued_letter(scene, start, end, exponent)
        || !glued && apart(scene, end, exponent))
}

/// *300k*, *1.2M*: a letter right behind round digits or decimals. A small one that is a unit too is a magnitude before
/// people only: *2.3m people*.
fn glued_letter(scene: &Scene<'_>, start: usize, end: usize, exponent: i64) -> bool {
    let plain = scene.tokens[end - 1].shape != Shape::Lower || exponent == 3;
    let digits = scene.slice(start);
    let round = end == start + 2 && exponent <= 6 && digits.len() > 1 && digits.ends_with('0');
    let style = &scene.language.pack.style;
    let mark = scene.mark(start + 1);
    let decimals = end == start + 4 && mark.is_some_and(|m| style.decimal.contains(&m));
    let people = || {
        style
            .plural
            .iter()
            .any(|e| e.len() > 2 && e == scene.slice(end))
    };
    plain && round || decimals && exponent <= 9 && (plain || people())
}

/// *12,5 k.*, *12 M d’habitants*: a letter apart, where no word follows that it could belong to.
fn apart(scene: &Scene<'_>, end: usize, exponent: i64) -> bool {
    let small = scene.tokens[end - 1].shape == Shape::Lower;
    let ends = end >= scene.tokens.len() || scene.mark(end).is_some_and(|m| ".,;:!?)".contains(m));
    let behind_digits = nodes::digits(scene, end.saturating_sub(2));
    let of = scene.language.pack.style.scale_of.is_some() && scene.chart.starts(end, class::OF);
    behind_digits && (exponent == 3 && small && ends || exponent >= 6 && !small && of)
}

/// One instruction, with a joining word before it if need be. Gives the next token.
pub(crate) fn step(
    scene: &Scene<'_>,
    register: &mut Register,
    at: usize,
    joined: bool,
) -> Option<(usize, Option<Literal>)> {
    if !goes_on(scene, at) {
        return None;
    }
    if joined
        && scene.gap(at) == Gap::Wide
        && scene
            .tokens
            .get(at)
            .is_some_and(|t| t.shape == Shape::Digits)
    {
        return None;
    }
    if let Some(end) = mixed::sign(scene, register, at) {
        return Some((end, None));
    }
    if joined {
        let behind = mixed::joined(scene, register, at)
            .or_else(|| mixed::point(scene, register, at))
            .or_else(|| mixed::parts_behind(scene, register, at))
            .or_else(|| mixed::dozens(scene, register, at))
            .or_else(|| mixed::plus(scene, register, at))
            .or_else(|| mixed::dashed(scene, register, at));
        if let Some(end) = behind {
            return Some((end, None));
        }
    }
    if let Some(next) = instruction(scene, register, at) {
        return Some(next);
    }
    let (end, ..) = node(scene, at, class::JOIN).filter(|_| joined)?;
    let digits = mixed::hundred_and(scene, register, at, end)
        .or_else(|| mixed::joined_digits(scene, register, at, end));
    if let Some(end) = digits {
        return Some((end, None));
    }
    // A join needs a word of number before and behind; digits are lists or intervals.
    if scene.tokens.get(end)?.shape == Shape::Digits
        || scene.tokens.get(at.checked_sub(1)?)?.shape == Shape::Digits
    {
        return None;
    }
    let room = register.room;
    let fits = node(scene, end, class::ADD).is_some_and(|n| {
        register.open && n.1 > 0 && n.1 <= room && !hundreds_follow(scene, register, n.0)
    }) || (!register.open
        && register.last_scale > 0
        && scene.mark(at).is_none()
        && (register.last_scale <= 3 && added(scene, end)
            || scale_follows(scene, end, register.last_scale)))
        || mixed::and_hundreds(scene, register, at, end)
        || scene.mark(at).is_some()
            && (node(scene, end, class::TIMES).is_some()
                || node(scene, end, class::SCALE).is_some());
    if fits {
        instruction(scene, register, end)
    } else {
        None
    }
}

/// *5 Mio. ein*: an article behind a number is none of it, unless words go on from words.
fn article_behind(scene: &Scene<'_>, register: &Register, at: usize) -> bool {
    let behind = register.open || register.last_scale > 0;
    let apart = register.written || scene.language.pack.style.compound;
    behind && apart && node(scene, at, class::ONE).is_some()
}

/// *one hundred and two hundred*: what is joined is a number of its own.
fn hundreds_follow(scene: &Scene<'_>, register: &Register, at: usize) -> bool {
    node(scene, at, class::TIMES).is_some_and(|n| register.group >= n.1.into())
}

/// Whether the word at `at` may be joined to thousands: a small number, or one that is a word of several (*vijfhonderdzeven*).
fn added(scene: &Scene<'_>, at: usize) -> bool {
    let compound = scene.compounds.iter().any(|c| c.token == at);
    node(scene, at, class::ADD).is_some_and(|n| small(n.1) || compound && n.1 < 1000)
}

/// What a joining word may add to thousands: *two thousand and five*, *dois mil e quinhentos*.
const fn small(value: i64) -> bool {
    value < 100 || value < 1000 && value % 100 == 0
}

/// *três milhões e quinhentos mil*: number words up to a smaller magnitude.
fn scale_follows(scene: &Scene<'_>, start: usize, above: i64) -> bool {
    let part = |at| {
        [class::ADD, class::TIMES, class::JOIN]
            .iter()
            .find_map(|c| node(scene, at, *c))
    };
    let mut at = start;
    while let Some((end, ..)) = part(at).filter(|_| at < start + 6) {
        at = end;
    }
    at > start
        && above > 3
        && node(scene, at, class::SCALE).is_some_and(|n| n.1 < above && n.1 >= 3)
}

/// *quarante-cinq cents*: a word for a hundred that names the hundredth of a currency too, behind a number that takes
/// no hundreds.
fn cents(scene: &Scene<'_>, register: &Register, at: usize) -> bool {
    let large = register.open && register.group > Decimal::from(19);
    large && node(scene, at, class::CURRENCY).is_some_and(|n| n.2 == 3)
}

fn instruction(
    scene: &Scene<'_>,
    register: &mut Register,
    at: usize,
) -> Option<(usize, Option<Literal>)> {
    if scene.tokens.get(at)?.shape == Shape::Digits {
        let literal = literal::read(scene, at)?;
        // *2 millions 500 000* goes on; *en 2019 5 millions* does not.
        let continues = register.last_scale > 0
            && !register.open
            && literal.value < power(register.last_scale)?;
        if register.open || (register.last_scale > 0 && !continues) {
            return None;
        }
        register.literal(literal.value)?;
        register.written = true;
        return Some((literal.end, Some(literal)));
    }
    if let Some(compound) = scene.compounds.iter().find(|c| c.token == at) {
        compound.apply(register)?;
        return Some((at + 1, None));
    }
    if let Some((end, value, room)) =
        node(scene, at, class::ADD).filter(|_| !article_behind(scene, register, at))
        && register.add(value, room).is_some()
    {
        return Some((end, None));
    }
    if let Some((end, value, room)) =
        node(scene, at, class::TIMES).filter(|_| !cents(scene, register, at))
        && register.times(value, room).is_some()
    {
        return Some((end, None));
    }
    let (end, value, kind) = node(scene, at, class::SCALE)?;
    register.magnitude(value, kind)?;
    Some((end, None))
}
