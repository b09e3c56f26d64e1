//! The units that the heads of a table state, and bare numbers and years that take their meaning from a head.

use std::collections::BTreeMap;

use claimsift_engine::Token;
use claimsift_model::{Decimal, Document, Flag, Kind, Mention, TextSpan, Value};
use claimsift_packs::{Frame, Kinds, Packs, class};

use super::{Cell, Place, Table};
use crate::dates::anchor::unread;
use crate::dates::{Expr, Period, What};
use crate::found::Found;
use crate::mentions::written;
use crate::sentences;
use crate::tokens::{Sentence, Tokens};

/// Years that a head of four digits may be.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// Most places of a head at which a unit may begin that are tried, the last ones first.
const STARTS: usize = 4;

/// Bytes of the longest words that may state a unit.
const LONGEST: usize = 60;

/// The rule of a number that has the unit of a head.
const RULE: &str = "table.head";

/// *2023* alone in the first row or the first cell of a row is a year.
pub(super) fn years(tokens: &Tokens<'_>, table: &Table, found: &mut Found) {
    let first = table.rows.first().into_iter().flatten();
    let labels = table.rows.iter().filter_map(|row| row.first());
    for cell in first.chain(labels) {
        let own = found.within(cell.sentence);
        let [mention] = found.mentions.get(own.clone()).unwrap_or_default() else {
            continue;
        };
        let whole = tokens
            .sentences
            .get(cell.sentence)
            .is_some_and(|s| s.span == mention.span);
        let digits = mention.span.len() == 4 && mention.kind == Kind::Number;
        let value = mention.amount().and_then(|a| a.value());
        let year = value
            .and_then(|v| i16::try_from(v).ok())
            .filter(|y| YEARS.contains(y));
        let Some(year) = year.filter(|_| whole && digits) else {
            continue;
        };
        let expr = Expr::new(What::Fixed(Period::Year(year)));
        if let (Some(mention), Some(date)) = (
            found.mentions.get_mut(own.start),
            found.dates.get_mut(own.start),
        ) {
            mention.kind = Kind::Date;
            mention.rule = RULE.into();
            mention.value = unread();
            *date = Some(expr);
        }
    }
}

/// What the heads of a table state, each read once.
pub(super) struct Heads<'a> {
    document: &'a Document,
    packs: &'a Packs,
    tokens: &'a Tokens<'a>,
    /// One of the unit of a head, by its sentence.
    known: BTreeMap<usize, Option<Mention>>,
}

impl<'a> Heads<'a> {
    pub(super) fn new(document: &'a Document, packs: &'a Packs, tokens: &'a Tokens<'a>) -> Self {
        Self {
            document,
            packs,
            tokens,
            known: BTreeMap::new(),
        }
    }

    /// Gives the only number of a cell the unit of its heads.
    pub(super) fn settle(&mut self, place: Place, found: &mut Found) {
        let own = found.within(place.cell.sentence);
        let [mention] = found.mentions.get(own.clone()).unwrap_or_default() else {
            return;
        };
        if mention.kind != Kind::Number || !self.alone(place.cell, mention.span) {
            return;
        }
        let mut stated = [place.head, place.label]
            .into_iter()
            .flatten()
            .filter_map(|c| self.unit(c));
        let (first, second) = (stated.next(), stated.next());
        drop(stated);
        let one = match (first, second) {
            (Some(_), Some(_)) => return,
            (None, None) => self.unit_of_all(place),
            (one, other) => one.or(other),
        };
        let counted = [place.head, place.label]
            .into_iter()
            .flatten()
            .find_map(|c| self.counted(c));
        let Some(mention) = found.mentions.get_mut(own.start) else {
            return;
        };
        match one {
            Some(one) if one.kind != Kind::Number => measured(mention, &one),
            one => {
                if let Some(noun) = counted {
                    scale(mention, one.as_ref());
                    count(mention, noun);
                }
            }
        }
    }

    /// Whether a number is all that a cell holds, but for a sign.
    fn alone(&self, cell: Cell, span: TextSpan) -> bool {
        let own = self
            .tokens
            .sentences
            .get(cell.sentence)
            .map_or(span, |s| s.span);
        let text = |from, to| {
            self.document
                .text()
                .get(from as usize..to as usize)
                .unwrap_or_default()
        };
        let before = text(own.start(), span.start()).trim();
        matches!(before, "" | "+" | "-" | "−") && text(span.end(), own.end()).trim().is_empty()
    }

    fn unit(&mut self, cell: Cell) -> Option<Mention> {
        if let Some(known) = self.known.get(&cell.sentence) {
            return known.clone();
        }
        let sentence = self.tokens.sentences.get(cell.sentence)?;
        let tag = self.packs.tags().nth(sentence.lang)?;
        let phrases = phrases(self.document, self.tokens, sentence);
        let unit = phrases.iter().find_map(|p| one_of(self.packs, tag, p));
        self.known.insert(cell.sentence, unit.clone());
        unit
    }

    /// The unit that the corner states for the whole table, where a head names something that is measured in it.
    fn unit_of_all(&mut self, place: Place) -> Option<Mention> {
        let one = self.unit(place.corner?)?;
        let mut heads = [place.head, place.label].into_iter().flatten();
        let kind = Kinds::named(one.kind.name()).unwrap_or_default();
        let takes = |f: &Frame| f.figure.meets(kind);
        heads.any(|c| self.noun(c, takes).is_some()).then_some(one)
    }

    /// The noun of a head that names what is counted and nothing else.
    fn counted(&self, cell: Cell) -> Option<TextSpan> {
        self.noun(cell, |f| f.figure == Kinds::COUNT)
    }

    /// The noun of a head whose frame is of a kind.
    fn noun(&self, cell: Cell, of: impl Fn(&Frame) -> bool) -> Option<TextSpan> {
        let sentence = self.tokens.sentences.get(cell.sentence)?;
        let pack = &self.packs.get(sentence.lang)?.pack;
        let counts = |frame: i64| {
            let frame = usize::try_from(frame).ok().and_then(|f| pack.frames.get(f));
            frame.is_some_and(&of)
        };
        sentence.tokens.clone().find_map(|at| {
            let mut nodes = self.tokens.hits.of_class(at, class::FRAME_NOUN);
            let node = nodes.rfind(|n| counts(n.value))?;
            let first = self.tokens.all.get(at)?.span;
            Some(
                first.join(
                    self.tokens
                        .all
                        .get((node.end as usize).checked_sub(1)?)?
                        .span,
                ),
            )
        })
    }
}

/// The words of a head that may be a unit: from its start, from a bracket or comma, or from behind *in*, to the end of
/// the bracket or head.
fn phrases(document: &Document, tokens: &Tokens<'_>, head: &Sentence) -> Vec<String> {
    let own = tokens.all.get(head.tokens.clone()).unwrap_or_default();
    let mark = |t: &Token, marks: &[char]| document.slice(t.span).starts_with(marks);
    let mut starts = vec![0];
    for (at, token) in own.iter().enumerate() {
        let after = mark(token, &['(', '[', ',', ':']);
        if after || tokens.hits.has(head.tokens.start + at, class::IN) {
            starts.push(at + 1);
        }
    }
    let phrase = |start: usize| {
        let rest = own.get(start..)?;
        let end = rest.iter().position(|t| mark(t, &[')', ']']));
        let rest = rest.get(..end.unwrap_or(rest.len()))?;
        let span = rest.first()?.span.join(rest.last()?.span);
        let words = document.slice(span);
        let states = words.len() <= LONGEST && !words.contains(char::is_numeric);
        states.then(|| words.to_owned())
    };
    let last = starts.into_iter().rev().take(STARTS);
    last.filter_map(phrase).collect()
}

/// One of a unit, read as any text is: the sign of a currency may stand before its number.
fn one_of(packs: &Packs, tag: &str, unit: &str) -> Option<Mention> {
    let sign = unit
        .find(|c: char| c.is_alphanumeric())
        .unwrap_or(unit.len());
    let letters = unit.find(char::is_whitespace).unwrap_or(unit.len());
    let split = |at: usize| {
        unit.get(..at)
            .zip(unit.get(at..))
            .filter(|(before, _)| !before.is_empty())
    };
    let around = |at: usize| split(at).map(|(before, behind)| format!("{before}1{behind}"));
    let texts = [Some(format!("1 {unit}")), around(sign), around(letters)];
    texts.into_iter().flatten().find_map(|text| {
        let document = Document::of_paragraph(&text);
        let tokens = sentences::tokens(&document, packs, Some(tag));
        let mut found = written(&document, &tokens, packs);
        let mention = found.mentions.pop().filter(|_| found.mentions.is_empty())?;
        let whole = mention.span.range() == (0..text.len());
        let kind = matches!(
            mention.kind,
            Kind::Money | Kind::Power | Kind::Energy | Kind::Percent | Kind::Number
        );
        let exact = mention.amount().is_some_and(|a| a.value().is_some());
        (whole && kind && exact).then_some(mention)
    })
}

/// The number times the unit of a head, in each of its readings.
fn measured(mention: &mut Mention, one: &Mention) {
    let alternatives = one
        .alternatives
        .iter()
        .map(|o| reading(mention, o))
        .collect();
    *mention = reading(mention, one);
    mention.alternatives = alternatives;
}

fn reading(number: &Mention, one: &Mention) -> Mention {
    let mut reading = number.clone();
    scale(&mut reading, Some(one));
    if let (Value::Amount { unit, .. }, Some(code)) = (&mut reading.value, one.unit()) {
        *unit = Some(code.into());
    }
    reading.kind = one.kind;
    reading.per.clone_from(&one.per);
    reading.rule = RULE.into();
    one.flags.iter().for_each(|f| reading.flag(*f));
    reading.flag(Flag::InferredUnit);
    reading
}

fn scale(mention: &mut Mention, one: Option<&Mention>) {
    let factor = one
        .and_then(|o| o.amount()?.value())
        .unwrap_or(Decimal::ONE);
    if let Value::Amount { amount, .. } = &mut mention.value {
        *amount = amount.scaled(factor);
    }
}

fn count(mention: &mut Mention, noun: TextSpan) {
    mention.kind = Kind::Count;
    mention.rule = RULE.into();
    mention.counted = Some(noun);
    mention.flag(Flag::InferredUnit);
}
