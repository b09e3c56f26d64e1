//! Language packs: TOML specifications, checked and compiled.
