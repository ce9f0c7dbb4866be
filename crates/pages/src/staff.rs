//! The pages of the staff desk: signing in, today, triage, lists, logging a contact.

pub mod about;
pub mod account;
pub mod actions;
pub mod assign;
pub mod beside;
pub mod cases;
pub mod covering;
pub mod duplicates;
pub mod find;
pub mod late;
pub mod log;
pub mod mail;
pub mod not_signed_in;
pub mod notifications;
pub mod outbox;
pub mod overview;
pub(crate) mod parts;
pub mod print_runs;
pub mod problems;
pub mod reports;
pub mod second_step;
pub mod shift;
pub mod sign_in;
pub mod today;
pub mod triage;
pub mod workload;

use crate::{Page as _, Sample};

/// The pages of the staff desk in each of their states.
pub(crate) fn samples() -> Vec<Sample> {
    [
        sign_in::SignIn::samples(),
        second_step::samples(),
        sign_in::Paused::samples(),
        not_signed_in::NotIn::samples(),
        sign_in::SendAgain::samples(),
        today::Today::samples(),
        triage::Queue::samples(),
        triage::TriageCase::samples(),
        cases::CaseList::samples(),
        actions::Actions::samples(),
        outbox::Outbox::samples(),
        mail::MailList::samples(),
        mail::MailPage::samples(),
        print_runs::PrintRuns::samples(),
        find::Find::samples(),
        overview::Overview::samples(),
        reports::Reports::samples(),
        log::Log::samples(),
        log::Settle::samples(),
        log::Logged::samples(),
        log::Followed::samples(),
        notifications::Notifications::samples(),
        notifications::AnswerHelp::samples(),
        notifications::AskHelp::samples(),
        account::Account::samples(),
        workload::Workload::samples(),
        assign::AssignSelected::samples(),
        assign::Assigned::samples(),
        duplicates::MarkDuplicates::samples(),
        duplicates::Marked::samples(),
        covering::Covering::samples(),
    ]
    .concat()
}
