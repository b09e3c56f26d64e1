//! The threads of a run. Each one reads a batch, works on it and writes what is due, so that no core waits for
//! another: reading and writing are short, happen one at a time, and whoever is free does them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use claimsift_model::Record;
use claimsift_sinks::{Chunk, Encoder};

use super::batch::{Batch, Batches, Done};
use super::rejects::Reject;
use super::signals::Signals;
use super::writer::Writer;
use crate::failure::Stop;
use crate::tally::{Counts, Tally, Watch, add};

/// Makes the records of a document, the n-th of the run, and counts what it finds.
pub(crate) trait Work:
    Fn(Arc<Record>, u64, &mut Tally) -> Result<Chunk, String> + Send + Sync + 'static
{
}

impl<W> Work for W where
    W: Fn(Arc<Record>, u64, &mut Tally) -> Result<Chunk, String> + Send + Sync + 'static
{
}

/// What the threads share.
struct Shared<W> {
    work: W,
    encoder: Encoder,
    /// Batches that may be under way or waiting to be written; this bounds the memory.
    window: u64,
    batches: Mutex<Batches>,
    state: Mutex<State>,
    /// A batch is written, so that there is room for another.
    room: Condvar,
    /// A thread has ended.
    rest: Condvar,
}

struct State {
    /// Batches read so far.
    read: u64,
    /// Batches written so far.
    written: u64,
    /// Worked before their turn.
    waiting: BTreeMap<u64, Done>,
    /// Taken by the thread that writes.
    writer: Option<Writer>,
    /// Nothing more is read: the input has ended, or somebody wants to stop.
    ended: Option<Counts>,
    stopping: bool,
    failed: Option<Stop>,
}

/// How the threads came to rest, with the writer.
pub(crate) enum Rest {
    /// All is read and written; the files passed over, by reason.
    All(Counts),
    /// A signal came; all that was read is written.
    Stopped(u8),
}

/// Works through `batches` on `threads` threads. A thread may be left behind in a read that never ends; the
/// process does not wait for it.
pub(crate) fn run<W: Work>(
    batches: Batches,
    writer: Writer,
    encoder: Encoder,
    threads: usize,
    signals: &Signals,
    work: W,
) -> Result<(Writer, Rest), Stop> {
    let shared = Arc::new(Shared {
        work,
        encoder,
        window: 2 * threads as u64 + 1,
        batches: Mutex::new(batches),
        state: Mutex::new(State {
            read: 0,
            written: 0,
            waiting: BTreeMap::new(),
            writer: Some(writer),
            ended: None,
            stopping: false,
            failed: None,
        }),
        room: Condvar::new(),
        rest: Condvar::new(),
    });
    for _ in 0..threads {
        let shared = Arc::clone(&shared);
        thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || shared.run())
            .map_err(|e| {
                Stop::failed(format!("--threads {threads}: cannot start that many ({e})"))
            })?;
    }
    shared.wait(signals)
}

impl<W: Work> Shared<W> {
    fn run(&self) {
        let done = catch_unwind(AssertUnwindSafe(|| {
            while let Some(batch) = self.take() {
                let number = batch.number;
                let done = self.work_on(batch);
                self.deliver(number, done);
            }
        }));
        if done.is_err() {
            let stop = Stop::failed("stopped over an internal error; please report it");
            lock(&self.state).failed.get_or_insert(stop);
        }
        self.room.notify_all();
        self.rest.notify_all();
    }

    /// The next batch, as soon as there is room for it.
    fn take(&self) -> Option<Batch> {
        let mut batches = lock(&self.batches);
        let mut state = lock(&self.state);
        while state.read - state.written >= self.window && !state.is_over() {
            state = pause(&self.room, state);
        }
        if state.is_over() {
            return None;
        }
        drop(state);
        let batch = batches.next();
        let mut state = lock(&self.state);
        match batch {
            _ if state.is_over() => None,
            None => {
                state.ended = Some(batches.ignored());
                None
            }
            Some(batch) => {
                state.read += 1;
                Some(batch)
            }
        }
    }

    fn work_on(&self, batch: Batch) -> Done {
        let mut tally = Tally {
            time: batch.time,
            ..Tally::default()
        };
        let (mut rejects, mut chunks) = (Vec::new(), Vec::with_capacity(batch.items.len()));
        for (number, item) in (batch.first..).zip(batch.items) {
            let made = match item {
                Ok(record) => self.document(record, number, &mut tally),
                Err(fault) => Err(Reject::of(&fault)),
            };
            match made {
                Ok(chunk) => chunks.push(chunk),
                Err(reject) => {
                    tally.skipped += 1;
                    add(&mut tally.faults, reject.kind, 1);
                    tally.said.push(reject.message.clone());
                    rejects.push(reject);
                }
            }
        }
        let mut watch = Watch::start();
        let chunk = self.encoder.batch(chunks);
        watch.lap(&mut tally.time, "compress");
        Done {
            chunk,
            rejects,
            tally,
            mark: batch.mark,
        }
    }

    /// One document that trips over a fault of ours must not take the others with it.
    fn document(&self, record: Record, number: u64, tally: &mut Tally) -> Result<Chunk, Reject> {
        let record = Arc::new(record);
        let kept = Arc::clone(&record);
        let mut own = Tally::default();
        let made = catch_unwind(AssertUnwindSafe(|| (self.work)(record, number, &mut own)));
        match made {
            Ok(Ok(chunk)) => {
                own.documents = 1;
                own.bytes = kept.bytes.len() as u64;
                own.records = chunk.records;
                tally.add(own);
                Ok(chunk)
            }
            Ok(Err(why)) => Err(Reject::internal(&kept, &why)),
            Err(_) => Err(Reject::internal(&kept, "skipped over an internal error")),
        }
    }

    /// Hands a batch over; writes it, and those that waited for it, when its turn has come.
    fn deliver(&self, number: u64, done: Done) {
        let mut state = lock(&self.state);
        state.waiting.insert(number, done);
        // When there is no writer here, the thread that has it looks for this batch before it puts it back.
        let Some(mut writer) = state.writer.take() else {
            return;
        };
        while state.failed.is_none() {
            let turn = state.written;
            let Some(done) = state.waiting.remove(&turn) else {
                break;
            };
            drop(state);
            let written = writer.write(done);
            state = lock(&self.state);
            match written {
                Ok(()) => state.written += 1,
                Err(stop) => state.failed = Some(stop),
            }
            self.room.notify_all();
        }
        state.writer = Some(writer);
    }

    /// Waits until all is written, a signal has come and what was begun is written, or something failed.
    fn wait(&self, signals: &Signals) -> Result<(Writer, Rest), Stop> {
        let mut state = lock(&self.state);
        loop {
            if let Some(stop) = state.failed.take() {
                return Err(stop);
            }
            let signal = signals.caught();
            state.stopping |= signal.is_some();
            if state.read == state.written
                && let Some(writer) = state.writer.take()
            {
                match (&state.ended, signal) {
                    (Some(ignored), _) => return Ok((writer, Rest::All(ignored.clone()))),
                    (None, Some(signal)) => return Ok((writer, Rest::Stopped(signal))),
                    (None, None) => state.writer = Some(writer),
                }
            }
            state = pause(&self.rest, state);
        }
    }
}

impl State {
    /// Whether nothing more is to be read.
    const fn is_over(&self) -> bool {
        self.ended.is_some() || self.stopping || self.failed.is_some()
    }
}

/// Waits until it is told to look again, or a while: nobody tells of a signal.
fn pause<'a>(told: &Condvar, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
    let waited = told.wait_timeout(state, Duration::from_millis(100));
    waited.unwrap_or_else(PoisonError::into_inner).0
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::io::{self, Cursor, Write};

    use claimsift_sinks::{Shape, Stream, What};

    use super::*;
    use crate::run::mark::Mark;
    use crate::run::progress::Progress;

    #[derive(Clone, Default)]
    struct Buffer(Arc<Mutex<Vec<u8>>>);

    impl Write for Buffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            lock(&self.0).write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn ids(record: Arc<Record>, _: u64, _: &mut Tally) -> Result<Chunk, String> {
        match record.id.as_str() {
            "13" => Err("cannot be told".to_owned()),
            "42" => panic!("a fault of ours"),
            id => Ok(Chunk::bytes(format!("{id}\n").into_bytes(), 1)),
        }
    }

    #[test]
    fn one_document_that_fails_costs_no_other_and_order_is_kept() {
        let line = |i| format!("{{\"id\": {i}, \"text\": \"some words\"}}\n");
        let lines: String = (0..200).map(line).collect();
        for threads in [1, 3] {
            let options = claimsift_intake::Options::default();
            let lines = Cursor::new(lines.clone());
            let mut records = claimsift_intake::from_reader("-", lines, options);
            let encoder = Encoder::new(Shape::JSON_LINES, What::Claims, false);
            let buffer = Buffer::default();
            let writer = Writer {
                name: "memory".to_owned(),
                sink: Box::new(Stream::begin(buffer.clone(), encoder).unwrap()),
                rejects: None,
                journal: None,
                run: serde_json::Value::Null,
                progress: Progress::new(true, false, "", records.meter()),
                tally: Tally::default(),
                mark: Mark::default(),
            };
            let batches = Batches::new(records, 1000);
            let done = run(batches, writer, encoder, threads, &Signals::catch(), ids);
            let (writer, rest) = done.unwrap();
            assert!(matches!(rest, Rest::All(_)));
            assert_eq!((writer.tally.documents, writer.tally.skipped), (198, 2));
            let want = (0..200).filter(|i| ![13, 42].contains(i));
            let want: String = want.map(|i| format!("{i}\n")).collect();
            assert_eq!(String::from_utf8(lock(&buffer.0).clone()).unwrap(), want);
        }
    }
}
