//! The routes about people: what is corrected of those on a case, and the accounts of partners.

use redress_domain::permission::Act;
use redress_domain::vocabulary::Role;

use super::Who::{Anybody, May, Plays};
use super::acts::READ;
use super::{Route, get, post};

/// Those who deal with a reply.
const REPLY: &[Act] = &[Act::WriteReply, Act::ApproveReply, Act::SendReply];

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
    get("/partner/requests", Plays(Role::Partner)),
    get("/partner/requests/over", Plays(Role::Partner)),
    get("/admin/partners", May(&[Act::ManageUsers])),
    get("/admin/partners/{id}", May(&[Act::ManageUsers])),
    post("/admin/partners/{id}", May(&[Act::ManageUsers])),
    get("/admin/partners/accounts/{id}", May(&[Act::ManageUsers])),
    post("/admin/partners/accounts/{id}/end", May(&[Act::ManageUsers])),
    post("/admin/partners/accounts/{id}/link", May(&[Act::ManageUsers])),
    post("/admin/users/{id}/bind", May(&[Act::ManageUsers])),
    post("/admin/users/{id}/release", May(&[Act::ManageUsers])),
    get("/staff/sign-in/provider", Anybody),
    get("/staff/sign-in/provider/back", Anybody),
    get("/staff/sign-out/provider", Anybody),
    get("/admin/users/held", May(&[Act::ManageUsers, Act::ReadAudit])),
    get(
        "/admin/users/{id}/history",
        May(&[Act::ManageUsers, Act::ReadAudit]),
    ),
    post("/admin/users/{id}/second-step", May(&[Act::ManageUsers])),
    post("/admin/users/{id}/review", May(&[Act::ManageUsers])),
    get("/staff/causes/{id}/letter", May(REPLY)),
    get("/track/{reference}/details", Anybody),
    post("/track/{reference}/details", Anybody),
];
