//! All records of all paths, in order.

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use claimsift_model::Record;

use crate::jsonl::JsonLines;
use crate::kinds::{SNIFF, decide, unsupported};
use crate::text::TextFile;
use crate::walk::{Found, Walk};
use crate::{Error, Format, Options, Source};

/// Opens the paths of a command line; none, or `-`, is standard input. Nothing is touched before it is asked for,
/// and a path that cannot be read is an error item in its place.
#[must_use]
pub fn open(paths: &[PathBuf], options: Options) -> Records {
    let mut waiting: VecDeque<_> = paths.iter().cloned().collect();
    if waiting.is_empty() {
        waiting.push_back(PathBuf::from("-"));
    }
    Records {
        waiting,
        options,
        walk: None,
        source: None,
        ignored: BTreeMap::new(),
    }
}

/// Reads records from `reader`; `name` stands for its path.
#[must_use]
pub fn from_reader(name: &str, reader: impl Read + Send + 'static, options: Options) -> Records {
    let source = sniff(reader, name.to_owned(), name.to_owned(), &options)
        .unwrap_or_else(|e| Box::new(Failed(Some(e))));
    Records {
        waiting: VecDeque::new(),
        options,
        walk: None,
        source: Some(source),
        ignored: BTreeMap::new(),
    }
}

/// Iterator over the records of all inputs, in the order of the inputs.
pub struct Records {
    waiting: VecDeque<PathBuf>,
    options: Options,
    walk: Option<Walk>,
    source: Option<Box<dyn Source>>,
    ignored: BTreeMap<&'static str, u64>,
}

impl Records {
    /// Files passed over in folders so far, by reason.
    #[must_use]
    pub const fn ignored(&self) -> &BTreeMap<&'static str, u64> {
        &self.ignored
    }

    /// Opens what comes next; `None` when there is nothing left.
    fn advance(&mut self) -> Option<Result<(), Error>> {
        if let Some(walk) = &mut self.walk {
            if let Some(found) = walk.next(&mut self.ignored) {
                return Some(found.and_then(|f| self.open_file(f)));
            }
            self.walk = None;
        }
        let path = self.waiting.pop_front()?;
        let shown = slashed(&path);
        if shown == "-" {
            let source = sniff(io::stdin(), shown.clone(), shown, &self.options);
            return Some(source.map(|s| self.source = Some(s)));
        }
        if path.is_dir() {
            self.walk = Some(Walk::new(&path, &shown));
            return Some(Ok(()));
        }
        Some(self.open_file(Found {
            path,
            below: shown.clone(),
            shown,
        }))
    }

    fn open_file(&mut self, found: Found) -> Result<(), Error> {
        let file = File::open(&found.path).map_err(|e| Error::io(&found.shown, e))?;
        self.source = Some(sniff(file, found.below, found.shown, &self.options)?);
        Ok(())
    }
}

impl Iterator for Records {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(source) = &mut self.source {
                if let Some(item) = source.next_record() {
                    return Some(item);
                }
                self.source = None;
            }
            if let Err(e) = self.advance()? {
                return Some(Err(e));
            }
        }
    }
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

/// Looks at the first bytes and picks the container.
fn sniff(
    mut reader: impl Read + Send + 'static,
    id: String,
    path: String,
    options: &Options,
) -> Result<Box<dyn Source>, Error> {
    let mut head = Vec::new();
    Read::by_ref(&mut reader)
        .take(SNIFF as u64)
        .read_to_end(&mut head)
        .map_err(|e| Error::io(&path, e))?;
    let format = match options.format {
        Format::Auto => {
            if let Some(what) = unsupported(&head) {
                return Err(Error::unsupported(&path, what));
            }
            decide(&path, &head)
        }
        format => format,
    };
    let reader = BufReader::with_capacity(1 << 16, Cursor::new(head).chain(reader));
    Ok(source(format, reader, id, path, options))
}

fn source(
    format: Format,
    reader: impl BufRead + Send + 'static,
    id: String,
    path: String,
    options: &Options,
) -> Box<dyn Source> {
    match format {
        Format::Jsonl => Box::new(JsonLines::new(reader, id, path, options)),
        _ => Box::new(TextFile::new(reader, id, path, options.max_document)),
    }
}

/// A source that could not be opened.
struct Failed(Option<Error>);

impl Source for Failed {
    fn next_record(&mut self) -> Option<Result<Record, Error>> {
        self.0.take().map(Err)
    }
}
