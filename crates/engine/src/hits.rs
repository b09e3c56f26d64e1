//! The lexemes found in a document, by the token they start at.
//!
//! Most questions that are asked of a token ("is it a month?") are answered with no. So each token has the set of the
//! classes that start there, and a miss costs one look at it. The lexemes of a word alone are those of the lexicon, and
//! are not copied.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::bits::each;
use crate::{ClassId, Node};

/// Words of a [`ClassMask`]: wide enough to tell nearly all classes apart.
const WIDE: usize = 4;

/// A set of classes, as a filter: what it does not hold is not there; what it holds may be. Of the classes that code knows
/// ([`ClassMask::ALONE`]) what it holds is there: names and lines ask no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClassMask([u64; WIDE]);

impl ClassMask {
    /// No class.
    pub const NONE: Self = Self([0; WIDE]);
    /// Every class.
    pub const ANY: Self = Self([u64::MAX; WIDE]);

    /// Its places.
    pub const PLACES: usize = 64 * WIDE;

    /// Classes that have a place of their own: more than those that code knows. The others, which patterns alone name,
    /// share the rest of the places.
    pub const ALONE: usize = 200;
    const SHARED: usize = Self::PLACES - Self::ALONE;

    /// The set of some classes.
    #[must_use]
    pub const fn all(classes: &[ClassId]) -> Self {
        let (mut set, mut at) = (Self::NONE, 0);
        while at < classes.len() {
            set.insert(classes[at]);
            at += 1;
        }
        set
    }

    /// Whether it is every class.
    #[must_use]
    #[inline]
    pub const fn is_any(&self) -> bool {
        // No set of some classes fills a whole word.
        self.0[0] == u64::MAX
    }

    /// Adds a class.
    #[inline]
    pub const fn insert(&mut self, class: ClassId) {
        let place = class.place();
        self.0[place / 64] |= 1 << (place % 64);
    }

    /// Adds the classes of a place.
    pub(crate) const fn insert_place(&mut self, place: usize) {
        self.0[place / 64] |= 1 << (place % 64);
    }

    /// Adds the classes of another set.
    #[inline]
    pub fn join(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    /// The classes that may be in both sets.
    #[must_use]
    #[inline]
    pub fn common(&self, other: &Self) -> Self {
        let mut common = *self;
        for (own, other) in common.0.iter_mut().zip(&other.0) {
            *own &= other;
        }
        common
    }

    /// The set without the classes of another.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut rest = *self;
        for (own, other) in rest.0.iter_mut().zip(&other.0) {
            *own &= !other;
        }
        rest
    }

    /// Gives the places of its classes, from 0 to [`ClassMask::PLACES`].
    #[inline]
    pub fn each(&self, place: impl FnMut(usize)) {
        each(&self.0, place);
    }

    /// Whether a class may be in the set.
    #[must_use]
    #[inline]
    pub const fn has(&self, class: ClassId) -> bool {
        self.has_place(class.place())
    }

    /// Whether a class of a place may be in the set.
    #[inline]
    pub(crate) const fn has_place(&self, place: usize) -> bool {
        self.0[place / 64] >> (place % 64) & 1 == 1
    }

    /// Whether all of the other set may be in this one.
    #[must_use]
    #[inline]
    pub fn holds(&self, other: &Self) -> bool {
        let pairs = self.0.iter().zip(&other.0);
        pairs.fold(0, |lacks, (own, other)| lacks | other & !own) == 0
    }

    /// Whether some class of the other set may be in this one.
    #[must_use]
    #[inline]
    pub fn meets(&self, other: &Self) -> bool {
        let pairs = self.0.iter().zip(&other.0);
        pairs.fold(0, |both, (own, other)| both | own & other) != 0
    }
}

/// Classes of data are numbered so that the last bits of an id are its place in sets: the look that most questions end
/// with computes nothing. Of those that share places, neighbours do: what is everywhere hides only what is.
impl ClassId {
    /// Classes of data that share a place, as long as the places last.
    const DEPTH: u16 = 3;

    /// The class of data with that number, from 0 on.
    #[must_use]
    pub const fn nth(number: u16) -> Self {
        let (places, alone) = (ClassMask::PLACES as u16, ClassMask::ALONE as u16);
        let id = Self::FIRST.0 + number;
        match id.checked_sub(alone) {
            None => Self(id),
            Some(shared) => {
                let (place, layer) = (shared / Self::DEPTH, shared % Self::DEPTH);
                let (round, place) = (place / Self::SHARED, place % Self::SHARED);
                Self(places * (round * Self::DEPTH + layer) + alone + place)
            }
        }
    }

    const SHARED: u16 = ClassMask::SHARED as u16;

    /// The number of a class of data; `None` for shapes.
    #[must_use]
    pub const fn number(self) -> Option<u16> {
        let (places, alone) = (ClassMask::PLACES as u16, ClassMask::ALONE as u16);
        let (layer, place) = (self.0 / places, self.0 % places);
        let id = match place.checked_sub(alone) {
            None => self.0,
            Some(place) => {
                let (round, layer) = (layer / Self::DEPTH, layer % Self::DEPTH);
                alone + (round * Self::SHARED + place) * Self::DEPTH + layer
            }
        };
        id.checked_sub(Self::FIRST.0)
    }

    /// Whether no other class has its place in sets of classes.
    #[inline]
    pub(crate) const fn is_alone(self) -> bool {
        (self.0 as usize) < ClassMask::ALONE
    }

    /// Its place in sets of classes.
    #[inline]
    pub(crate) const fn place(self) -> usize {
        self.0 as usize % ClassMask::PLACES
    }
}

/// Tokens for each lexeme that is not of a word alone, about.
const PHRASES: usize = 4;

/// The lexemes that start at a token.
#[derive(Debug, Clone, Copy, Default)]
struct Place<'p> {
    /// Those of the word alone, as the lexicon holds them.
    alone: &'p [Node],
    /// The others among those of the document: phrases, and words that must be spelled in one way.
    others: (u32, u32),
}

/// The lexemes of a document's tokens.
#[derive(Debug, Clone, Default)]
pub struct Hits<'p> {
    /// Which classes start at each token.
    masks: Vec<ClassMask>,
    places: Vec<Place<'p>>,
    others: Vec<Node>,
}

/// The lexemes of some tokens of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found<'h> {
    places: &'h [Place<'h>],
    /// Those of the document.
    others: &'h [Node],
}

impl<'h> Found<'h> {
    /// The lexemes of the word alone at a token, and the others that start there; the places of the former are not set.
    #[inline]
    pub(crate) fn parts(&self, token: usize) -> (&'h [Node], &'h [Node]) {
        let Some(place) = self.places.get(token) else {
            return (&[], &[]);
        };
        let (from, to) = place.others;
        let others = self.others.get(from as usize..to as usize);
        (place.alone, others.unwrap_or_default())
    }

    /// Those that are not of a word alone, in order.
    pub(crate) fn phrases(&self) -> &'h [Node] {
        let (Some(first), Some(last)) = (self.places.first(), self.places.last()) else {
            return &[];
        };
        let own = first.others.0 as usize..last.others.1 as usize;
        self.others.get(own).unwrap_or_default()
    }
}

impl<'p> Hits<'p> {
    /// Makes room for the tokens of a document.
    pub fn reserve(&mut self, tokens: usize) {
        self.masks.reserve(tokens);
        self.places.reserve(tokens);
        self.others.reserve(tokens / PHRASES);
    }

    /// Passes over tokens without looking them up, so that the next one is `token`.
    pub(crate) fn skip_to(&mut self, token: usize) {
        if self.places.len() < token {
            let end = index(self.others.len());
            let nothing = Place {
                alone: &[],
                others: (end, end),
            };
            self.masks.resize(token, ClassMask::NONE);
            self.places.resize(token, nothing);
        }
    }

    /// Goes to the next token, with the lexemes of the word alone and their classes.
    #[inline]
    pub(crate) fn next(&mut self, alone: &'p [Node], classes: &ClassMask) {
        let end = index(self.others.len());
        self.masks.push(*classes);
        self.places.push(Place {
            alone,
            others: (end, end),
        });
    }

    /// Adds lexemes to the token that are not of the word alone.
    #[inline]
    pub(crate) fn extend(&mut self, nodes: impl Iterator<Item = Node>) {
        let (Some(place), Some(mask)) = (self.places.last_mut(), self.masks.last_mut()) else {
            return;
        };
        self.others
            .extend(nodes.inspect(|node| mask.insert(node.class)));
        place.others.1 = index(self.others.len());
    }

    /// The lexemes that start at a token, the shorter ones first.
    #[inline]
    pub fn at(&self, token: usize) -> impl DoubleEndedIterator<Item = Node> + '_ {
        let (alone, others) = self.parts(token);
        let alone = alone.iter().map(move |node| placed(node, token));
        alone.chain(others.iter().copied())
    }

    /// The lexemes that start at a token, where one of the class may.
    #[inline]
    fn may_parts(&self, token: usize, class: ClassId) -> (&[Node], &[Node]) {
        if self.may(token, class) {
            self.parts(token)
        } else {
            (&[], &[])
        }
    }

    /// The lexemes of the word alone at a token, and the others that start there, the shorter ones first; the places of the
    /// former are not set.
    #[must_use]
    #[inline]
    pub fn parts(&self, token: usize) -> (&[Node], &[Node]) {
        let all = Found {
            places: &self.places,
            others: &self.others,
        };
        all.parts(token)
    }

    /// Which classes start at each of some tokens, and the lexemes.
    pub(crate) fn found(&self, tokens: Range<usize>) -> (&[ClassMask], Found<'_>) {
        let own = Found {
            places: self.places.get(tokens.clone()).unwrap_or_default(),
            others: &self.others,
        };
        (self.masks.get(tokens).unwrap_or_default(), own)
    }

    /// The lexemes that start at some tokens, in order.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = Node> + '_ {
        tokens.flat_map(|token| self.at(token))
    }

    /// Whether the lexemes of a token are those of its word alone: no phrase starts there, and no word that must be
    /// spelled in one way.
    #[must_use]
    #[inline]
    pub fn is_alone(&self, token: usize) -> bool {
        let place = self.places.get(token);
        place.is_none_or(|place| place.others.0 == place.others.1)
    }

    /// Which classes start at some of these tokens.
    #[must_use]
    pub fn classes(&self, tokens: Range<usize>) -> ClassMask {
        let mut all = ClassMask::NONE;
        for mask in self.masks.get(tokens).unwrap_or_default() {
            all.join(mask);
        }
        all
    }

    /// The first of these tokens at which one of the classes may start.
    #[must_use]
    #[inline]
    pub fn first(&self, tokens: Range<usize>, classes: &ClassMask) -> Option<usize> {
        let start = tokens.start;
        let masks = self.masks.get(tokens).unwrap_or_default();
        let first = masks.iter().position(|mask| mask.meets(classes));
        first.map(|at| start + at)
    }

    /// Which classes start at each of some tokens.
    #[must_use]
    pub fn masks(&self, tokens: Range<usize>) -> &[ClassMask] {
        self.masks.get(tokens).unwrap_or_default()
    }

    /// Which classes start at a token.
    #[must_use]
    #[inline]
    pub fn mask(&self, token: usize) -> &ClassMask {
        self.masks.get(token).unwrap_or(&ClassMask::NONE)
    }

    /// The lexemes of a class that start at a token, the shorter ones first.
    #[inline]
    pub fn of_class(
        &self,
        token: usize,
        class: ClassId,
    ) -> impl DoubleEndedIterator<Item = Node> + '_ {
        let (alone, others) = self.may_parts(token, class);
        let own = alone.iter().filter(move |n| n.class == class);
        let own = own.map(move |node| placed(node, token));
        own.chain(others.iter().filter(move |n| n.class == class).copied())
    }

    /// The longest lexeme of a class that starts at a token; of two, the first.
    #[must_use]
    pub fn longest(&self, token: usize, class: ClassId) -> Option<Node> {
        let (alone, others) = self.may_parts(token, class);
        let word = index(token).saturating_add(1);
        let last = others.iter().rfind(|n| n.class == class);
        let end = last.map_or(word, |n| n.end);
        let own = alone.iter().find(|n| n.class == class && end == word);
        let other = || others.iter().find(|n| n.class == class && n.end == end);
        own.map(|node| placed(node, token))
            .or_else(|| other().copied())
    }

    /// The longest lexeme of a class that starts at a token; of two, the last.
    #[must_use]
    pub fn last(&self, token: usize, class: ClassId) -> Option<Node> {
        let (alone, others) = self.may_parts(token, class);
        let other = others.iter().rfind(|n| n.class == class).copied();
        let own = || alone.iter().rfind(|n| n.class == class);
        other.or_else(|| own().map(|node| placed(node, token)))
    }

    /// Whether a lexeme of the class may start at a token: no is certain, and costs one look.
    #[must_use]
    #[inline]
    pub fn may(&self, token: usize, class: ClassId) -> bool {
        self.mask(token).has(class)
    }

    /// Whether a lexeme of the class starts at a token.
    #[must_use]
    #[inline]
    pub fn has(&self, token: usize, class: ClassId) -> bool {
        let (alone, others) = self.may_parts(token, class);
        let is = |node: &Node| node.class == class;
        alone.iter().any(is) || others.iter().any(is)
    }
}

/// A lexeme of a word alone, at its token.
#[inline]
fn placed(node: &Node, token: usize) -> Node {
    let start = index(token);
    Node {
        start,
        end: start + 1,
        ..*node
    }
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::ClassMask;
    use crate::ClassId;

    #[test]
    fn known_classes_have_places_of_their_own() {
        let mut seen = ClassMask::NONE;
        for number in 0..600 {
            let class = ClassId::nth(number);
            assert_eq!(class.number(), Some(number));
            let alone = usize::from(ClassId::FIRST.0 + number) < ClassMask::ALONE;
            assert_eq!(class.place() < ClassMask::ALONE, alone);
            assert!(!alone || !seen.has(class));
            seen.insert(class);
        }
        assert_eq!(ClassId::ANY.number(), None);
    }
}
