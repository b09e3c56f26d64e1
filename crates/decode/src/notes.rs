//! What a reader of a document should know of it.

use claimsift_model::Note;

/// Adds a note.
pub(crate) fn note(notes: &mut Vec<Note>, text: impl Into<String>) {
    notes.push(Note { text: text.into() });
}
