//! Whether a word is a verb where it stands: by its forms, the words before it and its clause.

use claimsift_engine::{Gap, Shape};
use claimsift_model::Kind;
use claimsift_packs::{Role, Roles, Verb, class, form};

use crate::line::{Figure, Line, Tag, VERBS};

/// Most words of a noun before the one that might be a verb.
const LONG: usize = 3;

/// Most words between an auxiliary and its verb.
const BETWEEN: usize = 4;

/// How sure it is that a word is a verb here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verbal {
    /// Only where its clause has no other finite verb.
    Maybe,
    Yes,
}

/// What a token may be as a verb, from all verbs of the lexicon that start there.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Forms {
    /// All features that the forms of the word alone may have.
    features: i64,
    roles: Roles,
}

/// The forms of all tokens.
pub(crate) fn forms(line: &Line<'_>, mut all: Vec<Forms>) -> Vec<Forms> {
    all.resize(line.tokens.len(), Forms::default());
    let mut from = 0;
    while let Some(at) = line.first(from..line.tokens.len(), class::VERB) {
        let forms = &mut all[at];
        line.verbs(at, |node, len| {
            if len == 1 {
                forms.features |= node.extra;
            }
            if let Some(verb) = verb(line, node.value) {
                forms.roles.join(verb.roles);
            }
        });
        from = at + 1;
    }
    all
}

fn roles(line: &Line<'_>, at: usize) -> Roles {
    line.forms.get(at).map_or(Roles::NONE, |f| f.roles)
}

/// The tokens around `at` without a mark or word that parts clauses.
pub(crate) fn segment(line: &Line<'_>, at: usize) -> std::ops::Range<usize> {
    let parts = |i: &usize| {
        matches!(
            line.tag_at(*i),
            Tag::Semicolon
                | Tag::Colon
                | Tag::Open
                | Tag::Close
                | Tag::Relative
                | Tag::Subordinator
                | Tag::Quote
        )
    };
    let start = (0..at).rev().find(parts).map_or(0, |i| i + 1);
    let end = (at..line.tokens.len())
        .find(parts)
        .unwrap_or(line.tokens.len());
    start..end
}

/// All features that the forms of a word may have.
pub(crate) fn features(line: &Line<'_>, at: usize) -> i64 {
    match line.forms.get(at) {
        Some(forms) if forms.features == 0 && unlisted(line, at) => form::PRESENT,
        Some(forms) => forms.features,
        None => 0,
    }
}

/// A verb that no list holds: the plain word behind a pronoun that stands before verbs alone (*se contente*).
fn unlisted(line: &Line<'_>, at: usize) -> bool {
    line.tag_at(at) == Tag::Word
        && line.before(at) == Tag::Clitic
        && line.tokens[at].shape == Shape::Lower
        && line.tokens[at].span.len() > 2
        && !line.is(at, class::VERB)
        && !line.is(at, class::STOP)
}

/// A word of a noun phrase that stands for a name (*la jeune pousse*): no verb.
fn nominal(line: &Line<'_>, at: usize) -> bool {
    let at = line.base + at;
    let near = line.anaphors.iter().find(|a| a.noun > at);
    near.is_some_and(|a| a.tokens.start < at && at < a.noun)
}

/// A word of a longer noun or adverb (*manque à gagner*, *peut-être*): no verb.
fn inside(line: &Line<'_>, at: usize) -> bool {
    let long = |from: usize, class| {
        line.phrase(from, class)
            .is_some_and(|n| n.end as usize > (from + 1).max(at))
    };
    (at.saturating_sub(LONG)..at + 1)
        .filter(|from| line.is_opening(*from))
        .any(|from| long(from, class::FRAME_NOUN) || long(from, class::ADVERB))
}

/// The letters of a code behind its digits (*TR4A*): no verb.
fn tail(line: &Line<'_>, at: usize) -> bool {
    let own = line.tokens.get(at).is_some_and(|t| t.gap == Gap::None);
    let before = at.checked_sub(1).and_then(|b| line.tokens.get(b));
    own && before.is_some_and(|t| t.shape == Shape::Digits)
}

/// *Leeds-based*, *state-owned*, *savoir-faire*: a participle or infinitive that a dash joins to the word before it is part
/// of an adjective or noun.
fn compound(line: &Line<'_>, at: usize, f: i64) -> bool {
    let glued = |i: usize| line.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
    let form = !line.head_first() || f & form::INFINITIVE != 0;
    form && at > 1 && line.before(at) == Tag::Dash && glued(at) && glued(at - 1)
}

/// *tripled*: a verb that is a figure too, in the past and without an auxiliary.
fn multiplies(line: &Line<'_>, at: usize) -> bool {
    let past = |n: claimsift_engine::Node| n.extra & form::PAST != 0;
    factor(line, at)
        && line.nodes(at, class::VERB).any(past)
        && !auxiliary_before(line, at, PERFECT)
}

/// *doubled*: a figure of one word that is a verb.
pub(crate) fn factor(line: &Line<'_>, at: usize) -> bool {
    let Tag::Figure(figure) = line.tag_at(at) else {
        return false;
    };
    let figure = line.figures.get(figure);
    let alone = figure.is_some_and(|f| f.kind == Kind::Ratio && f.tokens == (at..at + 1));
    alone && line.is(at, class::VERB)
}

/// Auxiliaries of the perfect and the passive.
const PERFECT: Roles = Roles::of(&[Role::Have, Role::Be]);

/// Verbs that are auxiliaries wherever they stand.
const AUXILIARY: Roles = Roles::of(&[Role::Have, Role::Be, Role::Will, Role::Would]);

/// Verbs that others stand behind, as adverbs and prepositions may be too.
const SERVING: Roles = Roles::of(&[
    Role::Have,
    Role::Be,
    Role::Will,
    Role::Would,
    Role::Possible,
    Role::Ought,
]);

/// Verbs that an infinitive stands behind.
const MODAL: Roles = Roles::of(&[
    Role::Will,
    Role::Would,
    Role::Possible,
    Role::Ought,
    Role::Do,
]);

pub(crate) fn verb<'l>(line: &'l Line<'_>, index: i64) -> Option<&'l Verb> {
    line.language.pack.verbs.get(usize::try_from(index).ok()?)
}

/// Whether an auxiliary stands before a token, with nothing but adverbs and pronouns between.
fn auxiliary_before(line: &Line<'_>, at: usize, wanted: Roles) -> bool {
    let light = |i: usize| {
        matches!(
            line.tags[i],
            Tag::Adverb | Tag::Negation | Tag::Clitic | Tag::Pronoun | Tag::Hedge | Tag::Quote
        ) || inverted(line, i)
    };
    for i in (0..at).rev().take(BETWEEN + 1) {
        if roles(line, i).meets(wanted) && features(line, i) != 0 {
            return true;
        }
        if !light(i) {
            return false;
        }
    }
    false
}

/// The words that may be verbs where they stand, and how sure that is.
pub(crate) fn readings(line: &Line<'_>) -> Vec<(usize, Verbal)> {
    let clitics = line.holds(class::CLITIC);
    let led = |at: usize| clitics && line.before(at) == Tag::Clitic;
    let may = |at: &usize| line.is(*at, class::VERB) || led(*at);
    let words = (0..line.tokens.len()).filter(may);
    let read = words.filter_map(|at| Some((at, judge(line, at)?)));
    let mut all = Vec::with_capacity(line.tokens.len() / VERBS);
    read.for_each(|reading| all.push(reading));
    all
}

fn judge(line: &Line<'_>, at: usize) -> Option<Verbal> {
    let tag = line.tags[at];
    if multiplies(line, at) {
        return Some(Verbal::Yes);
    }
    if !matches!(
        tag,
        Tag::Word | Tag::Hedge | Tag::Adverb | Tag::Preposition | Tag::Of
    ) {
        return None;
    }
    // *1.10 euro a share*: what a figure is given for is no verb.
    let rate = |f: &Figure| (f.tokens.end..f.extent.end).contains(&at);
    if tag == Tag::Hedge && line.figures.iter().any(rate) {
        return None;
    }
    let f = features(line, at);
    let hedge = tag == Tag::Hedge && f & form::GERUND == 0;
    let serves = || roles(line, at).meets(SERVING);
    if f == 0 || tag != Tag::Word && !hedge && !serves() {
        return None;
    }
    let verbal = by_place(line, at, f)?;
    let noun = tail(line, at) || compound(line, at, f) || nominal(line, at) || inside(line, at);
    (!noun).then_some(verbal)
}

/// How sure a word is a verb by what stands before it.
fn by_place(line: &Line<'_>, at: usize, f: i64) -> Option<Verbal> {
    if roles(line, at).meets(AUXILIARY) {
        return auxiliary(line, at, f);
    }
    let before = line.before(at);
    let to = || line.ending(at, class::TO).is_some();
    let infinitive = f & form::INFINITIVE != 0;
    let bare = infinitive && f & form::PRESENT != 0;
    if infinitive && (auxiliary_before(line, at, MODAL) || (bare && to())) {
        return Some(Verbal::Yes);
    }
    if f & form::PARTICIPLE != 0 && auxiliary_before(line, at, PERFECT) {
        return Some(Verbal::Yes);
    }
    match before {
        Tag::Determiner if elided_object(line, at) && f & form::FINITE != 0 => Some(Verbal::Yes),
        Tag::Determiner if infinitive && !bare && governed_object(line, at) => Some(Verbal::Yes),
        Tag::Determiner | Tag::Possessive | Tag::Genitive => None,
        Tag::Of | Tag::Preposition => {
            let takes = f & form::GERUND != 0 || (infinitive && !bare);
            if takes { Some(Verbal::Yes) } else { None }
        }
        _ => open_position(line, at, f),
    }
}

/// Auxiliaries are verbs, unless their forms are other words too.
fn auxiliary(line: &Line<'_>, at: usize, f: i64) -> Option<Verbal> {
    let noun = matches!(line.before(at), Tag::Possessive | Tag::Genitive)
        || (line.before(at) == Tag::Determiner && !elided_object(line, at));
    if noun && f & form::FINITE != 0 && !line.is(at, class::STOP) {
        None
    } else {
        Some(Verbal::Yes)
    }
}

/// *l’utilise*: the article is an object here, behind a subject.
fn elided_object(line: &Line<'_>, at: usize) -> bool {
    let Some(article) = at.checked_sub(1) else {
        return false;
    };
    let article = line.start_of(article);
    let clitic = line
        .node(article, class::CLITIC)
        .is_some_and(|n| n.end as usize == at);
    clitic
        && matches!(
            line.before(article),
            Tag::Pronoun | Tag::Relative | Tag::Clitic
        )
        || clitic
            && line.before(at) == Tag::Determiner
            && line.mark(at - 1).is_some()
            && matches!(line.before(article), Tag::Word | Tag::Name)
        || clitic && line.before(article) == Tag::And && many(line, at)
}

/// *pour le soutenir*: the article is the object of an infinitive behind a preposition.
fn governed_object(line: &Line<'_>, at: usize) -> bool {
    let article = line.start_of(at.saturating_sub(1));
    let clitic = line.node(article, class::CLITIC);
    clitic.is_some_and(|n| n.end as usize == at)
        && matches!(line.before(article), Tag::Preposition | Tag::Of)
        && line.ending(article, class::TO).is_some()
}

/// A form that is a finite plural and nothing else (*et le vendent*).
fn many(line: &Line<'_>, at: usize) -> bool {
    line.ends_in(at, &line.language.pack.style.verb_plural)
        && features(line, at) & form::PARTICIPLE == 0
        && !line.is(at, class::FRAME_NOUN)
}

/// A form that no auxiliary or article settles.
fn open_position(line: &Line<'_>, at: usize, f: i64) -> Option<Verbal> {
    let before = line.before(at);
    let noun = line.is(at, class::FRAME_NOUN)
        || line.is(at, class::UPWARD)
        || line.is(at, class::DOWNWARD)
        || line.is(at, class::MARKET);
    // *Rents doubled*: a form in *s* that opens the sentence has no subject.
    let opens = at == 0 && !line.head_first() && plural(line, at);
    if opens && f & form::FINITE == form::PRESENT || noun && line.tag_at(at + 1) == Tag::Colon {
        return None;
    }
    if f & form::INFINITIVE != 0 && f & form::PRESENT == 0 {
        return Some(Verbal::Yes);
    }
    let joined = before == Tag::And && matches!(line.before(at - 1), Tag::Verb(_));
    if f & form::INFINITIVE != 0 && joined {
        return Some(Verbal::Yes);
    }
    if f & form::GERUND != 0 && f & form::FINITE == 0 {
        // *a painting of A*, *Flooding destroyed*: nouns.
        let opens = at == 0 && features(line, at + 1) & form::PAST != 0;
        let named = opens || line.tag_at(at + 1) == Tag::Of && before == Tag::Name;
        return if noun && before == Tag::Word || named && !line.head_first() {
            None
        } else {
            Some(Verbal::Yes)
        };
    }
    if matches!(
        before,
        Tag::Pronoun | Tag::Relative | Tag::Clitic | Tag::Negation
    ) && f & form::FINITE != 0
    {
        return Some(Verbal::Yes);
    }
    if f & form::PARTICIPLE != 0 {
        return Some(Verbal::Yes);
    }
    if before == Tag::Comma && f & form::FINITE != 0 && aims(line, at) {
        return Some(Verbal::Yes);
    }
    if f & form::FINITE == form::PRESENT && led(line, at) {
        return None;
    }
    if f & form::FINITE == form::PRESENT && (noun || f & form::INFINITIVE != 0) {
        let bare = f & form::INFINITIVE != 0;
        if bare && matches!(before, Tag::Word | Tag::Name) && !plural(line, at - 1) {
            return None;
        }
        return if before == Tag::Name && !noun {
            Some(Verbal::Yes)
        } else {
            Some(Verbal::Maybe)
        };
    }
    Some(Verbal::Yes)
}

/// *quarterly results showed*: a plural that could be a verb too, before a finite verb, when the verb has no part in
/// anything that is looked for here.
fn led(line: &Line<'_>, at: usize) -> bool {
    let known = |n: &claimsift_engine::Node| {
        verb(line, n.value).is_none_or(|v| !v.frames.is_empty() || v.roles != Roles::NONE)
    };
    let finite = |n: &claimsift_engine::Node| {
        n.extra & form::PAST != 0
            || n.extra & form::FINITE == form::PRESENT && n.extra & form::INFINITIVE == 0
    };
    !line.head_first()
        && plural(line, at)
        && !line.nodes(at, class::VERB).any(|n| known(&n))
        && line.nodes(at + 1, class::VERB).any(|n| finite(&n))
}

/// *A, which …, plans to spend*: before the infinitive that it brings in.
fn aims(line: &Line<'_>, at: usize) -> bool {
    let to = line.node(at + 1, class::TO).map(|n| n.end as usize);
    let infinitive = to.is_some_and(|i| features(line, i) & form::INFINITIVE != 0);
    infinitive && !line.head_first() && roles(line, at).meets(Roles::of(&[Role::Plan]))
}

/// A word that ends like a plural.
fn plural(line: &Line<'_>, at: usize) -> bool {
    line.ends_in(at, &line.language.pack.style.plural)
}

/// *a-t-il indiqué*: the dashes and the pronoun of an inversion.
pub(crate) fn inverted(line: &Line<'_>, at: usize) -> bool {
    let glued = |i: usize| line.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
    match line.tag_at(at) {
        Tag::Dash => glued(at) && glued(at + 1),
        Tag::Pronoun => line.before(at) == Tag::Dash && glued(at),
        _ => false,
    }
}
