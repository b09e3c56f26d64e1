//! `diff`: two runs, or a run and what the program would say today.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use claimsift_sinks::What;
use claimsift_workbench::{Change, ClaimFile, Counts, Layout, ReadError, Sort, diff, reasons};
use clap::Parser;
use serde_json::{Value, json};

use crate::args::{Args, Colour, Command, Diff, DiffFormat, FailOn};
use crate::commands::extract;
use crate::failure::Stop;
use crate::output::{Output, beside};
use crate::summary::Outcome;

pub(crate) fn run(args: &Diff) -> Result<Outcome, Stop> {
    let folder = Scratch::new()?;
    let old = Side::open(&args.old, &folder, "old")?;
    let new = match &args.new {
        Some(path) => Side::open(path, &folder, "new")?,
        None => Side::again(&args.old, &folder)?,
    };
    let why = match (old.header(), new.header()) {
        (Some(a), Some(b)) => reasons(&a, &b),
        _ => Vec::new(),
    };
    let mut out = Output::open(args.output.as_deref())?;
    let mut writer = Writer::new(args, &mut out);
    writer.begin(&why)?;
    let (mut a, mut b) = (old.claims()?, new.claims()?);
    let counts = diff(&mut a, &mut b, |change| writer.change(&change))?;
    writer.end(&counts)?;
    out.finish()?;
    let found = args.fail_on.iter().any(|f| f.holds(&counts));
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

/// One side: a file of claims.
struct Side(PathBuf);

impl Side {
    /// A file of claims as it is; documents are read now, with the program and the packs of today.
    fn open(path: &Path, scratch: &Scratch, name: &str) -> Result<Self, Stop> {
        if ClaimFile::is_one(path) || path.metadata().is_ok_and(|m| m.is_file() && m.len() == 0) {
            return Ok(Self(path.to_owned()));
        }
        let words = [
            "claimsift".into(),
            "extract".into(),
            "--quiet".into(),
            path.to_owned(),
        ];
        Self::extract(words, scratch, name)
    }

    /// The run that made a file, once more.
    fn again(path: &Path, scratch: &Scratch) -> Result<Self, Stop> {
        let header = beside(path, ".run.json");
        let words = read_json(&header).and_then(|h| {
            let words = h.get("arguments")?.as_array()?;
            Some(
                words
                    .iter()
                    .filter_map(|w| w.as_str().map(PathBuf::from))
                    .collect::<Vec<_>>(),
            )
        });
        match words {
            Some(words) => Self::extract(words, scratch, "new"),
            None => Err(Stop::failed(format!(
                "{}: does not say how {} was made; name a second file, or the documents, to compare with",
                header.display(),
                path.display()
            ))),
        }
    }

    fn extract(
        words: impl IntoIterator<Item = PathBuf>,
        scratch: &Scratch,
        name: &str,
    ) -> Result<Self, Stop> {
        let args = Args::try_parse_from(words.into_iter().map(PathBuf::into_os_string))
            .map_err(|e| Stop::failed(e.to_string()))?;
        let (mut args, what) = match args.command {
            Command::Extract(args) => (args, What::Claims),
            Command::Mentions(args) => (args, What::Mentions),
            _ => {
                return Err(Stop::failed(
                    "only runs of extract and mentions can be compared",
                ));
            }
        };
        let path = scratch.0.join(format!("{name}.jsonl"));
        args.output = Some(path.clone());
        extract::run(&args, what)?;
        Ok(Self(path))
    }

    fn header(&self) -> Option<Value> {
        read_json(&beside(&self.0, ".run.json"))
    }

    fn claims(&self) -> Result<ClaimFile, Stop> {
        ClaimFile::open(&self.0).map_err(Stop::from)
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
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, Stop> {
        let path = std::env::temp_dir().join(format!("claimsift-diff-{}", std::process::id()));
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

/// Writes differences as they are found.
struct Writer<'a> {
    out: &'a mut Output,
    style: DiffStyle,
    any: bool,
}

#[derive(Clone, Copy)]
enum DiffStyle {
    Json,
    Layout(Layout),
}

impl<'a> Writer<'a> {
    fn new(args: &Diff, out: &'a mut Output) -> Self {
        let coloured = match args.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                args.output.is_none()
                    && io::stdout().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
            }
        };
        let style = match args.format {
            DiffFormat::Json => DiffStyle::Json,
            DiffFormat::Markdown => DiffStyle::Layout(Layout::Markdown),
            DiffFormat::Text if coloured => DiffStyle::Layout(Layout::Coloured),
            DiffFormat::Text => DiffStyle::Layout(Layout::Plain),
        };
        Self {
            out,
            style,
            any: false,
        }
    }

    fn begin(&mut self, why: &[String]) -> Result<(), Stop> {
        let text = match self.style {
            DiffStyle::Json => format!("{{\"reasons\": {},\n\"changes\": [", json!(why)),
            DiffStyle::Layout(Layout::Markdown) if !why.is_empty() => {
                format!("The runs differ in:\n\n- `{}`\n\n", why.join("`\n- `"))
            }
            DiffStyle::Layout(_) if !why.is_empty() => {
                format!("the runs differ in:\n    {}\n\n", why.join("\n    "))
            }
            DiffStyle::Layout(_) => String::new(),
        };
        self.out.write(text.as_bytes())
    }

    fn change(&mut self, change: &Change) -> Result<(), Stop> {
        let text = match self.style {
            DiffStyle::Json => {
                let comma = if self.any { ",\n" } else { "\n" };
                format!("{comma}{}", json!(change))
            }
            DiffStyle::Layout(layout) => layout.change(change),
        };
        self.any = true;
        self.out.write(text.as_bytes())
    }

    fn end(&mut self, counts: &Counts) -> Result<(), Stop> {
        let text = match self.style {
            DiffStyle::Json => format!("\n],\n\"counts\": {}}}\n", json!(counts)),
            DiffStyle::Layout(layout) => layout.counts(counts),
        };
        self.out.write(text.as_bytes())
    }
}

impl FailOn {
    fn holds(self, counts: &Counts) -> bool {
        let any = |sorts: &[Sort]| sorts.iter().any(|s| counts.of(*s) > 0);
        match self {
            Self::Any => any(&Sort::ALL),
            Self::Never => false,
            Self::Added => any(&[Sort::Added]),
            Self::Removed => any(&[Sort::Removed]),
            Self::Changed => any(&[Sort::Value, Sort::Span, Sort::Slot, Sort::Rule]),
            Self::Value => any(&[Sort::Value]),
            Self::Span => any(&[Sort::Span]),
            Self::Slot => any(&[Sort::Slot]),
            Self::Rule => any(&[Sort::Rule]),
        }
    }
}
