//! `extract` and `mentions`.

use std::sync::Arc;

use claimsift_extract::Stage;
use claimsift_model::{Document, Record};
use claimsift_sinks::{Encoder, Reading, Shape, What};
use serde_json::json;

use crate::args::Extract;
use crate::commands::{self, options, packs};
use crate::failure::Stop;
use crate::header::Header;
use crate::run::Job;
use crate::summary::Outcome;
use crate::tally::{Tally, Watch, add};

pub(crate) fn run(args: &Extract, what: What) -> Result<Outcome, Stop> {
    let format = args.format.map(crate::args::Format::format);
    let shape = Shape::choose(format, args.target.path());
    let shape = shape.map_err(|e| Stop::failed(e.to_string()))?;
    let encoder = Encoder::new(shape, what, args.utf16);
    let packs = packs::load(&args.language.own, &args.language.lang)?;
    let (command, noun) = match what {
        What::Claims => ("extract", "claim"),
        What::Mentions => ("mentions", "mention"),
    };
    let job = Job {
        target: &args.target,
        running: &args.running,
        encoder,
        shape,
        header: Header::new(command, &args.input.paths, settings(args, shape), &packs)
            .with_own_packs(&args.language.own.packs),
        has_header: true,
        in_place: false,
        input: &args.input,
        noun,
    };
    commands::hint_at_stdin(args.input.reads_stdin());
    let (decoding, extraction) = (args.reading.options(), args.language.options());
    let records = claimsift_intake::open(&args.input.paths, args.input.options(args.max_doc_bytes));
    let summary = job.run(
        records,
        move |record: Arc<Record>, number, tally: &mut Tally| {
            let mut watch = Watch::start();
            let document = claimsift_decode::document(record, &decoding);
            watch.lap(&mut tally.time, "decode");
            let reading =
                claimsift_extract::read_staged(&document, &packs, &extraction, &mut |stage| {
                    let stage = match stage {
                        Stage::Tokens => "tokens",
                        Stage::Mentions => "mentions",
                        Stage::Claims => "claims",
                    };
                    watch.lap(&mut tally.time, stage);
                });
            let chunk = encoder.document(&view(&document, &reading), number);
            watch.lap(&mut tally.time, "encode");
            count(&document, &reading, what, tally);
            chunk.map_err(|e| e.to_string())
        },
    )?;
    Ok(summary.outcome())
}

fn view<'a>(document: &'a Document, reading: &'a claimsift_extract::Reading) -> Reading<'a> {
    Reading {
        document,
        lang: reading.lang.as_deref(),
        mentions: &reading.mentions,
        claims: &reading.claims,
        claim_langs: &reading.claim_langs,
    }
}

fn count(document: &Document, reading: &claimsift_extract::Reading, what: What, tally: &mut Tally) {
    tally.document(document);
    match what {
        What::Mentions => {
            for mention in &reading.mentions {
                add(&mut tally.kinds, mention.kind.name(), 1);
            }
        }
        What::Claims => {
            for claim in &reading.claims {
                if let Some(figure) = reading.mentions.get(claim.figure.0 as usize) {
                    add(&mut tally.kinds, figure.kind.name(), 1);
                    add(&mut tally.predicates, claim.predicate.name(), 1);
                }
            }
        }
    }
}

/// What bears on the output.
fn settings(args: &Extract, shape: Shape) -> serde_json::Value {
    options(&[
        json!({
            "format": shape.format.name(),
            "compression": shape.compression.name(),
            "utf16": args.utf16,
            "max_doc_bytes": args.max_doc_bytes,
        }),
        json!(args.input),
        json!(args.reading),
        json!(args.language),
    ])
}
