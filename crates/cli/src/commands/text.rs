//! `text`: the text that offsets count in.

use std::sync::Arc;

use claimsift_model::Record;
use claimsift_sinks::Chunk;
use serde_json::json;

use crate::args::Text;
use crate::commands::{self, json_line, options};
use crate::failure::Stop;
use crate::run::Job;
use crate::summary::Outcome;
use crate::tally::{Tally, Watch};

pub(crate) fn run(args: &Text) -> Result<Outcome, Stop> {
    let job = Job::of_lines(
        "text",
        (&args.input, &args.target, &args.running),
        options(&[json!(args.input), json!(args.reading)]),
    );
    commands::hint_at_stdin(args.input.reads_stdin());
    let decoding = args.reading.options();
    let records = claimsift_intake::open(&args.input.paths, args.input.whole());
    let summary = job.run(records, move |record: Arc<Record>, _, tally: &mut Tally| {
        let mut watch = Watch::start();
        let document = claimsift_decode::document(record, &decoding);
        watch.lap(&mut tally.time, "decode");
        tally.document(&document);
        let mut bytes = Vec::new();
        let line = json!({"doc_id": document.id(), "text": document.text()});
        json_line(&line, &mut bytes)?;
        watch.lap(&mut tally.time, "encode");
        Ok(Chunk::bytes(bytes, 1))
    })?;
    Ok(summary.outcome())
}
