//! A compiled pack: what the engine and the builders read. Made by [`crate::compile`] only.

use std::sync::Arc;

use claimsift_engine::pattern::{Build, Program, Variant};
use claimsift_engine::{ClassId, Lexeme};
use serde::{Deserialize, Serialize};

use crate::frames::Frame;
use crate::verbs::Verb;
use crate::vocabulary::class;

/// What a unit measures, as the output names it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum Dimension {
    Power,
    Energy,
    Quantity,
}

/// A unit of measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Name in the packs.
    pub id: String,
    /// What it measures.
    pub dimension: Dimension,
    /// UCUM code that values are given in.
    pub code: String,
    /// Times which it is one of `code`: an exact decimal.
    pub factor: String,
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Other currencies that the same words may mean.
    pub ambiguous: Vec<String>,
}

/// Which word of its phrase the head noun is: the first, the last, or the first with a capital.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum HeadSide {
    #[default]
    First,
    Last,
    Capital,
}

/// How a language writes digits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NumberStyle {
    /// Decimal marks, the usual one first.
    pub decimal: Vec<char>,
    /// Marks between groups of three digits; a space stands for every space.
    pub group: Vec<char>,
    /// Head noun first or last in a counted phrase.
    pub head: HeadSide,
    /// Endings of plural nouns.
    pub plural: Vec<String>,
    /// Endings of words that are no nouns.
    pub not_noun: Vec<String>,
    /// Endings of adverbs.
    pub adverb: Vec<String>,
    /// Endings of finite verbs with a plural subject.
    pub verb_plural: Vec<String>,
    /// Endings of finite verbs with a singular subject; none where every other form is one.
    pub verb_singular: Vec<String>,
    /// Endings of participles, of past forms and of forms that look ahead, for verbs that no list holds.
    pub verb_participle: Vec<String>,
    /// As above: past.
    pub verb_past: Vec<String>,
    /// As above: future.
    pub verb_future: Vec<String>,
    /// As above: conditional.
    pub verb_conditional: Vec<String>,
    /// Whether a year stands without a preposition: *1957 besetzt*.
    pub bare_year: bool,
    /// Whether month comes before day in a date of digits.
    pub month_first: bool,
    /// Power of ten from which a counted noun follows its number with *of*.
    pub scale_of: Option<u32>,
    /// Whether number words are written together: *einundzwanzig*.
    pub compound: bool,
    /// Whether each word of a rank is one (*vigésimo primero*), and those of thousands are one word (*dosmilésimo*).
    pub rank_chain: bool,
    /// Whether a text that tells no language is read in this one.
    pub fallback: bool,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// `class.shape`; public, never reused. Each mention that it reads holds it.
    pub id: Arc<str>,
    /// What it makes.
    pub build: Build,
    /// Its variant, for builds that have some.
    pub with: Option<Variant>,
    /// Class of what it makes.
    pub gives: ClassId,
    /// The pattern.
    pub program: Program,
    /// A pattern that must not match where the rule does.
    pub unless: Option<Program>,
    /// Classes of which none may end right before the match.
    pub not_after: Vec<ClassId>,
    /// Classes of which none may start right behind the match.
    pub not_before: Vec<ClassId>,
    /// Number of sets in the pattern, for choosing between equals.
    pub literals: u16,
    /// Whether the rule reads what it makes, and so runs after its fellows.
    pub second: bool,
}

/// An example of a rule, run as a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Id of the rule (or frame).
    pub rule: String,
    /// The text.
    pub text: String,
    /// What must come out; `None` for an example that must stay quiet.
    pub gives: Option<String>,
    /// Tag of its language.
    pub lang: String,
    /// Whether it is a known gap: it need not hold yet.
    pub todo: bool,
    /// File in which it stands.
    pub file: String,
    /// Its line there, from 1; 0 where it could not be found.
    pub line: usize,
}

/// Everything that is known of one language, with what is common to all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pack {
    /// BCP 47 tag.
    pub tag: String,
    /// Names of the classes from data alone, numbered behind those of code.
    pub classes: Vec<String>,
    /// Phrases, folded and split, with their lexemes.
    pub entries: Vec<(Vec<String>, Lexeme)>,
    /// Rules, in the order in which they run.
    pub rules: Vec<Rule>,
    /// Frames of claims.
    pub frames: Vec<Frame>,
    /// Verbs, by the index that their forms carry.
    pub verbs: Vec<Verb>,
    /// Prepositions, by the index that slots of frames carry.
    pub prepositions: Vec<String>,
    /// Table of units.
    pub units: Vec<Unit>,
    /// Table of currencies.
    pub currencies: Vec<Currency>,
    /// How digits are written.
    pub style: NumberStyle,
    /// Names that aliases and homes stand for.
    pub aliases: Vec<String>,
    /// Endings of capitalised first words that are no names.
    pub not_name: Vec<String>,
}

impl Pack {
    /// Id of a class by name (sets with their `@`).
    #[must_use]
    pub fn class(&self, name: &str) -> Option<ClassId> {
        class_id(&self.classes, name)
    }

    /// Name of a class.
    #[must_use]
    pub fn class_name(&self, id: ClassId) -> &str {
        const SHAPES: [&str; 5] = ["digits", "word", "cap", "noun", "any"];
        match id.number().map(usize::from) {
            None => SHAPES.get(usize::from(id.0)).copied().unwrap_or_default(),
            Some(n) => class::NAMES
                .get(n)
                .copied()
                .or_else(|| self.classes.get(n - class::NAMES.len()).map(String::as_str))
                .unwrap_or_default(),
        }
    }
}

pub(crate) fn class_id(own: &[String], name: &str) -> Option<ClassId> {
    let shape = match name {
        "digits" => Some(ClassId::DIGITS),
        "word" => Some(ClassId::WORD),
        "cap" => Some(ClassId::CAP),
        "noun" => Some(ClassId::NOUN),
        "any" => Some(ClassId::ANY),
        _ => None,
    };
    let known = || class::NAMES.iter().position(|n| *n == name);
    let data = || {
        own.iter()
            .position(|n| n == name)
            .map(|n| n + class::NAMES.len())
    };
    shape.or_else(|| {
        let n = known().or_else(data)?;
        Some(ClassId::nth(u16::try_from(n).ok()?))
    })
}
