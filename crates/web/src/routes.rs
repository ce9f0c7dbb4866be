//! Every route of the service, as data: who may ask for it is said here and nowhere else.
//!
//! [`gate`] stands before every handler and lets in whom [`ROUTES`] names; a route that is not in the
//! list answers as if it were not there, so none can be forgotten. Handlers still ask the acts, which
//! look at the case in hand. The permission tests walk the same list.

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::http::header::SET_COOKIE;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use redress_domain::permission::{self, Act};
use redress_domain::vocabulary::Role;

use crate::App;
use crate::error::PageError;
use crate::session::{self, SignedIn};

/// How a route is asked for. Every `GET` answers `HEAD` as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Shows something.
    Get,
    /// Changes something.
    Post,
}

/// Who may ask for a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever is signed in and may do one of these acts to some case.
    May(&'static [Act]),
    /// Whoever is signed in and plays this part.
    Plays(Role),
}

/// One route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// How it is asked for.
    pub verb: Verb,
    /// Its address, with the names of its parts: `/staff/cases/{reference}`.
    pub path: &'static str,
    /// Who may ask for it.
    pub who: Who,
}

const fn get(path: &'static str, who: Who) -> Route {
    let verb = Verb::Get;
    Route { verb, path, who }
}

const fn post(path: &'static str, who: Who) -> Route {
    let verb = Verb::Post;
    Route { verb, path, who }
}

use Who::{Anybody, May, Plays, SignedIn as AnyoneSignedIn};

/// A member of the council, on pages of their own.
const COUNCILLOR: Who = Plays(Role::Councillor);

/// Whoever may open cases.
const READ: &[Act] = &[Act::ReadCase, Act::ReadAnyCase];

/// Whoever keeps conduct files, or decides on them.
const CONDUCT: &[Act] = &[Act::ManageConduct, Act::DecideRestriction];
/// Whoever reads what came in under an arrangement.
const SORTING: &[Act] = &[
    Act::SortRestrictedContact,
    Act::ManageConduct,
    Act::DecideRestriction,
];
/// Whoever may change the draft of the policy.
const DRAFT: &[Act] = &[Act::DraftPolicy];

/// Every route of the pages, for anybody or for some. Those for programs are in [`crate::api::ROUTES`].
pub const ROUTES: &[Route] = &[
    get("/staff/sign-in", Anybody),
    post("/staff/sign-in", Anybody),
    post("/staff/sign-out", Anybody),
    get("/staff/send-again", AnyoneSignedIn),
    get("/staff", AnyoneSignedIn),
    get("/staff/triage", May(&[Act::Triage])),
    post("/staff/triage", May(&[Act::RecordDailyCheck])),
    get("/staff/triage/{reference}", May(&[Act::Triage])),
    post("/staff/triage/{reference}", May(&[Act::Triage])),
    get("/staff/my-cases", AnyoneSignedIn),
    get("/staff/my-cases/closed", AnyoneSignedIn),
    get("/staff/my-cases/logged", May(&[Act::FollowOwn])),
    get("/staff/messages", AnyoneSignedIn),
    get("/staff/updates", AnyoneSignedIn),
    get("/staff/updates/services", May(READ)),
    get("/staff/approvals", May(&[Act::ApproveReply])),
    get("/staff/outbox", May(&[Act::ReadAnyCase])),
    get("/staff/mail", May(&[Act::Triage])),
    get("/staff/mail/{id}", May(&[Act::Triage])),
    post("/staff/mail/{id}", May(&[Act::Triage])),
    get("/staff/mail/{id}/original", May(&[Act::Triage])),
    get("/staff/cases/{reference}/mail/{id}", May(READ)),
    get("/staff/print-runs", May(&[Act::ReadAnyCase])),
    post("/staff/print-runs", May(&[Act::ReadAnyCase])),
    get("/staff/print-runs/{run}/{file}", May(&[Act::ReadAnyCase])),
    get("/staff/cases", May(&[Act::ReadCase, Act::ReadAnyCase])),
    get("/staff/overview", May(READ)),
    get("/staff/cases/new", May(&[Act::Log])),
    post("/staff/cases/new", May(&[Act::Log])),
    get("/staff/logged/{reference}", May(&[Act::FollowOwn])),
    get("/staff/followed/{reference}", May(&[Act::FollowOwn])),
    get("/staff/cases/{reference}", May(READ)),
    get("/staff/cases/{reference}/timeline", May(READ)),
    get("/staff/cases/{reference}/messages", May(READ)),
    get("/staff/cases/{reference}/points", May(READ)),
    get("/staff/cases/{reference}/replies", May(READ)),
    get("/staff/cases/{reference}/actions", May(READ)),
    get("/staff/cases/{reference}/files", May(READ)),
    get("/staff/cases/{reference}/files/add", May(&[Act::RecordContact])),
    post("/staff/cases/{reference}/files/add", May(&[Act::RecordContact])),
    get("/staff/cases/{reference}/files/{id}", May(READ)),
    get("/staff/cases/{reference}/people", May(READ)),
    get("/staff/cases/{reference}/links", May(READ)),
    get("/staff/cases/{reference}/letters/{id}", May(READ)),
    get("/staff/cases/{reference}/letters/{id}/pdf", May(READ)),
    post(
        "/staff/cases/{reference}/letters/{id}",
        May(&[Act::RecordContact]),
    ),
    get("/staff/cases/{reference}/code", May(&[Act::RecordContact])),
    post("/staff/cases/{reference}/code", May(&[Act::RecordContact])),
    get("/staff/cases/{reference}/acknowledge", May(&[Act::Acknowledge])),
    post("/staff/cases/{reference}/acknowledge", May(&[Act::Acknowledge])),
    get("/staff/cases/{reference}/contact", May(&[Act::RecordContact])),
    post("/staff/cases/{reference}/contact", May(&[Act::RecordContact])),
    get("/staff/cases/{reference}/note", May(&[Act::AddNote])),
    post("/staff/cases/{reference}/note", May(&[Act::AddNote])),
    get("/staff/cases/{reference}/points/add", May(&[Act::RecordFinding])),
    post("/staff/cases/{reference}/points/add", May(&[Act::RecordFinding])),
    get("/staff/cases/{reference}/points/{id}", May(&[Act::RecordFinding])),
    post("/staff/cases/{reference}/points/{id}", May(&[Act::RecordFinding])),
    get("/staff/cases/{reference}/actions/add", May(&[Act::PromiseRemedy])),
    post("/staff/cases/{reference}/actions/add", May(&[Act::PromiseRemedy])),
    get(
        "/staff/cases/{reference}/actions/{id}",
        May(&[Act::PromiseRemedy]),
    ),
    post(
        "/staff/cases/{reference}/actions/{id}",
        May(&[Act::PromiseRemedy]),
    ),
    get(
        "/staff/cases/{reference}/actions/{id}/delivered",
        May(&[Act::PromiseRemedy]),
    ),
    post(
        "/staff/cases/{reference}/actions/{id}/delivered",
        May(&[Act::PromiseRemedy]),
    ),
    get(
        "/staff/cases/{reference}/actions/{id}/cannot-deliver",
        May(&[Act::PromiseRemedy]),
    ),
    post(
        "/staff/cases/{reference}/actions/{id}/cannot-deliver",
        May(&[Act::PromiseRemedy]),
    ),
    get(
        "/staff/cases/{reference}/actions/{id}/payment",
        May(&[Act::PromiseRemedy]),
    ),
    post(
        "/staff/cases/{reference}/actions/{id}/payment",
        May(&[Act::PromiseRemedy]),
    ),
    get(
        "/staff/cases/{reference}/actions/{id}/payment/decide",
        May(&[Act::ApprovePayment]),
    ),
    post(
        "/staff/cases/{reference}/actions/{id}/payment/decide",
        May(&[Act::ApprovePayment]),
    ),
    get(
        "/staff/cases/{reference}/actions/{id}/payment/paid",
        May(&[Act::PromiseRemedy]),
    ),
    post(
        "/staff/cases/{reference}/actions/{id}/payment/paid",
        May(&[Act::PromiseRemedy]),
    ),
    get("/staff/cases/{reference}/more-time", May(&[Act::Extend])),
    post("/staff/cases/{reference}/more-time", May(&[Act::Extend])),
    get(
        "/staff/cases/{reference}/more-time/agree",
        May(&[Act::AgreeLongExtension]),
    ),
    post(
        "/staff/cases/{reference}/more-time/agree",
        May(&[Act::AgreeLongExtension]),
    ),
    get("/staff/cases/{reference}/reassign", May(&[Act::Assign])),
    post("/staff/cases/{reference}/reassign", May(&[Act::Assign])),
    get("/staff/cases/{reference}/transfer", May(&[Act::Assign])),
    post("/staff/cases/{reference}/transfer", May(&[Act::Assign])),
    get("/staff/cases/{reference}/change-kind", May(&[Act::ChangeKind])),
    post("/staff/cases/{reference}/change-kind", May(&[Act::ChangeKind])),
    get("/staff/cases/{reference}/refuse", May(&[Act::Refuse])),
    post("/staff/cases/{reference}/refuse", May(&[Act::Refuse])),
    get(
        "/staff/cases/{reference}/refuse/decide",
        May(&[Act::AgreeRefusal]),
    ),
    post(
        "/staff/cases/{reference}/refuse/decide",
        May(&[Act::AgreeRefusal]),
    ),
    get("/staff/cases/{reference}/withdraw", May(&[Act::Withdraw])),
    post("/staff/cases/{reference}/withdraw", May(&[Act::Withdraw])),
    get("/staff/cases/{reference}/close", May(&[Act::Close])),
    post("/staff/cases/{reference}/close", May(&[Act::Close])),
    get("/staff/cases/{reference}/reopen", May(&[Act::Reopen])),
    post("/staff/cases/{reference}/reopen", May(&[Act::Reopen])),
    get("/staff/cases/{reference}/link", May(&[Act::Link])),
    post("/staff/cases/{reference}/link", May(&[Act::Link])),
    get("/staff/cases/{reference}/approve", May(&[Act::ApproveReply])),
    post("/staff/cases/{reference}/approve", May(&[Act::ApproveReply])),
    get(
        "/staff/cases/{reference}/reply",
        May(&[Act::WriteReply, Act::SendReply]),
    ),
    post(
        "/staff/cases/{reference}/reply",
        May(&[Act::WriteReply, Act::SendReply]),
    ),
    post(
        "/staff/cases/{reference}/messages/read",
        May(&[Act::RecordContact]),
    ),
    get("/staff/cases/{reference}/reply/preview", May(READ)),
    post("/staff/cases/{reference}/reply/undo", May(&[Act::SendReply])),
    get(
        "/staff/cases/{reference}/reply/versions",
        May(&[Act::WriteReply, Act::ApproveReply]),
    ),
    get("/staff/my-cases/covering", AnyoneSignedIn),
    get("/staff/cases/assign", May(&[Act::Assign])),
    post("/staff/cases/assign", May(&[Act::Assign])),
    get("/staff/cases/duplicates", May(&[Act::Link])),
    post("/staff/cases/duplicates", May(&[Act::Link])),
    post("/staff/cases/filters", May(READ)),
    post("/staff/cases/filters/remove", May(READ)),
    get("/staff/cases/{reference}/help", May(&[Act::Log])),
    post("/staff/cases/{reference}/help", May(&[Act::Log])),
    get("/staff/help/{id}", May(&[Act::AnswerHelp])),
    post("/staff/help/{id}", May(&[Act::AnswerHelp])),
    get("/staff/notifications", AnyoneSignedIn),
    post("/staff/notifications", AnyoneSignedIn),
    get("/staff/account", AnyoneSignedIn),
    post("/staff/account", AnyoneSignedIn),
    get("/staff/workload", May(&[Act::SeeWorkload])),
    get("/staff/idle", May(&[Act::SeeWorkload])),
    get("/staff/stage-2", May(READ)),
    get("/staff/ombudsman", May(READ)),
    get("/staff/cases/{reference}/stage-2/review", May(READ)),
    post("/staff/cases/{reference}/stage-2/review", May(&[Act::Review])),
    get("/staff/cases/{reference}/ombudsman", May(READ)),
    get(
        "/staff/cases/{reference}/ombudsman/bundle",
        May(&[Act::RecordOmbudsman]),
    ),
    post(
        "/staff/cases/{reference}/ombudsman/bundle",
        May(&[Act::RecordOmbudsman]),
    ),
    get("/staff/cases/{reference}/stage-2", May(&[Act::AcceptStage2])),
    post("/staff/cases/{reference}/stage-2", May(&[Act::AcceptStage2])),
    get("/staff/cases/{reference}/stage-2/ask", May(&[Act::RecordContact])),
    post("/staff/cases/{reference}/stage-2/ask", May(&[Act::RecordContact])),
    get(
        "/staff/cases/{reference}/stage-2/reviewer",
        May(&[Act::AcceptStage2]),
    ),
    post(
        "/staff/cases/{reference}/stage-2/reviewer",
        May(&[Act::AcceptStage2]),
    ),
    get("/staff/cases/{reference}/stage-2/conflict", May(&[Act::Review])),
    post("/staff/cases/{reference}/stage-2/conflict", May(&[Act::Review])),
    get(
        "/staff/cases/{reference}/stage-2/points/{id}",
        May(&[Act::Review]),
    ),
    post(
        "/staff/cases/{reference}/stage-2/points/{id}",
        May(&[Act::Review]),
    ),
    get("/staff/cases/{reference}/stage-2/tell", May(&[Act::Review])),
    post("/staff/cases/{reference}/stage-2/tell", May(&[Act::Review])),
    get("/staff/cases/{reference}/stage-2/return", May(&[Act::Review])),
    post("/staff/cases/{reference}/stage-2/return", May(&[Act::Review])),
    get(
        "/staff/cases/{reference}/stage-2/return/agree",
        May(&[Act::AgreeReturn]),
    ),
    post(
        "/staff/cases/{reference}/stage-2/return/agree",
        May(&[Act::AgreeReturn]),
    ),
    get("/staff/cases/{reference}/stage-2/done", May(&[Act::WriteReply])),
    post("/staff/cases/{reference}/stage-2/done", May(&[Act::WriteReply])),
    get(
        "/staff/cases/{reference}/ombudsman/enquiry",
        May(&[Act::RecordOmbudsman]),
    ),
    post(
        "/staff/cases/{reference}/ombudsman/enquiry",
        May(&[Act::RecordOmbudsman]),
    ),
    get(
        "/staff/cases/{reference}/ombudsman/documents",
        May(&[Act::RecordOmbudsman]),
    ),
    post(
        "/staff/cases/{reference}/ombudsman/documents",
        May(&[Act::RecordOmbudsman]),
    ),
    get(
        "/staff/cases/{reference}/ombudsman/draft",
        May(&[Act::RecordOmbudsman]),
    ),
    post(
        "/staff/cases/{reference}/ombudsman/draft",
        May(&[Act::RecordOmbudsman]),
    ),
    get(
        "/staff/cases/{reference}/ombudsman/decision",
        May(&[Act::RecordOmbudsman]),
    ),
    post(
        "/staff/cases/{reference}/ombudsman/decision",
        May(&[Act::RecordOmbudsman]),
    ),
    get(
        "/staff/cases/{reference}/ombudsman/recommend",
        May(&[Act::RecordOmbudsman]),
    ),
    post(
        "/staff/cases/{reference}/ombudsman/recommend",
        May(&[Act::RecordOmbudsman]),
    ),
    get(
        "/staff/cases/{reference}/ombudsman/points/{id}",
        May(&[Act::RecordFinding]),
    ),
    post(
        "/staff/cases/{reference}/ombudsman/points/{id}",
        May(&[Act::RecordFinding]),
    ),
    get(
        "/staff/cases/{reference}/ombudsman/back",
        May(&[Act::RecordOmbudsman]),
    ),
    post(
        "/staff/cases/{reference}/ombudsman/back",
        May(&[Act::RecordOmbudsman]),
    ),
    get("/staff/cases/{reference}/people/add", May(&[Act::RecordContact])),
    post("/staff/cases/{reference}/people/add", May(&[Act::RecordContact])),
    get(
        "/staff/cases/{reference}/people/{id}/consent",
        May(&[Act::RecordContact]),
    ),
    post(
        "/staff/cases/{reference}/people/{id}/consent",
        May(&[Act::RecordContact]),
    ),
    get(
        "/staff/cases/{reference}/people/{id}/end",
        May(&[Act::RecordContact]),
    ),
    post(
        "/staff/cases/{reference}/people/{id}/end",
        May(&[Act::RecordContact]),
    ),
    get(
        "/staff/cases/{reference}/people/{id}/letters",
        May(&[Act::RecordContact]),
    ),
    post(
        "/staff/cases/{reference}/people/{id}/letters",
        May(&[Act::RecordContact]),
    ),
    get(
        "/staff/cases/{reference}/people/{id}/adjustment",
        May(&[Act::AgreeAdjustment]),
    ),
    post(
        "/staff/cases/{reference}/people/{id}/adjustment",
        May(&[Act::AgreeAdjustment]),
    ),
    get(
        "/staff/cases/{reference}/people/adjustments/{id}",
        May(&[Act::AgreeAdjustment]),
    ),
    post(
        "/staff/cases/{reference}/people/adjustments/{id}",
        May(&[Act::AgreeAdjustment]),
    ),
    get(
        "/staff/cases/{reference}/people/{id}/same",
        May(&[Act::MergePeople]),
    ),
    post(
        "/staff/cases/{reference}/people/{id}/same",
        May(&[Act::MergePeople]),
    ),
    get("/staff/cases/{reference}/concern", May(&[Act::RaiseConcern])),
    post("/staff/cases/{reference}/concern", May(&[Act::RaiseConcern])),
    get("/staff/cases/{reference}/concern/{id}", May(&[Act::RaiseConcern])),
    post("/staff/cases/{reference}/concern/{id}", May(&[Act::RaiseConcern])),
    get("/staff/cases/{reference}/merge", May(&[Act::Link])),
    post("/staff/cases/{reference}/merge", May(&[Act::Link])),
    get("/staff/cases/{reference}/unmerge", May(&[Act::Link])),
    post("/staff/cases/{reference}/unmerge", May(&[Act::Link])),
    get("/staff/cases/{reference}/unlink", May(&[Act::Link])),
    post("/staff/cases/{reference}/unlink", May(&[Act::Link])),
    get("/staff/cases/{reference}/split", May(&[Act::Link])),
    post("/staff/cases/{reference}/split", May(&[Act::Link])),
    get("/staff/incidents/new", May(&[Act::ReportIncident])),
    post("/staff/incidents/new", May(&[Act::ReportIncident])),
    get("/staff/arrangements", May(CONDUCT)),
    get("/staff/arrangements/contacts", May(SORTING)),
    get("/staff/arrangements/{id}", May(CONDUCT)),
    get("/staff/arrangements/{id}/readings", May(CONDUCT)),
    get("/staff/arrangements/{id}/incident", May(&[Act::ReportIncident])),
    post("/staff/arrangements/{id}/incident", May(&[Act::ReportIncident])),
    get("/staff/arrangements/{id}/checks", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/checks", May(&[Act::ManageConduct])),
    get("/staff/arrangements/{id}/milder", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/milder", May(&[Act::ManageConduct])),
    get("/staff/arrangements/{id}/warning", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/warning", May(&[Act::ManageConduct])),
    get("/staff/arrangements/{id}/interim", May(&[Act::DecideRestriction])),
    post("/staff/arrangements/{id}/interim", May(&[Act::DecideRestriction])),
    get("/staff/arrangements/{id}/proposal", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/proposal", May(&[Act::ManageConduct])),
    get("/staff/arrangements/{id}/share", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/share", May(&[Act::ManageConduct])),
    get("/staff/arrangements/{id}/comments", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/comments", May(&[Act::ManageConduct])),
    get(
        "/staff/arrangements/{id}/decision",
        May(&[Act::DecideRestriction]),
    ),
    post(
        "/staff/arrangements/{id}/decision",
        May(&[Act::DecideRestriction]),
    ),
    get("/staff/arrangements/{id}/notice", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/notice", May(&[Act::ManageConduct])),
    get(
        "/staff/arrangements/{id}/contacts",
        May(&[Act::SortRestrictedContact]),
    ),
    post(
        "/staff/arrangements/{id}/contacts",
        May(&[Act::SortRestrictedContact]),
    ),
    get("/staff/arrangements/{id}/lift", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/lift", May(&[Act::ManageConduct])),
    get(
        "/staff/arrangements/{id}/appeal",
        May(&[Act::CommentOnRestriction]),
    ),
    post(
        "/staff/arrangements/{id}/appeal",
        May(&[Act::CommentOnRestriction]),
    ),
    get(
        "/staff/arrangements/{id}/appeal-decision",
        May(&[Act::DecideRestriction]),
    ),
    post(
        "/staff/arrangements/{id}/appeal-decision",
        May(&[Act::DecideRestriction]),
    ),
    get("/staff/arrangements/{id}/close", May(&[Act::ManageConduct])),
    post("/staff/arrangements/{id}/close", May(&[Act::ManageConduct])),
    get("/staff/cases/{reference}/subject", May(&[Act::Refuse])),
    post("/staff/cases/{reference}/subject", May(&[Act::Refuse])),
    get("/staff/cases/{reference}/take-late", May(&[Act::Refuse])),
    post("/staff/cases/{reference}/take-late", May(&[Act::Refuse])),
    get("/staff/waiting", AnyoneSignedIn),
    get("/staff/waiting/all", May(READ)),
    get("/staff/actions", AnyoneSignedIn),
    get("/staff/actions/all", May(READ)),
    get("/staff/partners", AnyoneSignedIn),
    get("/staff/partners/all", May(READ)),
    get("/staff/cases/{reference}/partners", May(READ)),
    get("/staff/cases/{reference}/partners/ask", May(&[Act::Refer])),
    post("/staff/cases/{reference}/partners/ask", May(&[Act::Refer])),
    get(
        "/staff/cases/{reference}/partners/{id}/accepted",
        May(&[Act::Refer]),
    ),
    post(
        "/staff/cases/{reference}/partners/{id}/accepted",
        May(&[Act::Refer]),
    ),
    get(
        "/staff/cases/{reference}/partners/{id}/not-theirs",
        May(&[Act::Refer]),
    ),
    post(
        "/staff/cases/{reference}/partners/{id}/not-theirs",
        May(&[Act::Refer]),
    ),
    get(
        "/staff/cases/{reference}/partners/{id}/question",
        May(&[Act::Refer]),
    ),
    post(
        "/staff/cases/{reference}/partners/{id}/question",
        May(&[Act::Refer]),
    ),
    get("/staff/cases/{reference}/partners/{id}/tell", May(&[Act::Refer])),
    post("/staff/cases/{reference}/partners/{id}/tell", May(&[Act::Refer])),
    get(
        "/staff/cases/{reference}/partners/{id}/answer",
        May(&[Act::Refer]),
    ),
    post(
        "/staff/cases/{reference}/partners/{id}/answer",
        May(&[Act::Refer]),
    ),
    get(
        "/staff/cases/{reference}/partners/{id}/customer",
        May(&[Act::Refer]),
    ),
    post(
        "/staff/cases/{reference}/partners/{id}/customer",
        May(&[Act::Refer]),
    ),
    get("/staff/cases/{reference}/partners/{id}/end", May(&[Act::Refer])),
    post("/staff/cases/{reference}/partners/{id}/end", May(&[Act::Refer])),
    get("/councillor", COUNCILLOR),
    post("/councillor", COUNCILLOR),
    get("/councillor/log", COUNCILLOR),
    post("/councillor/log", COUNCILLOR),
    get("/councillor/queries", COUNCILLOR),
    get("/councillor/sent/{reference}", COUNCILLOR),
    get("/councillor/q/{reference}", COUNCILLOR),
    post("/councillor/q/{reference}", COUNCILLOR),
    get("/staff/set-password/{token}", Anybody),
    post("/staff/set-password/{token}", Anybody),
    get(
        "/admin",
        May(&[Act::DraftPolicy, Act::ManageUsers, Act::ReadAudit]),
    ),
    get("/admin/policy", May(DRAFT)),
    post("/admin/policy/drop", May(DRAFT)),
    get("/admin/policy/text", May(DRAFT)),
    post("/admin/policy/text", May(DRAFT)),
    get("/admin/policy/adopt", May(&[Act::AdoptPolicy])),
    post("/admin/policy/adopt", May(&[Act::AdoptPolicy])),
    get("/admin/policy/versions/{number}", May(DRAFT)),
    get("/admin/services", May(DRAFT)),
    get("/admin/services/new", May(DRAFT)),
    post("/admin/services/new", May(DRAFT)),
    get("/admin/services/{id}", May(DRAFT)),
    post("/admin/services/{id}", May(DRAFT)),
    get("/admin/teams", May(DRAFT)),
    get("/admin/teams/new", May(DRAFT)),
    post("/admin/teams/new", May(DRAFT)),
    get("/admin/teams/{id}", May(DRAFT)),
    post("/admin/teams/{id}", May(DRAFT)),
    get("/admin/posts", May(DRAFT)),
    get("/admin/posts/new", May(DRAFT)),
    post("/admin/posts/new", May(DRAFT)),
    get("/admin/posts/{id}", May(DRAFT)),
    post("/admin/posts/{id}", May(DRAFT)),
    get("/admin/standards", May(DRAFT)),
    get("/admin/standards/new", May(DRAFT)),
    post("/admin/standards/new", May(DRAFT)),
    get("/admin/standards/{id}", May(DRAFT)),
    post("/admin/standards/{id}", May(DRAFT)),
    post("/admin/services/{id}/take-out", May(DRAFT)),
    get("/admin/clocks", May(DRAFT)),
    get("/admin/clocks/{id}", May(DRAFT)),
    post("/admin/clocks/{id}", May(DRAFT)),
    get("/admin/letters", May(DRAFT)),
    get("/admin/letters/wording", May(DRAFT)),
    post("/admin/letters/wording", May(DRAFT)),
    get("/admin/letters/paragraph", May(DRAFT)),
    post("/admin/letters/paragraph", May(DRAFT)),
    get("/admin/letters/{id}", May(DRAFT)),
    post("/admin/letters/{id}", May(DRAFT)),
    get("/admin/closures", May(DRAFT)),
    post("/admin/closures", May(DRAFT)),
    get("/admin/brand", May(DRAFT)),
    post("/admin/brand", May(DRAFT)),
    get("/admin/brand/logo", May(&[Act::AdoptPolicy])),
    post("/admin/brand/logo", May(&[Act::AdoptPolicy])),
    get("/admin/users", May(&[Act::ManageUsers])),
    get("/admin/users/invite", May(&[Act::ManageUsers])),
    post("/admin/users/invite", May(&[Act::ManageUsers])),
    get("/admin/users/{id}", May(&[Act::ManageUsers])),
    post("/admin/users/{id}", May(&[Act::ManageUsers])),
    post("/admin/users/{id}/end", May(&[Act::ManageUsers])),
    post("/admin/users/{id}/sessions", May(&[Act::ManageUsers])),
    post("/admin/users/{id}/link", May(&[Act::ManageUsers])),
    get("/admin/audit", May(&[Act::ReadAudit])),
    // For anybody: these never ask who is signed in. What is of a case asks for proof (public/track.rs).
    get("/", Anybody),
    get("/health", Anybody),
    get("/report", Anybody),
    post("/report", Anybody),
    get("/report/{step}", Anybody),
    post("/report/{step}", Anybody),
    get("/report/photos", Anybody),
    post("/report/photos", Anybody),
    get("/complaint", Anybody),
    get("/complaint/{step}", Anybody),
    post("/complaint/{step}", Anybody),
    get("/complaint/evidence", Anybody),
    post("/complaint/evidence", Anybody),
    get("/comment", Anybody),
    post("/comment", Anybody),
    get("/comment/{step}", Anybody),
    post("/comment/{step}", Anybody),
    get("/compliment", Anybody),
    post("/compliment", Anybody),
    get("/compliment/{step}", Anybody),
    post("/compliment/{step}", Anybody),
    get("/continue", Anybody),
    post("/continue", Anybody),
    get("/track", Anybody),
    post("/track", Anybody),
    get("/track/{reference}", Anybody),
    get("/track/{reference}/question", Anybody),
    post("/track/{reference}/question", Anybody),
    get("/track/{reference}/withdraw", Anybody),
    post("/track/{reference}/withdraw", Anybody),
    get("/track/{reference}/add", Anybody),
    post("/track/{reference}/add", Anybody),
    get("/track/{reference}/staying-in-touch", Anybody),
    post("/track/{reference}/staying-in-touch", Anybody),
    get("/track/{reference}/stage-2", Anybody),
    post("/track/{reference}/stage-2", Anybody),
    get("/track/{reference}/code", Anybody),
    post("/track/{reference}/code", Anybody),
    get("/track/{reference}/letters/{number}", Anybody),
    get("/track/{reference}/letters/{number}/pdf", Anybody),
    get("/track/{reference}/files/{id}", Anybody),
    // A partner is let in to one question by the link and the code (public/partner.rs).
    get("/partner", Anybody),
    post("/partner", Anybody),
    get("/partner/l/{token}", Anybody),
    post("/partner/l/{token}", Anybody),
    get("/partner/r/{id}", Anybody),
    get("/partner/r/{id}/files/{file}", Anybody),
    get("/partner/r/{id}/accept", Anybody),
    post("/partner/r/{id}/accept", Anybody),
    get("/partner/r/{id}/not-for-us", Anybody),
    post("/partner/r/{id}/not-for-us", Anybody),
    get("/partner/r/{id}/ask", Anybody),
    post("/partner/r/{id}/ask", Anybody),
    get("/partner/r/{id}/answer", Anybody),
    post("/partner/r/{id}/answer", Anybody),
    get("/partner/r/{id}/file", Anybody),
    post("/partner/r/{id}/file", Anybody),
    get("/help", Anybody),
    get("/accessibility", Anybody),
    get("/cookies", Anybody),
    get("/privacy", Anybody),
    get("/how-we-deal-with-complaints", Anybody),
    get("/standards", Anybody),
    get("/contact-arrangements", Anybody),
    get("/static/brand.css", Anybody),
    get("/static/logo.png", Anybody),
    get("/static/{*path}", Anybody),
];

/// Who may ask for a route; `None` when it is not in the list.
pub fn who_may(verb: Verb, path: &str) -> Option<Who> {
    ROUTES
        .iter()
        .find(|route| route.verb == verb && route.path == path)
        .map(|route| route.who)
}

/// Lets in whom [`ROUTES`] names. Whoever is not signed in is sent to sign in; a form that was sent
/// is kept for them meanwhile.
pub(crate) async fn gate(State(app): State<App>, request: Request, next: Next) -> Response {
    if crate::api::is_for_programs(request.uri().path()) {
        return crate::api::gate(&app, request, next).await;
    }
    let verb = match *request.method() {
        Method::GET | Method::HEAD => Verb::Get,
        _ => Verb::Post,
    };
    let Some(matched) = request.extensions().get::<MatchedPath>().cloned() else {
        return next.run(request).await;
    };
    let Some(who) = who_may(verb, matched.as_str()) else {
        tracing::error!(path = matched.as_str(), ?verb, "a route is not in ROUTES");
        return PageError::NotFound.into_response();
    };
    if who == Anybody {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match session::signed_in(&app, &mut parts).await {
        Ok(Some((signed_in, here))) => {
            let may = |act: &Act| {
                here.policy()
                    .is_ok_and(|policy| permission::may(policy, &signed_in.actor, *act))
            };
            let permitted = match who {
                Anybody | AnyoneSignedIn => true,
                May(acts) => acts.iter().any(may),
                Plays(role) => signed_in.actor.roles.contains(&role),
            };
            if !permitted {
                return PageError::NotPermitted.into_response();
            }
            let said = signed_in.said();
            parts.extensions.insert::<SignedIn>(signed_in);
            let mut response = next.run(Request::from_parts(parts, body)).await;
            if let Some(cookie) = said.cookie(&app) {
                response.headers_mut().append(SET_COOKIE, cookie);
            }
            response
        }
        Ok(None) => session::sign_in_first(&app, Request::from_parts(parts, body)).await,
        Err(error) => error.into_response(),
    }
}
