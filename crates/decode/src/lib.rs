//! Record bytes to documents: which charset, decoding, repair of damaged text, blocks, the document date.
//!
//! [`document`] takes a record as a container gave it and returns the text that every offset counts in, with the
//! way back to each raw byte, the repairs made, the paragraphs and the document date. It is total: any bytes give
//! a document, with notes where something could not be read.
//!
//! The crate knows charsets, the ways in which text gets damaged, and which letters a language writes
//! (`data/letters.tsv`). It knows no word of any language, no token, no mention and no claim, and no container.
//!
//! ```
//! use claimsift_decode::{Options, document};
//! use claimsift_model::Record;
//!
//! let record = Record {
//!     bytes: "Le cafĂ© a Ă©tĂ© fermĂ© l’été dernier.".as_bytes().into(),
//!     ..Record::default()
//! };
//! let doc = document(record, &Options::default());
//! assert_eq!(doc.text(), "Le café a été fermé l’été dernier.");
//! assert_eq!(doc.repairs().len(), 4);
//! ```

mod beyond_ascii;
mod blocks;
mod cases;
mod census;
mod chance;
mod choice;
mod classes;
mod codecs;
mod decode;
mod detect;
mod document;
mod dos;
mod entities;
mod language;
mod legacy;
mod letters;
mod markup;
mod neighbours;
mod notes;
mod options;
mod published;
mod repair;
mod runs;
mod sentences;
mod weigh;
mod wide;

pub use detect::is_label;
pub use document::document;
pub use options::Options;
pub use published::{DateParts, parse_date};
