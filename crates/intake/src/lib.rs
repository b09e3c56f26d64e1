//! Dump containers to records.
//!
//! [`open`] takes the paths of a command line and gives one [`Record`](claimsift_model::Record) a document: the
//! document's bytes, with the container's own codings (JSON escapes) undone, and what the container says of it.
//! What cannot be read is a [`Fault`] in its place; the run goes on with the next record. The crate knows files and
//! containers; it knows no charset, no word and no claim.
//!
//! Bytes flow one way: a file (`inputs`) is recognised by its first bytes (`kinds`), compressions are undone while
//! they stream (`layers`), archives hand each of their files back to the start (`read`), and a container hands
//! records and faults over (`out`). To read another container: one file in `containers`, a name in [`Format`], and
//! how it is recognised in `kinds.rs`.
//!
//! ```
//! use claimsift_intake::{Options, from_reader};
//! let lines = br#"{"id": 7, "text": "caf\u00e9"}"#;
//! let mut records = from_reader("-", &lines[..], Options::default());
//! let record = records.next().unwrap().unwrap();
//! assert_eq!((record.id.as_str(), &*record.bytes), ("7", "café".as_bytes()));
//! ```

mod containers;
mod damage;
mod fault;
mod glob;
mod gzip;
mod inputs;
mod kinds;
mod layers;
mod line;
mod options;
mod out;
mod place;
mod read;
mod records;
mod run;
mod unicode;
mod walk;
mod xml;

pub use fault::Fault;
pub use glob::check_glob;
pub use options::{Fields, Format, Options};
pub use records::{Meter, Records, from_reader, open};
