//! `diff`: two runs, or a run and what the program would say today.

use std::io::{self, IsTerminal};

use claimsift_workbench::{Change, Counts, Layout, Sort, diff, reasons};
use serde_json::json;

use crate::args::{Colour, Diff, DiffFormat, FailOn};
use crate::commands::report;
use crate::commands::runs::{Run, Scratch};
use crate::failure::Stop;
use crate::output::Output;
use crate::summary::Outcome;

pub(crate) fn run(args: &Diff) -> Result<Outcome, Stop> {
    let scratch = Scratch::new()?;
    let old = Run::open(&args.old, &scratch, "old", &args.own)?;
    let new = match &args.new {
        Some(path) => Run::open(path, &scratch, "new", &args.own)?,
        None => Run::again(&args.old, &scratch, &args.own)?,
    };
    let why = match (old.header(), new.header()) {
        (Some(a), Some(b)) => reasons(&a, &b),
        _ => Vec::new(),
    };
    let mut out = Output::open(args.output.as_deref())?;
    let mut writer = Writer::new(args, &mut out);
    writer.begin(&why)?;
    let (mut a, mut b) = (old.claims()?, new.claims()?);
    let counts = diff(&mut a, &mut b, |change| writer.change(change))?;
    match writer.page.take() {
        Some(changes) => {
            let title = format!("What changed since {}", args.old.display());
            out.write(report::differences(&title, &why, changes, &new).as_bytes())?;
        }
        None => writer.end(&counts)?,
    }
    out.finish()?;
    let found = args.fail_on.iter().any(|f| f.holds(&counts));
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

/// Writes differences as they are found.
struct Writer<'a> {
    out: &'a mut Output,
    style: DiffStyle,
    any: bool,
    /// The differences, for a page that needs them all.
    page: Option<Vec<Change>>,
}

#[derive(Clone, Copy)]
enum DiffStyle {
    Json,
    Page,
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
            DiffFormat::Html => DiffStyle::Page,
            DiffFormat::Markdown => DiffStyle::Layout(Layout::Markdown),
            DiffFormat::Text if coloured => DiffStyle::Layout(Layout::Coloured),
            DiffFormat::Text => DiffStyle::Layout(Layout::Plain),
        };
        let page = matches!(style, DiffStyle::Page).then(Vec::new);
        Self {
            out,
            style,
            any: false,
            page,
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
            DiffStyle::Layout(_) | DiffStyle::Page => String::new(),
        };
        self.out.write(text.as_bytes())
    }

    fn change(&mut self, change: Change) -> Result<(), Stop> {
        let text = match self.style {
            DiffStyle::Json => {
                let comma = if self.any { ",\n" } else { "\n" };
                format!("{comma}{}", json!(change))
            }
            DiffStyle::Layout(layout) => layout.change(&change),
            DiffStyle::Page => {
                self.page.get_or_insert_default().push(change);
                return Ok(());
            }
        };
        self.any = true;
        self.out.write(text.as_bytes())
    }

    fn end(&mut self, counts: &Counts) -> Result<(), Stop> {
        let text = match self.style {
            DiffStyle::Json => format!("\n],\n\"counts\": {}}}\n", json!(counts)),
            DiffStyle::Layout(layout) => layout.counts(counts),
            DiffStyle::Page => String::new(),
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
