//! Names with a singular and a plural, of units and currencies.

use std::collections::BTreeMap;

use claimsift_engine::phrase;

/// The forms of one name; a form that is both stands as singular.
#[derive(Default, Clone)]
pub(crate) struct Names {
    one: Vec<String>,
    many: Vec<String>,
}

impl Names {
    /// Adds a form of CLDR, whose key tells its number: `unitPattern-count-one`, `genitive-count-few`.
    pub(crate) fn add(&mut self, key: &str, form: &str) {
        let form = form.trim().to_owned();
        if !usable(&form) {
            return;
        }
        if key.ends_with("count-one") {
            self.one.push(form);
        } else {
            self.many.push(form);
        }
    }

    pub(crate) fn forms(&self) -> impl Iterator<Item = &String> {
        self.one.iter().chain(&self.many)
    }

    /// Every form once, by the key that a lexicon looks it up by, without those that `refused` holds.
    pub(crate) fn sorted(&self, refused: &dyn Fn(&str) -> bool) -> (Vec<String>, Vec<String>) {
        let mut seen = std::collections::BTreeSet::new();
        let mut once = |list: &[String]| {
            let mut list = list.to_vec();
            list.sort();
            list.retain(|form| !refused(form) && seen.insert(phrase(form)));
            list
        };
        let one = once(&self.one);
        (one, once(&self.many))
    }
}

/// A name of letters: no years, brackets, placeholders.
fn usable(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    letters > 2
        && !form.contains(['(', '{', ',', '/', '–'])
        && !form.chars().any(|c| c.is_ascii_digit())
}

/// The forms that stand for more than one thing.
pub(crate) fn shared<'a>(all: impl Iterator<Item = (&'a str, &'a Names)>) -> Vec<Vec<String>> {
    let mut owners = BTreeMap::<Vec<String>, Vec<&str>>::new();
    for (id, names) in all {
        for form in names.forms() {
            let of = owners.entry(phrase(form)).or_default();
            if !of.contains(&id) {
                of.push(id);
            }
        }
    }
    owners
        .into_iter()
        .filter(|(_, of)| of.len() > 1)
        .map(|(form, _)| form)
        .collect()
}
