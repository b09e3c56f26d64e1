//! `report`: the claims of a run as one HTML page.

use std::collections::{BTreeMap, BTreeSet};

use claimsift_report::{Article, Difference, Page};
use claimsift_workbench::{Change, Saved};
use serde_json::json;

use crate::args::Report;
use crate::commands::runs::{Run, Scratch};
use crate::failure::{Stop, say};
use crate::output::Output;
use crate::summary::Outcome;
use crate::values::count;

pub(crate) fn run(args: &Report) -> Result<Outcome, Stop> {
    let scratch = Scratch::new()?;
    let run = Run::open(&args.claims, &scratch, "run", &args.own)?;
    let mut page = Page::new(&title(args));
    let mut file = run.claims()?;
    let (mut shown, mut left_out, mut documents) = (0, 0, Vec::new());
    let ids: Vec<_> = file.documents().cloned().collect();
    for id in ids {
        let records = file.records(&id)?;
        if shown >= args.limit {
            left_out += records.len();
            continue;
        }
        shown += records.len();
        documents.push((id, records));
    }
    if left_out > 0 {
        let note = format!("{left_out} more claims were left out; --limit N shows up to N");
        say(&note);
        page.note(&note);
    }
    let wanted: BTreeSet<_> = documents.iter().map(|(id, _)| id.clone()).collect();
    let mut articles = run.articles(&wanted);
    for (id, records) in documents {
        let article = article(&mut articles, &id, records.first());
        page.add_claims(article, records.iter().map(|r| json!(r)).collect());
    }
    let mut out = Output::open(args.output.as_deref())?;
    out.write(page.html().as_bytes())?;
    if let Some(path) = out.finish()? {
        say(&format!(
            "{}: {}; open it in a browser",
            path.display(),
            count(shown as u64, "claim")
        ));
    }
    Ok(Outcome::Done)
}

fn title(args: &Report) -> String {
    args.title.clone().unwrap_or_else(|| {
        let name = args.claims.file_name().unwrap_or(args.claims.as_os_str());
        format!("Claims of {}", name.to_string_lossy())
    })
}

/// The article of an id; what only its claims know of it is taken from them.
fn article(articles: &mut BTreeMap<String, Article>, id: &str, record: Option<&Saved>) -> Article {
    let mut article = articles.remove(id).unwrap_or_default();
    id.clone_into(&mut article.id);
    article.lang = article.lang.or_else(|| record.and_then(|r| r.lang.clone()));
    article
}

/// The page of the differences between two runs.
pub(crate) fn differences(
    title: &str,
    notes: &[String],
    changes: Vec<Change>,
    run: &Run,
) -> String {
    let mut page = Page::new(title);
    for note in notes {
        page.note(note);
    }
    let id = |c: &Change| c.shown().map(|r| r.doc_id.clone()).unwrap_or_default();
    let wanted: BTreeSet<_> = changes.iter().map(id).collect();
    let mut articles = run.articles(&wanted);
    for group in changes.chunk_by(|a, b| id(a) == id(b)) {
        let Some(first) = group.first() else { continue };
        let article = article(&mut articles, &id(first), first.shown());
        page.add_differences(article, group.iter().map(difference).collect());
    }
    page.html()
}

fn difference(change: &Change) -> Difference {
    let field =
        |f: &claimsift_workbench::FieldChange| [f.field.to_owned(), f.old.clone(), f.new.clone()];
    Difference {
        record: json!(change.shown()),
        sorts: change.sorts.iter().map(|s| s.name().to_owned()).collect(),
        fields: change.fields.iter().map(field).collect(),
    }
}
