//! Digits as a newspaper writes them: grouped, with a decimal mark, with a sign.

use claimsift_engine::{Gap, Shape};
use claimsift_model::Decimal;
use claimsift_packs::class;

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
}

/// Most significant digits that an exact decimal holds.
const MAX_DIGITS: usize = 28;

/// The literal that starts at `at`; `None` when the digits are part of a name, a version, a time or a fraction.
pub(crate) fn read(scene: &Scene<'_>, at: usize) -> Option<Literal> {
    if !digits(scene, at) || glued_before(scene, at) {
        return None;
    }
    let mut written = scene.slice(at).to_owned();
    let plain = written.len();
    let mut end = at + 1;
    let separator = grouping(scene, at);
    if let Some(width) = separator {
        let step = width + 1;
        while group_at(
            scene,
            end,
            width,
            if width == 0 { None } else { scene.mark(at + 1) },
        ) {
            written.push_str(scene.slice(end + width));
            end += step;
        }
    }
    let grouped = end > at + 1;
    if let Some(fraction) = decimal(scene, end, grouped) {
        written.push('.');
        written.push_str(fraction);
        end += 2;
    }
    if let Some(eighths) = halves(scene, end).filter(|_| !grouped && end == at + 1) {
        let value = written.parse::<Decimal>().ok()?.checked_add(eighths)?;
        return Some(Literal {
            value,
            end: end + 3,
            year_like: false,
            too_long: false,
        });
    }
    if glued_after(scene, end) {
        return None;
    }
    let significant = written
        .trim_start_matches('0')
        .chars()
        .filter(char::is_ascii_digit)
        .count();
    let too_long = significant > MAX_DIGITS;
    let value = if too_long {
        Decimal::ZERO
    } else {
        written.parse::<Decimal>().ok()?.normalize()
    };
    Some(Literal {
        value,
        end,
        year_like: !grouped && end == at + 1 && plain == 4,
        too_long,
    })
}

/// *3 1/2*: the fraction behind a whole number, when it is one of halves, quarters or eighths.
fn halves(scene: &Scene<'_>, at: usize) -> Option<Decimal> {
    let glued = close(scene, at + 1) && close(scene, at + 2);
    let fraction = digits(scene, at) && scene.mark(at + 1) == Some('/') && digits(scene, at + 2);
    let upper: i64 = scene.slice(at).parse().ok()?;
    let lower: i64 = scene.slice(at + 2).parse().ok()?;
    let proper = matches!(lower, 2 | 4 | 8) && (1..lower).contains(&upper);
    (glued && fraction && proper).then(|| Decimal::from(upper) / Decimal::from(lower))
}

fn digits(scene: &Scene<'_>, at: usize) -> bool {
    scene
        .tokens
        .get(at)
        .is_some_and(|t| t.shape == Shape::Digits)
}

fn close(scene: &Scene<'_>, at: usize) -> bool {
    scene.gap(at) == Gap::None
}

/// How groups are parted after the digits at `at`: by a space (0 tokens) or by a mark (1 token).
fn grouping(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let first = scene.slice(at);
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let style = &scene.language.pack.style;
    if style.group.contains(&' ') && group_at(scene, at + 1, 0, None) {
        return Some(0);
    }
    let mark = scene.mark(at + 1)?;
    let apostrophe = matches!(mark, '\'' | '’');
    let twice = group_at(scene, at + 1, 1, Some(mark)) && group_at(scene, at + 3, 1, Some(mark));
    let allowed = style.group.contains(&mark) || apostrophe || (matches!(mark, '.' | ',') && twice);
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

fn decimal<'s>(scene: &'s Scene<'_>, at: usize, grouped: bool) -> Option<&'s str> {
    let mark = scene.mark(at)?;
    let style = &scene.language.pack.style;
    // The other mark is a decimal one too where it cannot part groups: *1.5 million* in French.
    let other = !grouped && matches!(mark, '.' | ',');
    let written = close(scene, at) && close(scene, at + 1) && digits(scene, at + 1);
    (written && (style.decimal.contains(&mark) || other)).then(|| scene.slice(at + 1))
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
        Some('-' | '‑') => before
            .checked_sub(1)
            .is_some_and(|b| scene.tokens[b].is_word() && close(scene, before)),
        Some('.' | ',' | ':' | '/' | '_' | '\\' | '=' | '&') => number_before,
        _ => false,
    }
}

/// More digits behind a mark, or a word that is no unit: `10.12.2024`, `18:30`, `3/4`, `5G`.
fn glued_after(scene: &Scene<'_>, end: usize) -> bool {
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
        let lost_space =
            scene.tokens[end].shape == Shape::Title && scene.tokens[end].span.len() > 3;
        return !lost_space && known.iter().all(|c| scene.lexeme(end, *c).is_none());
    }
    let more = digits(scene, end + 1) && close(scene, end + 1);
    matches!(scene.mark(end), Some('.' | ',' | ':' | '/' | '_')) && more
}

/// A sign that belongs to the digits behind it: whether it is a minus, and where the digits start.
pub(crate) fn sign(scene: &Scene<'_>, at: usize) -> Option<(bool, usize)> {
    let node = scene.lexeme(at, class::SIGN)?;
    let (next, negative) = (node.end as usize, node.value < 0);
    let apart = at == 0
        || scene.gap(at) != Gap::None
        || matches!(scene.mark(at - 1), Some('(' | '[' | '"' | '«'));
    let after_number = at > 0 && scene.tokens[at - 1].shape == Shape::Digits;
    (digits(scene, next) && close(scene, next) && apart && !after_number)
        .then_some((negative, next))
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
