//! The dated versions of one council's policy.
