//! The pattern grammar: parsed from text, compiled to a small program, run over a chart.
//!
//! | construct | means |
//! | --- | --- |
//! | `class` | a node of that class, or a token shape (`digits`, `word`, `cap`, `noun`, `any`) |
//! | `class[2]`, `class[1..31]` | the same, with its value in that range |
//! | `class[..,4]` | the same, any value, with its extra in that range |
//! | `@set` | a word of that set |
//! | `name:` | captures the class, set or alternation of such that follows |
//! | `?` | optional |
//! | `( a | b )` | either |
//! | `~` | no white space here |
//! | `..n` | up to n tokens of any kind |
//!
//! There is no repetition without bound, so every program ends, and a match costs at most the number of its paths.

mod build;
mod openers;
mod openings;
mod ops;
mod parse;
mod program;

pub use build::{Build, Phase, SlotName, Variant};
pub use openers::{Openers, Starts};
pub use openings::Opening;
pub use parse::{Pattern, PatternError, parse};
pub use program::{Captured, Match, Program, SLOTS};
