//! Which record of one side answers which of the other.

use std::cmp::Reverse;

/// A span in code points with its kind, of either side.
pub(crate) trait Spanned {
    fn span(&self) -> (u32, u32);
    fn kind(&self) -> &str;
}

/// Code points that two spans share; 0 when they are apart.
pub(crate) fn shared(a: (u32, u32), b: (u32, u32)) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// For each record of `left` the one of `right` that answers it, and those of `right` that are left over: one to one,
/// the same kind first, then the largest overlap, then the nearest ends, then the order in which they stand.
pub(crate) fn pair<L: Spanned, R: Spanned>(
    left: &[&L],
    right: &[&R],
) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut candidates = overlaps(left, right);
    candidates.sort_unstable();
    let mut hits = vec![None; left.len()];
    let mut free = vec![true; right.len()];
    for (_, i, j) in candidates {
        if hits[i].is_none() && free[j] {
            hits[i] = Some(j);
            free[j] = false;
        }
    }
    let over = (0..right.len()).filter(|&j| free[j]).collect();
    (hits, over)
}

/// How well two spans fit, the best first: the same kind, code points shared, distance of the ends.
type Fit = Reverse<(bool, u32, Reverse<u32>)>;

/// All pairs that overlap. Spans of one side seldom overlap each other, so one sweep over both finds them.
fn overlaps<L: Spanned, R: Spanned>(left: &[&L], right: &[&R]) -> Vec<(Fit, usize, usize)> {
    let (by_start, ahead) = (sorted(left), sorted(right));
    let (mut pairs, mut first) = (Vec::new(), 0);
    for i in by_start {
        let a = left[i].span();
        while first < ahead.len() && right[ahead[first]].span().1 <= a.0 {
            first += 1;
        }
        for &j in ahead[first..]
            .iter()
            .take_while(|&&j| right[j].span().0 < a.1)
        {
            let b = right[j].span();
            let overlap = shared(a, b);
            if overlap > 0 {
                let far = a.0.abs_diff(b.0) + a.1.abs_diff(b.1);
                let same_kind = left[i].kind() == right[j].kind();
                pairs.push((Reverse((same_kind, overlap, Reverse(far))), i, j));
            }
        }
    }
    pairs
}

fn sorted<S: Spanned>(records: &[&S]) -> Vec<usize> {
    let mut order: Vec<_> = (0..records.len()).collect();
    order.sort_by_key(|&i| records[i].span());
    order
}
