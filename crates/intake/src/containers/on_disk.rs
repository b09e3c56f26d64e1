//! Containers whose list of contents stands at their end.

use std::fs::File;
use std::io::{self, Read, Seek};

use crate::place::Place;
use crate::run::Run;

/// A file that can be read in any order, from its start.
pub(super) fn on_disk(mut reader: impl Read, place: &Place, run: &Run) -> io::Result<File> {
    if let Some(path) = &place.disk {
        return File::open(path);
    }
    let mut file = tempfile::tempfile()?;
    let limit = run.options.max_unpacked;
    io::copy(&mut Read::take(&mut reader, limit), &mut file)?;
    file.rewind()?;
    Ok(file)
}
