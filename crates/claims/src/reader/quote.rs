//! Whether a sentence begins inside a quotation.

use claimsift_engine::{Shape, Token};

use super::Reader;

/// Whether a quotation is open at the beginning of a sentence. None goes on into another block.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quote {
    sentence: usize,
    block: usize,
    open: bool,
}

impl Reader<'_> {
    /// Whether a quotation is open where a sentence begins; those that are asked for come in order.
    pub(super) fn is_open(&mut self, index: usize) -> bool {
        let sentences = &self.around.tokens.sentences;
        let Some(block) = sentences.get(index).map(|s| s.block) else {
            return false;
        };
        if self.quote.block != block {
            let own = sentences[..index].iter().rev();
            let before = own.take_while(|s| s.block == block).count();
            self.quote = Quote {
                sentence: index - before,
                block,
                open: false,
            };
        }
        while self.quote.sentence < index {
            self.quote.open = self.toggled(self.quote.sentence, self.quote.open);
            self.quote.sentence += 1;
        }
        self.quote.open
    }

    /// Whether a quotation is open behind a sentence.
    fn toggled(&self, index: usize, open: bool) -> bool {
        let tokens = self.around.tokens;
        let sentence = &tokens.sentences[index];
        // Most sentences hold no byte that a mark of quotation begins with.
        let text = self.around.document.slice(sentence.span);
        if memchr::memchr3(b'"', 0xC2, 0xE2, text.as_bytes()).is_none() {
            return open;
        }
        let own = &tokens.all[sentence.tokens.clone()];
        let all = self.around.document.text();
        let first = |t: &Token| all.as_bytes().get(t.span.range().start);
        let quote = |t: &&Token| matches!(first(t), Some(b'"' | 0xC2 | 0xE2));
        let marks = own.iter().filter(|t| t.shape == Shape::Mark).filter(quote);
        marks.fold(open, |open, t| match self.around.document.slice(t.span) {
            "«" | "“" | "„" => true,
            "»" | "”" => false,
            "\"" => !open,
            _ => open,
        })
    }
}
