//! Orders to a case, each with every text that it can have.

use jiff::civil::Date;
use redress_casework::outside::Fresh;
use redress_domain::case::{
    Acknowledgement, Agreed, AskForStage2, BetweenOrder, Command, ConcernKind, ConcernTold, Consent,
    ContactPurpose, Direction, EarlyOrder, EnquiryStep, Extension, ExtensionReason, FirstContactSettlement,
    HelpAnswer, Kept, LessonAnswer, LinkTo, NewBundle, NewConsent, NewContact, NewEnquiry, NewInvolved,
    NewMerge, NewReviewer, NoPart, Outcome, Part, PeopleOrder, PointDraft, Privilege, RefusalProposal,
    Relation, Remedy, RemedyOrder, ReplySection, ReplyText, ReturnOrder, ReviewView, Subject, SubjectOrder,
    TakenBack, ToldHow, TriageAnswers,
};
use redress_domain::id::{
    CaseId, ConcernId, HelpId, PartnerId, PersonId, PointId, ProcedureId, ReasonCode, ReferralId, RemedyId,
    ReplyId, TeamId,
};
use redress_domain::vocabulary::{Channel, Determination, Finding, Kind, Ombudsman, Priority, RemedyKind};
use redress_domain::words::Words;

use crate::world::{World, service, user};

mod early;
mod partner;
mod remedy;

/// The number of the person who reviews complaints.
pub(crate) const REVIEWER: u64 = 20;

/// Writes orders whose texts all begin with the same mark.
pub(crate) struct Orders<'w> {
    pub(crate) world: &'w World,
    pub(crate) mark: &'static str,
}

impl<'w> Orders<'w> {
    pub(crate) fn of(world: &'w World) -> Self {
        Self { world, mark: "" }
    }

    pub(crate) fn fresh(&self) -> Fresh<'w> {
        self.world.casework.fresh()
    }

    pub(crate) fn words(&self, text: &str) -> Words {
        self.fresh().words(format!("{} {text}", self.mark).trim())
    }

    /// A letter that names the Ombudsman, of whichever procedure.
    pub(crate) fn letter(&self) -> Words {
        self.words("You can go to the Local Government and Social Care Ombudsman, or about your home to the Housing Ombudsman.")
    }

    pub(crate) fn triage(&self, kind: Kind) -> Command {
        Command::Triage(TriageAnswers {
            kind,
            kind_reason: Some(self.words("It is one")),
            procedure: procedure_of(kind),
            service: service("waste"),
            team: None,
            owner: Some(user(2)),
            ward: None,
            priority: Priority::Standard,
            about: Vec::new(),
            note: Some(self.words("Please call first")),
        })
    }

    pub(crate) fn point(&self, point: &PointId) -> PointDraft {
        PointDraft {
            id: point.clone(),
            words: self.words("The bins were missed"),
        }
    }

    pub(crate) fn acknowledge(&self, point: &PointId) -> Command {
        Command::Acknowledge(Acknowledgement {
            new_points: vec![self.point(point)],
            wanted: Some(self.words("Collect them and explain")),
            letter: self.letter(),
        })
    }

    pub(crate) fn finding(&self, point: &PointId) -> Command {
        Command::RecordFinding {
            point: point.clone(),
            finding: Finding::Upheld,
            reason: self.words("The log shows it"),
        }
    }

    pub(crate) fn draft(&self, reply: &ReplyId) -> Command {
        let sections = ReplySection::ALL
            .iter()
            .map(|section| (*section, self.letter()))
            .collect();
        Command::DraftReply(ReplyText {
            id: reply.clone(),
            sections,
        })
    }

    pub(crate) fn send(&self, reply: &ReplyId) -> Command {
        Command::SendReply {
            reply: reply.clone(),
            letter: self.letter(),
        }
    }

    pub(crate) fn contact(&self, direction: Direction, purpose: ContactPurpose) -> Command {
        Command::RecordContact(NewContact {
            id: self.fresh().contact(),
            direction,
            channel: Channel::Email,
            at: self.world.casework.outside().now(),
            purpose,
            words: self.words("How is it going"),
        })
    }

    pub(crate) fn extend(&self, to: Date) -> Command {
        Command::Extend(Extension {
            to,
            reason: ExtensionReason::Complex,
            because: self.words("We wait for the contractor"),
            letter: self.words(&format!(
                "{} We reply by {}.",
                self.letter().text,
                to.strftime("%-d %B %Y")
            )),
        })
    }

    pub(crate) fn remedy(&self, remedy: &RemedyId, due_on: Option<Date>) -> Command {
        Command::PromiseRemedy(Remedy {
            id: remedy.clone(),
            kind: RemedyKind::Action,
            words: self.words("Collect on Friday"),
            owner: due_on.map(|_| user(2)),
            due_on,
        })
    }

    pub(crate) fn settle(&self, agreed: Agreed) -> Command {
        Command::SettleAtFirstContact(FirstContactSettlement {
            what_was_done: self.words("The crew came back"),
            agreed,
            told_how_to_complain: ToldHow::Told,
        })
    }

    pub(crate) fn refuse(&self) -> Command {
        Command::ProposeRefusal(RefusalProposal {
            code: ReasonCode::parse(self.a_reason()).unwrap(),
            evidence: self.words("The court's letter"),
            letter: self.letter(),
        })
    }

    fn a_reason(&self) -> String {
        let council = self.world.casework.councils().get(&self.world.council).unwrap();
        council
            .policy(self.world.casework.today())
            .unwrap()
            .refusal_reasons
            .iter()
            .find(|reason| !reason.makes_request)
            .unwrap()
            .code
            .to_string()
    }

    pub(crate) fn close(&self) -> Command {
        Command::Close {
            outcome: Outcome::Done,
            sentence: self.words("We collected the bins"),
            lesson: Some(LessonAnswer::Lesson(self.words("Check the lane on the round"))),
        }
    }

    fn of_stage_2(&self, ids: &Ids) -> Vec<Command> {
        let today = self.world.casework.today();
        let reviewer = |number| NewReviewer {
            reviewer: user(number),
            no_part: NoPart::Declared,
            roles: Vec::new(),
        };
        vec![
            Command::AskForStage2(AskForStage2 {
                channel: Channel::Phone,
                on: today,
                reasons: Some(self.words("You did not ask the crew")),
            }),
            Command::AcceptStage2 {
                reviewer: reviewer(REVIEWER),
                discretion: Some(self.words("She was in hospital")),
            },
            Command::NameReviewer {
                reviewer: reviewer(REVIEWER),
                reason: Some(self.words("The first one is ill")),
            },
            Command::DeclareConflict {
                reason: self.words("The foreman is my brother"),
            },
            Command::ReviewPoint {
                point: ids.point.clone(),
                view: ReviewView::Change,
                finding: Some(Finding::PartlyUpheld),
                reason: self.words("The log has a visit"),
            },
            self.contact(Direction::Out, ContactPurpose::ReturnExplained),
            Command::ReturnToStage1(ReturnOrder {
                officer: user(2),
                tasks: self.words("Ask the crew"),
                due_on: today,
                roles: Vec::new(),
                services: Vec::new(),
            }),
            Command::AgreeReturn {
                because: self.words("The log came to light"),
            },
            Command::FinishReturn {
                words: self.words("The crew was there"),
            },
        ]
    }

    fn of_people(&self, ids: &Ids) -> Vec<Command> {
        let orders = vec![
            PeopleOrder::AddPerson(NewInvolved {
                person: ids.person.clone(),
                part: Part::Representative,
                consent: Some(Consent::Asked),
                basis: None,
                reason: Some(self.words("Her daughter")),
                reply_by: None,
            }),
            PeopleOrder::ChangeConsent(NewConsent {
                person: ids.person.clone(),
                consent: Consent::Given,
                evidence: Some(self.words("She said so on the phone")),
                file: None,
            }),
            PeopleOrder::SendLettersTo {
                person: ids.person.clone(),
                reply_by: None,
            },
            PeopleOrder::EndPerson {
                person: ids.person.clone(),
                reason: self.words("She speaks for herself"),
            },
            PeopleOrder::RaiseConcern {
                concern: ids.concern.clone(),
                kind: ConcernKind::AdultAtRisk,
                words: self.words("He has no food"),
            },
            PeopleOrder::TellOfConcern {
                concern: ids.concern.clone(),
                who: ConcernTold::AdultSocialCare,
                on: self.world.casework.today(),
                words: self.words("The duty officer"),
            },
            PeopleOrder::SayAdjustments {
                adjustments: vec![self.fresh().adjustment()],
                kept: Kept::No,
                reason: Some(self.words("The translation comes tomorrow")),
            },
        ];
        orders.into_iter().map(Command::People).collect()
    }

    fn of_between(&self, (case, other): (&CaseId, &CaseId), ids: &Ids) -> Vec<Command> {
        let orders = vec![
            BetweenOrder::Split {
                points: vec![ids.second.clone()],
                case: other.clone(),
                reason: self.words("Another service answers for it"),
            },
            BetweenOrder::Merge(NewMerge {
                from: case.clone(),
                into: other.clone(),
                reason: self.words("The same bin"),
                sentence: self.words("It goes on in your other case"),
            }),
            BetweenOrder::Unmerge {
                reason: self.words("It was another bin"),
                sentence: self.words("We look at yours by itself again"),
            },
            BetweenOrder::Unlink {
                case: other.clone(),
                relation: Relation::RelatedTo,
                reason: self.words("They have nothing in common"),
            },
        ];
        let grounds = [
            SubjectOrder::TakeLate {
                reason: self.words("She was in hospital"),
            },
            SubjectOrder::Say {
                subject: Subject::Partner,
                partner: PartnerId::parse("severn-water").ok(),
                about: None,
                reason: self.words("So the customer says"),
            },
        ];
        let grounds = grounds.into_iter().map(Command::Subject);
        grounds.chain(orders.into_iter().map(Command::Between)).collect()
    }

    fn of_the_ombudsman(&self) -> Vec<Command> {
        let today = self.world.casework.today();
        let later = today.saturating_add(jiff::Span::new().days(30));
        vec![
            Command::RecordEnquiry(NewEnquiry {
                ombudsman: Ombudsman::Lgsco,
                reference: self.words("26 000 123"),
                received_on: today,
                questions: Some(self.words("Why was it missed")),
                documents_due_on: Some(later),
                step: EnquiryStep::Enquiry,
            }),
            Command::SendDocuments {
                words: self.words("The bundle"),
            },
            Command::RecordDraftDecision {
                words: self.words("They mean to find fault"),
                comments_due_on: Some(later),
            },
            Command::RecordFinalDecision {
                words: self.words("Fault and injustice"),
                decided_on: today,
            },
            Command::RecordRecommendation(Remedy {
                id: self.fresh().remedy(),
                kind: RemedyKind::Financial,
                words: self.words("Pay £100"),
                owner: Some(user(2)),
                due_on: Some(later),
            }),
            Command::TakeBack(TakenBack {
                ombudsman: Ombudsman::Lgsco,
                reference: self.words("26 000 124"),
                on: today,
                words: self.words("Too early"),
            }),
            Command::MakeBundle(NewBundle {
                digest: "ab".repeat(32),
                pages: 12,
                files: 0,
                left_out: Vec::new(),
                blacked_out: 0,
            }),
        ]
    }

    /// One order of every sort, the texts marked. [`is_above`] makes a new sort fail to compile.
    #[expect(clippy::too_many_lines, reason = "one of each order")]
    pub(crate) fn all(&self, case: &CaseId, other: &CaseId, ids: &Ids) -> Vec<Command> {
        let later = self
            .world
            .casework
            .today()
            .saturating_add(jiff::Span::new().days(30));
        let all = vec![
            self.triage(Kind::Complaint),
            Command::ChangeKind {
                kind: Kind::Complaint,
                procedure: ProcedureId::parse("complaint-housing").unwrap(),
                reason: self.words("It is about a council home"),
                counts_from: self.world.casework.today(),
            },
            Command::Assign {
                team: TeamId::parse("waste-crews").unwrap(),
                owner: None,
                reason: Some(self.words("On leave")),
            },
            Command::Transfer {
                service: service("planning"),
                reason: self.words("It is theirs"),
            },
            self.acknowledge(&ids.point),
            self.contact(Direction::In, ContactPurpose::AskedForUpdate),
            self.contact(Direction::Out, ContactPurpose::UpdateGiven),
            Command::AddNote {
                words: self.words("A note"),
                privileged: Privilege::Privileged,
            },
            Command::AddPoint(self.point(&ids.second)),
            self.finding(&ids.point),
            Command::RecordDetermination {
                point: ids.point.clone(),
                ombudsman: Ombudsman::Lgsco,
                determination: Determination::Upheld,
                decided_on: Some(self.world.casework.today()),
                service: None,
            },
            self.remedy(&ids.remedy, Some(later)),
            Command::DeliverRemedy {
                remedy: ids.remedy.clone(),
                evidence: self.words("A photograph"),
            },
            Command::CannotDeliverRemedy {
                remedy: ids.remedy.clone(),
                told: self.letter(),
            },
            self.ask_payment(&ids.remedy),
            self.turn_down_payment(&ids.remedy),
            Command::Remedy(RemedyOrder::ApprovePayment {
                remedy: ids.remedy.clone(),
            }),
            self.record_payment(&ids.remedy),
            Command::Remedy(RemedyOrder::Remind {
                remedy: ids.remedy.clone(),
            }),
            self.extend(later),
            Command::AgreeLongExtension {
                until: later,
                because: self.words("The flood"),
            },
            self.draft(&ids.reply),
            Command::AskForApproval {
                reply: ids.reply.clone(),
            },
            Command::ApproveReply {
                reply: ids.reply.clone(),
            },
            Command::SendBackReply {
                reply: ids.reply.clone(),
                what_to_change: self.words("Say sorry first"),
            },
            self.send(&ids.reply),
            Command::UndoSend {
                reply: ids.reply.clone(),
            },
            self.settle(Agreed::No),
            self.refuse(),
            Command::AgreeRefusal { request: None },
            Command::ReadMessages,
            Command::SayAvoidable {
                contact: None,
                said: redress_domain::case::Avoidable::Chasing,
            },
            Command::RecordTime {
                on: self.world.casework.today(),
                minutes: 45,
            },
            Command::DeclineRefusal {
                reason: self.words("It is in time"),
            },
            Command::Withdraw {
                reason: Some(self.words("It is sorted out")),
            },
            self.close(),
            Command::Reopen {
                reason: self.words("It happened again"),
            },
            Command::Link(LinkTo {
                from: case.clone(),
                case: other.clone(),
                relation: Relation::RelatedTo,
            }),
            Command::RecordConsent {
                consent: Consent::CannotBeGiven,
            },
            Command::MoveClocks {
                days_off: vec![later],
            },
            Command::ConfirmSorted {
                words: Some(self.words("They are happy")),
            },
            Command::CloseUnfollowed {
                sentence: self.words("Nobody came back"),
            },
            Command::AskForHelp {
                help: ids.help.clone(),
                team: TeamId::parse("customer-services").unwrap(),
                words: Some(self.words("She is on the line")),
            },
            Command::AnswerHelp {
                help: ids.help.clone(),
                answer: HelpAnswer::Advice,
                words: Some(self.words("Send the crew")),
            },
        ];
        let all: Vec<Command> = all
            .into_iter()
            .chain(self.of_people(ids))
            .chain(self.of_between((case, other), ids))
            .chain(self.of_stage_2(ids))
            .chain([self.refer(&ids.referral)])
            .chain(self.of_the_ombudsman())
            .chain(self.settling_early())
            .collect();
        all.iter().for_each(is_above);
        all
    }
}

/// The identifiers that the orders to one case share.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    pub(crate) point: PointId,
    pub(crate) reply: ReplyId,
    pub(crate) remedy: RemedyId,
    pub(crate) help: HelpId,
    pub(crate) second: PointId,
    pub(crate) person: PersonId,
    pub(crate) concern: ConcernId,
    pub(crate) referral: ReferralId,
}

impl Ids {
    pub(crate) fn new(world: &World) -> Self {
        let fresh = world.casework.fresh();
        Self {
            point: fresh.point(),
            reply: fresh.reply(),
            remedy: fresh.remedy(),
            help: fresh.help(),
            second: fresh.point(),
            person: fresh.person(),
            concern: fresh.concern(),
            referral: fresh.referral(),
        }
    }
}

pub(crate) fn procedure_of(kind: Kind) -> ProcedureId {
    let name = match kind {
        Kind::ServiceRequest => "service-request",
        Kind::Complaint => "complaint-corporate",
        Kind::Comment => "comment",
        Kind::Compliment => "compliment",
        Kind::Enquiry => "enquiry",
    };
    ProcedureId::parse(name).unwrap()
}

/// A new sort of order must be given above, and so fails to compile here until it is.
fn is_above(order: &Command) {
    match order {
        Command::Triage(_)
        | Command::ChangeKind { .. }
        | Command::Assign { .. }
        | Command::Transfer { .. }
        | Command::Acknowledge(_)
        | Command::RecordContact(_)
        | Command::AddFile(_)
        | Command::RecordConsent { .. }
        | Command::AddNote { .. }
        | Command::AddPoint(_)
        | Command::RecordFinding { .. }
        | Command::RecordDetermination { .. }
        | Command::PromiseRemedy(_)
        | Command::DeliverRemedy { .. }
        | Command::CannotDeliverRemedy { .. }
        | Command::Extend(_)
        | Command::AgreeLongExtension { .. }
        | Command::DraftReply(_)
        | Command::AskForApproval { .. }
        | Command::ApproveReply { .. }
        | Command::SendBackReply { .. }
        | Command::SendReply { .. }
        | Command::UndoSend { .. }
        | Command::SettleAtFirstContact(_)
        | Command::ProposeRefusal(_)
        | Command::AgreeRefusal { .. }
        | Command::ReadMessages
        | Command::SayAvoidable { .. }
        | Command::RecordTime { .. }
        | Command::DeclineRefusal { .. }
        | Command::Withdraw { .. }
        | Command::Close { .. }
        | Command::Reopen { .. }
        | Command::Link(_)
        | Command::ConfirmSorted { .. }
        | Command::CloseUnfollowed { .. }
        | Command::AskForHelp { .. }
        | Command::AnswerHelp { .. }
        | Command::AskForStage2(_)
        | Command::AcceptStage2 { .. }
        | Command::NameReviewer { .. }
        | Command::DeclareConflict { .. }
        | Command::ReviewPoint { .. }
        | Command::ReturnToStage1(_)
        | Command::AgreeReturn { .. }
        | Command::FinishReturn { .. }
        | Command::RecordEnquiry(_)
        | Command::SendDocuments { .. }
        | Command::RecordDraftDecision { .. }
        | Command::RecordFinalDecision { .. }
        | Command::RecordRecommendation(_)
        | Command::TakeBack(_)
        | Command::People(
            PeopleOrder::AddPerson(_)
            | PeopleOrder::EndPerson { .. }
            | PeopleOrder::ChangeConsent(_)
            | PeopleOrder::SendLettersTo { .. }
            | PeopleOrder::RaiseConcern { .. }
            | PeopleOrder::TellOfConcern { .. }
            | PeopleOrder::SayAdjustments { .. },
        )
        | Command::Between(
            BetweenOrder::Unlink { .. }
            | BetweenOrder::Merge(_)
            | BetweenOrder::Unmerge { .. }
            | BetweenOrder::Split { .. },
        )
        // Given in `transfers.rs`, where there is another council.
        | Command::Council(_)
        | Command::Subject(SubjectOrder::Say { .. } | SubjectOrder::TakeLate { .. })
        | Command::Referral(_)
        | Command::Remedy(
            RemedyOrder::Remind { .. }
            | RemedyOrder::GiveTo { .. }
            | RemedyOrder::AskPayment(_)
            | RemedyOrder::ApprovePayment { .. }
            | RemedyOrder::TurnDownPayment { .. }
            | RemedyOrder::RecordPayment { .. },
        )
        | Command::Early(
            EarlyOrder::AskAdvice { .. }
            | EarlyOrder::Advise { .. }
            | EarlyOrder::OfferTalk { .. }
            | EarlyOrder::AnswerTalk { .. }
            | EarlyOrder::HoldTalk { .. },
        )
        | Command::MakeBundle(_)
        | Command::MoveClocks { .. } => {}
    }
}
