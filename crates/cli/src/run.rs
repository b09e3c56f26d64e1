//! Documents in, bytes out, in order, on any number of threads.
//!
//! One thread reads records into batches of a bounded size; each batch is mapped in parallel and collected in
//! order, and written while the next is read. So two runs give the same bytes, and memory does not grow with input.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use claimsift_intake::{Error, Records};
use claimsift_model::Record;
use claimsift_sinks::Sink;
use rayon::prelude::*;

use crate::args::Running;
use crate::failure::Stop;
use crate::output::Output;
use crate::progress::Progress;
use crate::summary::Summary;

/// Bytes of documents in one batch, for each thread.
const BATCH: usize = 1 << 20;

/// What became of one document.
#[derive(Default)]
pub(crate) struct Piece {
    pub(crate) bytes: Vec<u8>,
    pub(crate) records: u64,
    pub(crate) damaged: bool,
    /// A line for standard error, in the order of the documents.
    pub(crate) said: Option<String>,
}

/// Maps every record with `work` and writes the pieces; `sink` gives what stands around them.
pub(crate) fn run<W>(
    records: Records,
    running: &Running,
    sink: Option<&Sink>,
    out: &mut Output,
    work: W,
) -> Result<Summary, Stop>
where
    W: Fn(Record) -> Result<Piece, String> + Sync,
{
    let threads = running.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|e| Stop::failed(format!("--threads {threads}: cannot start that many ({e})")))?;
    let progress = Progress::new(!running.quiet && !out.is_terminal());
    let mut summary = Summary::default();
    out.write(sink.map(Sink::begin).unwrap_or_default().as_bytes())?;
    for batch in read_ahead(records, BATCH * pool.current_num_threads())? {
        let items = match batch {
            Batch::Items(items) => items,
            Batch::End(ignored) => {
                summary.ignored = ignored;
                break;
            }
        };
        let results: Vec<_> =
            pool.install(|| items.into_par_iter().map(|item| map(item, &work)).collect());
        for result in results {
            write(result, sink, out, &progress, &mut summary)?;
        }
        out.flush()?;
    }
    out.write(sink.map(Sink::end).unwrap_or_default().as_bytes())?;
    drop(progress);
    if summary.documents == 0 && summary.skipped > 0 {
        return Err(Stop::failed("nothing could be read"));
    }
    Ok(summary)
}

type Mapped = Result<(Piece, usize), String>;

fn map<W>(item: Result<Record, Error>, work: &W) -> Mapped
where
    W: Fn(Record) -> Result<Piece, String> + Sync,
{
    let record = item.map_err(|e| e.to_string())?;
    let (id, len) = (record.id.clone(), record.bytes.len());
    // One document that trips over a fault of ours must not take the others with it.
    match catch_unwind(AssertUnwindSafe(|| work(record))) {
        Ok(piece) => piece.map(|p| (p, len)),
        Err(_) => Err(format!(
            "{id}: skipped over an internal error; please report it with this document"
        )),
    }
}

fn write(
    result: Mapped,
    sink: Option<&Sink>,
    out: &mut Output,
    progress: &Progress,
    summary: &mut Summary,
) -> Result<(), Stop> {
    let (piece, len) = match result {
        Ok(done) => done,
        Err(message) => {
            summary.skipped += 1;
            progress.say(&message);
            return Ok(());
        }
    };
    if let Some(sink) = sink
        && piece.records > 0
    {
        out.write(sink.before_chunk(summary.records == 0).as_bytes())?;
    }
    out.write(&piece.bytes)?;
    if let Some(said) = &piece.said {
        progress.say(said);
    }
    summary.documents += 1;
    summary.bytes += len as u64;
    summary.records += piece.records;
    summary.damaged += u64::from(piece.damaged);
    progress.advance(summary.documents, len as u64);
    Ok(())
}

enum Batch {
    Items(Vec<Result<Record, Error>>),
    /// All is read; the files passed over, by reason.
    End(BTreeMap<&'static str, u64>),
}

/// Reads on another thread, one batch ahead. The thread is not waited for: when output ends early it may be
/// blocked on a standard input that never ends.
fn read_ahead(records: Records, bytes: usize) -> Result<Receiver<Batch>, Stop> {
    let (sender, receiver) = sync_channel(1);
    thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || read(records, bytes, &sender))
        .map_err(|e| Stop::failed(format!("cannot start a thread ({e})")))?;
    Ok(receiver)
}

fn read(mut records: Records, bytes: usize, sender: &SyncSender<Batch>) {
    loop {
        let (mut items, mut size) = (Vec::new(), 0);
        while size < bytes {
            let Some(item) = records.next() else { break };
            // A record costs something even when it is empty or an error.
            size += 256 + item.as_ref().map_or(0, |r| r.bytes.len());
            items.push(item);
        }
        let last = size < bytes;
        if sender.send(Batch::Items(items)).is_err() {
            return;
        }
        if last {
            let _ = sender.send(Batch::End(records.ignored().clone()));
            return;
        }
    }
}
