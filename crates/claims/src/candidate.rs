//! A frame that may govern a figure, and what it was found on.

use std::ops::Range;

use claimsift_model::{Direction, Kind, Predicate};
use claimsift_packs::{Frame, Kinds, Way};

use crate::line::Line;

/// What a frame was found on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Index of the group.
    Verb(usize),
    /// The noun, and the phrase it stands in.
    Noun(Range<usize>, Range<usize>),
    /// Nothing: the kind of the figure alone.
    Kind,
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Index of the frame.
    pub(crate) frame: Option<usize>,
    pub(crate) predicate: Predicate,
    pub(crate) anchor: Anchor,
    pub(crate) direction: Option<Direction>,
    /// 0 to 100: how near the path is.
    pub(crate) score: i32,
}

/// The best of the candidates of a figure, and the best of those that have a frame and lost. Of equals the one found first
/// wins, so nothing depends on the order of the data.
pub(crate) struct Ranking {
    pub(crate) best: Candidate,
    pub(crate) lost: Option<Candidate>,
}

impl Ranking {
    pub(crate) fn offer(&mut self, candidate: Candidate) {
        let mut loser = candidate;
        if loser.score > self.best.score {
            std::mem::swap(&mut self.best, &mut loser);
        }
        let further = self.lost.as_ref().is_none_or(|l| loser.score > l.score);
        if further && loser.frame.is_some() {
            self.lost = Some(loser);
        }
    }
}

pub(crate) fn frame<'l>(line: &'l Line<'_>, index: usize) -> Option<&'l Frame> {
    line.language.pack.frames.get(index)
}

/// Whether a frame takes a kind of figure.
pub(crate) fn allows(frame: &Frame, kind: Kind) -> bool {
    frame.figure.meets(kinds(kind))
}

/// A kind of figure as frames name it.
pub(crate) const fn kinds(kind: Kind) -> Kinds {
    match kind {
        Kind::Money => Kinds::MONEY,
        Kind::Power => Kinds::POWER,
        Kind::Energy => Kinds::ENERGY,
        Kind::Percent => Kinds::PERCENT,
        Kind::Ratio => Kinds::RATIO,
        Kind::Count => Kinds::COUNT,
        Kind::Quantity => Kinds::QUANTITY,
        Kind::Number => Kinds::NUMBER,
        _ => Kinds::NONE,
    }
}

/// A candidate of the frame, where it takes the kind of figure.
pub(crate) fn candidate(
    line: &Line<'_>,
    index: usize,
    kind: Kind,
    anchor: Anchor,
    score: i32,
) -> Option<Candidate> {
    let frame = frame(line, index).filter(|f| allows(f, kind))?;
    Some(Candidate {
        frame: Some(index),
        predicate: Predicate::from_name(&frame.predicate)?,
        anchor,
        direction: frame.direction.map(direction),
        score,
    })
}

pub(crate) const fn direction(way: Way) -> Direction {
    match way {
        Way::Up => Direction::Up,
        Way::Down => Direction::Down,
    }
}
