//! What the five councils promise: the days on which each promise of one complaint ends, worked out by hand
//! from the bank holidays of England and Wales, and the clause that the line of the file names for it.

use jiff::civil::{Date, date};
use redress_domain::vocabulary::Channel;

/// A line of a policy file, and the clause that its comment names.
pub(crate) struct Line {
    line: &'static str,
    pub(crate) clause: &'static str,
}

/// The same, with the day on which the promise of that line ends.
pub(crate) struct By {
    pub(crate) on: Date,
    line: &'static str,
    pub(crate) clause: &'static str,
}

impl Line {
    /// The file says so, and names that clause beside it.
    pub(crate) fn stands_in(&self, policy: &str) {
        stands_in(policy, self.line, self.clause);
    }
}

impl By {
    /// The file says so, and names that clause beside it.
    pub(crate) fn stands_in(&self, policy: &str) {
        stands_in(policy, self.line, self.clause);
    }
}

fn stands_in(policy: &str, start: &str, clause: &str) {
    let found = policy
        .lines()
        .any(|line| line.starts_with(start) && line.contains(clause));
    assert!(found, "no line begins with {start} and names {clause}");
}

const fn line(line: &'static str, clause: &'static str) -> Line {
    Line { line, clause }
}

/// Each service has its target.
const fn target(on: Date, clause: &'static str) -> By {
    let line = "# What the council does, and who answers for it.";
    By { on, line, clause }
}

/// A request has its first answer, and is no case without one.
const fn first_answer(on: Date, clause: &'static str) -> By {
    let line = "[procedure.service-request]";
    By { on, line, clause }
}

/// No paper gives the times of the stages, so the Complaint Handling Code does.
const fn acknowledge(on: Date) -> By {
    let (line, clause) = ("acknowledge = \"5 working days\"", "open: CODE 6.2, of receipt");
    By { on, line, clause }
}

const fn reply(on: Date) -> By {
    let (line, clause) = ("reply = \"10 working days\"", "open: CODE 6.3");
    By { on, line, clause }
}

const fn extended(on: Date) -> By {
    let (line, clause) = ("extend_by = \"10 working days\"", "open: CODE 6.4");
    By { on, line, clause }
}

const fn acknowledge_2(on: Date) -> By {
    let (line, clause) = ("acknowledge = \"5 working days\"", "open: CODE section 6");
    By { on, line, clause }
}

const fn reply_2(on: Date) -> By {
    let (line, clause) = ("reply = \"20 working days\"", "open: CODE section 6");
    By { on, line, clause }
}

const fn extended_2(on: Date) -> By {
    let (line, clause) = ("extend_by = \"20 working days\"", "open: CODE section 6");
    By { on, line, clause }
}

const fn reopen_until(on: Date) -> By {
    let (line, clause) = ("reopen_within = \"20 working days\"", "open: ours");
    By { on, line, clause }
}

const WINDOW: Line = line("ask_for_stage_2_within = \"none\"", "open: CODE gives no limit");
const REFUSED_BY: Line = line("stage_2_refused_by = \"second-person\"", "CODE 5.7");
const NOT_BY_STAGE_1: Line = line("not_by_anyone_from = \"stage 1\"", "open: CODE section 6");
const NEVER_BACK: Line = line(
    "return_to_stage_1 = \"never\"",
    "open: only Lancaster asks for it",
);
const UNDO: Line = line("undo_minutes = 5", "open: ours");
const OMBUDSMAN: Line = line(
    "starts_on = 2026-04-01",
    "open: CODE applies in casework from April 2026",
);

/// One council, its posts, and its days.
pub(crate) struct Council {
    pub(crate) policy: &'static str,
    pub(crate) channel: Channel,
    /// Approves replies at stage 1.
    pub(crate) answers: &'static str,
    pub(crate) complaints_manager: &'static str,
    /// Is named to review it, and knows of a conflict of interest.
    pub(crate) conflicted: &'static str,
    /// Reviews it in the end.
    pub(crate) reviewer: &'static str,
    pub(crate) first_contact: Date,
    pub(crate) first_answer: By,
    pub(crate) target: By,
    pub(crate) dissatisfied_on: Date,
    pub(crate) procedure: Line,
    pub(crate) acknowledge: By,
    pub(crate) reply_at_the_latest: By,
    pub(crate) acknowledged_on: Date,
    pub(crate) reply: By,
    pub(crate) extended: By,
    /// The next working day after that, which an officer cannot promise alone.
    pub(crate) beyond: Date,
    pub(crate) undo: Line,
    pub(crate) asked_on: Date,
    pub(crate) window: Line,
    pub(crate) refused_by: Line,
    pub(crate) not_by_stage_1: Line,
    pub(crate) returns: Line,
    pub(crate) acknowledge_2: By,
    pub(crate) reply_2_at_the_latest: By,
    pub(crate) acknowledged_2_on: Date,
    pub(crate) reply_2: By,
    pub(crate) extended_2: By,
    pub(crate) beyond_2: Date,
    pub(crate) reopen_until: By,
    pub(crate) ombudsman: Line,
}

/// Worcester: by telephone, to the hub. Stage 2 is asked for half a year later.
pub(crate) const WORCESTER: Council = Council {
    policy: include_str!("../../../../../policies/worcester.toml"),
    channel: Channel::Phone,
    answers: "environment-manager",
    complaints_manager: "transformation-manager",
    conflicted: "democratic-manager",
    reviewer: "housing-manager",
    first_contact: date(2026, 11, 2),
    first_answer: first_answer(date(2026, 11, 5), "paper 000, 3.1"),
    target: target(date(2026, 11, 9), "paper 000, 3.1"),
    dissatisfied_on: date(2026, 11, 12),
    procedure: line("[procedure.complaint-corporate]", "paper 000, 1.2"),
    acknowledge: acknowledge(date(2026, 11, 19)),
    reply_at_the_latest: reply(date(2026, 12, 3)),
    acknowledged_on: date(2026, 11, 16),
    reply: reply(date(2026, 11, 30)),
    extended: extended(date(2026, 12, 14)),
    beyond: date(2026, 12, 15),
    undo: UNDO,
    asked_on: date(2027, 6, 14),
    window: WINDOW,
    refused_by: REFUSED_BY,
    not_by_stage_1: NOT_BY_STAGE_1,
    returns: NEVER_BACK,
    acknowledge_2: acknowledge_2(date(2027, 6, 21)),
    reply_2_at_the_latest: reply_2(date(2027, 7, 19)),
    acknowledged_2_on: date(2027, 6, 17),
    reply_2: reply_2(date(2027, 7, 15)),
    extended_2: extended_2(date(2027, 8, 12)),
    beyond_2: date(2027, 8, 13),
    reopen_until: reopen_until(date(2027, 9, 10)),
    ombudsman: OMBUDSMAN,
};

/// East Cambridgeshire: by letter, over Christmas and, at stage 2, over Easter.
pub(crate) const EAST_CAMBRIDGESHIRE: Council = Council {
    policy: include_str!("../../../../../policies/east-cambridgeshire.toml"),
    channel: Channel::Letter,
    answers: "waste-lead",
    complaints_manager: "customer-services-manager",
    conflicted: "housing-lead",
    reviewer: "monitoring-officer",
    first_contact: date(2026, 12, 15),
    first_answer: first_answer(date(2026, 12, 18), "open: paper 002"),
    target: target(date(2026, 12, 22), "paper 001, 5.1"),
    dissatisfied_on: date(2026, 12, 21),
    procedure: line("[procedure.complaint-corporate]", "paper 001, 4.1"),
    acknowledge: acknowledge(date(2026, 12, 30)),
    reply_at_the_latest: reply(date(2027, 1, 14)),
    acknowledged_on: date(2026, 12, 23),
    reply: reply(date(2027, 1, 11)),
    extended: extended(date(2027, 1, 25)),
    beyond: date(2027, 1, 26),
    undo: UNDO,
    asked_on: date(2027, 2, 10),
    window: WINDOW,
    refused_by: REFUSED_BY,
    not_by_stage_1: NOT_BY_STAGE_1,
    returns: NEVER_BACK,
    acknowledge_2: acknowledge_2(date(2027, 2, 17)),
    reply_2_at_the_latest: reply_2(date(2027, 3, 17)),
    acknowledged_2_on: date(2027, 2, 15),
    reply_2: reply_2(date(2027, 3, 15)),
    extended_2: extended_2(date(2027, 4, 14)),
    beyond_2: date(2027, 4, 15),
    reopen_until: reopen_until(date(2027, 5, 13)),
    ombudsman: OMBUDSMAN,
};

/// Bromsgrove: a councillor passes it on, over Easter, and the acknowledgement is late: the reply counts from
/// the last day for it, as if it had gone then.
pub(crate) const BROMSGROVE: Council = Council {
    policy: include_str!("../../../../../policies/bromsgrove.toml"),
    channel: Channel::Councillor,
    answers: "environmental-manager",
    complaints_manager: "customer-services-manager",
    conflicted: "housing-manager",
    reviewer: "democratic-manager",
    first_contact: date(2027, 3, 12),
    first_answer: first_answer(date(2027, 3, 17), "paper 002"),
    target: target(date(2027, 3, 19), "paper 002"),
    dissatisfied_on: date(2027, 3, 22),
    procedure: line("[procedure.complaint-corporate]", "paper 002"),
    acknowledge: acknowledge(date(2027, 3, 31)),
    reply_at_the_latest: reply(date(2027, 4, 14)),
    acknowledged_on: date(2027, 4, 6),
    reply: reply(date(2027, 4, 14)),
    extended: extended(date(2027, 4, 28)),
    beyond: date(2027, 4, 29),
    undo: UNDO,
    asked_on: date(2027, 4, 30),
    window: WINDOW,
    refused_by: REFUSED_BY,
    not_by_stage_1: NOT_BY_STAGE_1,
    returns: NEVER_BACK,
    acknowledge_2: acknowledge_2(date(2027, 5, 10)),
    reply_2_at_the_latest: reply_2(date(2027, 6, 8)),
    acknowledged_2_on: date(2027, 5, 5),
    reply_2: reply_2(date(2027, 6, 3)),
    extended_2: extended_2(date(2027, 7, 1)),
    beyond_2: date(2027, 7, 2),
    reopen_until: reopen_until(date(2027, 7, 29)),
    ombudsman: OMBUDSMAN,
};

/// Hart: on social media, on a Saturday (paper 003, 4.4), and the bank holidays of May. Each acknowledgement
/// but the first goes on its last day.
pub(crate) const HART: Council = Council {
    policy: include_str!("../../../../../policies/hart.toml"),
    channel: Channel::SocialMedia,
    answers: "head-of-environment",
    complaints_manager: "head-of-corporate",
    conflicted: "head-of-community",
    reviewer: "monitoring-officer",
    first_contact: date(2027, 4, 24),
    first_answer: first_answer(date(2027, 4, 28), "paper 003, 4.2"),
    target: target(date(2027, 4, 30), "Open: paper 003 names none"),
    dissatisfied_on: date(2027, 5, 1),
    procedure: line("[procedure.complaint-corporate]", "paper 003, 3.4"),
    acknowledge: acknowledge(date(2027, 5, 10)),
    reply_at_the_latest: reply(date(2027, 5, 24)),
    acknowledged_on: date(2027, 5, 7),
    reply: reply(date(2027, 5, 21)),
    extended: extended(date(2027, 6, 7)),
    beyond: date(2027, 6, 8),
    undo: UNDO,
    asked_on: date(2027, 6, 21),
    window: WINDOW,
    refused_by: REFUSED_BY,
    not_by_stage_1: NOT_BY_STAGE_1,
    returns: NEVER_BACK,
    acknowledge_2: acknowledge_2(date(2027, 6, 28)),
    reply_2_at_the_latest: reply_2(date(2027, 7, 26)),
    acknowledged_2_on: date(2027, 6, 28),
    reply_2: reply_2(date(2027, 7, 26)),
    extended_2: extended_2(date(2027, 8, 23)),
    beyond_2: date(2027, 8, 24),
    reopen_until: reopen_until(date(2027, 9, 21)),
    ombudsman: OMBUDSMAN,
};

/// Lancaster: at the counter, over the bank holiday of August; the review goes back to stage 1, and closing
/// counts over Christmas and the New Year.
pub(crate) const LANCASTER: Council = Council {
    policy: include_str!("../../../../../policies/lancaster.toml"),
    channel: Channel::InPerson,
    answers: "waste-manager",
    complaints_manager: "customer-services-manager",
    conflicted: "protection-manager",
    reviewer: "monitoring-officer",
    first_contact: date(2027, 8, 9),
    first_answer: first_answer(date(2027, 8, 12), "paper 004, 3.2a"),
    target: target(date(2027, 8, 16), "paper 004, 6.2"),
    dissatisfied_on: date(2027, 8, 20),
    procedure: line("[procedure.complaint-corporate]", "paper 004, 1.1"),
    acknowledge: acknowledge(date(2027, 8, 27)),
    reply_at_the_latest: reply(date(2027, 9, 13)),
    acknowledged_on: date(2027, 8, 26),
    reply: reply(date(2027, 9, 10)),
    extended: extended(date(2027, 9, 24)),
    beyond: date(2027, 9, 27),
    undo: UNDO,
    asked_on: date(2027, 10, 4),
    window: WINDOW,
    refused_by: REFUSED_BY,
    not_by_stage_1: NOT_BY_STAGE_1,
    returns: line("return_to_stage_1 = { at_most = 1", "paper 004, 3.3e, 8.2"),
    acknowledge_2: acknowledge_2(date(2027, 10, 11)),
    reply_2_at_the_latest: reply_2(date(2027, 11, 8)),
    acknowledged_2_on: date(2027, 10, 8),
    reply_2: reply_2(date(2027, 11, 5)),
    extended_2: extended_2(date(2027, 12, 3)),
    beyond_2: date(2027, 12, 6),
    reopen_until: reopen_until(date(2028, 1, 5)),
    ombudsman: OMBUDSMAN,
};
