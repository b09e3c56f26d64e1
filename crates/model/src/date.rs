//! Civil days and what a date expression was read as. The only module that knows the calendar crate.

use std::fmt;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A civil day of the Gregorian calendar, years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day, when it exists: `month` and `day` count from 1.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Self::new(year, month, day)
    }

    /// Year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, from 1.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// ISO weekday: Monday 1 to Sunday 7.
    #[must_use]
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// ISO 8601 week: the year it belongs to, and its number.
    #[must_use]
    pub fn iso_week(self) -> (i16, i8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week())
    }

    fn plus(self, span: Span) -> Option<Self> {
        self.0
            .checked_add(span)
            .ok()
            .filter(|d| d.year() > 0)
            .map(Self)
    }

    /// `n` days later; negative is earlier. `None` outside the calendar.
    #[must_use]
    pub fn plus_days(self, n: i32) -> Option<Self> {
        self.plus(Span::new().try_days(n).ok()?)
    }

    /// `n` months later, on the last day of a shorter month.
    #[must_use]
    pub fn plus_months(self, n: i32) -> Option<Self> {
        self.plus(Span::new().try_months(n).ok()?)
    }

    /// `n` years later; 29 February becomes the 28th.
    #[must_use]
    pub fn plus_years(self, n: i32) -> Option<Self> {
        self.plus(Span::new().try_years(n).ok()?)
    }

    /// Days from `other` to `self`.
    #[must_use]
    pub fn days_since(self, other: Self) -> i32 {
        self.0.since(other.0).map_or(0, |s| s.get_days())
    }

    /// First day of its month.
    #[must_use]
    pub fn month_start(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// The day after; the last day of the calendar stays.
    #[must_use]
    pub fn next(self) -> Self {
        self.0.checked_add(1.day()).map_or(self, Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), i16::from(self.month()), i16::from(self.day()));
        if year < 0 {
            return write!(f, "{year:04}-{month:02}-{day:02}");
        }
        // Every date of a document is written several times: the machinery of padding costs more than the digits.
        let digit = |n: i16| b'0' + (n % 10).to_le_bytes()[0];
        let mut text = *b"0000-00-00";
        for (place, n) in text
            .iter_mut()
            .zip([year / 1000, year / 100, year / 10, year])
        {
            *place = digit(n);
        }
        (text[5], text[6]) = (digit(month / 10), digit(month));
        (text[8], text[9]) = (digit(day / 10), digit(day));
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// The size of what a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Precision {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

/// What a date was resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// Nothing: it names its own days.
    Absolute,
    /// The document date.
    Document,
    /// An earlier date of the text.
    Text,
    /// Relative, and there was nothing to resolve it against.
    None,
}

/// Which part of the period is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum DateModifier {
    Exact,
    Early,
    Mid,
    Late,
    About,
    Before,
    After,
}

/// The days that a resolved date covers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Resolved {
    /// Extended Date/Time Format, ISO 8601-2.
    pub edtf: String,
    /// First day.
    pub start: Day,
    /// One past the last day.
    pub end: Day,
}

/// What a date expression says; without `resolved` it is relative to something the text does not give.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateReading {
    /// TIMEX3 value.
    pub timex: String,
    /// EDTF and interval, where known.
    pub resolved: Option<Resolved>,
    /// Size of the period named.
    pub precision: Precision,
    /// What it was resolved against.
    pub anchor: Anchor,
    /// Part of the period.
    pub modifier: DateModifier,
}
