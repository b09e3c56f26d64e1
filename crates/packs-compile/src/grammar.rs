//! Verbs, nouns of frames and prepositions of a pack: spelled out, checked, and put among its words.

use std::collections::{BTreeMap, BTreeSet};

use claimsift_engine::{ClassId, Lexeme, phrase};

use crate::compile::{Compiler, Layer, Source, number};
use crate::frames::{self, FrameSpec};
use crate::kinds::Kinds;
use crate::pack::HeadSide;
use crate::rules::{DROP_FRAMES, dropped};
use crate::spec::FileSpec;
use crate::verbs::{FormsSpec, Role, Roles, Verb};
use crate::vocabulary::class;

type Files<'a> = [&'a (&'a Source, FileSpec)];

/// Compiles the grammar of all files.
pub(crate) fn compile(compiler: &mut Compiler, files: &Files<'_>) {
    prepositions(compiler, files);
    let lemmas = verbs(compiler, files);
    roles(compiler, files, &lemmas);
    let dropped = dropped(files, DROP_FRAMES);
    let mut seen = BTreeMap::new();
    for (source, file) in files {
        for spec in &file.frame {
            let first = seen.insert(spec.id.as_str(), source.layer);
            if source.layer != Layer::Own
                && (first == Some(Layer::Own) || dropped.contains(spec.id.as_str()))
            {
                continue;
            }
            if first.is_some() {
                compiler.error(source, &spec.id, "another frame has this id");
            }
            match frames::compile(spec, &compiler.pack.prepositions) {
                Ok(compiled) => {
                    compiler.pack.frames.push(compiled);
                    frame(compiler, source, spec, &lemmas);
                }
                Err(message) => compiler.error(source, &spec.id, &message),
            }
        }
    }
}

fn entry(compiler: &mut Compiler, word: &str, class: ClassId, (value, extra): (i64, i64)) {
    let lexeme = Lexeme {
        class,
        value,
        extra,
        exact: None,
    };
    compiler.pack.entries.push((phrase(word), lexeme));
}

fn prepositions(compiler: &mut Compiler, files: &Files<'_>) {
    for word in files.iter().flat_map(|(_, f)| &f.prepositions) {
        if compiler.pack.prepositions.contains(word) {
            continue;
        }
        let index = number(compiler.pack.prepositions.len());
        compiler.pack.prepositions.push(word.clone());
        entry(compiler, word, class::PREPOSITION, (index, 0));
    }
}

/// Every verb with its forms; gives the index of each lemma.
fn verbs(compiler: &mut Compiler, files: &Files<'_>) -> BTreeMap<String, usize> {
    let paradigms: &BTreeMap<&String, &FormsSpec> =
        &files.iter().flat_map(|(_, f)| &f.paradigm).collect();
    let mut lemmas = BTreeMap::new();
    let of_users = files
        .iter()
        .filter(|(source, _)| source.layer == Layer::Own);
    let own: BTreeSet<&String> = of_users
        .flat_map(|(_, f)| f.verbs.values().flatten().chain(f.verb.keys()))
        .collect();
    for (source, file) in files {
        let regular = file.verbs.iter().flat_map(|(paradigm, list)| {
            list.iter().map(move |lemma| {
                (
                    lemma,
                    paradigms.get(paradigm).and_then(|p| p.of(lemma)),
                    paradigm,
                )
            })
        });
        let listed = file
            .verb
            .iter()
            .map(|(lemma, forms)| (lemma, Some(forms.listed()), lemma));
        for (lemma, forms, paradigm) in regular.chain(listed) {
            // One of the user's own takes the place of the built-in one.
            if own.contains(lemma) && source.layer != Layer::Own {
                continue;
            }
            let Some(forms) = forms else {
                let known: Vec<_> = paradigms.keys().map(|k| k.as_str()).collect();
                let message = format!(
                    "this verb has no forms: paradigm `{paradigm}` is missing or does not fit it; there are: {}",
                    known.join(", ")
                );
                compiler.error(source, lemma, &message);
                continue;
            };
            let index = compiler.pack.verbs.len();
            if lemmas.insert(lemma.clone(), index).is_some() {
                compiler.error(source, lemma, "this verb stands twice");
                continue;
            }
            compiler.pack.verbs.push(Verb {
                lemma: lemma.clone(),
                roles: Roles::NONE,
                frames: Vec::new(),
                figures: Kinds::NONE,
            });
            for (form, features) in forms {
                entry(compiler, &form, class::VERB, (number(index), features));
            }
        }
    }
    lemmas
}

fn roles(compiler: &mut Compiler, files: &Files<'_>, lemmas: &BTreeMap<String, usize>) {
    let all = |file: &FileSpec| -> Vec<(Role, String)> {
        let each = file.verb_roles.iter();
        each.flat_map(|(role, list)| list.iter().map(|l| (*role, l.clone())))
            .collect()
    };
    for (source, file) in files {
        for (role, lemma) in all(file) {
            match lemmas.get(&lemma) {
                Some(index) => compiler.pack.verbs[*index].roles.join(Roles::of(&[role])),
                None => compiler.error(source, &lemma, "a verb without forms has a role"),
            }
        }
    }
}

/// The words and examples of the frame compiled last.
fn frame(
    compiler: &mut Compiler,
    source: &Source,
    spec: &FrameSpec,
    lemmas: &BTreeMap<String, usize>,
) {
    let index = compiler.pack.frames.len() - 1;
    let figures = compiler.pack.frames[index].figure;
    for lemma in &spec.verb {
        match lemmas.get(lemma) {
            Some(verb) => {
                let frame = u16::try_from(index).unwrap_or(u16::MAX);
                compiler.pack.verbs[*verb].frames.push(frame);
                compiler.pack.verbs[*verb].figures.join(figures);
            }
            None => compiler.error(
                source,
                lemma,
                "a verb of a frame without forms; add it to `verbs`",
            ),
        }
    }
    let plural = compiler.pack.style.plural.clone();
    let last = compiler.pack.style.head != HeadSide::First;
    for noun in &spec.noun {
        for (form, class) in frames::noun_forms(noun, &plural, last) {
            entry(compiler, &form, class, (number(index), 0));
        }
    }
    compiler.take_examples(source, &spec.id, &spec.fires, &spec.quiet);
}
