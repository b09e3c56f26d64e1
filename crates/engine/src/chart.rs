//! The chart of a sentence: lexemes found and things built, by the token they start at.

use crate::{ClassId, Hit, Lexeme, Token};

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

/// The nodes over a run of tokens.
#[derive(Debug, Default)]
pub struct Chart {
    nodes: Vec<Node>,
    next: Vec<u32>,
    heads: Vec<u32>,
    /// The newest node of each class, and for each node the one of its class before it.
    class_heads: Vec<u32>,
    class_next: Vec<u32>,
}

impl Chart {
    /// An empty chart over `tokens` tokens; keeps its memory.
    pub fn reset(&mut self, tokens: usize) {
        self.nodes.clear();
        self.next.clear();
        self.heads.clear();
        self.heads.resize(tokens, NONE);
        self.class_heads.clear();
        self.class_next.clear();
    }

    /// Starts over with the lexemes found in `tokens` tokens.
    pub fn load(&mut self, tokens: usize, hits: &[Hit], lexemes: &[Lexeme]) {
        self.reset(tokens);
        for hit in hits {
            let lexeme = &lexemes[hit.lexeme as usize];
            self.add(Node {
                start: hit.start,
                end: hit.end,
                class: lexeme.class,
                value: lexeme.value,
                extra: lexeme.extra,
                item: hit.lexeme,
            });
        }
    }

    /// Adds a node. A start outside the chart is ignored.
    pub fn add(&mut self, node: Node) -> NodeId {
        let id = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let class = usize::from(node.class.0);
        if self.class_heads.len() <= class {
            self.class_heads.resize(class + 1, NONE);
        }
        self.class_next
            .push(std::mem::replace(&mut self.class_heads[class], id));
        let head = self.heads.get_mut(node.start as usize);
        self.next.push(head.as_ref().map_or(NONE, |h| **h));
        if let Some(head) = head {
            *head = id;
        }
        self.nodes.push(node);
        NodeId(id)
    }

    /// Takes a node out: no pattern finds it any more.
    pub fn remove(&mut self, id: NodeId) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.class = ClassId::NONE;
        }
    }

    /// The nodes, in the order of their making.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// One node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The nodes of a class, newest first.
    pub fn of_class(&self, class: ClassId) -> impl Iterator<Item = NodeId> + '_ {
        let mut id = self
            .class_heads
            .get(usize::from(class.0))
            .copied()
            .unwrap_or(NONE);
        std::iter::from_fn(move || {
            let found = (id != NONE).then_some(NodeId(id))?;
            id = self.class_next[id as usize];
            Some(found)
        })
    }

    /// Whether some node is of that class.
    #[must_use]
    pub fn has(&self, class: ClassId) -> bool {
        self.of_class(class).next().is_some()
    }

    /// The nodes that start at a token, newest first.
    pub fn at(&self, token: usize) -> impl Iterator<Item = NodeId> + '_ {
        let mut id = self.heads.get(token).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            if id == NONE {
                return None;
            }
            let found = NodeId(id);
            id = self.next[id as usize];
            Some(found)
        })
    }

    /// The node of a class that starts at a token and reaches furthest.
    #[must_use]
    pub fn longest(&self, token: usize, class: ClassId) -> Option<NodeId> {
        self.at(token)
            .filter(|id| self.node(*id).class == class)
            .max_by_key(|id| self.node(*id).end)
    }

    /// Whether a node of that class starts at the token.
    #[must_use]
    pub fn starts(&self, token: usize, class: ClassId) -> bool {
        self.at(token).any(|id| self.node(id).class == class)
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
