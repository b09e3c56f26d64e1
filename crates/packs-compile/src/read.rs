//! A file of a pack, read piece by piece: a mistake in one rule or word list hides none in the others.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use crate::check::PackError;
use crate::compile::Source;
use crate::spec::FileSpec;

type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;

/// What is right in a file, and everything that is not.
pub(crate) fn read(source: &Source) -> (FileSpec, Vec<PackError>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut errors: Vec<_> = errors.iter().map(|e| error(source, e)).collect();
    let mut spec = FileSpec::default();
    for (key, value) in table.into_inner() {
        for piece in pieces(key, value) {
            match FileSpec::deserialize(Deserializer::from(piece)) {
                Ok(part) => spec.absorb(part),
                Err(e) => errors.push(error(source, &e)),
            }
        }
    }
    (spec, errors)
}

/// A section as a file of its own; of an array or a table of tables, each entry.
fn pieces<'a>(key: Key<'a>, value: Spanned<DeValue<'a>>) -> Vec<Spanned<DeTable<'a>>> {
    let span = value.span();
    let whole = |value| {
        let mut table = DeTable::new();
        table.insert(key.clone(), value);
        Spanned::new(span.clone(), table)
    };
    match value.into_inner() {
        DeValue::Array(array) if array.iter().any(|v| v.get_ref().is_table()) => array
            .into_iter()
            .map(|element| {
                let of = element.span();
                let mut one = toml::de::DeArray::new();
                one.push(element);
                whole(Spanned::new(of, DeValue::Array(one)))
            })
            .collect(),
        DeValue::Table(table) if table.values().all(|v| v.get_ref().is_table()) => table
            .into_iter()
            .map(|(name, entry)| {
                let of = entry.span();
                let mut one = DeTable::new();
                one.insert(name, entry);
                whole(Spanned::new(of, DeValue::Table(one)))
            })
            .collect(),
        value => vec![whole(Spanned::new(span.clone(), value))],
    }
}

fn error(source: &Source, error: &Error) -> PackError {
    PackError::new(&source.file, &source.text, error.span(), error.message())
}
