//! Lists of dates that share a month or a year: *August and September 1914*, *les 3, 10 et 17 mars*, *March 3, 10 and 17*.

use claimsift_engine::pattern::SlotName;
use claimsift_engine::{Gap, Shape};
use claimsift_model::Day;
use claimsift_packs::class;

use super::civil::closed;
use super::{Captures, counts, item_at, small};
use crate::dates::{Expr, Open, Period, Pick, What};
use crate::item::{Item, Reach};
use crate::scene::Scene;

/// *August and September 1914*: the year behind the second date is that of the first, which is the mention.
pub(super) fn year_behind(of: &Captures<'_, '_>) -> Option<Item> {
    let month = small(of, SlotName::Open)?;
    let open = match of.part(SlotName::Amount) {
        Some(_) => Open::Day(month, small(of, SlotName::Amount)?, None),
        None => Open::Month(month),
    };
    let next = of.item(SlotName::Base)?.date.as_ref()?;
    let (What::Fixed(period), true) = (&next.what, next.part_of_day.is_none()) else {
        return None;
    };
    let year = match period {
        Period::Month(year, _) => *year,
        Period::Day(day) => day.year(),
        _ => return None,
    };
    let first = Period::of_year(open, year)?;
    let first = if first.start() < period.start() {
        first
    } else {
        // *December and January 2019*: the turn of the year lies between.
        first.shifted_years(-1)?
    };
    let parts = [of.part(SlotName::Open), of.part(SlotName::Amount)];
    let reach = parts.into_iter().flatten().reduce(Reach::join)?;
    item_at(of, Expr::new(What::Fixed(first)), reach)
}

/// The day that a list goes on from or leads to: of an interval its first.
fn day_of(what: &What) -> Option<(i8, i8, Option<i16>)> {
    match what {
        What::Fixed(Period::Day(day)) => Some((day.month(), day.day(), Some(day.year()))),
        What::Open(Open::Day(month, day, _), _) => Some((*month, *day, None)),
        What::Between(first, _) => day_of(first),
        _ => None,
    }
}

fn dated(month: i8, day: i8, year: Option<i16>) -> Option<What> {
    Some(match year {
        Some(year) => What::Fixed(Period::Day(Day::new(year, month, day)?)),
        None => {
            Day::new(2024, month, day)?;
            What::Open(Open::Day(month, day, None), Pick::Usual)
        }
    })
}

fn is_digits(scene: &Scene<'_>, at: usize) -> bool {
    scene
        .tokens
        .get(at)
        .is_some_and(|t| t.shape == Shape::Digits)
}

/// *les 3, 10 et 17 mars*: a day takes month and year of the one behind it.
pub(super) fn day_before(of: &Captures<'_, '_>) -> Option<Item> {
    let scene = of.scene;
    let (list, next) = (
        of.part(SlotName::Base)?,
        of.item(SlotName::Base)?.date.as_ref()?,
    );
    let (month, behind, year) = day_of(&next.what)?;
    let day = small(of, SlotName::Amount)?;
    // The month stands behind the days; *Sunday 3 and Monday 4 March* have their weekdays.
    let first = list.start as usize;
    let weekday = scene.lexeme(first, class::WEEKDAY);
    let written = is_digits(scene, weekday.map_or(first, |n| n.end as usize))
        || scene.chart.starts(first, class::RANK);
    // *No. 5, 12 March 2024*: a comma makes a list only where an *and* follows it.
    let joined = [class::AND, class::OR];
    let joined = joined.iter().any(|c| before(scene, list.start, *c));
    let item = list.len() <= 2 && !scene.chart.starts(list.end as usize - 1, class::MONTH);
    let goes_on = item || matches!(next.what, What::Between(..));
    // *FFP2, 7 février*: the digits are of a name.
    let named = of.part(SlotName::Amount).is_some_and(|r| {
        let at = r.start as usize;
        at > 0 && scene.gap(at) == Gap::None && scene.mark(at - 1).is_none()
    });
    let fits = written && !named && day < behind && next.part_of_day.is_none();
    let fits = fits && (joined || goes_on);
    let parts = [SlotName::Tail, SlotName::Amount, SlotName::ShiftBy].map(|name| of.part(name));
    let reach = parts.into_iter().flatten().reduce(Reach::join)?;
    let what = dated(month, day, year).filter(|_| fits)?;
    item_at(of, Expr::new(what), reach)
}

/// Whether a word of the class ends before a token, an article aside.
fn before(scene: &Scene<'_>, at: u32, class: claimsift_engine::ClassId) -> bool {
    let article = scene.ends_before(at, class::THE);
    scene.ends_before(at, class) || article && scene.ends_before(at.saturating_sub(1), class)
}

/// *March 3, 10 and 17*: a day takes the month before it, and the year behind the list.
pub(super) fn day_behind(of: &Captures<'_, '_>) -> Option<Item> {
    let scene = of.scene;
    let (list, last) = (
        of.part(SlotName::Base)?,
        of.item(SlotName::Base)?.date.as_ref()?,
    );
    let (month, day, year) = day_of(&last.what)?;
    let next = small(of, SlotName::Amount)?;
    let at = of.part(SlotName::Amount)?;
    let month_first = scene.language.pack.style.month_first;
    let end = (list.end as usize).checked_sub(1)?;
    let written = is_digits(scene, end) || scene.chart.starts(end, class::RANK_ENDING);
    // The year ends the date before: *March 3, 2020, 10 people*.
    let whole = of.scene.slice(end).len() == 4 || matches!(last.what, What::Between(..));
    let rest = list_end(scene, of.found.end as usize);
    let joined = rest.joined || before(scene, at.start, class::AND);
    let fits =
        month_first && written && !whole && day < next && joined && !counts(of, SlotName::Amount);
    let parts = [SlotName::Amount, SlotName::ShiftBy].map(|name| of.part(name));
    let reach = parts.into_iter().flatten().reduce(Reach::join)?;
    let ends = rest.year.is_some() || rest.joined || closed(of);
    let what = dated(month, next, year.or(rest.year)).filter(|_| fits && ends)?;
    item_at(of, Expr::new(what), reach)
}

/// *March 3, 10 and 17, 2024*: the year behind the list is that of its first day.
pub(super) fn first_day(of: &Captures<'_, '_>) -> Option<Item> {
    let (month, day) = (small(of, SlotName::Open)?, small(of, SlotName::Amount)?);
    let rest = list_end(of.scene, of.part(SlotName::Amount)?.end as usize);
    let year = rest.year.filter(|_| rest.joined)?;
    let parts = [SlotName::Open, SlotName::Amount].map(|name| of.part(name));
    let reach = parts.into_iter().flatten().reduce(Reach::join)?;
    item_at(of, Expr::new(dated(month, day, Some(year))?), reach)
}

/// Days of one list.
const LIST: usize = 8;

/// What stands behind the days of a list.
struct Rest {
    year: Option<i16>,
    joined: bool,
}

/// Goes on over *, 12 and 13, 2024*.
fn list_end(scene: &Scene<'_>, from: usize) -> Rest {
    let mut rest = Rest {
        year: None,
        joined: false,
    };
    let mut at = from;
    for _ in 0..LIST {
        if scene.chart.starts(at, class::RANK_ENDING) {
            at += 1;
        }
        let comma = scene.mark(at) == Some(',');
        let mut next = at + usize::from(comma);
        let and = scene.chart.starts(next, class::AND);
        next += usize::from(and);
        let written = scene.slice(next);
        if !(comma || and) || !is_digits(scene, next) {
            break;
        }
        if written.len() == 4 && comma && !and {
            rest.year = written.parse().ok().filter(|y| (1900..2100).contains(y));
            break;
        }
        if written.len() > 2 {
            break;
        }
        rest.joined |= and;
        at = next + 1;
    }
    rest
}
