//! From paths, folders, patterns and lists of paths to files.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::SyncSender;

use crate::Options;
use crate::containers::asked::Asked;
use crate::fault::{Fault, Kind};
use crate::layers::{Counted, Gauge};
use crate::out::{Batch, Flow, Ignored, Out};
use crate::place::Place;
use crate::read::read;
use crate::run::Run;
use crate::walk::{Found, Globs, Walk};

/// The bytes of all files; `None` when they come from a pipe or a list.
pub(crate) fn total(paths: &[PathBuf], options: &Options) -> Option<u64> {
    if options.files_from.is_some() || paths.is_empty() {
        return None;
    }
    let globs = Globs::new(options).ok()?;
    paths.iter().map(|path| size(path, &globs)).sum()
}

fn size(path: &Path, globs: &Globs) -> Option<u64> {
    let shown = slashed(path);
    if shown == "-" {
        return None;
    }
    let length = |path: &Path| path.metadata().map_or(0, |about| about.len());
    let Some(mut walk) = walk(path, &shown) else {
        return Some(length(path));
    };
    let mut sum = 0;
    while let Some(found) = walk.next(globs, &mut Ignored::new()) {
        sum += found.map_or(0, |file| length(&file.path));
    }
    Some(sum)
}

/// The files behind a path, unless it is one itself.
fn walk(path: &Path, shown: &str) -> Option<Walk> {
    if path.is_dir() {
        Some(Walk::new(path, shown))
    } else if path.exists() {
        None
    } else {
        Walk::pattern(shown)
    }
}

fn with_run(
    options: Options,
    sender: SyncSender<Batch>,
    all: Arc<AtomicU64>,
    work: impl FnOnce(&mut Run) -> Flow,
) {
    let mut out = Out::new(sender);
    let globs = match Globs::new(&options) {
        Ok(globs) => globs,
        Err(fault) => {
            let _ = out.fault(fault);
            return out.finish();
        }
    };
    let mut run = Run {
        options,
        globs,
        out,
        asked: Asked::default(),
        gauge: Rc::new(Gauge::new(all)),
    };
    let _ = work(&mut run);
    run.out.finish();
}

/// Reads one stream.
pub(crate) fn stream(
    name: &str,
    reader: impl Read,
    options: Options,
    sender: SyncSender<Batch>,
    all: Arc<AtomicU64>,
) {
    with_run(options, sender, all, |run| {
        guarded(
            reader,
            &Place::file(name.to_owned(), name.to_owned(), None),
            run,
        )
    });
}

/// Reads all paths in order; none is standard input.
pub(crate) fn paths(
    paths: Vec<PathBuf>,
    options: Options,
    sender: SyncSender<Batch>,
    all: Arc<AtomicU64>,
) {
    with_run(options, sender, all, |run| {
        if paths.is_empty() && run.options.files_from.is_none() {
            return path(Path::new("-"), run);
        }
        for given in &paths {
            path(given, run)?;
        }
        match run.options.files_from.clone() {
            Some(list) => listed(&list, run),
            None => Flow::Continue(()),
        }
    });
}

/// Reads the paths that a file lists, one a line, or between NUL bytes as `find -print0` gives them.
fn listed(list: &Path, run: &mut Run) -> Flow {
    let shown = slashed(list);
    let mut reader: Box<dyn BufRead> = if shown == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        match File::open(list) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(e) => return run.out.fault(Fault::io(&shown, e)),
        }
    };
    let nul = reader.fill_buf().is_ok_and(|head| head.contains(&0));
    let mut name = Vec::new();
    loop {
        name.clear();
        match reader.read_until(if nul { 0 } else { b'\n' }, &mut name) {
            Ok(0) => return Flow::Continue(()),
            Ok(_) => {}
            Err(e) => return run.out.fault(Fault::io(&shown, e)),
        }
        let end = if nul { &[0][..] } else { b"\n" };
        let bytes = name.strip_suffix(end).unwrap_or(&name);
        let bytes = bytes.strip_suffix(b"\r").filter(|_| !nul).unwrap_or(bytes);
        if !bytes.is_empty() {
            path(&from_bytes(bytes), run)?;
        }
    }
}

#[cfg(unix)]
fn from_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn from_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// Reads one path of the command line or of a list.
fn path(path: &Path, run: &mut Run) -> Flow {
    let shown = slashed(path);
    if shown == "-" {
        return guarded(io::stdin(), &Place::file(shown.clone(), shown, None), run);
    }
    match walk(path, &shown) {
        Some(walk) => folder(walk, run),
        None => file(path, shown.clone(), shown, run),
    }
}

fn folder(mut walk: Walk, run: &mut Run) -> Flow {
    loop {
        let found = run.out.counting(|ignored| walk.next(&run.globs, ignored));
        match found {
            None => return Flow::Continue(()),
            Some(Err(fault)) => run.out.fault(fault)?,
            Some(Ok(Found {
                path, below, shown, ..
            })) => file(&path, below, shown, run)?,
        }
    }
}

fn file(path: &Path, id: String, shown: String, run: &mut Run) -> Flow {
    match File::open(path) {
        Ok(file) => guarded(file, &Place::file(id, shown, Some(path.to_owned())), run),
        Err(e) => run.out.fault(Fault::io(&shown, e)),
    }
}

/// Reads a file; one that trips over a fault of ours, or of a crate that reads it, must not take others with it.
fn guarded(reader: impl Read, place: &Place, run: &mut Run) -> Flow {
    run.gauge = Rc::new(run.gauge.next());
    let mut counted = Counted::new(reader, run.gauge.clone());
    let done = catch_unwind(AssertUnwindSafe(|| read(&mut counted, place, run)));
    done.unwrap_or_else(|_| {
        let fault = Fault::new(
            Kind::Internal,
            "the rest is skipped over an internal error",
            "please report it with this file",
        );
        run.out.fault(place.mark(fault))
    })
}

/// A path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown.into_owned()
    }
}
