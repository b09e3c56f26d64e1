//! Times of day: *18h30*, *3 p.m.*, *half past five*, *between 2 and 4 p.m.*

use claimsift_engine::Shape;
use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_model::{Decimal, Kind};

use super::length::timex;
use super::{Captures, civil, whole};
use crate::item::Item;

/// *dans la soirée*: a part of a day that the sentence or the document names.
fn part_of_day(of: &Captures<'_, '_>) -> Option<Item> {
    let part = super::part_of_day(of.number(SlotName::Tail)?)?;
    timex(of, Kind::Time, part.to_owned())
}

/// *18h30*, *3 p.m.*, *midi*, *de 9h à 17h30*.
pub(in crate::build) fn time(of: &Captures<'_, '_>) -> Option<Item> {
    match of.rule.with {
        Some(Variant::PartOfDay) => return part_of_day(of),
        // *Monday at 9*: nothing that a number could count follows.
        Some(Variant::DayAlone) if !civil::closed(of) => return None,
        Some(Variant::InWords) if in_digits(of) => return None,
        // *de 14 à 16 heures*: a length of so many hours is seldom an interval that ends in the afternoon.
        Some(Variant::Unsure) if of.item(SlotName::HourNo).is_some() => {
            return hours(of, HALF + 1);
        }
        Some(Variant::Clock) => return hours(of, EARLIEST),
        _ => {}
    }
    let Some(end) = at(of, SlotName::HourTo, SlotName::MinuteTo) else {
        let time = at(of, SlotName::HourNo, SlotName::MinuteNo)?;
        // *lundi minuit*: the end of the day.
        let ends = of.rule.with == Some(Variant::DayEnd) && time.minutes() == 0;
        let time = if ends { Clock::of(2 * HALF * 60) } else { time };
        return timex(of, Kind::Time, format!("T{}", time.halved(of)?.written()?));
    };
    let start = at(of, SlotName::HourNo, SlotName::MinuteNo)?;
    let (start, end) = match of.number(SlotName::DayHalf) {
        Some(_) => start.before(end, of)?,
        // *de midi à minuit*
        None if end.minutes() == 0 => (start, Clock::of(2 * HALF * 60)),
        None => (start, end),
    };
    if of.rule.with == Some(Variant::Unsure) && start.minutes() >= end.minutes() {
        return None;
    }
    let value = format!("T{}/T{}", start.written()?, end.written()?);
    timex(of, Kind::Time, value)
}

fn in_digits(of: &Captures<'_, '_>) -> bool {
    let hour = of.part(SlotName::HourNo).map(|r| r.start as usize);
    let token = hour.and_then(|at| of.scene.tokens.get(at));
    token.is_none_or(|t| t.shape == Shape::Digits)
}

/// Hours that begin what lasts to a later one, where no word tells the clock from a length.
const EARLIEST: i64 = 6;

/// *de 14 à 16 heures*, an interval of hours in one number; it ends at that hour or later.
fn hours(of: &Captures<'_, '_>, latest: i64) -> Option<Item> {
    let amount = of.item(SlotName::HourNo)?.as_amount()?;
    let whole = |n: Decimal| i64::try_from(n).ok().filter(|_| n.fract().is_zero());
    let (low, high) = (whole(amount.min()?)?, whole(amount.max()?)?);
    let fits = EARLIEST <= low && low < high && (latest..2 * HALF).contains(&high);
    let hour = |hour| Clock { hour, minute: 0 }.written();
    let value = format!("T{}/T{}", hour(low)?, hour(high)?);
    timex(of, Kind::Time, value).filter(|_| fits)
}

/// Hour and minute of a clock.
#[derive(Clone, Copy)]
struct Clock {
    hour: i64,
    minute: i64,
}

/// Hours of half a day.
const HALF: i64 = 12;

impl Clock {
    const fn minutes(self) -> i64 {
        self.hour * 60 + self.minute
    }

    const fn of(minutes: i64) -> Self {
        Self {
            hour: minutes / 60,
            minute: minutes % 60,
        }
    }

    /// In the half of the day that is written behind it, if one is.
    fn halved(self, of: &Captures<'_, '_>) -> Option<Self> {
        match of.number(SlotName::DayHalf) {
            None => Some(self),
            Some(more) => self.half(more),
        }
    }

    fn half(self, more: i64) -> Option<Self> {
        let hour = self.hour % HALF + more;
        (self.hour <= HALF).then_some(Self { hour, ..self })
    }

    /// *2 to 4 p.m.* are of one half of the day, *11 to 1 p.m.* of two.
    fn before(self, end: Self, of: &Captures<'_, '_>) -> Option<(Self, Self)> {
        let end = end.halved(of)?;
        let same = self.halved(of)?;
        let other = Self::of((same.minutes() + HALF * 60) % (2 * HALF * 60));
        let start = if same.minutes() < end.minutes() {
            same
        } else {
            other
        };
        Some((start, end))
    }

    fn written(self) -> Option<String> {
        let Self { hour, minute } = self;
        let possible =
            (0..24).contains(&hour) && (0..60).contains(&minute) || hour == 24 && minute == 0;
        possible.then(|| format!("{hour:02}:{minute:02}"))
    }
}

/// The clock of two captures; minutes in words may be missing to the hour: *a quarter to six*.
fn at(of: &Captures<'_, '_>, hour: SlotName, minute: SlotName) -> Option<Clock> {
    let part = of.part(hour)?;
    let slice = of.scene.slice(part.start as usize);
    let four = slice.len() == 4 && slice.bytes().all(|b| b.is_ascii_digit());
    let hour = whole(of, hour)?;
    let halved = of.part(SlotName::DayHalf).is_some();
    if !(0..=2400).contains(&hour) || halved && !(1..=HALF).contains(&hour) {
        return None;
    }
    if of.part(minute).is_none() {
        // *1400 GMT*
        return Some(Clock {
            hour: if four { hour / 100 } else { hour },
            minute: if four { hour % 100 } else { 0 },
        });
    }
    let minute = whole(of, minute)?;
    if minute >= 0 {
        return Some(Clock { hour, minute });
    }
    // *A quarter to one* is of the twelve hours before.
    let hour = if hour == 1 { 1 + HALF } else { hour };
    Some(Clock::of(hour * 60 + minute))
}
