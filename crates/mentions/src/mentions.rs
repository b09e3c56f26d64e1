//! From the sentences of a document to its mentions.

use claimsift_engine::{Chart, ClassId, ClassMask, Node, Shape, Token};
use claimsift_model::{Document, Kind, Mention, MentionId, TextSpan};
use claimsift_packs::{Language, Packs, Rule, class};

use crate::found::Found;
use crate::item::{Item, Reach};
use crate::numbers::compound;
use crate::scene::{Scene, is_built};
use crate::tense::Governors;
use crate::tokens::{Sentence, Tokens};
use crate::{bare, context, dates, find, numbers, overlap, tables};

/// Reads every sentence.
#[must_use]
pub fn mentions(document: &Document, tokens: &Tokens<'_>, packs: &Packs) -> Found {
    let mut found = written(document, tokens, packs);
    tables::settle(document, packs, tokens, &mut found);
    dates::anchor::settle(document, &mut found);
    context::settle(packs, tokens, &mut found);
    found
}

/// What the words of each sentence say by themselves.
pub(crate) fn written(document: &Document, tokens: &Tokens<'_>, packs: &Packs) -> Found {
    // About one mention a sentence.
    let about = tokens.sentences.len();
    let mut found = Found {
        mentions: Vec::with_capacity(about),
        sentences: Vec::with_capacity(about),
        derivation: Vec::with_capacity(about),
        dates: Vec::with_capacity(about),
    };
    let mut reader = Reader::default();
    let lengths = tokens.sentences.iter().map(|s| s.tokens.len());
    reader.reserve(lengths.max().unwrap_or(0));
    for (index, sentence) in tokens.sentences.iter().enumerate() {
        let Some(language) = packs.get(sentence.lang) else {
            continue;
        };
        let Some((mut scene, winners)) = reader.scene(document, tokens, sentence, language) else {
            continue;
        };
        emit(document, &mut scene, &winners, index, &mut found);
        reader.recycle(scene);
    }
    found
}

/// Buffers that sentences share.
#[derive(Default)]
pub(crate) struct Reader<'a> {
    chart: Chart<'a>,
    items: Vec<Item>,
    finding: find::Tries,
    refining: find::Tries,
    overlap: overlap::Buffers,
}

impl<'a> Reader<'a> {
    /// Reads one sentence: its scene with every reading, and the indices of those that won. `None` for a sentence
    /// that holds nothing to read.
    pub(crate) fn scene(
        &mut self,
        document: &'a Document,
        tokens: &'a Tokens<'a>,
        sentence: &Sentence,
        language: &'a Language,
    ) -> Option<(Scene<'a>, Vec<usize>)> {
        let own = &tokens.all[sentence.tokens.clone()];
        // Words made of number words are not found by the lexicon.
        let style = &language.pack.style;
        let known = style.compound || style.rank_chain;
        let digits = || own.iter().any(|t| t.shape == Shape::Digits);
        if !(known || digits() || is_triggered(tokens, sentence)) {
            return None;
        }
        let range = sentence.tokens.clone();
        let mut chart = std::mem::take(&mut self.chart);
        chart.load(document.text(), &tokens.all, range, &tokens.hits);
        let mut scene = Scene {
            text: document.text(),
            tokens: own,
            language,
            chart,
            items: std::mem::take(&mut self.items),
            compounds: Vec::new(),
            published: document.published(),
            governors: Governors::default(),
        };
        compound::read(&mut scene);
        numbers::read(&mut scene);
        find::run(&mut scene, &mut self.finding);
        if scene.items.is_empty() {
            return Some((scene, Vec::new()));
        }
        let winners = self.overlap.winners(&scene);
        settle_chart(&mut scene, self.overlap.won());
        find::refine(&mut scene, &mut self.refining);
        Some((scene, winners))
    }

    /// Makes room for sentences of so many tokens, so that nothing grows from sentence to sentence.
    fn reserve(&mut self, tokens: usize) {
        self.chart.reserve(tokens);
        self.finding.reserve(tokens);
        self.refining.reserve(tokens);
    }

    /// Takes the memory of a sentence back.
    fn recycle(&mut self, mut scene: Scene<'a>) {
        scene.items.clear();
        (self.chart, self.items) = (scene.chart, scene.items);
    }
}

/// Classes of which a lexeme makes a sentence worth reading.
const TRIGGERS: ClassMask = triggering();

const fn triggering() -> ClassMask {
    let mut set = ClassMask::all(&[
        class::DECADE,
        class::TIME_WORD,
        class::TIME_REF,
        class::FEAST,
        class::DAY_PART,
        class::LENGTH_WORD,
    ]);
    let mut id = class::ADD.0;
    while id <= class::SHIFT.0 {
        let class = ClassId(id);
        if !is_common(class) {
            set.insert(class);
        }
        id += 1;
    }
    set
}

/// Articles and signs are everywhere.
const fn is_common(class: ClassId) -> bool {
    matches!(class, class::ONE | class::JOIN | class::SIGN | class::SHIFT)
}

/// Whether some lexeme of a sentence makes it worth reading.
fn is_triggered(tokens: &Tokens<'_>, sentence: &Sentence) -> bool {
    let triggered = |at| tokens.hits.mask(at).meets(&TRIGGERS) && tokens.hits.at(at).any(triggers);
    sentence.classes.meets(&TRIGGERS) && sentence.tokens.clone().any(triggered)
}

/// Whether a lexeme of such a class does. Indefinite words are everywhere too.
fn triggers(lexeme: Node) -> bool {
    let indefinite = lexeme.value == 1 && matches!(lexeme.class, class::ADD | class::VAGUE);
    // Classes above share their place in the set with others.
    let known = usize::from(lexeme.class.0) < ClassMask::ALONE;
    known && TRIGGERS.has(lexeme.class) && !indefinite
}

/// The chart for the second phase: the lexemes, and the winners alone.
fn settle_chart(scene: &mut Scene<'_>, won: &[bool]) {
    let lost = |node: &Node| is_built(node.class) && won.get(node.item as usize) != Some(&true);
    scene.chart.remove(lost);
}

/// Adds the mentions of a sentence, and takes what they hold out of its items.
fn emit(
    document: &Document,
    scene: &mut Scene<'_>,
    winners: &[usize],
    sentence: usize,
    found: &mut Found,
) {
    let first = found.mentions.len();
    let noise = |i: &usize| {
        let item = &scene.items[*i];
        rule_class(scene, item) == class::NOISE || bare::no_figure(scene, item)
    };
    let kept = winners
        .iter()
        .copied()
        .filter(|i| !noise(i) && !rated(scene, winners, *i));
    let kept: Vec<usize> = kept.collect();
    let rules = &scene.language.pack.rules;
    let header = document.published().and_then(|p| p.span);
    for index in &kept {
        let Some(item) = scene.items.get_mut(*index) else {
            continue;
        };
        let span = span(scene.tokens, item.reach);
        if header.is_some_and(|h| h.overlaps(span)) {
            continue;
        }
        let mut mention = mention(scene.tokens, rules, item);
        if document.repairs_in(span) > 0 {
            mention.flag(claimsift_model::Flag::Repaired);
        }
        mention.converts = item.converts.and_then(|c| {
            let at = kept.iter().position(|k| *k == c as usize)?;
            Some(MentionId(u32::try_from(first + at).ok()?))
        });
        let ids = item
            .derivation
            .iter()
            .filter_map(|r| rules.get(usize::from(*r)))
            .map(|r| r.id.clone());
        found.derivation.push(ids.collect());
        found.mentions.push(mention);
        found.dates.push(item.date.take());
        found.sentences.push(sentence);
    }
}

/// *a day* in *$5 a day* is a part of the amount's mention.
fn rated(scene: &Scene<'_>, winners: &[usize], index: usize) -> bool {
    let item = &scene.items[index];
    let holds =
        |other: &Item| other.extent.start <= item.reach.start && item.reach.end <= other.extent.end;
    item.kind == Kind::Set
        && winners
            .iter()
            .any(|w| *w != index && holds(&scene.items[*w]))
}

fn rule_class(scene: &Scene<'_>, item: &Item) -> claimsift_engine::ClassId {
    let rules = &scene.language.pack.rules;
    item.rule
        .and_then(|r| rules.get(usize::from(r)))
        .map_or(class::NUMBER, |r| r.gives)
}

fn mention(tokens: &[Token], rules: &[Rule], item: &mut Item) -> Mention {
    let rule = item
        .rule
        .and_then(|r| rules.get(usize::from(r)))
        .map_or_else(|| "number.reader".into(), |r| r.id.clone());
    let mut mention = Mention {
        span: span(tokens, item.reach),
        kind: item.kind,
        value: std::mem::replace(&mut item.value, dates::anchor::unread()),
        counted: item.counted.map(|r| span(tokens, r)),
        per: item.per.take(),
        flags: std::mem::take(&mut item.flags),
        alternatives: Vec::new(),
        rule,
        converts: None,
        extent: span(tokens, item.extent),
    };
    let other = |value| Mention {
        value,
        ..mention.clone()
    };
    let alternatives = item.alternatives.drain(..).map(other).collect();
    mention.alternatives = alternatives;
    mention
}

fn span(tokens: &[Token], reach: Reach) -> TextSpan {
    let start = tokens
        .get(reach.start as usize)
        .map_or(0, |t| t.span.start());
    let end = (reach.end as usize)
        .checked_sub(1)
        .and_then(|i| tokens.get(i))
        .map_or(start, |t| t.span.end());
    TextSpan::new(start, end)
}
