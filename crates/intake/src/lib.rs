//! Dump containers to records.
//!
//! [`open`] takes the paths of a command line and gives one [`Record`] a document: the
//! document's bytes, with the container's own codings (JSON escapes) undone, and what the container says of it.
//! A record that cannot be read is an error *item*; the run goes on with the next one. The crate knows files and
//! containers; it knows no charset, no word and no claim.
//!
//! To read another container: one file here that implements [`Source`], a name in [`Format`], and its extension
//! in `kinds.rs`.
//!
//! ```
//! use claimsift_intake::{Options, from_reader};
//! let lines = br#"{"id": 7, "text": "caf\u00e9"}"#;
//! let mut records = from_reader("-", &lines[..], Options::default());
//! let record = records.next().unwrap().unwrap();
//! assert_eq!((record.id.as_str(), &*record.bytes), ("7", "café".as_bytes()));
//! ```

mod error;
mod jsonl;
mod kinds;
mod line;
mod options;
mod records;
mod row;
mod text;
mod walk;

pub use error::Error;
pub use options::{Fields, Format, Options};
pub use records::{Records, from_reader, open};

use claimsift_model::Record;

/// A container that is open, read one record at a time.
pub trait Source: Send {
    /// The next record or what is wrong with it; `None` at the end.
    fn next_record(&mut self) -> Option<Result<Record, Error>>;
}
