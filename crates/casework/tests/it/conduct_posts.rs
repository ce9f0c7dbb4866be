//! Who decides on a conduct file, who hears of what, and that every contact that nobody has read is in the queue.

use std::collections::BTreeSet;

use jiff::civil::date;
use redress_casework::conduct::NotDone;
use redress_domain::conduct::{
    AppealOutcome, Command, Interim, Over, Proposal, Purpose, Refusal, Sort, Sorting, parts,
};
use redress_domain::id::{ConductId, ContactId};
use redress_domain::permission::Actor;
use redress_domain::policy::ContactOption;
use redress_domain::vocabulary::{Channel, Kind, NotificationKind, Role};

use crate::conduct::{
    asha, checked_and_warned, decider, does, hears_appeals, proposal, report, restricted, told,
};
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, least, setup};

pub(crate) async fn hired(world: &World, name: &str, roles: &[Role]) -> Actor {
    world.hires(name, roles, &[]).await
}

pub(crate) async fn told_of(world: &World, actor: &Actor, kind: NotificationKind) -> usize {
    let told = world
        .casework
        .new_notifications(&world.council, actor)
        .await
        .unwrap();
    told.iter().filter(|told| told.row.kind == kind).count()
}

/// What the queue has, and what the file says that nobody has read.
async fn queue_and_unread(world: &World, id: &ConductId) -> (BTreeSet<ContactId>, BTreeSet<ContactId>) {
    let mut queue = BTreeSet::new();
    let mut after: Option<(jiff::civil::Date, ContactId)> = None;
    loop {
        let from = after.as_ref().map(|(on, contact)| (*on, contact));
        let lines = world
            .casework
            .conduct_contacts(&world.council, &adviser(), from)
            .await
            .unwrap();
        let Some(last) = lines.last() else { break };
        after = Some((last.row.read_by, last.row.contact_id.clone()));
        queue.extend(lines.into_iter().map(|line| line.row.contact_id));
    }
    let view = world
        .casework
        .open_conduct(&world.council, &complaints_manager(), (id, "file"))
        .await
        .unwrap();
    (
        queue,
        view.file.unread().map(|contact| contact.id.clone()).collect(),
    )
}

/// The council's policy without its rules of conduct.
fn without_conduct() -> String {
    let text = crate::world::POLICY;
    let start = text.find("[conduct]").unwrap();
    let end = start + text[start..].find("[[standard]]").unwrap();
    format!("{}{}", &text[..start], &text[end..])
}

fn interim(world: &World, in_place_of: Option<jiff::civil::Date>) -> Command {
    let (fresh, ends_on) = (world.casework.fresh(), date(2026, 11, 9));
    let measures = [ContactOption::Premises];
    Command::OrderInterim(Interim {
        measures: measures.to_vec(),
        open_channel: Channel::Letter,
        in_practice: None,
        ends_on,
        reason: fresh.words("They threatened to come with a knife."),
        letter: fresh.words(&least(|say| {
            parts::of_interim(say, &measures, Channel::Letter, ends_on, in_place_of)
        })),
    })
}

/// Somebody takes down a contact on a case, as whoever sits at the desk.
async fn takes_down(world: &World, who: Actor, case: &redress_domain::id::CaseId) {
    let at_the_desk = Actor {
        roles: vec![Role::Staff, Role::Adviser],
        ..who
    };
    let fresh = world.casework.fresh();
    let contact = redress_domain::case::NewContact {
        id: fresh.contact(),
        direction: redress_domain::case::Direction::In,
        channel: Channel::Phone,
        at: world.casework.outside().now(),
        purpose: redress_domain::case::ContactPurpose::Information,
        words: fresh.words("And another thing."),
    };
    world
        .done(
            &at_the_desk,
            case,
            redress_domain::case::Command::RecordContact(contact),
        )
        .await;
}

on_both_engines! {
    // Domain 5.7: what they complain of may be how somebody dealt with their case.
    async fn nobody_who_dealt_with_a_case_of_theirs_orders_decides_or_hears(world: World) {
        let (case, person) = asha(&world).await;
        // Each of them took down a contact on the case.
        for one in [decider(1), hears_appeals(1)] {
            takes_down(&world, one, &case.id).await;
        }
        // Whoever contacts the council often has more cases than a page of a list shows: the oldest counts as well.
        for _ in 0..=redress_casework::lists::PAGE {
            world.wait(jiff::SignedDuration::from_secs(1));
            let mut new = world.contact(Kind::ServiceRequest);
            new.contact.customer = Some(person.clone());
            new.customer = None;
            world.casework.log(&world.council, &adviser(), new).await.unwrap();
        }
        let id = report(&world, &person, true).await;
        let refused = does(&world, &decider(1), &id, interim(&world, None)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::DealtWithTheirCase))), "{refused:?}");
        does(&world, &decider(4), &id, interim(&world, None)).await.unwrap();
        let dealt = world.casework.dealt_with(&world.council, &person).await.unwrap();
        assert!(dealt.contains(decider(1).user().unwrap()) && !dealt.contains(decider(4).user().unwrap()));
        // Somebody else's case says nothing.
        let (_, other) = asha(&world).await;
        let dealt = world.casework.dealt_with(&world.council, &other).await.unwrap();
        assert!(!dealt.contains(decider(1).user().unwrap()));
        world.assert_sound().await;
    }

    // Domain 5.7: also where they only spoke for somebody, or were a customer beside another; and whoever has the case.
    async fn whoever_dealt_with_a_case_that_somebody_spoke_on_or_has_it_decides_nothing_about_them(world: World) {
        let (case, customer) = asha(&world).await;
        let speaks = crate::people::joins(&world, &case.id, redress_domain::case::Part::Representative).await;
        let second = crate::people::joins(&world, &case.id, redress_domain::case::Part::FurtherCustomer).await;
        let orders = crate::orders::Orders::of(&world);
        world.done(&adviser(), &case.id, orders.triage(Kind::Complaint)).await;
        let assign = redress_domain::case::Command::Assign {
            team: redress_domain::id::TeamId::parse("waste-crews").unwrap(),
            owner: decider(2).user().cloned(),
            reason: Some(world.casework.fresh().words("She knows the street.")),
        };
        world.done(&crate::world::manager(), &case.id, assign).await;
        for one in [&customer, &speaks, &second] {
            let dealt = world.casework.dealt_with(&world.council, one).await.unwrap();
            assert!(dealt.contains(adviser().user().unwrap()), "they triaged it");
            assert!(dealt.contains(decider(2).user().unwrap()), "she has it, and did nothing yet");
            assert!(!dealt.contains(decider(4).user().unwrap()));
        }
        let id = report(&world, &speaks, true).await;
        let refused = does(&world, &decider(2), &id, interim(&world, None)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::DealtWithTheirCase))), "{refused:?}");
        // And under another name of which somebody said that it is the same person.
        let (other_case, other) = asha(&world).await;
        takes_down(&world, decider(3), &other_case.id).await;
        let same = redress_domain::conduct::Keep::Compare {
            person: other,
            likeness: redress_domain::conduct::Likeness::Same,
            reason: world.casework.fresh().words("The same hand, and the same words."),
        };
        does(&world, &complaints_manager(), &id, Command::Keep(same)).await.unwrap();
        let refused = does(&world, &decider(3), &id, interim(&world, None)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::DealtWithTheirCase))), "{refused:?}");
        does(&world, &decider(4), &id, interim(&world, None)).await.unwrap();
        world.assert_sound().await;
    }

    // Domain 5.1: one file is about one person, also where two report at once, in one process or in several.
    async fn of_many_who_report_at_once_all_come_to_one_file(world: World) {
        let other = redress_casework::Casework::new(
            world.store().clone(),
            redress_casework::council::Councils::default(),
            world.outside.clone(),
        );
        other.load_councils().await.unwrap();
        let (case, _) = asha(&world).await;
        for part in [redress_domain::case::Part::Representative, redress_domain::case::Part::FurtherCustomer] {
            let person = crate::people::joins(&world, &case.id, part).await;
            let mut all = Vec::new();
            for number in 0..6_u64 {
                let casework = if number % 2 == 0 { world.casework.clone() } else { other.clone() };
                let (council, person, fresh) = (world.council.clone(), person.clone(), world.casework.fresh());
                let new = redress_domain::conduct::NewIncident {
                    id: fresh.incident(),
                    person,
                    on: world.casework.today(),
                    at: None,
                    channel: Channel::Phone,
                    categories: vec![redress_domain::policy::ConductCategory::Abuse],
                    was_danger: true,
                    facts: fresh.words("They shouted at me."),
                    exact_words: None,
                    witnesses: None,
                };
                let by = decider(number);
                all.push(tokio::spawn(async move { casework.report_incident(&council, &by, new).await.unwrap() }));
            }
            let mut files = BTreeSet::new();
            for one in all {
                files.insert(one.await.unwrap());
            }
            assert_eq!(files.len(), 1, "{files:?}");
            let id = files.pop_first().unwrap();
            let seen = world.casework.open_conduct(&world.council, &complaints_manager(), (&id, "file")).await.unwrap();
            assert_eq!(seen.file.incidents.len(), 6, "and no report is lost");
        }
        world.assert_sound().await;
    }

    // Domain, section 5: nobody is left to rules that are gone, and no file begins that would outlive them.
    async fn a_version_without_rules_of_conduct_is_refused_while_a_file_is_kept(world: World) {
        use redress_domain::settings;
        let (_, person) = asha(&world).await;
        let without = redress_domain::policy::Policy::parse(&without_conduct()).unwrap();
        let id = report(&world, &person, false).await;
        let refused = world.casework.adopt_policy(&setup(), without.clone()).await;
        let says_no = matches!(
            refused,
            Err(redress_casework::failure::Failure::Settings(settings::Refusal::ConductGoesOn))
        );
        assert!(says_no, "{refused:?}");
        // The file goes on as before.
        checked_and_warned(&world, &id).await;
        world.assert_sound().await;
    }

    async fn no_file_begins_once_a_version_without_rules_of_conduct_is_adopted(world: World) {
        let (_, person) = asha(&world).await;
        let text = without_conduct().replacen("starts_on = 2026-04-01", "starts_on = 2027-04-01", 1);
        let without = redress_domain::policy::Policy::parse(&text).unwrap();
        world.casework.adopt_policy(&setup(), without).await.unwrap();
        let fresh = world.casework.fresh();
        let new = redress_domain::conduct::NewIncident {
            id: fresh.incident(),
            person,
            on: world.casework.today(),
            at: None,
            channel: Channel::Phone,
            categories: vec![redress_domain::policy::ConductCategory::Abuse],
            was_danger: false,
            facts: fresh.words("They shouted at me."),
            exact_words: None,
            witnesses: None,
        };
        let refused = world.casework.report_incident(&world.council, &adviser(), new).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NoPolicy))), "{refused:?}");
    }

    // Domain 5.10.
    async fn an_appeal_is_heard_by_somebody_who_dealt_with_no_case_of_theirs(world: World) {
        let (case, person) = asha(&world).await;
        let id = restricted(&world, &person, date(2026, 12, 31)).await;
        let at_the_desk = Actor { roles: vec![Role::Staff, Role::Adviser], ..hears_appeals(1) };
        let fresh = world.casework.fresh();
        let contact = redress_domain::case::NewContact {
            id: fresh.contact(),
            direction: redress_domain::case::Direction::In,
            channel: Channel::Letter,
            at: world.casework.outside().now(),
            purpose: redress_domain::case::ContactPurpose::Information,
            words: fresh.words("And another thing."),
        };
        world.done(&at_the_desk, &case.id, redress_domain::case::Command::RecordContact(contact)).await;
        let appeal = Command::Appeal { contact: fresh.contact(), on: world.casework.today(), channel: Channel::Letter, words: fresh.words("No.") };
        does(&world, &adviser(), &id, appeal).await.unwrap();
        let least = crate::conduct::appeal_text(&world, &id, AppealOutcome::Upheld).await;
        let decide = || Command::DecideAppeal {
            outcome: AppealOutcome::Upheld,
            reasons: fresh.words("They were right in it."),
            letter: fresh.words(&least),
        };
        let refused = does(&world, &hears_appeals(1), &id, decide()).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::DealtWithTheirCase))), "{refused:?}");
        does(&world, &hears_appeals(2), &id, decide()).await.unwrap();
        assert!(world.casework.bindings(&world.council, &[&person]).await.unwrap().is_empty());
    }

    // Domain 5.4: whoever may meet danger hears of it at once, and who keeps files that the way begins.
    async fn whoever_may_order_hears_of_danger_at_once_and_a_way_that_is_not_begun_is_an_alarm(world: World) {
        let edith = hired(&world, "edith", &[Role::Executive, Role::AuthorisingOfficer, Role::Reviewer]).await;
        let joanna = hired(&world, "joanna", &[Role::Executive, Role::AuthorisingOfficer]).await;
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        let (_, person) = asha(&world).await;
        let id = report(&world, &person, false).await;
        assert_eq!(told_of(&world, &edith, NotificationKind::ConductDanger).await, 0, "nobody is in danger");
        world.wait_days(1);
        report(&world, &person, true).await;
        assert_eq!(told_of(&world, &edith, NotificationKind::ConductDanger).await, 1);
        assert_eq!(told_of(&world, &joanna, NotificationKind::ConductDanger).await, 0, "she may not order it");
        let before = told_of(&world, &nadia, NotificationKind::ConductWaits).await;
        does(&world, &edith, &id, interim(&world, None)).await.unwrap();
        assert_eq!(told_of(&world, &nadia, NotificationKind::ConductWaits).await, before + 1, "the way begins");
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        assert_eq!(told_of(&world, &nadia, NotificationKind::ConductWayLate).await, 0, "it is not late");
        world.wait_days(10);
        for _ in 0..2 {
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        assert_eq!(told_of(&world, &nadia, NotificationKind::ConductWayLate).await, 1, "once");
    }

    // Domain 5.4: danger upon danger is met at once, and somebody who ordered none of it sees that it is.
    async fn danger_upon_danger_is_met_and_told_to_whoever_hears_appeals(world: World) {
        let edith = hired(&world, "edith", &[Role::Executive, Role::AuthorisingOfficer, Role::Reviewer]).await;
        let gwen = hired(&world, "gwen", &[Role::AuthorisingOfficer, Role::Auditor, Role::Reviewer]).await;
        let (_, person) = asha(&world).await;
        let id = report(&world, &person, true).await;
        does(&world, &edith, &id, interim(&world, None)).await.unwrap();
        assert_eq!(told_of(&world, &gwen, NotificationKind::ConductInterimAgain).await, 0, "it is the first");
        let first = world.casework.today();
        world.wait_days(1);
        report(&world, &person, true).await;
        does(&world, &edith, &id, interim(&world, Some(first))).await.unwrap();
        assert_eq!(told_of(&world, &gwen, NotificationKind::ConductInterimAgain).await, 1);
        let view = world.casework.open_conduct(&world.council, &complaints_manager(), (&id, "file")).await.unwrap();
        let interim = view.file.interim_in_force(world.casework.today()).unwrap();
        assert_eq!((interim.from, interim.dangers.len()), (world.casework.today(), 1), "it took the place of the first");
        world.assert_sound().await;
    }

    // Domain 5.7 and 5.10: before it is decided, and after.
    async fn who_keeps_the_file_hears_when_nobody_uninvolved_is_left(world: World) {
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        for name in ["one", "two", "three"] {
            hired(&world, name, &[Role::Executive, Role::AuthorisingOfficer]).await;
        }
        let ruth = hired(&world, "ruth", &[Role::Reviewer, Role::AuthorisingOfficer, Role::Auditor]).await;
        let (_, person) = asha(&world).await;
        let id = report(&world, &person, false).await;
        checked_and_warned(&world, &id).await;
        report(&world, &person, false).await;
        let propose = Command::Propose(proposal(&world, date(2026, 12, 31)));
        does(&world, &complaints_manager(), &id, propose).await.unwrap();
        let left = || told_of(&world, &nadia, NotificationKind::ConductNobodyLeft);
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        assert_eq!(left().await, 0, "ruth would hear an appeal");
        // She reports an incident of her own, and so took a part.
        let fresh = world.casework.fresh();
        let new = redress_domain::conduct::NewIncident {
            id: fresh.incident(),
            person: person.clone(),
            on: world.casework.today(),
            at: None,
            channel: Channel::Phone,
            categories: vec![redress_domain::policy::ConductCategory::Abuse],
            was_danger: false,
            facts: fresh.words("They shouted at me."),
            exact_words: None,
            witnesses: None,
        };
        does(&world, &ruth, &id, Command::ReportIncident(new)).await.unwrap();
        assert_eq!(left().await, 1, "at once, and before anybody decided");
        let seen = world.casework.open_conduct(&world.council, &complaints_manager(), (&id, "file")).await.unwrap();
        let left = world.casework.left_on_conduct(&world.council, &seen.file).await.unwrap().unwrap();
        assert!(left.can_decide && !left.can_hear_an_appeal);
    }

    // Domain 5.9: whatever comes, in whatever order, what nobody has read is in the queue, and what was read is not.
    async fn every_unread_contact_is_in_the_queue_whatever_is_done(world: World) {
        let (case, person) = asha(&world).await;
        let (keeper, id) = (complaints_manager(), restricted(&world, &person, date(2026, 12, 31)).await);
        let channels = [Channel::Phone, Channel::Email, Channel::Letter, Channel::Online, Channel::InPerson];
        // A walk of its own for each run of the seed: a linear congruential one, so that it is the same each time.
        let (mut seed, mut most) = (2026_u32, 0);
        for _ in 0..40 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let pick = usize::try_from(seed >> 16).unwrap();
            let fresh = world.casework.fresh();
            let (queue, unread) = queue_and_unread(&world, &id).await;
            assert_eq!(queue, unread);
            most = most.max(queue.len());
            match pick % 8 {
                0..=3 => told(&world, &case, channels[pick % channels.len()]).await,
                4 | 5 => {
                    let Some(contact) = queue.into_iter().nth(pick % 3) else { continue };
                    let sort = [Sort::NothingNew, Sort::NewInformation, Sort::Safeguarding, Sort::StatutoryRequest][pick % 4];
                    let words = Some(fresh.words("It went to the right people."));
                    does(&world, &adviser(), &id, Command::SortContact(Sorting { contact, sort, case: None, words })).await.unwrap();
                }
                6 => {
                    let close = Command::Close { reason: fresh.words("It is over now.") };
                    let refused = does(&world, &keeper, &id, close).await;
                    assert!(refused.is_err(), "it binds, or a contact is unread");
                }
                _ => {
                    let renewal = Proposal { purpose: Purpose::Renewal, ..proposal(&world, date(2027, 1, 29)) };
                    // Whether or not a question waits, no contact is lost by it.
                    let _ = does(&world, &keeper, &id, Command::Propose(renewal)).await;
                }
            }
        }
        assert!(most >= 5, "only {most} were unread at once");
        let least = world.casework.fresh().words(&least(|say| parts::of_lifting(say, Over::default())));
        let lift = Command::Lift { reason: world.casework.fresh().words("It went well."), letter: least };
        does(&world, &keeper, &id, lift).await.unwrap();
        let (queue, unread) = queue_and_unread(&world, &id).await;
        assert_eq!(queue, unread, "they stay after its end");
        assert!(!queue.is_empty());
        world.assert_sound().await;
    }
}
