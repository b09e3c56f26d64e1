//! Dates: what an expression says, which days that is, and how both are written.
//!
//! A builder reads words into an [`Expr`]. When all sentences are read, [`anchor::settle`] resolves the expressions
//! of the document in order: against the document date, or against the dates before them. What has nothing to lean
//! on stays unresolved, with its TIMEX3 value alone. A text about another time than its own ([`story`]) leans on itself,
//! posts and quotations on the day that they have ([`said`]).

pub(crate) mod anchor;
mod edtf;
mod feast;
mod interval;
mod now;
mod period;
mod reckon;
mod resolve;
mod said;
mod story;
#[cfg(test)]
mod tests;
mod write;

use claimsift_model::{DateModifier, Precision};

pub(crate) use period::{Days, Period};
pub(crate) use write::{duration, half, season};

/// A unit of the calendar, as the packs number them (class `period`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Day,
    /// A day from Monday to Friday; which of them are feasts is not known.
    Workday,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(crate) const fn of(value: i64) -> Option<Self> {
        Some(match value {
            1 => Self::Day,
            2 => Self::Week,
            3 => Self::Month,
            4 => Self::Quarter,
            5 => Self::Half,
            6 => Self::Year,
            7 => Self::Decade,
            8 => Self::Century,
            12 => Self::Weekend,
            13 => Self::Workday,
            _ => return None,
        })
    }

    /// The number of a unit in the packs.
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week => 2,
            Self::Month => 3,
            Self::Quarter => 4,
            Self::Half => 5,
            Self::Year => 6,
            Self::Decade => 7,
            Self::Century => 8,
            Self::Weekend => 12,
            Self::Workday => 13,
        }
    }

    /// The day that a count of days goes by.
    pub(crate) const fn step(self) -> Self {
        match self {
            Self::Workday => self,
            _ => Self::Day,
        }
    }

    pub(crate) const fn precision(self) -> Precision {
        match self {
            Self::Day | Self::Workday => Precision::Day,
            Self::Week | Self::Weekend => Precision::Week,
            Self::Month => Precision::Month,
            Self::Quarter => Precision::Quarter,
            Self::Half => Precision::Half,
            Self::Year => Precision::Year,
            Self::Decade => Precision::Decade,
            Self::Century => Precision::Century,
        }
    }
}

/// A date that comes again: it needs a year, a month or a week to be one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    Weekday(i8),
    /// Month and day, and the weekday if written.
    Day(i8, i8, Option<i8>),
    /// Day of a month that is not named; -1 is the last.
    DayOnly(i8, Option<i8>),
    Month(i8),
    Quarter(i8),
    Half(i8),
    Season(i8),
    /// A feast: its number, and how that is read ([`feast::day`]).
    Feast(i16, i8),
    /// A week of a longer period, counted from its first; -1 is the last.
    Week(i8),
    Weekend,
    /// A weekday of a month by its rank, 9 the last, and its number.
    Ranked(i8, i8),
    /// A week of a year by its number, as ISO 8601 counts them.
    WeekNumber(i8),
    /// The first half of a month, to its 15th, or the second.
    HalfMonth(i8),
}

impl Open {
    pub(crate) const fn precision(self) -> Precision {
        match self {
            Self::Weekday(_)
            | Self::Day(..)
            | Self::DayOnly(..)
            | Self::Feast(..)
            | Self::Ranked(..) => Precision::Day,
            Self::Week(_) | Self::Weekend | Self::WeekNumber(_) | Self::HalfMonth(_) => {
                Precision::Week
            }
            Self::Month(_) => Precision::Month,
            Self::Quarter(_) => Precision::Quarter,
            Self::Half(_) => Precision::Half,
            Self::Season(_) => Precision::Season,
        }
    }
}

/// Which of the dates that come again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    /// No word says: the habit of news.
    Usual,
    /// A verb in the past tells of it: not behind now.
    Told,
    /// A verb in the present: of months the nearest, where it is much nearer than the last.
    Near,
    /// A verb in the future: the one that comes.
    Ahead,
    /// A verb of planning, whose time may be over: the one that comes, or that was a short while ago.
    Planned,
    /// A word such as *by*: not before now.
    Due,
    Last,
    This,
    Next,
}

impl Pick {
    /// Whether no word of the date itself says which.
    pub(crate) const fn is_free(self) -> bool {
        !matches!(self, Self::Last | Self::This | Self::Next)
    }
}

/// What a shift counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// The day of writing, in a story too: *two years ago*.
    Now,
    Document,
    Text,
    /// The text, else the document.
    Either,
}

/// What a date expression means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// It names its own days.
    Fixed(Period),
    /// A date that comes again.
    Open(Open, Pick),
    /// So many units from another date.
    Shifted { unit: Unit, by: i64, from: From },
    /// A date that comes again, in a period.
    Within(Open, Box<What>),
    /// From one to the other, both included.
    Between(Box<What>, Box<What>),
    /// Some time before or after now.
    Vague { past: bool },
    /// So many units before or behind a date: *two weeks after Christmas*.
    Offset {
        unit: Unit,
        by: i64,
        base: Box<What>,
    },
    /// So many units up to the day of writing, or behind it: *the last three months*. With a base, from that day on, or
    /// up to its end.
    Run {
        unit: Unit,
        by: i64,
        base: Option<Box<What>>,
    },
    /// The first units of a period, or its last: *the last five months of 2021*. Told: it lies in the past.
    Ends {
        unit: Unit,
        by: i64,
        of: Box<What>,
        told: bool,
    },
    /// A period up to the day of writing, or from it on: *earlier this month*.
    Cut { of: Box<What>, past: bool },
    /// The period of that size which was told last, in another year: *the same month of 2018*.
    Same { unit: Unit, of: Box<What> },
    /// The week that holds a day, or the weekend next to it.
    Around(Unit, Box<What>),
    /// So many units of several sizes from another date: *two years and three months ago*; a run: all days between.
    Far {
        parts: Vec<(Unit, i64)>,
        from: From,
        run: bool,
    },
    /// The next date that comes again behind the date told last (1), the last before it (-1), or the one beside it (0):
    /// *the following Friday*, *that summer*. Told: a verb in the past tells of it.
    Beside { open: Open, side: i8, told: bool },
    /// The same beside a date that the words name: *the Monday after Easter*.
    NextTo {
        open: Open,
        side: i8,
        base: Box<What>,
    },
}

impl What {
    /// The size of what is named, resolved or not.
    pub(crate) fn precision(&self) -> Precision {
        match self {
            Self::Fixed(period) => period.precision(),
            Self::Open(open, _)
            | Self::Within(open, _)
            | Self::Beside { open, .. }
            | Self::NextTo { open, .. } => open.precision(),
            Self::Shifted { unit, .. }
            | Self::Run { unit, .. }
            | Self::Ends { unit, .. }
            | Self::Same { unit, .. }
            | Self::Around(unit, _) => unit.precision(),
            Self::Offset { unit, base, .. } => reckon::offset_precision(*unit, base.precision()),
            Self::Cut { of, .. } => of.precision(),
            Self::Far { parts, .. } => parts.last().map_or(Precision::Day, |p| p.0.precision()),
            Self::Between(_, last) => last.precision(),
            Self::Vague { .. } => Precision::Year,
        }
    }
}

/// A date expression as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expr {
    pub(crate) what: What,
    pub(crate) modifier: DateModifier,
    /// Another reading of the same words.
    pub(crate) other: Option<What>,
    /// It is aimed at, not told of: what follows in the text does not go on from it.
    pub(crate) target: bool,
    /// A verb of saying has it: what stands in quotation marks beside it leans on it.
    pub(crate) said: bool,
    /// A verb in the past tells of it: it leans on nothing that is still to come.
    pub(crate) over: bool,
    /// Part of the day, as TIMEX3 writes it.
    pub(crate) part_of_day: Option<&'static str>,
}

impl Expr {
    pub(crate) const fn new(what: What) -> Self {
        Self {
            what,
            modifier: DateModifier::Exact,
            other: None,
            target: false,
            said: false,
            over: false,
            part_of_day: None,
        }
    }
}
