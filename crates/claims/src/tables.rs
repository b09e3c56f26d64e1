//! Claims of tables: the head of a column or row names what is measured, the other whom or what it is measured of.

use std::ops::Range;

use claimsift_engine::Node;
use claimsift_mentions::{Cell, Place};
use claimsift_model::{
    Claim, Direction, Kind, MentionId, Modalities, Party, Predicate, SlotReason, Timing,
};
use claimsift_packs::class;

use crate::candidate::{self, Anchor, Candidate};
use crate::line::{Around, Line, Room, Tag};
use crate::{frames, modality, party, screen, timing, topic};

/// The claims of all tables of a document.
pub(crate) fn read(around: Around<'_>) -> Vec<Claim> {
    let mut all = Vec::new();
    let mut about = None;
    for table in &around.tokens.tables {
        for place in table.places(around.tokens, around.found) {
            all.extend(claim(around, place, &mut about));
        }
    }
    all
}

/// A head, read as a line.
struct Head<'a> {
    line: Line<'a>,
    /// The words before a bracket.
    words: Range<usize>,
    /// Why it fills a slot.
    name: &'static str,
}

impl<'a> Head<'a> {
    fn read(around: Around<'a>, cell: Option<Cell>, name: &'static str) -> Option<Self> {
        let sentence = cell?.sentence;
        let line = Line::read(
            around,
            sentence,
            around.found.within(sentence),
            Room::default(),
        )?;
        let bracket = |i: &usize| line.tag_at(*i) == Tag::Open;
        let end = (0..line.tokens.len())
            .find(bracket)
            .unwrap_or(line.tokens.len());
        Some(Self {
            words: 0..end,
            line,
            name,
        })
    }

    /// The frame of the noun that it holds.
    fn frame(&self, kind: Kind) -> Option<Candidate> {
        let line = &self.line;
        let at = |i: usize| {
            let nodes = line.nodes(i, class::FRAME_NOUN);
            let inside = nodes.filter(|n| n.end as usize <= self.words.end);
            let framed = |n: Node| {
                let noun = Anchor::Noun(i..n.end as usize, self.words.clone());
                candidate::candidate(line, usize::try_from(n.value).ok()?, kind, noun, SURE)
            };
            // The longest noun; a head has no verb that could be meant.
            inside.filter_map(framed).next()
        };
        if line.head_first() {
            self.words.clone().find_map(at)
        } else {
            self.words.clone().rev().find_map(at)
        }
    }

    /// Whom or what it names, unless that is a date.
    fn party(&self, around: Around<'_>) -> Option<Party> {
        let noun = |i: usize| matches!(self.line.tag_at(i), Tag::Word | Tag::Name);
        let dated = |i: usize| self.line.tag_at(i) == Tag::Date;
        let named = self.words.clone().any(noun) && !self.words.clone().any(dated);
        named.then(|| party::single(around, &self.line, &self.words))
    }
}

/// The path of a figure to a head that holds the noun of a frame.
const SURE: i32 = 90;

/// The heads of a cell.
struct Heads<'a> {
    row: Option<Head<'a>>,
    column: Option<Head<'a>>,
    corner: Option<Head<'a>>,
}

impl<'a> Heads<'a> {
    fn read(around: Around<'a>, place: Place) -> Self {
        Self {
            row: Head::read(around, place.label, "the head of the row"),
            column: Head::read(around, place.head, "the head of the column"),
            corner: Head::read(around, place.corner, "the corner of the table"),
        }
    }

    /// The head that says what is measured, with its frame: that of the column first.
    fn measure(&self, kind: Kind) -> Option<(&Head<'a>, Candidate)> {
        let mut all = [&self.column, &self.row, &self.corner]
            .into_iter()
            .flatten();
        all.find_map(|h| Some((h, h.frame(kind)?)))
    }

    /// Whom the head that says nothing of that names: that of the row first.
    fn party(
        &self,
        around: Around<'_>,
        measure: Option<&Head<'_>>,
    ) -> Option<(&'static str, Party)> {
        let free = |h: &&Head<'_>| measure.is_none_or(|m| m.line.sentence != h.line.sentence);
        let mut all = [&self.row, &self.column].into_iter().flatten().filter(free);
        all.find_map(|h| Some((h.name, h.party(around)?)))
    }

    fn timing(&self, around: Around<'_>) -> Option<Timing> {
        let mut all = [&self.column, &self.row, &self.corner]
            .into_iter()
            .flatten();
        all.find_map(|h| timing::last_of(around, h.line.sentence))
    }

    fn modalities(&self) -> Modalities {
        let mut all = Modalities::default();
        for head in [&self.column, &self.row].into_iter().flatten() {
            modality::hedges(&head.line, 0..head.line.tokens.len(), &mut all);
        }
        all
    }
}

/// The claim of a cell with one figure under heads that say what it is.
fn claim(around: Around<'_>, place: Place, about: &mut Option<Option<Party>>) -> Option<Claim> {
    let own = around.found.within(place.cell.sentence);
    let mention = around.found.mentions.get(own.start)?;
    if own.len() != 1 || !screen::claimable(mention) {
        return None;
    }
    let (sign, heads) = (sign(around, place.cell), Heads::read(around, place));
    let (by, found) = match heads.measure(mention.kind) {
        Some((head, found)) => (Some(head), found),
        None => (None, plain(mention.kind, sign)),
    };
    let topic = || {
        let about = about.get_or_insert_with(|| topic::of(around)).clone();
        Some(("what the document is about", about?))
    };
    let (why, subject) = heads.party(around, by).or_else(topic).unzip();
    // Neither what is measured nor of whom.
    if by.is_none() && (subject.is_none() || place.head.is_none()) {
        return None;
    }
    let predicate = || match by {
        Some(head) => format!("{}, in {}", screen::reason(&head.line, &found), head.name).into(),
        None => "the kind of a cell".into(),
    };
    let reason = |slot, why| SlotReason { slot, why };
    let predicate = around.asked.then(|| reason("predicate", predicate()));
    let subject_reason = why.map(|why| reason("subject", why.into()));
    let block = around.tokens.sentences.get(place.cell.sentence)?.block;
    Some(Claim {
        figure: MentionId(u32::try_from(own.start).ok()?),
        predicate: found.predicate,
        object: None,
        speaker: None,
        timing: heads.timing(around),
        modalities: heads.modalities(),
        direction: direction(&found, sign),
        per: mention.per.clone(),
        sentence: around.document.blocks().get(block)?.span,
        same_as: None,
        converts: None,
        confidence: screen::confidence(&found, subject.as_ref(), ground(mention.kind)),
        subject,
        why: predicate.into_iter().chain(subject_reason).collect(),
    })
}

/// Heads are written for their cells.
const fn ground(kind: Kind) -> screen::Ground {
    screen::Ground {
        kind,
        sure: true,
        counted: false,
        leads: true,
    }
}

/// What the kind of a cell says by itself: a share with a plus is a change.
fn plain(kind: Kind, sign: Option<Direction>) -> Candidate {
    let change = kind == Kind::Percent && sign == Some(Direction::Up);
    let found = frames::fallback(kind);
    Candidate {
        predicate: if change {
            Predicate::Growth
        } else {
            found.predicate
        },
        ..found
    }
}

/// The way that the sign of a cell shows.
fn sign(around: Around<'_>, cell: Cell) -> Option<Direction> {
    let span = around.tokens.sentences.get(cell.sentence)?.span;
    match around.document.slice(span).chars().next()? {
        '+' => Some(Direction::Up),
        '-' | '−' | '–' => Some(Direction::Down),
        _ => None,
    }
}

/// The way of the frame; of a change, that of its sign.
fn direction(found: &Candidate, sign: Option<Direction>) -> Option<Direction> {
    let change = matches!(found.predicate, Predicate::Growth | Predicate::PriceChange);
    found.direction.or(sign).filter(|_| change)
}
