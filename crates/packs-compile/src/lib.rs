//! Language packs: TOML specifications, checked and compiled.
//!
//! The same code runs in the build script of `packs` and wherever a pack is checked. It knows the form of packs;
//! it knows no document and makes no claim.
//!
//! Entry points: [`compile`] for the text of a pack's files, [`Pack`] for what comes out.

// The classes are numbered by a macro that takes one step a class.
#![recursion_limit = "512"]

mod check;
mod compile;
mod frames;
mod gates;
mod grammar;
mod kinds;
mod language;
mod pack;
mod read;
mod rules;
mod spec;
mod tells;
mod verbs;
mod vocabulary;

pub use check::PackError;
pub use compile::{Layer, Source, class_names, compile};
pub use frames::{Frame, FrameExample, Passive, Subject, Way};
pub use gates::{Gate, Gates};
pub use kinds::Kinds;
pub use language::Language;
pub use pack::{Currency, Dimension, Example, HeadSide, NumberStyle, Pack, Rule, Unit};
pub use tells::{Tells, Told};
pub use verbs::{Role, Roles, Verb, form};
pub use vocabulary::class;

/// The JSON Schema of a file of a pack, for editors.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(spec::FileSpec)
}
