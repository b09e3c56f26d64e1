//! From mentions to claims: who, what, to whom, when, how sure, said by whom.
//!
//! One file a step, over the sentences that hold a figure (names over the whole document).
//!
//! ```
//! use claimsift_mentions::{mentions, tokens};
//! use claimsift_model::Document;
//! use claimsift_packs::Packs;
//!
//! let packs = Packs::builtin();
//! let document = Document::of_paragraph("Nvidia investit 2 milliards de dollars.");
//! let tokens = tokens(&document, &packs, None);
//! let found = mentions(&document, &tokens, &packs);
//! let claims = claimsift_claims::claims(&document, &tokens, &packs, &found, false);
//! assert_eq!(claims[0].predicate.name(), "investment");
//! ```

mod candidate;
mod changes;
mod control;
mod coordination;
mod counted;
mod events;
mod filled;
mod frames;
mod line;
mod modality;
mod no_subject;
mod nouns;
mod objects;
mod owners;
mod parties;
mod party;
mod phrases;
mod reader;
mod repeats;
mod rivals;
mod screen;
mod speech;
mod subjects;
mod tables;
mod timing;
mod topic;
mod verbal;
mod verbs;

use std::ops::Range;

use claimsift_mentions::{Found, Tokens};
use claimsift_model::{Claim, Document};
use claimsift_packs::Packs;

use self::line::Around;

/// The claims of a document, in the order of their figures; with the candidates that lost where it is `asked`.
#[must_use]
pub fn claims(
    document: &Document,
    tokens: &Tokens<'_>,
    packs: &Packs,
    found: &Found,
    asked: bool,
) -> Vec<Claim> {
    let telling = telling(found);
    if telling.is_empty() {
        return Vec::new();
    }
    let names = claimsift_names::names(document, tokens, packs);
    let around = Around {
        document,
        tokens,
        packs,
        found,
        names: &names,
        asked,
    };
    let mut reader = reader::Reader::new(around, telling.len());
    let mut telling = telling.into_iter().peekable();
    for sentence in 0..tokens.sentences.len() {
        let mentions = telling.next_if(|(own, _)| *own == sentence);
        // A cell says nothing without its heads.
        if around.in_table(sentence) {
            continue;
        }
        reader.sentence(sentence, mentions.map_or(0..0, |(_, mentions)| mentions));
    }
    let mut claims = reader.claims;
    claims.extend(tables::read(around));
    claims.sort_by_key(|c| c.figure);
    repeats::link(&mut claims, found);
    claims
}

/// The sentences that may make a claim, each with its mentions: they hold a figure, or the one day of an event.
fn telling(found: &Found) -> Vec<(usize, Range<usize>)> {
    let mut telling = Vec::new();
    let mut start = 0;
    for own in found.sentences.chunk_by(|a, b| a == b) {
        let range = start..start + own.len();
        start = range.end;
        let mentions = found.mentions.get(range.clone()).unwrap_or_default();
        let days = mentions.iter().filter(|m| events::dated(m)).count();
        if days == 1 || mentions.iter().any(screen::claimable) {
            telling.extend(own.first().map(|sentence| (*sentence, range)));
        }
    }
    telling
}
