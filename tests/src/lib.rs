//! Tests of the whole line live in `tests/`; this crate holds nothing else.
