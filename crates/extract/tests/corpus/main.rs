//! The sentences of our own, read: those of `corpus/`, the examples of the packs, and the forms that were generated.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod claims;
mod examples;
mod figures;
mod generated;
