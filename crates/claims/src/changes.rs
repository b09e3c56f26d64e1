//! What the kind of a figure says beyond its frame: factors, signs, rates, prices of shares.

use std::ops::Range;

use claimsift_engine::Shape;
use claimsift_model::{Claim, Decimal, Direction, Kind, Mention, Predicate};
use claimsift_packs::{Role, Subject, class};

use crate::candidate::{self, Anchor, Candidate};
use crate::line::{Around, Figure, Line, Tag};
use crate::{coordination, frames, phrases, subjects};

/// Sentences before one that may say that it is about a stock market.
const LOOK_BACK: usize = 6;

/// What the kind of a change says beyond its frame: factors, signs, prices of shares.
pub(crate) fn change(line: &Line<'_>, figure: &Figure, mention: &Mention, found: &mut Candidate) {
    let amount = mention.amount().and_then(claimsift_model::Amount::value);
    if figure.kind == Kind::Ratio && amount.is_some_and(|v| v >= Decimal::ONE) && found.score < 95 {
        factor(line, figure, found);
    }
    if figure.kind == Kind::Percent {
        percent(line, figure, found);
    }
    if origin(line, figure) {
        found.direction = None;
    }
    // *priced its offering at 18 dollars a share*
    let share = mention.per.as_ref().is_some_and(|p| &*p.unit == "{share}");
    if share && found.predicate == Predicate::Funding {
        found.predicate = Predicate::Price;
    }
    if found.direction.is_none() && figure.kind != Kind::Count {
        found.direction = beside(line, figure).or_else(|| called(line, figure));
    }
    found.direction = found.direction.or_else(|| carried(line, figure, found));
}

/// *tripled*, *a fourfold rise*.
fn factor(line: &Line<'_>, figure: &Figure, found: &mut Candidate) {
    let mut groups = line.groups.iter();
    let verb = groups.rposition(|g| g.end <= figure.tokens.start + 1);
    found.predicate = Predicate::Growth;
    found.anchor = verb.map_or(Anchor::Kind, Anchor::Verb);
    found.direction = figure.tokens.clone().find_map(|i| {
        let verbs = line.nodes(i, class::VERB);
        verbs
            .filter_map(|n| usize::try_from(n.value).ok())
            .find_map(|v| way(line, v, false))
    });
    found.frame = None;
    found.score = 92;
}

/// Percentages with a sign, a word of direction before them, or a comparison behind them.
fn percent(line: &Line<'_>, figure: &Figure, found: &mut Candidate) {
    let sign = sign(line, figure);
    if sign.is_some() && found.score < 95 {
        found.predicate = Predicate::Growth;
        found.direction = sign;
        found.score = 90;
    }
    let way = before(line, figure);
    if way.is_some() && found.score >= 80 {
        found.direction = found.direction.or(way);
    } else if way.is_some() {
        found.predicate = Predicate::Growth;
        found.direction = way;
        found.score = 80;
    }
    // *ran two lines, 8 % more than before*: what stands behind a verb further off.
    if found.score < 70 && beside(line, figure).is_some() {
        *found = Candidate {
            predicate: Predicate::Growth,
            score: 80,
            ..frames::fallback(figure.kind)
        };
    }
}

/// *+3 %*, *-3 %*.
fn sign(line: &Line<'_>, figure: &Figure) -> Option<Direction> {
    let start = figure.tokens.start;
    // *3 + 5 %* is a sum.
    let sum = |i: usize| {
        let left = i.checked_sub(1).and_then(|l| line.tokens.get(l));
        i < start && left.is_some_and(|t| t.shape == Shape::Digits)
    };
    (start.saturating_sub(1)..start + 1).find_map(|i| match line.mark(i) {
        Some('+') if !sum(i) => Some(Direction::Up),
        Some('-' | '−')
            if line.tag_at(i) != Tag::Dash || i == start || line.before(i) == Tag::Open =>
        {
            Some(Direction::Down)
        }
        _ => None,
    })
}

/// *rising from X*, *from X to Y*: where a change begins has no direction of its own.
pub(crate) fn origin(line: &Line<'_>, figure: &Figure) -> bool {
    let light = |i: &usize| matches!(line.tag_at(*i), Tag::Date | Tag::Genitive | Tag::Determiner);
    let dated = (0..figure.extent.start).rev().take_while(light).count();
    let Some(from) = line.ending(figure.extent.start - dated, class::FROM) else {
        return false;
    };
    let next = line
        .figures
        .iter()
        .find(|f| f.tokens.start >= figure.tokens.end && f.kind == figure.kind);
    let level = figure.kind != Kind::Percent || !line.is(from.start as usize, class::OF);
    level
        && (next.is_some_and(|f| coordination::ranged(line, f))
            || !line.is(from.start as usize, class::OF))
}

/// *X, which was a tumble*: what a relative clause with a linking verb calls the figure before it.
fn called(line: &Line<'_>, figure: &Figure) -> Option<Direction> {
    let mut at = figure.tokens.end;
    if line.tag_at(at) == Tag::Comma {
        at += 1;
    }
    if line.tag_at(at) != Tag::Relative {
        return None;
    }
    let end = (at..line.tokens.len()).find(|i| line.tag_at(*i) != Tag::Relative)?;
    let Tag::Verb(group) = line.tag_at(end) else {
        return None;
    };
    let link = &line.groups[group];
    let phrase = phrases::starting(line, link.end);
    let noun = phrases::head(line, &phrase);
    let says = |class| noun.clone().any(|i| line.is(i, class));
    match (
        link.is(Role::Be),
        says(class::UPWARD),
        says(class::DOWNWARD),
    ) {
        (true, true, false) => Some(Direction::Up),
        (true, false, true) => Some(Direction::Down),
        _ => None,
    }
}

/// *brings the cost to X*: the way of the verb that takes the noun of the figure as its object.
pub(crate) fn carried(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Direction> {
    let Anchor::Noun(noun, _) = &found.anchor else {
        return None;
    };
    let from = line.ending(figure.extent.start, class::FROM).is_some();
    let reached = line.before(figure.extent.start) == Tag::Preposition && !from
        || coordination::ranged(line, figure);
    let mut end = noun.start.min(figure.extent.start);
    if end == figure.extent.start && line.before(end) == Tag::Preposition {
        end = line.start_of(end - 1);
    }
    let group = line.groups.iter().rposition(|g| g.end <= end)?;
    let light = |i| {
        matches!(
            line.tag_at(i),
            Tag::Determiner | Tag::Possessive | Tag::Word | Tag::Adverb
        )
    };
    if !reached || !(line.groups[group].end..end).all(light) {
        return None;
    }
    way(line, line.groups.get(group)?.verb, true)
}

/// The direction that a frame of a verb has; of those that link a noun, or of the others.
fn way(line: &Line<'_>, verb: usize, link: bool) -> Option<Direction> {
    let verb = line.language.pack.verbs.get(verb)?;
    let frames = verb.frames.iter().map(|f| usize::from(*f));
    frames
        .filter_map(|f| candidate::frame(line, f))
        .filter(|f| (f.subject == Subject::Link) == link)
        .find_map(|f| f.direction)
        .map(candidate::direction)
}

/// *up X*, *down X*: a word of direction right before the figure.
fn before(line: &Line<'_>, figure: &Figure) -> Option<Direction> {
    let by = line.ending(figure.extent.start, class::BY);
    let end = by.map_or(figure.extent.start, |n| n.start as usize);
    let at = end.checked_sub(1)?;
    // *made up 30 %*: the word belongs to a verb of another meaning.
    if let Tag::Verb(group) = line.before(at)
        && other(line, group)
    {
        return None;
    }
    match line.tag_at(at) {
        Tag::Word | Tag::Adverb if line.is(at, class::UPWARD) => Some(Direction::Up),
        Tag::Word | Tag::Adverb if line.is(at, class::DOWNWARD) => Some(Direction::Down),
        _ => None,
    }
}

/// Whether a verb has meanings of its own and none of them is a change.
fn other(line: &Line<'_>, group: usize) -> bool {
    let own = &line.groups[group];
    let verb = line.language.pack.verbs.get(own.verb);
    let frames = verb
        .into_iter()
        .flat_map(|v| &v.frames)
        .map(|f| usize::from(*f));
    let frames = frames.filter_map(|f| candidate::frame(line, f));
    let mut frames = frames.filter(|f| f.subject != Subject::Link).peekable();
    let meant = frames.peek().is_some() && !own.is(Role::Be);
    let change = |f: &claimsift_packs::Frame| {
        f.direction.is_some() || Predicate::from_name(&f.predicate) == Some(Predicate::Growth)
    };
    meant && !frames.any(change)
}

/// *X higher*, *X more*: a word of direction right behind the figure.
pub(crate) fn beside(line: &Line<'_>, figure: &Figure) -> Option<Direction> {
    let end = figure.tokens.end;
    let compared = |class| {
        let more = line.node(end, class).map(|n| n.end as usize);
        more.is_some_and(|e| figure.kind == Kind::Percent || line.is(e, class::THAT))
    };
    if compared(class::UPWARD) {
        return Some(Direction::Up);
    }
    compared(class::DOWNWARD).then_some(Direction::Down)
}

/// *1.48 euros, that is 2 cents more*: by how much the figure before is above or below another.
pub(crate) fn apart(line: &Line<'_>, before: &Figure, figure: &Figure) -> Option<Direction> {
    let between = before.tokens.end..figure.extent.start;
    let light = |i| {
        matches!(
            line.tag_at(i),
            Tag::Comma | Tag::Hedge | Tag::Open | Tag::Dash
        )
    };
    let equal = line.ending(figure.extent.start, class::EQUATES);
    let from = equal.map_or(between.end, |n| n.start as usize);
    let end = figure.tokens.end;
    let near = !between.is_empty() && (between.start..from).all(light);
    let says = |class| near && line.node(end, class).is_some();
    match (says(class::UPWARD), says(class::DOWNWARD)) {
        (true, false) => Some(Direction::Up),
        (false, true) => Some(Direction::Down),
        _ => None,
    }
}

/// Growth of a share or index is a change of its price: the subject is one, or a name while the talk is of a market.
pub(crate) fn market(
    around: Around<'_>,
    line: &Line<'_>,
    (figure, subject): (&Figure, &Range<usize>),
    found: &mut Candidate,
) {
    let money = figure.kind == Kind::Money;
    let at = line.before(figure.extent.start) == Tag::Preposition;
    let market = |line: &Line<'_>, i: usize| line.is(i, class::MARKET);
    let share = subject.clone().any(|i| market(line, i))
        || subjects::of_market(line, subject.start)
        || commodity(line, subject);
    // *the share lost 2 euros*, *gave up 3 % to 41 euros*: a share trades and earns nothing.
    let deal = matches!(
        found.predicate,
        Predicate::Acquisition
            | Predicate::Ownership
            | Predicate::Loss
            | Predicate::Profit
            | Predicate::Investment
    ) && matches!(found.anchor, Anchor::Verb(_));
    let level = found.predicate == Predicate::Other && money && found.frame.is_some()
        || deal && money && at;
    if found.predicate != Predicate::Growth && !level && !(deal && share) {
        return;
    }
    let person = (subject.start..subject.end)
        .filter_map(|i| line.names.at(line.base + i))
        .any(|s| line.names.is_person(s.name));
    let name = line.tag_at(subject.start) == Tag::Name
        && !person
        && !subject
            .clone()
            .any(|i| line.tag_at(i) != Tag::Name && line.is(i, class::FRAME_NOUN));
    let talk = || spoken_of(around, line.sentence);
    // *to extend its 11 percent increase*: nothing says of what.
    let plain = match &found.anchor {
        Anchor::Verb(_) => true,
        Anchor::Noun(noun, phrase) => {
            noun.end == phrase.end
                && !matches!(line.tag_at(phrase.end), Tag::Of | Tag::Preposition)
                && !line.head_first()
        }
        Anchor::Kind => false,
    };
    if share || (name && !level && plain && talk()) {
        // *climbed 2 dollars to 84 dollars*: by how much, then to what.
        let by = matches!(line.before(figure.extent.start), Tag::Verb(_));
        found.predicate = if level && !by {
            Predicate::Price
        } else {
            Predicate::PriceChange
        };
    }
}

/// *Gold fell 2 %*: a thing with a price of its own, and nothing more.
fn commodity(line: &Line<'_>, subject: &Range<usize>) -> bool {
    let led = line.tag_at(subject.start) == Tag::Determiner;
    let start = subject.start + usize::from(led);
    let node = line.node(start, class::COMMODITY);
    node.is_some_and(|n| n.end as usize == subject.end)
}

/// *climbed 2 dollars to 84 dollars*: what goes on from a change of price and is reached is a price.
pub(crate) fn reached(line: &Line<'_>, figure: &Figure, claim: &mut Claim) {
    let to = line.ending(figure.extent.start, class::TO).is_some();
    if claim.predicate == Predicate::PriceChange && figure.kind == Kind::Money && to {
        claim.predicate = Predicate::Price;
    }
}

/// Whether a sentence or one shortly before it, in the same block, speaks of a market.
fn spoken_of(around: Around<'_>, sentence: usize) -> bool {
    let all = around.tokens.sentences.get(..=sentence).unwrap_or_default();
    let block = all.last().map(|s| s.block);
    let near = all.iter().rev().take(LOOK_BACK + 1);
    near.filter(|s| Some(s.block) == block && s.classes.has(class::MARKET))
        .any(|s| {
            let mut tokens = s.tokens.clone();
            tokens.any(|at| around.tokens.hits.has(at, class::MARKET))
        })
}

/// *a*, *one*, *1*: what 500 of a unit cost together is no rate.
fn single(line: &Line<'_>, at: usize) -> bool {
    line.is(at, class::ONE) || line.slice(at) == "1"
}

/// *an X costs Y*: pairs of the cost and the figure in its subject that it is given for.
pub(crate) fn rates(line: &Line<'_>) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let unit = |f: &Figure| {
        let unit = matches!(f.kind, Kind::Power | Kind::Energy | Kind::Quantity);
        unit && single(line, f.tokens.start)
    };
    if !line.figures.iter().any(unit) {
        return all;
    }
    for (place, figure) in line
        .figures
        .iter()
        .enumerate()
        .filter(|(_, f)| f.kind == Kind::Money)
    {
        let found = frames::of(line, figure);
        let Anchor::Verb(group) = found.anchor else {
            continue;
        };
        if !matches!(found.predicate, Predicate::Cost | Predicate::Price) {
            continue;
        }
        let subject = subjects::of(line, group);
        let opens = subject.map(|s| s.start..s.start + 2);
        // *Building one gigawatt costs 50 billion*
        let start = line.groups[group].start;
        let built = |f: &Figure| {
            f.tokens.end == start && matches!(line.before(f.extent.start), Tag::Verb(_))
        };
        let own = |f: &Figure| {
            let opens = opens.as_ref().is_some_and(|o| o.contains(&f.tokens.start));
            unit(f) && (opens || built(f))
        };
        all.extend(line.figures.iter().position(own).map(|unit| (place, unit)));
    }
    all
}
