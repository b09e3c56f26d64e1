//! Files to one compiled pack: read, check, compile.

use std::collections::{BTreeMap, BTreeSet};

use claimsift_engine::{ClassId, Lexeme, phrase};

use crate::check::{PackError, find};
use crate::grammar;
use crate::pack::{Currency, Example, NumberStyle, Pack, Unit, class_id};
use crate::read::read;
use crate::rules::drops_ids;
use crate::spec::{FileSpec, Names, Numbers, UnitSpec};
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
    /// A pack of the user's own: what it defines takes the place of what is built in.
    Own,
}

impl Layer {
    /// Whether its words give way, without a word, to the same words of another layer.
    const fn gives_way_to(self, other: Self) -> bool {
        match self {
            Self::Generated => !matches!(other, Self::Generated),
            Self::Common | Self::Hand => matches!(other, Self::Own),
            Self::Own => false,
        }
    }

    /// When its words are taken in: those that others give way to first.
    const fn turn(self) -> u8 {
        match self {
            Self::Own => 0,
            Self::Common | Self::Hand => 1,
            Self::Generated => 2,
        }
    }
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
    let files = sources.iter().map(|s| read(s).0);
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
        .map(|source| {
            let (spec, faults) = read(source);
            errors.extend(faults);
            (source, spec)
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
        taken: BTreeMap::new(),
        dropped: BTreeMap::new(),
        units: BTreeMap::new(),
    };
    let known = |name: &&String| class_id(&[], name).is_none();
    compiler.pack.classes = names.iter().filter(known).cloned().collect();
    let frequent = frequent(&files);
    // Classes that share a place in sets are neighbours.
    let order = |name: &String| frequent.contains(name);
    compiler.pack.classes.sort_by_cached_key(order);
    compiler.all(&files);
    if compiler.errors.is_empty() {
        Ok((compiler.pack, compiler.examples))
    } else {
        Err(compiler.errors)
    }
}

/// The names of the classes that hold a function word or a mark: they are in nearly every sentence.
fn frequent(files: &[(&Source, FileSpec)]) -> BTreeSet<String> {
    let files = || files.iter().map(|(_, file)| file);
    let sets = || files().flat_map(|file| &file.set);
    let id = |name: &str| class_id(&[], &format!("@{name}"));
    let stop = sets().filter(|(name, _)| id(name) == Some(class::STOP));
    let stop: BTreeSet<&String> = stop.flat_map(|(_, words)| words).collect();
    let common = |w: &String| stop.contains(w) || !w.contains(char::is_alphanumeric);
    let sets = sets().filter(|(_, words)| words.iter().any(common));
    let classes = files().flat_map(|file| &file.class);
    let classes = classes.filter(|(_, words)| words.keys().any(common));
    let sets = sets.map(|(name, _)| format!("@{name}"));
    sets.chain(classes.map(|(name, _)| name.clone())).collect()
}

pub(crate) struct Compiler {
    pub(crate) pack: Pack,
    pub(crate) examples: Vec<Example>,
    pub(crate) errors: Vec<PackError>,
    seen: BTreeSet<(Vec<String>, ClassId, Option<String>)>,
    /// Words that a layer has: layers that give way to it may not add them again.
    taken: BTreeMap<(Vec<String>, ClassId), Layer>,
    /// Words that a layer does not want from the layers below it.
    dropped: BTreeMap<(Vec<String>, ClassId), Layer>,
    /// The layer that says what a unit is.
    units: BTreeMap<String, Layer>,
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
        // What takes the place of other words comes first, what gives way last.
        let mut files: Vec<&(&Source, FileSpec)> = files.iter().collect();
        files.sort_by_key(|(source, _)| source.layer.turn());
        for (source, file) in &files {
            self.tables(source, file);
        }
        for (source, file) in &files {
            self.words(source, file);
            self.names(source, file);
            self.aliases(source, file);
        }
        self.rules(&files);
        grammar::compile(self, &files);
        self.order();
    }

    pub(crate) fn error(&mut self, source: &Source, item: &str, message: &str) {
        let span = find(&source.text, item);
        let mut error = PackError::new(&source.file, &source.text, span, message);
        item.clone_into(&mut error.item);
        self.errors.push(error);
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
                verb_conditional: style.verb_conditional.clone(),
                bare_year: style.bare_year,
                month_first: style.month_first,
                scale_of: style.scale_of,
                compound: style.compound,
                rank_chain: style.rank_chain,
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
        for (name, words) in file.drop.iter().filter(|(name, _)| !drops_ids(name)) {
            let Some(id) = class_id(&self.pack.classes, name) else {
                self.error(source, name, "no class or set has this name");
                continue;
            };
            let plain = |w: &String| ((phrase(w), id), source.layer);
            self.dropped.extend(words.iter().map(plain));
        }
    }

    fn tables(&mut self, source: &Source, file: &FileSpec) {
        for (id, unit) in &file.unit {
            let index = self.unit(source, id, unit);
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

    /// The index of a unit; the first layer that names it says what it is.
    fn unit(&mut self, source: &Source, id: &str, unit: &UnitSpec) -> usize {
        if let Some(index) = self.pack.units.iter().position(|u| u.id == id) {
            if self.units.get(id) == Some(&source.layer) {
                self.error(source, id, "another unit has this id; keep one of the two");
            }
            return index;
        }
        if let Some(factor) = unit.factor.as_deref().filter(|f| !is_decimal(f)) {
            let message =
                format!("`{factor}` is no decimal number; write digits, such as 1000 or 0.5");
            self.error(source, id, &message);
        }
        self.units.insert(id.to_owned(), source.layer);
        self.pack.units.push(Unit {
            id: id.to_owned(),
            dimension: unit.dimension,
            code: unit.code.clone(),
            factor: unit.factor.clone().unwrap_or_else(|| "1".to_owned()),
        });
        self.pack.units.len() - 1
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
            if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
                let message =
                    format!("`{code}` is no code of a currency: three capitals, as in ISO 4217");
                self.error(source, code, &message);
                continue;
            }
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
            (&names.unsure, 5),
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
        let gives_way = |to: &Layer| source.layer.gives_way_to(*to);
        if self.dropped.get(&key).is_some_and(|by| source.layer < *by)
            || self.taken.get(&key).is_some_and(gives_way)
        {
            return;
        }
        self.taken.entry(key).or_insert(source.layer);
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

/// Digits, and perhaps a point and more digits.
fn is_decimal(text: &str) -> bool {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    [whole, rest]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}
