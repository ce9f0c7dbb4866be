//! A tenant's complaint about a repair by the Housing Ombudsman's Code, clause by clause, up to that Ombudsman.

use jiff::civil::date;
use redress_casework::act::{Logged, NewCase};
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_domain::case::{
    Acknowledgement, AskForStage2, Command, EnquiryStep, Extension, ExtensionReason, NewEnquiry, NewReviewer,
    NoPart, Outcome, PointDraft, Refusal, ReviewView, TriageAnswers,
};
use redress_domain::id::{ActorId, ProcedureId, ReplyId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, ClockKind, Determination, Kind, Ombudsman, Priority, Role};

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{World, adviser, complaints_manager, reviewer, service, user};

const HOUSING: &str = "Not content? Ask for stage 2, and then the Housing Ombudsman.";

/// Somebody of the service that mends council homes.
fn of_repairs(number: u64, role: Role) -> Actor {
    Actor {
        id: ActorId::User(user(number)),
        roles: vec![Role::Staff, role],
        services: vec![service("repairs")],
    }
}

struct Tenant<'w> {
    world: &'w World,
    orders: Orders<'w>,
    logged: Logged,
    ids: Ids,
    second_reply: ReplyId,
}

impl Tenant<'_> {
    async fn done(&self, actor: &Actor, order: Command) {
        self.world.done(actor, &self.logged.id, order).await;
    }

    async fn refused(&self, actor: &Actor, order: Command) -> Refusal {
        let world = self.world;
        let answer = world
            .casework
            .act_on_latest(&world.council, actor, &self.logged.id, order)
            .await;
        match answer {
            Err(Failure::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }

    async fn view(&self) -> CaseView {
        let (world, reference) = (self.world, &self.logged.reference);
        world
            .casework
            .open_case(&world.council, &adviser(), reference)
            .await
            .unwrap()
    }

    async fn is_due(&self, kind: ClockKind, on: jiff::civil::Date, clause: &str) {
        let case = self.view().await.case;
        let clock = case.clock(kind).unwrap();
        assert_eq!((clock.due_on, clock.is_running()), (on, true), "{clause}");
    }

    fn extend(&self, to: jiff::civil::Date, letter: &str) -> Command {
        Command::Extend(Extension {
            to,
            reason: ExtensionReason::Complex,
            because: self.orders.words("The surveyor comes next week"),
            letter: self
                .orders
                .words(&format!("{letter} We reply by {}.", to.strftime("%-d %B %Y"))),
        })
    }

    async fn replies(&self, (author, approver): (&Actor, &Actor), reply: &ReplyId) {
        self.done(author, self.orders.draft(reply)).await;
        let reply = reply.clone();
        self.done(author, Command::AskForApproval { reply: reply.clone() })
            .await;
        self.done(approver, Command::ApproveReply { reply: reply.clone() })
            .await;
        self.done(author, self.orders.send(&reply)).await;
        self.world.wait(jiff::SignedDuration::from_mins(10));
    }

    fn ask(&self, channel: Channel) -> Command {
        Command::AskForStage2(AskForStage2 {
            channel,
            on: self.world.casework.today(),
            reasons: None,
        })
    }
}

/// Given a tenant who tells the council on 1 February that a repair was not done, for a service whose complaints follow
/// the Housing Code.
async fn tenant(world: &World) -> Tenant<'_> {
    world.is_day(date(2027, 2, 1));
    let people = [
        adviser(),
        of_repairs(2, Role::Officer),
        of_repairs(3, Role::ServiceManager),
        complaints_manager(),
        reviewer(),
    ];
    world.knows(&people).await;
    let orders = Orders::of(world);
    let mut new: NewCase = world.contact(Kind::Complaint);
    new.contact.service = Some(service("repairs"));
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    let (ids, second_reply) = (Ids::new(world), world.casework.fresh().reply());
    let tenant = Tenant {
        world,
        orders,
        logged,
        ids,
        second_reply,
    };
    let triage = Command::Triage(TriageAnswers {
        kind: Kind::Complaint,
        kind_reason: None,
        procedure: ProcedureId::parse("complaint-housing").unwrap(),
        service: service("repairs"),
        team: None,
        owner: Some(user(2)),
        priority: Priority::Standard,
        ward: None,
        about: Vec::new(),
        note: None,
    });
    tenant.done(&adviser(), triage).await;
    tenant
}

on_both_engines! {
    async fn a_tenants_complaint_goes_by_the_housing_code_to_the_housing_ombudsman(world: World) {
        let tenant = tenant(&world).await;
        let (jo, sam) = (of_repairs(2, Role::Officer), of_repairs(3, Role::ServiceManager));
        // Housing Code 6.2: acknowledged, defined and logged within five working days of receipt.
        tenant.is_due(ClockKind::Acknowledge, date(2027, 2, 8), "Housing Code 6.2").await;
        // Housing Code 6.3: answered within ten working days of the acknowledgement; never later than of its last day.
        tenant.is_due(ClockKind::Reply, date(2027, 2, 22), "Housing Code 6.3").await;
        // When it is acknowledged on the fourth day.
        world.is_day(date(2027, 2, 5));
        let undefined = Command::Acknowledge(Acknowledgement {
            new_points: Vec::new(),
            wanted: None,
            letter: tenant.orders.words(HOUSING),
        });
        let refusal = tenant.refused(&jo, undefined).await;
        assert_eq!(refusal, Refusal::NoPoints, "Housing Code 6.2: the complaint is defined");
        let acknowledge = Command::Acknowledge(Acknowledgement {
            new_points: vec![PointDraft {
                id: tenant.ids.point.clone(),
                words: tenant.orders.words("The boiler was not mended"),
            }],
            wanted: None,
            letter: tenant.orders.words(HOUSING),
        });
        tenant.done(&jo, acknowledge).await;
        tenant.is_due(ClockKind::Reply, date(2027, 2, 19), "Housing Code 6.3").await;
        // Housing Code 6.4 and 6.5: at most ten working days more, with the Housing Ombudsman's details and none other's.
        world.is_day(date(2027, 2, 19));
        for letter in ["We need more time.", "Ask the Local Government and Social Care Ombudsman."] {
            let refusal = tenant.refused(&jo, tenant.extend(date(2027, 3, 5), letter)).await;
            assert_eq!(refusal, Refusal::OmbudsmanNotNamed, "Housing Code 6.5: {letter}");
        }
        let refusal = tenant.refused(&jo, tenant.extend(date(2027, 3, 8), HOUSING)).await;
        assert!(
            matches!(refusal, Refusal::GoodReasonNeeded { until, .. } if until == date(2027, 3, 5)),
            "Housing Code 6.4: {refusal:?}"
        );
        tenant.done(&jo, tenant.extend(date(2027, 3, 5), HOUSING)).await;
        tenant.is_due(ClockKind::Reply, date(2027, 3, 5), "Housing Code 6.4").await;
        let told = tenant.view().await;
        let letters = told.messages.iter().filter(|sent| sent.purpose == redress_domain::message::MessagePurpose::Extension);
        assert_eq!(letters.count(), 1, "the tenant is told of the new date");
        // Housing Code 6.7: every point is answered.
        world.is_day(date(2027, 3, 5));
        tenant.done(&jo, tenant.orders.draft(&tenant.ids.reply)).await;
        let early = Command::AskForApproval { reply: tenant.ids.reply.clone() };
        let refusal = tenant.refused(&jo, early).await;
        assert_eq!(refusal, Refusal::PointNotAnswered(tenant.ids.point.clone()), "Housing Code 6.7");
        tenant.done(&jo, tenant.orders.finding(&tenant.ids.point)).await;
        tenant.replies((&jo, &sam), &tenant.ids.reply).await;
        let case = tenant.view().await.case;
        assert!(!case.clock(ClockKind::Reply).unwrap().is_late(world.casework.today()));
        tenant.done(&jo, tenant.orders.close()).await;
        // Housing Code 6.10 and 6.12: stage 2 when any part is not resolved, and no reason is asked for.
        world.is_day(date(2027, 3, 8));
        tenant.done(&adviser(), tenant.ask(Channel::Phone)).await;
        tenant.is_due(ClockKind::Acknowledge, date(2027, 3, 15), "Housing Code 6.11").await;
        tenant.is_due(ClockKind::Reply, date(2027, 4, 14), "stage 2 within twenty working days").await;
        // Housing Code 6.13: not the person who considered it at stage 1.
        let named = |reviewer: &Actor| Command::AcceptStage2 {
            reviewer: NewReviewer {
                reviewer: reviewer.user().unwrap().clone(),
                no_part: NoPart::Declared,
                roles: Vec::new(),
            },
            discretion: None,
        };
        let refusal = tenant.refused(&complaints_manager(), named(&sam)).await;
        assert_eq!(refusal, Refusal::HadPartInStage1, "Housing Code 6.13");
        tenant.done(&complaints_manager(), named(&reviewer())).await;
        world.is_day(date(2027, 3, 12));
        let again = Command::Acknowledge(Acknowledgement {
            new_points: Vec::new(),
            wanted: None,
            letter: tenant.orders.words(HOUSING),
        });
        tenant.done(&reviewer(), again).await;
        tenant.is_due(ClockKind::Reply, date(2027, 4, 13), "twenty working days from the acknowledgement").await;
        world.is_day(date(2027, 4, 13));
        let agree = Command::ReviewPoint {
            point: tenant.ids.point.clone(),
            view: ReviewView::Agree,
            finding: None,
            reason: tenant.orders.words("The log shows it"),
        };
        tenant.done(&reviewer(), agree).await;
        tenant.replies((&reviewer(), &complaints_manager()), &tenant.second_reply).await;
        tenant.done(&reviewer(), tenant.orders.close()).await;
        assert_eq!(tenant.view().await.case.outcome, Some(Outcome::Done));
        // Housing Code 5.3: more than two stages under no circumstances.
        let refusal = tenant.refused(&adviser(), tenant.ask(Channel::Phone)).await;
        assert_eq!(refusal, Refusal::Stage2AskedBefore, "Housing Code 5.3");
        // Then the Housing Ombudsman, who decides in words of their own.
        let enquiry = NewEnquiry {
            ombudsman: Ombudsman::Housing,
            reference: tenant.orders.words("2027 00123"),
            received_on: world.casework.today(),
            questions: None,
            documents_due_on: Some(date(2027, 5, 4)),
            step: EnquiryStep::Enquiry,
        };
        tenant.done(&complaints_manager(), Command::RecordEnquiry(enquiry)).await;
        let words = tenant.orders.words("Everything on file");
        tenant.done(&complaints_manager(), Command::SendDocuments { words }).await;
        let words = tenant.orders.words("Maladministration");
        let decided_on = world.casework.today();
        tenant.done(&complaints_manager(), Command::RecordFinalDecision { words, decided_on }).await;
        let decides = |determination| Command::RecordDetermination {
            point: tenant.ids.point.clone(),
            ombudsman: Ombudsman::Housing,
            determination,
            decided_on: Some(decided_on),
        };
        let refusal = tenant.refused(&complaints_manager(), decides(Determination::Upheld)).await;
        assert_eq!(refusal, Refusal::NotTheirWord(Determination::Upheld, Ombudsman::Housing));
        tenant.done(&complaints_manager(), decides(Determination::Maladministration)).await;
        world.assert_sound().await;
    }
}
