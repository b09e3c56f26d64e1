//! Language knowledge as data, compiled at build time.

/// The compiled packs of all languages.
#[derive(Debug, Clone, Default)]
pub struct Packs {}

impl Packs {
    /// The packs that are built in.
    #[must_use]
    pub fn builtin() -> Self {
        Self {}
    }
}
