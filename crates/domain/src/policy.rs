//! What a council may decide for itself: one dated, checked file.
//!
//! Everything here is read from `policies/*.toml`; the closed vocabulary and the bounds are in
//! [`parse`], and what a file may leave out is in [`defaults`]. A value that a paper or a Code sets
//! names it in the file's comments.

mod conduct;
pub mod defaults;
pub mod difference;
pub mod edit;
pub mod hub;
pub mod identity;
mod languages;
mod learning;
pub mod letters;
mod limit;
pub mod parse;
mod partners;
mod remedies;
mod reports;
mod retention;
mod sign_in;
pub mod standards;
pub mod versions;

pub use partners::{Partner, ReferralRules};
pub use remedies::RemedyRules;
pub use reports::{ChannelCost, ReportRules, Shift, Storm, TransferGround, TransferRules};

pub use crate::survey::SurveyRules;
pub use conduct::{
    Conduct, ConductCategory, ContactOption, LEAST_APPEAL, LEAST_COMMENTS, Signal, SignalKind,
};
pub use languages::Languages;
pub use learning::{GuidanceRules, LearningRules};
pub use limit::{Limit, Unit};
pub use retention::{RetentionRule, RetentionRules};
pub use sign_in::{SecondStep, SignInRules};
use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use crate::case::EarlyReferral;
use crate::id::{CouncilId, PostId, ProcedureId, ReasonCode, ServiceId, StandardId, TeamId, WardId};
use crate::measure::Measure;
use crate::permission::Act;
use crate::report::LetterTopic;
use crate::vocabulary::{Channel, DayOne, Division, FileType, Kind, Ombudsman, Role};

/// One council's policy: one version of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// The file as it was taken in, byte for byte.
    pub source: String,
    /// Who the council is.
    pub council: Council,
    /// Who adopted this version; `None` while it is a draft.
    pub adoption: Option<Adoption>,
    /// The customer-service statement (paper 004, 2.1).
    pub statement: Option<String>,
    /// Which days count.
    pub calendar: CalendarRules,
    /// The teams that do the work.
    pub teams: Vec<Team>,
    /// The services that the council provides.
    pub services: Vec<Service>,
    /// The wards that its councillors are elected for; empty when the council does not say.
    pub wards: Vec<Ward>,
    /// The organisations that can be asked on a customer's behalf.
    pub partners: Vec<Partner>,
    /// How they are asked and reminded.
    pub referrals: ReferralRules,
    /// How promised remedies are followed, and who approves money.
    pub remedies: RemedyRules,
    /// The procedures, by name.
    pub procedures: BTreeMap<ProcedureId, Procedure>,
    /// From whom e-mail comes; `None` where the council sends none.
    pub mail: Option<Mail>,
    /// How long a code opens the private parts of the track page.
    pub code: CodeRules,
    /// When the unassigned queue must have been checked (paper 002).
    pub daily_check: DailyCheck,
    /// What may be sent along with a contact.
    pub files: FileRules,
    /// By when somebody who asks how it is going hears, and who hears of it when they ask again.
    pub updates: UpdateRules,
    /// How people on a case are looked after: reviews of adjustments, and who hears of a concern.
    pub people: PeopleRules,
    /// How long nothing may happen to an open case before a manager sees it (paper 002: nobody is
    /// left without an answer or a follow-up).
    pub idle_after: Limit,
    /// Of how many such complaints it has to be known how long they took before a reply is said to be likely to be
    /// late (ours, after paper 002: an overview of response times).
    pub forecast_from: u16,
    /// Coded reasons for not accepting a complaint (Complaint Handling Code section 2).
    pub refusal_reasons: Vec<RefusalReason>,
    /// The public promises.
    pub standards: Vec<Standard>,
    /// What is asked of customers in return (paper 003, 4.1; paper 004, 7.2).
    pub expectations: Vec<String>,
    /// Targets of senior managers (paper 004, 6.2).
    pub kpis: Vec<Kpi>,
    /// The posts that hold roles.
    pub posts: Vec<Post>,
    /// The meetings that get a briefing (paper 004, 6.1).
    pub meetings: BTreeMap<PostId, Vec<Date>>,
    /// Which role may do what, within what [`crate::permission`] allows.
    pub permissions: BTreeMap<Role, Vec<Act>>,
    /// How contact that becomes unreasonable is dealt with; its rules come with the conduct file.
    pub conduct: Option<Conduct>,
    /// How lessons are followed.
    pub learning: LearningRules,
    /// How customers are asked after their case is closed; `None` where they are not.
    pub survey: Option<SurveyRules>,
    /// By when guidance is read.
    pub guidance: GuidanceRules,
    /// How long what people told is kept.
    pub retention: RetentionRules,
    /// How people prove who they are.
    pub sign_in: SignInRules,
    /// When reports are drafted, and what contact costs.
    pub reports: ReportRules,
    /// To which councils cases are sent that are theirs.
    pub transfer: TransferRules,
    /// The two flow charts' answers for people who work for or with the council.
    pub internal_routes: Vec<InternalRoute>,
    /// In which languages it writes.
    pub languages: Languages,
    /// The paragraphs of letters that the council words for itself.
    pub letters: letters::Letters,
    /// The council's own identity provider; `None` where nobody signs in by one.
    pub identity_provider: Option<identity::IdentityProvider>,
}

/// Who the council is, and its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Council {
    /// Its short name in the record, from the file's name or `id`: `lancaster`.
    pub id: CouncilId,
    /// Its name in full.
    pub name: String,
    /// Two to four capital letters that begin each reference.
    pub prefix: String,
    /// The host names that serve it; empty means any.
    pub hosts: Vec<String>,
    /// The first day on which this version is in force.
    pub starts_on: Date,
    /// How often the policy is due for review, in months (paper 003, 3.1: two years).
    pub review_every_months: u16,
    /// What the council calls things.
    pub words: CouncilWords,
    /// How to reach it.
    pub contact: ContactDetails,
    /// Its brand colours.
    pub brand: Brand,
}

/// What the council calls things (paper 004, 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilWords {
    /// "customer".
    pub customer: String,
    /// "problem".
    pub request: String,
    /// "contact arrangement".
    pub restriction: String,
}

/// How people reach the council when the pages do not help them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactDetails {
    /// A telephone number.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A postal address, one line an item.
    pub address: Vec<String>,
    /// When somebody answers, in words.
    pub hours: Option<String>,
    /// The council's website.
    pub website: Option<String>,
    /// The number for emergencies out of hours, with what it is for.
    pub emergency: Option<String>,
}

/// Colours, as `#rrggbb`; each has a contrast of at least 4.5 to 1 with white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// The header and the lines.
    pub colour: String,
    /// The links.
    pub link: String,
}

/// The decision that put the policy in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The body that decided: "Cabinet".
    pub body: String,
    /// When it decided.
    pub decided_on: Date,
    /// Where the minute is.
    pub minute: Option<String>,
    /// Who was consulted.
    pub consulted: Vec<String>,
    /// Where the equality screening is.
    pub equality_screening: Option<String>,
}

/// From whom e-mail comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address that it is from.
    pub from: String,
    /// The name beside it; the council's own when the file is silent.
    pub name: Option<String>,
    /// Where answers go; the contact address when the file is silent.
    pub reply_to: Option<String>,
    /// Whether answers come in to Redress.
    pub answers: Answers,
}

/// Where what customers answer by e-mail comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// To people, at the address where answers go.
    Elsewhere,
    /// To Redress: each address for answers bears a token that leads to its case, as in
    /// `feedback+TOKEN@example.org`.
    ComeIn,
}

/// How long a code opens the private parts of the track page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeRules {
    /// In minutes, for a code that comes at once: by e-mail, by text or read out.
    pub minutes: u16,
    /// In days, for a code that comes by post.
    pub days_by_post: u16,
}

/// Which days count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRules {
    /// Whose bank holidays.
    pub division: Division,
    /// Which day is day one.
    pub day_one: DayOne,
    /// The council's own closures.
    pub closed: Vec<Date>,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its name in the record.
    pub id: TeamId,
    /// Its name in words.
    pub name: String,
    /// Whether it is Customer Services, which sees to everything (paper 004, 1.1, 1.4).
    pub is_central: bool,
    /// The post that leads it, and is called when a customer is on the line (paper 004, 3.3a).
    pub lead: Option<PostId>,
}

/// A ward: the part of the area that councillors are elected for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ward {
    /// Its name in the record.
    pub id: WardId,
    /// Its name in words.
    pub name: String,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its name in the record.
    pub id: ServiceId,
    /// Its name in the public's words.
    pub name: String,
    /// What it covers, for the public, in one line.
    pub about: Option<String>,
    /// Which team does the work.
    pub team: TeamId,
    /// The post that answers for it (paper 002; paper 004, 6.2).
    pub answerable: Option<PostId>,
    /// How long a request takes, when the service has a target.
    pub target: Option<Limit>,
    /// Which procedure a complaint about it follows.
    pub complaints: ProcedureId,
    /// The last day on which it can be chosen; `None` while it goes on. Its cases go on after it.
    pub ends_on: Option<Date>,
    /// Under which topic the Ombudsman's annual letter counts it.
    pub topic: Option<LetterTopic>,
}

impl Service {
    /// Whether it can be chosen on a day.
    pub fn is_offered_on(&self, day: Date) -> bool {
        self.ends_on.is_none_or(|last| day <= last)
    }
}

/// The steps and clocks that a case goes through.
#[derive(Debug, Clone, PartialEq)]
pub struct Procedure {
    /// Its name.
    pub id: ProcedureId,
    /// What it is called on screen.
    pub name: String,
    /// The kind of case that follows it.
    pub kind: Kind,
    /// Which Ombudsman's Code it follows; `None` for what is not a complaint.
    pub ombudsman: Option<Ombudsman>,
    /// A first answer, counted from receipt (paper 002: nobody left without an answer).
    pub first_answer: Option<Limit>,
    /// An update, counted from the last word to the customer.
    pub update_every: Option<Limit>,
    /// An answer to what is no complaint, counted from receipt: a councillor's query (paper 002).
    pub reply: Option<Limit>,
    /// How long after that answer it stays open for a follow-up; `None` for what is closed by hand.
    pub follow_up: Option<Limit>,
    /// An acknowledgement, counted from receipt (Complaint Handling Code 6.2).
    pub acknowledge: Option<Limit>,
    /// The stages of a complaint, in order; empty for what is not a complaint.
    pub stages: Vec<Stage>,
    /// Whether and how stage 2 may return a complaint to stage 1 (paper 004, 3.3e, 8.2).
    pub return_to_stage_1: Option<ReturnToStage1>,
    /// How long after the reply stage 2 can be asked for; `None` is no limit.
    pub ask_for_stage_2_within: Option<Limit>,
    /// Who turns a request for stage 2 away: one person, or a second one who agrees.
    pub stage_2_refused_by: RefusedBy,
    /// What the case does while an Ombudsman looks at it before the stages are over.
    pub early_referral: EarlyReferral,
    /// How old a matter may be (Complaint Handling Code 2: twelve months); `None` is no limit.
    pub accept_within: Option<Limit>,
    /// How long after closing a case can be reopened.
    pub reopen_within: Limit,
    /// For how many minutes a send can be undone.
    pub undo_minutes: u16,
    /// How many weeks in all before managers are warned (the Ombudsman expects about 12).
    pub warn_at_weeks: Option<u16>,
    /// Where the file departs from the Code, with its reason: shown, never blocked.
    pub departures: Vec<Departure>,
}

/// One stage of a complaint.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// 1 or 2.
    pub number: u8,
    /// Its own acknowledgement, counted from the request (stage 2).
    pub acknowledge: Option<Limit>,
    /// The reply.
    pub reply: Limit,
    /// What the reply is counted from.
    pub reply_of: CountedFrom,
    /// How far one extension may go without good reason (Complaint Handling Code 6.4).
    pub extend_by: Option<Limit>,
    /// The role that must agree to a longer extension.
    pub beyond_agreed_by: Role,
    /// Whether whoever agrees to a longer extension may take it alone, without a second person.
    pub beyond_agreed_alone: bool,
    /// How far all extensions together may go, from the day that was first promised.
    pub extend_at_most: Limit,
    /// The role that handles the stage.
    pub handler: Role,
    /// The role that approves the reply; `None` when the handler may send it unseen.
    pub reply_approved_by: Option<Role>,
}

crate::vocabulary! {
    /// What the reply clock counts from.
    pub enum CountedFrom {
        /// The day of receipt.
        Received = "received",
        /// The day the acknowledgement is sent or, if it is not, the last day for sending it.
        Acknowledged = "acknowledged",
    }
}

/// How a reviewer may send a complaint back for more work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnToStage1 {
    /// How often, before a senior role must agree.
    pub at_most: u8,
    /// The role that agrees to more.
    pub again_agreed_by: Role,
}

crate::vocabulary! {
    /// Who turns a request for stage 2 away.
    pub enum RefusedBy {
        /// Whoever proposes it.
        OnePerson = "one-person",
        /// A second person agrees, as to every other refusal.
        SecondPerson = "second-person",
    }
}

/// A departure from the Code, with the council's reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// The paragraph: "6.3".
    pub paragraph: String,
    /// What the file says instead, in words.
    pub says: String,
    /// Why.
    pub reason: Option<String>,
}

/// What may be sent along with a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRules {
    /// A file must be smaller than so many megabytes (of 1,000,000 bytes).
    pub smaller_than_mb: u16,
    /// How many files one contact may bring.
    pub most: u16,
    /// What a file may be.
    pub types: Vec<FileType>,
}

impl FileRules {
    /// A file must have fewer bytes than this.
    pub fn smaller_than(&self) -> u64 {
        u64::from(self.smaller_than_mb) * 1_000_000
    }
}

/// What happens when a customer asks how it is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpdateRules {
    /// By when they hear.
    pub answered_within: Limit,
    /// The how-manieth time of asking goes to the owner's manager as well.
    pub manager_hears_at: u16,
    /// How many working days before a first answer or an update is due its officer is reminded.
    pub remind_days_before: u16,
}

/// How people on a case are looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleRules {
    /// After how many months an adjustment is looked at again (Complaint Handling Code 5.6).
    pub review_adjustments_months: u16,
    /// Who hears of a concern for somebody's safety or wellbeing.
    pub concerns_go_to: Vec<Role>,
}

/// When the unassigned queue must have been checked, and who hears when it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyCheck {
    /// The first alert, London time.
    pub by: Time,
    /// Who hears first.
    pub alert: Vec<Role>,
    /// The second alert, London time.
    pub alert_again_at: Time,
    /// Who hears then.
    pub then: Vec<Role>,
}

/// A coded reason for not accepting a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalReason {
    /// Its code.
    pub code: ReasonCode,
    /// What it means, for staff.
    pub name: String,
    /// What the customer is told: why it is not suitable, and where to go instead.
    pub wording: String,
    /// Whether agreeing makes a request of it, whose reference the letter gives.
    pub makes_request: bool,
    /// For what it is that somebody came late: they must have, and not be heard all the same.
    pub late_for: Option<LateFor>,
    /// Whether it is that another body is responsible, which nobody is who acts on the council's behalf.
    pub is_another_body: bool,
    /// Who deals with it instead: the letter names them.
    pub goes_to: Option<PostId>,
}

/// What somebody came too late for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateFor {
    /// To complain (Complaint Handling Code 2: twelve months).
    Complaint,
    /// To ask for stage 2, where the policy has a time for it.
    Stage2,
}

impl RefusalReason {
    /// What stands in the letter for the reference of the request, until it is made.
    pub const REQUEST: &'static str = "((request))";
    /// What stands in the wording for the post that deals with it.
    pub const GOES_TO: &'static str = "((goes_to))";
    /// What stands in the wording for how old a matter may be.
    pub const ACCEPT_WITHIN: &'static str = "((accept_within))";

    /// What the customer is told under `procedure`: the wording, with the policy's own names and times.
    pub fn told(&self, policy: &Policy, procedure: Option<&Procedure>) -> String {
        let limit = procedure.and_then(|procedure| procedure.accept_within);
        let limit = limit.map_or_else(|| "12 months".to_owned(), |limit| limit.to_string());
        let post = self.goes_to.as_ref().and_then(|id| policy.post(id));
        let told = self.wording.replace(Self::ACCEPT_WITHIN, &limit);
        match post {
            Some(post) => told.replace(Self::GOES_TO, &post.name),
            None => told,
        }
    }
}

/// A public promise tied to a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Standard {
    /// Its name.
    pub id: StandardId,
    /// The promise, in plain English.
    pub promise: String,
    /// The measure that Redress computes for it (paper 003, 4.4).
    pub measure: Measure,
    /// The target, in per cent.
    pub target_percent: Option<u8>,
    /// Whether the public sees it.
    pub is_public: bool,
    /// When and why it was dropped: the public sees that in its place.
    pub dropped: Option<Dropped>,
}

/// When and why a promise was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// From which day on it is no promise.
    pub on: Date,
    /// Why, for whoever reads it.
    pub because: String,
}

/// A target of a senior manager (paper 004, 6.2).
#[derive(Debug, Clone, PartialEq)]
pub struct Kpi {
    /// Whose.
    pub of: PostId,
    /// Which measure.
    pub measure: Measure,
    /// The target, in per cent.
    pub target_percent: u8,
    /// Of which services, where they are named; else of those that the post answers for.
    pub services: Vec<ServiceId>,
}

/// A post that holds roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its name in the record.
    pub id: PostId,
    /// Its name in words.
    pub name: String,
    /// The roles that it holds.
    pub roles: Vec<Role>,
}

/// Where a matter goes that somebody who works for or with the council raises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InternalRoute {
    /// The question: "Is it about your job, pay or a colleague at work?"
    pub question: String,
    /// Where it goes if so.
    pub then: String,
}

impl Policy {
    /// The central team, which sees to everything (paper 004, 1.1, 1.4).
    pub fn central_team(&self) -> Option<&Team> {
        self.teams.iter().find(|team| team.is_central)
    }

    /// The services that can be chosen on a day: those that have not ended.
    pub fn services_on(&self, day: Date) -> impl Iterator<Item = &Service> {
        self.services
            .iter()
            .filter(move |service| service.is_offered_on(day))
    }

    /// The service with this name.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// The ward with this name.
    pub fn ward(&self, id: &WardId) -> Option<&Ward> {
        self.wards.iter().find(|ward| ward.id == *id)
    }

    /// The team with this name.
    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == *id)
    }

    /// The post with this name.
    pub fn post(&self, id: &PostId) -> Option<&Post> {
        self.posts.iter().find(|post| post.id == *id)
    }

    /// The reason for not accepting a complaint that has this code.
    pub fn refusal_reason(&self, code: &ReasonCode) -> Option<&RefusalReason> {
        self.refusal_reasons.iter().find(|reason| reason.code == *code)
    }

    /// The same, as whoever can reach the council in one way alone is told how to: the other ways are left out (domain 5.9).
    #[must_use]
    pub fn reached_by(&self, open: Channel) -> Self {
        let mut policy = self.clone();
        policy.council.contact = self.council.contact.with_one_way(open);
        policy
    }

    /// The procedure that an ordinary complaint follows.
    pub fn corporate_complaints(&self) -> Option<&Procedure> {
        self.procedures
            .values()
            .find(|procedure| procedure.id.as_str() == defaults::CORPORATE)
    }

    /// The procedure for a kind of case about a service (or about none that is known yet): for a complaint the one that the
    /// service names, otherwise the ordinary one of that kind, whatever the file adds beside it.
    pub fn procedure_for(&self, kind: Kind, service: Option<&ServiceId>) -> Option<&Procedure> {
        let of_service = service
            .filter(|_| kind == Kind::Complaint)
            .and_then(|id| self.service(id))
            .and_then(|service| self.procedures.get(&service.complaints));
        of_service.or_else(|| {
            self.procedures
                .values()
                .find(|known| known.id.as_str() == usual(kind))
        })
    }

    /// The procedure for a kind of case that somebody raised: a question that a councillor passes
    /// on has steps of its own (paper 002), everything else goes as it does for anybody.
    pub fn procedure_for_raised(
        &self,
        (kind, raised_by): (Kind, Role),
        service: Option<&ServiceId>,
    ) -> Option<&Procedure> {
        let is_query = kind == Kind::Enquiry && raised_by == Role::Councillor;
        let query = self
            .procedures
            .values()
            .find(|procedure| procedure.id.as_str() == defaults::COUNCILLOR_QUERY);
        query
            .filter(|_| is_query)
            .or_else(|| self.procedure_for(kind, service))
    }

    /// The day on which the policy is due for review (paper 003, 3.1).
    pub fn review_due_on(&self) -> Date {
        let months = jiff::Span::new().months(i32::from(self.council.review_every_months));
        self.council.starts_on.checked_add(months).unwrap_or(Date::MAX)
    }
}

/// The ordinary road for what is of this kind; every policy has it ([`defaults::ALWAYS`]).
const fn usual(kind: Kind) -> &'static str {
    match kind {
        Kind::Complaint => defaults::CORPORATE,
        Kind::ServiceRequest => "service-request",
        Kind::Comment => "comment",
        Kind::Compliment => "compliment",
        Kind::Enquiry => "enquiry",
    }
}
