//! Record bytes to documents: detection, decoding, repair, blocks.
