//! How sure: by mood, auxiliaries, hedging words and the verbs that govern.

use claimsift_model::{Kind, Modalities, Modality};
use claimsift_packs::{Role, class, form};

use crate::candidate::{Anchor, Candidate};
use crate::line::{Figure, Line, Tag};
use crate::{control, filled};

/// The modalities of a figure's claim.
pub(crate) fn of(line: &Line<'_>, figure: &Figure, found: &Candidate, spoken: bool) -> Modalities {
    let mut all = Modalities::default();
    let group = match found.anchor {
        Anchor::Verb(group) => Some(group),
        _ => filled::governor(line, figure),
    };
    if let Some(group) = group.filter(|g| !aside(line, *g, figure)) {
        verb(line, group, &mut all);
        // *40 % of homes have no water*: nobody denies the share.
        let counts = matches!(figure.kind, Kind::Percent | Kind::Count | Kind::Ratio);
        if counts && figure.tokens.end <= line.groups[group].start {
            all = all.without(Modality::Denied);
        }
    }
    words(line, figure, found, &mut all);
    if assessed(line, figure) {
        all.add(Modality::Estimated);
    }
    if spoken && all == Modalities::default() {
        all.add(Modality::Reported);
    }
    all
}

/// *the plant, built at a cost of X, can power …*: the mood of a verb behind the comma is not that of a participle before.
fn aside(line: &Line<'_>, group: usize, figure: &Figure) -> bool {
    let own = &line.groups[group];
    let before = line.groups.iter().rfind(|g| g.end <= figure.tokens.start);
    let participle = before.is_some_and(|g| {
        let comma = |i| line.tag_at(i) == Tag::Comma;
        g.passive && !g.finite && !(g.end..figure.tokens.start).any(comma)
    });
    participle && own.start >= figure.tokens.end && line.tag_at(figure.tokens.end) == Tag::Comma
}

/// *X reckons that …*: whether what is said is an estimate.
fn assessed(line: &Line<'_>, figure: &Figure) -> bool {
    let that = |end: usize| (end..end + 3).any(|i| line.is(i, class::THAT));
    let governs =
        |g: &&crate::verbs::Group| g.finite && g.end <= figure.tokens.start && that(g.end);
    let last = line.groups.iter().rfind(governs);
    last.is_some_and(|g| g.is(Role::Estimate))
}

/// The modality of a group and of those that govern it.
fn verb(line: &Line<'_>, group: usize, all: &mut Modalities) {
    let mut at = group;
    for _ in 0..4 {
        let own = &line.groups[at];
        all.extend(own.modalities);
        if own.is(Role::Estimate) {
            all.add(Modality::Estimated);
        }
        if at == group && own.is(Role::Promise) {
            all.add(Modality::Planned);
        }
        if own.is(Role::Hearsay) {
            all.add(Modality::Reported);
        }
        if own.finite {
            let before = line.groups[..at].iter().rposition(|g| g.finite);
            let parted = |from: usize| {
                (from..own.start)
                    .any(|i| matches!(line.tag_at(i), Tag::Comma | Tag::Semicolon | Tag::And))
            };
            if before.is_some_and(|b| line.groups[b].is(Role::Deny) && !parted(line.groups[b].end))
            {
                all.add(Modality::Denied);
            }
            break;
        }
        if own.passive && at == group {
            // *a lamp sold for X*: the mood of the clause is not its own.
            break;
        }
        if control::announced(line, at).is_some() {
            all.add(Modality::Planned);
            break;
        }
        let Some(next) = control::controller(line, at) else {
            break;
        };
        let infinitive = own.first & form::INFINITIVE != 0;
        if infinitive && next < at && line.groups[next].is(Role::Plan) {
            all.add(Modality::Planned);
        }
        let dependent = infinitive || own.first & form::GERUND != 0;
        if dependent && next < at && line.groups[next].is(Role::Deny) {
            all.add(Modality::Denied);
        }
        if next > at {
            break;
        }
        at = next;
    }
}

/// Words around the figure: *estimated at*, *planned for*, *according to estimates*.
fn words(line: &Line<'_>, figure: &Figure, found: &Candidate, all: &mut Modalities) {
    let from = match &found.anchor {
        Anchor::Noun(noun, _) if noun.start < figure.extent.start => noun.start,
        _ => figure.extent.start.saturating_sub(2),
    };
    let near = (from..figure.extent.start).chain(figure.tokens.end..figure.tokens.end + 6);
    if line.holds(class::LINK) {
        near.for_each(|at| match line.node(at, class::LINK).map(|n| n.value) {
            Some(1) => all.add(Modality::Estimated),
            Some(2) => all.add(Modality::Planned),
            _ => {}
        });
    }
    if !line.holds(class::CERTAINTY) {
        return;
    }
    // *fell 3 % after the firm cut its forecast*: what hedges another clause does not hedge this one.
    let hard = |i: &usize| match line.tag_at(*i) {
        Tag::Semicolon | Tag::Comma => true,
        Tag::Subordinator | Tag::Relative => !line.is(*i, class::THAT),
        _ => false,
    };
    let start = (0..figure.tokens.start).rev().find(hard).unwrap_or(0);
    let end = (figure.tokens.end..line.tokens.len())
        .find(hard)
        .unwrap_or(line.tokens.len());
    let source = |i: &usize| line.tag_at(*i) == Tag::According && !(start..end).contains(i);
    let sources = (0..line.tokens.len()).filter(source);
    hedges(line, (start..end).chain(sources), all);
}

/// Words of certainty: *probably*, *reportedly*.
pub(crate) fn hedges(
    line: &Line<'_>,
    tokens: impl IntoIterator<Item = usize>,
    all: &mut Modalities,
) {
    for at in tokens {
        match line.node(at, class::CERTAINTY).map(|n| n.value) {
            Some(1) => all.add(Modality::Estimated),
            Some(2) => all.add(Modality::Planned),
            Some(3) => all.add(Modality::Possible),
            Some(4) => all.add(Modality::Reported),
            Some(5) => all.add(Modality::Denied),
            _ => {}
        }
    }
}
