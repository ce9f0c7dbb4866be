//! The routes of reports that are frozen when they go out: briefings and annual reports.

use redress_domain::permission::Act;

use super::Who::{Anybody, May, SignedIn as AnyoneSignedIn};
use super::{Route, acts, get, post};

/// Whoever may read briefings and annual reports that went out, and whoever writes or approves them.
const REPORTS: &[Act] = &[Act::ReadBriefing, Act::WriteReport, Act::ApproveReport];

/// Each of them, for anybody or for some.
pub(super) const ROUTES: &[Route] = &[
    get("/annual-complaints-report", Anybody),
    get("/annual-complaints-report/{from}", Anybody),
    get("/annual-complaints-report/{from}/{file}", Anybody),
    get("/councillor/briefings", acts::COUNCILLOR),
    get("/councillor/briefings/{post}/{day}", acts::COUNCILLOR),
    get("/councillor/briefings/{post}/{day}/{file}", acts::COUNCILLOR),
    get("/staff/reports/targets", May(acts::PERFORMANCE)),
    get("/staff/reports/compare", May(acts::PERFORMANCE)),
    get("/staff/problems", May(&[Act::Link])),
    post("/staff/problems", May(&[Act::Link])),
    get("/staff/briefings", May(REPORTS)),
    // Whoever has an action of a meeting sees that action; all others who may not are not told of any.
    get("/staff/briefings/{post}/{day}", AnyoneSignedIn),
    post("/staff/briefings/{post}/{day}", May(&[Act::WriteReport])),
    post("/staff/briefings/{post}/{day}/figures", May(&[Act::WriteReport])),
    get("/staff/briefings/{post}/{day}/download/{file}", May(REPORTS)),
    get(
        "/staff/briefings/{post}/{day}/parts/{part}",
        May(&[Act::WriteReport]),
    ),
    post(
        "/staff/briefings/{post}/{day}/parts/{part}",
        May(&[Act::WriteReport]),
    ),
    get("/staff/briefings/{post}/{day}/approve", May(&[Act::WriteReport])),
    post("/staff/briefings/{post}/{day}/approve", May(&[Act::WriteReport])),
    get("/staff/briefings/{post}/{day}/minutes", May(&[Act::WriteReport])),
    post("/staff/briefings/{post}/{day}/minutes", May(&[Act::WriteReport])),
    get("/staff/briefings/{post}/{day}/actions/{item}", AnyoneSignedIn),
    post("/staff/briefings/{post}/{day}/actions/{item}", AnyoneSignedIn),
    get("/staff/reports/annual", May(REPORTS)),
    get("/staff/reports/annual/{from}", May(REPORTS)),
    post("/staff/reports/annual/{from}", May(&[Act::WriteReport])),
    post("/staff/reports/annual/{from}/figures", May(&[Act::WriteReport])),
    get("/staff/reports/annual/{from}/download/{file}", May(REPORTS)),
    get(
        "/staff/reports/annual/{from}/parts/{part}",
        May(&[Act::WriteReport]),
    ),
    post(
        "/staff/reports/annual/{from}/parts/{part}",
        May(&[Act::WriteReport]),
    ),
    get(
        "/staff/reports/annual/{from}/paragraphs/{paragraph}",
        May(&[Act::WriteReport]),
    ),
    post(
        "/staff/reports/annual/{from}/paragraphs/{paragraph}",
        May(&[Act::WriteReport]),
    ),
    get("/staff/reports/annual/{from}/approve", May(&[Act::ApproveReport])),
    post("/staff/reports/annual/{from}/approve", May(&[Act::ApproveReport])),
    get("/staff/reports/annual/{from}/response", May(&[Act::WriteReport])),
    post("/staff/reports/annual/{from}/response", May(&[Act::WriteReport])),
    get("/staff/reports/annual/{from}/publish", May(&[Act::ApproveReport])),
    post("/staff/reports/annual/{from}/publish", May(&[Act::ApproveReport])),
];
