//! Rules: read, checked, and put in the order in which they run.

use std::collections::{BTreeMap, BTreeSet};

use claimsift_engine::ClassId;
use claimsift_engine::pattern::{Build, Pattern, Program, SLOTS, SlotName, parse};

use crate::check::{PackError, line_of};
use crate::compile::{Compiler, Layer, Source};
use crate::pack::{Example, Rule, class_id};
use crate::spec::{FileSpec, RuleSpec, Written};
use crate::vocabulary::class;

/// The key of `drop` under which ids of rules stand.
const DROP_RULES: &str = "rule";

/// The key of `drop` under which ids of frames stand.
pub(crate) const DROP_FRAMES: &str = "frame";

/// The ids that the user's own packs drop.
pub(crate) fn dropped<'a>(files: &[&'a (&Source, FileSpec)], key: &str) -> BTreeSet<&'a str> {
    let lists = files.iter().filter_map(|(_, file)| file.drop.get(key));
    lists.flatten().map(String::as_str).collect()
}

/// Whether a key of `drop` names ids and not words.
pub(crate) fn drops_ids(key: &str) -> bool {
    [DROP_RULES, DROP_FRAMES].contains(&key)
}

impl Compiler {
    /// The rules of all files. One of the user's own takes the place of the built-in one with its id; an id that
    /// `drop` names is left out.
    pub(crate) fn rules(&mut self, files: &[&(&Source, FileSpec)]) {
        let dropped: BTreeSet<&str> = dropped(files, DROP_RULES);
        let mut seen = BTreeMap::new();
        for (source, file) in files {
            for rule in &file.rule {
                let first = *seen.entry(rule.id.as_str()).or_insert(source.layer);
                if first == Layer::Own && source.layer != Layer::Own
                    || source.layer != Layer::Own && dropped.contains(rule.id.as_str())
                {
                    continue;
                }
                let twice = self.pack.rules.iter().any(|r| *r.id == *rule.id);
                if twice {
                    let message = "another rule has this id; ids are never reused";
                    self.error(source, &rule.id, message);
                    continue;
                }
                self.rule(source, rule);
            }
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
        self.take_examples(source, &spec.id, &spec.fires, &spec.quiet);
    }

    /// Notes the examples of a rule or frame.
    pub(crate) fn take_examples(
        &mut self,
        source: &Source,
        id: &str,
        fires: &[Written],
        quiet: &[Written],
    ) {
        let quiet = quiet.iter().map(|w| (w, false));
        for (written, fires) in fires.iter().map(|w| (w, true)).chain(quiet) {
            let text = written.text();
            match example(id, text, fires, &self.pack.tag) {
                Ok(mut example) => {
                    example.todo = written.todo();
                    example.file.clone_from(&source.file);
                    example.line = line_of(&source.text, text);
                    self.examples.push(example);
                }
                Err(message) => self.error(source, text, message),
            }
        }
    }

    fn compile_rule(&self, spec: &RuleSpec) -> Result<Rule, String> {
        let pattern = parse(&spec.pattern).map_err(|e| format!("`match` {e}"))?;
        bounded(&pattern).map_err(|e| format!("`match` {e}"))?;
        missing_capture(spec.build, &pattern)?;
        let class = |name: &str| class_id(&self.pack.classes, name);
        let slot = |name: &str| {
            let number = spec.build.slot(SlotName::of(name)?);
            number.filter(|n| usize::from(*n) < SLOTS)
        };
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
                bounded(&pattern).map_err(|e| format!("`unless` {e}"))?;
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
            id: spec.id.as_str().into(),
            build: spec.build,
            with: spec.with,
            gives,
            unless,
            not_after: list(&spec.not_after)?,
            not_before: list(&spec.not_before)?,
            literals: u16::try_from(count_sets(&pattern)).unwrap_or(u16::MAX),
            second: classes.contains(&gives),
            program,
        })
    }

    /// Puts the rules into strata: a rule runs after every rule that gives a class it reads; rules that read their own
    /// class run after their fellows. A cycle between classes is an error.
    pub(crate) fn order(&mut self) {
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
                let message = "some of these classes are built from each other in a circle";
                let mut error = PackError::new(&self.pack.tag, "", None, message);
                error.item = names.join(", ");
                self.errors.push(error);
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
    let needed = build.slots().0.iter().map(|slot| slot.name());
    match needed.into_iter().find(|name| !found.contains(*name)) {
        Some(slot) => Err(format!("this build needs a capture called `{slot}`")),
        None => Ok(()),
    }
}

/// The most ways in which a pattern may be gone through: the matcher tries them one by one, at every token. Every
/// built-in pattern stays within it.
const MAX_WAYS: u64 = 100_000;

/// Refuses a pattern that would cost without bound.
fn bounded(pattern: &Pattern) -> Result<(), String> {
    match ways(pattern) {
        0..=MAX_WAYS => Ok(()),
        _ => Err(format!(
            "can be gone through in more than {MAX_WAYS} ways; make it two rules, or take options out"
        )),
    }
}

fn ways(pattern: &Pattern) -> u64 {
    match pattern {
        Pattern::Seq(parts) => parts.iter().map(ways).fold(1, u64::saturating_mul),
        Pattern::Alt(parts) => parts.iter().map(ways).fold(0, u64::saturating_add),
        Pattern::Opt(inner) => ways(inner).saturating_add(1),
        Pattern::Skip(tokens) => u64::from(*tokens) + 1,
        Pattern::Class { .. } | Pattern::NoGap => 1,
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
fn example(id: &str, written: &str, fires: bool, tag: &str) -> Result<Example, &'static str> {
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
        todo: false,
        file: String::new(),
        line: 0,
    })
}
