//! The words of reports.

use redress_domain::report::state::ReportState;
use redress_domain::report::{ActionState, Complies, LetterTopic, MinuteKind, ReportPart};
use redress_domain::vocabulary::Ombudsman;

/// What a part is called, and what its task asks.
pub const fn part(part: ReportPart) -> (&'static str, &'static str) {
    match part {
        ReportPart::Figures => (
            "Check the figures",
            "Look at the frozen figures, and at what was recorded late. If something is wrong in them, say what.",
        ),
        ReportPart::WhatChanged => ("What changed, and why", "Three sentences are enough."),
        ReportPart::CasesOfNote => (
            "Cases of note",
            "At most five, so that nobody can be recognised. Give their references below: the names of their people are looked for in what you write.",
        ),
        ReportPart::Lessons => (
            "Lessons",
            "What people were told is listed by itself. Add what the meeting should know.",
        ),
        ReportPart::OverdueActions => (
            "Overdue actions",
            "What is overdue is listed by itself. Say what will happen about it.",
        ),
        ReportPart::Arrangements => (
            "Contact arrangements",
            "How many were proposed or are due for review, and nothing about anybody. The reports themselves go with their file, with the person's comments.",
        ),
        ReportPart::Survey => (
            "Survey",
            "What people wrote, in your own words and without names. How it was handled and the result are not the same.",
        ),
        ReportPart::Ombudsmen => (
            "Ombudsmen",
            "What was asked, decided and recommended, and what we do about it.",
        ),
        ReportPart::Targets => (
            "Targets of senior managers",
            "Why a target was missed, and what is done about it.",
        ),
        ReportPart::SelfAssessment => (
            "Self-assessment against the Code",
            "What the paragraphs come to as a whole. Each is answered on its own page.",
        ),
        ReportPart::Analysis => (
            "Analysis of performance",
            "What the figures show and what people said: causes, services, who does not complain, and what was not accepted.",
        ),
        ReportPart::NonCompliance => (
            "Findings of non-compliance",
            "Where an Ombudsman, an audit or we ourselves found that we did not keep to the Code.",
        ),
        ReportPart::Improvements => (
            "Service improvements",
            "What changed because people complained. What was published is listed by itself.",
        ),
        ReportPart::AnnualLetter => (
            "The Ombudsman’s annual letter",
            "What the letter says, and where its figures differ from ours and why.",
        ),
        ReportPart::OtherReports => (
            "Other reports of an Ombudsman",
            "Public interest reports, reports on a subject, and anything else about our work.",
        ),
    }
}

/// How far a report is, with the colour of its tag.
pub const fn state(state: ReportState) -> (&'static str, &'static str) {
    match state {
        ReportState::Draft => ("blue", "Draft"),
        ReportState::Approved => ("green", "Approved"),
        ReportState::Adopted => ("turquoise", "Responded to"),
        ReportState::Published => ("green", "Published"),
    }
}

/// Whether we comply.
pub const fn complies(complies: Complies) -> &'static str {
    match complies {
        Complies::Yes => "We comply",
        Complies::No => "We do not comply, because",
        Complies::NotApplicable => "It does not apply to us, because",
    }
}

/// What a meeting did.
pub const fn minute(kind: MinuteKind) -> &'static str {
    match kind {
        MinuteKind::Noted => "Noted",
        MinuteKind::Decided => "Decided",
        MinuteKind::Action => "Action",
    }
}

/// How an action stands.
pub const fn action(state: ActionState) -> &'static str {
    match state {
        ActionState::Open => "Not done yet",
        ActionState::Done => "Done",
        ActionState::Dropped => "Not to be done",
    }
}

/// Whose Code.
pub const fn code(code: Ombudsman) -> &'static str {
    match code {
        Ombudsman::Lgsco => "Local Government and Social Care Ombudsman’s Complaint Handling Code",
        Ombudsman::Housing => "Housing Ombudsman’s Complaint Handling Code",
        Ombudsman::Ico => "Information Commissioner’s guidance",
        Ombudsman::Psow => "Guidance of the Public Services Ombudsman for Wales",
    }
}

/// A topic of the Ombudsman's annual letter.
pub const fn topic(topic: LetterTopic) -> &'static str {
    match topic {
        LetterTopic::AdultCare => "Adult care services",
        LetterTopic::BenefitsAndTax => "Benefits and tax",
        LetterTopic::Corporate => "Corporate and other services",
        LetterTopic::Education => "Education and children’s services",
        LetterTopic::Environment => "Environmental services, public protection and regulation",
        LetterTopic::Highways => "Highways and transport",
        LetterTopic::Housing => "Housing",
        LetterTopic::Planning => "Planning and development",
        LetterTopic::Other => "Other",
    }
}
