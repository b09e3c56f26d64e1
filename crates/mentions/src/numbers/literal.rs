//! Digits as a newspaper writes them: grouped, with a decimal mark, with a sign.

use std::borrow::Cow;

use claimsift_engine::{Gap, Shape};
use claimsift_model::Decimal;
use claimsift_packs::class;

use crate::numbers::nodes::{close, digits};
use crate::numbers::power::{self, Power};
use crate::scene::Scene;

/// A number written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) value: Decimal,
    /// One past its last token.
    pub(crate) end: usize,
    /// Four digits and nothing else: a year may look so.
    pub(crate) year_like: bool,
    /// More digits than can be held exactly.
    pub(crate) too_long: bool,
    /// The decimal mark is not one of the language: `1.6` in French may be a version or a model.
    pub(crate) foreign: bool,
}

/// Most significant digits that an exact decimal holds.
const MAX_DIGITS: usize = 28;

/// The literal that starts at `at`; `None` when the digits are part of a name, a version, a time or a fraction.
pub(crate) fn read(scene: &Scene<'_>, at: usize) -> Option<Literal> {
    if let Some(literal) = leading_mark(scene, at) {
        return Some(literal);
    }
    if !digits(scene, at) || glued_before(scene, at) {
        return None;
    }
    let mut written = Cow::Borrowed(scene.slice(at));
    let plain = written.len();
    let mut end = groups(scene, at, &mut written);
    let grouped = end > at + 1;
    let own_mark = |m| scene.language.pack.style.decimal.contains(&m);
    let mut foreign = false;
    if let Some(fraction) = decimal(
        scene,
        end,
        grouped.then(|| scene.mark(at + 1)).flatten(),
        grouped,
    ) {
        let written = written.to_mut();
        written.push('.');
        written.push_str(fraction);
        foreign = !grouped && !scene.mark(end).is_some_and(own_mark);
        end += 2;
    }
    if let Some(part) = halves(scene, end).filter(|_| !grouped && end == at + 1) {
        let value = written.parse::<Decimal>().ok()?.checked_add(part)?;
        return Some(literal(value, end + 3));
    }
    let (next, power) = power::behind(scene, end).unwrap_or((end, Power::NONE));
    end = next;
    if glued_after(scene, end, grouped) {
        return None;
    }
    let held = significant(&written) <= MAX_DIGITS;
    // Most are small and whole, which is read at once.
    let small = written.parse::<u32>().map(Decimal::from);
    let value = match small.or_else(|_| written.parse()) {
        Ok(digits) if held => power.of(digits),
        Err(_) if held => return None,
        _ => None,
    };
    let (too_long, value) = (value.is_none(), value.unwrap_or_default());
    Some(Literal {
        value,
        end,
        year_like: !grouped && end == at + 1 && plain == 4,
        too_long,
        foreign,
    })
}

const fn literal(value: Decimal, end: usize) -> Literal {
    Literal {
        value,
        end,
        year_like: false,
        too_long: false,
        foreign: false,
    }
}

fn significant(written: &str) -> usize {
    let digits = written.trim_start_matches('0').chars();
    digits.filter(char::is_ascii_digit).count()
}

/// `.5`, `,08`: digits behind a decimal mark that nothing stands before. A comma may only have lost its space, so a
/// zero must follow it.
fn leading_mark(scene: &Scene<'_>, at: usize) -> Option<Literal> {
    let before = at.checked_sub(1)?;
    let mark = scene
        .mark(before)
        .filter(|_| digits(scene, at) && close(scene, at))?;
    let free =
        before == 0 || !close(scene, before) || scene.mark(before - 1).is_some_and(|m| m != mark);
    let own = scene.language.pack.style.decimal.contains(&mark);
    // Where a line begins no space can be lost.
    let sure = mark == '.' && own
        || mark == ',' && (scene.slice(at).starts_with('0') || own && before == 0);
    let short = scene.slice(at).len() <= MAX_DIGITS;
    if !(free && sure && short) || glued_after(scene, at + 1, false) {
        return None;
    }
    let value = format!("0.{}", scene.slice(at)).parse::<Decimal>().ok()?;
    Some(literal(value.normalize(), at + 1))
}

/// Appends the groups behind the digits at `at`; gives the token behind them.
fn groups(scene: &Scene<'_>, at: usize, written: &mut Cow<'_, str>) -> usize {
    let mut end = at + 1;
    if let Some(last) = by_hundreds(scene, at) {
        while end < last {
            written.to_mut().push_str(scene.slice(end + 1));
            end += 2;
        }
        return end;
    }
    let Some(width) = grouping(scene, at) else {
        return end;
    };
    let mark = if width == 0 { None } else { scene.mark(at + 1) };
    while group_at(scene, end, width, mark) {
        written.to_mut().push_str(scene.slice(end + width));
        end += width + 1;
    }
    end
}

/// `12,34,567`: groups of two, the last of three. Gives the token behind it.
fn by_hundreds(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let first = scene.slice(at);
    let mut end = at + 1;
    let comma = |n| {
        scene.mark(n) == Some(',') && close(scene, n) && close(scene, n + 1) && digits(scene, n + 1)
    };
    while comma(end) && scene.slice(end + 1).len() == 2 {
        end += 2;
    }
    let last = comma(end) && scene.slice(end + 1).len() == 3 && !comma(end + 2);
    (first.len() <= 2 && !first.starts_with('0') && end > at + 1 && last).then_some(end + 2)
}

/// *3 1/2*: the fraction behind a whole number, when it is one of those in use.
pub(crate) fn halves(scene: &Scene<'_>, at: usize) -> Option<Decimal> {
    if !digits(scene, at) {
        return None;
    }
    let glued = close(scene, at + 1) && close(scene, at + 2);
    let fraction = scene.mark(at + 1) == Some('/') && digits(scene, at + 2);
    let upper: i64 = scene.slice(at).parse().ok()?;
    let lower: i64 = scene.slice(at + 2).parse().ok()?;
    let proper = matches!(lower, 2..=5 | 8 | 16 | 32) && (1..lower).contains(&upper);
    (glued && fraction && proper).then(|| Decimal::from(upper) / Decimal::from(lower))
}

/// How groups are parted after the digits at `at`: by a space (0 tokens) or by a mark (1 token).
fn grouping(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let first = scene.slice(at);
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let style = &scene.language.pack.style;
    // Two groups are plain in any language.
    let spaced = style.group.contains(&' ') || group_at(scene, at + 2, 0, None);
    if spaced && group_at(scene, at + 1, 0, None) {
        return Some(0);
    }
    let mark = scene.mark(at + 1)?;
    let apostrophe = matches!(mark, '\'' | '’');
    let twice = group_at(scene, at + 1, 1, Some(mark)) && group_at(scene, at + 3, 1, Some(mark));
    // So is a group with the other mark behind it: *1.111,11* in English.
    let other = matches!(
        (mark, scene.mark(at + 3)),
        ('.', Some(',')) | (',', Some('.'))
    );
    let both = other
        && close(scene, at + 3)
        && close(scene, at + 4)
        && digits(scene, at + 4)
        && scene.slice(at + 4).len() < 3;
    let allowed =
        style.group.contains(&mark) || apostrophe || (matches!(mark, '.' | ',') && (twice || both));
    (allowed && group_at(scene, at + 1, 1, Some(mark))).then_some(1)
}

/// Whether a group of three digits follows at `at`, behind `width` marks.
fn group_at(scene: &Scene<'_>, at: usize, width: usize, mark: Option<char>) -> bool {
    let three = digits(scene, at + width) && scene.slice(at + width).len() == 3;
    match width {
        0 => three && scene.gap(at) == Gap::Space,
        _ => three && close(scene, at) && close(scene, at + 1) && scene.mark(at) == mark,
    }
}

fn decimal<'s>(
    scene: &'s Scene<'_>,
    at: usize,
    group: Option<char>,
    grouped: bool,
) -> Option<&'s str> {
    let mark = scene.mark(at)?;
    let style = &scene.language.pack.style;
    // The other mark is a decimal one too where it cannot part groups: *1.5 million* in French.
    let other = matches!(mark, '.' | ',')
        && (!grouped
            || group.is_some_and(|g| g != mark && matches!(g, '.' | ','))
            // *135 993.20 €*: behind spaces too, where it is no group of three.
            || group.is_none() && scene.slice(at + 1).len() < 3);
    let written = close(scene, at) && close(scene, at + 1) && digits(scene, at + 1);
    (written && group != Some(mark) && (style.decimal.contains(&mark) || other))
        .then(|| scene.slice(at + 1))
}

/// Letters, a mark or more digits right before: a name, a version, a date.
fn glued_before(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if !close(scene, at) {
        return false;
    }
    let token = &scene.tokens[before];
    if token.is_word() {
        let money = scene.lexeme(before, class::CURRENCY).is_some()
            || (0..3).any(|n| {
                before
                    .checked_sub(n)
                    .and_then(|b| scene.lexeme(b, class::CURRENCY))
                    .is_some_and(|c| c.end as usize == at)
            });
        return !money && token.span.len() < 8;
    }
    let number_before = before
        .checked_sub(1)
        .is_some_and(|b| digits(scene, b) && close(scene, before));
    match scene.mark(before) {
        // *Covid-19*: a word, a dash and digits without a gap are a name.
        Some('-' | '‐' | '‑' | '–' | '−') => before.checked_sub(1).is_some_and(|b| {
            // `3GW-5GW`
            let unit = scene
                .lexeme(b, class::UNIT)
                .is_some_and(|n| n.end as usize == before);
            let name =
                scene.tokens[b].is_word() && !unit || matches!(scene.mark(b), Some('^' | '-'));
            name && close(scene, before)
        }),
        Some('.' | ',' | ':' | '/' | '_' | '\\' | '=' | '&') => number_before,
        // A power.
        Some('^') => true,
        _ => false,
    }
}

/// More digits behind a mark, or a word that is no unit: `10.12.2024`, `18:30`, `3/4`, `5G`.
fn glued_after(scene: &Scene<'_>, end: usize, grouped: bool) -> bool {
    if !close(scene, end) || end >= scene.tokens.len() {
        return false;
    }
    if scene.tokens[end].is_word() {
        let known = [
            class::SCALE,
            class::CURRENCY,
            class::UNIT,
            class::POINTS,
            class::PERIOD,
            class::PERCENT_SIGN,
        ];
        // `1,000th`; without groups the rule for ranks reads the digits itself.
        let rank = grouped && scene.lexeme(end, class::RANK_ENDING).is_some();
        let lost_space =
            scene.tokens[end].shape == Shape::Title && scene.tokens[end].span.len() > 3;
        return !rank && !lost_space && known.iter().all(|c| scene.lexeme(end, *c).is_none());
    }
    let more = digits(scene, end + 1) && close(scene, end + 1);
    let raised = scene
        .mark(end)
        .is_some_and(|m| m == '^' || power::small(m).is_some());
    raised || matches!(scene.mark(end), Some('.' | ',' | ':' | '/' | '_')) && more
}

/// A sign that belongs to the digits behind it: whether it is a minus, and where the digits start.
pub(crate) fn sign(scene: &Scene<'_>, at: usize) -> Option<(bool, usize)> {
    let node = scene.lexeme(at, class::SIGN)?;
    let (next, negative) = (node.end as usize, node.value < 0);
    let apart = at == 0
        || scene.gap(at) != Gap::None
        || matches!(
            scene.mark(at - 1),
            Some('(' | '[' | '"' | '«' | '<' | '>' | '=')
        );
    let after_number = at > 0 && scene.tokens[at - 1].shape == Shape::Digits;
    let joined = close(scene, next) || negative && at == 0 && alone(scene, next);
    (digits(scene, next) && joined && apart && !after_number).then_some((negative, next))
}

/// Whether the whole text is one figure from `at` on, such as the cell of a table: what stands before it is no bullet.
fn alone(scene: &Scene<'_>, at: usize) -> bool {
    let figure = [
        class::SCALE,
        class::CURRENCY,
        class::UNIT,
        class::PERCENT_SIGN,
    ];
    let part =
        |n: usize| !scene.tokens[n].is_word() || figure.iter().any(|c| scene.chart.starts(n, *c));
    let ends = scene.tokens.first().zip(scene.tokens.last());
    let own = ends.and_then(|(a, b)| scene.text.get(a.span.range().start..b.span.range().end));
    own == Some(scene.text.trim()) && (at..scene.tokens.len()).all(part)
}

/// The token to go on at, when no number starts at `at`: digits in a run that is no number are passed whole.
pub(crate) fn skip(scene: &Scene<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while digits(scene, end - 1)
        && close(scene, end)
        && matches!(scene.mark(end), Some('.' | ',' | ':' | '/' | '_' | '-'))
        && digits(scene, end + 1)
        && close(scene, end + 1)
    {
        end += 2;
    }
    end
}
