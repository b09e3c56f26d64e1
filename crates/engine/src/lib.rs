//! Tokens, folding, lexicon and patterns; knows no word of any language.
