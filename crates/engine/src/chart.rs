//! The chart of a sentence: what starts at each token. The lexemes stay where they were found; what rules build is laid
//! over them.

use std::ops::Range;

use crate::hits::Found;
use crate::{ClassId, ClassMask, Hits, Shape, Token};

/// A node of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// Marks a node that was added; the rest is its index. Of a lexeme it is its token and its place there.
    const ADDED: u32 = 1 << 30;
    /// Bits of the place of a lexeme among those of its token.
    const PLACE: u32 = 12;

    const fn lexeme(token: usize, place: usize) -> Self {
        Self((token << Self::PLACE | place) as u32)
    }

    const fn added(index: u32) -> Self {
        Self(index | Self::ADDED)
    }

    /// The index of an added node.
    const fn index(self) -> Option<usize> {
        if self.0 & Self::ADDED == 0 {
            None
        } else {
            Some((self.0 & !Self::ADDED) as usize)
        }
    }
}

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

impl Node {
    /// What is not there.
    const NOTHING: Self = Self {
        start: 0,
        end: 0,
        class: ClassId::NONE,
        value: 0,
        extra: 0,
        item: 0,
    };

    /// Tokens of a lexeme. That of a word alone has no place of its own.
    #[inline]
    const fn tokens(&self) -> u32 {
        if self.end == 0 {
            1
        } else {
            self.end - self.start
        }
    }

    /// A lexeme at its token.
    #[inline]
    const fn at(&self, start: u32) -> Self {
        Self {
            start,
            end: start + self.tokens(),
            ..*self
        }
    }
}

const NONE: u32 = u32::MAX;

/// Tokens for each node that is added, or of several tokens, about.
const ADDED: usize = 2;

/// What starts behind the end. Every token has this class too: so the set of all classes meets all of them.
const OUTSIDE: ClassMask = ClassMask::all(&[ClassId::NONE]);

/// An added node, and the one before it that starts at the same token.
#[derive(Debug, Clone, Copy)]
struct Linked {
    node: Node,
    beside: u32,
}

/// The nodes over a run of tokens.
#[derive(Debug, Default)]
pub struct Chart<'h> {
    added: Vec<Linked>,
    /// Which classes start at each token.
    masks: Vec<ClassMask>,
    /// The newest of the nodes added at each token.
    newest: Vec<u32>,
    /// The lexemes of the tokens.
    lexemes: Found<'h>,
    classes: ClassMask,
    /// Classes of which some node is of several tokens, and tokens of the longest.
    long: ClassMask,
    longest: u32,
    /// Where those nodes start and end.
    spans: Vec<(u32, u32)>,
}

impl<'h> Chart<'h> {
    /// Makes room for sentences of so many tokens.
    pub fn reserve(&mut self, tokens: usize) {
        self.masks.reserve(tokens);
        self.newest.reserve(tokens);
        self.added.reserve(tokens / ADDED);
        self.spans.reserve(tokens / ADDED);
    }

    /// Starts over with the lexemes of some tokens of a document, and a node for each run of digits: its value, and how
    /// many they are. Keeps its memory.
    pub fn load(&mut self, text: &str, all: &[Token], tokens: Range<usize>, hits: &'h Hits<'h>) {
        let own = all.get(tokens.clone()).unwrap_or_default();
        self.added.clear();
        self.masks.clear();
        self.newest.clear();
        self.newest.resize(own.len(), NONE);
        let first = index(tokens.start);
        let (masks, lexemes) = hits.found(tokens);
        let mut all = OUTSIDE;
        self.masks.extend(masks.iter().map(|mask| {
            let mut mask = *mask;
            mask.insert(ClassId::NONE);
            all.join(&mask);
            mask
        }));
        (self.classes, self.long, self.longest) = (all, ClassMask::NONE, 1);
        self.masks.resize(own.len(), OUTSIDE);
        self.spans.clear();
        for node in lexemes.phrases() {
            self.measure(&node.at(node.start.saturating_sub(first)));
        }
        self.lexemes = lexemes;
        for (at, token) in own.iter().enumerate() {
            if token.shape == Shape::Digits {
                self.digits(text, token, at);
            }
        }
    }

    fn digits(&mut self, text: &str, token: &Token, at: usize) {
        let digits = text.get(token.span.range()).unwrap_or_default();
        let start = index(at);
        let extra = i64::from(token.span.len());
        for (class, least, most) in ClassId::DIGIT_LENGTHS {
            if (least..=most).contains(&extra) {
                self.classes.insert(class);
                if let Some(mask) = self.masks.get_mut(at) {
                    mask.insert(class);
                }
            }
        }
        self.add(Node {
            start,
            end: start + 1,
            class: ClassId::DIGITS,
            value: digits.parse().unwrap_or(i64::MAX),
            extra,
            item: 0,
        });
    }

    /// Adds a node. A start outside the chart is ignored.
    pub fn add(&mut self, node: Node) -> NodeId {
        let id = index(self.added.len());
        let start = node.start as usize;
        self.classes.insert(node.class);
        self.measure(&node);
        let mut beside = NONE;
        let place = self.newest.get_mut(start).zip(self.masks.get_mut(start));
        if let Some((newest, mask)) = place {
            beside = std::mem::replace(newest, id);
            mask.insert(node.class);
        }
        self.added.push(Linked { node, beside });
        NodeId::added(id)
    }

    #[inline]
    fn measure(&mut self, node: &Node) {
        let tokens = node.end.saturating_sub(node.start);
        if tokens > 1 {
            self.long.insert(node.class);
            self.longest = self.longest.max(tokens);
            self.spans.push((node.start, node.end));
        }
    }

    /// Takes the added nodes out of which something is true: no pattern finds them any more.
    pub fn remove(&mut self, is: impl Fn(&Node) -> bool) {
        for linked in &mut self.added {
            if is(&linked.node) {
                linked.node.class = ClassId::NONE;
            }
        }
    }

    /// One node.
    #[must_use]
    #[inline]
    pub fn node(&self, id: NodeId) -> Node {
        if let Some(index) = id.index() {
            let linked = self.added.get(index);
            return linked.map_or(Node::NOTHING, |l| l.node);
        }
        let (token, place) = (id.0 >> NodeId::PLACE, id.0 & ((1 << NodeId::PLACE) - 1));
        self.lexeme(token as usize, place as usize)
    }

    fn lexeme(&self, token: usize, number: usize) -> Node {
        let (alone, others) = self.lexemes.parts(token);
        let behind = || others.get(number.checked_sub(alone.len())?);
        let found = alone.get(number).or_else(behind);
        found.map_or(Node::NOTHING, |node| node.at(index(token)))
    }

    /// Whether some node is of that class.
    #[must_use]
    pub fn has(&self, class: ClassId) -> bool {
        let mut all = 0..self.masks.len();
        self.classes.has(class) && all.any(|at| self.starts(at, class))
    }

    /// The nodes that start at a token, newest first.
    pub fn at(&self, token: usize) -> impl Iterator<Item = Node> + '_ {
        self.beside(token, true, |_| true).map(|(_, node)| node)
    }

    /// The nodes of some classes at a token, if some may be there.
    #[inline]
    fn beside<W: Fn(ClassId) -> bool>(&self, token: usize, may: bool, wanted: W) -> Beside<'_, W> {
        let (alone, others) = if may {
            self.lexemes.parts(token)
        } else {
            (&[][..], &[][..])
        };
        let newest = self.newest.get(token).filter(|_| may);
        Beside {
            token,
            wanted,
            added: &self.added,
            newest: newest.copied().unwrap_or(NONE),
            alone,
            others,
        }
    }

    /// Which classes there are, or were before a node was taken out.
    #[must_use]
    pub const fn classes(&self) -> &ClassMask {
        &self.classes
    }

    /// Which classes start at each token.
    pub(crate) fn masks(&self) -> &[ClassMask] {
        &self.masks
    }

    /// Which classes start at a token; [`ClassId::NONE`] does everywhere, behind the end too.
    #[must_use]
    #[inline]
    pub fn mask(&self, token: usize) -> &ClassMask {
        self.masks.get(token).unwrap_or(&OUTSIDE)
    }

    /// Tokens of the longest node.
    pub(crate) const fn longest_node(&self) -> usize {
        self.longest as usize
    }

    /// Classes of which some node is of several tokens.
    pub(crate) const fn long(&self) -> &ClassMask {
        &self.long
    }

    /// Whether some node of the class may be of several tokens.
    #[inline]
    pub(crate) const fn is_long(&self, class: ClassId) -> bool {
        self.long.has(class)
    }

    /// Which classes start behind the nodes that start at a token.
    #[inline]
    pub(crate) fn behind(&self, token: usize) -> ClassMask {
        let mut behind = *self.mask(token + 1);
        for node in self.lexemes.parts(token).1 {
            behind.join(self.mask(node.at(index(token)).end as usize));
        }
        for node in self.added_at(token) {
            behind.join(self.mask(node.end as usize));
        }
        behind
    }

    /// Which classes start behind the nodes that start at each token.
    pub(crate) fn behind_each(&self, behind: &mut Vec<ClassMask>) {
        behind.clear();
        behind.extend_from_slice(self.masks.get(1..).unwrap_or_default());
        behind.resize(self.masks.len(), OUTSIDE);
        for (start, end) in &self.spans {
            if let Some(own) = behind.get_mut(*start as usize) {
                own.join(self.mask(*end as usize));
            }
        }
    }

    /// Whether a node of that class ends right before the token.
    #[must_use]
    pub fn ends_before(&self, token: usize, class: ClassId) -> bool {
        /// Tokens of the longest phrase that is looked for.
        const REACH: usize = 6;
        let ends = |at: usize| {
            let mut own = self.nodes(at, class);
            self.mask(at).has(class) && own.any(|node| node.end as usize == token)
        };
        let reach = if self.is_long(class) { REACH } else { 1 };
        self.classes.has(class) && (token.saturating_sub(reach)..token).any(ends)
    }

    /// The nodes of a class that start at a token, newest first.
    #[inline]
    pub(crate) fn found(
        &self,
        token: usize,
        class: ClassId,
    ) -> impl Iterator<Item = (NodeId, Node)> + '_ {
        let may = self.masks.get(token).is_some_and(|mask| mask.has(class));
        self.beside(token, may, move |own| own == class)
    }

    /// The nodes of a class that start at a token, newest first.
    #[inline]
    pub fn nodes(&self, token: usize, class: ClassId) -> impl Iterator<Item = Node> + '_ {
        self.found(token, class).map(|(_, node)| node)
    }

    /// The node of a class that starts at a token and reaches furthest.
    #[must_use]
    #[inline]
    pub fn longest(&self, token: usize, class: ClassId) -> Option<Node> {
        if self.mask(token).has(class) {
            self.furthest(token, class)
        } else {
            None
        }
    }

    /// The same where there may be one. Apart, so that those who ask hold no more than the look that mostly says no.
    fn furthest(&self, token: usize, class: ClassId) -> Option<Node> {
        let (alone, others) = self.lexemes.parts(token);
        // Of as long ones the first that was listed is taken, and a lexeme before what was added.
        let mut lexeme = alone.iter().find(|node| node.class == class);
        for node in others.iter().filter(|node| node.class == class) {
            if lexeme.is_none_or(|other| node.tokens() > other.tokens()) {
                lexeme = Some(node);
            }
        }
        let mut furthest = lexeme.map(|node| node.at(index(token)));
        let longest = furthest.map_or(0, |node| node.end);
        for node in self.added_at(token).filter(|node| node.class == class) {
            if node.end > longest && furthest.is_none_or(|other| node.end >= other.end) {
                furthest = Some(*node);
            }
        }
        furthest
    }

    /// The nodes that were added at a token, the newest first.
    #[inline]
    fn added_at(&self, token: usize) -> impl Iterator<Item = &Node> + '_ {
        let mut newest = self.newest.get(token).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let linked = self.added.get(newest as usize)?;
            newest = linked.beside;
            Some(&linked.node)
        })
    }

    /// Whether a node of that class starts at the token.
    #[must_use]
    #[inline]
    pub fn starts(&self, token: usize, class: ClassId) -> bool {
        self.mask(token).has(class) && self.is_there(token, class)
    }

    fn is_there(&self, token: usize, class: ClassId) -> bool {
        let (alone, others) = self.lexemes.parts(token);
        let is = |node: &Node| node.class == class;
        alone.iter().any(is) || others.iter().any(is) || self.added_at(token).any(is)
    }
}

/// The nodes that start at a token, newest first: those added, then the lexemes.
struct Beside<'c, W> {
    token: usize,
    /// Which classes are wanted.
    wanted: W,
    added: &'c [Linked],
    newest: u32,
    /// Lexemes still to come, the last of them first; the others come before those of the word alone.
    alone: &'c [Node],
    others: &'c [Node],
}

impl<W: Fn(ClassId) -> bool> Iterator for Beside<'_, W> {
    type Item = (NodeId, Node);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while let Some(linked) = self.added.get(self.newest as usize) {
            let id = NodeId::added(self.newest);
            self.newest = linked.beside;
            if (self.wanted)(linked.node.class) {
                return Some((id, linked.node));
            }
        }
        let lexeme = |node: &Node, place| {
            let id = NodeId::lexeme(self.token, place);
            (id, node.at(index(self.token)))
        };
        while let Some((node, before)) = self.others.split_last() {
            self.others = before;
            if (self.wanted)(node.class) {
                return Some(lexeme(node, self.alone.len() + before.len()));
            }
        }
        while let Some((node, before)) = self.alone.split_last() {
            self.alone = before;
            if (self.wanted)(node.class) {
                return Some(lexeme(node, before.len()));
            }
        }
        None
    }
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A sentence under the pattern matcher: its tokens, their words and the chart.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The tokens of the sentence.
    pub tokens: &'a [Token],
    /// Nodes over them.
    pub chart: &'a Chart<'a>,
    /// The class of function words.
    pub stop: ClassId,
}
