//! Intervals in digits alone: `10/1-11/7`, `5/1/2019-5/7/2020`.

use claimsift_engine::Shape;
use claimsift_engine::pattern::SlotName;
use claimsift_model::Day;

use super::Captures;
use super::range::between;
use crate::dates::{Expr, Open, Period, Pick, What};

/// One end as it is written: two numbers, and the year where it has one.
struct End {
    first: i8,
    second: i8,
    year: Option<i16>,
}

impl End {
    fn day(&self, month_first: bool) -> (i8, i8) {
        if month_first {
            (self.first, self.second)
        } else {
            (self.second, self.first)
        }
    }

    fn date(&self, month_first: bool, year: Option<i16>) -> Option<What> {
        let (month, day) = self.day(month_first);
        Some(match year {
            Some(year) => What::Fixed(Period::Day(Day::new(year, month, day)?)),
            None => {
                Day::new(2024, month, day)?;
                What::Open(Open::Day(month, day, None), Pick::Usual)
            }
        })
    }
}

/// Both ends in the order of the language, or in the only one that makes days of them; the other one too, where it does.
pub(super) fn span(of: &Captures<'_, '_>) -> Option<Expr> {
    let (low, high, year_first) = ends(of)?;
    let own = year_first || of.scene.language.pack.style.month_first;
    let reading = |month_first| interval(&low, &high, month_first);
    if high.year.is_none() && !told(of, &low, &high, own) {
        return None;
    }
    let other = if year_first { None } else { reading(!own) };
    let mut readings = [reading(own), other].into_iter().flatten();
    let mut expr = Expr::new(readings.next()?);
    expr.other = readings.next();
    Some(expr)
}

fn interval(low: &End, high: &End, month_first: bool) -> Option<What> {
    // *11/2-1/3/2017*: the turn of the year lies between.
    let turned = low.day(month_first) > high.day(month_first);
    let year = low.year.or(high.year.map(|year| year - i16::from(turned)));
    let (first, last) = (
        low.date(month_first, year)?,
        high.date(month_first, high.year)?,
    );
    let ordered = match (&first, &last) {
        (What::Fixed(a), What::Fixed(b)) => a.start() < b.start(),
        _ => true,
    };
    between(first, last, ordered)
}

/// `6/4-7/5` may be two scores, `12/20-15/20` two marks: a word, a nought or the number of a day tells, or nothing else
/// stands in the sentence.
fn told(of: &Captures<'_, '_>, low: &End, high: &End, month_first: bool) -> bool {
    let Some(first) = of.part(SlotName::Low).map(|r| r.start) else {
        return false;
    };
    let alone = of.found.start == 0 && of.found.end as usize == of.scene.tokens.len();
    let nought = tokens(of).any(|at| of.scene.slice(at).starts_with('0'));
    let day = [low, high].iter().any(|e| e.day(month_first).1 > 12);
    of.found.start < first || alone || nought || day && interval(low, high, month_first).is_some()
}

/// The numbers from the first of the low end to the last of the high one.
fn tokens<'a>(of: &'a Captures<'_, '_>) -> impl Iterator<Item = usize> + use<'a> {
    let start = of.part(SlotName::Low).map_or(0, |r| r.start as usize);
    let end = of.part(SlotName::High).map_or(0, |r| r.end as usize);
    let digits = |at: &usize| {
        let token = of.scene.tokens.get(*at);
        token.is_some_and(|t| t.shape == Shape::Digits)
    };
    (start..end).filter(digits)
}

/// The two ends; and whether their years stand first.
fn ends(of: &Captures<'_, '_>) -> Option<(End, End, bool)> {
    let numbers: Vec<i16> = tokens(of)
        .map(|at| of.scene.slice(at).parse().ok())
        .collect::<Option<_>>()?;
    let end = |first: i16, second: i16, year: Option<i16>| {
        Some(End {
            first: i8::try_from(first).ok()?,
            second: i8::try_from(second).ok()?,
            year,
        })
    };
    let full = |year: i16| Some(if year < 100 { year + 2000 } else { year });
    Some(match *numbers.as_slice() {
        [a, b, c, d] => (end(a, b, None)?, end(c, d, None)?, false),
        [a, b, c, d, y] => (end(a, b, None)?, end(c, d, full(y))?, false),
        [y, a, b, z, c, d] if y > 100 => (end(a, b, Some(y))?, end(c, d, Some(z))?, true),
        [a, b, y, c, d, z] => (end(a, b, full(y))?, end(c, d, full(z))?, false),
        _ => return None,
    })
}
