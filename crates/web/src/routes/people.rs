//! The routes about people on a case: what is corrected of them.

use redress_domain::permission::Act;

use super::Who::{Anybody, May};
use super::acts::READ;
use super::{Route, get, post};

/// Each of them, for anybody or for some.
pub(super) const ROUTES: &[Route] = &[
    get(
        "/staff/cases/{reference}/people/{id}/details",
        May(&[Act::CorrectDetails]),
    ),
    post(
        "/staff/cases/{reference}/people/{id}/details",
        May(&[Act::CorrectDetails]),
    ),
    get("/staff/cases/{reference}/people/{id}/corrections", May(READ)),
    get("/track/{reference}/details", Anybody),
    post("/track/{reference}/details", Anybody),
];
