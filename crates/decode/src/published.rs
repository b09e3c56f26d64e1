//! The document date, where the contract's order of precedence finds it.

use std::sync::LazyLock;

use claimsift_model::{Day, Note, Precision, Published, PublishedSource, Record, TextSpan};
use regex::Regex;

use crate::notes::note;
use crate::options::Options;

/// A date as it may be given: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateParts {
    /// First day.
    pub start: Day,
    /// One past the last day.
    pub end: Day,
    /// `Day`, `Month` or `Year`.
    pub precision: Precision,
}

/// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or an RFC 3339 time, of which the day as written counts.
///
/// ```
/// use claimsift_decode::parse_date;
/// assert_eq!(parse_date("2025-07").map(|d| d.end.to_string()).as_deref(), Some("2025-08-01"));
/// assert!(parse_date("2025-11-19T08:00:00+01:00").is_some());
/// assert!(parse_date("2025-13").is_none() && parse_date("19/11/2025").is_none());
/// ```
#[must_use]
pub fn parse_date(text: &str) -> Option<DateParts> {
    let text = text.trim();
    let (date, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)),
        None => (text, None),
    };
    if time.is_some_and(|t| date.len() != 10 || !is_time(t)) {
        return None;
    }
    let number = |from: usize, to: usize| -> Option<i16> {
        let digits = date.get(from..to)?;
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    let dash = |at: usize| date.as_bytes().get(at) == Some(&b'-');
    let year = number(0, 4)?;
    match date.len() {
        4 => of_year(year),
        7 if dash(4) => of_month(year, number(5, 7)?),
        10 if dash(4) && dash(7) => of_day(year, number(5, 7)?, number(8, 10)?),
        _ => None,
    }
}

fn is_time(text: &str) -> bool {
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\d\d:\d\d(:\d\d([.,]\d+)?)?\s?([Zz]|[+-]\d\d:?\d\d)?$").ok()
    });
    TIME.as_ref().is_some_and(|r| r.is_match(text))
}

fn of_year(year: i16) -> Option<DateParts> {
    let start = Day::new(year, 1, 1)?;
    parts(start, start.plus_years(1)?, Precision::Year)
}

fn of_month(year: i16, month: i16) -> Option<DateParts> {
    let start = Day::new(year, i8::try_from(month).ok()?, 1)?;
    parts(start, start.plus_months(1)?, Precision::Month)
}

fn of_day(year: i16, month: i16, day: i16) -> Option<DateParts> {
    let start = Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
    parts(start, start.plus_days(1)?, Precision::Day)
}

fn parts(start: Day, end: Day, precision: Precision) -> Option<DateParts> {
    Some(DateParts {
        start,
        end,
        precision,
    })
}

/// The date of a document: override, field, header line, address, source line, fallback.
pub(crate) fn published(
    record: &Record,
    text: &str,
    options: &Options,
    notes: &mut Vec<Note>,
) -> Option<Published> {
    let mut given = |date: Option<&str>, source: PublishedSource| {
        let date = date.filter(|d| !d.trim().is_empty())?;
        let found = parse_date(date);
        if found.is_none() {
            note(
                notes,
                format!("{} date could not be read: {date}", source.name()),
            );
        }
        found.map(|parts| found_at(parts, source, None))
    };
    let fixed = given(options.date_override.as_deref(), PublishedSource::Override)
        .or_else(|| given(record.date.as_deref(), PublishedSource::Field))
        .or_else(|| given(record.published.as_deref(), PublishedSource::Metadata));
    let written = fixed
        .or_else(|| header(text))
        .or_else(|| address(record.url.as_deref()?))
        .or_else(|| source_line(text));
    written.or_else(|| given(options.date.as_deref(), PublishedSource::Fallback))
}

const fn found_at(parts: DateParts, source: PublishedSource, span: Option<TextSpan>) -> Published {
    Published {
        start: parts.start,
        end: parts.end,
        precision: parts.precision,
        source,
        span,
    }
}

/// How far into the text a header line is looked for, in lines that hold anything.
const HEADER_LINES: usize = 5;

/// A line that opens with the dump's key `date` and goes on with a date.
fn header(text: &str) -> Option<Published> {
    static HEADER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"^\s*(?i:date)\s*[:=]?\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]\d\d:\d\d\S*)?(?:\s|$)",
        )
        .ok()
    });
    let pattern = HEADER.as_ref()?;
    // The key is looked for first: nearly no text has it.
    let keyed = |line: &str| {
        let key = line.trim_start().get(..4);
        key.is_some_and(|key| key.eq_ignore_ascii_case("date"))
    };
    let lines = lines(text).take(HEADER_LINES);
    lines
        .filter(|(_, line)| keyed(line))
        .find_map(|(at, line)| {
            let digits = pattern.captures(line)?.get(1)?;
            let parts = parse_date(digits.as_str())?;
            let start = u32::try_from(at + digits.start()).ok()?;
            let end = u32::try_from(at + digits.end()).ok()?;
            let span = Some(TextSpan::new(start, end));
            Some(found_at(parts, PublishedSource::Header, span))
        })
}

/// Lines that hold anything, with where they start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n')
        .map(move |line| {
            let start = at;
            at += line.len() + 1;
            (start, line)
        })
        .filter(|(_, line)| !line.trim().is_empty())
}

fn address(url: &str) -> Option<Published> {
    let (parts, _) = in_path(url)?;
    Some(found_at(parts, PublishedSource::Url, None))
}

/// A date that stands between separators of an address: `/2025/11/18/`, `/2025-11-18-`, `/20251118/`, `/2025/11/`.
fn in_path(url: &str) -> Option<(DateParts, (usize, usize))> {
    static PATHS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let patterns = [
            r"[/_.=-]((?:19|20)\d\d)[/_.-](\d\d?)[/_.-](\d\d?)(?:[/_.?&#\sT-]|$)",
            r"[/_.=-]((?:19|20)\d\d)(\d\d)(\d\d)(?:[/_.?&#\s-]|$)",
            r"/((?:19|20)\d\d)[/-](\d\d)(?:[/?&#\s]|$)",
        ];
        patterns.iter().filter_map(|p| Regex::new(p).ok()).collect()
    });
    PATHS.iter().find_map(|pattern| {
        let found = pattern.captures(url)?;
        let number = |i: usize| -> Option<i16> { found.get(i)?.as_str().parse().ok() };
        let (year, month) = (number(1)?, number(2)?);
        let parts = match number(3) {
            Some(day) => of_day(year, month, day)?,
            None => of_month(year, month)?,
        };
        let last = found.get(3).or(found.get(2))?;
        Some((parts, (found.get(1)?.start(), last.end())))
    })
}

/// A line that opens with the dump's key `source` and holds an address with a date.
fn source_line(text: &str) -> Option<Published> {
    // Looking for the key first keeps long texts cheap.
    memchr::memmem::find_iter(text.as_bytes(), "ource").find_map(|at| {
        // Only white space is looked back over, so that one long line stays linear.
        let head = text.get(..at)?.strip_suffix(['s', 'S'])?;
        let before = head.trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
        if !before.is_empty() && !before.ends_with('\n') {
            return None;
        }
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |i| at + i);
        let (parts, (from, to)) = in_path(text.get(at..end)?)?;
        let span = TextSpan::new(u32::try_from(at + from).ok()?, u32::try_from(at + to).ok()?);
        Some(found_at(parts, PublishedSource::SourceLine, Some(span)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, url: Option<&str>) -> Option<(String, &'static str, String)> {
        let record = Record {
            url: url.map(str::to_owned),
            ..Record::default()
        };
        let found = published(&record, text, &Options::default(), &mut Vec::new())?;
        let written = found.span.map_or("", |s| &text[s.range()]);
        Some((
            found.start.to_string(),
            found.source.name(),
            written.to_owned(),
        ))
    }

    fn row(
        start: &str,
        source: &'static str,
        written: &str,
    ) -> Option<(String, &'static str, String)> {
        Some((start.to_owned(), source, written.to_owned()))
    }

    #[test]
    fn places() {
        assert_eq!(
            of(" date 2025-10-28 Title", None),
            row("2025-10-28", "header", "2025-10-28")
        );
        assert_eq!(
            of("Date: 2025-07 Rest", None),
            row("2025-07-01", "header", "2025-07")
        );
        assert_eq!(
            of("a\ndate 2025", None),
            row("2025-01-01", "header", "2025")
        );
        assert_eq!(of("the date 2025-07-01 is", None), None);
        assert_eq!(of("date 2025-13-01 x", None), None);
        assert_eq!(
            of("x", Some("https://e.org/2025/11/18/a")),
            row("2025-11-18", "url", "")
        );
        assert_eq!(
            of("x\n source: https://e.org/a-2025-11-18-b\ny", None),
            row("2025-11-18", "source_line", "2025-11-18")
        );
        assert_eq!(of("resource:https://e.org/2025/11/18/a", None), None);
        assert_eq!(of("x", Some("https://e.org/2025/99/18/")), None);
    }

    #[test]
    fn precedence() {
        let record = Record {
            date: Some("2024".to_owned()),
            ..Record::default()
        };
        let mut options = Options {
            date: Some("2020".to_owned()),
            ..Options::default()
        };
        let start = |options: &Options, record: &Record, text: &str| {
            published(record, text, options, &mut Vec::new()).map(|p| p.start.year())
        };
        assert_eq!(start(&options, &record, "date 2025-07 x"), Some(2024));
        assert_eq!(
            start(&options, &Record::default(), "date 2025-07 x"),
            Some(2025)
        );
        assert_eq!(start(&options, &Record::default(), "x"), Some(2020));
        options.date_override = Some("2019".to_owned());
        assert_eq!(start(&options, &record, "x"), Some(2019));
    }
}
