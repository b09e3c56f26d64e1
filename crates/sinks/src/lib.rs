//! Claims and mentions to the formats that people load.
//!
//! The wire types ([`wire`]) are apart from the model's, so that the output changes only when somebody means it to.
//! An [`Encoder`] turns the records of one document into a [`Chunk`], which needs no other document and so can be
//! done on any thread; a [`Sink`] takes the chunks in order. [`Shape::choose`] finds format and compression from
//! what a person asked for. The crate knows the output formats; it knows no rule and no language, and it leaves
//! names, temporary files and their renaming to its user.
//!
//! ```
//! use claimsift_model::DocumentBuilder;
//! use claimsift_sinks::{Encoder, Reading, Shape, Sink, Stream, What};
//! let encoder = Encoder::new(Shape::choose(None, None)?, What::Claims, false);
//! let document = DocumentBuilder::default().finish();
//! let chunk = encoder.document(&Reading::of(&document), 0)?;
//! let mut out = Vec::new();
//! let mut sink = Stream::begin(&mut out, encoder)?;
//! sink.write(encoder.batch(vec![chunk])?)?;
//! sink.finish("{}")?;
//! assert!(out.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotation;
mod archive;
mod brat;
mod columnar;
mod compress;
mod convert;
mod csv;
mod documents;
mod encode;
mod error;
mod flat;
mod format;
mod id;
mod json;
mod lists;
mod names;
mod number;
mod parquet;
mod places;
mod readers;
mod schema;
mod sink;
mod spans;
mod sqlite;
mod utf16;
pub mod wire;

pub use archive::Archive;
pub use compress::Compression;
pub use convert::{Reading, claims, mentions, repairs};
pub use encode::{Chunk, Encoder, What};
pub use error::Error;
pub use format::{Format, Shape, ShapeError};
pub use json::write_json;
pub use number::decimal_text;
pub use parquet::Parquet;
pub use readers::{Reader, reader_call};
pub use schema::schema;
pub use sink::{Sink, Stream};
pub use sqlite::Sqlite;

/// Version of the output: the first number moves when a field changes its meaning or goes, the second when one is added.
pub const SCHEMA_VERSION: &str = "1.0";
