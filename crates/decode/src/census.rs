//! Which language a text is in, by how often each letter beyond ASCII stands in it.

use crate::cases::lower;
use crate::letters::{self, Alphabet, FOREIGN, MOST};

/// How often each letter beyond ASCII stands in a text.
#[derive(Debug, Default)]
pub(crate) struct Census {
    /// Sorted by letter: a few dozen.
    counts: Vec<(char, u32)>,
}

impl Census {
    /// Counts one letter more; case does not matter.
    pub(crate) fn add(&mut self, c: char) {
        self.add_many(c, 1);
    }

    /// Counts many letters.
    pub(crate) fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut census = Self::default();
        letters.for_each(|c| census.add(c));
        census
    }

    /// Counts `n` letters more.
    pub(crate) fn add_many(&mut self, c: char, n: u32) {
        let c = lower(c);
        match self.counts.binary_search_by_key(&c, |x| x.0) {
            Ok(i) => self.counts[i].1 += n,
            Err(i) => self.counts.insert(i, (c, n)),
        }
    }

    /// The language whose letters fit the counts best, with its score and how many of the letters it writes, in
    /// hundredths of all. None without letters.
    pub(crate) fn best(&self) -> Option<(&'static Alphabet, i64, i64)> {
        let total: i64 = self.counts.iter().map(|x| i64::from(x.1)).sum();
        let mut best: Option<(usize, &'static Alphabet, i64)> = None;
        for ((i, alphabet), score) in letters::alphabets().iter().enumerate().zip(self.scores()) {
            // What is missing only costs, so it matters where the score is better without it.
            if best.is_none_or(|b| score > b.2) {
                let score = score - self.missing(alphabet, total);
                if best.is_none_or(|b| score > b.2) {
                    best = Some((i, alphabet, score));
                }
            }
        }
        let (i, alphabet, score) = best.filter(|_| total > 0)?;
        Some((alphabet, score, self.inside(i) * 100 / total))
    }

    /// The languages that write at least nine of ten letters.
    pub(crate) fn fitting(&self) -> Vec<&'static Alphabet> {
        let total: i64 = self.counts.iter().map(|x| i64::from(x.1)).sum();
        let all = letters::alphabets().iter().enumerate();
        all.filter(|(i, _)| total > 0 && self.inside(*i) * 10 >= total * 9)
            .map(|(_, alphabet)| alphabet)
            .collect()
    }

    /// Points for each language.
    fn scores(&self) -> [i64; MOST] {
        let mut scores = [0; MOST];
        let mut outside = 0;
        for (c, n) in &self.counts {
            let n = i64::from(*n);
            let Some(points) = letters::points(*c) else {
                outside += n;
                continue;
            };
            for (score, points) in scores.iter_mut().zip(points) {
                *score += i64::from(*points) * n;
            }
        }
        let outside = outside * i64::from(FOREIGN);
        scores.map(|score| score + outside)
    }

    /// How many of the letters the `i`th language writes.
    fn inside(&self, i: usize) -> i64 {
        let writes = |c: char| letters::points(c).is_some_and(|p| p.get(i).is_some_and(|p| *p > 0));
        let known = self.counts.iter().filter(|x| writes(x.0));
        known.map(|x| i64::from(x.1)).sum()
    }

    /// Of two languages that write all the letters seen, the one with fewer others is meant.
    fn missing(&self, alphabet: &Alphabet, total: i64) -> i64 {
        let first = alphabet.common.iter().take(4);
        let unseen = first.filter(|c| self.counts.binary_search_by_key(c, |x| &x.0).is_err());
        i64::try_from(unseen.count()).unwrap_or(0) * (total / 16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        let best = |text: &str| {
            let census = Census::of(text.chars().filter(|c| !c.is_ascii()));
            census.best().map(|b| b.0.common[0])
        };
        assert_eq!(best("été où à déjà ç"), Some('é'));
        assert_eq!(best("łąka żółw"), Some('ł'));
        assert_eq!(best(""), None);
    }
}
