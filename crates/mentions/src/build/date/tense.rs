//! The tense of the verb that a date hangs on: *will meet on Tuesday*, *mardi, il a signé*.
//!
//! The verb is the nearest before the date in its clause, else the first behind it. A sentence-wide look makes things
//! worse: the sentence *he said on Monday that X will leave* has two.

use claimsift_engine::{ClassId, Shape};
use claimsift_packs::{Role, Verb, class, form};

use super::verb::{LIGHT, SAYING, auxiliary, features, parts, role, verb};
use crate::item::Reach;
use crate::scene::Scene;
use crate::tense::{Governor, Tense};

/// Tokens that are searched for the verb, on each side.
const REACH: usize = 24;

/// The tense of the date's verb; `None` when its clause has none.
pub(super) fn of(scene: &Scene<'_>, date: Reach) -> Option<Tense> {
    Some(governor(scene, date)?.0)
}

/// Whether the verb promises or plans, whatever its tense: *promised for the end of August*.
pub(super) fn is_promised(scene: &Scene<'_>, date: Reach) -> bool {
    let plans = |v: &Verb| v.is(Role::Promise) || v.is(Role::Plan);
    governor(scene, date).is_some_and(|(_, at)| role(scene, at, plans))
}

/// Whether a verb of the future stands before the date.
pub(super) fn will_be(scene: &Scene<'_>, date: Reach) -> bool {
    governor(scene, date)
        .is_some_and(|(tense, at)| tense == Tense::Future && at < date.start as usize)
}

/// Whether the date is the very day of what its verb tells: *was published on 3 April*, *le 3 avril, il a signé*. In *has
/// called a strike on 3 April* the day may be that of the strike.
pub(super) fn is_own_day(scene: &Scene<'_>, date: Reach) -> bool {
    let (start, end) = (date.start as usize, date.end as usize);
    let Some((Tense::Past, verb)) = governor(scene, date) else {
        return false;
    };
    if !is_finite(scene, verb) {
        return false;
    }
    let told = scene.ends_before(date.start, class::TOLD_ON);
    if verb < start {
        // *Rescheduled for 24 June*, *found before 30 June*: the day is another’s.
        let light = |at| {
            let starts = |c| scene.chart.starts(at, c);
            scene.mark(at).is_none() && starts(class::STOP) && !starts(class::TARGET)
        };
        return told && (verb + 1..start).all(light);
    }
    // The date opens the sentence, and its subject follows.
    let opens = [class::DETERMINER, class::PRONOUN, class::POSSESSIVE];
    let shape = scene.tokens.get(end).map(|t| t.shape);
    let subject = scene.mark(end) == Some(',')
        || matches!(shape, Some(Shape::Title | Shape::Digits))
        || opens.iter().any(|c| scene.chart.starts(end, *c));
    // *Am 3. April starb er*: or its verb.
    told && start <= FIRST && (subject || verb == end)
}

/// Whether a verb in the past tells of the date, not a present of saying.
pub(super) fn is_over(scene: &Scene<'_>, date: Reach) -> bool {
    let Some((Tense::Past, verb)) = governor(scene, date) else {
        return false;
    };
    let says = role(scene, verb, |v| SAYING.iter().any(|r| v.is(*r)));
    is_finite(scene, verb) && (!says || features(scene, verb) & form::PRESENT == 0)
}

/// Whether something is said or written on the date: *said on Monday*, *a letter dated 5 May*.
pub(super) fn is_said(scene: &Scene<'_>, date: Reach) -> bool {
    let says = |at| role(scene, at, |v| SAYING.iter().any(|r| v.is(*r)));
    // *a déclaré*: the auxiliary is met first.
    let said = |(_, at)| (at..at + LIGHT).any(says);
    scene.ends_before(date.start, class::DATED) || governor(scene, date).is_some_and(said)
}

/// *Expected on Monday, it came a day late*: what was awaited may be over where the verb behind it is a past.
pub(super) fn is_overtaken(scene: &Scene<'_>, date: Reach) -> bool {
    let awaited = |(_, at): (Tense, usize)| scene.chart.starts(at, class::AWAITED);
    let right = date.end as usize..scene.tokens.len().min(date.end as usize + REACH);
    governor(scene, date).is_some_and(awaited)
        && nearest(scene, right.take_while(|at| !parts(scene, *at)))
            .is_some_and(|(tense, _)| tense == Tense::Past)
}

/// Not *organisée*, *to be held* alone: they leave open when.
fn is_finite(scene: &Scene<'_>, verb: usize) -> bool {
    let own = features(scene, verb);
    // *S’il était élu le 3 novembre* tells of no past.
    let mut before = verb.saturating_sub(LIGHT)..verb;
    let supposed = before.any(|at| scene.chart.starts(at, class::IF));
    if supposed || own & form::INFINITIVE != 0 && own & form::PAST == 0 {
        return false;
    }
    let aux = auxiliary(scene, verb, &[Role::Have, Role::Be]).map(|a| features(scene, a));
    match aux {
        Some(f) => f & form::INFINITIVE == 0,
        None => own & (form::PAST | form::PRESENT) != 0,
    }
}

/// Tokens before a date that opens its sentence: *on the*, *dès le*.
const FIRST: usize = 2;

/// The date's verb and its tense.
fn governor(scene: &Scene<'_>, date: Reach) -> Option<Governor> {
    let mut known = scene.governors.0.borrow_mut();
    if let Some((_, governor)) = known.iter().rev().find(|(own, _)| *own == date) {
        return *governor;
    }
    let governor = find_governor(scene, date);
    known.push((date, governor));
    governor
}

/// Tokens before a date in which the figure and the word of its comparison stand.
const COMPARED: usize = 9;

fn find_governor(scene: &Scene<'_>, date: Reach) -> Option<Governor> {
    let (start, end) = (date.start as usize, date.end as usize);
    if is_of_noun(scene, date) {
        return None;
    }
    if let Some(at) = compared(scene, start) {
        return Some((Tense::Past, at));
    }
    let left = (start.saturating_sub(REACH)..start).rev();
    // *Until early Saturday*, *before the end of June*, *until at least May*: the word that opens a clause stands beside the
    // date.
    let small = |at: usize| {
        let starts = |c: &ClassId| scene.chart.starts(at, *c);
        let small = [class::DATE_PART, class::THE, class::AT_LEAST];
        small.iter().any(starts) || at > 0 && scene.chart.starts(at - 1, class::AT_LEAST)
    };
    let beside = |at: usize| at + 3 >= start && (at + 1..start).all(small);
    let left = left.take_while(|at| !parts(scene, *at) || beside(*at));
    nearest(scene, left).or_else(|| {
        let right = end..scene.tokens.len().min(end + REACH);
        nearest(scene, right.take_while(|at| !parts(scene, *at)))
    })
}

/// *La réunion de lundi*, *Monday’s meeting*, *third-quarter results*: the date hangs on a noun.
fn is_of_noun(scene: &Scene<'_>, date: Reach) -> bool {
    let (start, end) = (date.start as usize, date.end as usize);
    // But *in March results will …*
    let results = scene.chart.starts(end, class::QUARTER_NOUN);
    if results && !scene.ends_before(date.start, class::IN) {
        return true;
    }
    if scene.chart.starts(end, class::GENITIVE) {
        return true;
    }
    // *À partir de lundi* has a verb.
    if !scene.ends_before(date.start, class::OF) || scene.ends_before(date.start, class::RUN_FROM) {
        return false;
    }
    // *Interrompue de vendredi à lundi* hangs on its verb.
    let of_verb = start > 2 && verb(scene, start - 2).is_some();
    // *Au mois de juin*, *au mois d’avril*, *a medianoche del jueves* hang on nothing but their own word.
    let own = [class::PERIOD, class::TIME_WORD, class::DAY_PART];
    let elided = start > 0 && scene.mark(start - 1).is_some();
    let of = date.start.saturating_sub(1 + u32::from(elided));
    !of_verb && !own.iter().any(|c| scene.ends_before(of, *c))
}

/// *Will reach 180 million, against 61 million in March*, *up from 61 million in March*: what a figure is compared with is
/// known, and so past, whatever the verb; the word of comparison.
fn compared(scene: &Scene<'_>, date: usize) -> Option<usize> {
    let near = date.saturating_sub(COMPARED)..date;
    let digits = near.clone().rfind(|at| {
        scene
            .tokens
            .get(*at)
            .is_some_and(|t| t.shape == Shape::Digits)
    })?;
    let starts = |at: usize, class| scene.chart.starts(at, class);
    // *Against 3 teams in March* compares nothing.
    let measures = [class::CURRENCY, class::SCALE, class::PERCENT_SIGN];
    let amount = |at: usize| measures.iter().any(|c| starts(at, *c));
    if !amount(digits + 1) && (digits == 0 || !amount(digits - 1)) {
        return None;
    }
    let changed =
        |at: usize| at > 0 && (starts(at - 1, class::UPWARD) || starts(at - 1, class::DOWNWARD));
    // *Will raise more than 5 million in March*: without a comma before it the word belongs to the amount.
    let versus = |at: usize| at > 0 && starts(at, class::VERSUS) && scene.mark(at - 1) == Some(',');
    (near.start..digits)
        .rev()
        .take_while(|at| !parts(scene, *at))
        .find(|at| versus(*at) || starts(*at, class::FROM) && changed(*at))
}

/// What the nearest verb says; a form that may be a noun counts where there is no other.
fn nearest(scene: &Scene<'_>, tokens: impl Iterator<Item = usize>) -> Option<(Tense, usize)> {
    let mut weak = None;
    for at in tokens {
        match verb(scene, at) {
            Some((tense, true)) => return Some((tense, at)),
            // *Cut rates*, *put on hold*: the past comes first, what follows may be a noun.
            Some((Tense::Open, false)) => weak = Some((Tense::Open, at)),
            Some((tense, false)) => weak = weak.or(Some((tense, at))),
            None => {}
        }
    }
    weak
}
