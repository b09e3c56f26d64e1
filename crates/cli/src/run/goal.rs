//! Where the records of a run go.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use claimsift_sinks::{Archive, Encoder, Format, Parquet, Shape, Sink, Sqlite, Stream};

use super::journal::Entry;
use crate::args::Target;
use crate::failure::Stop;
use crate::output::{device, is_device};
use crate::place::Place;

/// A destination that is not open yet.
pub(crate) enum Goal {
    Stdout,
    /// A pipe or device, which is written as it is.
    Device(PathBuf),
    /// A file or a folder, which appears when it is whole.
    Place(Place),
}

impl Goal {
    /// Checks that it may be written; touches nothing.
    pub(crate) fn of(target: &Target, shape: Shape) -> Result<Self, Stop> {
        let Some(path) = target.path() else {
            return Ok(Self::Stdout);
        };
        if is_device(path) {
            return Ok(Self::Device(path.to_owned()));
        }
        // A run that is resumed has settled that already.
        let force = target.force || target.resume;
        Ok(Self::Place(if is_folder(shape, path) {
            Place::folder(path, force)?
        } else {
            Place::new(path, force)?
        }))
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdout => "standard output".to_owned(),
            Self::Device(path) => path.display().to_string(),
            Self::Place(place) => place.path().display().to_string(),
        }
    }

    pub(crate) const fn place(&self) -> Option<&Place> {
        match self {
            Self::Place(place) => Some(place),
            _ => None,
        }
    }

    /// Opens it for a run from the beginning.
    pub(crate) fn open(&self, encoder: &Encoder, shape: Shape) -> Result<Box<dyn Sink>, Stop> {
        let cannot = |e: io::Error| Stop::writing(&self.name(), &e);
        let file = match self {
            Self::Stdout => return self.stream(Box::new(io::stdout()), encoder),
            Self::Device(path) => device(path)?,
            Self::Place(place) if is_folder(shape, place.path()) => {
                return Ok(Box::new(Archive::folder(place.part()).map_err(cannot)?));
            }
            Self::Place(place) => place.create()?,
        };
        Ok(match (shape.format, self) {
            (Format::Parquet, _) => Box::new(Parquet::begin(file, encoder).map_err(cannot)?),
            (Format::Brat, _) => Box::new(Archive::zip(file).map_err(cannot)?),
            (Format::Sqlite, Self::Place(place)) => {
                // The empty file that was just made is an empty database.
                Box::new(Sqlite::create(place.part(), encoder).map_err(cannot)?)
            }
            (Format::Sqlite, _) => {
                return Err(Stop::failed(format!(
                    "{}: is no file; name one for SQLite",
                    self.name()
                )));
            }
            _ => return self.stream(Box::new(file), encoder),
        })
    }

    fn stream(&self, to: Box<dyn Write + Send>, encoder: &Encoder) -> Result<Box<dyn Sink>, Stop> {
        let stream = Stream::begin(to, *encoder);
        Ok(Box::new(
            stream.map_err(|e| Stop::writing(&self.name(), &e))?,
        ))
    }

    /// Opens it where an earlier run stood.
    pub(crate) fn reopen(&self, encoder: &Encoder, entry: &Entry) -> Result<Box<dyn Sink>, Stop> {
        let Self::Place(place) = self else {
            return Err(Stop::failed("--resume needs -o FILE"));
        };
        let file: File = place.reopen(entry.output)?;
        let items = entry.tally.records > 0;
        Ok(Box::new(Stream::resume(
            file,
            *encoder,
            entry.output,
            items,
        )))
    }
}

fn is_folder(shape: Shape, path: &Path) -> bool {
    let zip = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("zip"));
    shape.format == Format::Brat && !zip
}
