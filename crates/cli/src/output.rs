//! Where the text of a command that is no run goes: standard output, or a file that appears only when it is whole.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use crate::failure::Stop;
use crate::place::Place;

/// An open destination. Dropped before [`Output::finish`], it takes its unfinished file with it.
pub(crate) struct Output {
    name: String,
    to: To,
}

enum To {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A pipe or device that was named with `-o`: nothing to rename.
    Device(BufWriter<File>),
    File(BufWriter<File>, Place),
}

impl Output {
    /// Standard output for `None` and `-`.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Stop> {
        let Some(path) = path.filter(|p| *p != Path::new("-")) else {
            return Ok(Self {
                name: "standard output".to_owned(),
                to: To::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
            });
        };
        let name = path.display().to_string();
        let to = if is_device(path) {
            To::Device(BufWriter::with_capacity(1 << 16, device(path)?))
        } else {
            let place = Place::new(path, true)?;
            To::File(BufWriter::with_capacity(1 << 16, place.create()?), place)
        };
        Ok(Self { name, to })
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.to {
            To::Stdout(w) => w,
            To::Device(w) | To::File(w, _) => w,
        }
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let done = self.writer().write_all(bytes);
        done.map_err(|e| Stop::writing(&self.name, &e))
    }

    /// Hands over what is buffered, so that whoever reads a pipe sees it.
    pub(crate) fn flush(&mut self) -> Result<(), Stop> {
        let done = self.writer().flush();
        done.map_err(|e| Stop::writing(&self.name, &e))
    }

    /// Closes it; a file gets its name now. Gives the path of the file, where there is one.
    pub(crate) fn finish(mut self) -> Result<Option<PathBuf>, Stop> {
        self.flush()?;
        match &self.to {
            To::File(_, place) => place.commit().map(|()| Some(place.path().to_owned())),
            _ => Ok(None),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Once it is committed there is nothing left to discard.
        if let To::File(_, place) = &self.to {
            place.discard();
        }
    }
}

/// A pipe or device, which is written as it is.
pub(crate) fn is_device(path: &Path) -> bool {
    path.exists() && !path.is_file() && !path.is_dir()
}

pub(crate) fn device(path: &Path) -> Result<File, Stop> {
    let opened = OpenOptions::new().write(true).open(path);
    opened.map_err(|e| Stop::writing(&path.display().to_string(), &e))
}
