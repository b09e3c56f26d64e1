//! The lexemes found in a document, by the token they start at.
//!
//! Most questions that are asked of a token ("is it a month?") are answered with no. So each token has a mask of the
//! classes that start there, and a miss costs one look at it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{ClassId, Node};

/// A set of classes, as a filter: what it does not hold is not there; what it holds may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClassMask(u64);

impl ClassMask {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Every class.
    pub const ANY: Self = Self(u64::MAX);

    /// The mask of one class.
    #[must_use]
    #[inline]
    pub const fn of(class: ClassId) -> Self {
        Self(1 << (class.0 % 64))
    }

    /// The mask of several classes.
    #[must_use]
    pub const fn all(classes: &[ClassId]) -> Self {
        let (mut mask, mut at) = (Self(0), 0);
        while at < classes.len() {
            mask = mask.with(Self::of(classes[at]));
            at += 1;
        }
        mask
    }

    /// Both masks in one.
    #[must_use]
    #[inline]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of the other mask may be in this one.
    #[must_use]
    #[inline]
    pub const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether some class of the other mask may be in this one.
    #[must_use]
    #[inline]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The lexemes of a document's tokens.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    nodes: Vec<Node>,
    /// For each token the first of its lexemes, and one more at the end.
    from: Vec<u32>,
    masks: Vec<ClassMask>,
    /// Classes of the token that is next.
    open: ClassMask,
}

impl Hits {
    /// Tokens that were looked up.
    #[must_use]
    pub fn tokens(&self) -> usize {
        self.masks.len()
    }

    /// Passes over tokens without looking them up, so that the next one is `token`.
    pub(crate) fn skip_to(&mut self, token: usize) {
        let here = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        if self.from.is_empty() {
            self.from.push(0);
        }
        while self.tokens() < token {
            self.masks.push(ClassMask::NONE);
            self.from.push(here);
        }
    }

    /// Adds a lexeme to the token that is next.
    pub(crate) fn push(&mut self, node: Node) {
        self.open = self.open.with(ClassMask::of(node.class));
        self.nodes.push(node);
    }

    /// Closes the token that is next.
    pub(crate) fn close(&mut self) {
        let end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.from.push(end);
        self.masks
            .push(std::mem::replace(&mut self.open, ClassMask::NONE));
    }

    /// The lexemes that start at a token, the shorter ones first.
    #[must_use]
    #[inline]
    pub fn at(&self, token: usize) -> &[Node] {
        self.within(token..token + 1)
    }

    /// The lexemes that start at some tokens, in order.
    #[must_use]
    #[inline]
    pub fn within(&self, tokens: Range<usize>) -> &[Node] {
        match (self.from.get(tokens.start), self.from.get(tokens.end)) {
            (Some(from), Some(to)) => self
                .nodes
                .get(*from as usize..*to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// Which classes start at a token.
    #[must_use]
    #[inline]
    pub fn mask(&self, token: usize) -> ClassMask {
        self.masks.get(token).copied().unwrap_or(ClassMask::NONE)
    }

    /// The lexemes of a class that start at a token, the shorter ones first.
    #[inline]
    pub fn of_class(
        &self,
        token: usize,
        class: ClassId,
    ) -> impl DoubleEndedIterator<Item = &Node> + '_ {
        let own = if self.mask(token).meets(ClassMask::of(class)) {
            self.at(token)
        } else {
            &[]
        };
        own.iter().filter(move |n| n.class == class)
    }

    /// Whether a lexeme of the class starts at a token.
    #[must_use]
    #[inline]
    pub fn has(&self, token: usize, class: ClassId) -> bool {
        self.of_class(token, class).next().is_some()
    }
}
