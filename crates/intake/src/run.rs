//! What all containers of a run share.

use std::rc::Rc;

use crate::Options;
use crate::containers::asked::Asked;
use crate::layers::Gauge;
use crate::out::Out;
use crate::walk::Globs;

/// The options of a run, and where its records go.
pub(crate) struct Run {
    pub(crate) options: Options,
    pub(crate) globs: Globs,
    pub(crate) out: Out,
    /// Of the file of JSON that is being read.
    pub(crate) asked: Asked,
    /// Of the file that is being read.
    pub(crate) gauge: Rc<Gauge>,
}

impl Run {
    /// How many times its size a file may unpack to, and how many bytes.
    pub(crate) const fn limits(&self) -> (u64, u64) {
        (self.options.max_ratio, self.options.max_unpacked)
    }
}
