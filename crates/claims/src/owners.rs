//! Of whom a noun with its figure speaks: its owner, the subject of its verb, or the noun itself.

use std::ops::Range;

use claimsift_model::{Kind, Predicate};
use claimsift_packs::{Role, Subject, class, form};

use crate::candidate::{Anchor, Candidate};
use crate::counted::takes;
use crate::filled::{COUNTED, Filled, actor, filled, governor, whole, whose_of};
use crate::line::{Figure, Line, Tag};
use crate::{control, phrases, subjects};

/// Why the noun itself is the subject.
const MEASURED: &str = "the noun that the figure measures";

/// The subject of a figure whose frame was found on a noun.
pub(crate) fn subject(
    line: &Line<'_>,
    figure: &Figure,
    found: &Candidate,
    kind: Subject,
) -> Option<Filled> {
    let Anchor::Noun(noun, phrase) = &found.anchor else {
        return None;
    };
    let aside = line.before(figure.extent.start) == Tag::Open && noun.end <= figure.extent.start;
    if aside && kind == Subject::Thing {
        return filled(phrase.clone(), "the noun before the bracket");
    }
    let own = Noun {
        line,
        figure,
        noun,
        phrase,
        kind,
        event: found.predicate == Predicate::Event,
        trade: found.predicate == Predicate::Acquisition,
        goods: matches!(
            found.predicate,
            Predicate::Supply | Predicate::Production | Predicate::Consumption
        ),
        verb: above(line, governor(line, figure), noun),
        owner: phrases::owner(line, phrase, noun.end.saturating_sub(1).max(noun.start)),
    };
    if (phrase.start..noun.start).any(|i| line.tag_at(i) == Tag::Possessive) {
        return own.possessed();
    }
    if let Some(antecedent) = whose_of(line, phrase) {
        return filled(antecedent, "antecedent of the relative");
    }
    if noun.start >= figure.tokens.end
        && let Some(possessor) = possessor(line, figure)
    {
        return filled(possessor, "possessor before the figure");
    }
    let measure = kind == Subject::Thing
        || matches!(
            found.predicate,
            Predicate::Revenue | Predicate::Valuation | Predicate::Budget | Predicate::Debt
        );
    if let Some(bearer) = bearer(line, noun, phrase).filter(|_| measure) {
        return filled(bearer, "what the noun belongs to");
    }
    own.acting().unwrap_or_else(|| own.owned())
}

/// *fined amounts going from X to Y*: a gerund behind the noun only describes it; the verb before it governs.
fn above(line: &Line<'_>, verb: Option<usize>, noun: &Range<usize>) -> Option<usize> {
    let own = line.groups.get(verb?)?;
    let describes = !own.finite && own.first & form::GERUND != 0 && own.start >= noun.end;
    if !describes || !line.head_first() {
        return verb;
    }
    line.groups
        .iter()
        .rposition(|g| g.finite && g.end <= noun.start)
        .or(verb)
}

/// A noun with its figure.
struct Noun<'l, 'a> {
    line: &'l Line<'a>,
    figure: &'l Figure,
    noun: &'l Range<usize>,
    phrase: &'l Range<usize>,
    kind: Subject,
    event: bool,
    /// What changes hands is no owner of the noun.
    trade: bool,
    /// What is sold, made or used is no owner of the noun.
    goods: bool,
    /// The verb that it depends on.
    verb: Option<usize>,
    /// Its complement by *of*, or the possessor before it.
    owner: Range<usize>,
}

impl Noun<'_, '_> {
    /// Whether the noun stands in the subject of a group.
    fn heads(&self, group: usize) -> bool {
        subjects::of(self.line, group)
            .is_some_and(|s| s.start <= self.noun.start && self.noun.end <= s.end)
    }

    fn actor(&self) -> Option<Filled> {
        actor(self.line, self.verb?, self.figure)
    }

    /// *its valuation*: who acts, unless it is the noun; for want of a subject the possessive alone.
    fn possessed(&self) -> Option<Filled> {
        let line = self.line;
        let free = |g: usize| (!self.heads(g)).then_some(g);
        let above = |g: usize| free(control::controller(line, g)?);
        let acting = self.verb.and_then(|g| free(g).or_else(|| above(g)));
        let other = acting.and_then(|g| actor(line, g, self.figure));
        other.or_else(|| {
            let possessive = |i: &usize| line.tag_at(*i) == Tag::Possessive;
            let at = (self.phrase.start..self.noun.start).find(possessive)?;
            filled(at..at + 1, "possessive before the noun")
        })
    }

    /// *receives X of aid*: the noun behind its figure has no owner of its own. `None` to look on.
    fn acting(&self) -> Option<Option<Filled>> {
        // *brings to X the debt of A*: the noun has an article and an owner of its own.
        let shifted = self.noun.start >= self.figure.tokens.end
            && matches!(
                self.line.tag_at(self.figure.tokens.end),
                Tag::Determiner | Tag::Possessive
            );
        if self.noun.start < self.figure.tokens.end || shifted {
            return None;
        }
        let receiver = || {
            filled(
                beneficiary(self.line, self.figure.tokens.end)?,
                "whom the figure is given for",
            )
        };
        let acting = self.actor().or_else(receiver);
        (acting.is_some() || self.kind == Subject::Thing).then_some(acting)
    }

    fn is_owned(&self) -> bool {
        let figure = |i| matches!(self.line.tag_at(i), Tag::Figure(_));
        // *122 hunting accidents*: what is counted is no owner's.
        let counted = self.event && self.figure.counted.contains(&self.noun.start);
        let name = |i| self.line.tag_at(i) == Tag::Name;
        let goods = self.goods && !self.owner.clone().any(name);
        !self.owner.is_empty() && !counted && !goods && !self.owner.clone().any(figure)
    }

    /// Whether the owner is somebody: a name, or a noun with its article.
    fn is_named(&self) -> bool {
        let party = |i| {
            matches!(
                self.line.tag_at(i),
                Tag::Name | Tag::Determiner | Tag::Possessive
            )
        };
        // *les 300 salariés du groupe*: the article is in the preposition.
        let of = self.owner.start.checked_sub(1);
        let near = |i: usize| {
            let plain = |t| matches!(self.line.tag_at(t), Tag::Word | Tag::Adverb);
            self.noun.end <= i && (self.noun.end..i).all(plain)
        };
        let article = of.is_some_and(|i| {
            let contracted = self.line.tag_at(i) == Tag::Of && self.line.is(i, class::DETERMINER);
            contracted && near(i)
        });
        article
            || self.owner.clone().any(party)
            || self.phrase.start < self.noun.start && self.owner.start == self.phrase.start
    }

    /// *Cost of the works: X*.
    fn is_heading(&self) -> bool {
        let verbal = |i| matches!(self.line.tag_at(i), Tag::Verb(_));
        self.line.tag_at(self.phrase.end) == Tag::Colon && !self.phrase.clone().any(verbal)
    }

    /// *the investment was made by A*.
    fn agent(&self) -> Option<Range<usize>> {
        let counted = self.figure.counted.contains(&self.noun.start);
        let verb = self
            .verb
            .filter(|g| self.line.groups[*g].passive && !counted)?;
        subjects::agent(self.line, verb).filter(|_| self.kind == Subject::Actor)
    }

    /// *a plan of X of A*: the owner behind the figure of a noun before it.
    fn owner_behind(&self) -> Option<Filled> {
        let end = self.figure.tokens.end;
        let (line, of) = (self.line, self.line.tag_at(end) == Tag::Of);
        let next = (end..end + 3).find(|i| line.tag_at(*i) != Tag::Of)?;
        let contracted = line.is(end, class::DETERMINER) && line.head_first();
        let led = contracted
            || next > end + 1
            || matches!(
                line.tag_at(next),
                Tag::Name | Tag::Determiner | Tag::Possessive
            );
        let phrase = phrases::starting(line, next);
        let acts = self.kind == Subject::Actor
            && self.figure.kind == Kind::Money
            && self.noun.end <= self.figure.extent.start;
        let timed = |i| line.is(i, class::PERIOD) || matches!(line.tag_at(i), Tag::Figure(_));
        (of && led && acts && !phrase.clone().any(timed))
            .then(|| filled(phrase, "owner behind the figure"))
            .flatten()
    }

    /// *revenue at A rose to X*: at whose place it was made.
    fn owner_at(&self) -> Option<Range<usize>> {
        let (line, at) = (self.line, self.phrase.end);
        let acts = self.kind == Subject::Actor && line.is(at, class::OWNER_AT);
        let phrase = phrases::starting(line, at + 1);
        let led = matches!(
            line.tag_at(phrase.start),
            Tag::Name | Tag::Determiner | Tag::Possessive
        );
        (acts && led && self.noun.end == at).then_some(phrase)
    }

    /// *the last toll lists 40 dead*, *with 40 dead, the storm goes on*: a sum is nobody, and what takes no count did not do it;
    /// it happens to those counted. A country has its dead.
    fn tolled(&self) -> bool {
        let line = self.line;
        let counted = self.figure.counted.contains(&self.noun.start);
        // *Killed 4 people and 22 animals*: the second goes on from the first.
        let goes_on = matches!(line.before(self.figure.extent.start), Tag::And | Tag::Comma);
        let direct = |g| {
            let mut figures = line.figures.iter();
            let before = |f: &Figure| goes_on && f.tokens.end <= self.figure.extent.start;
            takes(line, g, self.figure) || figures.any(|f| before(f) && takes(line, g, f))
        };
        let taken = self.verb.is_some_and(direct);
        let nobody = |own: Filled| {
            let named = own.tokens.clone().any(|i| line.tag_at(i) == Tag::Name);
            let mut head = phrases::head(line, &own.tokens);
            let pronoun = line.tag_at(own.tokens.start) == Tag::Pronoun;
            head.any(|i| line.is(i, class::HOLLOW)) || !(taken || named || pronoun)
        };
        self.event && counted && self.actor().is_some_and(nobody)
    }

    /// *A forecasts revenue of X*: a firm foresees its own figures, people those of others.
    fn foresees(&self, actor: &Filled) -> bool {
        let line = self.line;
        let mut names = actor
            .tokens
            .clone()
            .filter_map(|i| line.names.at(line.base + i));
        let firm = names.next().is_some_and(|s| !line.names.is_person(s.name));
        firm && self.kind == Subject::Actor
            && !actor.tokens.clone().any(|i| line.is(i, class::VOICE))
    }

    /// *a purchase by A*: who does what the noun names.
    fn by(&self) -> Option<Filled> {
        let from = self.noun.end;
        let open = |i: &usize| match self.line.tag_at(*i) {
            Tag::Comma | Tag::Semicolon | Tag::Colon | Tag::Relative | Tag::Subordinator => false,
            Tag::Verb(g) => {
                let own = &self.line.groups[g];
                let said = own.is(Role::Estimate) || own.is(Role::Speech);
                !own.finite && !said
            }
            _ => true,
        };
        let mut near = (from..self.line.tokens.len()).take_while(open);
        let by = near.find(|i| self.line.is(*i, class::BY))?;
        let phrase = phrases::starting(self.line, by + 1);
        let party = matches!(
            self.line.tag_at(phrase.start),
            Tag::Name | Tag::Determiner | Tag::Possessive
        );
        let timed = |i| self.line.is(i, class::PERIOD);
        let acts = self.kind == Subject::Actor && !self.event && party;
        (acts && !phrase.clone().any(timed))
            .then(|| filled(phrase, "agent of the noun"))
            .flatten()
    }

    /// The owner, the noun itself as the subject of its verb, or who acts.
    fn owned(&self) -> Option<Filled> {
        let heads = self.verb.is_some_and(|g| self.heads(g));
        let (owned, named) = (self.is_owned(), self.is_named());
        if self.trade || !(owned && named) {
            let genitive = self.line.tag_at(self.owner.end) == Tag::Genitive;
            let by = if genitive { None } else { self.by() };
            let by = by.or_else(|| self.owner_behind());
            if by.is_some() {
                return by;
            }
            // *the purchase of A*: A is what is bought; who buys is the subject of the verb.
            let other = || self.actor().filter(|_| !heads);
            if self.trade && owned && !genitive {
                return other().or_else(|| filled(self.owner.clone(), "owner of the noun"));
            }
        }
        let agent = self.agent().filter(|_| heads && !(owned && named));
        if let Some(agent) = agent {
            return filled(agent, "agent of the passive");
        }
        let thing = heads && self.kind == Subject::Thing;
        if !thing && owned && (named || heads || self.is_heading()) {
            return filled(self.owner.clone(), "owner of the noun");
        }
        if let Some(owner) = self.owner_at().filter(|_| heads && !owned) {
            return filled(owner, "owner of the noun");
        }
        if heads {
            return filled(self.phrase.clone(), MEASURED);
        }
        if let Some(whom) = beneficiary(self.line, self.noun.end.max(self.figure.tokens.end)) {
            return filled(whom, "whom the figure is given for");
        }
        if self.tolled() {
            return filled(whole(self.figure), COUNTED);
        }
        let estimate = self.line.groups[self.verb?].is(Role::Estimate);
        let rate = self.kind == Subject::Thing
            && self.figure.kind == Kind::Percent
            && self.noun.end <= self.figure.extent.start;
        let own = || self.actor().filter(|a| self.foresees(a));
        if let Some(own) = own().filter(|_| estimate) {
            return Some(own);
        }
        if estimate || rate {
            return filled(self.phrase.clone(), MEASURED);
        }
        self.actor()
    }
}

/// *A’s planned X purchase of B*: the possessor before a figure, with at most two words between.
pub(crate) fn possessor(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let mut at = figure.extent.start;
    let end = at.saturating_sub(2);
    while at > end && line.before(at) == Tag::Word {
        at -= 1;
    }
    if line.before(at) != Tag::Genitive {
        return None;
    }
    let phrase = phrases::ending(line, line.start_of(at - 1));
    let timed = |i| line.is(i, class::PERIOD) || line.tag_at(i) == Tag::Date;
    (!phrase.is_empty() && !phrase.clone().any(timed)).then_some(phrase)
}

/// *a plant of a capacity of X*, *two tonnes of tea, of a value of X*: what stands before the noun and its article.
fn bearer(line: &Line<'_>, noun: &Range<usize>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let article = noun
        .start
        .checked_sub(1)
        .filter(|i| line.is(*i, class::ONE))?;
    let of = article
        .checked_sub(1)
        .filter(|i| line.tag_at(*i) == Tag::Of)?;
    let of = line.start_of(of);
    if line.before(of) == Tag::Comma {
        return Some(apposed(line, of - 1)).filter(|b| !b.is_empty());
    }
    let bearer = phrase.start..of.max(phrase.start);
    let noun = bearer.clone().any(|i| line.is(i, class::FRAME_NOUN));
    (!bearer.is_empty() && !noun).then_some(bearer)
}

/// *two reactors on the coast, of a capacity of X*: the noun phrase before a comma, with what prepositions join to it.
fn apposed(line: &Line<'_>, end: usize) -> Range<usize> {
    const JOINED: usize = 2;
    let mut start = phrases::ending(line, end).start;
    for _ in 0..JOINED {
        let joined = line.before(start) == Tag::Preposition;
        let Some(preposition) = start.checked_sub(1).filter(|_| joined) else {
            break;
        };
        let before = phrases::ending(line, line.start_of(preposition));
        if before.is_empty() {
            break;
        }
        start = before.start;
    }
    start..end
}

/// *X of losses for A*: the name behind a preposition right after figure and noun.
fn beneficiary(line: &Line<'_>, end: usize) -> Option<Range<usize>> {
    let mut at = end;
    let passed = |at: usize| match line.tag_at(at) {
        Tag::Word | Tag::Of | Tag::Determiner => true,
        Tag::Verb(g) => line.groups[g].passive && !line.groups[g].finite,
        _ => false,
    };
    while passed(at) && at < end + 6 {
        at += 1;
    }
    if line.tag_at(at) != Tag::Preposition {
        return None;
    }
    let next = (at..at + 3).find(|i| line.tag_at(*i) != Tag::Preposition)?;
    let phrase = phrases::starting(line, next);
    let acted = |g: usize| {
        let own = &line.groups[g];
        own.end <= end && (own.finite || control::announced(line, g).is_some())
    };
    let led = (0..line.groups.len()).any(acted);
    (line.tag_at(phrase.start) == Tag::Name && !led).then_some(phrase)
}
