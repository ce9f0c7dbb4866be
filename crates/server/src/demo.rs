//! The demo council: made-up people and a year of made-up history, the same for a seed and a day.

pub(crate) mod chance;
pub(crate) mod fill;
pub(crate) mod staff;
