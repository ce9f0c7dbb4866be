//! Who may do what: one table for the whole program.

use std::collections::BTreeMap;

use crate::id::{ActorId, PartnerId, PersonId, ServiceId, UserId};
use crate::policy::Policy;
use crate::vocabulary::Role;

crate::vocabulary! {
    /// Something that can be permitted.
    pub enum Act {
        /// Log a contact as a new case.
        Log = "log",
        /// Follow a case that one logged oneself.
        FollowOwn = "follow-own",
        /// Read a case of one's own services.
        ReadCase = "read-case",
        /// Read a case of any service.
        ReadAnyCase = "read-any-case",
        /// Record a contact on a case.
        RecordContact = "record-contact",
        /// Say what a new case is and whose it is.
        Triage = "triage",
        /// Change the kind of a case.
        ChangeKind = "change-kind",
        /// Give a case to a service, team or officer.
        Assign = "assign",
        /// Record that the queue of unassigned cases was checked.
        RecordDailyCheck = "record-daily-check",
        /// Send the acknowledgement.
        Acknowledge = "acknowledge",
        /// Settle it at first contact.
        SettleAtFirstContact = "settle-at-first-contact",
        /// Add points, and record what was found on them.
        RecordFinding = "record-finding",
        /// Promise a remedy, and record that it was delivered.
        PromiseRemedy = "promise-remedy",
        /// Approve, as a second person, money that puts something right.
        ApprovePayment = "approve-payment",
        /// Tell the customer that more time is needed.
        Extend = "extend",
        /// Agree to an extension beyond the ordinary limit (Complaint Handling Code 6.4).
        AgreeLongExtension = "agree-long-extension",
        /// Write a reply.
        WriteReply = "write-reply",
        /// Approve a reply that somebody else wrote.
        ApproveReply = "approve-reply",
        /// Send an approved reply, and undo the sending.
        SendReply = "send-reply",
        /// Propose that a complaint is not accepted.
        Refuse = "refuse",
        /// Agree, as a second person, that a complaint is not accepted.
        AgreeRefusal = "agree-refusal",
        /// Record that the customer withdrew.
        Withdraw = "withdraw",
        /// Close a case.
        Close = "close",
        /// Reopen a closed case.
        Reopen = "reopen",
        /// Link two cases.
        Link = "link",
        /// Accept a request for stage 2, and name who reviews it.
        AcceptStage2 = "accept-stage-2",
        /// Review a complaint at stage 2, as whoever is named for it.
        Review = "review",
        /// Agree that a complaint goes back to stage 1 once more.
        AgreeReturn = "agree-return",
        /// Record what an Ombudsman asks, decides and recommends.
        RecordOmbudsman = "record-ombudsman",
        /// Ask a partner on the customer's behalf, and take down what it says.
        Refer = "refer",
        /// Answer a colleague who calls for help while a customer waits.
        AnswerHelp = "answer-help",
        /// See how much work each officer and team has, and what lies still.
        SeeWorkload = "see-workload",
        /// Add a note that the customer never sees.
        AddNote = "add-note",
        /// Read a note that is legally privileged.
        ReadPrivilegedNote = "read-privileged-note",
        /// Report an incident.
        ReportIncident = "report-incident",
        /// Keep a conduct file: checks, warning, report, answers to comments, notice.
        ManageConduct = "manage-conduct",
        /// Read what came from somebody under a contact arrangement, and say what it is.
        SortRestrictedContact = "sort-restricted-contact",
        /// Take down what somebody says of a report about them, or that they appeal.
        CommentOnRestriction = "comment-on-restriction",
        /// Decide on a contact arrangement.
        DecideRestriction = "decide-restriction",
        /// Read the Executive briefing.
        ReadBriefing = "read-briefing",
        /// Read who read what.
        ReadAccessLog = "read-access-log",
        /// Keep the list of people who can sign in.
        ManageUsers = "manage-users",
        /// Change the draft of the policy's next version.
        DraftPolicy = "draft-policy",
        /// Take in a new version of the policy.
        AdoptPolicy = "adopt-policy",
        /// Read who changed which setting, when and why.
        ReadAudit = "read-audit",
        /// Agree a reasonable adjustment with a person, and review it.
        AgreeAdjustment = "agree-adjustment",
        /// Raise a concern for somebody's safety or wellbeing, and record who was told.
        RaiseConcern = "raise-concern",
        /// Read what a concern is about.
        ReadConcern = "read-concern",
        /// Say that two people of the record are one, and take that back.
        MergePeople = "merge-people",
        /// Advise a colleague who looks into a complaint, as a senior.
        Advise = "advise",
        // Lessons.
        /// Write down a lesson, link cases to it, and read lessons.
        RecordLesson = "record-lesson",
        /// Analyse a lesson, plan and finish its action, write what people are told, merge it.
        ManageLesson = "manage-lesson",
        /// Read the texts of a lesson for names, as a second person, and publish them.
        PublishLesson = "publish-lesson",
        // The survey.
        /// Read what customers said in the survey, say what it is about, and see to a low score.
        ReadSurveys = "read-surveys",
        // People.
        /// Correct somebody's details: their name, how to address them, their e-mail address or telephone number.
        CorrectDetails = "correct-details",
        /// The same of somebody whom a contact arrangement binds.
        CorrectRestrictedDetails = "correct-restricted-details",
        // What is kept, and for whom.
        /// Keep a case beyond its time, let it go, and see what is about to be erased.
        HoldCase = "hold-case",
        /// Put together everything that is kept of one customer, for a request under article 15 of the UK GDPR.
        ExportPerson = "export-person",
        // Reports.
        /// Write briefings and the annual report, approve briefings, and minute what came of them.
        WriteReport = "write-report",
        /// Approve the annual report that somebody else wrote, and publish it.
        ApproveReport = "approve-report",
    }
}

/// The least and the most that a policy may allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// These roles may always do it; no policy takes it from them.
    pub least: &'static [Role],
    /// No other role may ever do it.
    pub most: &'static [Role],
}

/// Everybody who works for the council on cases.
const STAFF: &[Role] = &[
    Role::Staff,
    Role::Adviser,
    Role::Officer,
    Role::ServiceManager,
    Role::Reviewer,
    Role::ComplaintsManager,
    Role::AuthorisingOfficer,
    Role::Executive,
    Role::Auditor,
    Role::Administrator,
];
/// Everybody who has an account with pages of their own.
pub(crate) const STAFF_AND_COUNCILLORS: &[Role] = &[
    Role::Staff,
    Role::Adviser,
    Role::Officer,
    Role::ServiceManager,
    Role::Reviewer,
    Role::ComplaintsManager,
    Role::AuthorisingOfficer,
    Role::Executive,
    Role::Auditor,
    Role::Administrator,
    Role::Councillor,
];
const CASEWORKERS: &[Role] = &[
    Role::Adviser,
    Role::Officer,
    Role::ServiceManager,
    Role::Reviewer,
    Role::ComplaintsManager,
];
/// Those who look into complaints.
const INVESTIGATORS: &[Role] = &[
    Role::Officer,
    Role::ServiceManager,
    Role::Reviewer,
    Role::ComplaintsManager,
];
const CENTRAL: &[Role] = &[Role::Adviser, Role::ComplaintsManager];
const MANAGERS: &[Role] = &[Role::ServiceManager, Role::ComplaintsManager];
const SENIOR: &[Role] = &[
    Role::ServiceManager,
    Role::ComplaintsManager,
    Role::AuthorisingOfficer,
    Role::Executive,
];

/// What a policy file may allocate: for each act, the least and the most.
///
/// Members of the council never see or steer a complaint that they did not raise (LGSCO guide for
/// members, parts 2 and 7), and an administrator reads no case by being administrator.
#[expect(clippy::too_many_lines, reason = "one line for each act, with its source")]
pub const fn limits(act: Act) -> Limits {
    let (least, most): (&[Role], &[Role]) = match act {
        // Paper 002 and paper 004, 1.2: open to every member of staff.
        Act::Log | Act::FollowOwn => (STAFF_AND_COUNCILLORS, STAFF_AND_COUNCILLORS),
        Act::ReportIncident => (STAFF, STAFF_AND_COUNCILLORS),
        // Paper 004, 1.4: Customer Services know everything.
        Act::ReadAnyCase => (
            CENTRAL,
            &[
                Role::Adviser,
                Role::Reviewer,
                Role::ComplaintsManager,
                Role::Auditor,
            ],
        ),
        // No route may refuse to log a contact, whoever it is from.
        // Safeguarding is everybody's business; what it is about is read by few.
        // Paper 001, 4.2: whoever works on cases learns from them; lessons are shared across services.
        // UK GDPR, article 5(1)(d): whoever hears that details are wrong puts them right.
        Act::RecordContact | Act::RaiseConcern | Act::RecordLesson | Act::CorrectDetails => {
            (CASEWORKERS, STAFF)
        }
        Act::Triage | Act::RecordDailyCheck | Act::ChangeKind => (
            CENTRAL,
            &[Role::Adviser, Role::ServiceManager, Role::ComplaintsManager],
        ),
        Act::Assign => (
            &[Role::Adviser, Role::ServiceManager, Role::ComplaintsManager],
            CASEWORKERS,
        ),
        Act::ReadCase
        | Act::Acknowledge
        | Act::RecordFinding
        | Act::PromiseRemedy
        | Act::Extend
        | Act::WriteReply
        | Act::Refer => (&[Role::Officer, Role::ServiceManager], CASEWORKERS),
        Act::SettleAtFirstContact => (&[Role::Adviser], STAFF),
        // Writing reports: Code 9, whoever answers for complaints reports on them; a policy may let heads of service and
        // the Executive's own officers.
        Act::AgreeLongExtension | Act::AgreeReturn | Act::WriteReport => (&[Role::ComplaintsManager], SENIOR),
        Act::ApproveReply => (
            &[Role::ServiceManager],
            &[
                Role::ServiceManager,
                Role::Reviewer,
                Role::ComplaintsManager,
                Role::AuthorisingOfficer,
                Role::Executive,
            ],
        ),
        // Equality Act 2010, section 20: whoever deals with somebody may agree what they need.
        Act::SendReply | Act::Withdraw | Act::Close | Act::Link | Act::AddNote | Act::AgreeAdjustment => {
            (CASEWORKERS, CASEWORKERS)
        }
        // Up to what the policy lets each role approve.
        Act::ApprovePayment => (MANAGERS, MANAGERS),
        Act::Reopen => (&[Role::ServiceManager, Role::ComplaintsManager], CASEWORKERS),
        // The details of somebody whom an arrangement binds: codes and letters go elsewhere only by somebody who knows of it.
        Act::Refuse | Act::AcceptStage2 | Act::RecordOmbudsman | Act::CorrectRestrictedDetails => {
            (&[Role::ComplaintsManager], CASEWORKERS)
        }
        Act::AgreeRefusal => (
            &[Role::ComplaintsManager],
            &[Role::ServiceManager, Role::ComplaintsManager, Role::Executive],
        ),
        Act::Review => (&[Role::Reviewer], INVESTIGATORS),
        Act::ReadPrivilegedNote => (
            &[Role::ComplaintsManager],
            &[
                Role::ServiceManager,
                Role::ComplaintsManager,
                Role::AuthorisingOfficer,
            ],
        ),
        // Paper 004, 3.3a: managers and supervisors support frontline staff at the point of delivery.
        // Paper 002: managers for each service area are responsible for their own.
        Act::AnswerHelp | Act::SeeWorkload => (
            &[Role::ServiceManager, Role::ComplaintsManager],
            &[
                Role::Adviser,
                Role::ServiceManager,
                Role::ComplaintsManager,
                Role::Executive,
            ],
        ),
        // The Customer Services manager keeps the file (ux 3.6.4); whoever decides does not.
        Act::ManageConduct => (&[Role::ComplaintsManager], MANAGERS),
        // Paper 004, 7.4: Customer Services deal with what comes.
        Act::SortRestrictedContact => (
            &[Role::Adviser, Role::ComplaintsManager],
            &[Role::Adviser, Role::ServiceManager, Role::ComplaintsManager],
        ),
        Act::CommentOnRestriction => (
            &[Role::Adviser, Role::ComplaintsManager],
            &[
                Role::Adviser,
                Role::Officer,
                Role::ServiceManager,
                Role::ComplaintsManager,
            ],
        ),
        Act::DecideRestriction => (&[], &[Role::AuthorisingOfficer, Role::Executive]),
        Act::ReadBriefing => (
            &[Role::Executive],
            &[Role::Executive, Role::ComplaintsManager, Role::ServiceManager],
        ),
        // UK GDPR, articles 15 and 17(3)(e): whoever answers for personal data. Administrators read in the audit log that it
        // was done, so that nobody does it unseen.
        Act::ReadAccessLog | Act::HoldCase | Act::ExportPerson => {
            (&[Role::Auditor], &[Role::Auditor, Role::ComplaintsManager])
        }
        // Whoever answers for complaints may prepare what an administrator adopts.
        Act::DraftPolicy => (
            &[Role::Administrator],
            &[Role::Administrator, Role::ComplaintsManager],
        ),
        Act::ReadAudit => (
            &[Role::Administrator, Role::Auditor],
            &[Role::Administrator, Role::Auditor, Role::ComplaintsManager],
        ),
        Act::ReadConcern => (
            &[Role::ComplaintsManager],
            &[
                Role::Adviser,
                Role::ServiceManager,
                Role::Reviewer,
                Role::ComplaintsManager,
                Role::AuthorisingOfficer,
            ],
        ),
        // Customer Services know everybody (paper 004, 1.4).
        Act::MergePeople => (CENTRAL, CENTRAL),
        // Paper 004, 8.1: senior officer advice at stage 1. Whoever may read the case may be let to advise.
        Act::Advise => (MANAGERS, INVESTIGATORS),
        // Ux 3.10.1: managers take a lesson on.
        Act::ManageLesson => (MANAGERS, CASEWORKERS),
        // Ux 3.9.4: whoever is above the writers; which person is asked by the rule that knows who wrote.
        Act::ApproveReport => (&[Role::ComplaintsManager, Role::Executive], SENIOR),
        // Ux 3.10.6: a second person; which one is asked by the rule that knows who wrote.
        Act::PublishLesson => (MANAGERS, SENIOR),
        // Paper 004, 6.4: the Executive Team sees the results; whoever works on cases may be let to.
        Act::ReadSurveys => (SENIOR, STAFF),
        Act::ManageUsers | Act::AdoptPolicy => (&[Role::Administrator], &[Role::Administrator]),
    };
    Limits { least, most }
}

/// Whether `role` may do `act` under `policy`.
///
/// What the code grants always holds; what a file grants holds within the limits; all else is refused.
pub fn allows(policy: &Policy, role: Role, act: Act) -> bool {
    grants(&policy.permissions, role, act)
}

/// The same for what a file grants, before there is a whole policy.
pub fn grants(permissions: &BTreeMap<Role, Vec<Act>>, role: Role, act: Act) -> bool {
    let Limits { least, most } = limits(act);
    let granted = permissions.get(&role).is_some_and(|acts| acts.contains(&act));
    least.contains(&role) || (granted && most.contains(&role))
}

/// Somebody who wants to do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who it is, in the record.
    pub id: ActorId,
    /// The roles held.
    pub roles: Vec<Role>,
    /// The services worked for. Advisers and managers of complaints need none.
    pub services: Vec<ServiceId>,
}

impl Actor {
    /// A job of Redress itself, or an import: it may do whatever a role may do.
    pub fn program(id: ActorId) -> Self {
        Self {
            id,
            roles: Role::ALL.to_vec(),
            services: Vec::new(),
        }
    }

    /// Somebody of a partner organisation, who proved it by a link and a code.
    pub fn partner(partner: PartnerId) -> Self {
        Self {
            id: ActorId::Partner(partner),
            roles: vec![Role::Partner],
            services: Vec::new(),
        }
    }

    /// A customer on the public pages, known or not.
    pub fn customer(person: Option<PersonId>) -> Self {
        let id = person.map_or(ActorId::Anonymous, ActorId::Customer);
        Self {
            id,
            roles: vec![Role::Customer],
            services: Vec::new(),
        }
    }

    /// The user, if a person who signed in.
    pub fn user(&self) -> Option<&UserId> {
        self.id.user()
    }

    /// A program with a token has the roles that it was given, and no more.
    fn is_of_redress(&self) -> bool {
        matches!(self.id, ActorId::Job(_) | ActorId::Import(_))
    }

    /// Whether its roles reach the services that it was given and no others, whatever the roles are:
    /// a program whose token names services.
    fn is_kept_to_services(&self) -> bool {
        matches!(self.id, ActorId::Program(_)) && !self.services.is_empty()
    }
}

/// What a permission depends on, of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The service it is with.
    pub service: Option<ServiceId>,
    /// The officer who has it.
    pub owner: Option<UserId>,
    /// Who logged it.
    pub logged_by: ActorId,
    /// Whose matter it is.
    pub customer: Option<PersonId>,
    /// The members of staff whom it is about.
    pub about: Vec<UserId>,
}

/// Whether `actor` may do `act` at all: before there is a case, or for a whole list.
pub fn may(policy: &Policy, actor: &Actor, act: Act) -> bool {
    actor.is_of_redress() || actor.roles.iter().any(|role| allows(policy, *role, act))
}

/// Whether `actor` may do `act` to the case.
///
/// A role that works for a service reaches the cases of that service and those it owns; a role
/// that may read any case reaches all; anybody else reaches what they logged, to follow it.
/// Nobody handles a complaint about themselves (Complaint Handling Code 5: conflict of interest).
pub fn may_with(policy: &Policy, actor: &Actor, act: Act, scope: &Scope) -> bool {
    if actor.is_of_redress() {
        return true;
    }
    if actor.user().is_some_and(|user| scope.about.contains(user)) {
        return false;
    }
    if matches!(act, Act::FollowOwn) {
        return scope.logged_by == actor.id && may(policy, actor, act);
    }
    let owns = actor.user().is_some() && actor.user() == scope.owner.as_ref();
    let own_service = scope
        .service
        .as_ref()
        .is_some_and(|service| actor.services.contains(service));
    let reaches_all = |role: &Role| allows(policy, *role, Act::ReadAnyCase) && !actor.is_kept_to_services();
    let reaches = |role: &Role| reaches_all(role) || owns || own_service;
    actor
        .roles
        .iter()
        .any(|role| allows(policy, *role, act) && reaches(role))
}

/// Whether lists show `actor` the cases of every service, and those without one.
pub fn reads_any(policy: &Policy, actor: &Actor) -> bool {
    may(policy, actor, Act::ReadAnyCase) && !actor.is_kept_to_services()
}

crate::vocabulary! {
    /// Why somebody could open a case or a conduct file: by what right, written down with each reading for whoever checks
    /// (UK GDPR, article 5(1)(f)). The closest one counts.
    pub enum Ground {
        /// It is theirs to deal with.
        Owner = "owner",
        /// They had acted on it.
        Part = "part",
        /// They logged it.
        Logged = "logged",
        /// It is with a service that they work for.
        Service = "service",
        /// It is about them, or was sent to them: a customer, who speaks for one, a partner.
        Given = "given",
        /// Nothing but what their role may: which is where whoever checks looks first.
        Role = "role",
    }
}

/// By what right `actor` opens a case that they may open; `acted`: whether they did anything on it before.
pub fn ground(actor: &Actor, scope: &Scope, acted: bool) -> Ground {
    let owns = actor.user().is_some() && actor.user() == scope.owner.as_ref();
    let of_service = |service| actor.services.contains(service);
    match &actor.id {
        ActorId::Customer(_) | ActorId::Anonymous | ActorId::Partner(_) => Ground::Given,
        _ if owns => Ground::Owner,
        id if *id == scope.logged_by => Ground::Logged,
        _ if acted => Ground::Part,
        _ if scope.service.as_ref().is_some_and(of_service) => Ground::Service,
        ActorId::User(_) | ActorId::Job(_) | ActorId::Import(_) | ActorId::Program(_) => Ground::Role,
    }
}

/// Whether `actor` may open the case's page.
pub fn may_read(policy: &Policy, actor: &Actor, scope: &Scope) -> bool {
    [Act::ReadCase, Act::ReadAnyCase]
        .into_iter()
        .any(|act| may_with(policy, actor, act, scope))
}

#[cfg(test)]
mod tests;
