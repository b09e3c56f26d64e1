//! The repaired text, put together from its pieces, with the way back and the record of its repairs.

use std::borrow::Cow;

use claimsift_model::{Edit, Repair, RepairKind, Repairs, Stage, TextSpan};

use super::rounds::Placed;

/// The text so far.
pub(crate) struct Mended<'a> {
    text: &'a str,
    /// Where the rest of the text starts.
    at: u32,
    edit: Edit,
    /// What was repaired earlier, and which of that is next.
    earlier: &'a Repairs,
    next: usize,
    repairs: Repairs,
}

/// Fixes that are told as one: what they, and the earlier repairs that they touch, take up of the text.
struct Group {
    from: u32,
    to: u32,
    fixes: usize,
    repairs: usize,
}

impl<'a> Mended<'a> {
    pub(crate) fn new(text: &'a str, earlier: &'a Repairs) -> Self {
        Self {
            text,
            at: 0,
            edit: Edit::new(text.len()),
            earlier,
            next: 0,
            repairs: Repairs::default(),
        }
    }

    /// Adds the piece that starts at `start` and reads as `piece` once it is repaired.
    pub(crate) fn add(&mut self, start: u32, placed: &[Placed], piece: &str) {
        let mut rest = placed;
        while let Some(first) = rest.first() {
            self.pass_repairs(start + first.from.0);
            let group = self.group(start, rest);
            let (fixes, others) = rest.split_at_checked(group.fixes).unwrap_or((rest, &[]));
            let (before, after) = (self.before(&group), self.after(&group, start, fixes, piece));
            self.keep_to(group.from);
            let new = self.edit.len();
            self.edit.replace(group.to - group.from, &after);
            let span = TextSpan::new(new, self.edit.len());
            let mut damage = first.damage(&before);
            if self.faulty(&group) {
                // What stood there were bytes, and is told as such.
                damage.kind = RepairKind::FaultyBytes;
            }
            self.repairs.push(span, &before, &damage);
            self.at = group.to;
            self.next += group.repairs;
            rest = others;
        }
    }

    /// The first of the fixes, with all that runs into it.
    fn group(&self, start: u32, fixes: &[Placed]) -> Group {
        let (mut from, mut to, mut many, mut repairs) = (u32::MAX, 0, 0, 0);
        loop {
            let fix = fixes
                .get(many)
                .filter(|f| many == 0 || start + f.from.0 < to);
            if let Some(fix) = fix {
                (from, to) = (from.min(start + fix.from.0), to.max(start + fix.from.1));
                many += 1;
            }
            let repair = self.earlier.get(self.next + repairs);
            let touched = repair.filter(|r| r.text.start() < to && r.text.end() > from);
            if let Some(repair) = touched {
                (from, to) = (from.min(repair.text.start()), to.max(repair.text.end()));
                repairs += 1;
            }
            if fix.is_none() && touched.is_none() {
                return Group {
                    from,
                    to,
                    fixes: many,
                    repairs,
                };
            }
        }
    }

    /// What stood there before any repair.
    fn before(&self, group: &Group) -> Cow<'a, str> {
        let earlier = (self.next..self.next + group.repairs).filter_map(|i| self.earlier.get(i));
        let parts = earlier.map(|r| (r.text.start(), r.text.end(), r.before));
        spliced(self.text, group, parts)
    }

    fn faulty(&self, group: &Group) -> bool {
        let mut earlier =
            (self.next..self.next + group.repairs).filter_map(|i| self.earlier.get(i));
        earlier.any(|r| r.damage.kind == RepairKind::FaultyBytes)
    }

    /// What stands there now.
    fn after<'b>(&self, group: &Group, start: u32, fixes: &[Placed], piece: &'b str) -> Cow<'b, str>
    where
        'a: 'b,
    {
        let parts = fixes.iter().map(|f| {
            let to = piece.get(f.to.0 as usize..f.to.1 as usize);
            (start + f.from.0, start + f.from.1, to.unwrap_or_default())
        });
        spliced(self.text, group, parts)
    }

    /// Copies the text up to `to`.
    fn keep_to(&mut self, to: u32) {
        let kept = self.text.get(self.at as usize..to as usize);
        self.edit.keep(kept.unwrap_or_default());
        self.at = to;
    }

    /// Copies the text as far as the last of the earlier repairs that end at `to` at the latest, and tells them.
    fn pass_repairs(&mut self, to: u32) {
        while let Some(repair) = self.earlier.get(self.next)
            && repair.text.end() <= to
        {
            self.next += 1;
            self.tell(&repair);
        }
    }

    fn tell(&mut self, repair: &Repair<'_>) {
        self.keep_to(repair.text.start());
        let new = self.edit.len();
        let span = TextSpan::new(new, new + repair.text.len());
        self.repairs.push(span, repair.before, repair.damage);
    }

    /// Text, way back and repairs.
    pub(crate) fn finish(mut self) -> (String, Stage, Repairs) {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.pass_repairs(end);
        self.keep_to(end);
        let (text, stage) = self.edit.finish();
        (text, stage, self.repairs)
    }
}

/// The text of the group with parts of it replaced: nearly always it is all one part, or there is none.
fn spliced<'a>(
    text: &'a str,
    group: &Group,
    parts: impl Iterator<Item = (u32, u32, &'a str)>,
) -> Cow<'a, str> {
    let mut whole = String::new();
    let mut at = group.from;
    for (from, to, part) in parts {
        if (from, to) == (group.from, group.to) {
            return Cow::Borrowed(part);
        }
        whole.push_str(text.get(at as usize..from as usize).unwrap_or_default());
        whole.push_str(part);
        at = to;
    }
    let rest = text.get(at as usize..group.to as usize).unwrap_or_default();
    if at == group.from {
        return Cow::Borrowed(rest);
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}
