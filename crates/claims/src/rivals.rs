//! The candidates that lost a slot, for those who ask why it was filled as it was.

use claimsift_model::{Claim, Kind, SlotReason, TextSpan};

use crate::candidate::Candidate;
use crate::filled::{self, Filled, actor, filled, governor};
use crate::line::{Around, Figure, Line};
use crate::{coordination, objects, timing};

/// The best other candidate of the subject, the object and the timing of a claim.
pub(crate) fn of(
    around: Around<'_>,
    line: &Line<'_>,
    figure: &Figure,
    found: &Candidate,
    claim: &Claim,
) -> Vec<SlotReason> {
    let own = claim.subject.as_ref().map(|s| s.span);
    let subject = other(line, own, subjects(line, figure));
    let own = claim.object.as_ref().map(|o| o.span);
    let object = other(line, own, objects::candidates(line, figure, found));
    let own = claim.timing.as_ref().map(|t| t.span);
    let timing = timing::rival(around, line, figure, own);
    let said = |slot: &str, (span, why): (TextSpan, &str)| SlotReason {
        slot: "runner-up",
        why: format!("{slot} “{}”, {why}", around.document.slice(span)).into(),
    };
    let mut all = Vec::new();
    all.extend(subject.map(|s| said("subject", s)));
    all.extend(object.map(|o| said("object", o)));
    all.extend(timing.map(|t| said("timing", t)));
    all
}

/// The parties that the paths to a subject offer, the likelier ones first.
fn subjects(line: &Line<'_>, figure: &Figure) -> Vec<Filled> {
    let label = || {
        filled(
            coordination::label(line, figure)?,
            "label before the figure",
        )
    };
    let things = || {
        let counts = figure.kind == Kind::Count;
        filled(filled::whole(figure), filled::COUNTED).filter(|_| counts)
    };
    let all = [
        governor(line, figure).and_then(|g| actor(line, g, figure)),
        objects::measured(line, figure),
        label(),
        things(),
    ];
    all.into_iter().flatten().collect()
}

/// The first candidate that has no word in common with what was chosen.
fn other(
    line: &Line<'_>,
    own: Option<TextSpan>,
    all: Vec<Filled>,
) -> Option<(TextSpan, &'static str)> {
    let spans = all.into_iter().map(|f| (line.span(&f.tokens), f.why));
    spans
        .into_iter()
        .find(|(span, _)| own.is_none_or(|o| !o.overlaps(*span)))
}
