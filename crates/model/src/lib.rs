//! The nouns of claimsift, and nothing that acts on them.
//!
//! Everything that passes from one stage to the next is defined here: spans on two sides that cannot be
//! mixed up, the document with its way back to the raw bytes, mentions and claims. The crate knows no file,
//! no output format and no language.
//!
//! ```
//! use claimsift_model::{Amount, TextSpan};
//! let ten = Amount::exact(10.into());
//! assert_eq!(ten.min(), ten.max());
//! assert_eq!(TextSpan::new(2, 5).len(), 3);
//! ```

mod amount;
mod claim;
mod date;
mod document;
mod mention;
mod offsets;
mod record;
mod repairs;
mod span;

pub use amount::{Amount, Modifier};
pub use claim::{
    Claim, Direction, Modalities, Modality, Party, Predicate, SlotReason, Timing, TimingRole,
};
pub use date::{Anchor, DateModifier, DateReading, Day, Precision, Resolved};
pub use document::{
    Block, BlockRole, DecodeReport, Document, DocumentBuilder, Note, Published, PublishedSource,
    SourceRef,
};
pub use mention::{Flag, Kind, Mention, MentionId, Per, Value};
pub use offsets::{Edit, OffsetMap, Stage};
pub use record::{Markup, Record};
pub use repairs::{Damage, Repair, RepairKind, Repairs};
pub use rust_decimal::Decimal;
pub use span::{Raw, RawSpan, Span, Text, TextSpan};
