//! All records of all paths, in order.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;

use claimsift_model::Record;

use crate::Options;
use crate::fault::{Fault, Kind};
use crate::inputs;
use crate::out::{Batch, Ignored};

/// Opens the paths of a command line; none, or `-`, is standard input. Nothing is touched before it is asked for,
/// and a path that cannot be read is a fault in its place.
#[must_use]
pub fn open(paths: &[PathBuf], options: Options) -> Records {
    let paths = paths.to_vec();
    let (named, chosen) = (paths.clone(), options.clone());
    let total = move || inputs::total(&named, &chosen);
    Records::new(total, move |sender, read| {
        inputs::paths(paths, options, sender, read)
    })
}

/// Reads records from `reader`; `name` stands for its path.
#[must_use]
pub fn from_reader(name: &str, reader: impl Read + Send + 'static, options: Options) -> Records {
    let name = name.to_owned();
    Records::new(
        || None,
        move |sender, read| inputs::stream(&name, reader, options, sender, read),
    )
}

/// Iterator over the records of all inputs, in the order of the inputs.
///
/// Containers are read on a thread of their own, a few batches ahead and no more; dropping the iterator ends it.
pub struct Records {
    start: Option<Start>,
    batches: Option<Receiver<Batch>>,
    items: std::vec::IntoIter<Result<Record, Fault>>,
    ignored: Ignored,
    meter: Meter,
    measure: Option<Measure>,
}

/// Finds out how many bytes there are in all.
type Measure = Box<dyn FnOnce() -> Option<u64> + Send>;

type Start = Box<dyn FnOnce(SyncSender<Batch>, Arc<AtomicU64>) + Send>;

/// How far reading is, in bytes of the files as they lie on disk.
#[derive(Debug, Clone)]
pub struct Meter {
    read: Arc<AtomicU64>,
    total: Arc<OnceLock<Option<u64>>>,
}

impl Meter {
    /// Bytes read so far.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes there are in all; `None` for pipes and lists of paths, and while folders are still counted.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total.get().copied().flatten()
    }
}

impl Records {
    fn new(
        measure: impl FnOnce() -> Option<u64> + Send + 'static,
        start: impl FnOnce(SyncSender<Batch>, Arc<AtomicU64>) + Send + 'static,
    ) -> Self {
        Self {
            start: Some(Box::new(start)),
            batches: None,
            items: Vec::new().into_iter(),
            ignored: BTreeMap::new(),
            meter: Meter {
                read: Arc::default(),
                total: Arc::default(),
            },
            measure: Some(Box::new(measure)),
        }
    }

    /// Files and records that were passed over so far, by reason.
    #[must_use]
    pub const fn ignored(&self) -> &BTreeMap<&'static str, u64> {
        &self.ignored
    }

    /// How far reading is; it can be asked from any thread. What there is in all is counted beside the run, on a
    /// thread of its own, since a folder may hold millions of files.
    #[must_use]
    pub fn meter(&mut self) -> Meter {
        if let Some(measure) = self.measure.take() {
            let total = self.meter.total.clone();
            // Without that thread nobody knows the total, and nothing else is lost.
            let _ = thread::Builder::new()
                .name("sizes".to_owned())
                .spawn(move || total.set(measure()));
        }
        self.meter.clone()
    }

    /// Starts the thread that reads; it waits whenever a batch is ready and nobody takes it.
    fn start(&mut self) -> Option<Fault> {
        let start = self.start.take()?;
        let (sender, receiver) = sync_channel(1);
        let read = self.meter.read.clone();
        let spawned = thread::Builder::new()
            .name("containers".to_owned())
            .spawn(move || start(sender, read));
        match spawned {
            Ok(_) => {
                self.batches = Some(receiver);
                None
            }
            Err(e) => Some(
                Fault::new(Kind::Internal, "cannot start a thread", "free some memory").because(e),
            ),
        }
    }
}

impl Iterator for Records {
    type Item = Result<Record, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(fault) = self.start() {
            return Some(Err(fault));
        }
        loop {
            if let Some(item) = self.items.next() {
                return Some(item);
            }
            let Ok(batch) = self.batches.as_ref()?.recv() else {
                self.batches = None;
                let fault = Fault::new(
                    Kind::Internal,
                    "reading stopped over an internal error",
                    "please report it",
                );
                return Some(Err(fault));
            };
            for (reason, n) in batch.ignored {
                *self.ignored.entry(reason).or_default() += n;
            }
            if batch.last {
                self.batches = None;
            }
            self.items = batch.items.into_iter();
        }
    }
}
