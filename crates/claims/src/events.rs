//! Dated events that carry no figure: *On 3 May 2024, A bought B*.

use std::ops::Range;

use claimsift_model::{
    Claim, DateReading, Kind, Mention, MentionId, Modalities, Precision, Predicate, SlotReason,
};
use claimsift_packs::{Role, class, form};

use crate::line::{Around, Line, Tag};
use crate::{party, phrases, screen, speech, subjects, timing};

/// The event of a sentence without other claims: a day or month, a verb of the past, and a name that did it.
pub(crate) fn of(around: Around<'_>, line: &Line<'_>) -> Option<Claim> {
    if around.names.spots_in(line.sentence).is_empty() {
        return None;
    }
    let mut dates = line
        .figures
        .iter()
        .filter(|f| dated(&around.found.mentions[f.mention]));
    let (date, None) = (dates.next()?, dates.next()) else {
        return None;
    };
    let group = line
        .groups
        .iter()
        .position(|g| g.finite && past(line, g.first, g.end - g.start))?;
    let verb = &line.groups[group];
    if timing::of_another(around, line, date) {
        return None;
    }
    let near = date.tokens.end <= verb.start
        || line
            .groups
            .get(group + 1)
            .is_none_or(|g| date.tokens.end <= g.start);
    if !near || verb.is(Role::Speech) || line.groups.iter().take(group).any(|g| g.finite) {
        return None;
    }
    let subject = subjects::of(line, group)?;
    let party = party::party(around, line, &subject);
    let named = subject.clone().any(|i| line.tag_at(i) == Tag::Name)
        && (party.name.is_some() || !party.members.is_empty());
    if !named || line.is(subject.start, class::MARKET) {
        return None;
    }
    let object = undergoer(line, group);
    let speaker = speech::within(line, &date.tokens).map(|s| party::party(around, line, &s.tokens));
    let mut modalities = Modalities::default();
    modalities.extend(verb.modalities);
    Some(Claim {
        figure: MentionId(u32::try_from(date.mention).unwrap_or(u32::MAX)),
        predicate: Predicate::Event,
        subject: Some(party),
        object: object.map(|o| party::party(around, line, &o)),
        speaker,
        timing: None,
        modalities,
        direction: None,
        per: None,
        sentence: around.tokens.sentences[line.sentence].span,
        same_as: None,
        converts: None,
        confidence: screen::EVENT,
        why: vec![SlotReason {
            slot: "predicate",
            why: "a named party, a verb of the past and a date".into(),
        }],
    })
}

/// *A bought B*: the noun phrase right behind the verb, when it is led by an article or a name and no linking verb stands
/// before it.
fn undergoer(line: &Line<'_>, group: usize) -> Option<Range<usize>> {
    let verb = &line.groups[group];
    let phrase = phrases::starting(line, verb.end);
    let led = matches!(
        line.tag_at(phrase.start),
        Tag::Name | Tag::Determiner | Tag::Possessive
    );
    let timed = |i| line.is(i, class::PERIOD) || matches!(line.tag_at(i), Tag::Figure(_));
    let object = !phrase.is_empty() && led && !phrases::contracted(line, phrase.start);
    (object && !verb.passive && !verb.is(Role::Be) && !phrase.clone().any(timed)).then_some(phrase)
}

/// Whether a mention is a day or month of the calendar.
pub(crate) fn dated(mention: &Mention) -> bool {
    let calendar = |p| matches!(p, Precision::Day | Precision::Month);
    let day = |d: &DateReading| d.resolved.is_some() && calendar(d.precision);
    mention.kind == Kind::Date && mention.date().is_some_and(day)
}

/// A past tense: of one word, or the auxiliary of the perfect with its participle.
fn past(line: &Line<'_>, first: i64, len: usize) -> bool {
    let _ = line;
    first & form::PAST != 0
        || (first & form::PRESENT != 0 && len > 1 && first & form::CONDITIONAL == 0)
}
