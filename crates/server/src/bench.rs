//! What `redress bench` is made of: made-up cases, a browser of sorts, and what it asks for.

pub(crate) mod browser;
pub(crate) mod load;
pub(crate) mod seed;
pub(crate) mod server;
pub(crate) mod took;
pub(crate) mod words;
