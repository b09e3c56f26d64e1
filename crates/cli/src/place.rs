//! Files that appear only when they are whole, and replace nothing unasked.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::failure::Stop;

/// A name that is taken for a file: what is written lies beside it, `.part` at the end of its name, and gets the
/// name when it is whole.
pub(crate) struct Place {
    path: PathBuf,
    part: PathBuf,
}

impl Place {
    /// Takes `path`, where nothing may be yet unless `force` allows it to be replaced.
    pub(crate) fn new(path: &Path, force: bool) -> Result<Self, Stop> {
        let name = path.display();
        if path.is_dir() {
            return Err(Stop::failed(format!(
                "{name}: is a folder; name a file in it, such as {}",
                path.join("claims.jsonl").display()
            )));
        }
        if path.exists() && !force {
            return Err(Stop::failed(format!(
                "{name}: is there already; name another file, or add --force to replace it"
            )));
        }
        Ok(Self::unchecked(path))
    }

    /// Takes a folder's name. A folder that holds anything is never replaced.
    pub(crate) fn folder(path: &Path, force: bool) -> Result<Self, Stop> {
        let (name, place) = (path.display(), Self::unchecked(path));
        let empty = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
        if path.exists() && !empty {
            return Err(Stop::failed(format!(
                "{name}: is there already; name a new folder (--force replaces files, never folders)"
            )));
        }
        if place.part.exists() && !force {
            return Err(Stop::failed(format!(
                "{}: is left of a run that was stopped; remove it, or add --force to do so",
                place.part.display()
            )));
        }
        place.discard();
        Ok(place)
    }

    fn unchecked(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            part: beside(path, ".part"),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn part(&self) -> &Path {
        &self.part
    }

    /// An empty file, which no other run is writing.
    pub(crate) fn create(&self) -> Result<File, Stop> {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.part)
            .map_err(|e| self.cannot("created", &e))?;
        self.lock(&file)?;
        file.set_len(0).map_err(|e| self.cannot("written", &e))?;
        Ok(file)
    }

    /// The file of a run that was stopped, cut to `length`.
    pub(crate) fn reopen(&self, length: u64) -> Result<File, Stop> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&self.part)
            .map_err(|e| self.cannot("resumed", &e))?;
        self.lock(&file)?;
        let found = file.metadata().map_err(|e| self.cannot("resumed", &e))?;
        if found.len() < length {
            return Err(Stop::failed(format!(
                "{}: is shorter than its run left it; start over with --force",
                self.part.display()
            )));
        }
        file.set_len(length)
            .and_then(|()| file.seek(SeekFrom::End(0)))
            .map_err(|e| self.cannot("resumed", &e))?;
        Ok(file)
    }

    fn lock(&self, file: &File) -> Result<(), Stop> {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(Stop::failed(format!(
                "{}: another run is writing it; wait for it, or name another file",
                self.path.display()
            ))),
            // Not every file system can lock; then nobody is warned.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
        }
    }

    fn cannot(&self, what: &str, error: &io::Error) -> Stop {
        Stop::failed(format!(
            "{}: cannot be {what} ({error}); check that its folder exists and may be written",
            self.path.display()
        ))
    }

    /// Gives it its name, on the disk and not only in the system's memory.
    pub(crate) fn commit(&self) -> Result<(), Stop> {
        let name = self.path.display().to_string();
        let done = File::open(&self.part).and_then(|file| {
            if self.part.is_file() {
                file.sync_all()?;
            }
            fs::rename(&self.part, &self.path)?;
            // A folder cannot be synced everywhere; the name is there all the same.
            let folder = self.path.parent().filter(|p| !p.as_os_str().is_empty());
            let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|f| f.sync_all());
            Ok(())
        });
        done.map_err(|e| Stop::writing(&name, &e))
    }

    /// Removes what was written.
    pub(crate) fn discard(&self) {
        let _ = if self.part.is_dir() {
            fs::remove_dir_all(&self.part)
        } else {
            fs::remove_file(&self.part)
        };
    }
}

/// A small file written whole or not at all.
pub(crate) fn write_whole(path: &Path, text: &str) -> Result<(), Stop> {
    let place = Place::unchecked(path);
    let name = path.display().to_string();
    let done = fs::write(&place.part, text);
    done.map_err(|e| {
        place.discard();
        Stop::writing(&name, &e)
    })?;
    place.commit()
}

/// `path` with `ending` put behind its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
