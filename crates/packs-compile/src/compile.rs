//! Files to one compiled pack: read, check, compile.

use std::collections::{BTreeMap, BTreeSet};

use claimsift_engine::pattern::{Build, Pattern, Program, SLOTS, parse};
use claimsift_engine::{ClassId, Lexeme, phrase};

use crate::check::{PackError, line_of};
use crate::grammar;
use crate::pack::{Currency, Example, NumberStyle, Pack, Rule, Unit, class_id};
use crate::spec::{FileSpec, Names, Numbers, RuleSpec};
use crate::vocabulary::class;

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Name for messages.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// Compiles the files of one language, laid over the files common to all.
///
/// # Errors
/// Every mistake that was found, not only the first.
pub fn compile(tag: &str, sources: &[Source]) -> Result<(Pack, Vec<Example>), Vec<PackError>> {
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
    };
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
    errors: Vec<PackError>,
    seen: BTreeSet<(Vec<String>, ClassId, Option<String>)>,
}

impl Compiler {
    fn all(&mut self, files: &[(&Source, FileSpec)]) {
        for (_, file) in files {
            self.style(file);
            self.name_classes(file);
        }
        for (source, file) in files {
            self.tables(source, file);
        }
        for (source, file) in files {
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

    fn rule(&mut self, source: &Source, spec: &RuleSpec) {
        if spec.fires.is_empty() || spec.quiet.is_empty() {
            self.error(
                source,
                &spec.id,
                "a rule needs an example that `fires` and one that stays `quiet`",
            );
        }
        match self.compile_rule(spec) {
            Ok(rule) => self.pack.rules.push(rule),
            Err(message) => self.error(source, &spec.id, &message),
        }
        for (texts, fires) in [(&spec.fires, true), (&spec.quiet, false)] {
            for text in texts {
                match example(&spec.id, text, fires, &self.pack.tag) {
                    Ok(example) => self.examples.push(example),
                    Err(message) => self.error(source, text, message),
                }
            }
        }
    }

    fn compile_rule(&self, spec: &RuleSpec) -> Result<Rule, String> {
        let pattern = parse(&spec.pattern).map_err(|e| format!("`match` {e}"))?;
        missing_capture(spec.build, &pattern)?;
        let class = |name: &str| class_id(&self.pack.classes, name);
        let slot = |name: &str| spec.build.slot(name).filter(|n| usize::from(*n) < SLOTS);
        let program = Program::compile(&pattern, &class, &slot)?;
        let list = |names: &[String]| -> Result<Vec<ClassId>, String> {
            names
                .iter()
                .map(|n| class(n).ok_or_else(|| format!("no class or set is called `{n}`")))
                .collect()
        };
        let unless = match &spec.unless {
            None => None,
            Some(text) => {
                let pattern = parse(text).map_err(|e| format!("`unless` {e}"))?;
                Some(Program::compile(&pattern, &class, &|_| None)?)
            }
        };
        let gives = match &spec.gives {
            Some(name) => {
                class(name).ok_or_else(|| format!("`gives`: no class is called `{name}`"))?
            }
            None => default_class(spec.build),
        };
        let classes: BTreeSet<ClassId> = program.classes().collect();
        Ok(Rule {
            id: spec.id.clone(),
            build: spec.build,
            with: spec.with,
            gives,
            unless,
            not_after: list(&spec.not_after)?,
            not_before: list(&spec.not_before)?,
            literals: u16::try_from(count_sets(&pattern)).unwrap_or(u16::MAX),
            requires: classes
                .iter()
                .copied()
                .filter(|c| (*c >= ClassId::FIRST || *c == ClassId::DIGITS) && program.requires(*c))
                .collect(),
            second: classes.contains(&gives),
            program,
        })
    }

    /// Puts the rules into strata: a rule runs after every rule that gives a class it reads; rules that read their own
    /// class run after their fellows. A cycle between classes is an error.
    fn order(&mut self) {
        let mut reads = BTreeMap::<ClassId, BTreeSet<ClassId>>::new();
        for rule in &self.pack.rules {
            let of = reads.entry(rule.gives).or_default();
            of.extend(rule.program.classes().filter(|c| *c != rule.gives));
        }
        let mut level = BTreeMap::<ClassId, usize>::new();
        for round in 0..=reads.len() {
            let mut moved = false;
            for (class, from) in &reads {
                let above = from
                    .iter()
                    .filter(|c| reads.contains_key(c))
                    .map(|c| level.get(c).copied().unwrap_or(0) + 1);
                let at = above.max().unwrap_or(0);
                moved |= level.insert(*class, at) != Some(at);
            }
            if !moved {
                break;
            }
            if round == reads.len() {
                let names: Vec<_> = reads
                    .keys()
                    .map(|c| self.pack.class_name(*c).to_owned())
                    .collect();
                self.errors.push(PackError {
                    file: self.pack.tag.clone(),
                    line: None,
                    item: names.join(", "),
                    message: "some of these classes are built from each other in a circle"
                        .to_owned(),
                });
            }
        }
        self.pack.rules.sort_by_key(|r| {
            (
                r.build.phase(),
                level.get(&r.gives).copied().unwrap_or(0),
                r.gives,
                r.second,
            )
        });
    }
}

pub(crate) fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn default_class(build: Build) -> ClassId {
    match build {
        Build::Range => class::RANGE,
        Build::Fraction | Build::Ratio => class::RATIO,
        Build::Money | Build::Truncated | Build::Shared => class::MONEY,
        Build::Quantity | Build::Bare | Build::Follows => class::QUANTITY,
        Build::Percent => class::PERCENT,
        Build::Count => class::COUNT,
        Build::Ordinal => class::ORDINAL,
        Build::Date | Build::Relative | Build::DateRange | Build::Part => class::DATE,
        Build::Duration => class::DURATION,
        Build::Time => class::TIME,
        Build::Set => class::SET,
        Build::Noise | Build::Hedge | Build::Rate | Build::Converts => class::NOISE,
    }
}

fn missing_capture(build: Build, pattern: &Pattern) -> Result<(), String> {
    let mut found = BTreeSet::new();
    captures(pattern, &mut found);
    match build.slots().0.iter().find(|s| !found.contains(**s)) {
        Some(slot) => Err(format!("this build needs a capture called `{slot}`")),
        None => Ok(()),
    }
}

fn captures<'a>(pattern: &'a Pattern, found: &mut BTreeSet<&'a str>) {
    match pattern {
        Pattern::Seq(parts) | Pattern::Alt(parts) => parts.iter().for_each(|p| captures(p, found)),
        Pattern::Opt(inner) => captures(inner, found),
        Pattern::Class {
            capture: Some(name),
            ..
        } => {
            found.insert(name);
        }
        _ => {}
    }
}

fn count_sets(pattern: &Pattern) -> usize {
    match pattern {
        Pattern::Seq(parts) | Pattern::Alt(parts) => parts.iter().map(count_sets).sum(),
        Pattern::Opt(inner) => count_sets(inner),
        Pattern::Class { name, .. } => usize::from(name.starts_with('@')),
        _ => 0,
    }
}

/// `text => value`, with an optional leading `tag:` of another language.
pub(crate) fn example(
    id: &str,
    written: &str,
    fires: bool,
    tag: &str,
) -> Result<Example, &'static str> {
    let (lang, rest) = match written.split_once(": ") {
        Some((lang, rest))
            if (2..=3).contains(&lang.len()) && lang.bytes().all(|b| b.is_ascii_lowercase()) =>
        {
            (lang, rest)
        }
        _ => (tag, written),
    };
    let (text, gives) = match rest.split_once(" => ") {
        Some((text, gives)) if fires => (text, Some(gives.to_owned())),
        None if !fires => (rest, None),
        Some(_) => return Err("a quiet example has no `=>`"),
        None => return Err("an example that fires ends in `=> value`"),
    };
    Ok(Example {
        rule: id.to_owned(),
        text: text.to_owned(),
        gives,
        lang: lang.to_owned(),
    })
}
