//! From code points back to bytes of the text.

/// Every how many code points a place is kept.
const STEP: usize = 256;

/// Where the code points of a text are; built once a document, a look-up walks at most one step.
pub(crate) struct Places<'a> {
    text: &'a str,
    kept: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let kept = text
            .char_indices()
            .step_by(STEP)
            .map(|(at, _)| at)
            .collect();
        Self { text, kept }
    }

    /// The text before and from a code point on.
    pub(crate) fn split(&self, at: u32) -> (&'a str, &'a str) {
        let at = at as usize;
        let kept = self.kept.get(at / STEP).copied().unwrap_or(self.text.len());
        let rest = self.text.get(kept..).unwrap_or_default();
        let more = rest
            .char_indices()
            .nth(at % STEP)
            .map_or(rest.len(), |(b, _)| b);
        self.text.split_at_checked(kept + more).unwrap_or_default()
    }

    /// The text of a span of code points.
    pub(crate) fn slice(&self, start: u32, end: u32) -> &'a str {
        let (from, to) = (self.split(start).0.len(), self.split(end).0.len());
        self.text.get(from..to).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_found_again() {
        let text = "aé€😀".repeat(300);
        let places = Places::new(&text);
        assert_eq!(places.slice(0, 4), "aé€😀");
        assert_eq!(places.slice(1022, 1026), "€😀aé");
        assert_eq!(places.slice(1199, 5000), "😀");
        assert_eq!(places.split(9000).1, "");
    }
}
