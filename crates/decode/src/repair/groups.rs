//! How the characters behave that may start a sequence, each for itself.

/// How a character behaves that may start a sequence.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Group {
    /// Sequences with which the text reads better.
    pub(crate) good: i32,
    /// All sequences.
    pub(crate) paired: i32,
    /// Times that it stands where no sequence starts.
    pub(crate) alone: i32,
}

impl Group {
    /// The gain below which a sequence is left alone: damage leaves hardly any such character unpaired, and good
    /// text pairs hardly any.
    pub(crate) const fn bar(self) -> i32 {
        let all = self.paired + self.alone;
        if self.paired >= 3 && self.good * 2 >= self.paired && self.paired * 4 >= all * 3 {
            -2
        } else if self.good * 5 >= all * 2 {
            2
        } else if self.good * 10 >= all {
            3
        } else {
            6
        }
    }
}

/// The group of each character: a few dozen, sorted.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    groups: Vec<(char, Group)>,
}

impl Groups {
    /// The group of `c`, which is empty at first.
    pub(crate) fn of_mut(&mut self, c: char) -> &mut Group {
        let at = match self.groups.binary_search_by_key(&c, |g| g.0) {
            Ok(at) => at,
            Err(at) => {
                self.groups.insert(at, (c, Group::default()));
                at
            }
        };
        &mut self.groups[at].1
    }

    /// The group of `c`; an empty one where it never stands.
    pub(crate) fn of(&self, c: char) -> Group {
        let found = self.groups.binary_search_by_key(&c, |g| g.0);
        found
            .ok()
            .and_then(|at| self.groups.get(at))
            .map_or_else(Group::default, |g| g.1)
    }
}
