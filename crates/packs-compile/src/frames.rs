//! Frames: which verb or noun says what of whom.

use claimsift_engine::ClassId;
use serde::{Deserialize, Serialize};

use crate::kinds::Kinds;
use crate::spec::Written;
use crate::vocabulary::class;

/// A frame as it is written.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameSpec {
    pub(crate) id: String,
    pub(crate) predicate: String,
    #[serde(default)]
    pub(crate) verb: Vec<String>,
    #[serde(default)]
    pub(crate) noun: Vec<String>,
    figure: Vec<String>,
    subject: Option<Subject>,
    passive: Option<Passive>,
    #[serde(default)]
    object: Vec<String>,
    /// Prepositions of which one must stand right before the figure, for its verbs.
    #[serde(default)]
    before: Vec<String>,
    direction: Option<Way>,
    #[serde(default)]
    pub(crate) fires: Vec<Written>,
    #[serde(default)]
    pub(crate) quiet: Vec<Written>,
}

/// Where the subject of a frame stands.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Verbs: the grammatical subject. Nouns: their owner.
    Actor,
    /// Nouns: the thing itself, with what it is the cost, the price or the capacity of.
    Thing,
    /// The verb links the figure to the noun of its subject, whose frame gives the predicate.
    Link,
}

/// Who is the subject when the verb is passive.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passive {
    /// The agent; the grammatical subject is the object.
    Agent,
    /// The grammatical subject, as in the active voice.
    Same,
}

/// A direction of change.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum Way {
    Up,
    Down,
}

/// A frame, compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// `predicate.word`; public, never reused.
    pub id: String,
    /// Name of the predicate.
    pub predicate: String,
    /// Kinds of the figure.
    pub figure: Kinds,
    /// Where the subject stands.
    pub subject: Subject,
    /// The subject of the passive voice.
    pub passive: Passive,
    /// Prepositions of the object, as indices into the pack's.
    pub object: Vec<u16>,
    /// Prepositions of which one must stand right before the figure of a verb, as indices into the pack's; none: any may.
    pub before: Vec<u16>,
    /// The way in which it changes its subject.
    pub direction: Option<Way>,
}

/// An example of a frame, run as a test.
pub type FrameExample = crate::pack::Example;

/// The predicates that frames may name: those of the output contract.
const PREDICATES: [&str; 24] = [
    "investment",
    "spending",
    "funding",
    "acquisition",
    "valuation",
    "revenue",
    "profit",
    "loss",
    "cost",
    "price",
    "debt",
    "fine",
    "budget",
    "capacity",
    "production",
    "consumption",
    "supply",
    "jobs",
    "customers",
    "ownership",
    "growth",
    "price_change",
    "event",
    "other",
];

/// Checks and compiles a frame; `Err` says what is wrong with it.
pub(crate) fn compile(spec: &FrameSpec, prepositions: &[String]) -> Result<Frame, String> {
    if spec.verb.is_empty() && spec.noun.is_empty() {
        return Err("a frame needs a `verb` or a `noun`".to_owned());
    }
    if spec.fires.is_empty() || spec.quiet.is_empty() {
        return Err("a frame needs an example that `fires` and one that stays `quiet`".to_owned());
    }
    if !PREDICATES.contains(&spec.predicate.as_str()) {
        return Err(format!(
            "`{}` is no predicate; there are: {}",
            spec.predicate,
            PREDICATES.join(", ")
        ));
    }
    let figure = Kinds::all(&spec.figure)?;
    let preposition = |key: &str, word: &String| {
        let at = prepositions.iter().position(|p| p == word);
        at.and_then(|n| u16::try_from(n).ok()).ok_or_else(|| {
            format!("`{key}`: `{word}` is no preposition of the pack; add it to `prepositions`")
        })
    };
    let all = |key: &'static str, words: &[String]| {
        let found = words.iter().map(|word| preposition(key, word));
        found.collect::<Result<Vec<_>, _>>()
    };
    Ok(Frame {
        id: spec.id.clone(),
        predicate: spec.predicate.clone(),
        figure,
        subject: spec.subject.unwrap_or(Subject::Actor),
        passive: spec.passive.unwrap_or(Passive::Agent),
        object: all("object", &spec.object)?,
        before: all("before", &spec.before)?,
        direction: spec.direction,
    })
}

/// The noun with its plural, where that is only an `s`: of several words only where the head is the `last`.
pub(crate) fn noun_forms(noun: &str, plural: &[String], last: bool) -> Vec<(String, ClassId)> {
    let mut forms = vec![(noun.to_owned(), class::FRAME_NOUN)];
    if let Some(ending) = plural.first()
        && (last || !noun.contains(' '))
        && !plural.iter().any(|p| noun.ends_with(p.as_str()))
    {
        forms.push((format!("{noun}{ending}"), class::FRAME_NOUN));
    }
    forms
}
