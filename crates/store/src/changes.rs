//! What one act changes: everything that is committed together or not at all, as data.

use jiff::Timestamp;
use redress_domain::id::{
    ActorId, CaseId, ConductId, ContactId, CouncilId, FileId, HelpId, LessonId, MailId, MessageId, PersonId,
    ServiceId, UserId, WordsId,
};
use redress_domain::vocabulary::Scan;
use redress_domain::words::{Salt, Words};

use crate::absence::AbsenceRow;
use crate::address::AddressRow;
use crate::adjustment::AdjustmentRow;
use crate::case::{CasePoint, CaseRow, CaseStage};
use crate::cause::{CauseCaseRow, CauseRow};
use crate::column::Record as _;
use crate::conduct::{ConductContactRow, ConductRow};
use crate::conduct_decision::DecisionRow;
use crate::conduct_keep::EndRow;
use crate::daily_check::DailyCheckRow;
use crate::emergency::EmergencyUseRow;
use crate::engine::{Connection, Statement, sql};
use crate::enquiry::EnquiryRow;
use crate::error::StoreError;
use crate::fact::FactRows;
use crate::guidance::GuidanceRow;
use crate::identity::IdentityRow;
use crate::job::NewJob;
use crate::keeping::KeepingRow;
use crate::kept_letter::{KeptLetterRow, PrintRunRow};
use crate::lesson::LessonRow;
use crate::mail::MailRow;
use crate::message::MessageRow;
use crate::notification::NotificationRow;
use crate::notify::NotifyRow;
use crate::pace::{PaceRow, StepRow};
use crate::password_link::PasswordLinkRow;
use crate::person::PersonRow;
use crate::policy_version::PolicyRow;
use crate::referral::ReferralRow;
use crate::remedy::CaseRemedy;
use crate::report::{ReportActionRow, ReportRow};
use crate::search::SearchRow;
use crate::second_step::SecondStepRow;
use crate::settings_change::ChangeRow;
use crate::signal::SignalRow;
use crate::stream::StreamId;
use crate::survey::SurveyRow;
use crate::token::TokenRow;
use crate::transfer::TransferRow;
use crate::unread::UnreadRow;
use crate::update::UpdateRow;
use crate::user::UserRow;
use crate::webhook::WebhookRow;
use crate::working_hours::HoursRow;

/// Everything that one act changes.
#[derive(Debug, Clone)]
pub struct Changes {
    /// Whose record.
    pub council: CouncilId,
    /// Who acts.
    pub actor: ActorId,
    /// When.
    pub at: Timestamp,
    /// Events, by stream. Each stream is named once.
    pub appends: Vec<Append>,
    /// Texts that the events speak of.
    pub words: Vec<NewWords>,
    /// People whose details are new or changed.
    pub persons: Vec<PersonRow>,
    /// Rows of the read models, and the other rows that follow from the events.
    pub rows: Vec<ReadModel>,
    /// Files that wait in a draft and join a stream.
    pub files: Vec<(StreamId, FileId)>,
    /// What is to leave the building.
    pub messages: Vec<MessageRow>,
    /// Work that follows.
    pub jobs: Vec<NewJob>,
    /// Which row of an import the act takes in.
    pub import: Option<ImportedRow>,
    /// What is to be erased.
    pub erase: Vec<Erase>,
    /// What makes a repetition of the same request harmless.
    pub once: Option<Once>,
    /// A message that is given up with the act; refused when its worker no longer holds it.
    pub given_up: Option<GivenUp>,
    /// A message that was handed over with the act; refused when its worker no longer holds it.
    pub handed_over: Option<HandedOver>,
}

impl Changes {
    /// No changes yet.
    pub fn new(council: CouncilId, actor: ActorId, at: Timestamp) -> Self {
        Self {
            council,
            actor,
            at,
            appends: Vec::new(),
            words: Vec::new(),
            persons: Vec::new(),
            rows: Vec::new(),
            files: Vec::new(),
            messages: Vec::new(),
            jobs: Vec::new(),
            import: None,
            erase: Vec::new(),
            once: None,
            given_up: None,
            handed_over: None,
        }
    }
}

/// Events for the end of one stream.
#[derive(Debug, Clone)]
pub struct Append {
    /// The stream.
    pub stream: StreamId,
    /// The version that the writer saw: 0 for a new stream.
    pub expected: i64,
    /// The events, in order.
    pub events: Vec<NewEvent>,
}

/// An event on its way into the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// What happened, by name.
    pub kind: &'static str,
    /// What happened, as JSON. No names, addresses or free text.
    pub body: String,
    /// What goes into the digest beside the body.
    pub salt: Salt,
}

/// A text on its way into the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWords {
    /// The stream whose events speak of it.
    pub stream: StreamId,
    /// What it is for: `summary`, `reply`, `note`.
    pub purpose: &'static str,
    /// The text.
    pub words: Words,
}

/// A row that follows from the events. A row with the same key is replaced.
#[derive(Debug, Clone)]
pub enum ReadModel {
    /// A case, as lists show it.
    Case(Box<CaseRow>),
    /// A stage of a complaint, for the measures.
    Stage(Box<CaseStage>),
    /// A case has no stages any more, or they are written anew: it was found to be something other than a
    /// complaint, or a request for stage 2 was not accepted.
    NoStages(CaseId),
    /// A point of a complaint.
    Point(Box<CasePoint>),
    /// A point that was taken off.
    NoPoint(Box<CasePoint>),
    /// A promised remedy.
    Remedy(Box<CaseRemedy>),
    /// A customer waits for an update.
    Update(Box<UpdateRow>),
    /// Nobody waits for an update on the case.
    NoUpdate(CaseId),
    /// Something waits to be read on a case.
    Unread(Box<UnreadRow>),
    /// Nothing waits to be read on the case.
    NoUnread(CaseId),
    /// A case waits at another council.
    Transfer(Box<TransferRow>),
    /// The case waits at no other council.
    NoTransfer(CaseId),
    /// An Ombudsman has a case.
    Enquiry(Box<EnquiryRow>),
    /// No Ombudsman has ever had the case.
    NoEnquiry(CaseId),
    /// Somebody else than its customer is or was on a case.
    OnCase(PersonId, CaseId),
    /// What was agreed with somebody.
    Adjustment(Box<AdjustmentRow>),
    /// Somebody is the same as somebody else.
    Merged(PersonId, PersonId),
    /// Somebody is nobody else, after all.
    NotMerged(PersonId),
    /// Where somebody moved.
    Address(Box<AddressRow>),
    /// Where somebody moved is written anew.
    NoAddresses(PersonId),
    /// Somebody is found by a postcode too.
    FoundByPostcode(PersonId, String),
    /// The codes of somebody open nothing any more.
    NoCodes(PersonId),
    /// The links to surveys that somebody was asked in open nothing any more.
    NoSurveyLinks(PersonId),
    /// How long a complaint took from a step to its reply.
    Pace(Box<PaceRow>),
    /// How long a complaint took is written anew.
    NoPace(CaseId),
    /// Where a complaint stands that is owed a reply.
    Step(Box<StepRow>),
    /// A complaint is owed no reply any more.
    NoStep(CaseId),
    /// What a partner was asked.
    Referral(Box<ReferralRow>),
    /// A conduct file.
    Conduct(Box<ConductRow>),
    /// A contact that came under an arrangement and waits to be read.
    ConductContact(Box<ConductContactRow>),
    /// A contact that came under an arrangement was read.
    NoConductContact(ContactId),
    /// What was decided on a conduct file.
    Decision(Box<DecisionRow>),
    /// A conduct file that was erased is on no list.
    NoConduct(ConductId),
    /// Whether somebody is the person of a conduct file under another name.
    Likeness(PersonId, ConductId, bool),
    /// From which day the time counts for which something is kept.
    End(Box<EndRow>),
    /// The time does not count.
    NoEnd(StreamId),
    /// A signal.
    Signal(Box<SignalRow>),
    /// A lesson.
    Lesson(Box<LessonRow>),
    /// A lesson concerns a service.
    LessonService(LessonId, ServiceId),
    /// A case shows a lesson.
    LessonCase(LessonId, CaseId),
    /// A common cause of many cases.
    Cause(Box<CauseRow>),
    /// A case has a common cause with others.
    CauseCase(Box<CauseCaseRow>),
    /// A survey.
    Survey(Box<SurveyRow>),
    /// What somebody read of the guidance.
    Guidance(Box<GuidanceRow>),
    /// A code opens a survey, by its digest. Not disposable: nothing else knows it.
    SurveyLink {
        /// Its digest.
        hash: String,
        /// The case that the survey is about.
        case: CaseId,
        /// When it was made.
        at: Timestamp,
    },
    /// A report.
    Report(Box<ReportRow>),
    /// What a meeting asked somebody to do.
    ReportAction(Box<ReportActionRow>),
    /// The check of the unassigned queue on one day.
    DailyCheck(DailyCheckRow),
    /// What a case is found by. What it was found by before and is not named any more is forgotten:
    /// put it again when words or details were erased.
    Search(Box<SearchRow>),
    /// What a case gives to be counted.
    Facts(Box<FactRows>),
    /// What becomes of a closed case.
    Keeping(KeepingRow),
    /// A case is held no longer.
    NotHeld(CaseId),
    /// Somebody who can sign in. Not disposable: the password is nowhere else.
    User(Box<UserRow>),
    /// A version of the policy. Not disposable: the file is nowhere else.
    PolicyVersion(Box<PolicyRow>),
    /// A program's token. Not disposable: its digest is nowhere else.
    Token(Box<TokenRow>),
    /// A webhook. Not disposable: its key is nowhere else.
    Webhook(Box<WebhookRow>),
    /// A webhook that was taken away.
    NoWebhook(String),
    /// Somebody is away. Not disposable: whoever covers works by it today.
    Absence(Box<AbsenceRow>),
    /// Somebody is not away after all.
    NoAbsence(UserId),
    /// When somebody works. Not disposable: whoever looks for somebody goes by it today.
    WorkingHours(Box<HoursRow>),
    /// Somebody says nothing of when they work.
    NoWorkingHours(UserId),
    /// The council's logo, a PNG. Not disposable: it is nowhere else.
    Logo(Vec<u8>),
    /// The council has no logo of its own.
    NoLogo,
    /// A letter as it went. Not disposable: it is never made again.
    KeptLetter(Box<KeptLetterRow>),
    /// A print run that was made. Not disposable either. One with the same number is refused.
    PrintRun(Box<PrintRunRow>),
    /// Somebody is told something. Not disposable: what was seen is nowhere else.
    Notification(Box<NotificationRow>),
    /// A call for help was answered at a moment.
    HelpDone(HelpId, Timestamp),
    /// A call for help is about a case that is now logged.
    HelpTied(HelpId, CaseId),
    /// A change of a setting, for the audit log.
    SettingsChange(Box<ChangeRow>),
    /// A link with which somebody chooses a password. Not disposable: the token is nowhere else.
    PasswordLink(Box<PasswordLinkRow>),
    /// Somebody's links hold no longer.
    NoPasswordLinks(UserId),
    /// What somebody's password is checked against from now on. Not disposable: it is nowhere else.
    Password {
        /// Whose.
        user: UserId,
        /// The hash.
        hash: String,
    },
    /// Somebody has no password any more.
    NoPassword(UserId),
    /// Who somebody is at the identity provider. Not disposable: its key is nowhere else.
    Identity(Box<IdentityRow>),
    /// Somebody is bound to the provider no longer.
    NoIdentity(UserId),
    /// Somebody signed in with the emergency account. Not disposable: whether it was mailed is nowhere else.
    EmergencyUse(EmergencyUseRow),
    /// Somebody is signed out everywhere.
    NoSessions(UserId),
    /// What somebody proves their second step with. Not disposable: it is nowhere else.
    SecondStep(Box<SecondStepRow>),
    /// Somebody has no second step any more.
    NoSecondStep(UserId),
    /// A recovery code of somebody, by its hash. Not disposable either.
    RecoveryCode(UserId, String),
    /// Somebody's recovery codes open nothing any more.
    NoRecoveryCodes(UserId),
    /// What became of an e-mail that came in. Not disposable: its bytes are nowhere else.
    Mail(Box<MailRow>),
    /// What GOV.UK Notify said of a message. Not disposable: nobody else says it.
    Notify(Box<NotifyRow>),
    /// Somebody carried a message at a moment. Not disposable: nobody else says it.
    ByHand(MessageId, Timestamp),
    /// What the virus scanner found in a file. Not disposable: it stands in the file's own row.
    Scanned(FileId, Scan),
    /// A message that waits is not to go.
    TakenBack(MessageId),
    /// A message that was given up waits once more.
    TriedAgain(MessageId),
    /// A message that waits, or was shown and waits for the printer, is not posted.
    NotPosted {
        /// Which.
        message: MessageId,
        /// Why.
        why: String,
    },
    /// A message that was mailed did not arrive.
    Bounced {
        /// Which.
        message: MessageId,
        /// What was said.
        why: String,
    },
}

impl ReadModel {
    /// The case of which it takes something away that may be there from before, and writes nothing.
    pub(crate) fn takes_from(&self) -> Option<&CaseId> {
        if let Self::NoStages(case)
        | Self::NoUpdate(case)
        | Self::NoUnread(case)
        | Self::NoTransfer(case)
        | Self::NoEnquiry(case)
        | Self::NoPace(case)
        | Self::NoStep(case) = self
        {
            return Some(case);
        }
        None
    }

    /// Whether it can be made again from the events.
    pub fn is_disposable(&self) -> bool {
        match self {
            Self::Case(_)
            | Self::Stage(_)
            | Self::NoStages(_)
            | Self::Point(_)
            | Self::NoPoint(_)
            | Self::Remedy(_)
            | Self::Update(_)
            | Self::NoUpdate(_)
            | Self::Unread(_)
            | Self::NoUnread(_)
            | Self::Transfer(_)
            | Self::NoTransfer(_)
            | Self::Enquiry(_)
            | Self::NoEnquiry(_)
            | Self::OnCase(..)
            | Self::Adjustment(_)
            | Self::Merged(..)
            | Self::NotMerged(_)
            | Self::Pace(_)
            | Self::NoPace(_)
            | Self::Step(_)
            | Self::NoStep(_)
            | Self::Address(_)
            | Self::NoAddresses(_)
            | Self::Referral(_)
            | Self::Conduct(_)
            | Self::ConductContact(_)
            | Self::NoConductContact(_)
            | Self::Decision(_)
            | Self::NoConduct(_)
            | Self::Likeness(..)
            | Self::End(_)
            | Self::NoEnd(_)
            | Self::Signal(_)
            | Self::Lesson(_)
            | Self::LessonService(..)
            | Self::LessonCase(..)
            | Self::Cause(_)
            | Self::CauseCase(_)
            | Self::Survey(_)
            | Self::Guidance(_)
            | Self::Report(_)
            | Self::ReportAction(_)
            | Self::DailyCheck(_)
            | Self::SettingsChange(_)
            | Self::Facts(_)
            | Self::Search(_) => true,
            Self::User(_)
            | Self::Keeping(_)
            | Self::NotHeld(_)
            | Self::PolicyVersion(_)
            | Self::Token(_)
            | Self::Webhook(_)
            | Self::NoWebhook(_)
            | Self::Absence(_)
            | Self::NoAbsence(_)
            | Self::WorkingHours(_)
            | Self::NoWorkingHours(_)
            | Self::Logo(_)
            | Self::NoLogo
            | Self::KeptLetter(_)
            | Self::PrintRun(_)
            | Self::Notification(_)
            | Self::HelpDone(..)
            | Self::HelpTied(..)
            | Self::PasswordLink(_)
            | Self::NoPasswordLinks(_)
            | Self::Password { .. }
            | Self::NoPassword(_)
            | Self::Identity(_)
            | Self::NoIdentity(_)
            | Self::EmergencyUse(_)
            | Self::NoSessions(_)
            | Self::SecondStep(_)
            | Self::NoSecondStep(_)
            | Self::RecoveryCode(..)
            | Self::NoRecoveryCodes(_)
            | Self::Mail(_)
            | Self::Notify(_)
            | Self::FoundByPostcode(..)
            | Self::NoCodes(_)
            | Self::NoSurveyLinks(_)
            | Self::ByHand(..)
            | Self::Scanned(..)
            | Self::TakenBack(_)
            | Self::TriedAgain(_)
            | Self::SurveyLink { .. }
            | Self::NotPosted { .. }
            | Self::Bounced { .. } => false,
        }
    }

    /// Writes it for `council`, a name that is not checked: a shadow has one of its own.
    pub(crate) async fn write(&self, on: &mut Connection<'_>, council: &str) -> Result<(), StoreError> {
        // Three sorts are more than a statement; [`Self::statement`] names every sort there is.
        if let Self::Search(row) = self {
            return crate::search::put(on, council, row).await;
        }
        if let Self::Facts(rows) = self {
            return crate::fact::put(on, council, rows);
        }
        if let Self::Case(row) = self {
            crate::open_case::move_to(on, council, row)?;
        }
        if let Self::NoConduct(id) = self {
            on.later(sql!("conduct/forget_errors.sql").text(council).bind(id))?;
        }
        if let Some(statement) = self.statement(council) {
            on.later(statement)?;
        }
        Ok(())
    }

    /// The statement that writes it for `council`, a name that is not checked: a shadow has none.
    fn statement(&self, council: &str) -> Option<Statement> {
        let told =
            |statement: Statement, message, why| statement.text(council).bind::<MessageId>(message).text(why);
        Some(match self {
            Self::Case(row) => sql!("case/put.sql").text(council).args(row.to_put()),
            Self::Stage(row) => sql!("case/put_stage.sql").text(council).args(row.to_args()),
            Self::NoStages(case) => sql!("case/delete_stages.sql").text(council).bind(case),
            Self::Point(row) => sql!("case/put_point.sql").text(council).args(row.to_args()),
            Self::NoPoint(row) => sql!("case/delete_point.sql")
                .text(council)
                .bind(&row.case_id)
                .bind(&row.point_id),
            Self::Remedy(row) => sql!("remedy/put.sql").text(council).args(row.to_args()),
            Self::Update(row) => sql!("update/put.sql").text(council).args(row.to_args()),
            Self::Transfer(row) => sql!("transfer/put.sql").text(council).args(row.to_args()),
            Self::NoTransfer(case) => sql!("transfer/delete.sql").text(council).bind(case),
            Self::NoUpdate(case) => sql!("update/delete.sql").text(council).bind(case),
            Self::Unread(row) => sql!("unread/put.sql").text(council).args(row.to_args()),
            Self::NoUnread(case) => sql!("unread/delete.sql").text(council).bind(case),
            Self::Enquiry(row) => sql!("enquiry/put.sql").text(council).args(row.to_args()),
            Self::NoEnquiry(case) => sql!("enquiry/delete.sql").text(council).bind(case),
            Self::Adjustment(row) => sql!("adjustment/put.sql").text(council).args(row.to_args()),
            Self::Merged(person, into) => sql!("merged/put.sql").text(council).bind(person).bind(into),
            Self::NotMerged(person) => sql!("merged/delete.sql").text(council).bind(person),
            Self::Pace(row) => sql!("pace/put.sql").text(council).args(row.to_args()),
            Self::NoPace(case) => sql!("pace/delete.sql").text(council).bind(case),
            Self::Step(row) => sql!("pace/put_step.sql").text(council).args(row.to_args()),
            Self::NoStep(case) => sql!("pace/delete_step.sql").text(council).bind(case),
            Self::Address(row) => sql!("address/put.sql").text(council).args(row.to_args()),
            Self::NoAddresses(person) => sql!("address/delete.sql").text(council).bind(person),
            Self::FoundByPostcode(person, postcode) => sql!("person/put_token_once.sql")
                .text(council)
                .text(&crate::person::postcode_token(postcode))
                .bind(person),
            Self::NoCodes(person) => sql!("code/delete_of_person.sql").text(council).bind(person),
            Self::NoSurveyLinks(person) => sql!("survey/delete_links_of_person.sql")
                .text(council)
                .bind(person),
            Self::Referral(row) => sql!("referral/put.sql").text(council).args(row.to_args()),
            Self::Conduct(row) => sql!("conduct/put.sql").text(council).args(row.to_args()),
            Self::ConductContact(row) => sql!("conduct/put_contact.sql").text(council).args(row.to_args()),
            Self::NoConductContact(id) => sql!("conduct/delete_contact.sql").text(council).bind(id),
            Self::Decision(row) => sql!("conduct/put_decision.sql").text(council).args(row.to_args()),
            Self::NoConduct(id) => sql!("conduct/delete.sql").text(council).bind(id),
            Self::Likeness(person, file, is_same) => sql!("conduct/put_likeness.sql")
                .text(council)
                .bind(person)
                .bind(file)
                .bind(is_same),
            Self::End(row) => sql!("conduct/put_end.sql").text(council).args(row.to_args()),
            Self::NoEnd(stream) => sql!("conduct/delete_end.sql").text(council).bind(stream),
            Self::Signal(row) => sql!("signal/put.sql").text(council).args(row.to_args()),
            Self::Lesson(row) => sql!("lesson/put.sql").text(council).args(row.to_args()),
            Self::LessonService(lesson, service) => sql!("lesson/put_service.sql")
                .text(council)
                .bind(service)
                .bind(lesson),
            Self::OnCase(person, case) => sql!("case/put_person.sql").text(council).bind(person).bind(case),
            Self::LessonCase(lesson, case) => {
                sql!("lesson/put_case.sql").text(council).bind(case).bind(lesson)
            }
            Self::Cause(row) => sql!("cause/put.sql").text(council).args(row.to_args()),
            Self::CauseCase(row) => sql!("cause/put_case.sql").text(council).args(row.to_args()),
            Self::Survey(row) => sql!("survey/put.sql").text(council).args(row.to_args()),
            Self::Guidance(row) => sql!("guidance/put.sql").text(council).args(row.to_args()),
            Self::SurveyLink { hash, case, at } => sql!("survey/put_link.sql")
                .text(council)
                .text(hash)
                .bind(case)
                .at(*at),
            Self::Report(row) => sql!("report/put.sql").text(council).args(row.to_args()),
            Self::ReportAction(row) => sql!("report/put_action.sql").text(council).args(row.to_args()),
            Self::DailyCheck(row) => sql!("daily_check/put.sql").text(council).args(row.to_args()),
            Self::Search(_) | Self::Facts(_) => return None,
            Self::Keeping(row) => sql!("keeping/put.sql").text(council).args(row.to_args()),
            Self::NotHeld(case) => sql!("keeping/release.sql").text(council).bind(case),
            Self::User(row) => sql!("user/put.sql").text(council).args(row.to_args()),
            Self::Token(row) => sql!("token/put.sql").text(council).args(row.to_args()),
            Self::Webhook(row) => sql!("webhook/put.sql").text(council).args(row.to_args()),
            Self::NoWebhook(id) => sql!("webhook/delete.sql").text(council).text(id),
            Self::PolicyVersion(row) => sql!("policy_version/put.sql").text(council).args(row.to_args()),
            Self::Absence(row) => sql!("absence/put.sql").text(council).args(row.to_args()),
            Self::NoAbsence(user) => sql!("absence/delete.sql").text(council).bind(user),
            Self::WorkingHours(row) => sql!("working_hours/put.sql").text(council).args(row.to_args()),
            Self::NoWorkingHours(user) => sql!("working_hours/delete.sql").text(council).bind(user),
            Self::Logo(png) => sql!("logo/put.sql")
                .text(council)
                .text(&data_encoding::BASE64.encode(png)),
            Self::NoLogo => sql!("logo/delete.sql").text(council),
            Self::KeptLetter(row) => sql!("kept_letter/put.sql").text(council).args(row.to_args()),
            Self::PrintRun(row) => sql!("print_run/put.sql").text(council).args(row.to_args()),
            Self::Notification(row) => sql!("notification/put.sql").text(council).args(row.to_args()),
            Self::HelpDone(help, at) => sql!("notification/done.sql").text(council).bind(help).at(*at),
            Self::HelpTied(help, case) => sql!("notification/tie.sql").text(council).bind(help).bind(case),
            Self::SettingsChange(row) => sql!("settings_change/put.sql").text(council).args(row.to_args()),
            Self::PasswordLink(row) => sql!("password_link/put.sql").text(council).args(row.to_args()),
            Self::NoPasswordLinks(user) => sql!("password_link/delete_of_user.sql").text(council).bind(user),
            Self::Password { user, hash } => {
                sql!("user/set_password.sql").text(council).bind(user).text(hash)
            }
            Self::NoPassword(user) => sql!("user/forget_password.sql").text(council).bind(user),
            Self::Identity(row) => sql!("identity/put.sql").text(council).args(row.to_args()),
            Self::EmergencyUse(row) => sql!("emergency_use/put.sql").text(council).args(row.to_args()),
            Self::NoIdentity(user) => sql!("identity/delete_of_user.sql").text(council).bind(user),
            Self::NoSessions(user) => sql!("session/delete_of_user.sql").text(council).bind(user),
            Self::SecondStep(row) => sql!("second_step/put.sql").text(council).args(row.to_args()),
            Self::NoSecondStep(user) => sql!("second_step/delete.sql").text(council).bind(user),
            Self::RecoveryCode(user, hash) => {
                sql!("recovery_code/put.sql").text(council).bind(user).text(hash)
            }
            Self::NoRecoveryCodes(user) => sql!("recovery_code/delete_of_user.sql").text(council).bind(user),
            Self::Mail(row) => row.settle(council),
            Self::Notify(row) => row.put(council),
            Self::ByHand(message, at) => sql!("message/by_hand.sql").text(council).bind(message).at(*at),
            Self::Scanned(file, found) => sql!("file/settle_scan.sql").text(council).bind(file).bind(found),
            Self::TakenBack(message) => sql!("message/take_back.sql").text(council).bind(message),
            Self::TriedAgain(message) => sql!("message/again.sql").text(council).bind(message),
            Self::NotPosted { message, why } => told(sql!("message/not_posted.sql"), message, why),
            Self::Bounced { message, why } => told(sql!("message/bounced.sql"), message, why),
        })
    }
}

/// Something that is erased, and remembered as erased by its identifier alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erase {
    /// A text.
    Words(WordsId),
    /// A file, content and salt.
    File(FileId),
    /// Somebody's details.
    Person(PersonId),
    /// The bodies of all events of a stream: the chain stays.
    Bodies(StreamId),
    /// The body of one event of a stream, by its version: the chain stays.
    Body(StreamId, i64),
    /// What stands beside the record of a case: original e-mails, letters as they went, notices, what was
    /// typed and not saved or not sent, codes, and what it is found by.
    BesideCase(CaseId),
    /// What stands beside somebody's details: forms that they began, e-mails from their address, where they
    /// lived. To be erased before the details, by which it is found.
    BesidePerson(PersonId),
    /// The original e-mail that is a contact, and stands on a conduct file alone.
    MailOfContact(ContactId),
    /// An original e-mail that is of no case and was put away.
    Mail(MailId),
}

/// What makes a repetition of the same request harmless: the first one's answer is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// What sort of request.
    pub scope: &'static str,
    /// Which one.
    pub key: String,
    /// The answer that a repetition gets, in [`StoreError::AlreadyDone`](crate::error::StoreError).
    pub result: String,
}

/// A message that nobody tries to send any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// Which.
    pub message: MessageId,
    /// The worker that holds it.
    pub worker: String,
    /// Why it could not be sent.
    pub why: String,
}

/// A message that somebody outside took from its worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// Which.
    pub message: MessageId,
    /// The worker that holds it.
    pub worker: String,
}

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Committed {
    /// The version that each stream is at now, in the order of the appends.
    pub versions: Vec<(StreamId, i64)>,
}

/// A row of an import that became a case. A row that is in already is refused as
/// [`StoreError::Taken`](crate::error::StoreError).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// The name of the source.
    pub source: String,
    /// What tells the row from all others of the source.
    pub row_key: String,
    /// The case that it became.
    pub case_id: CaseId,
}
