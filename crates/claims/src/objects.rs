//! The other party or thing of a figure: behind the prepositions of its frame, or what it measures.

use std::ops::Range;

use claimsift_model::{Kind, Party, Predicate};
use claimsift_packs::{Frame, Kinds, Passive, Role, class};

use crate::candidate::{self, Anchor, Candidate};
use crate::filled::{self, Filled, filled, governor};
use crate::line::{Figure, Line, Tag};
use crate::{nouns, phrases, subjects};

/// Why a thing or those whom a share is of fill a slot.
pub(crate) const MEASURED: &str = "what the figure measures";

/// *X of new capacity*: the thing that the figure measures.
pub(crate) fn measured(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    let mut at = phrases::past_bracket(line, figure.tokens.end);
    if line.tag_at(at) == Tag::Quote && line.tag_at(at + 1) == Tag::Of {
        at += 1;
    }
    if matches!(line.tag_at(at), Tag::Adverb | Tag::Word) && line.tag_at(at + 1) == Tag::Of {
        at += 1;
    }
    let bare = !line.head_first() && line.is(at, class::IN) && line.tag_at(at + 1) == Tag::Word;
    if bare {
        let phrase = phrases::starting(line, at + 1);
        return filled(phrase, MEASURED);
    }
    if line.tag_at(at) != Tag::Of {
        return None;
    }
    filled(phrases::starting(line, line_end(line, at)), MEASURED)
}

fn line_end(line: &Line<'_>, at: usize) -> usize {
    (at..line.tokens.len())
        .find(|i| line.tag_at(*i) != Tag::Of)
        .unwrap_or(at)
}

/// The object that the frame of a figure asks for.
pub(crate) fn object(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let frame = found.frame.and_then(|f| candidate::frame(line, f))?;
    if let Anchor::Verb(group) = found.anchor
        && line.groups[group].passive
        && frame.passive == Passive::Agent
        && line.groups[group].end <= figure.extent.start
        && subjects::agent(line, group).is_some()
    {
        return subjects::of(line, group)
            .and_then(|s| filled(s, "grammatical subject of the passive"));
    }
    let direct = direct(line, figure, found);
    // *fined A X for failing to …*, *gave A X in aid*: whom it befalls is nearer than what for.
    let given = |o: &Filled| line.tag_at(o.tokens.start) == Tag::Name && !line.head_first();
    let fined = direct.clone().filter(|o| match found.predicate {
        Predicate::Fine => true,
        Predicate::Funding => given(o),
        _ => false,
    });
    fined
        .or_else(|| governed(line, figure, found, direct.as_ref()))
        .or(direct)
        .or_else(|| OTHERS.iter().find_map(|path| path(line, figure, found)))
        .and_then(|o| held(line, figure, found, o))
}

/// *10 % of the voting rights of A*: what is owned is A, not the rights.
fn held(line: &Line<'_>, figure: &Figure, found: &Candidate, object: Filled) -> Option<Filled> {
    let rights = found.predicate == Predicate::Ownership && line.head_first();
    let within = phrases::head(line, &object.tokens);
    let noun = nouns::noun_in(line, &object.tokens, within, figure.kind);
    let share = |frame: usize| {
        candidate::frame(line, frame)
            .is_some_and(|f| Predicate::from_name(&f.predicate) == Some(found.predicate))
    };
    let owner = noun
        .filter(|(_, frame)| rights && share(*frame))
        .map(|(noun, _)| phrases::owner(line, &object.tokens, noun.end - 1));
    match owner {
        Some(owner) if !owner.is_empty() => filled(owner, "owner of the noun"),
        _ => Some(object),
    }
}

/// A path to an object.
type Path = fn(&Line<'_>, &Figure, &Candidate) -> Option<Filled>;

/// The paths beside those of the frame, the likelier ones first.
const OTHERS: [Path; 4] = [traded, thing, paid_for, points];

/// All that may fill the slot, the likelier ones first.
pub(crate) fn candidates(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Vec<Filled> {
    let direct = direct(line, figure, found);
    let mut all = Vec::from_iter(governed(line, figure, found, direct.as_ref()));
    all.extend(direct);
    all.extend(OTHERS.iter().filter_map(|path| path(line, figure, found)));
    all
}

/// The phrase behind a preposition of the frame, on the side of the figure that suits what the frame was found on.
fn governed(
    line: &Line<'_>,
    figure: &Figure,
    found: &Candidate,
    direct: Option<&Filled>,
) -> Option<Filled> {
    let frame = found.frame.and_then(|f| candidate::frame(line, f))?;
    let from = match &found.anchor {
        Anchor::Verb(group) => line.groups[*group].end,
        Anchor::Noun(noun, _) => governor(line, figure)
            .map(|g| line.groups[g].end)
            .filter(|end| *end <= noun.start)
            .unwrap_or(noun.end),
        Anchor::Kind => return None,
    };
    let from = direct.map_or(from, |d| d.tokens.end);
    // What stands before another figure of the kind belongs to that one.
    let other = line.figures.iter().rfind(|f| {
        f.kind == figure.kind && f.tokens.start >= from && f.tokens.end <= figure.extent.start
    });
    // *X pour A et Y pour B*: so does what stands behind it, up to the conjunction.
    let parts = |i: &usize| matches!(line.tag_at(*i), Tag::And | Tag::Comma);
    let from = other.map_or(from, |f| {
        let end = f.tokens.end;
        (end..figure.extent.start).rev().find(parts).unwrap_or(end)
    });
    // *two workers are victims of falls*: behind the noun that the figure is linked to.
    let start = match &found.anchor {
        Anchor::Noun(noun, _) if noun.start >= figure.tokens.end => noun.end,
        _ => resumed(line, figure, found),
    };
    let behind = slot(line, frame, start..boundary(line, start));
    let before = slot(
        line,
        frame,
        from.min(figure.extent.start)..figure.extent.start,
    )
    .filter(|o| o.tokens.end <= figure.extent.start);
    let first = match found.anchor {
        _ if found.predicate == Predicate::Event => behind,
        Anchor::Noun(ref noun, _) if noun.end <= figure.extent.start => before.or(behind),
        _ => behind.or(before),
    };
    match (&found.anchor, &first) {
        (Anchor::Noun(noun, _), Some(object)) if object.tokens.contains(&noun.start) => filled(
            phrases::owner(line, &object.tokens, noun.end - 1),
            "owner of the noun",
        ),
        _ => first,
    }
}

/// *the purchase of A by B*: what changes hands.
fn traded(line: &Line<'_>, _: &Figure, found: &Candidate) -> Option<Filled> {
    let Anchor::Noun(noun, phrase) = &found.anchor else {
        return None;
    };
    let trade = found.predicate == Predicate::Acquisition;
    let owner = phrases::owner(line, phrase, noun.end.saturating_sub(1).max(noun.start));
    let genitive = line.tag_at(owner.end) == Tag::Genitive;
    let figure = |i| matches!(line.tag_at(i), Tag::Figure(_));
    (trade && !genitive && !owner.clone().any(figure))
        .then(|| filled(owner, "complement of the noun"))
        .flatten()
}

/// *0.2 points of GDP*: what the points are of.
fn points(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let change = figure.kind == Kind::Percent && found.predicate == Predicate::Growth;
    measured(line, figure).filter(|_| change)
}

/// *bought A for X*: the noun phrase right behind an active verb that moves money for a thing.
fn direct(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let group = match found.anchor {
        Anchor::Verb(group) => group,
        // *fined A an amount of X*: the verb says the same as the noun.
        Anchor::Noun(..) => governor(line, figure).filter(|g| says(line, *g, found.predicate))?,
        Anchor::Kind => return None,
    };
    let own = &line.groups[group];
    let said = own.is(Role::Estimate) || own.is(Role::Speech);
    let moves = matches!(
        found.predicate,
        Predicate::Acquisition
            | Predicate::Investment
            | Predicate::Fine
            | Predicate::Funding
            | Predicate::Cost
            | Predicate::Spending
            | Predicate::Growth
    );
    let itself = |o: &Filled| matches!(&found.anchor, Anchor::Noun(noun, _) if o.tokens.contains(&noun.start));
    undergone(line, group, figure).filter(|o| moves && !said && !own.passive && !itself(o))
}

/// Whether a verb has a frame with the predicate.
fn says(line: &Line<'_>, group: usize, predicate: Predicate) -> bool {
    let verb = line.language.pack.verbs.get(line.groups[group].verb);
    let frames = verb.into_iter().flat_map(|v| &v.frames);
    frames
        .filter_map(|f| candidate::frame(line, usize::from(*f)))
        .any(|f| Predicate::from_name(&f.predicate) == Some(predicate))
}

/// The direct object of a verb, between it and the figure.
pub(crate) fn undergone(line: &Line<'_>, group: usize, figure: &Figure) -> Option<Filled> {
    let own = &line.groups[group];
    if own.end >= figure.extent.start {
        return None;
    }
    let whole = phrases::starting(line, own.end);
    // *cut its costs by 3 %* where *by* is *of*: the figure is no part of the phrase.
    let mut end = whole.end.min(figure.extent.start);
    while end > whole.start && matches!(line.before(end), Tag::Of | Tag::Hedge | Tag::Adverb) {
        end -= 1;
    }
    let phrase = whole.start..end;
    let plain = phrase.clone().all(|i| {
        !matches!(line.tag_at(i), Tag::Figure(_) | Tag::Date | Tag::Pronoun) && !timed(line, i)
    });
    let led = matches!(
        line.tag_at(phrase.start),
        Tag::Name | Tag::Determiner | Tag::Possessive
    ) || !line.head_first()
        && line.tag_at(phrase.start) == Tag::Word
        && ![class::UPWARD, class::DOWNWARD]
            .iter()
            .any(|c| line.is(phrase.start, *c));
    let noun = |i| matches!(line.tag_at(i), Tag::Word | Tag::Name);
    let named = phrase.clone().any(noun);
    (plain
        && led
        && named
        && !hollow(line, &phrase)
        && !phrases::contracted(line, phrase.start)
        && phrase.end <= figure.extent.start)
        .then(|| filled(phrase, "direct object of the verb"))
        .flatten()
}

/// Where the clause of a figure goes on behind it: behind the comma and the verb where it stands between two commas; behind
/// the verb that it is the subject of.
fn resumed(line: &Line<'_>, figure: &Figure, found: &Candidate) -> usize {
    let end = figure.tokens.end;
    if let Anchor::Verb(group) = found.anchor
        && line.groups[group].start >= end
    {
        return line.groups[group].end;
    }
    if line.before(figure.extent.start) != Tag::Comma || line.tag_at(end) != Tag::Comma {
        return end;
    }
    match line.tag_at(end + 1) {
        Tag::Verb(g) => line.groups[g].end,
        _ => end,
    }
}

/// Whether a party can be an object: no pronoun that stands for nobody known, no word of a date.
pub(crate) fn stands(line: &Line<'_>, party: &Party) -> bool {
    let tokens = line.covered(party.span);
    // *à l’horizon 2035*: a word of the date behind it.
    let dated =
        line.tag_at(tokens.end) == Tag::Date && line.tag_at(tokens.start) == Tag::Determiner;
    if dated && !tokens.clone().any(|i| line.tag_at(i) == Tag::Name) {
        return false;
    }
    party.name.is_some() || !party.members.is_empty() || line.tag_at(tokens.start) != Tag::Pronoun
}

/// *spends X to acquire …*: money, then the infinitive of an aim.
fn aims(line: &Line<'_>, frame: &Frame, at: usize) -> bool {
    let money = frame.figure.meets(Kinds::MONEY);
    let behind = matches!(line.before(at), Tag::Figure(_));
    let to = line.node(at, class::TO);
    money
        && behind
        && !line.head_first()
        && to.is_some_and(|n| matches!(line.tag_at(n.end as usize), Tag::Verb(_)))
}

/// The object of the verbs that stand behind *to*.
fn infinitive(line: &Line<'_>, at: usize) -> Range<usize> {
    let mut end = at + 1;
    loop {
        match line.tag_at(end) {
            Tag::Verb(_) => end += 1,
            Tag::And if matches!(line.tag_at(end + 1), Tag::Verb(_)) => end += 1,
            Tag::And if line.tag_at(end + 2) == Tag::Determiner => end += 2,
            _ => break,
        }
    }
    let phrase = phrases::starting(line, end);
    let figure = phrase
        .clone()
        .any(|i| matches!(line.tag_at(i), Tag::Figure(_) | Tag::Date));
    if figure { end..end } else { phrase }
}

/// A period or an ordinal: *for the third year* names no party.
fn timed(line: &Line<'_>, at: usize) -> bool {
    line.is(at, class::PERIOD) || line.ranked(at)
}

/// *in the long run*: a bare noun behind a preposition that takes none as a party.
fn bare(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    let of = line.before(phrase.start) == Tag::Of;
    let named = phrase.clone().any(|i| {
        matches!(
            line.tag_at(i),
            Tag::Name | Tag::Determiner | Tag::Possessive | Tag::Of | Tag::Figure(_)
        )
    });
    let article = phrase
        .start
        .checked_sub(1)
        .is_some_and(|i| line.is(i, class::DETERMINER));
    let verbal = matches!(line.before(phrase.start), Tag::Verb(_));
    line.head_first() && !of && !named && !article && !verbal && phrase.len() < 3
}

/// *pays an average*, *at list prices*: a word for the amount itself.
fn hollow(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    let mut head = phrases::head(line, phrase);
    head.any(|i| line.is(i, class::HOLLOW))
}

/// The phrase behind the first preposition of the frame.
fn slot(line: &Line<'_>, frame: &Frame, within: Range<usize>) -> Option<Filled> {
    let aim = within.clone().next().filter(|at| aims(line, frame, *at));
    if let Some(phrase) = aim.map(|at| infinitive(line, at)).filter(|p| !p.is_empty()) {
        return filled(phrase, "what the money is to do");
    }
    if frame.object.is_empty() {
        return None;
    }
    let mut depth = 0_i32;
    for at in within {
        depth += i32::from(line.tag_at(at) == Tag::Open) - i32::from(line.before(at) == Tag::Close);
        let leads = matches!(
            line.tag_at(at),
            Tag::Preposition | Tag::Of | Tag::Determiner
        );
        if depth > 0 || !leads {
            continue;
        }
        let names = |n: &claimsift_engine::Node| {
            u16::try_from(n.value).is_ok_and(|v| frame.object.contains(&v))
        };
        let Some(node) = line
            .nodes(at, class::PREPOSITION)
            .filter(names)
            .max_by_key(|n| n.end)
        else {
            continue;
        };
        let longer = line
            .node(at, class::OTHER_PREPOSITION)
            .is_some_and(|n| n.end > node.end);
        if longer {
            continue;
        }
        let mut end = node.end as usize;
        let money = frame.figure.meets(Kinds::MONEY);
        if !money && matches!(line.tag_at(end), Tag::Verb(_)) {
            continue;
        }
        while matches!(line.tag_at(end), Tag::Verb(g) if !line.groups[g].finite)
            || (line.tag_at(end) == Tag::And && matches!(line.tag_at(end + 1), Tag::Verb(_)))
        {
            end += 1;
        }
        let verbal = matches!(line.before(end), Tag::Verb(_));
        while verbal && line.tag_at(end) == Tag::Preposition {
            end += 1;
        }
        let phrase = placed(line, phrases::starting(line, end));
        let figure = phrase.clone().any(|i| match line.tag_at(i) {
            Tag::Figure(f) => verbal || line.figures[f].counted.is_empty(),
            Tag::Date => true,
            _ => timed(line, i),
        });
        // *for an additional 4 billion*: the phrase goes on to a figure.
        let open = matches!(line.tag_at(phrase.end), Tag::Figure(_));
        let nothing = bare(line, &phrase) || hollow(line, &phrase);
        if !phrase.is_empty() && !figure && !open && !nothing {
            return filled(phrase, "phrase behind a preposition of the frame");
        }
    }
    None
}

/// *people in Iowa*: with the name of the place that follows.
fn placed(line: &Line<'_>, phrase: Range<usize>) -> Range<usize> {
    let named = line.is(phrase.end, class::IN) && line.tag_at(phrase.end + 1) == Tag::Name;
    if phrase.is_empty() || !named {
        return phrase;
    }
    phrase.start..phrases::starting(line, phrase.end + 1).end
}

/// What the money is, or what is installed: the noun that the figure measures.
fn thing(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Filled> {
    // *900 people on short time*
    let behind_count = matches!(&found.anchor, Anchor::Noun(noun, _)
        if noun.start >= figure.tokens.end && line.tag_at(noun.start - 1) != Tag::Dash
            && !figure.counted.contains(&noun.start));
    if found.predicate == Predicate::Jobs && figure.kind == Kind::Count && behind_count {
        let Anchor::Noun(_, phrase) = &found.anchor else {
            return None;
        };
        return filled(phrase.clone(), "the noun behind the count");
    }
    let fits = matches!(
        found.predicate,
        Predicate::Funding
            | Predicate::Investment
            | Predicate::Spending
            | Predicate::Capacity
            | Predicate::Acquisition
    );
    let behind = matches!(&found.anchor, Anchor::Noun(noun, phrase) if noun.start >= figure.tokens.end && !phrase.is_empty());
    if !fits {
        return None;
    }
    let built = matches!(
        found.predicate,
        Predicate::Investment | Predicate::Acquisition
    );
    if built && figure.kind == Kind::Count {
        return filled(filled::whole(figure), filled::COUNTED);
    }
    match &found.anchor {
        // *a 3 million investment*: what the noun does is no object of its own.
        Anchor::Noun(..) if behind && acts(line, found) => None,
        Anchor::Noun(_, phrase) if behind => {
            filled(phrase.clone(), "the noun that the figure measures")
        }
        _ => measured(line, figure),
    }
}

/// Whether a noun is what is done rather than what is given or built: its frame has verbs and objects of its own.
fn acts(line: &Line<'_>, found: &Candidate) -> bool {
    let given = matches!(found.predicate, Predicate::Funding | Predicate::Capacity);
    let frame = found.frame.and_then(|f| candidate::frame(line, f));
    !given && frame.is_some_and(|f| !f.object.is_empty())
}

/// *5 MW of new roofs, for a cost of X*: what the figure before measures is what the money is for.
fn paid_for(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let Anchor::Noun(noun, phrase) = &found.anchor else {
        return None;
    };
    let paid = matches!(found.predicate, Predicate::Cost | Predicate::Investment);
    let led = matches!(line.before(phrase.start.min(noun.start)), Tag::Preposition);
    if !paid || !led || noun.end > figure.extent.start {
        return None;
    }
    let before = line.figures.iter().rev().find(|f| {
        matches!(f.kind, Kind::Power | Kind::Energy | Kind::Quantity)
            && f.tokens.end <= phrase.start
    })?;
    measured(line, before)
}

/// Where the part of the sentence that a figure stands in ends.
fn boundary(line: &Line<'_>, from: usize) -> usize {
    let ends = |i: &usize| {
        matches!(
            line.tag_at(*i),
            Tag::Semicolon
                | Tag::Comma
                | Tag::Colon
                | Tag::Relative
                | Tag::Subordinator
                | Tag::According
                | Tag::Close
        ) || matches!(line.tag_at(*i), Tag::Verb(g) if line.groups[g].finite)
    };
    // A bracket that opens behind the figure is passed over; one that the figure stands in ends its part.
    let mut depth = 0_i32;
    (from..line.tokens.len())
        .find(|i| {
            depth += i32::from(line.tag_at(*i) == Tag::Open);
            let ends = ends(i) && depth == 0;
            depth -= i32::from(line.tag_at(*i) == Tag::Close && depth > 0);
            ends
        })
        .unwrap_or(line.tokens.len())
}
