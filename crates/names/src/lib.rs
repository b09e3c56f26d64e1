//! The names of a document: who is who, and what they are called.
//!
//! `runs` finds runs of capitals, `evidence` says which of them are names, `context` what they name, `merge`
//! which are the same, `coref` what stands for them: *l’entreprise*, *elle*, *the bank*. Their words are compared as
//! numbers (`symbols`).
//!
//! ```
//! use claimsift_mentions::tokens;
//! use claimsift_model::Document;
//! use claimsift_packs::Packs;
//!
//! let packs = Packs::builtin();
//! let document = Document::of_paragraph("Nvidia investit. Le groupe Nvidia paiera.");
//! let tokens = tokens(&document, &packs, None);
//! let table = claimsift_names::names(&document, &tokens, &packs);
//! assert_eq!((table.names.len(), &*table.names[0].canonical), (1, "Nvidia"));
//! ```

mod acronyms;
mod antecedents;
mod context;
mod coref;
mod evidence;
mod facts;
mod gather;
mod merge;
mod runs;
mod symbols;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use claimsift_mentions::Tokens;
use claimsift_model::Document;
use claimsift_packs::Packs;

/// What a name names, as far as the text shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum NameKind {
    Organisation,
    Person,
    Place,
    Product,
    Unknown,
}

/// One party of the document, under all its spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'a> {
    /// The canonical form.
    pub canonical: Cow<'a, str>,
    /// What it names.
    pub kind: NameKind,
    /// 1 masculine, 2 feminine, 0 unknown.
    pub gender: i64,
}

/// A place where a name is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Tokens, as indices into [`Tokens::all`].
    pub tokens: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// Index into [`NameTable::names`].
    pub name: usize,
}

/// A noun phrase or pronoun that stands for names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anaphor {
    /// Its tokens, with article and what belongs to it: *le géant de Redmond*.
    pub tokens: Range<usize>,
    /// One past its noun.
    pub noun: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// The names it stands for; none where the text does not say.
    pub to: Vec<usize>,
}

/// The names of a document.
#[derive(Debug, Clone, Default)]
pub struct NameTable<'a> {
    /// The parties, each once.
    pub names: Vec<Name<'a>>,
    /// Where names are written, in text order; they do not overlap.
    pub spots: Vec<Spot>,
    /// For each spot, its phrase with title and apposition.
    phrases: Vec<Range<usize>>,
    /// What stands for names, in text order of their first token.
    pub anaphors: Vec<Anaphor>,
}

impl NameTable<'_> {
    /// The name written over a token, if any.
    #[must_use]
    pub fn at(&self, token: usize) -> Option<&Spot> {
        let after = self.spots.partition_point(|s| s.tokens.end <= token);
        self.spots.get(after).filter(|s| s.tokens.contains(&token))
    }

    /// The names written in a sentence.
    #[must_use]
    pub fn spots_in(&self, sentence: usize) -> &[Spot] {
        let from = self.spots.partition_point(|s| s.sentence < sentence);
        let to = self.spots.partition_point(|s| s.sentence <= sentence);
        &self.spots[from..to]
    }

    /// What stands for names in a sentence.
    #[must_use]
    pub fn anaphors_in(&self, sentence: usize) -> &[Anaphor] {
        let from = self.anaphors.partition_point(|a| a.sentence < sentence);
        let to = self.anaphors.partition_point(|a| a.sentence <= sentence);
        &self.anaphors[from..to]
    }

    /// The whole noun phrase of a spot, with title and apposition (*Le PDG d’OpenAI, Sam Altman*); `None` when the name
    /// stands alone.
    #[must_use]
    pub fn apposition(&self, spot: &Spot) -> Option<Range<usize>> {
        let index = self
            .spots
            .partition_point(|s| s.tokens.start < spot.tokens.start);
        self.phrases
            .get(index)
            .filter(|p| **p != spot.tokens)
            .cloned()
    }

    /// Whether a name is a person's.
    #[must_use]
    pub fn is_person(&self, name: usize) -> bool {
        self.names
            .get(name)
            .is_some_and(|n| n.kind == NameKind::Person)
    }

    /// Whether a name is known to be a person's or an organisation's.
    #[must_use]
    pub fn is_party(&self, name: usize) -> bool {
        let kind = self.names.get(name).map(|n| n.kind);
        matches!(kind, Some(NameKind::Person | NameKind::Organisation))
    }

    /// The name that a nominal (*la start-up*, *the company*) or pronoun (*elle*, *it*) at `tokens` stands for:
    /// the nearest that fits, where the text supports it.
    #[must_use]
    pub fn resolve(&self, tokens: Range<usize>) -> Option<usize> {
        // Everything was resolved in one pass forward, with the whole document in sight.
        match self.resolve_all(tokens) {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The names that a phrase stands for: one, or the members of a plural (*les deux géants*).
    #[must_use]
    pub fn resolve_all(&self, tokens: Range<usize>) -> &[usize] {
        let found = self.anaphor(&tokens);
        if let Some(anaphor) = found.filter(|a| !a.to.is_empty()) {
            return &anaphor.to;
        }
        let spot = self.at(tokens.start).filter(|s| s.tokens.end <= tokens.end);
        spot.map_or(&[], |s| std::slice::from_ref(&s.name))
    }

    /// The noun phrase or pronoun whose noun `tokens` begins with.
    #[must_use]
    pub fn anaphor(&self, tokens: &Range<usize>) -> Option<&Anaphor> {
        let from = self.anaphors.partition_point(|a| a.noun <= tokens.start);
        let found = self.anaphors.get(from)?;
        let begins = found.tokens.start <= tokens.start + 1 && found.noun <= tokens.end;
        begins.then_some(found)
    }
}

/// Finds the names of a document.
#[must_use]
pub fn names<'a>(
    document: &'a Document,
    tokens: &'a Tokens<'a>,
    packs: &'a Packs,
) -> NameTable<'a> {
    let words = words::Words::read(document, tokens);
    if !words.has_capitals() {
        return NameTable::default();
    }
    let gathered = gather::read(&words, tokens, packs);
    coref::read(&words, tokens, packs, gathered)
}
