//! The number reader: digits and number words to exact amounts.
//!
//! Number words are instructions on a register, as the pack has them: `num_add` (with room for what may follow),
//! `num_times`, `num_scale`, `num_join`, `num_half`. The longest reading wins; one that ends in a joining word gives
//! that word back.

use claimsift_engine::{ClassId, Gap, Shape};
use claimsift_model::{Amount, Decimal, Flag, Kind};
use claimsift_packs::class;

use crate::item::{Item, Reach};
use crate::literal::{self, Literal};
use crate::scene::Scene;

/// Reads every number of the sentence into its chart.
pub(crate) fn read(scene: &mut Scene<'_>) {
    let numeric = scene.numeric();
    let mut at = 0;
    while at < numeric.len() {
        if !numeric[at] {
            at += 1;
            continue;
        }
        let found = vague(scene, at).or_else(|| number(scene, at));
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

fn node(scene: &Scene<'_>, at: usize, class: ClassId) -> Option<(usize, i64, i64)> {
    scene
        .lexeme(at, class)
        .map(|n| (n.end as usize, n.value, n.extra))
}

fn power(exponent: i64) -> Option<Decimal> {
    let exponent = u32::try_from(exponent).ok().filter(|e| *e <= 18)?;
    Some(Decimal::from(10_u64.pow(exponent)))
}

/// `plusieurs milliards`, `hundreds of millions`, `milliers`: the magnitude is known, the number is not.
fn vague(scene: &Scene<'_>, start: usize) -> Option<Item> {
    let mut at = start;
    let mut least = Decimal::ONE;
    let (mut words, mut needs_of) = (0, false);
    while words < 3 {
        let Some((end, value, extra)) = node(scene, at, class::VAGUE) else {
            break;
        };
        least = least.checked_mul(value.into())?;
        needs_of = extra == 1;
        words += 1;
        at = skip_of(scene, end, class::VAGUE).unwrap_or(end);
    }
    let mut flags = vec![Flag::Vague];
    let mut scale = None;
    let end = match magnitude_behind(scene, at) {
        Some((end, exponent, kind)) => {
            least = least.checked_mul(power(exponent)?)?;
            scale = u32::try_from(exponent).ok();
            flags.extend((kind == 1).then_some(Flag::ShortScaleCalque));
            end
        }
        None if least > Decimal::ONE && (!needs_of || follows_of(scene, at)) => {
            trim_of(scene, start, at)
        }
        None => return None,
    };
    if words == 0 && glued_to_digits(scene, start) {
        return None;
    }
    let from = article_before(scene, start)
        .filter(|_| needs_of)
        .unwrap_or(start);
    let amount = Amount::several(Some(least.normalize()));
    let mut item = Item::amount(Kind::Number, reach(from, end), amount, Some("1"));
    item.scale = scale.or_else(|| (least >= Decimal::ONE_HUNDRED).then_some(2));
    Some(item.with_flags(&flags))
}

/// A plural magnitude at `at`, perhaps behind *of*: its end, power of ten and kind.
fn magnitude_behind(scene: &Scene<'_>, at: usize) -> Option<(usize, i64, i64)> {
    let from = skip_of(scene, at, class::SCALE).unwrap_or(at);
    node(scene, from, class::SCALE).filter(|(_, _, kind)| *kind != 3 && plural(scene, from))
}

fn glued_to_digits(scene: &Scene<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| scene.tokens.get(i));
    scene.gap(at) == Gap::None && before.is_some_and(|t| t.shape == Shape::Digits)
}

fn follows_of(scene: &Scene<'_>, at: usize) -> bool {
    scene.chart.starts(at, class::OF)
}

/// *une* trentaine: the article belongs to the amount.
fn article_before(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    node(scene, before, class::ONE)
        .filter(|n| n.0 == at)
        .map(|_| before)
}

fn reach(start: usize, end: usize) -> Reach {
    let clip = |n| u32::try_from(n).unwrap_or(u32::MAX);
    Reach {
        start: clip(start),
        end: clip(end),
    }
}

/// The token behind a joining *of* when a word of `class` follows it.
fn skip_of(scene: &Scene<'_>, at: usize, class: ClassId) -> Option<usize> {
    let end = scene.lexeme(at, class::OF)?.end as usize;
    node(scene, end, class).map(|_| end)
}

/// The end of the vague words without the *of* that some of them carry.
fn trim_of(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let last = end.saturating_sub(1);
    let node = scene.lexeme(last, class::OF);
    let is_of = last > start && node.is_some_and(|n| n.end as usize == end);
    if is_of { last } else { end }
}

/// Whether the word at `at` is a plural by its ending; symbols are not.
fn plural(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.slice(at);
    let long = word.chars().count() > 3;
    let lower = word.to_lowercase();
    long && scene
        .language
        .pack
        .style
        .plural
        .iter()
        .any(|e| lower.ends_with(e.as_str()))
}

/// The register that number words work on.
#[derive(Default)]
struct Register {
    /// Finished magnitudes.
    total: Decimal,
    /// What the next magnitude will multiply.
    group: Decimal,
    /// Whether `group` holds something.
    open: bool,
    /// Largest number that may still be added to the group.
    room: i64,
    /// Power of the last magnitude.
    last_scale: i64,
    scale: Option<i64>,
    flags: Vec<Flag>,
}

impl Register {
    fn add(&mut self, value: i64, room: i64) -> Option<()> {
        if self.open && (value > self.room || value == 0) {
            return None;
        }
        self.group = if self.open {
            self.group.checked_add(value.into())?
        } else {
            value.into()
        };
        self.open = true;
        self.room = room;
        Some(())
    }

    fn times(&mut self, factor: i64, room: i64) -> Option<()> {
        if self.open && (self.group >= factor.into() || self.group.is_zero()) {
            return None;
        }
        self.group = if self.open {
            self.group.checked_mul(factor.into())?
        } else {
            factor.into()
        };
        self.open = true;
        self.room = room;
        Some(())
    }

    fn literal(&mut self, value: Decimal) -> Option<()> {
        if self.open {
            return None;
        }
        self.group = value;
        self.open = true;
        self.room = -1;
        Some(())
    }

    fn magnitude(&mut self, exponent: i64, kind: i64) -> Option<()> {
        let factor = power(exponent)?;
        let first = self.last_scale == 0 && self.total.is_zero();
        if first || exponent < self.last_scale {
            if !self.open && !(first && kind == 3) {
                return None;
            }
            let group = if self.open { self.group } else { Decimal::ONE };
            self.total = self.total.checked_add(group.checked_mul(factor)?)?;
        } else if exponent > self.last_scale || !self.open {
            // *5 mille milliards*: the magnitude takes all that stands before it.
            self.total = self.total.checked_add(self.group)?.checked_mul(factor)?;
        } else {
            return None;
        }
        self.group = Decimal::ZERO;
        self.open = false;
        self.room = 0;
        self.last_scale = exponent;
        self.scale = Some(self.scale.unwrap_or(0).max(exponent));
        match kind {
            1 | 2 => self.flags.push(Flag::ShortScaleCalque),
            _ => {}
        }
        Some(())
    }

    fn half(&mut self) -> Option<()> {
        let half =
            power(self.last_scale).filter(|_| self.last_scale > 0 && !self.open)? / Decimal::TWO;
        self.total = self.total.checked_add(half)?;
        Some(())
    }

    fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.group)
    }
}

fn number(scene: &Scene<'_>, start: usize) -> Option<Item> {
    let mut register = Register::default();
    let (mut at, mut end) = (start, start);
    let sign = literal::sign(scene, start);
    let mut first: Option<Literal> = None;
    if let Some((negative, digits)) = sign {
        let literal = literal::read(scene, digits)?;
        at = literal.end;
        register.literal(if negative {
            -literal.value
        } else {
            literal.value
        })?;
        first = Some(literal);
    } else if let Some((next, part)) = article(scene, start) {
        at = next;
        register.literal(Decimal::ONE / Decimal::from(part))?;
    }
    if at > start {
        end = at;
    }
    while let Some((next, literal)) = step(scene, &mut register, at, at > start) {
        if let Some(literal) = literal {
            first.get_or_insert(literal);
        }
        at = next;
        end = at;
    }
    if end == start || lonely_article(scene, start, end) || lonely_letter(scene, start, end) {
        return None;
    }
    let year_like = first
        .as_ref()
        .is_some_and(|l| l.year_like && l.end == end && sign.is_none());
    let reach = reach(start, end);
    let amount = match (register.value(), first.as_ref().is_some_and(|l| l.too_long)) {
        (Some(value), false) => Amount::exact(value.normalize()),
        _ => Amount::unreadable(),
    };
    let mut item = Item::amount(Kind::Number, reach, amount, Some("1")).with_flags(&register.flags);
    item.scale = register.scale.and_then(|s| u32::try_from(s).ok());
    item.year_like = year_like;
    Some(item)
}

/// *un million*, *a hundred*, *half a billion*: the article is the number one, or the part before it, when a magnitude
/// follows. Gives the next token and the denominator.
fn article(scene: &Scene<'_>, at: usize) -> Option<(usize, i64)> {
    let part = node(scene, at, class::PART).filter(|(_, value, _)| matches!(value, 2 | 4 | 5 | 10));
    let from = part.map_or(at, |(end, ..)| {
        skip_of(scene, end, class::ONE).unwrap_or(end)
    });
    let (end, ..) = node(scene, from, class::ONE)?;
    let follows = node(scene, end, class::SCALE).is_some_and(|n| n.2 != 3)
        || node(scene, end, class::TIMES).is_some();
    follows.then_some((end, part.map_or(1, |p| p.1)))
}

/// A lone *un*, *une*, *one*, *a* is no number here; rules read it where a unit follows.
fn lonely_article(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    node(scene, start, class::ONE).is_some_and(|n| n.0 == end)
}

/// *4K*: a magnitude of one letter is one beside a currency only.
fn lonely_letter(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    let letter = scene.slice(end - 1).len() == 1 && node(scene, end - 1, class::SCALE).is_some();
    let money = node(scene, end, class::CURRENCY).is_some()
        || u32::try_from(start).is_ok_and(|at| scene.ends_before(at, class::CURRENCY));
    letter && !money
}

/// One instruction, with a joining word before it if need be. Gives the next token.
fn step(
    scene: &Scene<'_>,
    register: &mut Register,
    at: usize,
    joined: bool,
) -> Option<(usize, Option<Literal>)> {
    if joined
        && scene.gap(at) == Gap::Wide
        && scene
            .tokens
            .get(at)
            .is_some_and(|t| t.shape == Shape::Digits)
    {
        return None;
    }
    if let Some((end, ..)) = node(scene, at, class::HALF).filter(|_| joined)
        && register.half().is_some()
    {
        return Some((end, None));
    }
    if let Some(next) = instruction(scene, register, at) {
        return Some(next);
    }
    let (end, ..) = node(scene, at, class::JOIN).filter(|_| joined)?;
    // A join needs a word of number before and behind; digits are lists or intervals.
    if scene.tokens.get(end)?.shape == Shape::Digits
        || scene.tokens.get(at.checked_sub(1)?)?.shape == Shape::Digits
    {
        return None;
    }
    let room = register.room;
    let fits = node(scene, end, class::ADD)
        .is_some_and(|n| register.open && n.1 > 0 && n.1 <= room)
        || (!register.open
            && register.last_scale > 0
            && node(scene, end, class::ADD).is_some_and(|n| n.1 < 100)
            && scene.mark(at).is_none()
            && register.last_scale <= 3)
        || scene.mark(at).is_some()
            && (node(scene, end, class::TIMES).is_some()
                || node(scene, end, class::SCALE).is_some());
    if fits {
        instruction(scene, register, end)
    } else {
        None
    }
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
        return Some((literal.end, Some(literal)));
    }
    if let Some((end, value, room)) = node(scene, at, class::ADD)
        && register.add(value, room).is_some()
    {
        return Some((end, None));
    }
    if let Some((end, value, room)) = node(scene, at, class::TIMES)
        && register.times(value, room).is_some()
    {
        return Some((end, None));
    }
    let (end, value, kind) = node(scene, at, class::SCALE)?;
    register.magnitude(value, kind)?;
    Some((end, None))
}
