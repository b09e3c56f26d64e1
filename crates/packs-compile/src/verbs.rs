//! Verbs: lemmas and paradigms, spelled out to the forms that stand in texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kinds::Kinds;

/// Features of a verb form, as bits of its lexeme's second number. A form may have several.
pub mod form {
    /// Infinitive, or the bare form.
    pub const INFINITIVE: i64 = 1;
    /// Present, indicative or subjunctive.
    pub const PRESENT: i64 = 2;
    /// Any past tense of one word.
    pub const PAST: i64 = 4;
    /// Past participle.
    pub const PARTICIPLE: i64 = 8;
    /// Future.
    pub const FUTURE: i64 = 16;
    /// Conditional.
    pub const CONDITIONAL: i64 = 32;
    /// Present participle.
    pub const GERUND: i64 = 64;
    /// The features that make a form finite.
    pub const FINITE: i64 = PRESENT | PAST | FUTURE | CONDITIONAL;
}

/// What a verb does beyond naming an action.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Auxiliary of the perfect.
    Have,
    /// Auxiliary of the passive, and copula.
    Be,
    /// Auxiliary without meaning of its own.
    Do,
    /// Auxiliary of the future.
    Will,
    /// Auxiliary of the conditional.
    Would,
    /// Makes what follows possible.
    Possible,
    /// Makes what follows planned where it is conditional, present or future.
    Ought,
    /// Has no subject but an empty pronoun.
    Impersonal,
    /// Makes its own object planned.
    Promise,
    /// Makes an infinitive behind it planned.
    Plan,
    /// Its object does what an infinitive behind it says.
    Compel,
    /// Says what follows.
    Speech,
    /// Says what follows, as an estimate.
    Estimate,
    /// Says what follows of oneself, without proof.
    Assert,
    /// Denies what follows.
    Deny,
    /// Reports what is unconfirmed.
    Hearsay,
    /// Says what follows where it is reflexive: *s’étonner*.
    Exclaim,
    /// Goes by a calendar: its present tells of what is to come (*the fair opens in March*).
    Scheduled,
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Roles(u32);

impl Roles {
    /// No role.
    pub const NONE: Self = Self(0);

    /// The set of some roles.
    #[must_use]
    pub const fn of(roles: &[Role]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < roles.len() {
            set |= 1 << roles[at] as u32;
            at += 1;
        }
        Self(set)
    }

    /// Adds the roles of another set.
    pub const fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether a role is in the set.
    #[must_use]
    pub const fn has(self, role: Role) -> bool {
        self.0 >> role as u32 & 1 == 1
    }

    /// Whether some role is in both sets.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// How many they are.
    #[must_use]
    pub const fn count(self) -> usize {
        self.0.count_ones() as usize
    }
}

/// A verb of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verb {
    /// Its lemma.
    pub lemma: String,
    /// What it does beyond naming an action.
    pub roles: Roles,
    /// Frames that it opens, as indices into the pack's.
    pub frames: Vec<u16>,
    /// The kinds of figure that these take.
    pub figures: Kinds,
}

impl Verb {
    /// Whether it has a role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.has(role)
    }
}

/// The forms of a verb, or the endings of a paradigm.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormsSpec {
    /// Paradigms: letters that the lemma ends in and loses before an ending.
    #[serde(default)]
    pub(crate) drop: String,
    /// Paradigms: the last of these letters in the stem becomes the second one before an ending marked `~`.
    #[serde(default)]
    pub(crate) change: Vec<String>,
    #[serde(default)]
    infinitive: Vec<String>,
    #[serde(default)]
    present: Vec<String>,
    #[serde(default)]
    past: Vec<String>,
    #[serde(default)]
    participle: Vec<String>,
    #[serde(default)]
    future: Vec<String>,
    #[serde(default)]
    conditional: Vec<String>,
    #[serde(default)]
    gerund: Vec<String>,
}

impl FormsSpec {
    fn features(&self) -> [(&[String], i64); 7] {
        [
            (&self.infinitive, form::INFINITIVE),
            (&self.present, form::PRESENT),
            (&self.past, form::PAST),
            (&self.participle, form::PARTICIPLE),
            (&self.future, form::FUTURE),
            (&self.conditional, form::CONDITIONAL),
            (&self.gerund, form::GERUND),
        ]
    }

    /// The forms listed, with their features.
    pub(crate) fn listed(&self) -> BTreeMap<String, i64> {
        let mut forms = BTreeMap::new();
        for (words, feature) in self.features() {
            for word in words {
                *forms.entry(word.clone()).or_insert(0) |= feature;
            }
        }
        forms
    }

    /// The forms of `lemma` in this paradigm; `None` when the lemma does not end as the paradigm asks.
    pub(crate) fn of(&self, lemma: &str) -> Option<BTreeMap<String, i64>> {
        let stem = lemma.strip_suffix(self.drop.as_str())?;
        let mut forms = BTreeMap::new();
        for (ending, feature) in self.listed() {
            *forms.entry(self.join(stem, &ending)?).or_insert(0) |= feature;
        }
        Some(forms)
    }

    /// `~` asks for the changed stem, `+` for its last letter doubled.
    fn join(&self, stem: &str, ending: &str) -> Option<String> {
        if let Some(rest) = ending.strip_prefix('+') {
            return Some(format!("{stem}{}{rest}", stem.chars().last()?));
        }
        let Some(rest) = ending.strip_prefix('~') else {
            return Some(format!("{stem}{ending}"));
        };
        let [from, to] = self.change.as_slice() else {
            return None;
        };
        let (head, tail) = stem.rsplit_once(from.as_str())?;
        Some(format!("{head}{to}{tail}{rest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{FormsSpec, form};

    #[test]
    fn paradigms() {
        let spec: FormsSpec = toml::from_str(
            "drop = \"er\"\nchange = [\"é\", \"è\"]\ninfinitive = [\"er\"]\npresent = [\"~e\"]\nparticiple = [\"é\"]",
        )
        .unwrap();
        let forms = spec.of("générer").unwrap();
        assert_eq!(forms["génère"], form::PRESENT);
        assert_eq!(forms["généré"], form::PARTICIPLE);
        assert!(spec.of("vendre").is_none());
        let spec: FormsSpec = toml::from_str("past = [\"+ed\"]").unwrap();
        assert_eq!(spec.of("plan").unwrap()["planned"], form::PAST);
    }
}
