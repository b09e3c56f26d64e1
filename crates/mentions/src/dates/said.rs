//! Texts within a text: a post that is quoted and words in quotation marks lean on a day of their own.
//!
//! A post ends with its author’s handle and its day: *(@name) March 3, 2024*. Words in quotation marks were said or
//! written on the day that their verb has: *“We open tomorrow,” she said on Monday*.

use std::ops::Range;

use claimsift_model::{Day, Document, Mention, Precision, Published};

use super::resolve::Frame;
use super::{Expr, Period, What};
use crate::found::Found;

/// Bytes between a day and the quotation that it dates.
const BESIDE: usize = 120;

/// Bytes of a quotation or post that are looked at.
const LONG: usize = 2000;

/// Bytes of a handle with its brackets.
const HANDLE: usize = 40;

/// Bytes of a line that holds nothing but the author of a post.
const AUTHOR: usize = 60;

/// A part of a text with a day of its own.
#[derive(Debug)]
pub(super) struct Inner {
    range: Range<usize>,
    published: Published,
}

/// The parts of a document that have a day of their own, in order.
pub(super) fn inner(document: &Document, found: &Found) -> Vec<Inner> {
    let Some(published) = document.published() else {
        return Vec::new();
    };
    let text = document.text();
    let dated = found.mentions.iter().zip(&found.dates);
    let dated = dated.filter_map(|(m, e)| Some((m, e.as_ref()?)));
    let mut out: Vec<Inner> = dated
        .filter_map(|(mention, expr)| {
            let (range, day) =
                post(text, mention, expr).or_else(|| quotation(text, mention, expr, published))?;
            let published = Published {
                start: day,
                end: day.next(),
                precision: Precision::Day,
                ..*published
            };
            Some(Inner { range, published })
        })
        .collect();
    out.sort_by_key(|inner| inner.range.start);
    out
}

/// Walks through the parts in the order of the text.
pub(super) struct Walk<'a>(pub(super) &'a [Inner]);

impl<'a> Walk<'a> {
    /// The day that a mention leans on, if its part of the text has one.
    pub(super) fn at(&mut self, mention: &Mention) -> Option<&'a Published> {
        let start = mention.span.range().start;
        while let [first, rest @ ..] = self.0
            && first.range.end <= start
        {
            self.0 = rest;
        }
        let first = self.0.first()?;
        first.range.contains(&start).then_some(&first.published)
    }
}

/// The paragraph before a handle and its day.
fn post(text: &str, mention: &Mention, expr: &Expr) -> Option<(Range<usize>, Day)> {
    let What::Fixed(Period::Day(day)) = expr.what else {
        return None;
    };
    let from = text.get(..mention.span.range().start)?;
    let before = tail(from, LONG);
    let base = from.len() - before.len();
    let before = before.trim_end().strip_suffix(')')?;
    let open = before.rfind('(').filter(|at| before.len() - at <= HANDLE)?;
    let handle = before.get(open + 1..)?.strip_prefix('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if handle.is_empty() || !handle.chars().all(plain) {
        return None;
    }
    let before = before.get(..open)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let author = before.len() - line <= AUTHOR;
    let start = if author {
        // The author stands in a line of their own.
        let above = before.get(..line)?.trim_end();
        above.rfind('\n').map_or(0, |at| at + 1)
    } else {
        line
    };
    Some((base + start..base + open, day))
}

/// The quotation beside the day on which it was said.
fn quotation(
    text: &str,
    mention: &Mention,
    expr: &Expr,
    published: &Published,
) -> Option<(Range<usize>, Day)> {
    if !expr.said {
        return None;
    }
    let frame = Frame {
        published: Some(published),
        earlier: &[],
        story: false,
        over: false,
    };
    let Some((Period::Day(day), _)) = frame.resolve(&expr.what) else {
        return None;
    };
    let span = mention.span.range();
    let range = behind(text, span.end).or_else(|| before(text, span.start))?;
    Some((range, day))
}

/// Marks that open a quotation, each with the one that closes it.
const MARKS: [(char, char); 3] = [('“', '”'), ('«', '»'), ('"', '"')];

/// *She wrote on 5 May: “…”*
fn behind(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text.get(end..)?;
    let colon = head(rest, BESIDE).find(':')?;
    let words = rest.get(..colon)?;
    if words.contains(['\n', '.', '“', '«', '"']) {
        return None;
    }
    let quoted = rest
        .get(colon + 1..)?
        .trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let opening = quoted.chars().next()?;
    let (_, closing) = MARKS.iter().find(|(open, _)| *open == opening)?;
    let start = text.len() - quoted.len() + opening.len_utf8();
    if opening == '"' && !is_even(text, start - 1) {
        return None;
    }
    let quoted = head(text.get(start..)?, LONG);
    let long = quoted.find(*closing)?;
    Some(start..start + long)
}

/// *“…,” she said on Monday*
fn before(text: &str, start: usize) -> Option<Range<usize>> {
    let left = tail(text.get(..start)?, BESIDE);
    let (at, closing) = left
        .char_indices()
        .rfind(|(_, c)| MARKS.iter().any(|m| m.1 == *c))?;
    let words = left.get(at..)?;
    if words.contains(['\n', '.', ':', '“', '«']) {
        return None;
    }
    let (opening, _) = MARKS.iter().find(|m| m.1 == closing)?;
    let close = start - left.len() + at;
    if closing == '"' && is_even(text, close) {
        return None;
    }
    let quoted = tail(text.get(..close)?, LONG);
    let open = quoted.rfind(*opening)?;
    Some(close - quoted.len() + open..close)
}

/// Whether an even number of straight marks stands before a place in its line, so that one there opens.
fn is_even(text: &str, at: usize) -> bool {
    let left = tail(text.get(..at).unwrap_or_default(), LONG);
    let line = left.rsplit('\n').next().unwrap_or_default();
    line.matches('"').count().is_multiple_of(2)
}

/// The first bytes of a text, to the end of a letter.
fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rfind(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// The last bytes of a text, from the beginning of a letter.
fn tail(text: &str, bytes: usize) -> &str {
    let mut from = text.len().saturating_sub(bytes)..=text.len();
    let from = from.find(|at| text.is_char_boundary(*at));
    text.get(from.unwrap_or(0)..).unwrap_or_default()
}
