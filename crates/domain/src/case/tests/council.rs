//! A council's policy, built in code so that the rules are tested apart from the reader of files.

use std::collections::BTreeMap;

use jiff::civil::{Time, date};

use crate::case::EarlyReferral;
use crate::id::{CouncilId, PartnerId, PostId, ProcedureId, ReasonCode, ServiceId, TeamId, WardId};
use crate::permission::Act;
use crate::policy::{
    Brand, CalendarRules, ContactDetails, Council, CouncilWords, CountedFrom, DailyCheck, LateFor, Limit,
    Partner, Policy, Post, Procedure, RefusalReason, RefusedBy, ReturnToStage1, Service, Stage, Team, Unit,
    Ward,
};
use crate::vocabulary::{DayOne, Division, Kind, Ombudsman, Role};

pub(crate) fn working_days(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::WorkingDays,
    }
}

fn months(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::Months,
    }
}

pub(crate) fn service(name: &str) -> ServiceId {
    ServiceId::parse(name).unwrap()
}

pub(crate) fn team(name: &str) -> TeamId {
    TeamId::parse(name).unwrap()
}

pub(crate) fn procedure(name: &str) -> ProcedureId {
    ProcedureId::parse(name).unwrap()
}

pub(crate) fn reason_code(name: &str) -> ReasonCode {
    ReasonCode::parse(name).unwrap()
}

/// The reasons for which a complaint is not accepted.
fn refusal_reasons() -> Vec<RefusalReason> {
    let reason = |code: &str, name: &str, wording: &str| RefusalReason {
        code: reason_code(code),
        name: name.to_owned(),
        wording: wording.to_owned(),
        makes_request: false,
        late_for: None,
        is_another_body: false,
        goes_to: None,
    };
    vec![
        RefusalReason {
            late_for: Some(LateFor::Complaint),
            ..reason(
                "out-of-time",
                "More than twelve months old",
                "It happened more than twelve months ago.",
            )
        },
        RefusalReason {
            late_for: Some(LateFor::Stage2),
            ..reason(
                "late-for-stage-2",
                "Asked for stage 2 too late",
                "You asked for a review after the time for it.",
            )
        },
        RefusalReason {
            makes_request: true,
            ..reason(
                "first-report",
                "First report of a problem",
                "It is a request now: ((request)).",
            )
        },
        RefusalReason {
            is_another_body: true,
            ..reason(
                "another-body",
                "Another organisation",
                "Somebody else is responsible.",
            )
        },
        RefusalReason {
            goes_to: PostId::parse("monitoring-officer").ok(),
            ..reason(
                "councillor-conduct",
                "The conduct of a councillor",
                "The ((goes_to)) deals with it.",
            )
        },
    ]
}

/// The policy of a council that keeps to the Complaint Handling Code.
pub(crate) fn policy() -> Policy {
    Policy {
        source: String::new(),
        council: council(),
        adoption: None,
        statement: None,
        calendar: CalendarRules {
            division: Division::EnglandAndWales,
            day_one: DayOne::NextWorkingDay,
            closed: Vec::new(),
        },
        teams: ["customer-services", "waste-crews", "streets", "homes"]
            .map(|name| Team {
                id: team(name),
                name: name.to_owned(),
                is_central: name == "customer-services",
                lead: None,
            })
            .into(),
        services: vec![
            a_service(
                "waste",
                "waste-crews",
                Some(working_days(7)),
                "complaint-corporate",
            ),
            a_service("roads", "streets", None, "complaint-corporate"),
            a_service("parks", "streets", Some(working_days(20)), "complaint-corporate"),
            a_service("housing", "homes", None, "complaint-housing"),
        ],
        wards: vec![Ward {
            id: WardId::parse("mill-hill").unwrap(),
            name: "Mill Hill".to_owned(),
        }],
        partners: vec![Partner {
            id: PartnerId::parse("severn-water").unwrap(),
            name: "Severn Water".to_owned(),
            email: "requests@water.example.org".to_owned(),
            days: working_days(10),
            agreement_on: None,
            acts_for_us: false,
        }],
        referrals: crate::policy::defaults::REFERRALS,
        remedies: crate::policy::defaults::remedies(),
        idle_after: working_days(5),
        forecast_from: crate::policy::defaults::FORECAST_FROM,
        procedures: procedures(),
        mail: None,
        code: crate::policy::defaults::CODE,
        daily_check: DailyCheck {
            by: Time::constant(12, 0, 0, 0),
            alert: vec![Role::Adviser],
            alert_again_at: Time::constant(16, 0, 0, 0),
            then: vec![Role::ComplaintsManager],
        },
        files: crate::policy::defaults::files(),
        people: crate::policy::defaults::people(),
        updates: crate::policy::defaults::updates(),
        refusal_reasons: refusal_reasons(),
        standards: Vec::new(),
        expectations: Vec::new(),
        kpis: Vec::new(),
        posts: vec![Post {
            id: PostId::parse("monitoring-officer").unwrap(),
            name: "Monitoring Officer".to_owned(),
            roles: vec![Role::Reviewer],
        }],
        meetings: BTreeMap::new(),
        permissions: permissions(),
        conduct: None,
        learning: crate::policy::defaults::learning(),
        survey: None,
        guidance: crate::policy::defaults::GUIDANCE,
        sign_in: crate::policy::defaults::sign_in(),
        identity_provider: None,
        retention: crate::policy::defaults::retention(),
        reports: crate::policy::defaults::reports(),
        transfer: crate::policy::defaults::transfer(),
        internal_routes: Vec::new(),
        languages: crate::policy::defaults::languages(),
        letters: crate::policy::letters::Letters::default(),
    }
}

fn council() -> Council {
    let word = |text: &str| text.to_owned();
    Council {
        id: CouncilId::parse("westmarsh").unwrap(),
        name: word("Westmarsh Council"),
        prefix: word("WS"),
        hosts: Vec::new(),
        starts_on: date(2025, 4, 1),
        review_every_months: 24,
        words: CouncilWords {
            customer: word("customer"),
            request: word("problem"),
            restriction: word("contact arrangement"),
        },
        contact: ContactDetails::default(),
        brand: Brand {
            colour: word("#1d3557"),
            link: word("#1d3557"),
        },
    }
}

fn a_service(name: &str, of: &str, target: Option<Limit>, complaints: &str) -> Service {
    Service {
        id: service(name),
        name: name.to_owned(),
        about: None,
        team: team(of),
        answerable: None,
        target,
        complaints: procedure(complaints),
        topic: None,
        ends_on: None,
    }
}

fn permissions() -> BTreeMap<Role, Vec<Act>> {
    BTreeMap::from([
        (Role::Officer, vec![Act::Refuse]),
        (
            Role::ServiceManager,
            vec![
                Act::Refuse,
                Act::AgreeRefusal,
                Act::AgreeLongExtension,
                Act::AgreeReturn,
            ],
        ),
        (
            Role::ComplaintsManager,
            vec![
                Act::Acknowledge,
                Act::ApproveReply,
                Act::Extend,
                Act::PromiseRemedy,
                Act::RecordFinding,
                Act::WriteReply,
            ],
        ),
        (
            Role::Reviewer,
            vec![
                Act::Acknowledge,
                Act::AcceptStage2,
                Act::Extend,
                Act::PromiseRemedy,
                Act::ReadAnyCase,
                Act::WriteReply,
            ],
        ),
        (Role::Staff, vec![Act::SettleAtFirstContact]),
        // More than the code allows to be given: it must change nothing.
        (
            Role::Councillor,
            vec![Act::ReadAnyCase, Act::ApproveReply, Act::Close],
        ),
        (Role::Administrator, vec![Act::ReadAnyCase, Act::Close]),
    ])
}

fn procedures() -> BTreeMap<ProcedureId, Procedure> {
    let calendar_days = |count| Limit {
        count,
        unit: Unit::CalendarDays,
    };
    let request = Procedure {
        first_answer: Some(working_days(3)),
        update_every: Some(working_days(10)),
        ..bare("service-request", Kind::ServiceRequest)
    };
    let enquiry = Procedure {
        first_answer: Some(working_days(5)),
        ..bare("enquiry", Kind::Enquiry)
    };
    let query = Procedure {
        reply: Some(working_days(10)),
        follow_up: Some(working_days(5)),
        ..bare("councillor-query", Kind::Enquiry)
    };
    let comment = Procedure {
        first_answer: Some(working_days(10)),
        ..bare("comment", Kind::Comment)
    };
    let by_the_code = |name: &str, ombudsman| Procedure {
        ombudsman: Some(ombudsman),
        acknowledge: Some(working_days(5)),
        stages: vec![
            stage(1, None, working_days(10), Some(Role::ServiceManager)),
            stage(
                2,
                Some(working_days(5)),
                working_days(20),
                Some(Role::ComplaintsManager),
            ),
        ],
        return_to_stage_1: Some(ReturnToStage1 {
            at_most: 1,
            again_agreed_by: Role::ServiceManager,
        }),
        ..bare(name, Kind::Complaint)
    };
    let data_protection = Procedure {
        ombudsman: Some(Ombudsman::Ico),
        acknowledge: Some(calendar_days(30)),
        stages: vec![Stage {
            reply_of: CountedFrom::Received,
            extend_by: None,
            ..stage(1, None, months(3), None)
        }],
        ..bare("complaint-data-protection", Kind::Complaint)
    };
    [
        request,
        enquiry,
        query,
        comment,
        bare("compliment", Kind::Compliment),
        by_the_code("complaint-corporate", Ombudsman::Lgsco),
        by_the_code("complaint-housing", Ombudsman::Housing),
        data_protection,
    ]
    .into_iter()
    .map(|procedure| (procedure.id.clone(), procedure))
    .collect()
}

fn bare(name: &str, kind: Kind) -> Procedure {
    Procedure {
        id: procedure(name),
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
        accept_within: Some(months(12)),
        reopen_within: working_days(20),
        undo_minutes: 5,
        warn_at_weeks: Some(11),
        departures: Vec::new(),
    }
}

fn stage(number: u8, acknowledge: Option<Limit>, reply: Limit, reply_approved_by: Option<Role>) -> Stage {
    Stage {
        number,
        acknowledge,
        reply,
        reply_of: CountedFrom::Acknowledged,
        extend_by: Some(reply),
        beyond_agreed_by: Role::ServiceManager,
        beyond_agreed_alone: false,
        extend_at_most: working_days(60),
        handler: Role::Officer,
        reply_approved_by,
    }
}
