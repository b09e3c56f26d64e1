//! `text`: the text that offsets count in.

use claimsift_model::Record;
use serde_json::json;

use crate::args::Text;
use crate::commands::{self, json_line};
use crate::failure::Stop;
use crate::output::Output;
use crate::run::{self, Piece};
use crate::summary::Outcome;

pub(crate) fn run(args: &Text) -> Result<Outcome, Stop> {
    let records = claimsift_intake::open(&args.input.paths, args.input.options(commands::ANY_SIZE));
    let mut out = Output::open(args.output.as_deref())?;
    commands::hint_at_stdin(&args.input.paths);
    let decoding = args.reading.options();
    let work = |record: Record| {
        let document = claimsift_decode::document(record, &decoding);
        let mut bytes = Vec::new();
        json_line(
            &json!({"doc_id": document.id(), "text": document.text()}),
            &mut bytes,
        )?;
        Ok(Piece {
            bytes,
            records: 1,
            damaged: !document.repairs().is_empty(),
            said: None,
        })
    };
    let summary = run::run(records, &args.running, None, &mut out, work)?;
    out.finish()?;
    commands::sum_up(&summary, "", &args.running);
    Ok(summary.outcome())
}
