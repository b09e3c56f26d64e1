//! Frames: which verb or noun says what of whom.

use serde::{Deserialize, Serialize};

/// A frame as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameSpec {
    pub(crate) id: String,
    pub(crate) predicate: String,
    #[serde(default)]
    pub(crate) verb: Vec<String>,
    #[serde(default)]
    pub(crate) noun: Vec<String>,
    #[serde(default)]
    pub(crate) fires: Vec<String>,
    #[serde(default)]
    pub(crate) quiet: Vec<String>,
}

/// A frame, compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// `predicate.word`; public, never reused.
    pub id: String,
    /// Name of the predicate.
    pub predicate: String,
}

/// An example of a frame, run as a test.
pub type FrameExample = crate::pack::Example;

/// Checks and compiles a frame; `Err` says what is wrong with it.
pub(crate) fn compile(spec: &FrameSpec) -> Result<Frame, String> {
    if spec.verb.is_empty() && spec.noun.is_empty() {
        return Err("a frame needs a `verb` or a `noun`".to_owned());
    }
    if spec.fires.is_empty() || spec.quiet.is_empty() {
        return Err("a frame needs an example that `fires` and one that stays `quiet`".to_owned());
    }
    Ok(Frame {
        id: spec.id.clone(),
        predicate: spec.predicate.clone(),
    })
}
