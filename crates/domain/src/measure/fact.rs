//! What a case gives to be counted: facts, each on a day, that follow from how it stands.
//!
//! They are the only thing that measures are computed from. A case that changes gives other facts in
//! the same commit; what it no longer gives is counted no more.

mod contacts;
mod promised;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::case::{Agreed, Case, Outcome, RefusalState};
use crate::id::{ServiceId, WardId};
use crate::vocabulary::{Channel, Determination, Finding, Kind, Ombudsman, Role};

pub use contacts::Step;

crate::vocabulary! {
    /// What a fact is about.
    pub enum FactKind {
        /// A complaint was received.
        ComplaintReceived = "complaint-received",
        /// A request was received that no councillor raised; kept: settled at first contact.
        RequestReceived = "request-received",
        /// A question was received that no councillor raised; kept: settled at first contact.
        QuestionReceived = "question-received",
        /// A councillor's query was received, whatever triage found it to be; kept: settled at first contact.
        QueryReceived = "query-received",
        /// Somebody asked for something and was there to hear the answer; kept: settled at first contact.
        FirstContact = "first-contact",
        /// A comment was received.
        CommentReceived = "comment-received",
        /// A compliment was received.
        ComplimentReceived = "compliment-received",
        /// A complaint that was opened again after it was closed, on the day of receipt.
        Reopened = "reopened",
        /// An acknowledgement fell due; kept: it was sent by then.
        AcknowledgementDue = "acknowledgement-due",
        /// The reply of stage 1 fell due; kept: it was sent by then.
        Stage1Due = "stage-1-due",
        /// The reply of stage 2 fell due; kept: it was sent by then.
        Stage2Due = "stage-2-due",
        /// The reply of stage 1 went, after so many working days; kept: stage 2 was asked for.
        Stage1Replied = "stage-1-replied",
        /// The reply of stage 2 went, after so many working days; kept: an Ombudsman asked about it.
        Stage2Replied = "stage-2-replied",
        /// Stage 2 was asked for.
        Stage2Asked = "stage-2-asked",
        /// The first answer to a request fell due; kept: it was given by then.
        FirstAnswerDue = "first-answer-due",
        /// The target of a request fell due; kept: it was finished by then.
        TargetDue = "target-due",
        /// The answer to a question fell due; kept: it was given by then.
        AnswerDue = "answer-due",
        /// The answer to a councillor's query, or the first to one that is a request, fell due; kept: it was given by then.
        QueryDue = "query-due",
        /// A case was closed, after so many working days; the detail is how it ended.
        Closed = "closed",
        /// A complaint, or a request for stage 2, was not accepted; the detail is the coded reason.
        Refused = "refused",
        /// What was found on a point, in a reply that went; the detail is the finding.
        Found = "found",
        /// A remedy fell due; kept: it was delivered by then. The detail is its kind.
        RemedyDue = "remedy-due",
        /// An Ombudsman asked about a case; the detail is which.
        OmbudsmanAsked = "ombudsman-asked",
        /// An Ombudsman decided on a case; kept: found fault on a point. The detail is which Ombudsman.
        OmbudsmanDecided = "ombudsman-decided",
        /// The Local Government and Social Care Ombudsman found fault on a case; kept: and a satisfactory remedy given before.
        FaultFound = "fault-found",
        /// What an Ombudsman decided on a point; the detail is the determination.
        Determined = "determined",
        /// A partner's answer fell due; kept: it was given by then. The detail is which partner.
        PartnerDue = "partner-due",
        /// A case is open, since it was received; the detail is where it stands.
        Open = "open",
        /// A case is open and owes something by this day; the detail is what.
        Owed = "owed",
        /// A case is open, and this is the day of the last word to its customer.
        LastWord = "last-word",
        // Customers' contacts.
        /// A customer got in touch, by the contact's own channel; kept: they could have been saved it.
        Contact = "contact",
        /// A customer got in touch who could have been saved it; the detail is why.
        AvoidableContact = "avoidable-contact",
        // How far complaints go.
        /// A complaint, on the day of receipt; the detail is the furthest step that it has reached.
        StepReached = "step-reached",
        // What the survey gives: no case, and nobody, is behind it.
        /// Somebody was asked in the survey; kept: they answered. The detail is the way.
        SurveyAsked = "survey-asked",
        /// Nobody was asked about a closed case; the detail is why.
        SurveyPassedOver = "survey-passed-over",
        /// Somebody said how satisfied they are with how it was handled; kept: satisfied. The detail is the answer.
        SurveyHandling = "survey-handling",
        /// Somebody said how satisfied they are with the result; kept: satisfied. The detail is the answer.
        SurveyResult = "survey-result",
        /// Another question was answered; kept: as is hoped for. The detail is the question and the answer.
        SurveyAnswer = "survey-answer",
        /// What somebody wrote was about something; the detail is the theme.
        SurveyTheme = "survey-theme",
    }
}

impl FactKind {
    /// Whether it is counted on the day on which something fell due.
    pub const fn is_promise(self) -> bool {
        match self {
            Self::AcknowledgementDue
            | Self::Stage1Due
            | Self::Stage2Due
            | Self::FirstAnswerDue
            | Self::TargetDue
            | Self::AnswerDue
            | Self::QueryDue
            | Self::RemedyDue
            | Self::PartnerDue => true,
            Self::ComplaintReceived
            | Self::RequestReceived
            | Self::QuestionReceived
            | Self::QueryReceived
            | Self::FirstContact
            | Self::CommentReceived
            | Self::ComplimentReceived
            | Self::Reopened
            | Self::Stage1Replied
            | Self::Stage2Replied
            | Self::Stage2Asked
            | Self::Closed
            | Self::Refused
            | Self::Found
            | Self::OmbudsmanAsked
            | Self::OmbudsmanDecided
            | Self::FaultFound
            | Self::Determined
            | Self::Open
            | Self::Owed
            | Self::LastWord
            | Self::SurveyAsked
            | Self::SurveyPassedOver
            | Self::SurveyHandling
            | Self::SurveyResult
            | Self::SurveyAnswer
            | Self::SurveyTheme
            | Self::Contact
            | Self::AvoidableContact
            | Self::StepReached => false,
        }
    }

    /// Whether it is of the survey: counted, and never opened into the cases behind it, for nobody answers who
    /// may be found out by it.
    pub const fn is_of_the_survey(self) -> bool {
        match self {
            Self::SurveyAsked
            | Self::SurveyPassedOver
            | Self::SurveyHandling
            | Self::SurveyResult
            | Self::SurveyAnswer
            | Self::SurveyTheme => true,
            Self::ComplaintReceived
            | Self::RequestReceived
            | Self::QuestionReceived
            | Self::QueryReceived
            | Self::FirstContact
            | Self::CommentReceived
            | Self::ComplimentReceived
            | Self::Reopened
            | Self::AcknowledgementDue
            | Self::Stage1Due
            | Self::Stage2Due
            | Self::Stage1Replied
            | Self::Stage2Replied
            | Self::Stage2Asked
            | Self::FirstAnswerDue
            | Self::TargetDue
            | Self::AnswerDue
            | Self::QueryDue
            | Self::Closed
            | Self::Refused
            | Self::Found
            | Self::RemedyDue
            | Self::OmbudsmanAsked
            | Self::OmbudsmanDecided
            | Self::FaultFound
            | Self::Determined
            | Self::PartnerDue
            | Self::Open
            | Self::Owed
            | Self::LastWord
            | Self::Contact
            | Self::AvoidableContact
            | Self::StepReached => false,
        }
    }
}

/// One thing that is counted, with all that it is told apart by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// What.
    pub what: FactKind,
    /// On which day.
    pub on: Date,
    /// The service that answers for the case now.
    pub service: Option<ServiceId>,
    /// How the case came.
    pub channel: Channel,
    /// What the case is.
    pub kind: Kind,
    /// At which stage; 0 where it is about none.
    pub stage: u8,
    /// Where, if anybody said.
    pub ward: Option<WardId>,
    /// What else tells it apart; empty where nothing does.
    pub detail: String,
    /// How many working days it took, where it took any.
    pub days: Option<i64>,
}

/// How often something happened, and how it went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often.
    pub n: i64,
    /// How often what is hoped or asked for: done in time, settled, found.
    pub kept: i64,
    /// How often by the date that was promised first, without more time.
    pub kept_first: i64,
}

impl Tally {
    /// One, kept or not.
    pub const fn one(kept: bool) -> Self {
        Self::timely(kept, kept)
    }

    const fn timely(kept: bool, kept_first: bool) -> Self {
        Self {
            n: 1,
            kept: if kept { 1 } else { 0 },
            kept_first: if kept_first { 1 } else { 0 },
        }
    }

    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.n += other.n;
        self.kept += other.kept;
        self.kept_first += other.kept_first;
    }

    /// The same, taken away.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self {
            n: -self.n,
            kept: -self.kept,
            kept_first: -self.kept_first,
        }
    }

    /// Whether there is nothing.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// The facts of one case, each once.
pub type Facts = BTreeMap<Fact, Tally>;

/// Working days beyond this are counted as this many: nobody asks a histogram for more.
pub const LONGEST: i64 = 400;

/// What a case gives to be counted. The working days are those of `calendar`.
pub fn facts(case: &Case, calendar: &Calendar) -> Facts {
    let mut gather = Gather {
        case,
        calendar,
        facts: Facts::new(),
    };
    // What came from another council and is not ours is counted nowhere here.
    if case.is_not_ours() {
        return gather.facts;
    }
    gather.receipt();
    gather.stages();
    gather.before();
    gather.promises_of_requests();
    gather.ending();
    gather.remedies();
    gather.ombudsmen();
    gather.partners();
    gather.what_stands();
    gather.contacts();
    gather.steps();
    gather.facts
}

struct Gather<'a> {
    case: &'a Case,
    calendar: &'a Calendar,
    facts: Facts,
}

impl Gather<'_> {
    fn put(&mut self, (what, on): (FactKind, Date), stage: u8, detail: &str, tally: Tally) {
        self.put_after((what, on, None), stage, detail, tally);
    }

    fn put_after(
        &mut self,
        (what, on, days): (FactKind, Date, Option<i64>),
        stage: u8,
        detail: &str,
        tally: Tally,
    ) {
        let fact = Fact {
            days: days.map(|days| days.clamp(0, LONGEST)),
            ..self.fact((what, on), stage, detail)
        };
        self.facts.entry(fact).or_default().add(tally);
    }

    fn fact(&self, (what, on): (FactKind, Date), stage: u8, detail: &str) -> Fact {
        Fact {
            what,
            on,
            service: self.case.service.clone(),
            channel: self.case.channel,
            kind: self.case.kind,
            stage,
            ward: self.case.ward.clone(),
            detail: detail.to_owned(),
            days: None,
        }
    }

    fn receipt(&mut self) {
        let case = self.case;
        let what = match case.kind {
            Kind::Complaint => FactKind::ComplaintReceived,
            // Paper 002: a resident's query that a councillor brings stays one, also where triage finds that it is a request.
            Kind::ServiceRequest | Kind::Enquiry if case.raised_by == Role::Councillor => {
                FactKind::QueryReceived
            }
            Kind::ServiceRequest => FactKind::RequestReceived,
            Kind::Enquiry => FactKind::QuestionReceived,
            Kind::Comment => FactKind::CommentReceived,
            Kind::Compliment => FactKind::ComplimentReceived,
        };
        // What the customer said no to, or came back about, was not settled; a complaint never is (Complaint Handling Code 5.2).
        let agreed = case.settlement.as_ref().map(|settlement| settlement.agreed);
        let said_yes = matches!(agreed, Some(Agreed::Yes | Agreed::NotSure));
        let settled = said_yes && case.times_reopened == 0 && !case.is_complaint();
        self.put((what, case.received_on), 0, "", Tally::one(settled));
        if matches!(case.kind, Kind::ServiceRequest | Kind::Enquiry) && hears_the_answer(case.channel) {
            let there = (FactKind::FirstContact, case.received_on);
            self.put(there, 0, "", Tally::one(settled));
        }
        if case.is_complaint() && case.times_reopened > 0 {
            self.put((FactKind::Reopened, case.received_on), 0, "", Tally::one(false));
        }
    }

    fn ending(&mut self) {
        let case = self.case;
        let Some(on) = case.closed_on else { return };
        let days = self.working_days(case.received_on, on);
        let outcome = case.outcome.map_or("", Outcome::as_str);
        let closed = (FactKind::Closed, on, Some(days));
        self.put_after(closed, case.stage, outcome, Tally::one(false));
        if let (Some(Outcome::NotAccepted), RefusalState::Agreed { code, .. }) = (case.outcome, &case.refusal)
        {
            let refused = (FactKind::Refused, on);
            self.put(refused, 1, code.as_str(), Tally::one(false));
        }
    }

    /// A remedy that could not be delivered, and whose customer was told so, was still promised.
    fn remedies(&mut self) {
        for remedy in &self.case.remedies {
            let Some(due_on) = remedy.due_on else { continue };
            let kept = remedy.delivered_on.is_some_and(|on| on <= due_on);
            let due = (FactKind::RemedyDue, due_on);
            self.put(due, 0, remedy.kind.as_str(), Tally::one(kept));
        }
    }

    fn ombudsmen(&mut self) {
        let case = self.case;
        for enquiry in &case.enquiries {
            let which = enquiry.ombudsman;
            let asked = (FactKind::OmbudsmanAsked, enquiry.received_on);
            self.put(asked, 0, which.as_str(), Tally::one(false));
            if let Some((_, on)) = &enquiry.decision {
                let all = case.points.iter().filter_map(|point| point.determination);
                let words = all.filter(|(by, ..)| *by == which).map(|(_, word, _)| word);
                self.decided((which, *on), words.collect());
            }
        }
        let mut last = case.enquiries.iter().rev();
        let last = last.find_map(|enquiry| enquiry.decision.as_ref().map(|(_, on)| *on));
        // What was determined and came by no enquiry on record was decided all the same: what one Ombudsman determined on one day is one
        // decision (decision 81).
        let mut alone: BTreeMap<(Ombudsman, Date), Vec<Determination>> = BTreeMap::new();
        for point in &case.points {
            let Some((which, word, on)) = point.determination else {
                continue;
            };
            let mut decided = case.enquiries.iter().filter(|enquiry| enquiry.decision.is_some());
            if let (Some(on), false) = (on, decided.any(|enquiry| enquiry.ombudsman == which)) {
                alone.entry((which, on)).or_default().push(word);
            }
            if let Some(on) = on.or(last) {
                let fact = self.fact((FactKind::Determined, on), 0, word.as_str());
                // A point is counted where it belongs: a case about two services has points of each.
                let service = point.service.clone().or_else(|| fact.service.clone());
                let tally = Tally::one(is_fault(word));
                self.facts.entry(Fact { service, ..fact }).or_default().add(tally);
            }
        }
        for (decision, words) in alone {
            self.decided(decision, words);
        }
    }

    /// A decision of an Ombudsman, with what it determined on the points.
    fn decided(&mut self, (which, on): (Ombudsman, Date), words: Vec<Determination>) {
        let faults: Vec<Determination> = words.into_iter().filter(|word| is_fault(*word)).collect();
        let decided = (FactKind::OmbudsmanDecided, on);
        self.put(decided, 0, which.as_str(), Tally::one(!faults.is_empty()));
        // LGSCO annual letter: of the complaints upheld, those in which the remedy given before was satisfactory.
        if which == Ombudsman::Lgsco && !faults.is_empty() {
            let before = |word: &Determination| *word == Determination::UpheldRemediedBefore;
            let fault = (FactKind::FaultFound, on);
            self.put(fault, 0, "", Tally::one(faults.iter().all(before)));
        }
    }

    /// A question that the council took back, or that was not for the partner, owes no answer.
    fn partners(&mut self) {
        for referral in &self.case.referrals {
            let owed = referral.answer.is_some() || referral.is_waiting();
            if owed {
                let answered = referral.answer.as_ref();
                let kept = answered.is_some_and(|answer| answer.on <= referral.due_on);
                let due = (FactKind::PartnerDue, referral.due_on);
                self.put(due, 0, referral.partner.as_str(), Tally::one(kept));
            }
        }
    }

    fn what_stands(&mut self) {
        let case = self.case;
        if case.is_closed() {
            return;
        }
        let status = case.status();
        let open = (FactKind::Open, case.received_on);
        self.put(open, case.stage, status.as_str(), Tally::one(false));
        if let Some(clock) = case.next_due() {
            let owed = (FactKind::Owed, clock.due_on);
            self.put(owed, case.stage, clock.kind.as_str(), Tally::one(false));
        }
        let word = case.last_word_on.unwrap_or(case.received_on);
        self.put(
            (FactKind::LastWord, word),
            case.stage,
            status.as_str(),
            Tally::one(false),
        );
    }
}

/// Whether whoever gets in touch so is there when it is answered: "settled at first contact" is asked of no form, letter or message,
/// so that more of them make no promise look broken (paper 004, 3.3).
const fn hears_the_answer(channel: Channel) -> bool {
    match channel {
        Channel::Phone | Channel::InPerson | Channel::WebChat => true,
        Channel::Online
        | Channel::Email
        | Channel::Letter
        | Channel::SocialMedia
        | Channel::Text
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => false,
    }
}

/// Whether a finding says that the council was wrong, wholly or in part.
pub const fn is_upheld(finding: Finding) -> bool {
    match finding {
        Finding::Upheld | Finding::PartlyUpheld => true,
        Finding::NotUpheld | Finding::OutsideOurRemit | Finding::Resolved => false,
    }
}

/// Whether an Ombudsman found fault.
///
/// Redress offered before it asked, and what was settled with its help, is counted as each Ombudsman counts it: the Housing Ombudsman's "reasonable redress" is no failure.
pub const fn is_fault(word: Determination) -> bool {
    match word {
        Determination::Upheld
        | Determination::UpheldRemediedBefore
        | Determination::SevereMaladministration
        | Determination::Maladministration
        | Determination::ServiceFailure => true,
        Determination::NotUpheld
        | Determination::ReasonableRedress
        | Determination::NoMaladministration
        | Determination::ResolvedWithIntervention
        | Determination::OutsideJurisdiction
        | Determination::Withdrawn => false,
    }
}
