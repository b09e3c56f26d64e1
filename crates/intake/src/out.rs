//! Where containers put what they find: batches on their way to whoever asks for records.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::SyncSender;

use claimsift_model::Record;

use crate::Fault;

/// Whether anybody still wants records.
pub(crate) type Flow = ControlFlow<()>;

/// Files and records that were passed over, by reason.
pub(crate) type Ignored = BTreeMap<&'static str, u64>;

/// What is handed over at once. The last batch of a run is marked, so that a reader that died is told from one
/// that came to its end.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) items: Vec<Result<Record, Fault>>,
    pub(crate) ignored: Ignored,
    pub(crate) last: bool,
}

/// Bytes of documents in one batch: enough that handing over costs nothing, little enough to hold a few of.
const BATCH: usize = 1 << 20;

/// The end of a container where its records come out.
pub(crate) struct Out {
    sender: SyncSender<Batch>,
    batch: Batch,
    size: usize,
}

impl Out {
    pub(crate) fn new(sender: SyncSender<Batch>) -> Self {
        Self {
            sender,
            batch: Batch::default(),
            size: 0,
        }
    }

    pub(crate) fn record(&mut self, record: Record) -> Flow {
        // A record costs something even when it is empty.
        self.size += 256 + record.bytes.len();
        self.put(Ok(record))
    }

    pub(crate) fn fault(&mut self, fault: Fault) -> Flow {
        self.size += 512;
        self.put(Err(fault))
    }

    fn put(&mut self, item: Result<Record, Fault>) -> Flow {
        self.batch.items.push(item);
        if self.size >= BATCH {
            self.hand_over(false)
        } else {
            Flow::Continue(())
        }
    }

    /// Counts what is passed over without being a fault.
    pub(crate) fn ignore(&mut self, reason: &'static str) {
        *self.batch.ignored.entry(reason).or_default() += 1;
    }

    /// Lets `work` count what it passes over.
    pub(crate) fn counting<T>(&mut self, work: impl FnOnce(&mut Ignored) -> T) -> T {
        work(&mut self.batch.ignored)
    }

    /// Says that nothing follows.
    pub(crate) fn finish(mut self) {
        let _ = self.hand_over(true);
    }

    fn hand_over(&mut self, last: bool) -> Flow {
        self.size = 0;
        let mut batch = std::mem::take(&mut self.batch);
        batch.last = last;
        match self.sender.send(batch) {
            Ok(()) => Flow::Continue(()),
            Err(_) => Flow::Break(()),
        }
    }
}
