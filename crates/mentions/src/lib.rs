//! Documents to mentions: tokens, sentences, numbers, amounts, dates, and the units of tables.
//!
//! It knows what a match *means* and no word of any language: words and rules stand in the packs.
//!
//! ```
//! use claimsift_mentions::{mentions, tokens};
//! use claimsift_model::Document;
//! use claimsift_packs::Packs;
//!
//! let packs = Packs::builtin();
//! let document = Document::of_paragraph("Un plan à 46 milliards d’euros");
//! let found = mentions(&document, &tokens(&document, &packs, None), &packs);
//! assert_eq!(document.slice(found.mentions[0].span), "46 milliards d’euros");
//! ```

mod bare;
mod build;
mod context;
mod dates;
mod explain;
mod find;
mod found;
mod glued;
mod item;
mod language;
mod mentions;
mod numbers;
mod overlap;
mod scene;
mod sentences;
mod tables;
mod tense;
mod tokens;

pub use explain::{
    ExplainedLexeme, ExplainedReading, ExplainedSentence, ExplainedToken, Loss, explain,
};
pub use found::Found;
pub use mentions::mentions;
pub use sentences::tokens;
pub use tables::{Cell, Place, Table};
pub use tokens::{Sentence, Tokens};
