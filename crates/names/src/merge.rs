//! One name for all its spellings.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;

use claimsift_packs::class;
use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::context::{Shows, legal_end};
use crate::runs::Run;
use crate::symbols::{Symbol, Symbols};
use crate::words::Words;
use crate::{Name, NameKind};

/// A spelling, with everything that the document shows of it.
#[derive(Debug)]
pub(super) struct Variant<'a> {
    /// Its words, in [`Variants::keys`].
    key: Range<usize>,
    /// A form as written, with how often.
    form: (Cow<'a, str>, u32),
    /// The others, each with how often.
    others: Vec<(Cow<'a, str>, u32)>,
    legal: bool,
    shows: Shows,
}

/// The spellings of a document, and which are the same name.
#[derive(Debug, Default)]
pub(super) struct Variants<'a> {
    all: Vec<Variant<'a>>,
    /// The words of all spellings.
    keys: Vec<Symbol>,
    by_key: HashTable<usize>,
    parents: Vec<usize>,
}

/// The names of a document.
pub(super) struct Settled<'a> {
    pub(super) names: Vec<Name<'a>>,
    /// For each spelling the index of its name.
    pub(super) of: Vec<usize>,
    /// The words of names of several words, each with the index of such a name; sorted.
    pub(super) holders: Vec<(Symbol, usize)>,
}

/// Spellings in the orders in which short forms are looked for.
struct Orders {
    /// Persons of several words, by their words from the last one on: behind a short form stand those that end in it.
    families: Vec<usize>,
    /// All by their words, where one has a legal form: behind a short form stand those that begin with it.
    firms: Vec<usize>,
}

impl<'a> Variants<'a> {
    /// Makes room for the spellings of so many runs.
    pub(super) fn with_capacity(runs: usize) -> Self {
        Self {
            all: Vec::with_capacity(runs),
            keys: Vec::with_capacity(runs * 2),
            by_key: HashTable::with_capacity(runs),
            parents: Vec::with_capacity(runs),
        }
    }

    /// Adds a run; gives the index of its spelling.
    pub(super) fn add(
        &mut self,
        words: &Words<'a>,
        symbols: &mut Symbols,
        run: &Run,
        shows: &Shows,
    ) -> usize {
        let core = core(words, run);
        let start = self.keys.len();
        symbols.key(words, &core, &mut self.keys);
        let index = self.spelling(start, words.over(&core).into());
        let variant = &mut self.all[index];
        variant.legal |= core.end < run.tokens.end;
        variant.shows.join(*shows);
        index
    }

    /// Adds a spelling that stands nowhere as a whole; gives its index.
    pub(super) fn add_made(&mut self, key: [Symbol; 2], form: String, shows: &Shows) -> usize {
        let start = self.keys.len();
        self.keys.extend(key);
        let index = self.spelling(start, form.into());
        self.all[index].shows.join(*shows);
        index
    }

    /// The spelling, new or known, of the words in `keys` from `start` on.
    fn spelling(&mut self, start: usize, form: Cow<'a, str>) -> usize {
        let key = self.keys.get(start..).unwrap_or_default();
        let hash = hash(key);
        if let Some(known) = self.find(key, hash) {
            self.keys.truncate(start);
            self.all[known].count(form);
            return known;
        }
        let index = self.all.len();
        self.all.push(Variant {
            key: start..self.keys.len(),
            form: (form, 1),
            others: Vec::new(),
            legal: false,
            shows: Shows::default(),
        });
        self.parents.push(index);
        let (all, keys) = (&self.all, &self.keys);
        let again = |other: &usize| self::hash(all[*other].words(keys));
        self.by_key.insert_unique(hash, index, again);
        index
    }

    /// The spelling of some words, if it is known.
    pub(super) fn get(&self, key: &[Symbol]) -> Option<usize> {
        self.find(key, hash(key))
    }

    fn find(&self, key: &[Symbol], hash: u64) -> Option<usize> {
        let same = |index: &usize| self.key(*index) == key;
        self.by_key.find(hash, same).copied()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The words of a spelling.
    fn key(&self, index: usize) -> &[Symbol] {
        self.all[index].words(&self.keys)
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
            self.all[lead].shows.join(shows);
        }
    }

    /// *Nadella* is *Satya Nadella*, *Halden Solar* is *Halden Solar Holdings Ltd.*, where only one name can be meant.
    pub(super) fn settle(&mut self) {
        let orders = self.orders();
        if orders.families.is_empty() && orders.firms.is_empty() {
            return;
        }
        for index in 0..self.all.len() {
            if let Some(longer) = self.fuller(index, &orders) {
                self.unite(longer, index);
            }
        }
    }

    fn orders(&self) -> Orders {
        let (mut families, mut firms) = (Vec::new(), Vec::new());
        for (index, variant) in self.all.iter().enumerate() {
            // Nobody becomes a person by names that are united with his.
            if variant.key.len() > 1 && variant.shows.kind() == NameKind::Person {
                families.push(index);
            }
        }
        families.sort_by(|a, b| backwards(self.key(*a)).cmp(backwards(self.key(*b))));
        if self.all.iter().any(|v| v.legal) {
            firms.extend(0..self.all.len());
            firms.sort_by_key(|i| self.key(*i));
        }
        Orders { families, firms }
    }

    /// The one longer name that a spelling is short for.
    fn fuller(&self, index: usize, orders: &Orders) -> Option<usize> {
        let short = self.key(index);
        let Orders { families, firms } = orders;
        let own = &self.all[index];
        // What only persons with families are asked.
        let person = !own.legal && own.shows.organisation + own.shows.place == 0;
        let families = families.get(..).filter(|_| person).unwrap_or_default();
        let family = families.partition_point(|at| backwards(self.key(*at)).le(backwards(short)));
        let family = families.iter().skip(family);
        let family = family.take_while(|at| self.key(**at).ends_with(short));
        let firm = firms.partition_point(|at| self.key(*at) <= short);
        let firms = firms.iter().skip(firm);
        let firms = firms.take_while(|at| self.key(**at).starts_with(short));
        let mut found = None;
        for at in family.chain(firms) {
            if !self.names(index, *at) {
                continue;
            }
            let root = self.root(*at);
            if found.is_some_and(|f| f != root) {
                return None;
            }
            found = Some(root);
        }
        found
    }

    /// Whether a spelling is a short form of a longer one.
    fn names(&self, short: usize, long: usize) -> bool {
        let (own, other) = (&self.all[short], &self.all[long]);
        let (key, whole) = (self.key(short), self.key(long));
        let family = whole.ends_with(key) && other.shows.kind() == NameKind::Person;
        if family && !own.legal {
            return own.shows.organisation + own.shows.place == 0 && whole.len() <= 5;
        }
        whole.starts_with(key) && other.legal && own.shows.person == 0
    }

    /// The names.
    pub(super) fn finish(mut self) -> Settled<'a> {
        let mut settled = Settled {
            names: Vec::with_capacity(self.all.len()),
            of: vec![usize::MAX; self.all.len()],
            holders: Vec::with_capacity(self.keys.len()),
        };
        let Settled { names, of, holders } = &mut settled;
        for index in 0..self.all.len() {
            let root = self.root(index);
            if of[root] == usize::MAX {
                of[root] = names.len();
                let words = self.key(root);
                if words.len() > 1 {
                    holders.extend(words.iter().map(|word| (*word, names.len())));
                }
                names.push(self.all[root].name());
            }
            of[index] = of[root];
        }
        holders.sort_unstable();
        settled
    }
}

impl<'a> Variant<'a> {
    fn words<'k>(&self, keys: &'k [Symbol]) -> &'k [Symbol] {
        keys.get(self.key.clone()).unwrap_or_default()
    }

    /// Counts a form as written.
    fn count(&mut self, form: Cow<'a, str>) {
        let all = std::iter::once(&mut self.form).chain(&mut self.others);
        match all.into_iter().find(|(f, _)| *f == form) {
            Some((_, count)) => *count += 1,
            None => self.others.push((form, 1)),
        }
    }

    fn name(&mut self) -> Name<'a> {
        // Of forms as frequent as each other, the first.
        let first = std::iter::once(&mut self.form);
        let most = first.chain(&mut self.others).rev();
        let most = most.max_by_key(|(_, count)| *count);
        Name {
            canonical: most
                .map(|(form, _)| std::mem::take(form))
                .unwrap_or_default(),
            kind: self.shows.kind(),
            gender: self.shows.gender,
        }
    }
}

impl Shows {
    fn join(&mut self, other: Self) {
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

/// A run without its legal form.
fn core(words: &Words<'_>, run: &Run) -> Range<usize> {
    let (tokens, end) = (&run.tokens, legal_end(words, &run.tokens));
    let mut core = tokens.start..end;
    while let Some(legal) = words.before(run.sentence, core.end, class::LEGAL) {
        if legal.start <= core.start {
            return core;
        }
        core.end = legal.start;
    }
    if core.end == end {
        tokens.clone()
    } else {
        core
    }
}

fn backwards(key: &[Symbol]) -> impl Iterator<Item = &Symbol> {
    key.iter().rev()
}

fn hash(key: &[Symbol]) -> u64 {
    FixedState::default().hash_one(key)
}
