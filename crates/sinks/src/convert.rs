//! From the model to the wire.

use std::borrow::Cow;

use claimsift_model as model;
use claimsift_model::{DateReading, Decimal, Document, Flag, Value};

use crate::id::Fnv;
use crate::utf16::Utf16;
use crate::{decimal_text, names, wire};

/// A document with what was read in it.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its language.
    pub lang: Option<&'a str>,
    /// Its mentions, in order.
    pub mentions: &'a [model::Mention],
    /// Its claims, in order.
    pub claims: &'a [model::Claim],
    /// Language of each claim's sentence, parallel to `claims`; where it is missing, the document's.
    pub claim_langs: &'a [String],
}

impl<'a> Reading<'a> {
    /// A document in which nothing was read.
    #[must_use]
    pub const fn of(document: &'a Document) -> Self {
        Self {
            document,
            lang: None,
            mentions: &[],
            claims: &[],
            claim_langs: &[],
        }
    }
}

/// The mentions of a document.
#[must_use]
pub fn mentions<'a>(reading: &Reading<'a>, utf16: bool) -> Vec<wire::Mention<'a>> {
    let convert = Convert::new(reading.document, utf16);
    reading
        .mentions
        .iter()
        .map(|m| convert.mention(m))
        .collect()
}

/// The claims of a document. A claim whose figure is not among the mentions cannot be written and is left out.
#[must_use]
pub fn claims<'a>(reading: &Reading<'a>, utf16: bool) -> Vec<wire::Claim<'a>> {
    let convert = Convert::new(reading.document, utf16);
    let figures: Vec<_> = reading
        .claims
        .iter()
        .map(|claim| {
            let mention = reading.mentions.get(claim.figure.0 as usize)?;
            let per = claim.per.as_ref().or(mention.per.as_ref());
            Some(wire::Mention {
                per: per.map(convert_per),
                ..convert.mention(mention)
            })
        })
        .collect();
    let ids = ids(&figures);
    let of = |index: Option<usize>| {
        index
            .and_then(|i| ids.get(i).cloned())
            .filter(|id| !id.is_empty())
            .map(Cow::Owned)
    };
    let rows = reading.claims.iter().zip(figures).zip(&ids).enumerate();
    rows.filter_map(|(i, ((claim, figure), id))| {
        let lang = reading
            .claim_langs
            .get(i)
            .map(String::as_str)
            .filter(|l| !l.is_empty());
        Some(wire::Claim {
            id: Cow::Owned(id.clone()),
            same_as: of(claim.same_as),
            converts: of(claim.converts),
            lang: lang.or(reading.lang),
            ..convert.claim(claim, figure?)
        })
    })
    .collect()
}

/// The repairs of a document.
pub fn repairs(document: &Document) -> impl Iterator<Item = wire::Repair<'_>> {
    let row = |repair| convert_repair(document, repair);
    document.repairs().iter().map(row)
}

fn convert_repair<'a>(document: &'a Document, repair: model::Repair<'a>) -> wire::Repair<'a> {
    let (char_start, char_end) = document.chars(repair.text);
    let (raw, damage) = (document.raw(repair.text), repair.damage);
    wire::Repair {
        doc_id: document.id(),
        kind: damage.kind.name(),
        before: repair.before,
        after: document.slice(repair.text),
        char_start,
        char_end,
        raw_start: raw.start(),
        raw_end: raw.end(),
        chain: &damage.chain,
        confidence: thousandths(damage.confidence),
        lossy: damage.lossy,
    }
}

/// One id a claim, from the figure and the ordinal among the claims on its span; empty where there is no figure.
fn ids(figures: &[Option<wire::Mention<'_>>]) -> Vec<String> {
    let mut ids = Vec::with_capacity(figures.len());
    for (i, figure) in figures.iter().enumerate() {
        let Some(m) = figure else {
            ids.push(String::new());
            continue;
        };
        // Claims on one span stand together, so looking back over the run is enough.
        let before = figures.get(..i).unwrap_or_default().iter().rev().flatten();
        let ordinal = before
            .take_while(|o| (o.raw_start, o.raw_end) == (m.raw_start, m.raw_end))
            .count();
        let mut fnv = Fnv::new();
        fnv.part(Some(m.doc_id));
        fnv.number(m.raw_start.into());
        fnv.number(m.raw_end.into());
        fnv.part(Some(m.kind));
        for part in [
            m.value.as_deref(),
            m.min.as_deref(),
            m.max.as_deref(),
            m.edtf,
        ] {
            fnv.part(part);
        }
        fnv.number(ordinal as u64);
        ids.push(fnv.id());
    }
    ids
}

struct Convert<'a> {
    document: &'a Document,
    /// The document date.
    published: Option<String>,
    utf16: Option<Utf16>,
}

impl<'a> Convert<'a> {
    fn new(document: &'a Document, utf16: bool) -> Self {
        Self {
            document,
            published: document.published().map(published_text),
            utf16: utf16.then(|| Utf16::new(document.text())),
        }
    }

    fn mention(&self, mention: &'a model::Mention) -> wire::Mention<'a> {
        let document = self.document;
        let (char_start, char_end) = document.chars(mention.span);
        let raw = document.raw(mention.span);
        let amount = mention.amount();
        let date = mention.date();
        let interval = date.and_then(|d| d.resolved.as_ref());
        let Decimals {
            texts: [value, min, max],
            too_long,
        } = Decimals::of(amount);
        wire::Mention {
            doc_id: document.id(),
            source: convert_source(document.source()),
            kind: mention.kind.name(),
            quote: document.slice(mention.span),
            char_start,
            char_end,
            raw_start: raw.start(),
            raw_end: raw.end(),
            utf16: self.utf16.as_ref().map(|u| u.span(document, mention.span)),
            value,
            min,
            max,
            modifier: modifier(&mention.value),
            unit: mention.unit(),
            counted: mention.counted.map(|span| document.slice(span)),
            per: mention.per.as_ref().map(convert_per),
            edtf: interval.map(|i| i.edtf.as_str()),
            date_start: interval.map(|i| i.start.to_string()),
            date_end: interval.map(|i| i.end.to_string()),
            timex: timex(&mention.value),
            precision: date.map(|d| names::precision(d.precision)),
            anchor: date.map(|d| names::anchor(d.anchor)),
            fraction: amount
                .and_then(model::Amount::as_fraction)
                .map(|(n, d)| [n.to_string(), d.to_string()]),
            alternatives: mention
                .alternatives
                .iter()
                .map(|m| self.mention(m))
                .collect(),
            flags: flags(mention, too_long),
            rule: &mention.rule,
        }
    }

    fn claim(&self, claim: &'a model::Claim, figure: wire::Mention<'a>) -> wire::Claim<'a> {
        let document = self.document;
        let party = |p: &'a Option<model::Party>| p.as_ref().map(|p| self.party(p));
        let published = document.published();
        wire::Claim {
            id: Cow::Borrowed(""),
            figure,
            subject: party(&claim.subject),
            predicate: claim.predicate.name(),
            object: party(&claim.object),
            timing: claim.timing.as_ref().map(|t| self.timing(t)),
            modality: claim.modalities.leading().name(),
            modalities: claim.modalities.all().map(model::Modality::name).collect(),
            direction: claim.direction.map(model::Direction::name),
            speaker: party(&claim.speaker),
            sentence: document.slice(claim.sentence),
            repairs: document.repairs_in(claim.sentence),
            same_as: None,
            converts: None,
            confidence: thousandths(claim.confidence),
            lang: None,
            doc_date: self.published.clone(),
            doc_date_source: published.map(|p| p.source.name()),
            title: document.title(),
            url: document.url(),
            fetched: document.fetched(),
        }
    }

    fn party(&self, party: &'a model::Party) -> wire::Party<'a> {
        let (char_start, char_end) = self.document.chars(party.span);
        wire::Party {
            text: self.document.slice(party.span),
            char_start,
            char_end,
            name: party.name.as_deref(),
            members: party.members.iter().map(|m| self.party(m)).collect(),
        }
    }

    fn timing(&self, timing: &'a model::Timing) -> wire::Timing<'a> {
        let (char_start, char_end) = self.document.chars(timing.span);
        wire::Timing {
            edtf: &timing.edtf,
            date_start: Some(timing.start.to_string()),
            date_end: Some(timing.end.to_string()),
            role: timing.role.name(),
            char_start,
            char_end,
        }
    }
}

fn convert_source(source: &model::SourceRef) -> wire::Source<'_> {
    wire::Source {
        path: &source.path,
        member: source.member.as_deref(),
        record: source.record,
        byte: source.byte,
    }
}

fn convert_per(per: &model::Per) -> wire::Per<'_> {
    wire::Per {
        value: decimal_text(per.value),
        unit: &per.unit,
    }
}

const fn modifier(value: &Value) -> Option<&'static str> {
    match value {
        Value::Amount { amount, .. } => Some(names::modifier(amount.modifier())),
        Value::Date(DateReading { modifier, .. }) => Some(names::date_modifier(*modifier)),
        Value::Timex(_) => None,
    }
}

fn timex(value: &Value) -> Option<&str> {
    match value {
        Value::Date(date) => Some(&date.timex),
        Value::Timex(timex) => Some(timex),
        Value::Amount { .. } => None,
    }
}

/// Value and bounds of an amount.
struct Decimals {
    texts: [Option<String>; 3],
    /// Whether one has more digits than the output can hold.
    too_long: bool,
}

impl Decimals {
    fn of(amount: Option<&model::Amount>) -> Self {
        let of = |number: fn(&model::Amount) -> Option<Decimal>| amount.and_then(number);
        let [value, min, max] = [
            of(model::Amount::value),
            of(model::Amount::min),
            of(model::Amount::max),
        ];
        let text = value.and_then(decimal_text);
        // Most bounds are the value.
        let bound = |bound: Option<Decimal>| match bound == value {
            true => text.clone(),
            false => bound.and_then(decimal_text),
        };
        let texts = [text.clone(), bound(min), bound(max)];
        let lost = |(number, text): (&Option<Decimal>, &Option<String>)| {
            number.is_some() && text.is_none()
        };
        Self {
            too_long: [value, min, max].iter().zip(&texts).any(lost),
            texts,
        }
    }
}

/// The mention's flags, and `out_of_range` where a number is too long.
fn flags(mention: &model::Mention, too_long: bool) -> Vec<&'static str> {
    let mut flags: Vec<_> = mention.flags.iter().map(|f| f.name()).collect();
    if too_long && !mention.has(Flag::OutOfRange) {
        flags.push(Flag::OutOfRange.name());
    }
    flags.sort_unstable();
    flags
}

pub(crate) fn published_text(published: &model::Published) -> String {
    let day = published.start;
    match published.precision {
        model::Precision::Year => format!("{:04}", day.year()),
        model::Precision::Month => format!("{:04}-{:02}", day.year(), day.month()),
        _ => day.to_string(),
    }
}

fn thousandths(n: u16) -> f64 {
    f64::from(n.min(1000)) / 1000.0
}
