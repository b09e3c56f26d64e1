//! Documents to mentions and claims.
//!
//! Takes a decoded [`Document`] and the compiled packs, and gives a [`Reading`]: the stages of `mentions` and `claims` in
//! one line, the examples of packs, and how a text was read.
//!
//! ```
//! use claimsift_extract::{Options, read};
//! use claimsift_model::Document;
//! use claimsift_packs::Packs;
//!
//! let document = Document::of_paragraph("Un plan à 46 milliards d’euros");
//! let reading = read(&document, &Packs::builtin(), &Options::default());
//! assert_eq!(document.slice(reading.mentions[0].span), "46 milliards d’euros");
//! ```

mod examples;
mod explain;

pub use examples::{Fault, Trial, examples, shown, try_example};
pub use explain::{ExplainedClaim, Explanation, Reason, explain};

use std::sync::Arc;

use claimsift_claims::claims;
use claimsift_mentions::{mentions, tokens};
use claimsift_model::{Claim, Document, Mention, TextSpan};
use claimsift_packs::Packs;

/// What the caller asks for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Read every document in this language instead of choosing one (a pack's tag).
    pub lang: Option<String>,
}

/// A document, read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Language of the document (a pack's tag); `None` when no pack fits.
    pub lang: Option<String>,
    /// Sentences, in order.
    pub sentences: Vec<TextSpan>,
    /// Mentions, in order.
    pub mentions: Vec<Mention>,
    /// Claims, in order of their figures.
    pub claims: Vec<Claim>,
    /// Language of each claim's sentence, parallel to `claims`.
    pub claim_langs: Vec<String>,
    /// Ids of the rules that read its parts or the words around it, for each mention, parallel to `mentions`.
    pub derivation: Vec<Vec<Arc<str>>>,
}

/// The stages of [`read`], in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Tokens, sentences, languages.
    Tokens,
    /// Lexicon, numbers, rules.
    Mentions,
    /// Names, clauses, frames.
    Claims,
}

/// Reads a document. Total: any document gives a reading, an unreadable one gives an empty reading.
#[must_use]
pub fn read(document: &Document, packs: &Packs, options: &Options) -> Reading {
    read_staged(document, packs, options, &mut |_| {})
}

/// As [`read`], with the candidates that lost among the reasons of each claim.
pub(crate) fn read_asked(document: &Document, packs: &Packs, options: &Options) -> Reading {
    staged(document, packs, options, true, &mut |_| {})
}

/// As [`read`]; calls `done` at the end of each stage, for those who measure.
#[must_use]
pub fn read_staged(
    document: &Document,
    packs: &Packs,
    options: &Options,
    done: &mut dyn FnMut(Stage),
) -> Reading {
    staged(document, packs, options, false, done)
}

fn staged(
    document: &Document,
    packs: &Packs,
    options: &Options,
    asked: bool,
    done: &mut dyn FnMut(Stage),
) -> Reading {
    let tokens = tokens(document, packs, options.lang.as_deref());
    done(Stage::Tokens);
    let found = mentions(document, &tokens, packs);
    done(Stage::Mentions);
    let claims = claims(document, &tokens, packs, &found, asked);
    done(Stage::Claims);
    let tag = |lang: usize| packs.tags().nth(lang).unwrap_or_default().to_owned();
    let lang_of = |c: &Claim| {
        let sentence = found.sentences.get(c.figure.0 as usize);
        sentence
            .map(|s| tag(tokens.sentences[*s].lang))
            .unwrap_or_default()
    };
    Reading {
        claim_langs: claims.iter().map(lang_of).collect(),
        lang: tokens.lang.map(tag),
        sentences: tokens.sentences.iter().map(|s| s.span).collect(),
        mentions: found.mentions,
        claims,
        derivation: found.derivation,
    }
}
