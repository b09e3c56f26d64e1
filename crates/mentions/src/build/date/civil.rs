//! Dates that name their own fields, all of them or some.

use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_engine::{Gap, Shape};
use claimsift_model::Day;
use claimsift_packs::class;

use super::{Captures, counts, item, small, whole, year};
use crate::dates::{Expr, Open, Period, Pick, What};
use crate::item::Item;

/// The fields of a date as written.
pub(in crate::build) fn civil(of: &Captures<'_, '_>) -> Option<Item> {
    let expr = match of.rule.with {
        Some(Variant::DigitsOnly) => digits_only(of)?,
        Some(Variant::DecadeOf) => Expr::new(What::Fixed(decade(of)?)),
        Some(Variant::CenturyOf) => Expr::new(What::Fixed(century(of)?)),
        // *novembre 23* is not French.
        Some(Variant::Slashed) => slashed(of)?,
        Some(Variant::BareYear) => bare_year(of)?,
        Some(Variant::DayAlone) => Expr::new(fields(of).filter(|_| closed(of))?),
        Some(Variant::InWords) => Expr::new(fields(of).filter(|_| in_words(of) && closed(of))?),
        Some(Variant::MonthAlone) => Expr::new(fields(of).filter(|_| opens(of) && closed(of))?),
        Some(Variant::YearsOnly) => Expr::new(fields(of).filter(|_| turns(of))?),
        Some(Variant::YearWords) => Expr::new(What::Fixed(year_words(of)?)),
        Some(Variant::ShortYear) => Expr::new(fields(of).filter(|_| short_year(of))?),
        Some(Variant::MonthFirst) if !of.scene.language.pack.style.month_first => return None,
        _ => Expr::new(fields(of)?),
    };
    item(of, expr)
}

fn fields(of: &Captures<'_, '_>) -> Option<What> {
    let asked = [SlotName::MonthNo, SlotName::DayNo, SlotName::WeekdayNo];
    let own = open(of);
    if own.is_none() && asked.iter().any(|name| of.part(*name).is_some()) {
        return None;
    }
    let year = match of.part(SlotName::YearNo) {
        Some(_) => Some(year(of, SlotName::YearNo)?),
        None => None,
    };
    match (own, year) {
        (Some(open), None) => {
            (possible(open) && !misread(of, open)).then_some(What::Open(open, Pick::Usual))
        }
        (Some(open), Some(year)) => Period::of_year(open, year).map(What::Fixed),
        (None, Some(year)) if of.part(SlotName::PartNo).is_none() && !code(of) => {
            let sure = of.rule.with != Some(Variant::Unsure) || !(counts_next(of) || product(of));
            sure.then_some(What::Fixed(Period::Year(year)))
        }
        _ => None,
    }
}

/// The fields but the year.
pub(super) fn open(of: &Captures<'_, '_>) -> Option<Open> {
    let weekday = small(of, SlotName::WeekdayNo);
    let (month, day) = (small(of, SlotName::MonthNo), small(of, SlotName::DayNo));
    if day.is_none() && of.part(SlotName::DayNo).is_some() {
        return None;
    }
    match (month, day, weekday) {
        (Some(month), Some(day), weekday) => Some(Open::Day(month, day, weekday)),
        (Some(month), None, _) => Some(Open::Month(month)),
        (None, Some(day), weekday) => Some(Open::DayOnly(day, weekday)),
        (None, None, Some(weekday)) => Some(Open::Weekday(weekday)),
        (None, None, None) => part_of_year(of),
    }
}

/// A season; or a number of quarters or halves, whose word or letter is the tail.
fn part_of_year(of: &Captures<'_, '_>) -> Option<Open> {
    if let Some(feast) = of
        .node(SlotName::PartNo)
        .filter(|p| p.class == class::FEAST)
    {
        let kind = i8::try_from(feast.extra).ok()?;
        return Some(Open::Feast(i16::try_from(feast.value).ok()?, kind));
    }
    let n = small(of, SlotName::PartNo)?;
    if of
        .node(SlotName::PartNo)
        .is_some_and(|p| p.class == class::SEASON)
    {
        return Some(Open::Season(n));
    }
    match (of.number(SlotName::Tail)?, n) {
        (4, 1..=4) => Some(Open::Quarter(n)),
        (5, 1..=2) => Some(Open::Half(n)),
        _ => None,
    }
}

/// 31 February is no date; 29 February is one in some years.
fn possible(open: Open) -> bool {
    match open {
        Open::Day(month, day, _) => Day::new(2024, month, day).is_some(),
        Open::DayOnly(day, _) => (1..=31).contains(&day),
        _ => true,
    }
}

/// *mardi 18 personnes*, *in May 20 people*: the number counts what follows.
fn misread(of: &Captures<'_, '_>, open: Open) -> bool {
    let last = of.part(SlotName::DayNo).map(|r| r.end) == super::reach(of).map(|r| r.end);
    matches!(open, Open::Day(..) | Open::DayOnly(..)) && last && counts(of, SlotName::DayNo)
}

/// `2019-13-45`, *31 février 2024*: digits of something longer, or the year of a day that never was.
fn code(of: &Captures<'_, '_>) -> bool {
    let (scene, start, end) = (of.scene, of.found.start as usize, of.found.end as usize);
    let glued = |at: usize| scene.tokens.get(at).is_some_and(|t| t.gap == Gap::None);
    let digits = scene
        .tokens
        .get(end + 1)
        .is_some_and(|t| t.shape == Shape::Digits);
    let month = scene.chart.starts(start, class::MONTH);
    let goes_on =
        matches!(scene.mark(end), Some('-' | '/')) && glued(end) && glued(end + 1) && digits;
    let behind = start >= 2
        && matches!(scene.mark(start - 1), Some('.' | '-' | '/'))
        && scene
            .tokens
            .get(start - 2)
            .is_some_and(|t| t.shape == Shape::Digits)
        && glued(start)
        && glued(start - 1);
    goes_on || behind || of.rule.with == Some(Variant::Unsure) && month
}

/// *Windows 2000*: the digits behind a name are of the name, unless it is a place or an event.
fn product(of: &Captures<'_, '_>) -> bool {
    let scene = of.scene;
    let digits = |at: usize| {
        scene
            .tokens
            .get(at)
            .is_some_and(|t| t.shape == Shape::Digits)
    };
    // The rules begin at the name, at the word before the year, or at the year.
    let first = of.found.start as usize;
    let Some(name) = (if digits(first) {
        first.checked_sub(1)
    } else {
        Some(first)
    }) else {
        return false;
    };
    let title = scene
        .tokens
        .get(name)
        .is_some_and(|t| matches!(t.shape, Shape::Title | Shape::Mixed));
    let end = u32::try_from(name + 1).unwrap_or(u32::MAX);
    let owned = [class::PLACE, class::EVENT, class::YEAR_MAYBE, class::STOP];
    title
        && !scene.language.pack.style.bare_year
        && !owned.iter().any(|c| scene.ends_before(end, *c))
}

/// *compte 2000 salariés*: four digits before a plural may be its number.
fn counts_next(of: &Captures<'_, '_>) -> bool {
    let scene = of.scene;
    let Some(token) = scene.tokens.get(of.found.end as usize) else {
        return false;
    };
    let word = scene.slice(of.found.end as usize);
    let plural = &scene.language.pack.style.plural;
    // Long ago a number is as likely as a year.
    let old = whole(of, SlotName::YearNo).is_some_and(|y| y < 1900);
    token.shape == Shape::Lower
        && token.gap != Gap::Wide
        && !scene.chart.starts(of.found.end as usize, class::STOP)
        && (old || word.len() > 2 && plural.iter().any(|e| word.ends_with(e.as_str())))
}

/// Whether the phrase ends with the match: a mark or a function word follows, no noun that a number could count.
pub(super) fn closed(of: &Captures<'_, '_>) -> bool {
    let (scene, end) = (of.scene, of.found.end as usize);
    let Some(token) = scene.tokens.get(end) else {
        return true;
    };
    let goes_on = [class::DETERMINER, class::POSSESSIVE, class::OF];
    match token.shape {
        // *1,1*: a number goes on behind its mark.
        Shape::Mark
            if scene
                .tokens
                .get(end + 1)
                .is_some_and(|t| t.shape == Shape::Digits && t.gap == Gap::None) =>
        {
            false
        }
        Shape::Mark => !matches!(
            scene.mark(end),
            Some('%' | '-' | '/' | '°' | '\'' | '’' | '€' | '$')
        ),
        Shape::Lower => {
            scene.chart.starts(end, class::STOP)
                && !goes_on.iter().any(|c| scene.chart.starts(end, *c))
        }
        _ => false,
    }
}

/// *1957 besetzt*: a year stands without a preposition where the language lets it.
fn bare_year(of: &Captures<'_, '_>) -> Option<Expr> {
    let scene = of.scene;
    let end = of.found.end as usize;
    let counts = scene.tokens.get(end).is_some_and(|t| match t.shape {
        Shape::Mark => false,
        // *1985 kam es*: the verb stands behind it.
        Shape::Lower if of.found.start == 0 => false,
        _ => !scene.chart.starts(end, class::STOP) && !scene.chart.starts(end, class::VERB),
    });
    let fits = scene.language.pack.style.bare_year && !counts;
    Some(Expr::new(fields(of).filter(|_| fits)?))
}

/// *le 10 novembre 93*, *April of ’87*: two digits that no day can be, or that a mark tells, and that count nothing.
fn short_year(of: &Captures<'_, '_>) -> bool {
    let Some(part) = of.part(SlotName::YearNo) else {
        return false;
    };
    let before = (part.start as usize)
        .checked_sub(1)
        .and_then(|at| of.scene.mark(at));
    let told = matches!(before, Some('\'' | '’'));
    (told || whole(of, SlotName::YearNo).is_some_and(|n| n > 31)) && closed(of)
}

/// *The winter of 2019-20*: the turn of the year lies in it.
fn turns(of: &Captures<'_, '_>) -> bool {
    let behind = of
        .part(SlotName::Tail)
        .map(|r| of.scene.slice(r.start as usize));
    let next = whole(of, SlotName::YearNo).map(|year| year + 1);
    let written = behind.and_then(|digits| digits.parse::<i64>().ok());
    let fits = written == next || written == next.map(|year| year % 100);
    fits && small(of, SlotName::PartNo) == Some(WINTER)
}

/// The class `season` of the one that has two years.
const WINTER: i8 = 4;

/// Whether a sentence or an aside begins with the match.
fn opens(of: &Captures<'_, '_>) -> bool {
    let before = (of.found.start as usize).checked_sub(1);
    before.is_none_or(|at| matches!(of.scene.mark(at), Some('(' | '[' | ':' | '•')))
}

/// *Mai vingt-neuf*: no *novembre 23*, which may be a year.
fn in_words(of: &Captures<'_, '_>) -> bool {
    let day = of.part(SlotName::DayNo).map(|r| r.start as usize);
    let shape = |at: usize| of.scene.tokens.get(at).map(|t| t.shape);
    day.and_then(shape).is_some_and(|s| s != Shape::Digits)
}

/// *25 January nineteen eighty-six*, *mars deux mille vingt*: a year in words, one number or its two halves.
fn year_words(of: &Captures<'_, '_>) -> Option<Period> {
    let digits = [SlotName::YearNo, SlotName::Tail].iter().any(|name| {
        let part = of.part(*name);
        part.is_some_and(|r| of.scene.tokens[r.start as usize].shape == Shape::Digits)
    });
    let number = match (whole(of, SlotName::YearNo)?, of.part(SlotName::Tail)) {
        (n @ 10..=20, Some(_)) => {
            whole(of, SlotName::Tail).filter(|t| (0..100).contains(t))? + n * 100
        }
        (n @ 1000..=2199, None) => n,
        _ => return None,
    };
    let year = i16::try_from(number)
        .ok()
        .filter(|_| !digits && closed(of))?;
    Period::of_year(open(of)?, year)
}

/// `22/04`: a day and month in the order of the language, or in the only one that is a date.
fn slashed(of: &Captures<'_, '_>) -> Option<Expr> {
    let (first, second) = (small(of, SlotName::DayNo)?, small(of, SlotName::MonthNo)?);
    let weekday = small(of, SlotName::WeekdayNo);
    // Without a word before it, a nought in front of the month shows that this is no fraction and no score; or nothing
    // stands beside it, and it is no fraction in use.
    let fraction = first < second && matches!(second, 2..=5 | 8);
    let told = of
        .part(SlotName::DayNo)
        .is_some_and(|r| of.found.start < r.start)
        || of
            .part(SlotName::MonthNo)
            .is_some_and(|r| of.scene.slice(r.start as usize).starts_with('0'))
        || of.found.start == 0 && of.found.end as usize == of.scene.tokens.len() && !fraction;
    let day_first = Open::Day(second, first, weekday);
    let month_first = Open::Day(first, second, weekday);
    let (own, other) = if of.scene.language.pack.style.month_first {
        (month_first, day_first)
    } else {
        (day_first, month_first)
    };
    let mut readings = [own, other].into_iter().filter(|o| possible(*o));
    let what = |open| What::Open(open, Pick::Usual);
    let mut expr = Expr::new(what(readings.next()?));
    expr.other = readings.next().filter(|_| first != second).map(what);
    let end = of.found.end as usize;
    let starts = |c| of.scene.chart.starts(end, c);
    let stops = starts(class::STOP) && !starts(class::OF);
    (told && (stops || closed(of))).then_some(expr)
}

/// `23/10/2025`, `2025-10-23`: the order of the language; the other one too, where both are days.
fn digits_only(of: &Captures<'_, '_>) -> Option<Expr> {
    let year = year(of, SlotName::YearNo)?;
    let first = of.part(SlotName::YearNo)?.start < of.part(SlotName::DayNo)?.start;
    // *30/4.85*: two marks make no date.
    let marks = [SlotName::DayNo, SlotName::MonthNo, SlotName::YearNo].map(|name| {
        let at = (of.part(name)?.start as usize).checked_sub(1);
        at.filter(|at| *at > of.found.start as usize)
            .and_then(|at| of.scene.mark(at))
    });
    let mut marks = marks.into_iter().flatten();
    let mark = marks.next();
    if marks.any(|m| Some(m) != mark) {
        return None;
    }
    let (day, month) = (small(of, SlotName::DayNo)?, small(of, SlotName::MonthNo)?);
    let plain = Day::new(year, month, day);
    let turned = if first {
        None
    } else {
        Day::new(year, day, month)
    };
    let (own, other) = if of.scene.language.pack.style.month_first {
        (turned.or(plain), plain.filter(|_| turned.is_some()))
    } else {
        (plain.or(turned), turned.filter(|_| plain.is_some()))
    };
    let mut expr = Expr::new(What::Fixed(Period::Day(own?)));
    expr.other = other
        .filter(|o| Some(*o) != own)
        .map(|o| What::Fixed(Period::Day(o)));
    Some(expr)
}

/// A decade by its first year, by its last two digits, or by a word.
fn decade(of: &Captures<'_, '_>) -> Option<Period> {
    let number = whole(of, SlotName::YearNo)?;
    let year = match number {
        1000..=2200 => number,
        // The decades of this century are written whole, or soon will be.
        10..=99 => 1900 + number,
        _ => return None,
    };
    (year % 10 == 0).then_some(Period::Decade(i16::try_from(year / 10).ok()?))
}

/// A century by its number: the 21st is `20XX`.
fn century(of: &Captures<'_, '_>) -> Option<Period> {
    let number = whole(of, SlotName::PartNo).filter(|n| (1..=30).contains(n))?;
    (number > 1).then_some(Period::Century(i16::try_from(number - 1).ok()?))
}
