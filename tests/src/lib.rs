//! What the tests of the whole line share: the line itself without a process around it, a validator for its schema, and a look at the sources.
//!
//! The tests stand beside `src`: `seeds` (figures on the seed corpus), `schema`, `snapshots`, `tidy` (the absences
//! that the architecture promises) and `cli`, which `crates/cli` builds because it needs the binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may

pub mod line;
pub mod literals;
pub mod sample;
pub mod validate;

use std::path::PathBuf;

/// The top of the workspace.
///
/// # Panics
///
/// Never in a workspace.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The seed articles, in order.
///
/// # Panics
///
/// When the corpus is not there.
#[must_use]
pub fn seeds() -> Vec<PathBuf> {
    let folder = root().join("corpus/seeds");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    paths
}
