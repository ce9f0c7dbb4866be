//! What a policy file may leave out, and what then holds.
//!
//! A file that is silent gets the times of the Complaint Handling Code and the ordinary division of
//! work. A file that speaks overrides one setting at a time.

use std::collections::BTreeMap;

use jiff::civil::time;

use super::{
    Brand, CodeRules, CouncilWords, CountedFrom, DailyCheck, FileRules, GuidanceRules, InternalRoute,
    Languages, LateFor, LearningRules, Limit, PeopleRules, Procedure, ReferralRules, RefusalReason,
    RefusedBy, RemedyRules, ReportRules, RetentionRules, ReturnToStage1, SecondStep, SignInRules, Stage,
    TransferGround, TransferRules, Unit, UpdateRules,
};
use crate::case::{EarlyReferral, PaymentLimit};
use crate::id::{CouncilId, ProcedureId, ReasonCode};
use crate::language::WelshLetters;
use crate::lesson::RootCause;
use crate::permission::Act;
use crate::vocabulary::{FileType, Kind, Ombudsman, Role};

/// The procedure of an ordinary complaint.
pub const CORPORATE: &str = "complaint-corporate";
/// The procedure of a complaint by a tenant or leaseholder about the council as landlord.
pub const HOUSING: &str = "complaint-housing";
/// The procedure of a complaint about personal data.
pub const DATA_PROTECTION: &str = "complaint-data-protection";
/// The procedure of a question that a councillor passes on for a resident.
pub const COUNCILLOR_QUERY: &str = "councillor-query";

/// The procedures that every council has, whether its file names them or not.
pub const ALWAYS: &[&str] = &[
    "service-request",
    "comment",
    "compliment",
    "enquiry",
    COUNCILLOR_QUERY,
    CORPORATE,
    DATA_PROTECTION,
];
/// Every procedure that has defaults. Only a council that is a landlord names the housing one.
pub const NAMED: &[&str] = &[
    "service-request",
    "comment",
    "compliment",
    "enquiry",
    COUNCILLOR_QUERY,
    CORPORATE,
    DATA_PROTECTION,
    HOUSING,
];

/// How often a policy is due for review, in months (paper 003, 3.1).
pub const REVIEW_EVERY_MONTHS: u16 = 24;
/// How long a contact arrangement may last, in months, when the file is silent: the kinder of the
/// practices that were found (six to twelve).
pub const ARRANGEMENT_MONTHS: u16 = 6;
/// How long a conduct file is kept after its end, in months, when the file is silent: six years, the time for a claim
/// (Limitation Act 1980, section 5).
pub const CONDUCT_KEPT_MONTHS: u16 = 72;

/// How partners are asked and reminded: ours.
pub const REFERRALS: ReferralRules = ReferralRules {
    remind_days_before: 2,
    link_days: 14,
};

/// How promised remedies are followed: ours. A manager of the service approves what is small, and whoever
/// answers for complaints the rest.
pub fn remedies() -> RemedyRules {
    RemedyRules {
        remind_days_before: 5,
        payments: vec![
            PaymentLimit {
                role: Role::ServiceManager,
                up_to_pence: Some(25_000),
            },
            PaymentLimit {
                role: Role::ComplaintsManager,
                up_to_pence: None,
            },
        ],
    }
}

/// By when a partner answers, if its entry does not say: ours.
pub const PARTNER_DAYS: Limit = Limit {
    count: 10,
    unit: Unit::WorkingDays,
};

/// What the button of the identity provider says where the file does not (ours).
pub const PROVIDER_BUTTON: &str = "Sign in with your council account";
/// The claim that bears roles where the file does not say: that of Entra's app roles.
pub const PROVIDER_CLAIM: &str = "roles";

/// How long a code lasts: half an hour where it comes at once, long enough for a slow mail server
/// and short enough to be worth nothing tomorrow; two weeks by post, for a letter that waits on the mat.
pub const CODE: CodeRules = CodeRules {
    minutes: 30,
    days_by_post: 14,
};

/// So many working days.
pub const fn working_days(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::WorkingDays,
    }
}

/// So many calendar days.
pub const fn calendar_days(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::CalendarDays,
    }
}

/// So many months.
pub const fn months(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::Months,
    }
}

/// What a council is called in a file that gives it no name; such a file is refused.
pub(super) fn nameless() -> CouncilId {
    CouncilId::parse("nameless").expect("a short name")
}

/// What things are called (paper 004, 3).
pub fn words() -> CouncilWords {
    CouncilWords {
        customer: "customer".to_owned(),
        request: "problem".to_owned(),
        restriction: "contact arrangement".to_owned(),
    }
}

/// The colours of a council that gives none.
pub fn brand() -> Brand {
    Brand {
        colour: "#1d4f5c".to_owned(),
        link: "#1d5f8a".to_owned(),
    }
}

/// When the queue of unassigned cases is checked (paper 002).
pub fn daily_check() -> DailyCheck {
    DailyCheck {
        by: time(12, 0, 0, 0),
        alert: vec![Role::ComplaintsManager],
        alert_again_at: time(16, 0, 0, 0),
        then: vec![Role::Executive],
    }
}

/// What may be sent along with a contact.
pub fn files() -> FileRules {
    FileRules {
        smaller_than_mb: 20,
        most: 10,
        types: FileType::ALL.to_vec(),
    }
}

/// What happens when a customer asks how it is going.
pub fn updates() -> UpdateRules {
    UpdateRules {
        answered_within: working_days(2),
        manager_hears_at: 2,
        remind_days_before: 1,
    }
}

/// How people on a case are looked after: adjustments once a year, ours for Complaint Handling Code 5.6.
pub fn people() -> PeopleRules {
    PeopleRules {
        review_adjustments_months: 12,
        concerns_go_to: vec![Role::ComplaintsManager],
    }
}

/// How lessons are followed; ours, after ux 3.10.
pub fn learning() -> LearningRules {
    LearningRules {
        causes: RootCause::ALL.to_vec(),
        did_it_work_after_months: 3,
        remind_days_before: 5,
    }
}

/// By when guidance is read; ours, after the training that paper 004, 4.1 and 4.2, wants for officers and new councillors.
pub const GUIDANCE: GuidanceRules = GuidanceRules {
    read_within_days: 30,
    remind_days_before: 7,
};

/// Who needs a second step: nobody by themselves, and everybody can have one.
///
/// How long a session lasts: ours, twelve hours at most as NIST SP 800-63B (revision 3, 4.2.3) has it for two steps, and
/// longer without a request than it has, since a letter takes its time; the emergency account for an hour.
///
/// Where a council says no more than that it is
/// required, it is of those who can change what everybody else may do (NCSC, "Multi-factor authentication for your corporate
/// online services": for everybody, and for administrators above all).
pub fn sign_in() -> SignInRules {
    SignInRules {
        second_step: SecondStep::Offered,
        second_step_of: vec![Role::Administrator],
        idle_minutes: 120,
        longest_hours: 12,
        emergency_minutes: 60,
    }
}

/// How long what people told is kept: six years from closing, the time within which most claims can be
/// brought (Limitation Act 1980, sections 2 and 5).
pub fn retention() -> RetentionRules {
    RetentionRules {
        years: 6,
        mail_months: 12,
        exceptions: Vec::new(),
    }
}

/// When reports are drafted: ours. The year is the financial year, as the Ombudsman's annual letter has it.
pub const fn reports() -> ReportRules {
    ReportRules {
        briefing_days_before: 7,
        year_begins: 4,
        costs: Vec::new(),
        storms: Vec::new(),
        avoidable: Vec::new(),
        compare_with: Vec::new(),
    }
}

/// Cases go to no other council, and where they do the customer is asked: ours, the more careful of the two grounds.
pub const fn transfer() -> TransferRules {
    TransferRules {
        with: Vec::new(),
        ground: TransferGround::Consent,
    }
}

/// Letters are in English: the Welsh Language (Wales) Measure 2011 binds no council in England.
pub const fn languages() -> Languages {
    Languages {
        welsh: WelshLetters::None,
        name: None,
    }
}

/// How long an open case may lie still before a manager sees it; ours, after paper 002.
pub const IDLE_AFTER: Limit = working_days(5);

/// How many such complaints a forecast rests on; ours: of fewer, half is chance.
pub const FORECAST_FROM: u16 = 20;

/// The procedures of a council whose file says nothing of them.
pub fn procedures() -> BTreeMap<ProcedureId, Procedure> {
    let named = ALWAYS.iter().filter_map(|name| ProcedureId::parse(*name).ok());
    named
        .filter_map(|id| procedure(&id).map(|procedure| (id, procedure)))
        .collect()
}

/// An ordinary procedure, by name; `None` for one that only the council knows.
pub fn procedure(id: &ProcedureId) -> Option<Procedure> {
    let blank = |name: &str, kind: Kind| Procedure {
        id: id.clone(),
        name: name.to_owned(),
        kind,
        ombudsman: None,
        first_answer: None,
        update_every: None,
        reply: None,
        follow_up: None,
        acknowledge: None,
        stages: Vec::new(),
        return_to_stage_1: None,
        ask_for_stage_2_within: None,
        stage_2_refused_by: RefusedBy::SecondPerson,
        early_referral: EarlyReferral::GoesOn,
        accept_within: None,
        reopen_within: working_days(20),
        undo_minutes: 5,
        warn_at_weeks: None,
        departures: Vec::new(),
    };
    // The Complaint Handling Codes of both Ombudsmen: 6.2 to 6.4, and the same for stage 2.
    let complaint = |name: &str, ombudsman: Ombudsman| Procedure {
        ombudsman: Some(ombudsman),
        acknowledge: Some(working_days(5)),
        stages: vec![stage(1), stage(2)],
        return_to_stage_1: Some(ReturnToStage1 {
            at_most: 1,
            again_agreed_by: Role::ServiceManager,
        }),
        accept_within: Some(months(12)),
        warn_at_weeks: Some(12),
        ..blank(name, Kind::Complaint)
    };
    match id.as_str() {
        // Paper 002: nobody is left without an answer or a follow-up.
        "service-request" => Some(Procedure {
            first_answer: Some(working_days(3)),
            update_every: Some(working_days(10)),
            ..blank("Problem or service request", Kind::ServiceRequest)
        }),
        "enquiry" => Some(Procedure {
            first_answer: Some(working_days(3)),
            update_every: Some(working_days(10)),
            ..blank("Question", Kind::Enquiry)
        }),
        // Paper 002: councillors log, track and follow up residents' queries. Ten working days is what
        // members' enquiries commonly get; five for a follow-up is the practice of Hillingdon.
        COUNCILLOR_QUERY => Some(Procedure {
            reply: Some(working_days(10)),
            follow_up: Some(working_days(5)),
            ..blank("Councillor’s query", Kind::Enquiry)
        }),
        "comment" => Some(Procedure {
            first_answer: Some(working_days(10)),
            ..blank("Comment or suggestion", Kind::Comment)
        }),
        "compliment" => Some(blank("Compliment", Kind::Compliment)),
        CORPORATE => Some(complaint("Complaint", Ombudsman::Lgsco)),
        HOUSING => Some(complaint(
            "Complaint about the council as landlord",
            Ombudsman::Housing,
        )),
        DATA_PROTECTION => Some(data_protection(complaint(
            "Complaint about personal data",
            Ombudsman::Ico,
        ))),
        _ => None,
    }
}

/// Data Protection Act 2018, section 164A: acknowledged within 30 days, answered without undue delay.
///
/// The law sets no day for the answer; 30 more calendar days are our own default. There is one stage:
/// the next step is the Information Commissioner.
fn data_protection(complaint: Procedure) -> Procedure {
    let reply = Stage {
        reply: calendar_days(30),
        extend_by: Some(calendar_days(30)),
        ..stage(1)
    };
    Procedure {
        acknowledge: Some(calendar_days(30)),
        stages: vec![reply],
        return_to_stage_1: None,
        accept_within: None,
        ..complaint
    }
}

/// A stage as the Complaint Handling Code has it.
pub fn stage(number: u8) -> Stage {
    let is_first = number == 1;
    let days = working_days(if is_first { 10 } else { 20 });
    Stage {
        number,
        acknowledge: (!is_first).then_some(working_days(5)),
        reply: days,
        reply_of: CountedFrom::Acknowledged,
        extend_by: Some(days),
        beyond_agreed_by: Role::ServiceManager,
        beyond_agreed_alone: false,
        // The Ombudsman expects both stages within about 12 weeks.
        extend_at_most: working_days(60),
        handler: if is_first { Role::Officer } else { Role::Reviewer },
        reply_approved_by: Some(if is_first {
            Role::ServiceManager
        } else {
            Role::ComplaintsManager
        }),
    }
}

/// What is asked of customers when the file is silent (paper 003, 4.1; paper 004, 7.2).
pub fn expectations() -> Vec<String> {
    [
        "Tell us what went wrong, and what you would like us to do about it.",
        "Quote your reference when you contact us again.",
        "Tell us soon, and tell us if anything changes.",
        "Tell us if you need help, more time or another way to reach us.",
        "Treat our staff with the respect that they owe you.",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Where matters go that people inside raise. "Internal complainants" is Lancaster's word (paper 004,
/// 2.2) and is not explained there; this reading is ours.
pub fn internal_routes() -> Vec<InternalRoute> {
    [
        (
            "Is it about a service that you received yourself?",
            "Use the same steps as any customer. Nobody who works with you looks into it.",
        ),
        (
            "Is it about your job, your pay or a colleague at work?",
            "Use the grievance procedure; Human Resources can tell you how.",
        ),
        (
            "Is it about wrongdoing that others should know of?",
            "Use the whistleblowing policy. You are protected when you speak up.",
        ),
        ("Is it about the conduct of a councillor?", "Write to the Monitoring Officer."),
        (
            "Is it for a resident?",
            "Log it for them, with their permission. They get the reference and the answer, and you can follow it.",
        ),
    ]
    .map(|(question, then)| InternalRoute { question: question.to_owned(), then: then.to_owned() })
    .to_vec()
}

/// The common reasons for not accepting a complaint, each with where to go instead.
///
/// The list follows what councils publish (Torbay, Wychavon, Lancaster); the words are ours. Every
/// refusal also carries the Ombudsman's details (Complaint Handling Code section 2).
pub fn refusal_reasons() -> Vec<RefusalReason> {
    let reason = |(code, name, wording): &(&str, &str, &str)| {
        Some(RefusalReason {
            code: ReasonCode::parse(*code).ok()?,
            name: (*name).to_owned(),
            wording: (*wording).to_owned(),
            makes_request: wording.contains(RefusalReason::REQUEST),
            late_for: match *code {
                "out-of-time" => Some(LateFor::Complaint),
                "late-for-stage-2" => Some(LateFor::Stage2),
                _ => None,
            },
            is_another_body: *code == "another-body",
            goes_to: None,
        })
    };
    REFUSALS.iter().filter_map(reason).collect()
}

const REFUSALS: &[(&str, &str, &str)] = &[
    (
        "first-report",
        "First report of a problem",
        "This is the first that we have heard of the problem, so we have passed it to the service as a request. \
         The reference of the request is ((request)). If you are not happy with what we do about it, you can complain then.",
    ),
    (
        "out-of-time",
        "More than 12 months ago",
        "You knew about this more than ((accept_within)) before you told us. We can still look at it if there was a good \
         reason for the wait, so please tell us if there was.",
    ),
    (
        "late-for-stage-2",
        "Asked for stage 2 too late",
        "You asked for a review after the time for it had passed. We looked for a good reason to review it all the \
         same, and did not find one. If there is something that we do not know, please tell us.",
    ),
    (
        "already-considered",
        "Already been through both stages",
        "We have already given you our final answer on this matter. The next step is the Ombudsman, who is free \
         and independent.",
    ),
    (
        "right-of-appeal",
        "There is a right of appeal",
        "The law gives you a right of appeal against this decision, to a tribunal or an inspector who can change \
         it, which we could not do by way of a complaint. Your decision letter says how and by when to appeal.",
    ),
    (
        "court",
        "Court or tribunal proceedings",
        "A court or tribunal has this matter before it, and only it can decide. A solicitor or Citizens Advice \
         can tell you what you can do there.",
    ),
    (
        "insurance",
        "A claim for damage or injury",
        "You are asking for payment for damage or injury. Our insurance team decides on such claims; we have \
         told you how to send one.",
    ),
    (
        "councillor-conduct",
        "The conduct of a councillor",
        "How a councillor behaves is a matter for the Monitoring Officer, to whom you can write at the council's \
         address.",
    ),
    (
        "another-body",
        "Another organisation is responsible",
        "We are not responsible for this. We have told you who is and, where you agreed, have passed it to them \
         for you.",
    ),
    (
        "policy-disagreement",
        "Disagreement with a policy or a lawful decision",
        "You disagree with a decision of the council that was properly made. You can tell your councillor, take \
         part when we next consult, or ask a question at a meeting. If you think that we made it in the wrong \
         way, tell us how and we will look at that.",
    ),
    (
        "planning-merits",
        "The merits of a planning application",
        "Your views on whether a planning application should be approved count when we decide it. You can send \
         them as a comment on the application.",
    ),
    (
        "personnel",
        "Employment with the council",
        "This is about somebody's employment with the council, which has its own procedure. Human Resources can \
         tell you about it.",
    ),
    (
        "crime",
        "A crime",
        "You have told us about what may be a crime, which only the police can look into. Ring 101 or, if \
         anybody is in danger, 999.",
    ),
    (
        "statutory-procedure",
        "Another procedure set by law",
        "The law sets a procedure of its own for this matter. We have passed it to the people who run that \
         procedure and told you how to reach them.",
    ),
    (
        "data-protection",
        "Personal data",
        "This is about your personal data, so we deal with it under its own procedure. You can also go to the \
         Information Commissioner.",
    ),
];

/// What each role does when the file gives it nothing else.
pub fn permissions() -> BTreeMap<Role, Vec<Act>> {
    Role::ALL
        .iter()
        .map(|role| (*role, acts_of(*role)))
        .filter(|(_, acts)| !acts.is_empty())
        .collect()
}

/// Paper 002; paper 004, 1.2: every member of staff.
const EVERY_MEMBER_OF_STAFF: &[Act] = &[Act::Log, Act::FollowOwn, Act::ReportIncident];

const ANYBODY_ON_A_CASE: &[Act] = &[
    Act::RecordContact,
    Act::Acknowledge,
    Act::SettleAtFirstContact,
    Act::Extend,
    Act::Refuse,
    Act::Withdraw,
    Act::Close,
    Act::Link,
    Act::AddNote,
];

const INVESTIGATION: &[Act] = &[
    Act::RecordFinding,
    Act::PromiseRemedy,
    Act::WriteReply,
    Act::SendReply,
];

const ALLOCATION: &[Act] = &[
    Act::ReadAnyCase,
    Act::Triage,
    Act::ChangeKind,
    Act::Assign,
    Act::RecordDailyCheck,
    Act::Reopen,
];

fn acts_of(role: Role) -> Vec<Act> {
    let parts: &[&[Act]] = match role {
        Role::Customer | Role::Representative | Role::Partner => &[],
        Role::Councillor => &[&[Act::Log, Act::FollowOwn]],
        Role::Staff => &[EVERY_MEMBER_OF_STAFF],
        Role::Adviser => &[EVERY_MEMBER_OF_STAFF, ANYBODY_ON_A_CASE, ALLOCATION],
        Role::Officer => &[
            EVERY_MEMBER_OF_STAFF,
            ANYBODY_ON_A_CASE,
            INVESTIGATION,
            &[Act::ReadCase],
        ],
        Role::ServiceManager => &[
            EVERY_MEMBER_OF_STAFF,
            ANYBODY_ON_A_CASE,
            INVESTIGATION,
            &[
                Act::ReadCase,
                Act::ChangeKind,
                Act::Assign,
                Act::AgreeLongExtension,
                Act::ApproveReply,
                Act::AgreeRefusal,
                Act::Reopen,
                Act::Review,
                Act::AgreeReturn,
            ],
        ],
        Role::Reviewer => &[
            EVERY_MEMBER_OF_STAFF,
            ANYBODY_ON_A_CASE,
            INVESTIGATION,
            &[Act::ReadAnyCase, Act::AcceptStage2, Act::Review],
        ],
        Role::ComplaintsManager => &[
            EVERY_MEMBER_OF_STAFF,
            ANYBODY_ON_A_CASE,
            INVESTIGATION,
            ALLOCATION,
            &[
                Act::ReadCase,
                Act::AgreeLongExtension,
                Act::ApproveReply,
                Act::AgreeRefusal,
                Act::ReadPrivilegedNote,
                Act::ReadBriefing,
                Act::AcceptStage2,
                Act::Review,
                Act::AgreeReturn,
                Act::RecordOmbudsman,
                Act::Refer,
            ],
        ],
        Role::AuthorisingOfficer => &[EVERY_MEMBER_OF_STAFF, &[Act::DecideRestriction]],
        Role::Executive => &[EVERY_MEMBER_OF_STAFF, &[Act::ReadBriefing]],
        Role::Auditor => &[EVERY_MEMBER_OF_STAFF, &[Act::ReadAccessLog, Act::ReadAudit]],
        Role::Administrator => &[
            EVERY_MEMBER_OF_STAFF,
            &[
                Act::ManageUsers,
                Act::DraftPolicy,
                Act::AdoptPolicy,
                Act::ReadAudit,
            ],
        ],
    };
    parts.concat()
}
