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
mod compound;
mod context;
mod dates;
mod explain;
mod find;
mod glued;
mod item;
mod language;
mod literal;
mod mentions;
mod mixed;
mod numbers;
mod overlap;
mod power;
mod ranks;
mod register;
mod scene;
mod sentences;
mod tables;
mod vague;

pub use explain::{
    ExplainedLexeme, ExplainedReading, ExplainedSentence, ExplainedToken, Loss, explain,
};
pub use mentions::{Found, mentions};
pub use sentences::{Sentence, Tokens, tokens};
pub use tables::{Cell, Place, Table};
