//! The TOML form of packs, as it is written. Unknown fields are refused.

use std::collections::BTreeMap;

use claimsift_engine::pattern::{Build, Variant};
use serde::Deserialize;

use crate::frames::FrameSpec;
use crate::pack::{Dimension, HeadSide};
use crate::verbs::{FormsSpec, Role};

/// One file of a pack; any section may stand in any file.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileSpec {
    pub(crate) pack: Option<StyleSpec>,
    /// Words of common and generated files that the language does not want, by class.
    #[serde(default)]
    pub(crate) drop: BTreeMap<String, Vec<String>>,
    /// Sets of words, named in patterns with `@`.
    #[serde(default)]
    pub(crate) set: BTreeMap<String, Vec<String>>,
    /// Classes of words with numbers.
    #[serde(default)]
    pub(crate) class: BTreeMap<String, BTreeMap<String, Numbers>>,
    /// Units by id.
    #[serde(default)]
    pub(crate) unit: BTreeMap<String, UnitSpec>,
    /// Names of units in a language.
    #[serde(default)]
    pub(crate) unit_names: BTreeMap<String, Names>,
    /// Currencies by ISO code.
    #[serde(default)]
    pub(crate) currency: BTreeMap<String, CurrencySpec>,
    /// Names of currencies in a language.
    #[serde(default)]
    pub(crate) currency_names: BTreeMap<String, Names>,
    /// Phrases that are another name of somebody.
    #[serde(default)]
    pub(crate) alias: BTreeMap<String, String>,
    /// Things and places that are known to be somebody's.
    #[serde(default)]
    pub(crate) home: BTreeMap<String, String>,
    pub(crate) names: Option<NamesSpec>,
    #[serde(default)]
    pub(crate) rule: Vec<RuleSpec>,
    #[serde(default)]
    pub(crate) frame: Vec<FrameSpec>,
    /// Prepositions that slots of frames may name.
    #[serde(default)]
    pub(crate) prepositions: Vec<String>,
    /// Endings, by the name of the paradigm.
    #[serde(default)]
    pub(crate) paradigm: BTreeMap<String, FormsSpec>,
    /// Lemmas, by paradigm.
    #[serde(default)]
    pub(crate) verbs: BTreeMap<String, Vec<String>>,
    /// Verbs of a paradigm of their own, form by form.
    #[serde(default)]
    pub(crate) verb: BTreeMap<String, FormsSpec>,
    /// Lemmas, by what they do.
    #[serde(default)]
    pub(crate) verb_roles: BTreeMap<Role, Vec<String>>,
}

impl FileSpec {
    /// Takes in another part of the same file; no two parts have the same entry.
    pub(crate) fn absorb(&mut self, part: Self) {
        self.pack = part.pack.or(self.pack.take());
        self.names = part.names.or(self.names.take());
        for (name, words) in part.class {
            self.class.entry(name).or_default().extend(words);
        }
        self.drop.extend(part.drop);
        self.set.extend(part.set);
        self.unit.extend(part.unit);
        self.unit_names.extend(part.unit_names);
        self.currency.extend(part.currency);
        self.currency_names.extend(part.currency_names);
        self.alias.extend(part.alias);
        self.home.extend(part.home);
        self.rule.extend(part.rule);
        self.frame.extend(part.frame);
        self.prepositions.extend(part.prepositions);
        self.paradigm.extend(part.paradigm);
        self.verbs.extend(part.verbs);
        self.verb.extend(part.verb);
        self.verb_roles.extend(part.verb_roles);
    }
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StyleSpec {
    pub(crate) decimal: Vec<char>,
    pub(crate) group: Vec<char>,
    #[serde(default)]
    pub(crate) head: HeadSide,
    #[serde(default)]
    pub(crate) plural: Vec<String>,
    #[serde(default)]
    pub(crate) not_noun: Vec<String>,
    #[serde(default)]
    pub(crate) adverb: Vec<String>,
    #[serde(default)]
    pub(crate) verb_plural: Vec<String>,
    #[serde(default)]
    pub(crate) verb_singular: Vec<String>,
    #[serde(default)]
    pub(crate) bare_year: bool,
    #[serde(default)]
    pub(crate) verb_participle: Vec<String>,
    #[serde(default)]
    pub(crate) verb_past: Vec<String>,
    #[serde(default)]
    pub(crate) verb_future: Vec<String>,
    #[serde(default)]
    pub(crate) verb_conditional: Vec<String>,
    #[serde(default)]
    pub(crate) month_first: bool,
    #[serde(default)]
    pub(crate) compound: bool,
    #[serde(default)]
    pub(crate) rank_chain: bool,
    #[serde(default)]
    pub(crate) fallback: bool,
    pub(crate) scale_of: Option<u32>,
}

/// How names look in a language.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamesSpec {
    /// Endings of capitalised first words that are no names.
    #[serde(default)]
    pub(crate) not_name: Vec<String>,
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Numbers {
    One(i64),
    Two([i64; 2]),
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitSpec {
    pub(crate) dimension: Dimension,
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) factor: Option<String>,
    #[serde(default)]
    pub(crate) symbols: Vec<String>,
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CurrencySpec {
    #[serde(default)]
    pub(crate) symbols: Vec<String>,
    /// Symbols that mean this currency unless the document says one of `others`.
    #[serde(default)]
    pub(crate) ambiguous: BTreeMap<String, Vec<String>>,
    /// Symbols that hold a magnitude, with its power of ten.
    #[serde(default)]
    pub(crate) scaled: BTreeMap<String, i64>,
    /// Words for where it is money: they tell which currency an ambiguous symbol means.
    #[serde(default)]
    pub(crate) home: Vec<String>,
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    #[serde(default)]
    pub(crate) one: Vec<String>,
    #[serde(default)]
    pub(crate) many: Vec<String>,
    /// Hundredths of a currency.
    #[serde(default)]
    pub(crate) sub: Vec<String>,
    /// Words with another meaning, which name a currency behind a magnitude only.
    #[serde(default)]
    pub(crate) weak: Vec<String>,
    /// Words with another meaning, which are flagged unless the document speaks of the currency.
    #[serde(default)]
    pub(crate) unsure: Vec<String>,
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleSpec {
    pub(crate) id: String,
    #[serde(rename = "match")]
    pub(crate) pattern: String,
    pub(crate) build: Build,
    pub(crate) with: Option<Variant>,
    pub(crate) gives: Option<String>,
    pub(crate) unless: Option<String>,
    #[serde(default)]
    pub(crate) not_after: Vec<String>,
    #[serde(default)]
    pub(crate) not_before: Vec<String>,
    #[serde(default)]
    pub(crate) fires: Vec<Written>,
    #[serde(default)]
    pub(crate) quiet: Vec<Written>,
}

/// An example as it is written: the text alone, or `{ text = "…", todo = true }` for a known gap.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "an example is a text, or a table of `text` and `todo`"
)]
pub(crate) enum Written {
    Plain(String),
    Table(TodoSpec),
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TodoSpec {
    text: String,
    #[serde(default)]
    todo: bool,
}

impl Written {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Table(table) => &table.text,
        }
    }

    pub(crate) const fn todo(&self) -> bool {
        matches!(self, Self::Table(TodoSpec { todo: true, .. }))
    }
}
