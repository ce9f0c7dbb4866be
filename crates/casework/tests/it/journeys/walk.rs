//! The steps of a journey, each with the promise of the council's own file that holds in it.

use jiff::civil::{Date, Weekday};
use redress_casework::act::{Logged, NewCase};
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_domain::case::{
    Acknowledgement, AskForStage2, Command, EnquiryStep, NewReviewer, NoPart, Outcome, Referral, Refusal,
    RefusalProposal, Remedy, ReturnOrder, ReviewState, ReviewView, Status, Timeliness,
};
use redress_domain::id::{ActorId, CaseId, PostId, ReasonCode, ReplyId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, ClockKind, Determination, Kind, Ombudsman, RemedyKind, Role};
use redress_store::rebuild::Side;

use super::councils::{By, Council};
use crate::orders::{Ids, Orders, procedure_of};
use crate::world::{World, adviser, officer, service, user};

/// One complaint of Asha Patel's on its way, and where it is.
pub(crate) struct Journey<'w> {
    world: &'w World,
    council: &'static Council,
    orders: Orders<'w>,
    policy: Policy,
    logged: Logged,
    ids: Ids,
    /// The reply of stage 2.
    second_reply: ReplyId,
}

impl<'w> Journey<'w> {
    /// Given the council's own file, and its people: whoever holds a post has the roles that the file
    /// gives to it. When a problem is reported, the request has its promises.
    pub(crate) async fn begins(world: &'w World, council: &'static Council) -> Self {
        let policy = Policy::parse(council.policy).unwrap();
        let people = [
            adviser(),
            officer(),
            holder(&policy, council, council.answers),
            holder(&policy, council, council.complaints_manager),
            holder(&policy, council, council.conflicted),
            holder(&policy, council, council.reviewer),
        ];
        world.knows(&people).await;
        world.is_day(council.first_contact);
        let orders = Orders::of(world);
        let mut new = world.contact(Kind::ServiceRequest);
        new.contact.reference = world.casework.fresh().reference(&policy.council.prefix);
        new.contact.channel = council.channel;
        let logged = Box::pin(log(world, new)).await;
        let request = orders.triage(Kind::ServiceRequest);
        world.done(&adviser(), &logged.id, request).await;
        let (ids, second_reply) = (Ids::new(world), world.casework.fresh().reply());
        let journey = Self {
            world,
            council,
            orders,
            policy,
            logged,
            ids,
            second_reply,
        };
        journey
            .is_due(ClockKind::FirstAnswer, &council.first_answer)
            .await;
        journey.is_due(ClockKind::Target, &council.target).await;
        journey.customer_sees(Status::BeingLookedAt).await;
        journey
    }

    /// The person who holds that post.
    pub(crate) fn post(&self, post: &str) -> Actor {
        holder(&self.policy, self.council, post)
    }

    async fn done(&self, actor: &Actor, order: Command) {
        self.world.done(actor, self.case(), order).await;
    }

    async fn refused(&self, actor: &Actor, order: Command) -> Refusal {
        let world = self.world;
        let answer = world
            .casework
            .act_on_latest(&world.council, actor, self.case(), order)
            .await;
        match answer {
            Err(Failure::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }

    fn case(&self) -> &CaseId {
        &self.logged.id
    }

    pub(crate) async fn view(&self) -> CaseView {
        let (world, reference) = (self.world, &self.logged.reference);
        let view = world
            .casework
            .open_case(&world.council, &adviser(), reference)
            .await;
        view.unwrap()
    }

    /// The promise runs until that day, and the line of the file that makes it names its clause.
    async fn is_due(&self, kind: ClockKind, by: &By) {
        by.stands_in(self.council.policy);
        let case = self.view().await.case;
        let clock = case.clock(kind).unwrap();
        assert_eq!(
            (clock.due_on, clock.is_running()),
            (by.on, true),
            "{kind}: {}",
            by.clause
        );
    }

    /// The customer follows it by reference and name.
    async fn customer_sees(&self, status: Status) {
        let (world, reference) = (self.world, &self.logged.reference);
        let seen = world
            .casework
            .track_case(&world.council, reference, "Patel")
            .await;
        assert_eq!(seen.unwrap().case.status(), status);
    }

    /// When the customer is not content with how the request went, it is a complaint from that day.
    pub(crate) async fn becomes_a_complaint(&self) {
        let council = self.council;
        self.world.is_day(council.dissatisfied_on);
        let change = Command::ChangeKind {
            kind: Kind::Complaint,
            procedure: procedure_of(Kind::Complaint),
            reason: self.orders.words("They are not content with the answer"),
            counts_from: council.dissatisfied_on,
        };
        self.done(&adviser(), change).await;
        council.procedure.stands_in(council.policy);
        self.is_due(ClockKind::Acknowledge, &council.acknowledge).await;
        self.is_due(ClockKind::Reply, &council.reply_at_the_latest).await;
    }

    /// When it is acknowledged, the reply counts from that day, or from the last one for it if it is late.
    pub(crate) async fn is_acknowledged(&self) {
        let council = self.council;
        self.world.is_day(council.acknowledged_on);
        self.done(&officer(), self.orders.acknowledge(&self.ids.point))
            .await;
        self.is_due(ClockKind::Reply, &council.reply).await;
        let case = self.view().await.case;
        let is_late = council.acknowledged_on > council.acknowledge.on;
        let today = council.acknowledged_on;
        assert_eq!(
            case.clock(ClockKind::Acknowledge).unwrap().is_late(today),
            is_late
        );
    }

    /// When more time is needed, an officer may promise it up to a day, and no further alone.
    async fn takes_more_time(&self, actor: &Actor, due: &By, (extended, beyond): (&By, Date)) {
        self.world.is_day(due.on);
        let refusal = self.refused(actor, self.orders.extend(beyond)).await;
        let (until, agreed_by) = (extended.on, Role::ServiceManager);
        // A reviewer who manages another service is senior enough, and still needs a second person.
        let expected = if actor.roles.contains(&agreed_by) {
            Refusal::AgreedAlone { until }
        } else {
            Refusal::GoodReasonNeeded { until, agreed_by }
        };
        assert_eq!(refusal, expected, "{}", extended.clause);
        self.done(actor, self.orders.extend(until)).await;
        self.is_due(ClockKind::Reply, extended).await;
        self.customer_sees(Status::NeedsMoreTime).await;
    }

    /// The reply is written by one, approved by whom the policy names, and goes on the last day.
    async fn replies(&self, (author, approver): (&Actor, &Actor), reply: &ReplyId, by: (&By, Role)) {
        let (extended, role) = by;
        self.world.is_day(extended.on);
        self.done(author, self.orders.draft(reply)).await;
        let early = self.refused(author, self.orders.send(reply)).await;
        assert_eq!(early, Refusal::ApprovalNeeded(role));
        let reply = reply.clone();
        self.done(author, Command::AskForApproval { reply: reply.clone() })
            .await;
        self.done(approver, Command::ApproveReply { reply: reply.clone() })
            .await;
        self.done(author, self.orders.send(&reply)).await;
        let case = self.view().await.case;
        let clock = case.clock(ClockKind::Reply).unwrap();
        assert_eq!(
            (clock.stopped_on, clock.is_late(extended.on)),
            (Some(extended.on), false)
        );
        self.customer_sees(Status::ReplySent).await;
        self.closes(author).await;
    }

    /// It closes once the reply can no longer be taken back.
    async fn closes(&self, actor: &Actor) {
        let council = self.council;
        council.undo.stands_in(council.policy);
        let minutes = jiff::SignedDuration::from_mins(5);
        let until = self.world.casework.outside().now().checked_add(minutes).unwrap();
        let early = self.refused(actor, self.orders.close()).await;
        assert_eq!(
            early,
            Refusal::StillToBeTakenBack { until },
            "{}",
            council.undo.clause
        );
        self.world.wait(minutes);
        self.done(actor, self.orders.close()).await;
        assert_eq!(self.view().await.case.outcome, Some(Outcome::Done));
        self.customer_sees(Status::Closed).await;
    }

    pub(crate) async fn is_answered_at_stage_1(&self) {
        let council = self.council;
        let more = (&council.extended, council.beyond);
        self.takes_more_time(&officer(), &council.reply, more).await;
        self.done(&officer(), self.orders.finding(&self.ids.point)).await;
        let people = (&officer(), &self.post(council.answers));
        let by = (&council.extended, Role::ServiceManager);
        self.replies(people, &self.ids.reply, by).await;
    }

    /// When the customer asks for stage 2, they give no reason, and it is never too late.
    pub(crate) async fn is_asked_for_stage_2(&self) {
        let council = self.council;
        self.world.is_day(council.asked_on);
        council.window.stands_in(council.policy);
        let asked = AskForStage2 {
            channel: Channel::Phone,
            on: council.asked_on,
            reasons: None,
        };
        self.done(&adviser(), Command::AskForStage2(asked)).await;
        let review = self.view().await.case.review.unwrap();
        assert_eq!(review.timeliness, Timeliness::InTime, "{}", council.window.clause);
        self.is_due(ClockKind::Acknowledge, &council.acknowledge_2).await;
        self.is_due(ClockKind::Reply, &council.reply_2_at_the_latest)
            .await;
        self.customer_sees(Status::ReviewAsked).await;
    }

    /// Who means to turn the request down cannot do so alone; a second person lets it through.
    pub(crate) async fn is_not_turned_away_by_one_person(&self) {
        let council = self.council;
        council.refused_by.stands_in(council.policy);
        let proposal = Command::ProposeRefusal(RefusalProposal {
            code: ReasonCode::parse("county-council").unwrap(),
            evidence: self.orders.words("The county council's map"),
            letter: self.orders.letter(),
        });
        let head = self.post(council.complaints_manager);
        self.done(&head, proposal).await;
        let alone = self.refused(&head, Command::AgreeRefusal { request: None }).await;
        assert_eq!(
            alone,
            Refusal::SecondPersonNeeded,
            "{}",
            council.refused_by.clause
        );
        let reason = self.orders.words("These bins are ours");
        let second = self.post(council.answers);
        self.done(&second, Command::DeclineRefusal { reason }).await;
    }

    /// It is reviewed by nobody who had a part in stage 1, and not by whoever knows of a conflict.
    pub(crate) async fn is_with_a_reviewer(&self) {
        let council = self.council;
        council.not_by_stage_1.stands_in(council.policy);
        let head = self.post(council.complaints_manager);
        let named = |post| NewReviewer {
            reviewer: self.post(post).user().unwrap().clone(),
            no_part: NoPart::Declared,
            roles: Vec::new(),
        };
        let accept = |reviewer| Command::AcceptStage2 {
            reviewer,
            discretion: None,
        };
        let by_stage_1 = self.refused(&head, accept(named(council.answers))).await;
        assert_eq!(
            by_stage_1,
            Refusal::HadPartInStage1,
            "{}",
            council.not_by_stage_1.clause
        );
        self.done(&head, accept(named(council.conflicted))).await;
        let reason = self.orders.words("The foreman is my brother");
        let conflict = Command::DeclareConflict { reason };
        self.done(&self.post(council.conflicted), conflict).await;
        let reviewer = named(council.reviewer);
        self.done(
            &head,
            Command::NameReviewer {
                reviewer,
                reason: None,
            },
        )
        .await;
        self.world.is_day(council.acknowledged_2_on);
        let acknowledge = Command::Acknowledge(Acknowledgement {
            new_points: Vec::new(),
            wanted: None,
            letter: self.orders.letter(),
        });
        self.done(&self.post(council.reviewer), acknowledge).await;
        self.is_due(ClockKind::Reply, &council.reply_2).await;
        let case = self.view().await.case;
        assert_eq!(case.review.as_ref().unwrap().state, ReviewState::Accepted);
        self.customer_sees(Status::BeingReviewed).await;
    }

    /// More work for stage 1, due a working day before the reply.
    pub(crate) fn back_to_stage_1(&self) -> Command {
        let mut due_on = self.council.reply_2.on.yesterday().unwrap();
        while matches!(due_on.weekday(), Weekday::Saturday | Weekday::Sunday) {
            due_on = due_on.yesterday().unwrap();
        }
        Command::ReturnToStage1(ReturnOrder {
            officer: user(2),
            tasks: self.orders.words("Ask the crew"),
            due_on,
            roles: Vec::new(),
            services: Vec::new(),
        })
    }

    /// The word to the customer that it goes back, and why.
    fn tell_why(&self) -> Command {
        use redress_domain::case::{ContactPurpose, Direction};
        self.orders
            .contact(Direction::Out, ContactPurpose::ReturnExplained)
    }

    /// A council that does not say that a review may go back to stage 1 lets none go back.
    pub(crate) async fn never_goes_back(&self) {
        let council = self.council;
        council.returns.stands_in(council.policy);
        let reviewer = self.post(council.reviewer);
        // Nor is the customer told that it does.
        for order in [self.tell_why(), self.back_to_stage_1()] {
            let refusal = self.refused(&reviewer, order).await;
            assert_eq!(refusal, Refusal::NoReturn, "{}", council.returns.clause);
        }
    }

    /// It goes back once, after the customer was told why, while the clock runs; once more is for a
    /// service manager to agree.
    pub(crate) async fn goes_back_once(&self) {
        let council = self.council;
        council.returns.stands_in(council.policy);
        let reviewer = self.post(council.reviewer);
        let untold = self.refused(&reviewer, self.back_to_stage_1()).await;
        assert_eq!(untold, Refusal::CustomerNotTold, "{}", council.returns.clause);
        self.done(&reviewer, self.tell_why()).await;
        self.done(&reviewer, self.back_to_stage_1()).await;
        self.customer_sees(Status::BackAtStage1).await;
        self.is_due(ClockKind::Reply, &council.reply_2).await;
        // It is answered once more, as stage 1 answers, before the reviewer has it again.
        let reply = self.world.casework.fresh().reply();
        let approver = self.post(council.answers);
        self.done(&officer(), self.orders.draft(&reply)).await;
        self.done(&officer(), Command::AskForApproval { reply: reply.clone() })
            .await;
        self.done(&approver, Command::ApproveReply { reply: reply.clone() })
            .await;
        self.done(&officer(), self.orders.send(&reply)).await;
        // The minutes in which a send can be undone pass.
        self.world.wait(jiff::SignedDuration::from_mins(10));
        let words = self.orders.words("The crew was there");
        self.done(&officer(), Command::FinishReturn { words }).await;
        for order in [self.tell_why(), self.back_to_stage_1()] {
            let again = self.refused(&reviewer, order).await;
            let agreed = Refusal::ReturnNotAgreed(Role::ServiceManager);
            assert_eq!(again, agreed, "{}", council.returns.clause);
        }
        self.customer_sees(Status::BeingReviewed).await;
    }

    pub(crate) async fn is_answered_at_stage_2(&self) {
        let council = self.council;
        let reviewer = self.post(council.reviewer);
        let more = (&council.extended_2, council.beyond_2);
        self.takes_more_time(&reviewer, &council.reply_2, more).await;
        let agree = Command::ReviewPoint {
            point: self.ids.point.clone(),
            view: ReviewView::Agree,
            finding: None,
            reason: self.orders.words("The log shows it"),
        };
        self.done(&reviewer, agree).await;
        let people = (&reviewer, &self.post(council.complaints_manager));
        let by = (&council.extended_2, Role::ComplaintsManager);
        self.replies(people, &self.second_reply, by).await;
        let case = self.view().await.case;
        let first = case.review.unwrap().stage_1;
        assert_eq!(
            first.replied_on,
            Some(council.extended.on),
            "stage 1 stays as it was"
        );
        let rows = self
            .world
            .store()
            .case_stages(&self.world.council, self.case())
            .await;
        let in_time = rows
            .unwrap()
            .into_iter()
            .map(|row| row.replied_on <= row.reply_due_on);
        assert_eq!(in_time.collect::<Vec<_>>(), [true, true]);
    }

    /// The day after the last one for it, it is not opened again.
    pub(crate) async fn stays_closed(&self) {
        let council = self.council;
        council.reopen_until.stands_in(council.policy);
        self.world.is_day(council.reopen_until.on.tomorrow().unwrap());
        let reason = self.orders.words("It happened again");
        let head = self.post(council.complaints_manager);
        let late = self.refused(&head, Command::Reopen { reason }).await;
        let until = council.reopen_until.on;
        assert_eq!(
            late,
            Refusal::TooLateToReopen { until },
            "{}",
            council.reopen_until.clause
        );
    }

    /// The Ombudsman of the procedure decides, and what they recommend is done; the case stays closed.
    pub(crate) async fn is_decided_by_the_ombudsman(&self) {
        let council = self.council;
        council.ombudsman.stands_in(council.policy);
        let procedure = self
            .policy
            .procedures
            .get(&procedure_of(Kind::Complaint))
            .unwrap();
        assert_eq!(
            procedure.ombudsman,
            Some(Ombudsman::Lgsco),
            "{}",
            council.ombudsman.clause
        );
        let today = self.world.casework.today();
        let later = today.saturating_add(jiff::Span::new().days(28));
        let head = self.post(council.complaints_manager);
        let enquiry = redress_domain::case::NewEnquiry {
            ombudsman: Ombudsman::Lgsco,
            reference: self.orders.words("26 000 123"),
            received_on: today,
            questions: None,
            documents_due_on: Some(later),
            step: EnquiryStep::Enquiry,
        };
        self.done(&head, Command::RecordEnquiry(enquiry)).await;
        let words = self.orders.words("Everything on file");
        self.done(&head, Command::SendDocuments { words }).await;
        self.world.is_day(later);
        let words = self.orders.words("Fault and injustice");
        let decided_on = later;
        self.done(&head, Command::RecordFinalDecision { words, decided_on })
            .await;
        let determination = Command::RecordDetermination {
            point: self.ids.point.clone(),
            ombudsman: Ombudsman::Lgsco,
            determination: Determination::Upheld,
            decided_on: Some(later),
            service: None,
        };
        self.done(&officer(), determination).await;
        let remedy = self.ids.remedy.clone();
        let recommended = Command::RecordRecommendation(Remedy {
            id: remedy.clone(),
            kind: RemedyKind::Apology,
            words: self.orders.words("Say sorry in writing"),
            owner: Some(user(2)),
            due_on: Some(later.saturating_add(jiff::Span::new().days(28))),
        });
        self.done(&head, recommended).await;
        let evidence = self.orders.words("The letter");
        self.done(&officer(), Command::DeliverRemedy { remedy, evidence })
            .await;
        let case = self.view().await.case;
        let enquiry = &case.enquiries[0];
        assert_eq!(
            (enquiry.referral, enquiry.step),
            (Referral::AfterOurReply, EnquiryStep::FinalDecision)
        );
        assert_eq!(enquiry.documents_sent.as_ref().unwrap().0, today);
        assert_eq!(case.remedies[0].recommended_by, Some(Ombudsman::Lgsco));
        assert_eq!(case.remedies[0].delivered_on, Some(later));
        assert_eq!(case.status(), Status::Closed, "no stage is opened again");
        self.is_on_record().await;
    }

    /// The record says the same again, and every event of it is sealed.
    async fn is_on_record(&self) {
        let world = self.world;
        let dump = async || world.store().dump_read_models(&world.council, Side::Live).await;
        let live = dump().await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(dump().await.unwrap(), live);
        world.assert_sound().await;
    }
}

async fn log(world: &World, new: NewCase) -> Logged {
    world.casework.log(&world.council, &adviser(), new).await.unwrap()
}

/// Whoever holds the post: a member of staff with its roles and no others. Who is answerable works for bins.
fn holder(policy: &Policy, council: &Council, post: &str) -> Actor {
    let at = policy
        .posts
        .iter()
        .position(|known| known.id == PostId::parse(post).unwrap());
    let at = at.unwrap_or_else(|| panic!("{post} is no post of {}", policy.council.name));
    let works_for_bins = post == council.answers;
    Actor {
        id: ActorId::User(user(40 + u64::try_from(at).unwrap())),
        roles: [&[Role::Staff], policy.posts[at].roles.as_slice()].concat(),
        services: works_for_bins.then(|| service("waste")).into_iter().collect(),
    }
}
