//! Acts and parts by which several routes of the table ask who may.

use redress_domain::permission::Act;
use redress_domain::vocabulary::Role;

use super::Who;
use super::Who::{May, Plays};

/// A member of the council, on pages of their own.
pub(super) const COUNCILLOR: Who = Plays(Role::Councillor);

/// Whoever may open cases.
pub(super) const READ: &[Act] = &[Act::ReadCase, Act::ReadAnyCase];

/// Whoever prints letters: those about cases, or those of conduct files.
pub(super) const PRINT: &[Act] = &[Act::ReadAnyCase, Act::ManageConduct];
/// Whoever may see how the council does.
pub(super) const PERFORMANCE: &[Act] = redress_casework::measure::view::SEEN_BY;

/// Whoever keeps conduct files, or decides on them.
pub(super) const CONDUCT: &[Act] = &[Act::ManageConduct, Act::DecideRestriction];
/// Whoever reads what came in under an arrangement.
pub(super) const SORTING: &[Act] = &[
    Act::SortRestrictedContact,
    Act::ManageConduct,
    Act::DecideRestriction,
];
/// Whoever may read how fair it was, in counts.
pub(super) const FAIRNESS: &[Act] = &[Act::ManageConduct, Act::DecideRestriction, Act::ReadAccessLog];
/// Whoever may read lessons.
pub(super) const LESSONS: &[Act] = &[Act::RecordLesson, Act::ManageLesson, Act::PublishLesson];
/// Whoever sees to what was promised.
pub(super) const REMEDY: &[Act] = &[Act::PromiseRemedy];
/// Whoever reads what customers said.
pub(super) const SURVEYS: &[Act] = &[Act::ReadSurveys];
/// Whoever plans who reads guidance when: the managers, whatever else a policy allows.
pub(super) const PLANS_READING: Who = May(&[Act::ManageLesson]);
/// Whoever may change the draft of the policy.
pub(super) const DRAFT: &[Act] = &[Act::DraftPolicy];
