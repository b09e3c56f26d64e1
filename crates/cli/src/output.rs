//! Where data goes: standard output, or a file that appears only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};

use crate::failure::Stop;

/// An open destination. Dropped before [`Output::finish`], it takes its unfinished file with it.
pub(crate) struct Output {
    name: String,
    to: To,
}

enum To {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A pipe or device that was named with `-o`: nothing to rename.
    Device(BufWriter<File>),
    File {
        writer: BufWriter<File>,
        part: PathBuf,
        path: PathBuf,
    },
    Closed,
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
        if path.is_dir() {
            return Err(Stop::failed(format!(
                "{name}: is a folder; name a file in it for -o, such as {}",
                path.join("claims.jsonl").display()
            )));
        }
        let device = path.exists() && !path.is_file();
        let part = if device {
            path.to_owned()
        } else {
            beside(path, ".part")
        };
        let file = File::create(&part).map_err(|e| {
            Stop::failed(format!(
                "{name}: cannot be created ({e}); check that its folder exists and may be written"
            ))
        })?;
        let writer = BufWriter::with_capacity(1 << 16, file);
        let to = if device {
            To::Device(writer)
        } else {
            To::File {
                writer,
                part,
                path: path.to_owned(),
            }
        };
        Ok(Self { name, to })
    }

    /// Whether data goes to a screen, where a progress line would get in its way.
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(self.to, To::Stdout(_)) && io::stdout().is_terminal()
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let done = match &mut self.to {
            To::Stdout(w) => w.write_all(bytes),
            To::Device(w) | To::File { writer: w, .. } => w.write_all(bytes),
            To::Closed => Ok(()),
        };
        done.map_err(|e| Stop::writing(&self.name, &e))
    }

    /// Hands over what is buffered, so that whoever reads a pipe sees it.
    pub(crate) fn flush(&mut self) -> Result<(), Stop> {
        let done = match &mut self.to {
            To::Stdout(w) => w.flush(),
            To::Device(w) | To::File { writer: w, .. } => w.flush(),
            To::Closed => Ok(()),
        };
        done.map_err(|e| Stop::writing(&self.name, &e))
    }

    /// Closes it; a file gets its name now. Gives the path of the file, where there is one.
    pub(crate) fn finish(mut self) -> Result<Option<PathBuf>, Stop> {
        self.flush()?;
        if let To::File { part, path, .. } = &self.to {
            fs::rename(part, path).map_err(|e| Stop::writing(&self.name, &e))?;
        }
        match std::mem::replace(&mut self.to, To::Closed) {
            To::File { path, .. } => Ok(Some(path)),
            _ => Ok(None),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let To::File { part, .. } = &self.to {
            let _ = fs::remove_file(part);
        }
    }
}

/// `path` with `ending` put behind its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
