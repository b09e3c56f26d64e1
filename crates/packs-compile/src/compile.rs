//! Files to one compiled pack: read, check, compile.

use std::collections::BTreeSet;

use claimsift_engine::{ClassId, Lexeme, phrase};

use crate::check::{PackError, line_of};
use crate::grammar;
use crate::pack::{Currency, Example, NumberStyle, Pack, Unit, class_id};
use crate::spec::{FileSpec, Names, Numbers};
use crate::vocabulary::class;

/// Where a file of a pack comes from: a word of a later layer wins over the same word of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Shared by all languages; its words are the language's too, unless the language drops them.
    Common,
    /// Written by a generator; gives way without a word.
    Generated,
    /// Written by hand.
    Hand,
}

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Name for messages.
    pub file: String,
    /// Its text.
    pub text: String,
    /// Where it comes from.
    pub layer: Layer,
}

/// The names of the sets and classes that some files fill. What one language fills, a rule for all may name: in the
/// other languages it is empty.
#[must_use]
pub fn class_names(sources: &[Source]) -> BTreeSet<String> {
    let files = sources.iter().filter_map(|s| toml::from_str(&s.text).ok());
    let names = |file: FileSpec| {
        let sets = file.set.into_keys().map(|name| format!("@{name}"));
        sets.chain(file.class.into_keys()).collect::<Vec<_>>()
    };
    files.flat_map(names).collect()
}

/// Compiles the files of one language, laid over the files common to all. `names` are those of [`class_names`] over
/// the files of all languages.
///
/// # Errors
/// Every mistake that was found, not only the first.
pub fn compile(
    tag: &str,
    sources: &[Source],
    names: &BTreeSet<String>,
) -> Result<(Pack, Vec<Example>), Vec<PackError>> {
    let mut errors = Vec::new();
    let files: Vec<(&Source, FileSpec)> = sources
        .iter()
        .filter_map(|source| match toml::from_str(&source.text) {
            Ok(spec) => Some((source, spec)),
            Err(e) => {
                errors.push(toml_error(source, &e));
                None
            }
        })
        .collect();
    let mut compiler = Compiler {
        pack: Pack {
            tag: tag.to_owned(),
            ..Pack::default()
        },
        examples: Vec::new(),
        errors,
        seen: BTreeSet::new(),
        taken: BTreeSet::new(),
        dropped: BTreeSet::new(),
    };
    let known = |name: &&String| class_id(&[], name).is_none();
    compiler.pack.classes = names.iter().filter(known).cloned().collect();
    compiler.all(&files);
    if compiler.errors.is_empty() {
        Ok((compiler.pack, compiler.examples))
    } else {
        Err(compiler.errors)
    }
}

fn toml_error(source: &Source, error: &toml::de::Error) -> PackError {
    let line = error.span().map(|s| {
        source.text[..s.start.min(source.text.len())]
            .lines()
            .count()
            .max(1)
    });
    PackError {
        file: source.file.clone(),
        line,
        item: String::new(),
        message: error.message().to_owned(),
    }
}

pub(crate) struct Compiler {
    pub(crate) pack: Pack,
    pub(crate) examples: Vec<Example>,
    pub(crate) errors: Vec<PackError>,
    seen: BTreeSet<(Vec<String>, ClassId, Option<String>)>,
    /// Words that a generated file may not add again.
    taken: BTreeSet<(Vec<String>, ClassId)>,
    /// Words that the language does not want from common and generated files.
    dropped: BTreeSet<(Vec<String>, ClassId)>,
}

impl Compiler {
    fn all(&mut self, files: &[(&Source, FileSpec)]) {
        for (_, file) in files {
            self.style(file);
            self.name_classes(file);
        }
        for (source, file) in files {
            self.drops(source, file);
        }
        for (source, file) in files {
            self.tables(source, file);
        }
        let generated = |(source, _): &&(&Source, FileSpec)| source.layer == Layer::Generated;
        let last = files.iter().filter(generated);
        for (source, file) in files.iter().filter(|f| !generated(f)).chain(last) {
            self.words(source, file);
            self.names(source, file);
            self.aliases(source, file);
        }
        let mut ids = BTreeSet::new();
        for (source, file) in files {
            for rule in &file.rule {
                if !ids.insert(rule.id.clone()) {
                    self.error(
                        source,
                        &rule.id,
                        "another rule has this id; ids are never reused",
                    );
                }
                self.rule(source, rule);
            }
        }
        grammar::compile(self, files);
        self.order();
    }

    pub(crate) fn error(&mut self, source: &Source, item: &str, message: &str) {
        self.errors.push(PackError {
            file: source.file.clone(),
            line: line_of(&source.text, item),
            item: item.to_owned(),
            message: message.to_owned(),
        });
    }

    fn style(&mut self, file: &FileSpec) {
        if let Some(style) = &file.pack {
            self.pack.style = NumberStyle {
                decimal: style.decimal.clone(),
                group: style.group.clone(),
                head: style.head,
                plural: style.plural.clone(),
                not_noun: style.not_noun.clone(),
                adverb: style.adverb.clone(),
                verb_plural: style.verb_plural.clone(),
                verb_singular: style.verb_singular.clone(),
                verb_participle: style.verb_participle.clone(),
                verb_past: style.verb_past.clone(),
                verb_future: style.verb_future.clone(),
                month_first: style.month_first,
                scale_of: style.scale_of,
                compound: style.compound,
                fallback: style.fallback,
            };
        }
    }

    fn name_classes(&mut self, file: &FileSpec) {
        let sets = file.set.keys().map(|name| format!("@{name}"));
        for name in sets.chain(file.class.keys().cloned()) {
            if class_id(&self.pack.classes, &name).is_none() {
                self.pack.classes.push(name);
            }
        }
    }

    fn drops(&mut self, source: &Source, file: &FileSpec) {
        for (name, words) in &file.drop {
            let Some(id) = class_id(&self.pack.classes, name) else {
                self.error(source, name, "no class or set has this name");
                continue;
            };
            let plain = |w: &String| (phrase(w), id);
            self.dropped.extend(words.iter().map(plain));
        }
    }

    fn tables(&mut self, source: &Source, file: &FileSpec) {
        for (id, unit) in &file.unit {
            let index = self.pack.units.len();
            self.pack.units.push(Unit {
                id: id.clone(),
                dimension: unit.dimension,
                code: unit.code.clone(),
                factor: unit.factor.clone().unwrap_or_else(|| "1".to_owned()),
            });
            for symbol in &unit.symbols {
                self.word(source, symbol, class::UNIT, (number(index), 0));
            }
        }
        for (code, currency) in &file.currency {
            let index = self.currency(code, &[]);
            for symbol in &currency.symbols {
                self.word(source, symbol, class::CURRENCY, (number(index), 0));
            }
            for (symbol, others) in &currency.ambiguous {
                let index = self.currency(code, others);
                // A word stands behind its amount; so does a name.
                let name = symbol.chars().filter(|c| c.is_alphabetic()).count() > 3;
                let extra = if name { 2 } else { 0 };
                self.word(source, symbol, class::CURRENCY, (number(index), extra));
            }
            for (symbol, exponent) in &currency.scaled {
                self.word(
                    source,
                    symbol,
                    class::CURRENCY,
                    (number(index), 100 + exponent),
                );
            }
            for word in &currency.home {
                self.word(source, word, class::CURRENCY_HOME, (number(index), 0));
            }
        }
    }

    fn currency(&mut self, code: &str, others: &[String]) -> usize {
        let found = self
            .pack
            .currencies
            .iter()
            .position(|c| c.code == code && c.ambiguous == others);
        found.unwrap_or_else(|| {
            self.pack.currencies.push(Currency {
                code: code.to_owned(),
                ambiguous: others.to_vec(),
            });
            self.pack.currencies.len() - 1
        })
    }

    fn words(&mut self, source: &Source, file: &FileSpec) {
        for (name, words) in &file.set {
            let id = class_id(&self.pack.classes, &format!("@{name}"));
            for (id, word) in words.iter().filter_map(|w| Some((id?, w))) {
                self.word(source, word, id, (0, 0));
            }
        }
        for (name, words) in &file.class {
            let id = class_id(&self.pack.classes, name);
            for (id, (word, numbers)) in words.iter().filter_map(|w| Some((id?, w))) {
                let numbers = match numbers {
                    Numbers::One(value) => (*value, 0),
                    Numbers::Two([value, extra]) => (*value, *extra),
                };
                self.word(source, word, id, numbers);
            }
        }
    }

    fn names(&mut self, source: &Source, file: &FileSpec) {
        for (id, names) in &file.unit_names {
            match self.pack.units.iter().position(|u| u.id == *id) {
                Some(index) => self.forms(source, names, class::UNIT, index),
                None => self.error(
                    source,
                    id,
                    "no unit has this id; add it to `units.toml`, or mend the spelling",
                ),
            }
        }
        for (code, names) in &file.currency_names {
            let index = self.currency(code, &[]);
            self.forms(source, names, class::CURRENCY, index);
        }
    }

    fn aliases(&mut self, source: &Source, file: &FileSpec) {
        for (table, class) in [(&file.alias, class::ALIAS), (&file.home, class::HOME)] {
            for (phrase, name) in table {
                let found = self.pack.aliases.iter().position(|a| a == name);
                let index = found.unwrap_or_else(|| {
                    self.pack.aliases.push(name.clone());
                    self.pack.aliases.len() - 1
                });
                self.word(source, phrase, class, (number(index), 0));
            }
        }
        if let Some(names) = &file.names {
            self.pack.not_name.clone_from(&names.not_name);
        }
    }

    fn forms(&mut self, source: &Source, names: &Names, class: ClassId, index: usize) {
        for (words, extra) in [
            (&names.one, 1),
            (&names.many, 2),
            (&names.sub, 3),
            (&names.weak, 4),
        ] {
            for word in words {
                self.word(source, word, class, (number(index), extra));
            }
        }
    }

    /// A leading `=` asks for the very spelling.
    fn word(&mut self, source: &Source, word: &str, class: ClassId, (value, extra): (i64, i64)) {
        let (exact, plain) = match word.strip_prefix('=') {
            Some(plain) if !plain.is_empty() => (Some(plain.to_owned()), plain),
            _ => (None, word),
        };
        let words = phrase(plain);
        let key = (words.clone(), class);
        if source.layer != Layer::Hand && self.dropped.contains(&key)
            || source.layer == Layer::Generated && self.taken.contains(&key)
        {
            return;
        }
        if source.layer != Layer::Generated {
            self.taken.insert(key);
        }
        if words.is_empty() {
            self.error(source, word, "a word with no letter, digit or sign in it");
        } else if !self.seen.insert((words.clone(), class, exact.clone())) {
            self.error(
                source,
                word,
                "this word stands twice in one class; keep one of the two",
            );
        } else {
            self.pack.entries.push((
                words,
                Lexeme {
                    class,
                    value,
                    extra,
                    exact,
                },
            ));
        }
    }
}

pub(crate) fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
