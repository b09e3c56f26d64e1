//! What stands around a name and shows what it names: titles, roles, appositions, legal forms.

use std::ops::Range;

use claimsift_engine::{ClassId, ClassMask, Shape, Token};
use claimsift_packs::class;

use crate::runs::Run;
use crate::words::{Entry, Words};

/// How much shows that a name is a person's, an organisation's, a place's or a product's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shows {
    pub(super) person: u32,
    pub(super) organisation: u32,
    pub(super) place: u32,
    pub(super) product: u32,
    /// 1 masculine, 2 feminine, 0 unknown.
    pub(super) gender: i64,
}

/// What the words around one run show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Context {
    pub(super) shows: Shows,
    /// Group of the role that is said of it.
    pub(super) role: Option<i64>,
    /// The noun for a company that is said of it.
    pub(super) noun: Option<Entry>,
    /// The whole phrase: title, apposition and name.
    pub(super) phrase: Range<usize>,
}

/// Tokens that an apposition may have.
const REACH: usize = 12;

/// Reads the words around a run, within its sentence.
pub(super) fn read(
    words: &Words<'_>,
    run: &Run,
    sentence: &Range<usize>,
    head_first: bool,
) -> Context {
    let mut context = Context {
        phrase: run.tokens.clone(),
        ..Context::default()
    };
    let look = Look {
        words,
        run: &run.tokens,
        index: run.sentence,
        sentence,
        classes: words.classes(run.sentence),
        near: words.classes_before(run.tokens.start),
        head_first,
    };
    look.inside(&mut context);
    look.title(&mut context);
    look.noun_before(&mut context);
    look.role_before(&mut context);
    look.after(&mut context);
    look.speech(&mut context);
    context
}

struct Look<'a> {
    words: &'a Words<'a>,
    run: &'a Range<usize>,
    /// Index of the sentence.
    index: usize,
    sentence: &'a Range<usize>,
    /// The classes of its lexemes.
    classes: &'a ClassMask,
    /// The classes of the lexemes that may end before the run.
    near: ClassMask,
    /// Whether what belongs to a noun follows it.
    head_first: bool,
}

impl Look<'_> {
    fn before(&self, token: usize, class: ClassId) -> Option<Entry> {
        self.words.before(self.index, token, class)
    }

    /// The longest lexeme of the class that ends right before the run.
    fn led(&self, class: ClassId) -> Option<Entry> {
        let may = self.near.has(class);
        may.then(|| self.before(self.run.start, class)).flatten()
    }

    fn inside(&self, context: &mut Context) {
        let (words, run) = (self.words, self.run);
        if run.len() > 1 && self.before(legal_end(words, run), class::LEGAL).is_some() {
            context.shows.organisation += 4;
        }
        let body = |t: usize| words.capital(t) && words.is(t, class::INSTITUTION_NOUN);
        if body(run.start) && run.len() > 1 || run.len() > 1 && body(run.end - 1) {
            context.shows.organisation += 3;
        }
        // Most names are no words of the lexicon.
        if *words.mask(run.start) == ClassMask::NONE {
            return;
        }
        let firm = words.is(run.start, class::COMPANY_NOUN);
        if firm && words.is(run.start + 1, class::NAME_ADJECTIVE) && run.len() > 1 {
            context.shows.organisation += 3;
        }
        if firm
            && words
                .end(run.start + 1, class::NAME_OF)
                .is_some_and(|end| end < run.end)
        {
            context.shows.organisation += 3;
        }
        let whole = |class| words.end(run.start, class) == Some(run.end);
        if whole(class::KNOWN_NAME) {
            context.shows.organisation += 1;
        }
        // *Brent*, *the Nasdaq*: what is traded does nothing.
        if whole(class::MARKET) {
            context.shows.product += 3;
        }
        if let Some(given) = words.longest(run.start, class::FIRST_NAME) {
            let capitals = run.clone().filter(|t| words.capital(*t)).count();
            if capitals > 1 && capitals < 5 {
                context.shows.person += 2;
                context.shows.gender = given.value;
            } else if capitals == 1 {
                context.shows.person += 1;
                context.shows.gender = given.value;
            }
        }
        if whole(class::PLACE) {
            context.shows.place += 4;
        }
    }

    fn title(&self, context: &mut Context) {
        let (words, start) = (self.words, self.run.start);
        if !self.near.has(class::TITLE) {
            return;
        }
        let dot = start.checked_sub(1).filter(|d| words.mark(*d) == '.');
        let title = self.before(dot.unwrap_or(start), class::TITLE);
        if let Some(title) = title.filter(|t| t.start >= self.sentence.start) {
            context.shows.person += 4;
            context.shows.gender = title.value;
            context.phrase.start = title.start;
        }
    }

    /// *le groupe Amazon*, *son modèle Claude*, *en Indiana*.
    fn noun_before(&self, context: &mut Context) {
        let (words, start) = (self.words, self.run.start);
        let here = |e: &Entry| e.start >= self.sentence.start;
        let company = self.led(class::COMPANY_NOUN);
        let company = company.or_else(|| self.kind_before()).filter(here);
        if let Some(noun) = company.filter(|n| n.extra < 20 && words.spaced(start)) {
            context.shows.organisation += 2;
            context.noun = Some(noun);
            context.phrase.start = self.article_before(self.described_from(noun.start));
        }
        let product = self.led(class::PRODUCT_NOUN);
        if product.is_some_and(|n| here(&n)) {
            context.shows.product += 2;
        }
        if self.classes.has(class::PLACE_BEFORE) {
            let article = || self.led(class::NAME_ARTICLE);
            let behind = || self.before(article()?.start, class::PLACE_BEFORE);
            let place = self.led(class::PLACE_BEFORE).filter(here);
            if place.or_else(|| behind().filter(here)).is_some() {
                context.shows.place += 2;
            }
        }
        if !self.classes.has(class::ROLE) {
            return;
        }
        let of = self.led(class::NAME_OF).filter(here);
        let role = of.and_then(|of| self.before(of.start, class::ROLE));
        if role.is_some_and(|r| r.value == 1 || r.value == 3) {
            context.shows.organisation += 2;
        }
    }

    /// *le groupe pharmaceutique Norvia*, *le fabricant de puces Norvia*: the noun before one plain word.
    fn kind_before(&self) -> Option<Entry> {
        let words = self.words;
        let may = self.head_first && self.classes.has(class::COMPANY_NOUN);
        let word = self.run.start.checked_sub(1).filter(|_| may)?;
        let plain = words.shape(word) == Some(Shape::Lower) && words.spaced(self.run.start);
        if !plain || !self.describes(word) {
            return None;
        }
        let of = self.before(word, class::NAME_OF);
        let bare = of.filter(|of| !words.has(of.start, class::NAME_DETERMINER));
        self.before(bare.map_or(word, |of| of.start), class::COMPANY_NOUN)
    }

    /// Whether a word may describe a noun beside it.
    fn describes(&self, word: usize) -> bool {
        const OTHERS: [ClassId; 8] = [
            class::VERB,
            class::STOP,
            class::ROLE,
            class::COMPANY_NOUN,
            class::PREPOSITION,
            class::OTHER_PREPOSITION,
            class::NAME_DETERMINER,
            class::ADVERB,
        ];
        const ANY: ClassMask = ClassMask::all(&OTHERS);
        let other = |class: &ClassId| self.words.has(word, *class);
        let may = || self.words.may(word, &ANY) && OTHERS.iter().any(other);
        self.words.token(word).is_some_and(Token::is_word) && !may()
    }

    /// *a Finnish paper maker*: where the phrase of a noun begins, its article left out, where heads stand last.
    fn described_from(&self, noun: usize) -> usize {
        const WORDS: usize = 3;
        let before = (self.sentence.start..noun).rev().take(WORDS);
        let before = before.take_while(|w| !self.head_first && self.describes(*w));
        before.last().unwrap_or(noun)
    }

    fn article_before(&self, at: usize) -> usize {
        let article = self.before(at, class::NAME_DETERMINER);
        article
            .filter(|a| a.start >= self.sentence.start)
            .map_or(at, |a| a.start)
    }

    /// *analyst Gil Luria*; *le maire de Brest Yann Kerloc’h*; *Le PDG d’OpenAI, Sam Altman*.
    fn role_before(&self, context: &mut Context) {
        if !self.classes.has(class::ROLE) {
            return;
        }
        let (words, start) = (self.words, self.run.start);
        let comma = start > self.sentence.start && words.mark(start - 1) == ',';
        let end = start - usize::from(comma);
        let least = self.sentence.start.max(start.saturating_sub(REACH));
        let Some(first) = words.first_of(least..end, class::ROLE) else {
            return;
        };
        let mut at = end;
        while at > first {
            at -= 1;
            if matches!(
                words.mark(at),
                ',' | ';' | ':' | '(' | ')' | '"' | '«' | '»' | '”'
            ) {
                return;
            }
            let Some(role) = words.longest(at, class::ROLE).filter(|r| r.end <= end) else {
                if words.has(at, class::FINITE) && words.spaced(at) && !comma {
                    return;
                }
                continue;
            };
            let role = self.widest(role, least);
            let direct = role.end == end;
            let of = words.has(role.end, class::NAME_OF);
            if words.end(role.end, class::NAME_OF) == Some(start) {
                return;
            }
            let article = words.is(start, class::STOP);
            let several = self.run.clone().filter(|t| words.capital(*t)).count() > 1 && !article;
            let direct = direct && !comma && (several || self.lone());
            let described = comma && role.end < end;
            if (direct || (of || described) && several) && !(comma && role.extra >= 20) {
                context.shows.person += 3;
                context.role = Some(role.value);
                if context.shows.gender == 0 {
                    context.shows.gender = role.extra % 10;
                }
                context.phrase.start = self.article_before(role.start);
            }
            return;
        }
    }

    /// One word that may be a family name: neither an acronym nor a word of many.
    fn lone(&self) -> bool {
        let shape = self.words.shape(self.run.start);
        shape == Some(Shape::Title) || shape == Some(Shape::Mixed)
    }

    /// The longest role that ends where this one does.
    fn widest(&self, role: Entry, least: usize) -> Entry {
        let starts = least..role.start;
        let wider = starts
            .filter_map(|at| self.words.longest(at, class::ROLE))
            .find(|r| r.end == role.end);
        wider.unwrap_or(role)
    }

    /// *Satya Nadella, le patron de Microsoft*; *Anthropic, l’éditeur de Claude*.
    fn after(&self, context: &mut Context) {
        let words = self.words;
        let comma = self.run.end;
        if words.mark(comma) != ',' || comma >= self.sentence.end {
            return;
        }
        if self.circumstance() {
            return;
        }
        let article = words.end(comma + 1, class::NAME_DETERMINER);
        let from = article.unwrap_or(comma + 1);
        let limit = self.sentence.end.min(from + 3);
        for at in from..limit {
            if words.mark(at) != ' ' || words.capital(at) && !words.has(at, class::ROLE) {
                return;
            }
            if let Some(role) = words.longest(at, class::ROLE) {
                if self.ruled() {
                    return;
                }
                context.shows.person += 3;
                context.role = Some(role.value);
                if context.shows.gender == 0 {
                    context.shows.gender = role.extra % 10;
                }
                context.phrase.end = self.phrase_end(role.end);
                return;
            }
            let company = words
                .longest(at, class::COMPANY_NOUN)
                .filter(|n| n.extra < 20);
            if let Some(noun) = company.filter(|_| article.is_some()) {
                context.shows.organisation += 2;
                context.noun = Some(noun);
                context.phrase.end = self.phrase_end(noun.end);
                return;
            }
        }
    }

    /// *publiées par Atlantico, le candidat …*: one word behind a preposition is no person with a role.
    fn ruled(&self) -> bool {
        let (words, start) = (self.words, self.run.start);
        self.run.len() == 1
            && start > self.sentence.start
            && words.is(start - 1, class::STOP)
            && !words.has(start - 1, class::NAME_CLAUSE)
            && !words.has(start, class::FIRST_NAME)
    }

    /// *Outre Google, la start-up …*: what follows the comma is another party.
    fn circumstance(&self) -> bool {
        let (words, first) = (self.words, self.sentence.start);
        let begins = self.run.start == first + 1;
        begins
            && (words.is(first, class::STOP) || words.is(first, class::OPENER))
            && !words.has(first, class::NAME_CLAUSE)
    }

    /// The end of a noun phrase: before the next mark that ends it, or verb.
    fn phrase_end(&self, from: usize) -> usize {
        let words = self.words;
        let limit = self.sentence.end.min(from + REACH);
        let ends = |at: &usize| {
            let mark = words.mark(*at);
            let point = mark == '.' && !words.letter(at - 1);
            matches!(
                mark,
                ',' | ';' | ':' | '(' | ')' | '"' | '«' | '»' | '!' | '?' | '…'
            ) || point
        };
        (from..limit).find(ends).unwrap_or(limit)
    }

    /// Two capitals beside a verb of speech are a person, unless something says otherwise.
    fn speech(&self, context: &mut Context) {
        if !self.classes.has(class::NAME_SAYS) {
            return;
        }
        let words = self.words;
        let capitals = self.run.clone().filter(|t| words.capital(*t)).count();
        let plain = self.run.len() == capitals && !words.is(self.run.start, class::STOP);
        if !plain
            || !(2..=3).contains(&capitals)
            || context.shows.organisation + context.shows.place > 0
        {
            return;
        }
        let end = self.run.end;
        let says = |at: usize| words.has(at, class::NAME_SAYS);
        let helped = words.end(end, class::FINITE).is_some_and(says);
        let inverted = self.led(class::NAME_SAYS);
        let inverted = inverted.is_some_and(|s| s.start >= self.sentence.start);
        if (says(end) || helped) && self.thing_follows(end) {
            return;
        }
        if says(end) || helped || inverted {
            context.shows.person += 1;
        }
    }

    /// *Bright Harbour said it would …*: a thing speaks of itself.
    fn thing_follows(&self, end: usize) -> bool {
        const NEAR: usize = 7;
        let words = self.words;
        let limit = (end + NEAR).min(self.sentence.end);
        let mut pronouns = (end..limit).filter_map(|t| words.longest(t, class::NAME_PRONOUN));
        pronouns.next().is_some_and(|pronoun| {
            let thing = (pronoun.extra % 10) & 2 != 0;
            thing && !words.has(pronoun.end, class::IMPERSONAL)
        })
    }
}

/// Where the legal form of a run ends: before the point behind it.
pub(super) fn legal_end(words: &Words<'_>, run: &Range<usize>) -> usize {
    run.end - usize::from(run.len() > 1 && words.mark(run.end - 1) == '.')
}
