//! The rule workbench: what a rule does to a whole corpus.
//!
//! It reads claims and mentions back as they were written ([`Saved`]), holds them against annotated documents
//! ([`Evaluation`]) or against those of another run ([`diff`]), and knows nothing of how they were extracted: no rule, no language, no container. Whoever calls
//! it does the extracting.
//!
//! # Examples
//!
//! ```
//! use claimsift_workbench::{Evaluation, GoldDocument, Saved};
//!
//! let gold = GoldDocument::parse(
//!     r#"{"id": "a", "text": "10 GW", "mentions": [{"start": 0, "end": 5, "quote": "10 GW", "kind": "power",
//!         "value": "10000000000", "min": "10000000000", "max": "10000000000", "modifier": "exact", "unit": "W",
//!         "claim": null}]}"#,
//! )?;
//! let mention = Saved::parse(
//!     r#"{"doc_id": "a", "kind": "power", "quote": "10 GW", "char_start": 0, "char_end": 5, "raw_start": 0,
//!         "raw_end": 5, "value": "10000000000", "min": "10000000000", "max": "10000000000", "modifier": "exact",
//!         "unit": "W", "rule": "power.glued"}"#,
//! )?;
//! let mut evaluation = Evaluation::default();
//! evaluation.add(&gold, &[mention], &[]);
//! assert_eq!(evaluation.all().f1(), 1.0);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod diff;
mod eval;
mod gold;
mod pairing;
mod saved;

pub use diff::{
    Change, ClaimFile, Counts, FieldChange, Layout, ReadError, Sort, changes, diff, reasons,
};
pub use eval::{Evaluation, Fault, Figures, Judged};
pub use gold::{Accepted, GoldClaim, GoldDocument, GoldMention, GoldTiming, Ignored};
pub use saved::{Saved, SavedParty, SavedPer, SavedTiming};
