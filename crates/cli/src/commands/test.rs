//! `test`: the examples inside packs, run.

mod accept;
mod format;

use claimsift_extract::{Fault, Trial, examples, try_example};
use claimsift_packs::{Example, Packs};
use rayon::prelude::*;

use crate::args::Test;
use crate::commands::packs;
use crate::failure::{Stop, say};
use crate::output::Output;
use crate::summary::Outcome;

/// An example with how it went.
pub(crate) struct Tried {
    example: Example,
    trial: Trial,
}

/// What an example comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Holds,
    Fails(Fault),
    /// A known gap that is still one.
    Todo,
    /// A known gap that is one no more: its `todo` should go.
    Passes,
}

impl Tried {
    const fn verdict(&self) -> Verdict {
        match (self.trial.fault, self.example.todo) {
            (None, false) => Verdict::Holds,
            (None, true) => Verdict::Passes,
            (Some(_), true) => Verdict::Todo,
            (Some(fault), false) => Verdict::Fails(fault),
        }
    }

    /// What it asks for, in words.
    fn wants(&self) -> String {
        match &self.example.gives {
            Some(gives) => gives.clone(),
            None => "nothing of this rule".to_owned(),
        }
    }

    fn got(&self) -> String {
        match self.trial.got.is_empty() {
            true => "nothing".to_owned(),
            false => self.trial.got.join(" | "),
        }
    }
}

pub(crate) fn run(args: &Test) -> Result<Outcome, Stop> {
    let folders = packs::folders(&args.packs, args.no_config)?;
    let packs = packs::laid_over(&packs::files(&folders)?)?;
    let mut tried = tried(&packs, args.only.as_deref());
    if tried.is_empty() {
        let only = args.only.as_deref().unwrap_or_default();
        return Err(Stop::failed(format!(
            "--only {only}: no rule or frame has an id that begins so"
        )));
    }
    if args.update || args.review {
        let accepted = accept::accept(&tried, args.review)?;
        say(&format!("{accepted} written; run the test again"));
        tried.retain(|t| t.verdict() != Verdict::Fails(Fault::Wrong));
    }
    let mut out = Output::open(None)?;
    out.write(format::written(args.format, &tried).as_bytes())?;
    out.finish()?;
    let failed = tried
        .iter()
        .any(|t| matches!(t.verdict(), Verdict::Fails(_)));
    Ok(if failed {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// All examples, tried, in the order of languages and files.
fn tried(packs: &Packs, only: Option<&str>) -> Vec<Tried> {
    let wanted = |e: &Example| only.is_none_or(|o| e.rule.starts_with(o));
    let all: Vec<_> = packs
        .tags()
        .flat_map(|tag| examples(packs, tag))
        .filter(wanted)
        .collect();
    all.into_par_iter()
        .map(|example| Tried {
            trial: try_example(packs, &example),
            example,
        })
        .collect()
}
