//! Tokens, folding, one lexicon pass, and token patterns.
//!
//! The engine knows shapes and structure. It knows no word of any language, no unit, no currency and no
//! language tag: all of that comes in as data, through [`Lexicon`] and [`pattern::Program`].
//!
//! Entry points: [`tokenize()`], [`Lexicon::hits`], [`pattern::Program::longest`].
//!
//! ```
//! use claimsift_engine::{Shape, tokenize};
//! let tokens = tokenize("700MW");
//! assert_eq!((tokens[0].shape, tokens[1].shape), (Shape::Digits, Shape::Upper));
//! ```

mod bits;
mod chart;
mod fold;
mod hits;
mod key;
mod lexicon;
pub mod pattern;
mod tokenize;
mod words;

pub use chart::{Chart, Node, NodeId, View};
pub use fold::fold_into;
pub use hits::{ClassMask, Hits};
pub use key::WordKey;
pub use lexicon::{ClassId, Lexeme, Lexicon, WordId, phrase};
pub use tokenize::{Gap, Shape, Token, tokenize, tokenize_into};
pub use words::WordTable;
