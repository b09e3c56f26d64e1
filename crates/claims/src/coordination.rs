//! Figures that share a verb: *respectively*, gapping, shared heads, *that is*.

use std::ops::Range;

use claimsift_model::Kind;
use claimsift_packs::{class, form};

use crate::candidate::Anchor;
use crate::line::{Figure, Line, Tag};
use crate::{phrases, verbal};

/// How far behind a figure the verb stands that it is the subject of.
const CLAUSE: usize = 8;

/// The figures that share parties with the one at `place`: the same kind, with no clause, bracket or heading between.
pub(crate) fn run(line: &Line<'_>, place: usize) -> Vec<usize> {
    let kind = line.figures[place].kind;
    let parts = |from: usize, to: usize| {
        let mut depth = 0_i32;
        (from..to).any(|i| {
            depth +=
                i32::from(line.tag_at(i) == Tag::Open) - i32::from(line.tag_at(i) == Tag::Close);
            matches!(line.tag_at(i), Tag::Semicolon | Tag::Subordinator)
                || depth == 0 && matches!(line.tag_at(i), Tag::Verb(g) if line.groups[g].finite)
        }) || depth != 0
    };
    let mut all: Vec<usize> = Vec::new();
    for (index, figure) in line.figures.iter().enumerate() {
        if figure.kind != kind {
            continue;
        }
        let last = all.last().map(|i| line.figures[*i].tokens.end);
        let parted = last.is_some_and(|end| parts(end, figure.extent.start.max(end)));
        if parted && all.contains(&place) {
            break;
        }
        if parted {
            all.clear();
        }
        all.push(index);
    }
    all
}

/// The parties of *A and B will invest 3 and 5 million respectively*: the one for the figure at `place`.
pub(crate) fn respective(
    line: &Line<'_>,
    subject: &Range<usize>,
    place: usize,
) -> Option<Range<usize>> {
    let marked = |i| line.is(i, class::RESPECTIVELY);
    if !line.holds(class::RESPECTIVELY) || !(0..line.tokens.len()).any(marked) {
        return None;
    }
    let (_, members) = phrases::members(line, subject);
    let run = run(line, place);
    let place = run.iter().position(|i| *i == place)?;
    (members.len() == run.len()).then(|| members[place].clone())
}

/// Whether a figure only goes on what the one before it said: nothing that governs stands between them.
pub(crate) fn continues(
    line: &Line<'_>,
    before: &Figure,
    figure: &Figure,
    anchor: &Anchor,
) -> bool {
    let between = before.tokens.end..figure.extent.start;
    let verb = between
        .clone()
        .any(|i| matches!(line.tag_at(i), Tag::Verb(g) if line.groups[g].finite));
    let own = match anchor {
        Anchor::Noun(noun, _) => between.contains(&noun.start) || noun.start >= figure.tokens.end,
        Anchor::Verb(group) => line.groups[*group].start >= before.tokens.end,
        Anchor::Kind => false,
    };
    let clause = between.clone().any(|i| match line.tag_at(i) {
        Tag::Relative => !line.is(i, class::PART_OF),
        Tag::Subordinator => governs(line, figure),
        _ => false,
    });
    // *85 staff in 12 countries*: behind a preposition, what is counted is something else.
    let listed = between
        .clone()
        .any(|i| matches!(line.tag_at(i), Tag::And | Tag::Comma));
    let other = figure.kind == Kind::Count
        && matches!(line.before(figure.extent.start), Tag::Preposition | Tag::Of)
        && (!listed
            || phrases::described(line, figure)
                .is_some_and(|g| line.groups[g].start >= before.tokens.end))
        && !ranged(line, figure);
    before.kind == figure.kind
        && !other
        && !verb
        && !own
        && !clause
        && before.tokens.end <= figure.extent.start
}

/// *from 170 to 200 million*: whether the figure is what a change from the one before it reaches.
pub(crate) fn ranged(line: &Line<'_>, figure: &Figure) -> bool {
    let before = line
        .figures
        .iter()
        .rfind(|f| f.tokens.end <= figure.extent.start);
    before.is_some_and(|f| {
        let between = f.tokens.end..figure.extent.start;
        let preposition = |i| line.tag_at(i) == Tag::Preposition;
        between.len() == 1
            && between.clone().all(preposition)
            && line.ending(f.extent.start, class::FROM).is_some()
    })
}

/// Whether a finite verb stands right behind what a figure measures.
fn governs(line: &Line<'_>, figure: &Figure) -> bool {
    let end = figure.tokens.end;
    let far = (end + CLAUSE).min(line.tokens.len());
    let within = |i: &usize| !matches!(line.tag_at(*i), Tag::Comma | Tag::And);
    (end..far)
        .take_while(within)
        .any(|i| matches!(line.tag_at(i), Tag::Verb(g) if line.groups[g].finite))
}

/// Whether the figure says the one before it again (*that is*), or converts it in brackets.
pub(crate) fn equates(line: &Line<'_>, figure: &Figure) -> bool {
    let at = figure.extent.start;
    line.ending(at, class::EQUATES).is_some()
}

/// *Nvidia by 1.9 %*, *Nvidia: 10 million*: the party right before a figure that no verb governs.
pub(crate) fn label(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let mut at = figure.extent.start;
    let bracket = |from: usize| (from..figure.extent.start).any(|i| line.tag_at(i) == Tag::Open);
    while at > 0
        && matches!(
            line.before(at),
            Tag::Of | Tag::Preposition | Tag::Colon | Tag::Hedge | Tag::Open | Tag::Genitive
        )
    {
        at -= 1;
    }
    let phrase = phrases::ending(line, at);
    let opened = phrase.start == 0
        || bracket(at)
        || matches!(
            line.before(phrase.start),
            Tag::Comma
                | Tag::And
                | Tag::Semicolon
                | Tag::Colon
                | Tag::Dash
                | Tag::Open
                | Tag::Relative
        );
    let timed = || {
        phrase
            .clone()
            .any(|i| line.is(i, class::PERIOD) || line.ranked(i))
    };
    let party = phrase.clone().any(|i| line.tag_at(i) == Tag::Name)
        || line.tag_at(phrase.start) == Tag::Determiner
        || unknown(line, &phrase)
        || bracket(at) && !timed() && !matches!(line.before(phrase.start), Tag::Verb(_));
    (!phrase.is_empty()
        && phrase.end == at
        && !phrases::contracted(line, phrase.start)
        && opened
        && party
        && !phrase
            .clone()
            .any(|i| matches!(line.tag_at(i), Tag::Figure(_))))
    .then(|| owner(line, phrase))
}

/// *A’s planned 3 billion purchase*: what is said of the figure is no part of its owner’s name.
fn owner(line: &Line<'_>, phrase: Range<usize>) -> Range<usize> {
    let mut tokens = phrase.clone();
    let Some(genitive) = tokens.find(|i| line.tag_at(*i) == Tag::Genitive) else {
        return phrase;
    };
    let participle = |i| verbal::features(line, i) & form::PARTICIPLE != 0;
    let said = |i: usize| line.tag_at(i) == Tag::Genitive || participle(i);
    match tokens.all(said) {
        true => phrase.start..genitive,
        false => phrase,
    }
}

/// *Norvia: 10 million*: a capital that no lexicon knows, at the head of a line and before its colon.
fn unknown(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    let capital = line
        .tokens
        .get(phrase.start)
        .is_some_and(claimsift_engine::Token::is_capital);
    let known = || line.is_known(phrase.start);
    phrase.start == 0 && line.tag_at(phrase.end) == Tag::Colon && capital && !known()
}

/// *45 million for B*, *61 in wind*: the party behind a preposition right after a figure that no verb governs.
pub(crate) fn trailing(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let at = figure.tokens.end;
    if line.tag_at(at) != Tag::Preposition {
        return None;
    }
    let start = (at..at + 4).find(|i| line.tag_at(*i) != Tag::Preposition)?;
    let phrase = phrases::starting(line, start);
    let ok = !phrase.is_empty()
        && !phrase
            .clone()
            .any(|i| matches!(line.tag_at(i), Tag::Figure(_)));
    ok.then_some(phrase)
}

/// *A: a plan of 46 billion*: the name that a heading begins with, before its colon.
pub(crate) fn headed(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let colon = (0..figure.extent.start).find(|i| line.tag_at(*i) == Tag::Colon)?;
    let phrase = phrases::ending(line, colon);
    let opens =
        phrase.start == 0 || matches!(line.before(phrase.start), Tag::Semicolon | Tag::Mark);
    (opens && !phrase.is_empty() && line.tag_at(phrase.start) == Tag::Name).then_some(phrase)
}
