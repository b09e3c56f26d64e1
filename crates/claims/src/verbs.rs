//! Verb groups: auxiliaries, adverbs between, and the verb that they serve.

use claimsift_model::{Kind, Modalities, Modality};
use claimsift_packs::{Role, Roles, class, form};

use crate::line::{Line, Tag};
use crate::verbal::{self, Verbal, factor, features, inverted, segment, verb};

/// A verb with its auxiliaries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Index of the verb in the pack.
    pub(crate) verb: usize,
    /// What the verb does beyond naming an action.
    roles: Roles,
    /// Features of the first form.
    pub(crate) first: i64,
    pub(crate) finite: bool,
    /// Participle with the auxiliary of the passive, or alone.
    pub(crate) passive: bool,
    pub(crate) modalities: Modalities,
}

/// Finds the verb groups of a line and tags their tokens.
pub(crate) fn read(line: &mut Line<'_>) {
    let readings: Vec<(usize, Verbal)> = verbal::readings(line);
    let sure = |line: &Line<'_>, own: usize| {
        let segment = segment(line, own);
        readings.iter().any(|(at, verbal)| {
            let f = features(line, *at);
            let other = *at != own && segment.contains(at) && *verbal == Verbal::Yes;
            other && f & form::FINITE != 0 && f & form::INFINITIVE == 0
        })
    };
    let mut end = 0;
    for (at, verbal) in &readings {
        let at = *at;
        let taken = at >= end
            && match verbal {
                Verbal::Yes => true,
                Verbal::Maybe => !sure(line, at) && !has_group(line, at),
            };
        if !taken {
            continue;
        }
        let group = group(line, at);
        let number = line.groups.len();
        for i in group.start..group.end {
            if matches!(
                line.tags[i],
                Tag::Word | Tag::Adverb | Tag::Negation | Tag::Clitic | Tag::Hedge
            ) || factor(line, i)
            {
                line.tags[i] = Tag::Verb(number);
            }
        }
        end = group.end;
        line.groups.push(group);
    }
}

/// Whether the segment of a token has a finite group already.
fn has_group(line: &Line<'_>, at: usize) -> bool {
    let from = segment(line, at).start;
    line.groups.iter().any(|g| g.finite && g.start >= from)
}

/// The group that begins at a verbal token.
fn group(line: &Line<'_>, start: usize) -> Group {
    let first = features(line, start);
    let mut modalities = Modalities::default();
    let (mut at, mut passive) = (start, false);
    let mut own = pick(line, start, i64::MAX);
    let finite = finite_at(line, start, first);
    modal(own.roles, own.features, &mut modalities);
    if own.features & form::CONDITIONAL != 0
        && own.features & form::FUTURE == 0
        && !own.roles.meets(CONDITIONAL_PLAIN)
    {
        modalities.add(Modality::Reported);
    }
    while let Some((next, wanted)) = continuation(line, at, own.roles) {
        let inner = pick(line, next, wanted);
        if own.roles.meets(AHEAD) {
            modalities.add(Modality::Planned);
        }
        passive = own.roles.has(Role::Be) && inner.features & form::PARTICIPLE != 0;
        (own, at) = (inner, next);
        modal(own.roles, form::INFINITIVE, &mut modalities);
    }
    if at == start && own.roles.has(Role::Ought) && own.features & form::FUTURE == 0 {
        // *owes 9 million*: alone, it is no auxiliary.
        modalities = Modalities::default();
    }
    // *to cut*: the form of a participle may be an infinitive's.
    let infinitive = || first & form::INFINITIVE != 0 && line.ending(start, class::TO).is_some();
    if at == start && own.features & form::PARTICIPLE != 0 && !finite && !infinitive() {
        passive = true;
    }
    let negated = (start.saturating_sub(2)..(at + 3).min(line.tokens.len())).any(|i| {
        line.tags[i] == Tag::Negation && (i + 1 >= start || line.before(start) == Tag::Clitic)
    });
    if negated {
        modalities.add(Modality::Denied);
    }
    Group {
        start,
        end: at + 1,
        verb: own.verb,
        roles: own.roles,
        first,
        finite,
        passive: passive && !reflexive(line, start),
        modalities,
    }
}

/// Verbs whose conditional says nothing of how sure it is.
const CONDITIONAL_PLAIN: Roles =
    Roles::of(&[Role::Possible, Role::Ought, Role::Would, Role::Impersonal]);

/// Auxiliaries that look ahead.
const AHEAD: Roles = Roles::of(&[Role::Will, Role::Would]);

/// Verbs of saying, behind which another finite verb stands.
const SAYING: Roles = Roles::of(&[Role::Speech, Role::Deny, Role::Estimate, Role::Hearsay]);

fn reflexive(line: &Line<'_>, start: usize) -> bool {
    line.before(start) == Tag::Clitic
}

/// A first form is finite when it is no mere participle: with a subject before it and none behind it.
fn finite_at(line: &Line<'_>, at: usize, f: i64) -> bool {
    if f & form::FINITE == 0 {
        return false;
    }
    let joined = line.before(at) == Tag::And && line.groups.last().is_some_and(|g| !g.finite);
    if f & form::INFINITIVE != 0 && (joined || line.ending(at, class::TO).is_some()) {
        return false;
    }
    if f & form::PARTICIPLE == 0 {
        return true;
    }
    // *dropped by 4 %* is no passive.
    let next = (at + 2..line.tokens.len()).find(|i| line.tag_at(*i) != Tag::Hedge);
    let amount = next.is_some_and(|i| match line.tag_at(i) {
        Tag::Figure(f) => line.figures[f].kind != Kind::Count,
        _ => false,
    });
    let agent = line.is(at + 1, class::BY) && !amount;
    if line.before(at) == Tag::Pronoun && !agent {
        return true;
    }
    let from = segment(line, at).start;
    let others = line.groups.iter().filter(|g| {
        let says = !line.head_first() && g.has(SAYING);
        g.finite && g.start >= from && !says && !parted(line, g.end, at)
    });
    // *the firm that bought A paid …*: behind a relative clause the verb of the sentence follows.
    let relative = usize::from(from > 0 && line.tag_at(from - 1) == Tag::Relative);
    let other = others.count() > relative;
    let subject = matches!(
        line.before(at),
        Tag::Word
            | Tag::Name
            | Tag::Pronoun
            | Tag::Figure(_)
            | Tag::Close
            | Tag::Relative
            | Tag::Comma
            | Tag::Adverb
            | Tag::Date
            | Tag::And
            | Tag::Mark
            | Tag::Clitic
            | Tag::Quote
            | Tag::Negation
    );
    subject && !agent && !other
}

/// Whether a comma or conjunction stands between.
fn parted(line: &Line<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|i| matches!(line.tags[i], Tag::Comma | Tag::And))
}

/// A verb where it stands: its index in the pack, what it does, and the features of its form.
#[derive(Clone, Copy)]
struct Picked {
    verb: usize,
    roles: Roles,
    features: i64,
}

/// The verb of a form, the one with the wanted features first; of equals the last.
fn pick(line: &Line<'_>, at: usize, wanted: i64) -> Picked {
    let mut best = Picked {
        verb: usize::MAX,
        roles: Roles::NONE,
        features: form::PRESENT,
    };
    let mut most = (false, 0);
    line.verbs(at, |n, len| {
        if len > 1 {
            return;
        }
        let verb = verb(line, n.value);
        let roles = verb.map_or(Roles::NONE, |v| v.roles);
        let told = verb.map_or(0, |v| v.frames.len() + roles.count());
        let rank = (n.extra & wanted != 0, told);
        if rank >= most {
            most = rank;
            best = Picked {
                verb: usize::try_from(n.value).unwrap_or(0),
                roles,
                features: n.extra,
            };
        }
    });
    best
}

fn modal(roles: Roles, own: i64, modalities: &mut Modalities) {
    if roles.has(Role::Possible) {
        modalities.add(Modality::Possible);
    }
    if roles.has(Role::Ought) || own & form::FUTURE != 0 {
        modalities.add(Modality::Planned);
    }
}

/// Verbs that an infinitive goes on.
const BEFORE_INFINITIVE: Roles = Roles::of(&[
    Role::Will,
    Role::Would,
    Role::Possible,
    Role::Ought,
    Role::Impersonal,
    Role::Do,
]);

/// Verbs that others go on.
pub(crate) const SERVING: Roles = {
    let mut serving = Roles::of(&[Role::Have, Role::Be]);
    serving.join(BEFORE_INFINITIVE);
    serving
};

/// The verb that goes on a group whose last verb is an auxiliary, and the features that it must have.
fn continuation(line: &Line<'_>, at: usize, roles: Roles) -> Option<(usize, i64)> {
    let wanted = if roles.has(Role::Have) {
        form::PARTICIPLE
    } else if roles.has(Role::Be) {
        form::PARTICIPLE | form::GERUND
    } else if roles.meets(BEFORE_INFINITIVE) {
        form::INFINITIVE
    } else {
        return None;
    };
    let light = |i: &usize| {
        matches!(
            line.tag_at(*i),
            Tag::Adverb | Tag::Negation | Tag::Clitic | Tag::Hedge | Tag::Quote
        ) || inverted(line, *i)
    };
    let mut next = aside(line, at + 1, wanted).unwrap_or(at + 1);
    while next < (at + 6).min(line.tokens.len())
        && light(&next)
        && features(line, next) & wanted == 0
    {
        next += 1;
    }
    if line.is(next, class::TO)
        && wanted & form::GERUND != 0
        && features(line, next + 1) & form::INFINITIVE != 0
    {
        return Some((next + 1, form::INFINITIVE));
    }
    let word = matches!(line.tag_at(next), Tag::Word | Tag::Hedge) || factor(line, next);
    (word && features(line, next) & wanted != 0).then_some((next, wanted))
}

/// *has, for its part, won*: behind what stands between two commas right behind an auxiliary, its verb.
fn aside(line: &Line<'_>, at: usize, wanted: i64) -> Option<usize> {
    const LONGEST: usize = 4;
    if line.tag_at(at) != Tag::Comma {
        return None;
    }
    let close = (at + 2..at + 2 + LONGEST).find(|i| line.tag_at(*i) == Tag::Comma)?;
    let verb = features(line, close + 1) & wanted != 0;
    verb.then_some(close + 1)
}

impl Group {
    /// Whether the verb has a role.
    pub(crate) const fn is(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// Whether the verb has one of some roles.
    pub(crate) const fn has(&self, roles: Roles) -> bool {
        self.roles.meets(roles)
    }
}
