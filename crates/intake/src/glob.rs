//! Patterns for names of files.

use globset::Glob;

/// Whether `pattern` can be used to include or exclude files; says what is wrong with it.
///
/// ```
/// assert!(claimsift_intake::check_glob("2024/**/*.html").is_ok());
/// assert!(claimsift_intake::check_glob("a[").is_err());
/// ```
///
/// # Errors
///
/// The reason, in one line, when the pattern is none.
pub fn check_glob(pattern: &str) -> Result<(), String> {
    parse(pattern).map(|_| ())
}

pub(crate) fn parse(pattern: &str) -> Result<Glob, String> {
    Glob::new(pattern).map_err(|e| e.to_string())
}
