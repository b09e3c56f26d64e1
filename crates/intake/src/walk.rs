//! Folders, walked in a stable order, one directory in memory at a time.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};

use crate::fault::{Fault, Kind};
use crate::kinds;
use crate::out::Ignored;
use crate::{Options, glob};

/// A file to read: where it is, its path below the folder that was named, and its path for messages.
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) below: String,
    pub(crate) shown: String,
    /// It fits the pattern that was given as a path, or lies in a folder that does.
    named: bool,
}

/// Which files of folders and archives are read.
#[derive(Debug, Default)]
pub(crate) struct Globs {
    include: Option<GlobSet>,
    exclude: Option<GlobSet>,
}

impl Globs {
    pub(crate) fn new(options: &Options) -> Result<Self, Fault> {
        let set = |globs: &[String]| {
            let mut set = GlobSetBuilder::new();
            for glob in globs {
                set.add(glob::parse(glob)?);
            }
            let built = (!globs.is_empty()).then(|| set.build()).transpose();
            built.map_err(|e| e.to_string())
        };
        let wrong = |why: String| Fault::new(Kind::NotFound, why, "correct the pattern");
        Ok(Self {
            include: set(&options.include).map_err(wrong)?,
            exclude: set(&options.exclude).map_err(wrong)?,
        })
    }

    /// Why a file is passed over, if it is; `by_name` judges it where no glob does.
    pub(crate) fn passed_over(
        &self,
        below: &str,
        by_name: impl FnOnce() -> Option<&'static str>,
    ) -> Option<&'static str> {
        // A pattern without a folder is about the name alone.
        let name = below.rsplit('/').next().unwrap_or(below);
        let fits = |set: &GlobSet| set.is_match(below) || set.is_match(name);
        match (&self.exclude, &self.include) {
            (Some(exclude), _) if fits(exclude) => Some("excluded by a pattern"),
            (_, Some(include)) if fits(include) => None,
            (_, Some(_)) => Some("not included by a pattern"),
            _ => by_name(),
        }
    }
}

/// Walks one folder. Entries come in byte order of their names, level by level, depth first.
pub(crate) struct Walk {
    /// Entries still to visit, last first.
    open: Vec<Found>,
    root: String,
    /// Paths that do not fit are no part of the walk.
    pattern: Option<GlobMatcher>,
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
                named: false,
            }],
            root: shown.to_owned(),
            pattern: None,
            found: 0,
            ignored: 0,
            done: false,
        }
    }

    /// All that fits a pattern, as a shell would have put it; `None` when the path is no pattern.
    pub(crate) fn pattern(shown: &str) -> Option<Self> {
        if !shown.contains(['*', '?', '[', '{']) {
            return None;
        }
        let pattern = GlobBuilder::new(shown)
            .literal_separator(true)
            .build()
            .ok()?;
        let fixed = shown
            .find(['*', '?', '[', '{'])
            .and_then(|at| shown.get(..at))?;
        let base = fixed.rsplit_once('/').map_or("", |(base, _)| base);
        let root = match (base, shown.starts_with('/')) {
            ("", true) => "/",
            ("", false) => ".",
            (base, _) => base,
        };
        Some(Self {
            root: shown.to_owned(),
            pattern: Some(pattern.compile_matcher()),
            ..Self::new(Path::new(root), base)
        })
    }

    /// The next file to read. What is passed over is counted by reason in `ignored`.
    pub(crate) fn next(
        &mut self,
        globs: &Globs,
        ignored: &mut Ignored,
    ) -> Option<Result<Found, Fault>> {
        while let Some(mut entry) = self.open.pop() {
            let fits = self
                .pattern
                .as_ref()
                .is_some_and(|p| p.is_match(&entry.shown));
            let outright = fits && !entry.named;
            entry.named |= fits;
            let about = entry.path.metadata();
            if about.as_ref().is_ok_and(Metadata::is_dir) {
                if !entry.below.is_empty() && entry.path.is_symlink() {
                    // A link may lead back up, and the walk would never end.
                    self.pass_over("behind links to folders", ignored);
                } else if let Err(e) = self.enter(&entry, ignored) {
                    self.found += 1;
                    return Some(Err(Fault::io(&entry.shown, e)));
                }
                continue;
            }
            if self.pattern.is_some() && !entry.named {
                continue;
            }
            if about.is_ok_and(|about| !about.is_file()) {
                // Reading a pipe that nobody writes would wait for ever.
                self.pass_over("pipes, sockets and devices", ignored);
                continue;
            }
            let by_name = || kinds::passed_over(&entry.below).filter(|_| !outright);
            match globs.passed_over(&entry.below, by_name) {
                None => {
                    self.found += 1;
                    if self.pattern.is_some() {
                        entry.below.clone_from(&entry.shown);
                    }
                    return Some(Ok(entry));
                }
                Some(reason) => self.pass_over(reason, ignored),
            }
        }
        let empty = self.found == 0 && !self.done;
        self.done = true;
        empty.then(|| Err(self.nothing()))
    }

    fn nothing(&self) -> Fault {
        let (kind, cause, remedy) = match (&self.pattern, self.ignored) {
            (Some(_), 0) => (
                Kind::NotFound,
                "no file fits the pattern".to_owned(),
                "check the spelling",
            ),
            (_, 0) => (
                Kind::EmptyFolder,
                "the folder is empty".to_owned(),
                "name one with documents",
            ),
            (_, ignored) => (
                Kind::EmptyFolder,
                format!("the folder has no file of a kind that is read ({ignored} of other kinds)"),
                "name a file outright to read it whatever its name",
            ),
        };
        Fault::new(kind, cause, remedy).of(&self.root)
    }

    fn pass_over(&mut self, reason: &'static str, ignored: &mut Ignored) {
        self.ignored += 1;
        *ignored.entry(reason).or_default() += 1;
    }

    fn enter(&mut self, folder: &Found, ignored: &mut Ignored) -> std::io::Result<()> {
        let mut names = fs::read_dir(&folder.path)?
            .map(|entry| entry.map(|e| e.file_name()))
            .collect::<Result<Vec<_>, _>>()?;
        names.sort_unstable();
        let results = results(&names);
        for _ in &results {
            self.pass_over("results of earlier runs", ignored);
        }
        let names = names.into_iter().rev();
        let names = names.filter(|name| !results.contains(name));
        self.open.extend(names.map(|name| {
            let shown = name.to_string_lossy();
            let join = |front: &str| match front {
                "" => shown.clone().into_owned(),
                front => format!("{front}/{shown}"),
            };
            Found {
                below: join(&folder.below),
                shown: match folder.shown.as_str() {
                    "" if folder.path == Path::new("/") => format!("/{shown}"),
                    front => join(front),
                },
                path: folder.path.join(&name),
                named: folder.named,
            }
        }));
        Ok(())
    }
}

/// What earlier runs left among these names, which are sorted: files and folders with what made them beside them.
fn results(names: &[OsString]) -> BTreeSet<OsString> {
    let made = |name: &OsString| {
        let made = name.to_str()?.strip_suffix(".run.json")?;
        names.binary_search(&made.into()).ok()?;
        Some([name.clone(), made.into()])
    };
    names.iter().filter_map(made).flatten().collect()
}
