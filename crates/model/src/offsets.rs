//! The way back: from a span of the text through every edit to the bytes it came from.
//!
//! An [`OffsetMap`] is a stack of edit stages (decoding, repair). A stage is a sorted list of segments, each of
//! `count` steps of `step_from` bytes before and `step_to` bytes after. Going back rounds the start down and the
//! end up to a whole step, stage by stage; so it is total, and the worst case is a slightly wide span.

use crate::{RawSpan, TextSpan};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Segment {
    from: u32,
    to: u32,
    step_from: u32,
    step_to: u32,
    count: u32,
}

impl Segment {
    const fn end_before(&self) -> u32 {
        self.from + self.step_from * self.count
    }

    const fn end_after(&self) -> u32 {
        self.to + self.step_to * self.count
    }

    /// The same with its two sides swapped.
    const fn turned(self) -> Self {
        Self {
            from: self.to,
            to: self.from,
            step_from: self.step_to,
            step_to: self.step_from,
            count: self.count,
        }
    }
}

/// Segments from one mark to the next: what has to be read to find one.
const EVERY: u32 = 16;

/// One pass of edits over the bytes before it.
///
/// A text with damage in every word has millions of segments, so they are packed: the two steps and the count, seven
/// bits a byte. Where a segment stands follows from those before it, and is marked now and then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stage {
    packed: Vec<u8>,
    marks: Vec<Mark>,
    /// Number of segments, and the one behind them all.
    len: u32,
    end: Mark,
}

/// Where a segment is packed, and where it stands on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Mark {
    at: usize,
    from: u32,
    to: u32,
}

impl Mark {
    const fn segment(self) -> Segment {
        Segment {
            from: self.from,
            to: self.to,
            step_from: 0,
            step_to: 0,
            count: 0,
        }
    }
}

impl Stage {
    /// The bytes before the edits that `start..end` after them came from, rounded out to whole steps. What was left
    /// out counts only when it lies inside.
    #[must_use]
    pub fn back(&self, start: u32, end: u32) -> (u32, u32) {
        self.across(start, end, |segment| segment)
    }

    /// Where the bytes `start..end` before the edits are after them, rounded out to whole steps.
    #[must_use]
    pub fn forward(&self, start: u32, end: u32) -> (u32, u32) {
        self.across(start, end, Segment::turned)
    }

    /// From the side that `view` shows as `to` across to the other.
    fn across(&self, start: u32, end: u32, view: impl Fn(Segment) -> Segment + Copy) -> (u32, u32) {
        let first = self.since(|m| view(m.segment()).to <= start).map(view);
        let low = first.clone().find(|s| s.end_after() > start).map_or_else(
            || first.last().map_or(start, |s| s.end_before()),
            |s| {
                if s.step_to == 0 || start < s.to {
                    s.from
                } else {
                    s.from + (start - s.to) / s.step_to * s.step_from
                }
            },
        );
        let last = self.since(|m| view(m.segment()).to < end).map(view);
        let high = last.take_while(|s| s.to < end).last().map_or(low, |s| {
            if s.step_to == 0 {
                s.end_before()
            } else {
                s.from + (end.min(s.end_after()) - s.to).div_ceil(s.step_to) * s.step_from
            }
        });
        (low, high.max(low))
    }

    /// The segments from the last mark on that `before` holds for.
    fn since(&self, before: impl Fn(&Mark) -> bool) -> Segments<'_> {
        let behind = self.marks.partition_point(before);
        let mark = behind.checked_sub(1).and_then(|i| self.marks.get(i));
        Segments {
            stage: self,
            next: mark.copied().unwrap_or_default(),
        }
    }

    fn push(&mut self, step_from: u32, step_to: u32, count: u32) {
        if self.len.is_multiple_of(EVERY) {
            self.marks.push(self.end);
        }
        for number in [step_from, step_to, count] {
            pack(&mut self.packed, number);
        }
        self.len += 1;
        self.end = Mark {
            at: self.packed.len(),
            from: self.end.from + step_from * count,
            to: self.end.to + step_to * count,
        };
    }

    /// Whether it changes nothing.
    fn is_plain(&self) -> bool {
        let all = self.since(|_| false);
        all.clone().all(|s| s.step_from == 1 && s.step_to == 1)
    }
}

/// The segments of a stage from somewhere on.
#[derive(Debug, Clone)]
struct Segments<'a> {
    stage: &'a Stage,
    next: Mark,
}

impl Iterator for Segments<'_> {
    type Item = Segment;

    fn next(&mut self) -> Option<Segment> {
        let mut at = self.next.at;
        let mut number = || unpack(&self.stage.packed, &mut at);
        let (step_from, step_to, count) = (number()?, number()?, number()?);
        let segment = Segment {
            step_from,
            step_to,
            count,
            ..self.next.segment()
        };
        self.next = Mark {
            at,
            from: segment.end_before(),
            to: segment.end_after(),
        };
        Some(segment)
    }
}

/// Seven bits a byte, low ones first; the top bit says that there are more.
fn pack(packed: &mut Vec<u8>, mut number: u32) {
    while let low @ 0x80.. = number {
        packed.push(low.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    packed.push(number.to_le_bytes()[0]);
}

fn unpack(packed: &[u8], at: &mut usize) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let byte = *packed.get(*at)?;
        *at += 1;
        number |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(number)
}

/// The edit stages of a document, first to last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetMap {
    stages: Vec<Stage>,
}

impl OffsetMap {
    /// Adds the next stage. A stage without edits is the identity and is not kept.
    pub fn push(&mut self, stage: Stage) {
        if !stage.is_plain() {
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

    /// Whether the text is the raw bytes themselves.
    #[must_use]
    pub const fn is_identity(&self) -> bool {
        self.stages.is_empty()
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
    stage: Stage,
    /// The steps written last, of which more may come.
    last: (u32, u32, u32),
}

impl Edit {
    /// A new edit with room for `capacity` bytes of output.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            ..Self::default()
        }
    }

    /// Equal steps in a row share a segment: the steps stay apart, whatever they were made of.
    fn step(&mut self, step_from: u32, step_to: u32, count: u32) {
        let (last_from, last_to, last_count) = self.last;
        if (last_from, last_to) == (step_from, step_to) {
            self.last.2 = last_count + count;
        } else {
            self.flush();
            self.last = (step_from, step_to, count);
        }
    }

    fn flush(&mut self) {
        let (step_from, step_to, count) = self.last;
        if count > 0 {
            self.stage.push(step_from, step_to, count);
        }
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

    /// Number of bytes written so far: where the next text will stand.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Whether nothing was written yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Leaves the next `from_len` bytes out.
    pub fn drop(&mut self, from_len: u32) {
        self.replace(from_len, "");
    }

    /// The text written and its stage.
    #[must_use]
    pub fn finish(mut self) -> (String, Stage) {
        self.flush();
        (self.text, self.stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Deterministic numbers, for random edits.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u32) -> u32 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            u32::try_from(self.0 >> 33).unwrap() % sides
        }
    }

    /// What each byte of the output came from: the truth that a stage is compared with.
    type Truth = Vec<(u32, u32)>;

    fn random_edit(dice: &mut Dice, before: &str) -> (String, Stage, Truth) {
        let mut edit = Edit::new(before.len());
        let mut truth = Truth::new();
        let mut at = 0;
        while at < before.len() {
            let mut n = (1 + dice.roll(6) as usize).min(before.len() - at);
            while !before.is_char_boundary(at + n) {
                n += 1;
            }
            let (from, to) = (u32::try_from(at).unwrap(), u32::try_from(at + n).unwrap());
            match dice.roll(5) {
                0 => edit.drop(to - from),
                1 | 2 => {
                    let text = ["é", "€", "x", "xyz"][dice.roll(4) as usize];
                    edit.replace(to - from, text);
                    truth.extend(std::iter::repeat_n((from, to), text.len()));
                }
                _ => {
                    edit.keep(&before[at..at + n]);
                    truth.extend((from..to).map(|i| (i, i + 1)));
                }
            }
            at += n;
        }
        let (text, stage) = edit.finish();
        (text, stage, truth)
    }

    #[test]
    fn one_stage_is_exact() {
        let mut dice = Dice(7);
        for _ in 0..500 {
            let (text, stage, truth) =
                random_edit(&mut dice, "Der Präsident sagte: « è così », 5 €");
            assert_eq!(text.len(), truth.len());
            for start in 0..text.len() {
                for end in start + 1..=text.len().min(start + 9) {
                    let (low, high) =
                        stage.back(u32::try_from(start).unwrap(), u32::try_from(end).unwrap());
                    assert_eq!((low, high), (truth[start].0, truth[end - 1].1));
                }
            }
        }
    }

    #[test]
    fn segments_tile_both_sides() {
        let mut dice = Dice(11);
        for _ in 0..200 {
            let before = "a b c d é f g — h";
            let (text, stage, _) = random_edit(&mut dice, before);
            let (mut from, mut to) = (0, 0);
            for s in stage.since(|_| false) {
                assert_eq!((s.from, s.to), (from, to));
                (from, to) = (s.end_before(), s.end_after());
            }
            assert_eq!((from as usize, to as usize), (before.len(), text.len()));
        }
    }

    #[test]
    fn stages_compose_and_are_total() {
        let mut dice = Dice(3);
        for _ in 0..300 {
            let (middle, first, a) = random_edit(&mut dice, "Żółw i jeż — po 10 zł, w 2024 r.");
            let (_, second, b) = random_edit(&mut dice, &middle);
            let mut map = OffsetMap::default();
            map.push(first);
            map.push(second);
            for (at, (low, high)) in b.iter().copied().enumerate() {
                let span =
                    TextSpan::new(u32::try_from(at).unwrap(), u32::try_from(at + 1).unwrap());
                let want = (a[low as usize].0, a[high as usize - 1].1);
                let raw = map.raw(span);
                assert_eq!((raw.start(), raw.end()), want);
            }
            for (start, end) in [(0, 0), (5, 5), (0, u32::MAX), (u32::MAX, u32::MAX)] {
                let raw = map.raw(TextSpan::new(start, end));
                assert!(raw.start() <= raw.end());
            }
        }
    }

    #[test]
    fn kept_text_is_the_identity() {
        let mut edit = Edit::new(4);
        assert!(edit.is_empty());
        edit.keep("dé");
        edit.keep("jà");
        let (text, stage) = edit.finish();
        let mut map = OffsetMap::default();
        map.push(stage);
        assert_eq!(text, "déjà");
        assert!(map.is_identity());
        assert_eq!(map.raw(TextSpan::new(1, 3)), RawSpan::new(1, 3));
    }
}
