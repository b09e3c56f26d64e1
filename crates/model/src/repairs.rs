//! What was repaired in a document. A damaged dump has a repair every thirty bytes, so a repair holds only what
//! cannot be told from the document: what stands there now is a slice of its text, and its offset map leads to the
//! raw bytes.

use std::sync::Arc;

use crate::TextSpan;

/// The kind of damage that a repair undid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum RepairKind {
    Mojibake,
    MergedSpace,
    Straightened,
    StrippedControls,
    LostBytes,
    Entities,
    Lowered,
    MixUp,
    FaultyBytes,
}

impl RepairKind {
    /// The name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mojibake => "mojibake",
            Self::MergedSpace => "merged_space",
            Self::Straightened => "straightened",
            Self::StrippedControls => "stripped_controls",
            Self::LostBytes => "lost_bytes",
            Self::Entities => "entities",
            Self::Lowered => "lowered",
            Self::MixUp => "mix_up",
            Self::FaultyBytes => "faulty_bytes",
        }
    }
}

/// How a sequence was damaged, and how sure its repair is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// In thousandths.
    pub confidence: u16,
    /// Kind of damage.
    pub kind: RepairKind,
    /// Whether bytes were lost, so that the repair is a reading and not an inverse.
    pub lossy: bool,
    /// The codecs that it was wrongly read as, last damage first, as WHATWG labels.
    pub chain: Arc<str>,
}

/// One damaged sequence that was repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair<'a> {
    /// Where the repaired text stands.
    pub text: TextSpan,
    /// The damaged text, as it was decoded.
    pub before: &'a str,
    /// What had happened to it.
    pub damage: &'a Damage,
}

/// The repairs of a document, in text order.
#[derive(Debug, Clone, Default)]
pub struct Repairs {
    rows: Vec<Row>,
    /// What stood at each repair, one behind the other.
    before: String,
    /// Each kind of damage once.
    damages: Vec<Damage>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    text: TextSpan,
    /// Where its part of the texts before ends.
    before: u32,
    damage: u32,
}

impl Repairs {
    /// Adds the repair of `before`, which stands behind all others.
    pub fn push(&mut self, text: TextSpan, before: &str, damage: &Damage) {
        self.before.push_str(before);
        let row = Row {
            text,
            before: len32(self.before.len()),
            damage: self.number(damage),
        };
        self.rows.push(row);
    }

    fn number(&mut self, damage: &Damage) -> u32 {
        let known = self.damages.iter().position(|d| d == damage);
        len32(known.unwrap_or_else(|| {
            self.damages.push(damage.clone());
            self.damages.len() - 1
        }))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The `i`th of them.
    #[must_use]
    pub fn get(&self, i: usize) -> Option<Repair<'_>> {
        let row = self.rows.get(i)?;
        let start = match i.checked_sub(1) {
            Some(last) => self.rows.get(last)?.before,
            None => 0,
        };
        Some(Repair {
            text: row.text,
            before: self.before.get(start as usize..row.before as usize)?,
            damage: self.damages.get(row.damage as usize)?,
        })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Repair<'_>> + Clone {
        (0..self.len()).filter_map(|i| self.get(i))
    }

    /// The repairs that touch `span`.
    pub fn within(&self, span: TextSpan) -> impl Iterator<Item = Repair<'_>> {
        let first = |row: &Row| row.text.end() <= span.start();
        let from = self.rows.partition_point(first);
        let inside = move |r: &Repair<'_>| r.text.start() < span.end();
        (from..self.len())
            .filter_map(|i| self.get(i))
            .take_while(inside)
    }

    /// The repairs at the places to which `place` moves them, without those that it has none for.
    #[must_use]
    pub fn moved(&self, place: impl Fn(TextSpan) -> Option<TextSpan>) -> Self {
        let mut moved = Self::default();
        for repair in self.iter() {
            if let Some(text) = place(repair.text) {
                moved.push(text, repair.before, repair.damage);
            }
        }
        moved
    }
}

fn len32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repairs() -> Repairs {
        let damage = |confidence| Damage {
            confidence,
            kind: RepairKind::Mojibake,
            lossy: false,
            chain: "windows-1252".into(),
        };
        let mut repairs = Repairs::default();
        for (start, before, confidence) in [(3, "Ã©", 980), (9, "â€™", 990), (20, "Ã¨", 980)]
        {
            repairs.push(TextSpan::new(start, start + 2), before, &damage(confidence));
        }
        repairs
    }

    #[test]
    fn each_has_its_own_text_and_damage() {
        let repairs = repairs();
        let all: Vec<_> = repairs
            .iter()
            .map(|r| (r.before, r.damage.confidence))
            .collect();
        assert_eq!(all, [("Ã©", 980), ("â€™", 990), ("Ã¨", 980)]);
        assert_eq!((repairs.len(), repairs.damages.len()), (3, 2));
        assert_eq!(repairs.within(TextSpan::new(10, 21)).count(), 2);
        assert_eq!(repairs.within(TextSpan::new(11, 20)).count(), 0);
    }

    #[test]
    fn some_are_moved_and_some_left_out() {
        let right = |span: TextSpan| {
            (span.start() != 9).then(|| TextSpan::new(span.start() + 1, span.end() + 1))
        };
        let moved = repairs().moved(right);
        let all: Vec<_> = moved.iter().map(|r| (r.text.start(), r.before)).collect();
        assert_eq!(all, [(4, "Ã©"), (21, "Ã¨")]);
    }
}
