//! The chart of a sentence: lexemes found and things built, by the token they start at.

use std::ops::Range;

use crate::{ClassId, ClassMask, Hits, Shape, Token};

/// Index of a node in its chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A range of tokens that is a lexeme, or that a rule built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Its class.
    pub class: ClassId,
    /// First number, for filters.
    pub value: i64,
    /// Second number.
    pub extra: i64,
    /// What it stands for: a lexeme's index, or the builder's own.
    pub item: u32,
}

const NONE: u32 = u32::MAX;

/// A node, the one before it that starts at the same token, and the one before it of the same class.
#[derive(Debug, Clone, Copy)]
struct Linked {
    node: Node,
    beside: u32,
    alike: u32,
}

/// What starts at a token: the newest node, and which classes there are.
#[derive(Debug, Clone, Copy)]
struct Place {
    mask: ClassMask,
    newest: u32,
}

const EMPTY: Place = Place {
    mask: ClassMask::NONE,
    newest: NONE,
};

/// The nodes over a run of tokens.
#[derive(Debug, Default)]
pub struct Chart {
    nodes: Vec<Linked>,
    places: Vec<Place>,
    /// The newest node of each class.
    newest: Vec<u32>,
    classes: ClassMask,
}

impl Chart {
    /// An empty chart over `tokens` tokens; keeps its memory.
    pub fn reset(&mut self, tokens: usize) {
        self.nodes.clear();
        self.places.clear();
        self.places.resize(tokens, EMPTY);
        self.newest.fill(NONE);
        self.classes = ClassMask::NONE;
    }

    /// Starts over with the lexemes of some tokens of a document, and a node for each run of digits: its value, and how
    /// many they are.
    pub fn load(&mut self, text: &str, all: &[Token], tokens: Range<usize>, hits: &Hits<'_>) {
        self.reset(tokens.len());
        let base = u32::try_from(tokens.start).unwrap_or(u32::MAX);
        let own = all.get(tokens.clone()).unwrap_or_default();
        for ((token, at), start) in own.iter().zip(tokens).zip(0..) {
            if token.shape == Shape::Digits {
                let digits = text.get(token.span.range()).unwrap_or_default();
                self.add(Node {
                    start,
                    end: start + 1,
                    class: ClassId::DIGITS,
                    value: digits.parse().unwrap_or(i64::MAX),
                    extra: i64::from(token.span.len()),
                    item: 0,
                });
            }
            for hit in hits.at(at) {
                self.add(Node {
                    start,
                    end: hit.end - base,
                    ..hit
                });
            }
        }
    }

    /// Adds a node. A start outside the chart is ignored.
    pub fn add(&mut self, node: Node) -> NodeId {
        let id = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let class = usize::from(node.class.0);
        if self.newest.len() <= class {
            self.newest.resize(class + 1, NONE);
        }
        let alike = std::mem::replace(&mut self.newest[class], id);
        self.classes.insert(node.class);
        let mut beside = NONE;
        if let Some(place) = self.places.get_mut(node.start as usize) {
            beside = std::mem::replace(&mut place.newest, id);
            place.mask.insert(node.class);
        }
        self.nodes.push(Linked {
            node,
            beside,
            alike,
        });
        NodeId(id)
    }

    /// Takes a node out: no pattern finds it any more.
    pub fn remove(&mut self, id: NodeId) {
        if let Some(linked) = self.nodes.get_mut(id.0 as usize) {
            linked.node.class = ClassId::NONE;
        }
    }

    /// The nodes, in the order of their making.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> + '_ {
        self.nodes.iter().map(|l| &l.node)
    }

    /// One node.
    #[must_use]
    #[inline]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize].node
    }

    /// The nodes of a class, newest first.
    pub fn of_class(&self, class: ClassId) -> impl Iterator<Item = NodeId> + '_ {
        let newest = self.newest.get(usize::from(class.0)).copied();
        self.chain(newest.unwrap_or(NONE), |l| l.alike)
    }

    /// Whether some node is of that class, or was before it was taken out.
    #[must_use]
    #[inline]
    pub fn has(&self, class: ClassId) -> bool {
        let newest = self.newest.get(usize::from(class.0));
        newest.is_some_and(|id| *id != NONE)
    }

    /// The nodes that start at a token, newest first.
    #[inline]
    pub fn at(&self, token: usize) -> impl Iterator<Item = NodeId> + '_ {
        let newest = self.places.get(token).map_or(NONE, |p| p.newest);
        self.chain(newest, |l| l.beside)
    }

    #[inline]
    fn chain<'c>(
        &'c self,
        newest: u32,
        next: impl Fn(&Linked) -> u32 + 'c,
    ) -> impl Iterator<Item = NodeId> + 'c {
        let mut id = newest;
        std::iter::from_fn(move || {
            let linked = self.nodes.get(id as usize)?;
            let found = NodeId(id);
            id = next(linked);
            Some(found)
        })
    }

    /// Which classes there are, or were before a node was taken out.
    #[must_use]
    pub const fn classes(&self) -> &ClassMask {
        &self.classes
    }

    /// Which classes start at a token.
    #[must_use]
    #[inline]
    pub fn mask(&self, token: usize) -> &ClassMask {
        self.places
            .get(token)
            .map_or(&ClassMask::NONE, |place| &place.mask)
    }

    /// The nodes of a class that start at a token, newest first.
    #[inline]
    pub fn of_class_at(&self, token: usize, class: ClassId) -> impl Iterator<Item = NodeId> + '_ {
        let place = self.places.get(token).filter(|p| p.mask.has(class));
        self.chain(place.map_or(NONE, |p| p.newest), |l| l.beside)
            .filter(move |id| self.node(*id).class == class)
    }

    /// The node of a class that starts at a token and reaches furthest.
    #[must_use]
    #[inline]
    pub fn longest(&self, token: usize, class: ClassId) -> Option<NodeId> {
        self.of_class_at(token, class)
            .max_by_key(|id| self.node(*id).end)
    }

    /// Whether a node of that class starts at the token.
    #[must_use]
    #[inline]
    pub fn starts(&self, token: usize, class: ClassId) -> bool {
        self.of_class_at(token, class).next().is_some()
    }
}

/// A sentence under the pattern matcher: its tokens, their words and the chart.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The tokens of the sentence.
    pub tokens: &'a [Token],
    /// Nodes over them.
    pub chart: &'a Chart,
    /// The class of function words.
    pub stop: ClassId,
}
