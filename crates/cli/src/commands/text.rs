//! `text`: the text that offsets count in.

use std::sync::Arc;

use claimsift_model::Record;
use claimsift_packs::Packs;
use claimsift_sinks::{Chunk, Encoder, Format, Shape, What};
use serde_json::json;

use crate::args::Text;
use crate::commands::{self, json_line, options};
use crate::failure::Stop;
use crate::header::Header;
use crate::run::Job;
use crate::summary::Outcome;
use crate::tally::{Tally, Watch};

pub(crate) fn run(args: &Text) -> Result<Outcome, Stop> {
    let shape = Shape::of_bytes(Format::JsonLines, args.target.path());
    let settings = options(&[json!(args.input), json!(args.reading)]);
    let packs = Packs::builtin();
    let job = Job {
        target: &args.target,
        running: &args.running,
        encoder: Encoder::new(shape, What::Claims, false),
        shape,
        header: Header::new("text", &args.input.paths, settings, &packs),
        has_header: false,
        in_place: false,
        input: &args.input,
        noun: "",
    };
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
