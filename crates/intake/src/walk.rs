//! Folders, walked in a stable order, one directory in memory at a time.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::kinds::{SNIFF, Walked, by_name, looks_like_jsonl};

/// A file to read: where it is, its path below the folder that was named, and its path for messages.
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) below: String,
    pub(crate) shown: String,
}

/// Walks one folder. Entries come in byte order of their names, level by level, depth first.
pub(crate) struct Walk {
    /// Entries still to visit, last first.
    open: Vec<Found>,
    root: String,
    found: u64,
    ignored: u64,
    done: bool,
}

impl Walk {
    pub(crate) fn new(root: &Path, shown: &str) -> Self {
        Self {
            open: vec![Found {
                path: root.to_owned(),
                below: String::new(),
                shown: shown.trim_end_matches('/').to_owned(),
            }],
            root: shown.to_owned(),
            found: 0,
            ignored: 0,
            done: false,
        }
    }

    /// The next file to read. What is passed over is counted by reason in `ignored`.
    pub(crate) fn next(
        &mut self,
        ignored: &mut BTreeMap<&'static str, u64>,
    ) -> Option<Result<Found, Error>> {
        while let Some(entry) = self.open.pop() {
            if entry.path.is_dir() {
                if !entry.below.is_empty() && entry.path.is_symlink() {
                    // A link may lead back up, and the walk would never end.
                    self.pass_over("behind links to folders", ignored);
                } else if let Err(e) = self.enter(&entry) {
                    self.found += 1;
                    return Some(Err(Error::io(&entry.shown, e)));
                }
                continue;
            }
            match wanted(&entry) {
                Ok(()) => {
                    self.found += 1;
                    return Some(Ok(entry));
                }
                Err(reason) => self.pass_over(reason, ignored),
            }
        }
        let empty = self.found == 0 && !self.done;
        self.done = true;
        empty.then(|| Err(Error::empty_folder(&self.root, self.ignored)))
    }

    fn pass_over(&mut self, reason: &'static str, ignored: &mut BTreeMap<&'static str, u64>) {
        self.ignored += 1;
        *ignored.entry(reason).or_default() += 1;
    }

    fn enter(&mut self, folder: &Found) -> std::io::Result<()> {
        let mut names = fs::read_dir(&folder.path)?
            .map(|entry| entry.map(|e| e.file_name()))
            .collect::<Result<Vec<_>, _>>()?;
        names.sort_unstable_by(|a, b| b.cmp(a));
        self.open.extend(names.into_iter().map(|name| {
            let shown = name.to_string_lossy();
            let join = |front: &str| match front {
                "" => shown.clone().into_owned(),
                front => format!("{front}/{shown}"),
            };
            Found {
                below: join(&folder.below),
                shown: format!("{}/{shown}", folder.shown),
                path: folder.path.join(&name),
            }
        }));
        Ok(())
    }
}

fn wanted(entry: &Found) -> Result<(), &'static str> {
    match by_name(&entry.below) {
        Walked::Text | Walked::Jsonl => Ok(()),
        // A file that cannot be opened is wanted, so that reading it says why.
        Walked::Json => match head(&entry.path) {
            Ok(head) if !looks_like_jsonl(&head) => {
                Err("JSON that is not one object a line, which is not read yet")
            }
            _ => Ok(()),
        },
        Walked::Ignored(reason) => Err(reason),
    }
}

fn head(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    fs::File::open(path)?
        .take(SNIFF as u64)
        .read_to_end(&mut head)?;
    Ok(head)
}
