//! One name for all its spellings.

use std::collections::BTreeMap;
use std::ops::Range;

use claimsift_engine::fold_into;
use claimsift_packs::class;

use super::context::{Context, legal_end};
use super::words::Words;
use super::{Name, NameKind};

/// A spelling, with everything that the document shows of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Variant {
    key: String,
    /// Forms as written, each with how often.
    forms: Vec<(String, u32)>,
    words: usize,
    legal: bool,
    shows: Context,
}

/// The spellings of a document, and which are the same name.
#[derive(Debug, Default)]
pub(super) struct Variants {
    all: Vec<Variant>,
    by_key: BTreeMap<String, usize>,
    parents: Vec<usize>,
}

impl Variants {
    /// Adds a run; gives the index of its spelling.
    pub(super) fn add(&mut self, words: &Words<'_>, run: &Range<usize>, shows: &Context) -> usize {
        let core = core(words, run);
        let index = self.spelling(&key(words, &core), words.over(&core));
        let variant = &mut self.all[index];
        variant.legal |= core.end < run.end;
        variant.shows.join(shows);
        index
    }

    /// The spelling of that key, new or known.
    pub(super) fn spelling(&mut self, key: &str, form: &str) -> usize {
        let index = self.by_key.get(key).copied().unwrap_or_else(|| {
            let index = self.all.len();
            self.by_key.insert(key.to_owned(), index);
            self.parents.push(index);
            self.all.push(Variant {
                key: key.to_owned(),
                words: key.split(' ').count(),
                ..Variant::default()
            });
            index
        });
        let forms = &mut self.all[index].forms;
        match forms.iter_mut().find(|(f, _)| f == form) {
            Some((_, count)) => *count += 1,
            None => forms.push((form.to_owned(), 1)),
        }
        index
    }

    /// Adds what is known of a spelling.
    pub(super) fn show(&mut self, spelling: usize, shows: &Context) {
        self.all[spelling].shows.join(shows);
    }

    /// The keys, for headings, in which only what is known from elsewhere is a name.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, usize)> {
        self.by_key.iter().map(|(k, i)| (k.as_str(), *i))
    }

    fn root(&self, mut index: usize) -> usize {
        while self.parents[index] != index {
            index = self.parents[index];
        }
        index
    }

    /// Makes two spellings one name; the first leads.
    pub(super) fn unite(&mut self, lead: usize, other: usize) {
        let (lead, other) = (self.root(lead), self.root(other));
        if lead != other {
            self.parents[other] = lead;
            let shows = std::mem::take(&mut self.all[other].shows);
            self.all[lead].shows.join(&shows);
        }
    }

    /// *Nadella* is *Satya Nadella*, *Halden Solar* is *Halden Solar Holdings Ltd.*, where only one name can be meant.
    pub(super) fn settle(&mut self) {
        let mut families: Vec<usize> = (0..self.all.len())
            .filter(|index| self.all[*index].words > 1)
            .collect();
        families.sort_by(|a, b| last_word(&self.all[*a].key).cmp(last_word(&self.all[*b].key)));
        let firms = self.all.iter().any(|v| v.legal);
        for index in 0..self.all.len() {
            if let Some(longer) = self.fuller(index, &families, firms) {
                self.unite(longer, index);
            }
        }
    }

    /// The one longer name that a spelling is short for; `families` are spellings of several words, by the last of them.
    fn fuller(&self, index: usize, families: &[usize], firms: bool) -> Option<usize> {
        let short = &self.all[index];
        let own = last_word(&short.key);
        let from = families.partition_point(|at| last_word(&self.all[*at].key) < own);
        let family = families.iter().skip(from).copied();
        let family = family.take_while(|at| last_word(&self.all[*at].key) == own);
        let firms = firms.then(|| self.beginning(&short.key));
        let mut found = None;
        for at in family.chain(firms.into_iter().flatten()) {
            let long = &self.all[at];
            if long.words <= short.words || !short.names(long) {
                continue;
            }
            let root = self.root(at);
            if found.is_some_and(|f| f != root) {
                return None;
            }
            found = Some(root);
        }
        found
    }

    /// The spellings that go on from a key.
    fn beginning(&self, key: &str) -> impl Iterator<Item = usize> + '_ {
        let from = format!("{key} ");
        let firms = self.by_key.range(from.clone()..);
        firms
            .take_while(move |(k, _)| k.starts_with(&from))
            .map(|(_, i)| *i)
    }

    /// The names, and for each spelling the index of its name.
    pub(super) fn names(&self) -> (Vec<Name>, Vec<usize>) {
        let mut names = Vec::new();
        let mut of = vec![usize::MAX; self.all.len()];
        for index in 0..self.all.len() {
            let root = self.root(index);
            if of[root] == usize::MAX {
                of[root] = names.len();
                names.push(self.name(root));
            }
            of[index] = of[root];
        }
        (names, of)
    }

    fn name(&self, root: usize) -> Name {
        let variant = &self.all[root];
        let most = variant.forms.iter().rev().max_by_key(|(_, n)| *n);
        Name {
            canonical: most.map(|(f, _)| f.clone()).unwrap_or_default(),
            kind: variant.shows.kind(),
            gender: variant.shows.gender,
        }
    }
}

impl Variant {
    /// Whether this spelling is a short form of the longer one.
    fn names(&self, long: &Self) -> bool {
        let rest = |cut: Option<&str>| cut.is_some_and(|c| !c.is_empty());
        let family = rest(long.key.strip_suffix(&self.key)).then(|| {
            let cut = long.key.len() - self.key.len();
            long.key[..cut].ends_with(' ')
        });
        if family == Some(true) && long.shows.kind() == NameKind::Person && !self.legal {
            return self.shows.organisation + self.shows.place == 0 && long.words <= 5;
        }
        let first = long
            .key
            .strip_prefix(&self.key)
            .is_some_and(|r| r.starts_with(' '));
        first && long.legal && self.shows.person == 0
    }
}

impl Context {
    fn join(&mut self, other: &Self) {
        self.person += other.person;
        self.organisation += other.organisation;
        self.place += other.place;
        self.product += other.product;
        if self.gender == 0 {
            self.gender = other.gender;
        }
    }

    pub(super) fn kind(&self) -> NameKind {
        let best = [
            (self.organisation, NameKind::Organisation),
            (self.person, NameKind::Person),
            (self.place, NameKind::Place),
            (self.product, NameKind::Product),
        ];
        let most = best.iter().rev().max_by_key(|(n, _)| *n);
        most.filter(|(n, _)| *n > 0)
            .map_or(NameKind::Unknown, |(_, k)| *k)
    }
}

fn last_word(key: &str) -> &str {
    key.rsplit(' ').next().unwrap_or(key)
}

/// A run without its legal form.
fn core(words: &Words<'_>, run: &Range<usize>) -> Range<usize> {
    let mut core = run.start..legal_end(words, run);
    while let Some(legal) = words.before(core.end, class::LEGAL) {
        if legal.start <= core.start {
            return core;
        }
        core.end = legal.start;
    }
    if core.end == legal_end(words, run) {
        run.clone()
    } else {
        core
    }
}

/// The lookup key of a run: its words, folded.
pub(super) fn key(words: &Words<'_>, run: &Range<usize>) -> String {
    let mut key = String::new();
    for token in run.clone() {
        if words.mark(token) == '.' {
            continue;
        }
        if !key.is_empty() && !(words.glued(token) && words.mark(token - 1) != '.') {
            key.push(' ');
        }
        fold_into(words.slice(token), &mut key);
    }
    key
}
