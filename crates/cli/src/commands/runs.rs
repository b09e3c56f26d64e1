//! Runs that are looked at again: their claims, and the documents they were made from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use claimsift_model::{Document, TextSpan};
use claimsift_report::{Article, Fix};
use claimsift_sinks::What;
use claimsift_workbench::{ClaimFile, ReadError};
use clap::Parser;
use serde_json::Value;

use crate::args::{Args, Command, Extract, Own};
use crate::commands::extract;
use crate::failure::Stop;
use crate::place::beside;

/// A run: its records in a file, and the command line that makes them.
pub(crate) struct Run {
    path: PathBuf,
    /// Known for a run that was made now; else the header tells.
    words: Option<Vec<PathBuf>>,
}

impl Run {
    /// A file of claims as it is; documents are read now, with the program and the packs of today.
    pub(crate) fn open(
        path: &Path,
        scratch: &Scratch,
        name: &str,
        own: &Own,
    ) -> Result<Self, Stop> {
        if ClaimFile::is_one(path) || path.metadata().is_ok_and(|m| m.is_file() && m.len() == 0) {
            let path = path.to_owned();
            return Ok(Self { path, words: None });
        }
        let words = [
            "claimsift".into(),
            "extract".into(),
            "--quiet".into(),
            path.to_owned(),
        ];
        Self::make(words.into(), scratch, name, own)
    }

    /// The run that made a file, once more.
    pub(crate) fn again(path: &Path, scratch: &Scratch, own: &Own) -> Result<Self, Stop> {
        match arguments(path) {
            Some(words) => Self::make(words, scratch, "new", own),
            None => Err(Stop::failed(format!(
                "{}: does not say how {} was made; name a second file, or the documents, to compare with",
                beside(path, ".run.json").display(),
                path.display()
            ))),
        }
    }

    /// A run made now; the packs of `own` are laid over those that its command line names.
    fn make(words: Vec<PathBuf>, scratch: &Scratch, name: &str, own: &Own) -> Result<Self, Stop> {
        let Some((mut args, what)) = parsed(&words) else {
            return Err(Stop::failed(
                "only runs of extract and mentions can be looked at again",
            ));
        };
        let path = scratch.0.join(format!("{name}.jsonl"));
        args.target.output = Some(path.clone());
        args.language.own.packs.extend(own.packs.iter().cloned());
        args.language.own.no_config |= own.no_config;
        extract::run(&args, what)?;
        Ok(Self {
            path,
            words: Some(words),
        })
    }

    /// The header that stands beside the file.
    pub(crate) fn header(&self) -> Option<Value> {
        read_json(&beside(&self.path, ".run.json"))
    }

    /// Its records.
    pub(crate) fn claims(&self) -> Result<ClaimFile, Stop> {
        ClaimFile::open(&self.path).map_err(Stop::from)
    }

    /// The articles of these ids, read again from where the run read them; those that are not there are left out.
    pub(crate) fn articles(&self, wanted: &BTreeSet<String>) -> BTreeMap<String, Article> {
        let words = self.words.clone().or_else(|| arguments(&self.path));
        let Some((args, _)) = words.as_deref().and_then(parsed) else {
            return BTreeMap::new();
        };
        let reads_input =
            args.input.paths.is_empty() || args.input.paths.iter().any(|p| p == Path::new("-"));
        if reads_input || args.input.paths.iter().any(|p| !p.exists()) {
            return BTreeMap::new();
        }
        let decoding = args.reading.options();
        let records =
            claimsift_intake::open(&args.input.paths, args.input.options(args.max_doc_bytes));
        let mut articles = BTreeMap::new();
        for record in records.flatten().filter(|r| wanted.contains(&r.id)) {
            let document = claimsift_decode::document(record, &decoding);
            articles.insert(document.id().to_owned(), article(&document));
            if articles.len() == wanted.len() {
                break;
            }
        }
        articles
    }
}

fn article(document: &Document) -> Article {
    let text = document.text();
    // Repairs stand in the order of the text, so one pass counts code points up to each of their ends.
    let (mut byte, mut chars) = (0, 0);
    let mut count = |to: usize| {
        chars += text.get(byte..to).unwrap_or_default().chars().count();
        byte = byte.max(to);
        chars
    };
    let mut fix = |span: TextSpan, before: &str, kind: &str| Fix {
        start: count(span.range().start),
        end: count(span.range().end),
        before: before.to_owned(),
        kind: kind.to_owned(),
    };
    let fixes = document
        .repairs()
        .iter()
        .map(|r| fix(r.text, r.before, r.damage.kind.name()))
        .collect();
    Article {
        id: document.id().to_owned(),
        title: document.title().map(str::to_owned),
        date: document.published().map(super::published),
        lang: None,
        text: Some(text.to_owned()),
        fixes,
    }
}

/// The command line that the header of a file tells.
fn arguments(path: &Path) -> Option<Vec<PathBuf>> {
    let header = read_json(&beside(path, ".run.json"))?;
    let words = header.get("arguments")?.as_array()?;
    Some(
        words
            .iter()
            .filter_map(|w| w.as_str().map(PathBuf::from))
            .collect(),
    )
}

fn parsed(words: &[PathBuf]) -> Option<(Extract, What)> {
    match Args::try_parse_from(words).ok()?.command {
        Command::Extract(args) => Some((args, What::Claims)),
        Command::Mentions(args) => Some((args, What::Mentions)),
        _ => None,
    }
}

fn read_json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        Self::failed(error.to_string())
    }
}

/// A folder for files that nobody needs afterwards.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// A folder of this process.
    pub(crate) fn new() -> Result<Self, Stop> {
        let path = std::env::temp_dir().join(format!("claimsift-{}", std::process::id()));
        fs::create_dir_all(&path)
            .map_err(|e| Stop::failed(format!("{}: cannot be created ({e})", path.display())))?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
