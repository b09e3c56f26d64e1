//! Documents to work on, in batches of a bounded size that does not depend on the number of threads.

use std::io;

use claimsift_intake::Records;
use claimsift_model::Record;
use claimsift_sinks::Chunk;

use super::mark::{Item, Mark};
use super::rejects::Reject;
use crate::failure::Stop;
use crate::tally::{Counts, Tally, Watch};

/// What a document costs beside its bytes, even when it is empty or a fault.
const EACH: usize = 256;

pub(crate) struct Batch {
    /// Its place in the order of batches.
    pub(crate) number: u64,
    /// The items with their numbers start here.
    pub(crate) first: u64,
    pub(crate) items: Vec<Item>,
    /// Where the input stands behind it.
    pub(crate) mark: Mark,
    pub(crate) time: Counts,
}

/// A batch that is worked.
pub(crate) struct Done {
    pub(crate) chunk: io::Result<Chunk>,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) tally: Tally,
    pub(crate) mark: Mark,
}

/// Reads batches.
pub(crate) struct Batches {
    records: Records,
    /// Bytes of documents in one batch. Compressed output has one member a batch, so they show in its bytes.
    size: usize,
    number: u64,
    mark: Mark,
    ended: bool,
}

impl Batches {
    pub(crate) fn new(records: Records, size: usize) -> Self {
        Self {
            records,
            size,
            number: 0,
            mark: Mark::default(),
            ended: false,
        }
    }

    /// Passes over what an earlier run has done, and makes sure that it is what it was.
    pub(crate) fn skip_to(&mut self, mark: Mark) -> Result<(), Stop> {
        while self.mark.items < mark.items {
            let Some(item) = self.records.next() else {
                return Err(changed("it is shorter than it was"));
            };
            self.mark.pass(&item);
        }
        if self.mark == mark {
            return Ok(());
        }
        Err(changed("its first documents are not those that were read"))
    }

    /// The next batch; `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Batch> {
        if self.ended {
            return None;
        }
        let mut watch = Watch::start();
        let (mut items, mut size) = (Vec::new(), 0);
        let first = self.mark.items;
        while size < self.size {
            let Some(item) = self.records.next() else {
                self.ended = true;
                break;
            };
            self.mark.pass(&item);
            size += EACH + item.as_ref().map_or(0, |r: &Record| r.bytes.len());
            items.push(item);
        }
        let mut time = Counts::new();
        watch.lap(&mut time, "read");
        let number = self.number;
        self.number += 1;
        Some(Batch {
            number,
            first,
            items,
            mark: self.mark,
            time,
        })
    }

    /// Files passed over in folders so far, by reason.
    pub(crate) fn ignored(&self) -> Counts {
        let ignored = self.records.ignored().iter();
        ignored.map(|(why, n)| ((*why).into(), *n)).collect()
    }
}

fn changed(how: &str) -> Stop {
    Stop::failed(format!(
        "--resume: the input has changed since the run that is to be resumed: {how}; start over with --force"
    ))
}
