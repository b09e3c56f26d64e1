//! Which prediction answers which annotation.

use std::cmp::Reverse;

/// A span in code points with its kind, of either side.
pub(super) trait Spanned {
    fn span(&self) -> (u32, u32);
    fn kind(&self) -> &str;
}

/// Code points that two spans share; 0 when they are apart.
pub(super) fn shared(a: (u32, u32), b: (u32, u32)) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// For each annotation the prediction that answers it, and the predictions left over: one to one, the same kind
/// first, then the largest overlap, then the nearest ends.
pub(super) fn pair<G: Spanned, P: Spanned>(
    gold: &[&G],
    predicted: &[&P],
) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let (a, b) = (g.span(), p.span());
            let overlap = shared(a, b);
            if overlap > 0 {
                let far = a.0.abs_diff(b.0) + a.1.abs_diff(b.1);
                let rank = (g.kind() == p.kind(), overlap, Reverse(far));
                candidates.push((Reverse(rank), i, j));
            }
        }
    }
    candidates.sort_by_key(|(rank, ..)| *rank);
    let mut hits = vec![None; gold.len()];
    let mut free = vec![true; predicted.len()];
    for (_, i, j) in candidates {
        if hits[i].is_none() && free[j] {
            hits[i] = Some(j);
            free[j] = false;
        }
    }
    let left = (0..predicted.len()).filter(|&j| free[j]).collect();
    (hits, left)
}
