//! Claims and mentions to JSON Lines, JSON and CSV.
//!
//! The wire types ([`wire`]) are apart from the model's, so that the output changes only when somebody means it to.
//! A [`Sink`] turns the records of one document into bytes, which needs no other document and so can be done on
//! any thread; what goes before, between and after the records is a few fixed bytes. The crate knows the output
//! format; it knows no rule and no language.
//!
//! ```
//! use claimsift_model::DocumentBuilder;
//! use claimsift_sinks::{Format, Reading, Sink, What};
//! let document = DocumentBuilder::default().finish();
//! let sink = Sink::new(Format::JsonLines, What::Claims, false);
//! let chunk = sink.chunk(&Reading::of(&document)).unwrap();
//! assert_eq!((chunk.bytes.len(), chunk.records), (0, 0));
//! ```

mod convert;
mod csv;
mod error;
mod id;
mod names;
mod number;
mod readers;
mod schema;
mod sink;
mod utf16;
pub mod wire;

pub use convert::{Reading, claims, mentions, repairs};
pub use error::Error;
pub use number::decimal_text;
pub use readers::{Reader, reader_call};
pub use schema::schema;
pub use sink::{Chunk, Format, Sink, What};

/// Version of the output: the first number moves when a field changes its meaning or goes, the second when one is added.
pub const SCHEMA_VERSION: &str = "1.0";
