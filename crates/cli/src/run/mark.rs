//! How far the input was read.

use claimsift_intake::Fault;
use claimsift_model::Record;
use serde::{Deserialize, Serialize};

/// What the intake gives.
pub(crate) type Item = Result<Record, Fault>;

/// A place in the input: how many items come before it, and what they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub(crate) items: u64,
    /// CRC-32 over ids and bytes of all documents, and over what was wrong with the others.
    pub(crate) crc: u32,
}

impl Mark {
    pub(crate) fn pass(&mut self, item: &Item) {
        let mut hasher = crc32fast::Hasher::new_with_initial(self.crc);
        match item {
            Ok(record) => {
                hasher.update(record.id.as_bytes());
                hasher.update(&record.bytes);
            }
            Err(fault) => hasher.update(fault.to_string().as_bytes()),
        }
        self.crc = hasher.finalize();
        self.items += 1;
    }
}
