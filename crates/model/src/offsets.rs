//! The way back: from a span of the text through every edit to the bytes it came from.
//!
//! An [`OffsetMap`] is a stack of edit stages (decoding, repair). A stage is a sorted list of segments, each of
//! `count` steps of `step_from` bytes before and `step_to` bytes after. Going back rounds the start down and the
//! end up to a whole step, stage by stage; so it is total, and the worst case is a slightly wide span.

use crate::{RawSpan, TextSpan};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    from: u32,
    to: u32,
    step_from: u32,
    step_to: u32,
    count: u32,
}

impl Segment {
    const fn from_end(&self) -> u32 {
        self.from + self.step_from * self.count
    }

    const fn to_end(&self) -> u32 {
        self.to + self.step_to * self.count
    }
}

/// One pass of edits over the bytes before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stage {
    segments: Vec<Segment>,
}

impl Stage {
    fn back(&self, start: u32, end: u32) -> (u32, u32) {
        let first = self.segments.partition_point(|s| s.to_end() <= start);
        let low = self.segments.get(first).map_or_else(
            || self.segments.last().map_or(start, Segment::from_end),
            |s| {
                if s.step_to == 0 || start < s.to {
                    s.from
                } else {
                    s.from + (start - s.to) / s.step_to * s.step_from
                }
            },
        );
        let last = self.segments.partition_point(|s| s.to < end);
        let high = last
            .checked_sub(1)
            .and_then(|i| self.segments.get(i))
            .map_or(low, |s| {
                if s.step_to == 0 {
                    s.from_end()
                } else {
                    s.from + (end.min(s.to_end()) - s.to).div_ceil(s.step_to) * s.step_from
                }
            });
        (low, high.max(low))
    }
}

/// The edit stages of a document, first to last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetMap {
    stages: Vec<Stage>,
}

impl OffsetMap {
    /// Adds the next stage. A stage without edits is the identity and is not kept.
    pub fn push(&mut self, stage: Stage) {
        let plain = stage
            .segments
            .iter()
            .all(|s| s.step_from == 1 && s.step_to == 1 && s.from == s.to);
        if !plain {
            self.stages.push(stage);
        }
    }

    /// The raw bytes that `span` came from.
    #[must_use]
    pub fn raw(&self, span: TextSpan) -> RawSpan {
        let (start, end) = self
            .stages
            .iter()
            .rev()
            .fold((span.start(), span.end()), |(s, e), stage| stage.back(s, e));
        RawSpan::new(start, end)
    }
}

/// Writes an edited copy of some bytes and the stage that leads back, so that the two cannot disagree.
///
/// ```
/// use claimsift_model::{Edit, OffsetMap, TextSpan};
/// let mut edit = Edit::new(8);
/// edit.keep("caf");
/// edit.replace(4, "é");
/// let (text, stage) = edit.finish();
/// let mut map = OffsetMap::default();
/// map.push(stage);
/// assert_eq!(text, "café");
/// let raw = map.raw(TextSpan::new(3, 5));
/// assert_eq!((raw.start(), raw.end()), (3, 7));
/// ```
#[derive(Debug, Default)]
pub struct Edit {
    text: String,
    from: u32,
    stage: Stage,
}

impl Edit {
    /// A new edit with room for `capacity` bytes of output.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            from: 0,
            stage: Stage::default(),
        }
    }

    fn step(&mut self, step_from: u32, step_to: u32, count: u32) {
        let to = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let from = self.from;
        self.from += step_from * count;
        if let Some(last) = self.stage.segments.last_mut()
            && (last.step_from, last.step_to) == (step_from, step_to)
            && (step_from == 1 || count > 1 || last.count > 1)
        {
            last.count += count;
            return;
        }
        self.stage.segments.push(Segment {
            from,
            to,
            step_from,
            step_to,
            count,
        });
    }

    /// Copies `text` as it is: every byte leads back to its own.
    pub fn keep(&mut self, text: &str) {
        if !text.is_empty() {
            self.step(1, 1, u32::try_from(text.len()).unwrap_or(u32::MAX));
            self.text.push_str(text);
        }
    }

    /// Writes `text` in place of the next `from_len` bytes, as one opaque step.
    pub fn replace(&mut self, from_len: u32, text: &str) {
        if from_len > 0 || !text.is_empty() {
            self.step(from_len, u32::try_from(text.len()).unwrap_or(u32::MAX), 1);
            self.text.push_str(text);
        }
    }

    /// Leaves the next `from_len` bytes out.
    pub fn drop(&mut self, from_len: u32) {
        self.replace(from_len, "");
    }

    /// The text written and its stage.
    #[must_use]
    pub fn finish(self) -> (String, Stage) {
        (self.text, self.stage)
    }
}
