//! Words as a party of the output: their span, name and members.

use std::ops::Range;

use claimsift_model::Party;
use claimsift_packs::class;

use crate::line::{Around, Line, Tag};
use crate::phrases;

/// A party of the output. Its name is that of the head, or what the words stand for in the document.
pub(crate) fn party(around: Around<'_>, line: &Line<'_>, tokens: &Range<usize>) -> Party {
    let (whole, members) = phrases::members(line, tokens);
    let members: Vec<Party> = members.iter().map(|m| single(around, line, m)).collect();
    if members.len() > 1 {
        return Party {
            span: line.span(&whole),
            name: None,
            members,
        };
    }
    single(around, line, tokens)
}

/// A party that no name stands for.
pub(crate) fn unnamed(line: &Line<'_>, tokens: &Range<usize>) -> Party {
    Party {
        span: line.span(tokens),
        name: None,
        members: Vec::new(),
    }
}

pub(crate) fn single(around: Around<'_>, line: &Line<'_>, tokens: &Range<usize>) -> Party {
    let head = phrases::head(line, tokens);
    let spot = head
        .clone()
        .rev()
        .filter(|i| line.tag_at(i + 1) != Tag::Genitive && !modifies(line, *i, head.end))
        .find_map(|i| line.names.at(line.base + i));
    // *its client*: the owner is not the party.
    let owned = line.tag_at(tokens.start) == Tag::Possessive && tokens.len() > 1;
    let resolve = || {
        let own = line.base + tokens.start..line.base + tokens.end;
        // *Orvane's tablet*: the owner's name is not the thing's.
        if head.clone().any(|i| line.tag_at(i) == Tag::Genitive) {
            return None;
        }
        // *Norvia suppliers*: nor is that of the name before a noun.
        let first = line
            .names
            .at(own.start)
            .map(|s| s.tokens.end - 1 - line.base);
        if first.is_some_and(|last| modifies(line, last, head.end)) {
            return None;
        }
        around.names.resolve(own)
    };
    let alone = |s: &&claimsift_names::Spot| {
        (s.tokens.start, s.tokens.end) == (line.base + tokens.start, line.base + tokens.end)
    };
    let titled = || {
        let spots = around.names.spots_in(line.sentence).iter();
        let says = |s: &&claimsift_names::Spot| around.names.is_party(s.name);
        spots.filter(says).find(|s| {
            let whole = around.names.apposition(s);
            let own = line.base + tokens.start..line.base + tokens.end;
            whole.is_some_and(|w| w.start <= own.start && own.end <= w.end)
        })
    };
    let spot = spot.or_else(titled);
    let phrase = spot.filter(alone).and_then(|s| around.names.apposition(s));
    let own = phrase
        .and_then(|p| inside(line, &p))
        .unwrap_or_else(|| tokens.clone());
    let name = spot
        .map(|s| s.name)
        .or_else(|| if owned { None } else { resolve() });
    Party {
        span: line.span(&own),
        members: if name.is_none() && !owned {
            several(around, line, tokens)
        } else {
            Vec::new()
        },
        name: name
            .and_then(|n| around.names.names.get(n))
            .map(|n| n.canonical.to_string()),
    }
}

/// *US economy*: where heads stand last, a name before a plain noun is not the party.
fn modifies(line: &Line<'_>, name: usize, end: usize) -> bool {
    let noun = |i: usize| {
        line.tag_at(i) == Tag::Word && !line.is(i, class::LEGAL) && !line.is(i, class::MARKET)
    };
    !line.head_first() && (name + 1..end).any(noun)
}

/// A phrase of the document as tokens of the line, when it has no figure in it.
fn inside(line: &Line<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let start = phrase.start.checked_sub(line.base)?;
    let end = phrase
        .end
        .checked_sub(line.base)
        .filter(|e| *e <= line.tokens.len())?;
    let plain = (start..end).all(|i| !matches!(line.tag_at(i), Tag::Figure(_) | Tag::Verb(_)));
    plain.then_some(start..end)
}

/// The names that a plural stands for: *les deux géants*.
fn several(around: Around<'_>, line: &Line<'_>, tokens: &Range<usize>) -> Vec<Party> {
    let own = line.base + tokens.start..line.base + tokens.end;
    let all = around.names.resolve_all(own);
    let party = |n: &usize| {
        let name = around.names.names.get(*n)?;
        Some(Party {
            span: line.span(tokens),
            name: Some(name.canonical.to_string()),
            members: Vec::new(),
        })
    };
    if all.len() > 1 {
        all.iter().filter_map(party).collect()
    } else {
        Vec::new()
    }
}
