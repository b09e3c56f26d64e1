//! What may have been lost when a text was damaged, one bit each.

/// A no-break space became a space.
pub(crate) const SPACE: u8 = 1;
/// A curly quote was straightened.
pub(crate) const QUOTE: u8 = 2;
/// A byte without a character became U+FFFD.
pub(crate) const LOST: u8 = 4;
/// A control character was left out.
pub(crate) const STRIPPED: u8 = 8;
/// Capitals became small letters.
pub(crate) const LOWERED: u8 = 16;
/// Nothing was lost; one single-byte charset was read as another.
pub(crate) const MIXED: u8 = 32;
/// All controls from 0x80 to 0x9F are gone, also those that the codec gives a character.
pub(crate) const CONTROLS: u8 = 64;
