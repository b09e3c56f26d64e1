//! What a verb form says of time, with the auxiliaries and the verb that it depends on: *will open*, *a ouvert*, *is to open*.

use claimsift_engine::{ClassId, Gap, Node, Shape};
use claimsift_packs::{HeadSide, Role, Verb, class, form};

use crate::scene::Scene;
use crate::tense::Tense;

/// Tokens between an auxiliary and its verb: *has not yet been*.
pub(super) const LIGHT: usize = 4;

/// Tokens between an infinitive and the verb that governs it.
const FAR: usize = 8;

/// Whether a clause ends at a token.
pub(super) fn parts(scene: &Scene<'_>, at: usize) -> bool {
    let mark = match scene.mark(at) {
        // *14:30* is one time.
        Some(':') => scene.gap(at) != Gap::None || scene.gap(at + 1) != Gap::None,
        mark => matches!(mark, Some(';' | '«' | '»' | '“' | '”' | '"' | '(' | ')')),
    };
    let opens = [class::RELATIVE, class::SUBORDINATOR, class::THAT];
    mark || opens.iter().any(|c| scene.chart.starts(at, *c))
}

/// What a word says, where it is a verb; and whether it can be nothing else.
pub(super) fn verb(scene: &Scene<'_>, at: usize) -> Option<(Tense, bool)> {
    if scene.chart.starts(at, class::AWAITED) {
        return Some((awaited(scene, at), true));
    }
    let f = features(scene, at);
    if f == 0 || named(scene, at, f) || is_headline(scene, at, f) {
        return None;
    }
    if f & form::PARTICIPLE != 0
        && let Some(aux) = auxiliary(scene, at, &[Role::Have, Role::Be])
    {
        return Some((perfect(scene, at, aux), true));
    }
    let present = f & form::PRESENT != 0;
    if f & form::INFINITIVE != 0 {
        // *City beat Rovers on Saturday*: a form that may be a past too is no present that looks ahead.
        let bare = match f & form::PAST {
            _ if is_request(scene, at) => Tense::Planned,
            0 if is_scheduled(scene, at) => Tense::Scheduled,
            0 => Tense::Present,
            _ => Tense::Open,
        };
        return infinitive(scene, at, f).or(present.then_some((bare, false)));
    }
    let is = |roles: &[Role]| role(scene, at, |v| roles.iter().any(|r| v.is(*r)));
    Some(match () {
        () if f & form::FUTURE != 0 => (Tense::Future, true),
        () if f & form::CONDITIONAL != 0 => (Tense::Planned, true),
        () if f & (form::PAST | form::PARTICIPLE) != 0 => (Tense::Past, true),
        () if !present => return None,
        // *Promet du spectacle mercredi soir*
        () if is(&[Role::Promise, Role::Plan]) => (Tense::Planned, true),
        () if is(&SAYING) => (Tense::Past, true),
        () if is(&[Role::Have, Role::Be]) => (auxiliary_present(scene, at), true),
        () if is(&[Role::Will]) => (Tense::Future, true),
        () if is(&AHEAD) => (Tense::Planned, true),
        () if is_scheduled(scene, at) => (Tense::Scheduled, false),
        () => (Tense::Present, false),
    })
}

/// *Attack on convoy*: a bare form that opens its sentence before a preposition is a noun.
fn is_headline(scene: &Scene<'_>, at: usize, f: i64) -> bool {
    let behind = [class::PREPOSITION, class::OTHER_PREPOSITION, class::OF];
    let noun = at == 0 && f & form::INFINITIVE != 0 && f & form::PRESENT != 0;
    noun && behind.iter().any(|c| scene.chart.starts(at + 1, *c))
}

/// *Send your entry by Friday*: a bare form that opens its sentence, with what it is to be done to.
fn is_request(scene: &Scene<'_>, at: usize) -> bool {
    let object = [class::DETERMINER, class::POSSESSIVE, class::CLITIC];
    at == 0 && object.iter().any(|c| scene.chart.starts(at + 1, *c))
}

/// *The fair opens in March*: a present of what goes by a calendar.
fn is_scheduled(scene: &Scene<'_>, at: usize) -> bool {
    role(scene, at, |v| v.is(Role::Scheduled))
}

/// *a nommé*: the auxiliary is met before its participle.
fn auxiliary_present(scene: &Scene<'_>, at: usize) -> Tense {
    let right = at + 1..scene.tokens.len().min(at + 1 + LIGHT);
    let mut near = right.take_while(|i| scene.mark(*i).is_none());
    // *Is leaving in July*, *is to rule in July*
    let to = scene.chart.starts(at + 1, class::TO) && is_infinitive(scene, at + 2);
    let leaving = || (at + 1..at + LIGHT).any(|i| features(scene, i) == form::GERUND);
    if role(scene, at, |v| v.is(Role::Be)) && (to || leaving()) {
        return Tense::Planned;
    }
    let participle = near.find(|i| {
        let f = features(scene, *i);
        f & form::PARTICIPLE != 0 && !named(scene, *i, f)
    });
    // *ont fui*: a participle that no list holds, or a noun.
    let have = role(scene, at, |v| v.is(Role::Have));
    let bare = if have { Tense::Open } else { Tense::Present };
    participle.map_or(bare, |i| perfect(scene, i, at))
}

/// *To rule*: what follows a *to* that is no preposition, in the lists or not.
fn is_infinitive(scene: &Scene<'_>, at: usize) -> bool {
    let own = features(scene, at);
    let plain = scene
        .tokens
        .get(at)
        .is_some_and(|t| t.shape == Shape::Lower);
    // *Est en détention*: where adjectives stand behind their noun, small words of infinitives stand before nouns too.
    let verbal = scene.language.pack.style.head == HeadSide::Last;
    let bare = own == 0 && plain && verbal && !scene.chart.starts(at, class::STOP);
    own & form::INFINITIVE != 0 || bare
}

/// A present of saying tells of what was said: *explique-t-il lundi*.
pub(super) const SAYING: [Role; 4] = [Role::Speech, Role::Estimate, Role::Assert, Role::Deny];

/// What they govern is ahead.
const AHEAD: [Role; 3] = [Role::Would, Role::Possible, Role::Ought];

/// *scheduled*, *attendu*: ahead, unless an auxiliary of the past stands before it; what was *originally* scheduled may be
/// over.
fn awaited(scene: &Scene<'_>, at: usize) -> Tense {
    let mut near = at.saturating_sub(LIGHT)..at + LIGHT;
    if near.any(|i| scene.chart.starts(i, class::AT_FIRST)) {
        return Tense::Present;
    }
    let aux = auxiliary(scene, at, &[Role::Have, Role::Be]);
    match aux.map(|a| features(scene, a)) {
        // *Was scheduled*, *après avoir été convoqué*
        Some(f) if f & (form::PAST | form::PARTICIPLE) != 0 => Tense::Open,
        _ => Tense::Planned,
    }
}

/// A participle with its auxiliary.
fn perfect(scene: &Scene<'_>, at: usize, aux: usize) -> Tense {
    let f = features(scene, aux);
    let be = role(scene, aux, |v| v.is(Role::Be)) && !role(scene, aux, |v| v.is(Role::Have));
    match () {
        () if f & form::FUTURE != 0 => Tense::Future,
        () if f & form::CONDITIONAL != 0 && be => Tense::Planned,
        () if be && f & form::INFINITIVE != 0 => {
            infinitive(scene, aux, f).map_or(Tense::Open, |(tense, _)| tense)
        }
        () if !be || f & form::PAST != 0 => Tense::Past,
        // *est parti*, *s’est rendu*: a perfect too.
        () if scene.chart.starts(at, class::BE_PERFECT)
            || scene.ends_before(small(aux), class::CLITIC) =>
        {
            Tense::Past
        }
        () if f & form::PARTICIPLE != 0 => Tense::Past,
        () => Tense::Present,
    }
}

/// An infinitive is ahead of the verb that governs it.
fn infinitive(scene: &Scene<'_>, at: usize, f: i64) -> Option<(Tense, bool)> {
    let modal = [
        Role::Will,
        Role::Would,
        Role::Possible,
        Role::Ought,
        Role::Do,
    ];
    if let Some(aux) = auxiliary(scene, at, &modal) {
        let own = features(scene, aux);
        let did = role(scene, aux, |v| v.is(Role::Do));
        let past = own & form::PAST != 0 && own & (form::PRESENT | form::CONDITIONAL) == 0;
        let will = role(scene, aux, |v| v.is(Role::Will));
        let tense = match () {
            () if did && past => Tense::Past,
            () if past => Tense::Open,
            () if will => Tense::Future,
            () => Tense::Planned,
        };
        return Some((tense, true));
    }
    let bare = f & form::PRESENT != 0;
    if bare && !scene.ends_before(small(at), class::TO) {
        return None;
    }
    let left = (at.saturating_sub(FAR)..at).rev();
    let governor = left.take_while(|i| !parts(scene, *i)).find_map(|i| {
        if scene.chart.starts(i, class::AWAITED) {
            return Some(awaited(scene, i));
        }
        let f = features(scene, i);
        if f & form::INFINITIVE != 0 && f & form::PRESENT == 0 || f == 0 || named(scene, i, f) {
            return None;
        }
        let plan = role(scene, i, |v| v.is(Role::Plan) || v.is(Role::Promise));
        // *Sera interdit de défiler*
        let ahead = f & form::PARTICIPLE != 0
            && auxiliary(scene, i, &[Role::Be])
                .is_some_and(|aux| features(scene, aux) & form::FUTURE != 0);
        Some(match () {
            () if ahead => Tense::Future,
            () if f & (form::PAST | form::PARTICIPLE) != 0 && !plan => Tense::Past,
            () => Tense::Planned,
        })
    });
    Some((governor.unwrap_or(Tense::Open), true))
}

/// The auxiliary of one of these roles, with little between.
pub(super) fn auxiliary(scene: &Scene<'_>, at: usize, roles: &[Role]) -> Option<usize> {
    let left = (at.saturating_sub(LIGHT)..at).rev();
    let near = left.take_while(|i| {
        !parts(scene, *i)
            && scene
                .mark(*i)
                .is_none_or(|m| m == '-' || m == '\'' || m == '’')
    });
    near.into_iter()
        .find(|i| role(scene, *i, |v| roles.iter().any(|r| v.is(*r))))
}

/// A form behind an article or an owner is a noun, if it can be one.
fn named(scene: &Scene<'_>, at: usize, f: i64) -> bool {
    let owned = [class::DETERMINER, class::POSSESSIVE, class::GENITIVE];
    let placed = [class::OF, class::PREPOSITION, class::OTHER_PREPOSITION];
    let behind = |classes: &[ClassId]| classes.iter().any(|c| scene.ends_before(small(at), *c));
    // *A hearing that began on Monday*: a past behind a relative is none.
    if f & form::PAST != 0 && behind(&[class::RELATIVE, class::THAT]) {
        return false;
    }
    f & (form::FUTURE | form::CONDITIONAL) == 0
        && (behind(&owned) || f & form::INFINITIVE == 0 && behind(&placed))
}

/// The longest at a token: *won’t* is no *won*.
fn nodes(scene: &Scene<'_>, at: usize) -> impl Iterator<Item = Node> {
    let end = scene.lexeme(at, class::VERB).map(|n| n.end);
    let nodes = scene.chart.nodes(at, class::VERB);
    nodes.filter(move |n| Some(n.end) == end)
}

/// All features that the forms of a word may have; of a verb that no list holds, by its ending.
pub(super) fn features(scene: &Scene<'_>, at: usize) -> i64 {
    let listed = nodes(scene, at).fold(0, |f, n| f | n.extra);
    match listed {
        0 if scene.chart.starts(at, class::BE_PERFECT) => form::PARTICIPLE,
        0 => unlisted(scene, at),
        listed => listed,
    }
}

/// Letters of a verb form that its ending is told by.
const LONG: usize = 5;

fn unlisted(scene: &Scene<'_>, at: usize) -> i64 {
    let word = scene.slice(at);
    let shape = scene.tokens.get(at).map(|t| t.shape);
    let plain = match shape {
        // *Dimitirá el lunes*: a sentence begins with its verb.
        Some(Shape::Title) => at == 0,
        shape => shape == Some(Shape::Lower),
    };
    if !plain || word.len() < LONG || scene.chart.starts(at, class::STOP) {
        return 0;
    }
    let style = &scene.language.pack.style;
    let ends = |endings: &[String]| endings.iter().any(|e| word.ends_with(e.as_str()));
    match () {
        () if ends(&style.verb_future) => form::FUTURE,
        () if ends(&style.verb_conditional) => form::CONDITIONAL,
        () if ends(&style.verb_past) => form::PAST,
        () if ends(&style.verb_participle) => form::PARTICIPLE,
        () => 0,
    }
}

pub(super) fn role(scene: &Scene<'_>, at: usize, is: impl Fn(&Verb) -> bool) -> bool {
    let verbs = &scene.language.pack.verbs;
    nodes(scene, at).any(|n| usize::try_from(n.value).is_ok_and(|v| verbs.get(v).is_some_and(&is)))
}

fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
