//! What is to be done.

use claimsift_packs::Packs;
use claimsift_sinks::{Encoder, Format, Shape, What};
use serde_json::Value;

use crate::args::{Input, Running, Target};
use crate::header::Header;

/// What a run is made of.
pub(crate) struct Job<'a> {
    pub(crate) input: &'a Input,
    pub(crate) target: &'a Target,
    pub(crate) running: &'a Running,
    pub(crate) encoder: Encoder,
    pub(crate) shape: Shape,
    pub(crate) header: Header,
    /// Whether the output gets a FILE.run.json.
    pub(crate) has_header: bool,
    /// Whether the output may take the place of the input.
    pub(crate) in_place: bool,
    /// What the records are called.
    pub(crate) noun: &'static str,
}

impl<'a> Job<'a> {
    /// One that writes lines of its own making, no claims, and asks the packs nothing.
    pub(crate) fn of_lines(
        command: &'static str,
        (input, target, running): (&'a Input, &'a Target, &'a Running),
        settings: Value,
    ) -> Self {
        let shape = Shape::of_bytes(Format::JsonLines, target.path());
        Self {
            input,
            target,
            running,
            encoder: Encoder::new(shape, What::Claims, false),
            shape,
            header: Header::new(command, &input.paths, settings, &Packs::builtin()),
            has_header: false,
            in_place: false,
            noun: "",
        }
    }
}
