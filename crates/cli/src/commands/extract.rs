//! `extract` and `mentions`.

use claimsift_model::{Document, Record};
use claimsift_sinks::{Reading, Sink, What};

use crate::args::{Extract, Format};
use crate::commands::packs;
use crate::failure::Stop;
use crate::output::Output;
use crate::run::{self, Piece};
use crate::summary::Outcome;
use crate::{commands, header};

pub(crate) fn run(args: &Extract, what: What) -> Result<Outcome, Stop> {
    let records = claimsift_intake::open(&args.input.paths, args.input.options(args.max_document));
    let mut out = Output::open(args.output.as_deref())?;
    commands::hint_at_stdin(&args.input.paths);
    let sink = Sink::new(format(args.format), what, args.utf16);
    let (decoding, extraction) = (args.reading.options(), args.language.options());
    let packs = packs::load(&args.language.own, &args.language.lang)?;
    let work = |record: Record| {
        let document = claimsift_decode::document(record, &decoding);
        let reading = claimsift_extract::read(&document, &packs, &extraction);
        piece(&document, &reading, &sink)
    };
    let summary = run::run(records, &args.running, Some(&sink), &mut out, work)?;
    let (command, noun) = match what {
        What::Claims => ("extract", "claim"),
        What::Mentions => ("mentions", "mention"),
    };
    if let Some(file) = out.finish()? {
        header::write(&file, command, args, &packs, &summary)?;
    }
    commands::sum_up(&summary, noun, &args.running);
    Ok(summary.outcome())
}

fn piece(
    document: &Document,
    reading: &claimsift_extract::Reading,
    sink: &Sink,
) -> Result<Piece, String> {
    let chunk = sink.chunk(&Reading {
        document,
        lang: reading.lang.as_deref(),
        mentions: &reading.mentions,
        claims: &reading.claims,
        claim_langs: &reading.claim_langs,
    });
    let chunk = chunk.map_err(|e| e.to_string())?;
    Ok(Piece {
        bytes: chunk.bytes,
        records: chunk.records,
        damaged: !document.repairs().is_empty(),
        said: None,
    })
}

const fn format(format: Format) -> claimsift_sinks::Format {
    match format {
        Format::Jsonl => claimsift_sinks::Format::JsonLines,
        Format::Json => claimsift_sinks::Format::JsonArray,
        Format::Csv => claimsift_sinks::Format::Csv,
    }
}
