//! The vectors that one line after another is read into.

use std::cell::OnceCell;
use std::ops::Range;

use super::{Figure, Line, Tag};
use crate::verbal::Forms;
use crate::verbs::Group;

/// The vectors of a line, empty, for the next to be read into.
#[derive(Default)]
pub(crate) struct Room {
    pub(super) tags: Vec<Tag>,
    pub(super) forms: Vec<Forms>,
    pub(super) figures: Vec<Figure>,
    pub(super) groups: Vec<Group>,
    pub(super) subjects: Vec<OnceCell<Option<Range<usize>>>>,
}

impl Line<'_> {
    /// Its vectors, emptied.
    pub(crate) fn into_room(self) -> Room {
        let mut room = Room {
            tags: self.tags,
            forms: self.forms,
            figures: self.figures,
            groups: self.groups,
            subjects: self.subjects,
        };
        room.tags.clear();
        room.forms.clear();
        room.figures.clear();
        room.groups.clear();
        room.subjects.clear();
        room
    }
}
