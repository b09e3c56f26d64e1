//! Packs of the user's own, laid over the built-in ones at run time.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use claimsift_packs_compile::{
    Example, Language, Layer, Pack, PackError, Source, Tells, class_names, compile,
};
use serde::Serialize;

use crate::{Packs, Slot};

/// The built-in files: language (none: all of them), name, layer, text.
static SOURCES: &[(Option<&str>, &str, Layer, &str)] =
    include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// One file of a pack of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// Name for messages.
    pub name: String,
    /// The language that it is about; none: all of them.
    pub lang: Option<String>,
    /// Its text.
    pub text: String,
}

impl Packs {
    /// The built-in packs with files of the user's own laid over them. What these define (a word of a class, a unit, a
    /// rule or frame with that id, a verb) takes the place of what is built in; a language without a built-in pack is a
    /// new one.
    ///
    /// # Errors
    ///
    /// Every mistake that was found, in the order of the files.
    ///
    /// # Examples
    ///
    /// ```
    /// use claimsift_packs::{OwnFile, Packs};
    ///
    /// let file = OwnFile {
    ///     name: "mine/units.toml".to_owned(),
    ///     lang: None,
    ///     text: "[unit.exaflops]\ndimension = 'quantity'\ncode = 'EFLOPS'\nsymbols = ['EFLOPS']".to_owned(),
    /// };
    /// assert!(Packs::with(&[file]).is_ok());
    /// let file = OwnFile { name: "x.toml".to_owned(), lang: None, text: "[unti.x]".to_owned() };
    /// assert!(Packs::with(&[file]).is_err());
    /// ```
    pub fn with(own: &[OwnFile]) -> Result<Self, Vec<PackError>> {
        if own.is_empty() {
            return Ok(Self::builtin());
        }
        let all: Vec<(Option<&str>, Source)> = builtin().chain(users(own)).collect();
        let tags: BTreeSet<&str> = all.iter().filter_map(|(tag, _)| *tag).collect();
        let sources: Vec<_> = all.iter().map(|(_, source)| source.clone()).collect();
        let names = class_names(&sources);
        let (mut compiled, mut errors) = (Vec::new(), Vec::new());
        for tag in tags {
            let of_it = all.iter().filter(|(t, _)| t.is_none_or(|t| t == tag));
            let sources: Vec<_> = of_it.map(|(_, source)| source.clone()).collect();
            match compile(tag, &sources, &names) {
                Ok((pack, examples)) => compiled.push((pack, examples)),
                Err(faults) => errors.extend(faults),
            }
        }
        if errors.is_empty() {
            return Ok(Self::compiled(compiled));
        }
        // A file for all languages is wrong once, however many read it.
        let mut seen = Vec::new();
        errors.retain(|e| {
            !seen.contains(e) && {
                seen.push(e.clone());
                true
            }
        });
        Err(errors)
    }

    fn compiled(compiled: Vec<(Pack, Vec<Example>)>) -> Self {
        let packs: Vec<_> = compiled.iter().map(|(pack, _)| pack.clone()).collect();
        let slot = |(pack, examples): (Pack, Vec<Example>)| Slot {
            tag: pack.tag.clone(),
            fallback: pack.style.fallback,
            examples: stored(&examples),
            bytes: stored(&Language::new(pack)),
            language: OnceLock::new(),
        };
        Self {
            frequent: OnceLock::from(Tells::frequent(&packs)),
            all: OnceLock::from(Tells::all(&packs)),
            languages: compiled.into_iter().map(slot).collect(),
        }
    }
}

fn builtin<'a>() -> impl Iterator<Item = (Option<&'a str>, Source)> {
    SOURCES.iter().map(|(tag, file, layer, text)| {
        let source = Source {
            file: (*file).to_owned(),
            text: (*text).to_owned(),
            layer: *layer,
        };
        (*tag, source)
    })
}

fn users(own: &[OwnFile]) -> impl Iterator<Item = (Option<&str>, Source)> {
    own.iter().map(|file| {
        let source = Source {
            file: file.name.clone(),
            text: file.text.clone(),
            layer: Layer::Own,
        };
        (file.lang.as_deref(), source)
    })
}

/// As the build script stores it. Serialising these types to memory cannot fail.
fn stored(what: &impl Serialize) -> Cow<'static, [u8]> {
    Cow::Owned(postcard::to_allocvec(what).unwrap_or_default())
}
