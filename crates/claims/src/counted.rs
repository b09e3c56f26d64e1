//! Figures that stand for the things they count: no frame, or one that befalls what is counted.

use std::ops::Range;

use claimsift_model::{Kind, Predicate};
use claimsift_packs::{Role, class};

use crate::candidate::{Anchor, Candidate};
use crate::filled::{COUNTED, Filled, actor, filled, governor, whole};
use crate::line::{Figure, Line, Tag};
use crate::{objects, phrases, subjects};

/// The subject of a figure without a frame: the actor whose verb takes it right away, else the things counted.
pub(crate) fn counter(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    let group = governor(line, figure);
    let own = group.and_then(|g| actor(line, g, figure));
    let direct = group.is_some_and(|g| takes(line, g, figure));
    let taken = direct && own.is_some();
    if figure.kind != Kind::Count || figure.counted.is_empty() || taken {
        return own;
    }
    let whole = whole(figure);
    // *86 % of the 50,000 schools*: the share is another figure.
    let share = |o: &Filled| {
        let first = matches!(line.tag_at(o.tokens.start), Tag::Figure(_));
        first && o.tokens.start < whole.start
    };
    own.filter(|o| o.tokens.start <= whole.start && whole.end <= o.tokens.end && !share(o))
        .or_else(|| filled(whole, COUNTED))
}

/// Whether a verb takes a figure right away; what it says in a clause of its own, it does not take.
pub(crate) fn takes(line: &Line<'_>, group: usize, figure: &Figure) -> bool {
    let end = line.groups[group].end;
    // *accounts for X of*
    let end = end + usize::from(line.tag_at(end) == Tag::Preposition);
    let between = |i: usize| light(line, i) && !line.is(i, class::THAT);
    end <= figure.extent.start && (end..figure.extent.start).all(between)
}

/// *A leads with 65 % of favourable views*: a name before its verb has the share; but *opened a park with 40 % of lawns*: whether
/// an object stands between.
fn has_object(line: &Line<'_>, verb: usize, with: usize) -> bool {
    let led = |i: usize| {
        matches!(
            line.tag_at(i),
            Tag::Determiner | Tag::Possessive | Tag::Name
        )
    };
    let behind = |i: usize| matches!(line.before(i), Tag::Preposition | Tag::Of);
    (verb..with).any(|i| led(i) && !behind(i))
}

/// *30 % of the bats were*: what a share is of, unless a verb takes the share right away.
pub(crate) fn shared(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    let share = matches!(figure.kind, Kind::Percent | Kind::Ratio);
    let group = governor(line, figure);
    let having = line.ending(figure.extent.start, class::HAVING);
    let named = |own: &Filled| own.tokens.clone().any(|i| line.tag_at(i) == Tag::Name);
    let has = |with: usize| {
        let group = group.filter(|g| !has_object(line, line.groups[*g].end, with))?;
        actor(line, group, figure).filter(named)
    };
    let own = having.filter(|_| share).and_then(|n| has(n.start as usize));
    if own.is_some() {
        return own;
    }
    let direct = group.is_some_and(|g| takes(line, g, figure));
    objects::measured(line, figure).filter(|_| share && !direct)
}

/// *an abatement of 71 %*: the noun phrase that a share completes.
pub(crate) fn rated(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    let of = line.before(figure.extent.start) == Tag::Of && figure.kind != Kind::Count;
    let end = figure.extent.start.checked_sub(1).filter(|_| of)?;
    let phrase = phrases::ending(line, line.start_of(end));
    // *gets a cheque of X*: who acts is the subject.
    let object = matches!(line.before(phrase.start), Tag::Verb(_));
    let timed = phrase.clone().any(|i| line.is(i, class::PERIOD));
    let led = matches!(
        line.tag_at(phrase.start),
        Tag::Determiner | Tag::Possessive | Tag::Name
    );
    if figure.kind != Kind::Percent && (object || timed || !led) {
        return None;
    }
    // *is higher by 12 %*: no noun, but what a verb says of its subject.
    let predicative = match line.before(phrase.start) {
        Tag::Verb(g) => phrase.len() == 1 && line.groups[g].is(Role::Be),
        _ => false,
    };
    if predicative || phrase.clone().any(|i| line.is(i, class::HOLLOW)) {
        return None;
    }
    let last = phrase
        .clone()
        .rev()
        .find(|i| matches!(line.tag_at(*i), Tag::Figure(_)));
    filled(
        last.map_or(phrase.start, |i| i + 1)..phrase.end,
        "the noun that the share completes",
    )
}

/// *Egypt, a country of 100 million people*, *a town of 30,000*: whom a count behind *of* describes.
pub(crate) fn apposed(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    let of = figure.kind == Kind::Count && line.before(figure.extent.start) == Tag::Of;
    let end = figure.extent.start.checked_sub(1).filter(|_| of)?;
    let noun = phrases::ending(line, line.start_of(end));
    let bare = !line.is(end, class::DETERMINER);
    // *le départ de 30 personnes*: who does what the noun with its article names is those counted.
    let definite = line.head_first() && line.is(noun.start, class::THE);
    if noun.is_empty() || !bare || definite || noun.clone().any(|i| line.is(i, class::HOLLOW)) {
        return None;
    }
    let comma = line.before(noun.start) == Tag::Comma;
    let before = noun.start.checked_sub(1).filter(|_| comma);
    let name = before
        .map(|end| phrases::ending(line, end))
        .filter(|p| !p.clone().any(|i| line.tag_at(i) == Tag::Of))
        .filter(|p| p.start == 0 || p.clone().any(|i| line.tag_at(i) == Tag::Name))
        .filter(|p| {
            line.tokens
                .get(p.start)
                .is_some_and(|t| t.is_capital() || p.start > 0)
        });
    let led = matches!(
        line.tag_at(noun.start),
        Tag::Determiner | Tag::Possessive | Tag::Name
    );
    filled(
        name.or(Some(noun).filter(|_| led))?,
        "the noun that the count describes",
    )
}

/// *photographs with a value of 3 million*: the noun phrase before the words of several that link it to an amount.
pub(crate) fn valued(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    let link = line.ending(figure.extent.start, class::LINK)?;
    let (start, end) = (link.start as usize, link.end as usize);
    let long = end > start + 2 && line.is(start, class::OF);
    let comma = line.before(start) == Tag::Comma;
    let noun = phrases::ending(line, start - usize::from(comma));
    // *cocaine worth 70 million*: where nouns come last, an adjective behind its noun.
    let near = !line.head_first() && start + 1 == end && !line.is(start, class::OF);
    filled(noun, "the noun that the amount is said of").filter(|_| long || near)
}

/// *for a $600 million stadium*, *the 1,200-megawatt plant*: the noun that an amount or a power stands before.
pub(crate) fn attributed(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    let article = phrases::attributive(line, figure)?;
    // *won a $5 million prize*: who wins is the subject.
    let free = match figure.kind {
        Kind::Money => matches!(line.before(article), Tag::Preposition | Tag::Of),
        kind => kind == Kind::Power,
    };
    let noun = phrases::starting(line, figure.tokens.end);
    filled(noun, "the noun that the figure stands before").filter(|_| free)
}

/// *where 300 people work*, *(15 guests and 30 tourists)*, *including 30 children*: things counted that stand behind a
/// relative and its verb, or in an aside behind the verb that would take them, are nobody's.
pub(crate) fn inverted(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let count = figure.kind == Kind::Count && !figure.counted.is_empty();
    let group = match found.anchor {
        Anchor::Verb(group) => Some(group),
        _ => governor(line, figure),
    };
    let own = line.groups.get(group.filter(|_| count)?)?;
    let behind = own.end <= figure.extent.start;
    let near = (own.end..figure.extent.start).all(|i| light(line, i));
    // *pour lesquels*, *où*: no subject of the verb.
    let relative = own
        .start
        .checked_sub(1)
        .filter(|i| line.is(*i, class::RELATIVE));
    let oblique = relative.is_some_and(|i| match line.tag_at(i) {
        Tag::Subordinator => true,
        Tag::Relative => line.before(line.start_of(i)) == Tag::Preposition,
        _ => false,
    });
    let depth: i32 = (own.end..figure.extent.start)
        .map(|i| i32::from(line.tag_at(i) == Tag::Open) - i32::from(line.tag_at(i) == Tag::Close))
        .sum();
    // *the minister announced 15 deaths*: a person reports them.
    let told = || {
        let subject = subjects::of(line, group?)?;
        let mut names = subject.filter_map(|i| line.names.at(line.base + i));
        names.find(|s| line.names.is_person(s.name))
    };
    let told = found.predicate == Predicate::Event && own.is(Role::Speech) && told().is_some();
    let part = part(line, figure);
    (behind && (near && oblique && line.head_first() || depth > 0 || part || told))
        .then(|| filled(whole(figure), COUNTED))
        .flatten()
}

/// *including 30 children*: whether a count is part of those before.
pub(crate) fn part(line: &Line<'_>, figure: &Figure) -> bool {
    let part = line.ending(figure.extent.start, class::PART_OF);
    figure.kind == Kind::Count && part.is_some_and(|n| !line.is(n.start as usize, class::OF))
}

/// *the death of 12 people*: what the noun names happens to those counted.
pub(crate) fn befalls(
    line: &Line<'_>,
    figure: &Figure,
    found: &Candidate,
    noun: &Range<usize>,
) -> bool {
    found.predicate == Predicate::Event
        && figure.kind == Kind::Count
        && noun.end <= figure.extent.start
        && line.before(figure.extent.start) == Tag::Of
}

/// What may stand between a verb and the figure that is its object.
fn light(line: &Line<'_>, at: usize) -> bool {
    matches!(
        line.tag_at(at),
        Tag::Hedge | Tag::Adverb | Tag::Determiner | Tag::Of | Tag::Negation | Tag::Date
    )
}
