//! TIMEX3.

use super::{From, Open, Period, Unit, What};

/// TIMEX3 codes of the seasons, spring first.
const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

pub(crate) fn season(n: i8) -> &'static str {
    let at = usize::try_from(n - 1).unwrap_or(0);
    SEASONS.get(at).copied().unwrap_or_default()
}

impl Period {
    /// TIMEX3 value.
    pub(crate) fn timex(&self) -> String {
        match self {
            Self::Week(day) => {
                let (year, week) = day.iso_week();
                format!("{year:04}-W{week:02}")
            }
            Self::Weekend(day) => {
                let (year, week) = day.iso_week();
                format!("{year:04}-W{week:02}-WE")
            }
            Self::Season(y, s) => format!("{y:04}-{}", season(*s)),
            Self::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Self::Half(y, h) => format!("{y:04}-H{h}"),
            Self::Decade(d) => format!("{d:03}"),
            Self::Century(c) => format!("{c:02}"),
            Self::Span(a, b) => format!("{}/{}", a.timex(), b.timex()),
            Self::Days(days) => days.timex.clone(),
            Self::Day(_) | Self::Month(..) | Self::Year(_) => self.edtf(),
        }
    }
}

/// TIMEX3 value of what could not be resolved: `X` for what is not known.
pub(crate) fn unresolved(what: &What) -> String {
    match what {
        What::Fixed(period) => period.timex(),
        What::Open(open, _)
        | What::Within(open, _)
        | What::Beside { open, .. }
        | What::NextTo { open, .. } => unresolved_open(*open),
        // *That weekend*, of which nothing is told, is not now.
        What::Shifted {
            unit,
            from: From::Text,
            ..
        } => unresolved_shift(*unit, 1),
        What::Shifted { unit, by, .. } => unresolved_shift(*unit, *by),
        What::Offset { unit, base, .. } => {
            let fine = base.precision() < unit.precision() && *unit <= Unit::Week;
            unresolved_shift(if fine { Unit::Day } else { *unit }, 1)
        }
        What::Run { unit, by, .. } | What::Ends { unit, by, .. } => length(*unit, *by),
        What::Cut { of, .. } => unresolved(of),
        What::Far { parts, run, .. } => match parts.last() {
            Some((unit, by)) if !run => unresolved_shift(*unit, *by),
            _ => lengths(parts),
        },
        What::Same { unit, .. } | What::Around(unit, _) => unresolved_shift(*unit, 1),
        What::Between(a, b) => format!("{}/{}", unresolved(a), unresolved(b)),
        What::Vague { past: true } => "PAST_REF".to_owned(),
        What::Vague { past: false } => "FUTURE_REF".to_owned(),
    }
}

fn unresolved_open(open: Open) -> String {
    match open {
        Open::Weekday(w) => format!("XXXX-WXX-{w}"),
        Open::Day(m, d, _) => format!("XXXX-{m:02}-{d:02}"),
        Open::DayOnly(d, _) => format!("XXXX-XX-{d:02}"),
        Open::Month(m) => format!("XXXX-{m:02}"),
        Open::Quarter(n) => format!("XXXX-Q{n}"),
        Open::Half(n) => format!("XXXX-H{n}"),
        Open::Season(n) => format!("XXXX-{}", season(n)),
        Open::Feast(n, 0) => format!("XXXX-{:02}-{:02}", n / 100, n % 100),
        Open::Feast(..) | Open::Ranked(..) => "XXXX-XX-XX".to_owned(),
        Open::Week(_) => "XXXX-WXX".to_owned(),
        Open::HalfMonth(_) => "XXXX-XX".to_owned(),
        Open::WeekNumber(n) => format!("XXXX-W{n:02}"),
        Open::Weekend => "XXXX-WXX-WE".to_owned(),
    }
}

fn unresolved_shift(unit: Unit, by: i64) -> String {
    let unknown = match unit {
        _ if by == 0 => "PRESENT_REF",
        Unit::Day | Unit::Workday => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    };
    unknown.to_owned()
}

/// TIMEX3 value of so many units.
pub(super) fn length(unit: Unit, n: i64) -> String {
    duration(&n.unsigned_abs().to_string(), unit.number()).unwrap_or_default()
}

/// TIMEX3 value of units of several sizes, the largest first.
pub(super) fn lengths(parts: &[(Unit, i64)]) -> String {
    let each = parts.iter().map(|(unit, n)| length(*unit, *n));
    let rest = each.map(|l| l.trim_start_matches('P').to_owned());
    format!("P{}", rest.collect::<String>())
}

/// TIMEX3 value of half of a unit of class `period`.
pub(crate) fn half(unit: i64) -> Option<&'static str> {
    Some(match unit {
        1 => "PT12H",
        3 => "P0.5M",
        6 => "P6M",
        7 => "P5Y",
        8 => "P50Y",
        9 => "PT30M",
        10 => "PT30S",
        _ => return None,
    })
}

/// TIMEX3 value of a length of time: `n` (a decimal, or `X`) units of class `period`.
pub(crate) fn duration(n: &str, unit: i64) -> Option<String> {
    let times = |by: u32| {
        n.parse::<u32>()
            .map_or_else(|_| n.to_owned(), |n| n.saturating_mul(by).to_string())
    };
    Some(match unit {
        1 | 13 => format!("P{n}D"),
        2 => format!("P{n}W"),
        3 => format!("P{n}M"),
        4 => format!("P{}M", times(3)),
        5 => format!("P{}M", times(6)),
        6 => format!("P{n}Y"),
        7 => format!("P{}Y", times(10)),
        8 => format!("P{}Y", times(100)),
        9 => format!("PT{n}H"),
        10 => format!("PT{n}M"),
        11 => format!("PT{n}S"),
        12 => format!("P{n}WE"),
        _ => return None,
    })
}
