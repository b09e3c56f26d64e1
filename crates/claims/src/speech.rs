//! Who says it: *according to X*, *X said that*, tags behind a quotation, quotations over several sentences.

use std::ops::Range;

use claimsift_model::Party;
use claimsift_packs::{Role, Roles, class, form};

use crate::filled::{Filled, filled};
use crate::line::{Around, Figure, Line, Room, Tag};
use crate::{party, phrases, subjects};

/// The speaker of a figure, within its sentence.
pub(crate) fn within(line: &Line<'_>, at: &Range<usize>) -> Option<Filled> {
    tag(line, at)
        .or_else(|| complement(line, at))
        .or_else(|| according(line, at))
        .or_else(|| claimed(line, at))
}

fn says(line: &Line<'_>, group: usize) -> bool {
    let own = &line.groups[group];
    if !own.has(SAYING) && !own.is(Role::Exclaim) {
        return false;
    }
    // *The fall explains itself by …* says nothing.
    if line.ending(own.start, class::REFLEXIVE).is_some() {
        return own.is(Role::Exclaim);
    }
    own.has(SAYING)
}

/// Verbs behind which stands what somebody says.
const SAYING: Roles = Roles::of(&[Role::Speech, Role::Estimate, Role::Assert, Role::Hearsay]);

/// *…, said X*; *…, X said*; *… a déclaré X*.
fn tag(line: &Line<'_>, figure: &Range<usize>) -> Option<Filled> {
    for group in 0..line.groups.len() {
        let own = &line.groups[group];
        let behind_figure = own.start >= figure.end;
        let denies = behind_figure && own.is(Role::Deny);
        let says = !own.passive && (says(line, group) || denies);
        if !own.finite || !says && !(behind_figure && line.quotes) {
            continue;
        }
        // *…, se réjouit X*: the verb begins with its pronoun.
        let reflexive = line.ending(own.start, class::REFLEXIVE);
        let from = reflexive.map_or(own.start, |n| n.start as usize);
        if behind_figure
            && behind_quote(line, from)
            && let Some(name) = behind(line, group).filter(|s| named(line, s))
        {
            return filled(name, "name behind a quotation and a verb");
        }
        if !says {
            continue;
        }
        let inverted = matches!(line.before(from), Tag::Comma | Tag::Quote | Tag::Mark) && from > 0;
        if own.start >= figure.end
            && let Some(subject) = apposed(line, from)
        {
            return filled(subject, "name with an apposition before a verb of saying");
        }
        if inverted
            && !name_between(line, from)
            && own.start >= figure.end
            && let Some(subject) = behind(line, group)
                .filter(|s| !acts(line, s, own.end) && (!denies || speaks(line, s)))
        {
            return filled(subject, "subject behind a verb of saying");
        }
        let Some(subject) = subjects::of(line, group).filter(|s| !nobody(line, s)) else {
            continue;
        };
        let opened = matches!(line.before(subject.start), Tag::Comma | Tag::Quote)
            && subject.end <= own.start;
        let (whole, _) = phrases::members(line, &subject);
        let opened = opened
            || (matches!(line.before(whole.start), Tag::Comma | Tag::Quote)
                && whole.end <= own.start);
        if opened
            && (closes(line, own.end) || closes(line, addressee(line, own.end)))
            && (subject.start >= figure.end || own.end <= figure.start)
            && subject.start > 0
        {
            let far = own.end <= figure.start
                && !(0..subject.start).any(|i| matches!(line.tag_at(i), Tag::Verb(_)));
            if !far {
                return filled(subject, "subject of a verb of saying beside what is said");
            }
        }
    }
    None
}

/// *its chief, A, told*: the comma before the verb closes a name in apposition, so the subject stands before it.
fn name_between(line: &Line<'_>, verb: usize) -> bool {
    let Some(comma) = verb
        .checked_sub(1)
        .filter(|c| line.tag_at(*c) == Tag::Comma)
    else {
        return false;
    };
    let name = phrases::ending(line, comma);
    let plain = !name.is_empty() && name.clone().all(|i| line.tag_at(i) == Tag::Name);
    plain && !line.head_first() && line.before(name.start) == Tag::Comma
}

/// *On estime que …*; *…, niveau qui n’assure pas que*: where nouns have articles, a bare one inside a sentence speaks for nobody.
fn nobody(line: &Line<'_>, subject: &Range<usize>) -> bool {
    if line.is(subject.start, class::ANYONE) {
        return true;
    }
    let first = line.tokens.get(subject.start);
    let capital = first.is_some_and(claimsift_engine::Token::is_capital);
    line.head_first() && subject.start > 0 && line.tag_at(subject.start) == Tag::Word && !capital
}

/// Nothing is said behind the verb: the sentence ends, or something else follows.
fn closes(line: &Line<'_>, at: usize) -> bool {
    let next = line.tag_at(at);
    at >= line.tokens.len()
        || matches!(
            next,
            Tag::Comma | Tag::Mark | Tag::Preposition | Tag::Date | Tag::Quote | Tag::Adverb
        ) && !line.is(at, class::THAT)
}

/// *« … », lâche X*: whether a quotation closes right before a token.
fn behind_quote(line: &Line<'_>, at: usize) -> bool {
    let comma = usize::from(line.before(at) == Tag::Comma);
    let quote = at.checked_sub(1 + comma);
    quote.is_some_and(|q| q > 0 && line.tag_at(q) == Tag::Quote && line.mark(q) != Some('«'))
}

/// A name, or a noun of those who are asked: *a démenti un porte-parole*, not *nient toute fraude*.
fn speaks(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    named(line, phrase) || phrase.clone().any(|i| line.is(i, class::VOICE))
}

/// *A, which fed 300 people, said donations were down*: what stands behind the verb is the subject of another.
fn acts(line: &Line<'_>, phrase: &Range<usize>, said: usize) -> bool {
    phrase.start >= said && matches!(line.tag_at(phrase.end), Tag::Verb(g) if line.groups[g].finite)
}

fn named(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|at| line.tag_at(at) == Tag::Name)
}

/// *“…”, Ana Sole, the chief executive, said*: the name before the apposition that ends at the verb.
fn apposed(line: &Line<'_>, verb: usize) -> Option<Range<usize>> {
    let comma = |at: &usize| line.tag_at(*at) == Tag::Comma;
    let last = verb.checked_sub(1).filter(comma)?;
    let first = (last.saturating_sub(12)..last).rev().find(comma)?;
    let ends = |at: &usize| matches!(line.tag_at(*at), Tag::Comma | Tag::Quote | Tag::Mark);
    let before = (first.saturating_sub(6)..first).rev().find(ends)?;
    let name = phrases::starting(line, before + 1);
    let verbs = line.groups.iter().any(|g| (first..verb).contains(&g.start));
    (named(line, &name) && !verbs && name.end == first).then_some(name)
}

/// *…, X told reporters*: the end of those whom something is said to.
fn addressee(line: &Line<'_>, at: usize) -> usize {
    let phrase = phrases::starting(line, at);
    if phrase.start == at { phrase.end } else { at }
}

/// The inverted subject of a verb of saying.
fn behind(line: &Line<'_>, group: usize) -> Option<Range<usize>> {
    let own = &line.groups[group];
    if let Some(pronoun) = (own.start..own.end).find(|i| line.tag_at(*i) == Tag::Pronoun) {
        return Some(pronoun..pronoun + 1);
    }
    let mut at = own.end;
    let limit = (at + 12).min(line.tokens.len());
    while at < limit {
        match line.tag_at(at) {
            Tag::Dash | Tag::Clitic | Tag::Date | Tag::Adverb | Tag::Comma => at += 1,
            Tag::Preposition => {
                while line.tag_at(at) == Tag::Preposition {
                    at += 1;
                }
                let aside = aside(line, at);
                at = aside.end.max(at + 1);
            }
            _ => break,
        }
    }
    let phrase = phrases::starting(line, at);
    let ok = !phrase.is_empty()
        && !phrase
            .clone()
            .any(|i| matches!(line.tag_at(i), Tag::Figure(_)));
    ok.then_some(phrase)
}

/// The short phrase behind a preposition that parts a verb of saying from its subject: up to the next article.
fn aside(line: &Line<'_>, at: usize) -> Range<usize> {
    let phrase = phrases::starting(line, at);
    // *a dit à l’AFP Nora Belt*: the second name begins another phrase.
    let name = |i: usize| {
        let spot = line.names.at(line.base + i);
        line.before(i) == Tag::Name && spot.is_some_and(|s| s.tokens.start == line.base + i)
    };
    let article = |i: usize| line.tag_at(i) == Tag::Determiner && line.before(i) == Tag::Word;
    let cut = (phrase.start + 1..phrase.end).find(|i| article(*i) || name(*i));
    phrase.start..cut.unwrap_or(phrase.end)
}

/// *X said that …*, *X said …*, *X: “…”*.
fn complement(line: &Line<'_>, figure: &Range<usize>) -> Option<Filled> {
    for group in (0..line.groups.len()).rev() {
        let own = &line.groups[group];
        if own.end > figure.start || !says(line, group) || own.passive {
            continue;
        }
        let clause = own.end..figure.start;
        if clause.clone().any(|i| line.tag_at(i) == Tag::Semicolon) {
            continue;
        }
        let that = clause.clone().take(8).any(|i| line.is(i, class::THAT));
        let finite = |i| matches!(line.tag_at(i), Tag::Verb(g) if line.groups[g].finite);
        let colon = clause.clone().find(|i| line.tag_at(*i) == Tag::Colon);
        // *A launched plans that failed: …*: another verb stands before the colon.
        let colon = colon.is_some_and(|c| !(clause.start..c).any(finite));
        let quote = clause.clone().take(8).any(|i| line.tag_at(i) == Tag::Quote);
        let verb = (group + 1..line.groups.len())
            .any(|g| line.groups[g].finite && clause.contains(&line.groups[g].start));
        let plain = verb && own.finite && !line.head_first();
        let estimate = own.is(Role::Estimate) && own.finite;
        if that || colon || quote || plain || estimate {
            let subject = goes_on(line, group).or_else(|| subjects::of(line, group))?;
            // *À noter que 12 trains roulent*: what is said stands behind, and who says it does not.
            let said = (own.end..subject.start).any(|i| line.is(i, class::THAT));
            if nobody(line, &subject) || said {
                continue;
            }
            return filled(subject, "subject of the verb of saying that governs");
        }
    }
    None
}

/// *“…,” said A, adding that …*: who goes on speaking.
fn goes_on(line: &Line<'_>, group: usize) -> Option<Range<usize>> {
    let own = &line.groups[group];
    let gerund = !own.finite && own.first & form::GERUND != 0;
    let comma = line.before(own.start) == Tag::Comma;
    let before = (0..group)
        .rev()
        .find(|g| gerund && comma && line.groups[*g].finite && says(line, *g))?;
    behind(line, before).filter(|s| named(line, s))
}

/// *according to X*.
fn according(line: &Line<'_>, figure: &Range<usize>) -> Option<Filled> {
    let all = 0..line.tokens.len();
    let mut all = all.filter(|_| line.holds(class::ACCORDING));
    let at = all.find(|i| {
        let word = line.is(*i, class::ACCORDING);
        let (low, high) = (figure.start.min(*i), figure.end.max(*i));
        word && !(low..high).any(|j| line.tag_at(j) == Tag::Semicolon)
    })?;
    let end = line
        .node(at, class::ACCORDING)
        .map_or(at + 1, |n| n.end as usize);
    let phrase = match phrases::starting(line, end) {
        // *selon lui*
        none if none.is_empty() && line.tag_at(end) == Tag::Clitic => end..end + 1,
        phrase => phrase,
    };
    // *varies according to age*; where the noun comes last, what stands before it is another's.
    let head = phrases::head(line, &phrase);
    let own = if line.head_first() {
        head
    } else {
        head.end.saturating_sub(1)..head.end
    };
    if own.into_iter().any(|i| line.is(i, class::CRITERION)) {
        return None;
    }
    filled(phrase, "behind a word that names a source")
}

/// *X claims 3 million users*: said of oneself.
fn claimed(line: &Line<'_>, figure: &Range<usize>) -> Option<Filled> {
    let group = (0..line.groups.len())
        .rev()
        .find(|g| line.groups[*g].end <= figure.start)?;
    let own = &line.groups[group];
    // *Soutenu par un cinquième des membres*: what is upheld says nothing.
    if own.passive || !own.is(Role::Assert) {
        return None;
    }
    let subject = subjects::of(line, group).filter(|s| !nobody(line, s))?;
    filled(subject, "subject of a verb of claiming")
}

/// Whether a quotation is open at a token of the line, given whether one was open at its start.
pub(crate) fn quoted(line: &Line<'_>, at: usize, open: bool) -> bool {
    if !line.quotes {
        return open;
    }
    (0..at)
        .filter(|i| line.tag_at(*i) == Tag::Quote)
        .fold(open, |open, i| match line.mark(i) {
            Some('«' | '“' | '„') => true,
            Some('»' | '”') => false,
            _ => !open,
        })
}

/// Where the quotation that is open at a token was opened, if that was inside the line, behind a word: *asks for “5 million”*
/// is words of the sentence, and nobody's of whom the text spoke before.
pub(crate) fn fragment(line: &Line<'_>, at: usize) -> Option<usize> {
    let quote = (0..at).rev().find(|i| line.tag_at(*i) == Tag::Quote)?;
    let word = matches!(
        line.before(quote),
        Tag::Word | Tag::Name | Tag::Of | Tag::Preposition | Tag::Verb(_) | Tag::Determiner
    );
    word.then_some(quote)
}

/// *A asks for “5 million”*: whose words a quotation inside the sentence are; the subject of the verb before it, where that is
/// somebody.
pub(crate) fn whose(around: Around<'_>, line: &Line<'_>, quote: usize) -> Option<Filled> {
    let group = line
        .groups
        .iter()
        .rposition(|g| g.finite && g.end <= quote)?;
    let subject = subjects::of(line, group)?;
    let own = line.base + subject.start..line.base + subject.end;
    let named = around
        .names
        .resolve(own)
        .is_some_and(|n| around.names.is_party(n));
    let voice = |i| line.is(i, class::VOICE);
    (named || phrases::head(line, &subject).any(voice))
        .then(|| filled(subject, "whose words stand in the quotation"))
        .flatten()
}

/// The speaker of a quotation that goes beyond its sentence: named where it closes, or where it was opened.
pub(crate) fn across(
    around: Around<'_>,
    line: &Line<'_>,
    figure: &Figure,
    open: bool,
) -> Option<Party> {
    if !quoted(line, figure.tokens.start, open) {
        return None;
    }
    let block = around.tokens.sentences.get(line.sentence)?.block;
    let mut state = quoted(line, line.tokens.len(), open);
    for next in line.sentence + 1..line.sentence + 5 {
        if !state
            || around
                .tokens
                .sentences
                .get(next)
                .is_none_or(|s| s.block != block)
        {
            break;
        }
        let other = Line::read(around, next, 0..0, Room::default())?;
        if let Some(found) = tag(&other, &(0..0)) {
            return Some(party::party(around, &other, &found.tokens));
        }
        state = quoted(&other, other.tokens.len(), state);
    }
    None
}
