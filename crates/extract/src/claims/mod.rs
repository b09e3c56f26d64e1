//! From mentions to claims: who, what, to whom, when, how sure, said by whom.
//!
//! One file a step, over the sentences that hold a figure (names over the whole document).

mod changes;
mod coordination;
#[cfg(test)]
mod corpus;
mod counted;
mod events;
mod frames;
mod line;
mod modality;
pub(crate) mod names;
mod nouns;
mod objects;
mod owners;
mod parties;
mod phrases;
mod reader;
mod repeats;
mod rivals;
mod screen;
mod speech;
mod subjects;
mod timing;
mod topic;
mod verbal;
mod verbs;

use claimsift_model::{Claim, Document};
use claimsift_packs::Packs;

use self::line::Around;
use crate::mentions::Found;
use crate::sentences::Tokens;

/// The claims of a document, in the order of their figures; with the candidates that lost where it is `asked`.
pub(crate) fn read(
    document: &Document,
    tokens: &Tokens,
    packs: &Packs,
    found: &Found,
    asked: bool,
) -> Vec<Claim> {
    if found.mentions.is_empty() {
        return Vec::new();
    }
    let names = names::read(document, tokens, packs);
    let around = Around {
        document,
        tokens,
        packs,
        found,
        names: &names,
        asked,
    };
    let mut reader = reader::Reader::new(around);
    let mut start = 0;
    for sentence in 0..tokens.sentences.len() {
        let end = start
            + found.sentences[start..]
                .iter()
                .take_while(|s| **s == sentence)
                .count();
        reader.sentence(sentence, start..end);
        start = end;
    }
    let mut claims = reader.claims;
    claims.sort_by_key(|c| c.figure);
    repeats::link(&mut claims, found);
    claims
}
