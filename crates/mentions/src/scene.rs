//! A sentence under extraction: its tokens, the chart over them and the items built so far.

use claimsift_engine::{Chart, ClassId, ClassMask, Gap, Node, NodeId, Token, View};
use claimsift_model::{Day, Published};
use claimsift_packs::{Language, class};

use crate::item::{Item, Reach};
use crate::numbers::pieces::Compound;
use crate::tense::Governors;

/// A sentence with everything that rules and builders read and write.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) language: &'a Language,
    pub(crate) chart: Chart<'a>,
    pub(crate) items: Vec<Item>,
    /// Words that are numbers made of several, by token.
    pub(crate) compounds: Vec<Compound>,
    pub(crate) published: Option<&'a Published>,
    pub(crate) governors: Governors,
}

impl Scene<'_> {
    pub(crate) fn view(&self) -> View<'_> {
        View {
            text: self.text,
            tokens: self.tokens,
            chart: &self.chart,
            stop: class::STOP,
        }
    }

    /// The first token from `from` on at which a number can begin.
    pub(crate) fn next_numeric(&self, from: usize) -> Option<usize> {
        const OPENERS: &[ClassId] = &[
            class::ADD,
            class::TIMES,
            class::SCALE,
            class::ONE,
            class::VAGUE,
            class::PART,
            class::SIGN,
            class::FRACTION_SIGN,
            ClassId::DIGITS,
        ];
        let mut may = const { ClassMask::all(OPENERS) };
        let chain = self.language.pack.style.rank_chain;
        if chain {
            may.insert(class::RANK);
        }
        let opens = |node: Node| may.has(node.class);
        let mut tokens = from..self.tokens.len();
        tokens.find(|at| self.chart.mask(*at).meets(&may) && self.chart.at(*at).any(opens))
    }

    pub(crate) fn slice(&self, token: usize) -> &str {
        self.tokens
            .get(token)
            .and_then(|t| self.text.get(t.span.range()))
            .unwrap_or_default()
    }

    /// The first character of a punctuation token.
    pub(crate) fn mark(&self, token: usize) -> Option<char> {
        let t = self.tokens.get(token)?;
        if t.shape == claimsift_engine::Shape::Mark {
            self.slice(token).chars().next()
        } else {
            None
        }
    }

    pub(crate) fn gap(&self, token: usize) -> Gap {
        self.tokens.get(token).map_or(Gap::Wide, |t| t.gap)
    }

    /// The longest lexeme of a class at a token.
    pub(crate) fn lexeme(&self, token: usize, class: ClassId) -> Option<Node> {
        self.chart.longest(token, class)
    }

    /// Whether a node of that class ends right before the token.
    pub(crate) fn ends_before(&self, token: u32, class: ClassId) -> bool {
        self.chart.ends_before(token as usize, class)
    }

    pub(crate) fn item(&self, id: NodeId) -> Option<&Item> {
        self.items.get(self.chart.node(id).item as usize)
    }

    /// The item of a node that a rule or reader built (not of a lexeme).
    pub(crate) fn built(&self, id: NodeId) -> Option<&Item> {
        if is_built(self.chart.node(id).class) {
            self.item(id)
        } else {
            None
        }
    }

    /// Adds an item and its node.
    pub(crate) fn push(&mut self, item: Item, class: ClassId) -> NodeId {
        let index = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        let Reach { start, end } = item.reach;
        let implied = item.flags.iter().any(|f| {
            matches!(
                f,
                claimsift_model::Flag::ImpliedCurrency | claimsift_model::Flag::InferredUnit
            )
        });
        let value = if class == class::NUMBER || class == class::RANGE {
            i64::from(item.scale.is_some())
        } else {
            i64::from(implied)
        };
        let extra = i64::from(item.scale.unwrap_or(0));
        self.items.push(item);
        self.chart.add(Node {
            start,
            end,
            class,
            value,
            extra,
            item: index,
        })
    }

    pub(crate) fn doc_day(&self) -> Option<Day> {
        self.published.map(|p| p.start)
    }
}

/// Whether nodes of a class are made by rules and readers.
pub(crate) fn is_built(class: ClassId) -> bool {
    (class::NUMBER..=class::NOISE).contains(&class)
}
