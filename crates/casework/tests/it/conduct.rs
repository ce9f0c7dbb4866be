//! Conduct files in the record: the way from an incident to the end of an arrangement, who is told what, and
//! that nothing that comes in is lost or left unread (domain, section 5).

use jiff::civil::{Date, date};
use redress_casework::act::Logged;
use redress_casework::conduct::{NotDone, Register};
use redress_casework::failure::Failure;
use redress_casework::outside::Outside as _;
use redress_domain::calendar::london::time_zone;
use redress_domain::case::{ContactPurpose, Direction, NewContact};
use redress_domain::conduct::{
    AnswerCheck, AppealOutcome, Check, CheckAnswer, Command, Decision, Entry, Event, Interim, NewComment,
    NewIncident, Outcome, Proposal, Purpose, Question, Reach, Refusal, Sort, Sorting, Standing, Tended, Vote,
    Voted, parts,
};
use redress_domain::id::{ConductId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::policy::{ConductCategory, ContactOption, Policy};
use redress_domain::vocabulary::{Channel, Kind, NotificationKind, Role};
use redress_store::rebuild::Side;

use crate::conduct_posts::{hired, told_of};
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, least, officer, user};

/// One of those who decide: the demo's policy has a panel of the Executive Team.
pub(crate) fn decider(number: u64) -> Actor {
    Actor {
        id: redress_domain::id::ActorId::User(user(30 + number)),
        roles: vec![Role::AuthorisingOfficer, Role::Executive, Role::Reviewer],
        services: Vec::new(),
    }
}

/// Somebody of the post that hears appeals.
pub(crate) fn hears_appeals(number: u64) -> Actor {
    Actor {
        id: redress_domain::id::ActorId::User(user(60 + number)),
        roles: vec![Role::AuthorisingOfficer, Role::Auditor, Role::Reviewer],
        services: Vec::new(),
    }
}

/// A customer with a case.
pub(crate) async fn asha(world: &World) -> (Logged, PersonId) {
    let new = world.contact(Kind::Complaint);
    let person = new.customer.as_ref().unwrap().0.clone();
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    (logged, person)
}

/// Somebody else, who shares nothing with the first.
pub(crate) async fn bela(world: &World) -> (Logged, PersonId) {
    let mut new = world.contact(Kind::Complaint);
    let (person, details) = new.customer.as_mut().unwrap();
    let person = person.clone();
    "Bela Novak".clone_into(&mut details.name);
    details.email = Some("bela@example.org".to_owned());
    details.phone = Some("01632 960 777".to_owned());
    details.postcode = Some("WS9 9ZZ".to_owned());
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    (logged, person)
}

pub(crate) async fn report(world: &World, person: &PersonId, was_danger: bool) -> ConductId {
    let fresh = world.casework.fresh();
    let new = NewIncident {
        id: fresh.incident(),
        person: person.clone(),
        on: world.casework.today(),
        // At this moment: after any warning that there is.
        at: Some(time_zone().to_datetime(world.outside.now()).time()),
        channel: Channel::Phone,
        categories: vec![ConductCategory::Abuse],
        was_danger,
        facts: fresh.words("They shouted at the planner."),
        exact_words: Some(fresh.words("Words that nobody should hear.")),
        witnesses: Some(fresh.words("Everybody at the counter.")),
    };
    world
        .casework
        .report_incident(&world.council, &officer(), new)
        .await
        .unwrap()
}

pub(crate) async fn does(
    world: &World,
    actor: &Actor,
    id: &ConductId,
    command: Command,
) -> Result<(), NotDone> {
    world
        .casework
        .act_on_latest_conduct(&world.council, actor, id, command)
        .await
}

pub(crate) async fn checked_and_warned(world: &World, id: &ConductId) {
    let fresh = world.casework.fresh();
    for check in Check::ALL {
        let answer = AnswerCheck {
            check: *check,
            answer: CheckAnswer::Clear,
            reason: fresh.words("We looked at the record."),
        };
        does(world, &complaints_manager(), id, Command::AnswerCheck(answer))
            .await
            .unwrap();
    }
    let warn = Command::Warn {
        letter: fresh.words(&least(|say| parts::of_warning(say, "No shouting."))),
        must_change: fresh.words("No shouting."),
    };
    does(world, &complaints_manager(), id, warn).await.unwrap();
}

pub(crate) fn proposal(world: &World, ends_on: Date) -> Proposal {
    let fresh = world.casework.fresh();
    Proposal {
        purpose: Purpose::First,
        measures: vec![ContactOption::OneChannel],
        reach: Reach::WholeCouncil,
        service: None,
        cases: Vec::new(),
        why_whole_council: Some(fresh.words("Every service was called.")),
        ends_on,
        review_on: ends_on.yesterday().unwrap(),
        open_channel: Channel::Letter,
        why_usable: fresh.words("They write to us now."),
        reasons: fresh.words("It went on after the warning."),
        equality: fresh.words("We considered it, because."),
        human_rights: fresh.words("Article 8: it is the least that protects."),
        why_nothing_milder: Some(fresh.words("A meeting was tried.")),
        expects: fresh.words("We will answer each letter."),
        asks: fresh.words("Please write to us."),
        in_practice: None,
    }
}

/// The least that the notice of a person's file says.
pub(crate) async fn notice_text(world: &World, person: &PersonId) -> String {
    let view = world.casework.conduct_for_customer(&world.council, person);
    let view = view.await.unwrap().unwrap();
    let policy = Policy::parse(crate::world::POLICY).unwrap();
    let conduct = policy.conduct.as_ref().unwrap();
    let waits = view.file.to_notify.as_ref().unwrap();
    least(|say| parts::of_notice(say, waits, conduct))
}

/// The least that the answer to an appeal on a file says.
pub(crate) async fn appeal_text(world: &World, id: &ConductId, outcome: AppealOutcome) -> String {
    let keeper = complaints_manager();
    let view = world.casework.open_conduct(&world.council, &keeper, (id, "file"));
    let view = view.await.unwrap();
    let policy = Policy::parse(crate::world::POLICY).unwrap();
    let conduct = policy.conduct.as_ref().unwrap();
    let appealed = view.file.appealed(world.casework.today());
    least(|say| parts::of_appeal(say, outcome, appealed, conduct))
}

/// From the incident to a notice: in force from that day until `ends_on`.
pub(crate) async fn restricted(world: &World, person: &PersonId, ends_on: Date) -> ConductId {
    restricted_as(world, person, proposal(world, ends_on)).await
}

pub(crate) async fn restricted_as(world: &World, person: &PersonId, proposal: Proposal) -> ConductId {
    let id = decided_as(world, person, proposal).await;
    let notice = notice_of(world, person).await;
    does(world, &complaints_manager(), &id, notice).await.unwrap();
    id
}

pub(crate) async fn notice_of(world: &World, person: &PersonId) -> Command {
    Command::SendNotice {
        letter: world.casework.fresh().words(&notice_text(world, person).await),
        channel: Channel::Letter,
    }
}

/// As far as the decision, whose notice waits.
pub(crate) async fn decided_as(world: &World, person: &PersonId, proposal: Proposal) -> ConductId {
    let fresh = world.casework.fresh();
    let (keeper, id) = (complaints_manager(), report(world, person, false).await);
    checked_and_warned(world, &id).await;
    // It went on after the warning.
    report(world, person, false).await;
    let share = Command::ShareReport {
        report: fresh.words("What we propose, and why."),
        channel: Channel::Letter,
    };
    for command in [Command::Propose(proposal), share] {
        does(world, &keeper, &id, command).await.unwrap();
    }
    let them = Actor::customer(Some(person.clone()));
    let comment = fresh.comment();
    let said = NewComment {
        id: comment.clone(),
        on: world.casework.today(),
        channel: Channel::Letter,
        is_all: true,
        words: fresh.words("I was not told of the meeting."),
    };
    does(world, &them, &id, Command::Comment(said)).await.unwrap();
    let words = fresh.words("You are right: here are the minutes.");
    does(world, &keeper, &id, Command::AnswerComment { comment, words })
        .await
        .unwrap();
    let decision = Decision {
        outcome: Outcome::Agreed,
        reasons: fresh.words("We read everything."),
        has_read_the_comments: true,
        agreed_less: None,
        votes: (1..4)
            .map(|number| Vote {
                by: decider(number),
                voted: Voted::For,
            })
            .collect(),
    };
    does(world, &decider(1), &id, Command::Decide(decision))
        .await
        .unwrap();
    id
}

pub(crate) async fn told(world: &World, logged: &Logged, channel: Channel) {
    let fresh = world.casework.fresh();
    let contact = NewContact {
        id: fresh.contact(),
        direction: Direction::In,
        channel,
        at: world.casework.outside().now(),
        purpose: ContactPurpose::Information,
        words: fresh.words("And another thing."),
    };
    world
        .done(
            &adviser(),
            &logged.id,
            redress_domain::case::Command::RecordContact(contact),
        )
        .await;
}

pub(crate) async fn to_read(world: &World) -> usize {
    world
        .casework
        .conduct_contacts(&world.council, &adviser(), None)
        .await
        .unwrap()
        .len()
}

on_both_engines! {
    // Domain 5.9 and 5.10; paper 004, 7.1 and 7.4.
    async fn what_comes_in_is_never_refused_waits_to_be_read_and_the_arrangement_lapses_by_itself(world: World) {
        let (case, person) = asha(&world).await;
        let people = [&person];
        let binding = |world: &World| {
            let (casework, council) = (world.casework.clone(), world.council.clone());
            let people = person.clone();
            async move { casework.bindings(&council, &[&people]).await.unwrap() }
        };
        let id = restricted(&world, &person, date(2026, 12, 31)).await;
        let binds = binding(&world).await;
        assert_eq!(binds.len(), 1);
        assert_eq!((binds[0].measures.as_slice(), binds[0].open_channel), (&[ContactOption::OneChannel][..], Channel::Letter));
        // By a closed way, on a case and as a new matter: taken all the same.
        told(&world, &case, Channel::Phone).await;
        let mut again = world.contact(Kind::ServiceRequest);
        again.customer = None;
        again.contact.customer = Some(person.clone());
        world.casework.log(&world.council, &adviser(), again).await.unwrap();
        assert_eq!(to_read(&world).await, 2);
        // Somebody else's contact is nobody's to sort.
        let (other, _) = bela(&world).await;
        told(&world, &other, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 2);
        // What they say of their own accord comes the same way.
        let them = Actor::customer(Some(person.clone()));
        let fresh = world.casework.fresh();
        let contact = NewContact {
            id: fresh.contact(), direction: Direction::In, channel: Channel::Online,
            at: world.casework.outside().now(), purpose: ContactPurpose::Information, words: fresh.words("From the track page."),
        };
        world.done(&them, &case.id, redress_domain::case::Command::RecordContact(contact)).await;
        let waiting = world.casework.conduct_contacts(&world.council, &adviser(), None).await.unwrap();
        assert_eq!(waiting.len(), 3);
        assert_eq!(waiting[0].row.read_by, date(2026, 11, 3), "by the next working day");
        // Nothing is filed unread: the file does not close before each was read.
        let close = |world: &World| Command::Close { reason: world.casework.fresh().words("It is over.") };
        world.wait_days(70);
        assert_eq!(binding(&world).await, [], "no job ran, and it has lapsed");
        let refused = does(&world, &complaints_manager(), &id, close(&world)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::ContactsUnread(3)))), "{refused:?}");
        for line in waiting {
            let sorting = Sorting { contact: line.row.contact_id, sort: Sort::NothingNew, case: None, words: None };
            does(&world, &adviser(), &id, Command::SortContact(sorting)).await.unwrap();
        }
        assert_eq!(to_read(&world).await, 0);
        does(&world, &complaints_manager(), &id, close(&world)).await.unwrap();
        told(&world, &case, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 0, "nothing binds, so nothing waits");
        assert_eq!(people.len(), 1);
        world.assert_sound().await;
    }

    async fn the_register_shows_each_file_where_it_is_and_who_looked_is_written_down(world: World) {
        let (_, person) = asha(&world).await;
        let id = restricted(&world, &person, date(2026, 12, 31)).await;
        let (_, other) = bela(&world).await;
        let considered = report(&world, &other, false).await;
        let keeper = complaints_manager();
        let lists = async |list: Register| {
            let lines = world.casework.conduct_register(&world.council, &keeper, (list, None)).await.unwrap();
            lines.into_iter().map(|line| line.row.file_id).collect::<Vec<_>>()
        };
        assert_eq!(lists(Register::Considered).await, std::slice::from_ref(&considered));
        assert_eq!(lists(Register::InForce).await, std::slice::from_ref(&id));
        assert_eq!(lists(Register::ReviewDue).await, []);
        assert_eq!(lists(Register::Ended).await, []);
        world.wait_days(58);
        assert_eq!(lists(Register::ReviewDue).await, std::slice::from_ref(&id));
        let due = world.casework.conduct_due(&world.council, &keeper).await.unwrap();
        let what: Vec<_> = due.iter().filter_map(|line| line.due_what).collect();
        let both = [redress_domain::conduct::DueKind::LookAtIncident, redress_domain::conduct::DueKind::Review];
        assert_eq!(what, both, "its review, and the incident that nobody has looked at");
        world.wait_days(5);
        assert_eq!(lists(Register::InForce).await, []);
        assert_eq!(lists(Register::Ended).await, std::slice::from_ref(&id));
        for stranger in [officer(), adviser()] {
            let opened = world.casework.open_conduct(&world.council, &stranger, (&id, "file")).await;
            assert!(matches!(opened, Err(Failure::NotFound)), "the file is not for the front line");
            let list = world.casework.conduct_register(&world.council, &stranger, (Register::InForce, None)).await;
            assert!(matches!(list, Err(Failure::NotPermitted)));
        }
        world.casework.open_conduct(&world.council, &keeper, (&id, "file")).await.unwrap();
        let readings = world.casework.conduct_readings(&world.council, &keeper, (&id, None)).await.unwrap();
        let pages: Vec<(&redress_domain::id::ActorId, &str)> =
            readings.iter().map(|reading| (&reading.actor, reading.page.as_str())).collect();
        assert_eq!(pages, [(&keeper.id, "readings"), (&keeper.id, "file")], "and nothing of who was refused");
    }

    // Paper 004, 7.1: what is decided is what was shared; a text that nobody touched is the same text.
    async fn a_proposal_that_is_saved_again_counts_as_shared_only_with_the_same_words(world: World) {
        let (_, person) = asha(&world).await;
        let (keeper, id) = (complaints_manager(), report(&world, &person, false).await);
        checked_and_warned(&world, &id).await;
        report(&world, &person, false).await;
        let fresh = world.casework.fresh();
        let share = Command::ShareReport { report: fresh.words("What we propose, and why."), channel: Channel::Letter };
        for command in [Command::Propose(proposal(&world, date(2026, 12, 31))), share] {
            does(&world, &keeper, &id, command).await.unwrap();
        }
        let is_shared = async || {
            let view = world.casework.open_conduct(&world.council, &keeper, (&id, "file")).await.unwrap();
            view.file.standing() == Standing::Shared
        };
        // Typed anew, the same words with an earlier end: each has a new name and salt on its way in.
        does(&world, &keeper, &id, Command::Propose(proposal(&world, date(2026, 12, 20)))).await.unwrap();
        assert!(is_shared().await, "it only eases");
        let other = Proposal {
            expects: fresh.words("We will answer one letter a month."),
            ..proposal(&world, date(2026, 12, 20))
        };
        does(&world, &keeper, &id, Command::Propose(other)).await.unwrap();
        assert!(!is_shared().await, "they have not read that");
        world.assert_sound().await;
    }

    // The Ombudsman's guide, part 6: usually the one service.
    async fn what_is_about_one_service_is_said_and_read_there_alone(world: World) {
        let (case, person) = asha(&world).await;
        let proposal = Proposal {
            reach: Reach::ThisService,
            service: Some(crate::world::service("planning")),
            why_whole_council: None,
            ..proposal(&world, date(2026, 12, 31))
        };
        restricted_as(&world, &person, proposal).await;
        let view = world.casework.open_case(&world.council, &officer(), &case.reference).await.unwrap();
        assert_eq!(view.bindings, [], "her case is about waste");
        told(&world, &case, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 0);
        let mut other = world.contact(Kind::ServiceRequest);
        other.customer = None;
        other.contact.customer = Some(person.clone());
        other.contact.service = Some(crate::world::service("planning"));
        let other = world.casework.log(&world.council, &adviser(), other).await.unwrap();
        assert_eq!(to_read(&world).await, 1);
        let view = world.casework.open_case(&world.council, &complaints_manager(), &other.reference).await.unwrap();
        assert_eq!(view.bindings.len(), 1);
    }

    // The Ombudsman's guide, part 6; domain 5.9 and 5.12: on the named cases alone, and these are the person's own.
    async fn what_is_about_a_matter_binds_is_said_and_read_on_its_cases_alone(world: World) {
        let (case, person) = asha(&world).await;
        let (others, _) = asha(&world).await;
        let mut second = world.contact(Kind::ServiceRequest);
        second.customer = None;
        second.contact.customer = Some(person.clone());
        let second = world.casework.log(&world.council, &adviser(), second).await.unwrap();
        let about = |cases: Vec<redress_domain::id::CaseId>| Proposal {
            reach: Reach::ThisMatter,
            why_whole_council: None,
            cases,
            measures: vec![ContactOption::OneChannel, ContactOption::SetTimes],
            in_practice: Some(world.casework.fresh().words("On Tuesdays at ten, Sam answers.")),
            ..proposal(&world, date(2026, 12, 31))
        };
        let id = restricted_as(&world, &person, about(vec![case.id.clone()])).await;
        let foreign = Proposal { purpose: Purpose::Renewal, ..about(vec![others.id.clone()]) };
        let refused = does(&world, &complaints_manager(), &id, Command::Propose(foreign)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NotTheirCase))), "{refused:?}");
        let shown = async |logged: &Logged| {
            world.casework.open_case(&world.council, &complaints_manager(), &logged.reference).await.unwrap().bindings
        };
        assert_eq!(shown(&case).await.len(), 1);
        assert_eq!(shown(&second).await, []);
        let all = world.casework.bindings(&world.council, &[&person]).await.unwrap();
        assert_eq!(all[0].cases, std::slice::from_ref(&case.id));
        told(&world, &second, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 0, "another matter is anybody's");
        world.wait(jiff::SignedDuration::from_mins(1));
        told(&world, &case, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 1);
        // Whoever sorts it reads what was said, and names no case of somebody else.
        let view = world.casework.open_conduct_to_sort(&world.council, &adviser(), &id).await.unwrap();
        assert_eq!(view.references.get(&case.id), Some(&case.reference));
        let said = world.casework.conduct_said(&world.council, &view).await.unwrap();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].words.as_deref(), Some("And another thing."));
        assert_eq!((said[0].reference.as_ref(), said[0].channel), (Some(&case.reference), Channel::Phone));
        let sorting = |case: &Logged| Command::SortContact(Sorting {
            contact: said[0].contact.clone(), sort: Sort::NewMatter, case: Some(case.id.clone()), words: None,
        });
        let refused = does(&world, &adviser(), &id, sorting(&others)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NotTheirCase))), "{refused:?}");
        // Paper 004, 7.4: a genuine new request is a case of its own, and none that was there before they said it.
        let refused = does(&world, &adviser(), &id, sorting(&second)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::CaseOfBefore))), "{refused:?}");
        let mut new = world.contact(Kind::Complaint);
        new.customer = None;
        new.contact.customer = Some(person.clone());
        let new = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        does(&world, &adviser(), &id, sorting(&new)).await.unwrap();
        assert_eq!(to_read(&world).await, 0);
        // Danger now reaches as far as the person does; there the arrangement about a matter adds nothing, its words neither (the
        // Ombudsman's guide, part 6).
        let incident = report(&world, &person, true).await;
        assert_eq!(incident, id);
        let fresh = world.casework.fresh();
        let interim = Interim {
            measures: vec![ContactOption::Premises],
            open_channel: Channel::Letter,
            in_practice: None,
            ends_on: date(2026, 11, 9),
            reason: fresh.words("They threatened to come with a knife."),
            letter: fresh.words(&least(|say| parts::of_interim(say, &[ContactOption::Premises], Channel::Letter, date(2026, 11, 9), None))),
        };
        does(&world, &decider(1), &id, Command::OrderInterim(interim)).await.unwrap();
        assert_eq!(shown(&second).await[0].measures, [ContactOption::Premises]);
        assert_eq!(shown(&second).await[0].in_practice, <[String; 0]>::default());
        let on_it = shown(&case).await.remove(0);
        assert_eq!(on_it.measures, [ContactOption::OneChannel, ContactOption::SetTimes, ContactOption::Premises]);
        assert_eq!(on_it.in_practice, ["On Tuesdays at ten, Sam answers."]);
        world.assert_sound().await;
    }

    // Equality Act 2010, section 20: weighed the same day against what is in force.
    async fn an_adjustment_agreed_later_is_told_to_who_keeps_the_file_and_waits_until_it_is_weighed(world: World) {
        let (case, person) = asha(&world).await;
        let keeper = complaints_manager();
        let id = restricted(&world, &person, date(2026, 12, 31)).await;
        let fresh = world.casework.fresh();
        let new = redress_domain::customer::adjustment::NewAdjustment {
            id: fresh.adjustment(),
            kind: redress_domain::customer::adjustment::AdjustmentKind::MoreTime,
            words: None,
            from: world.casework.today(),
            review_on: None,
        };
        world.casework.agree_adjustment(&world.council, &keeper, (&case.id, &person), &new).await.unwrap();
        let view = world.casework.open_conduct(&world.council, &keeper, (&id, "file")).await.unwrap();
        assert!(view.file.may_stand_against_an_adjustment(world.casework.today()));
        let due = world.casework.conduct_due(&world.council, &keeper).await.unwrap();
        assert_eq!(due.len(), 1);
        assert_eq!((due[0].due_what, due[0].due_on), (Some(redress_domain::conduct::DueKind::WeighAdjustment), Some(world.casework.today())));
        let reason = fresh.words("They have all the time they need for a letter.");
        does(&world, &keeper, &id, Command::LeaveAsItIs { question: Question::Adjustment, reason }).await.unwrap();
        let view = world.casework.open_conduct(&world.council, &keeper, (&id, "file")).await.unwrap();
        assert!(!view.file.may_stand_against_an_adjustment(world.casework.today()));
        world.assert_sound().await;
    }

    // Equality Act 2010, section 20: it comes from another page, and reaches what is decided in the same commit.
    async fn an_adjustment_agreed_while_a_notice_waits_lets_none_go_that_leaves_what_it_rules_out(world: World) {
        use redress_domain::conduct::{DueKind, Tend};
        use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
        let (case, person) = asha(&world).await;
        let keeper = complaints_manager();
        let by_phone = Proposal { open_channel: Channel::Phone, ..proposal(&world, date(2026, 12, 31)) };
        let id = decided_as(&world, &person, by_phone).await;
        let fresh = world.casework.fresh();
        let kind = AdjustmentKind::CannotUsePhone;
        let new = NewAdjustment { id: fresh.adjustment(), kind, words: None, from: world.casework.today(), review_on: None };
        world.casework.agree_adjustment(&world.council, &keeper, (&case.id, &person), &new).await.unwrap();
        let due = world.casework.conduct_due(&world.council, &keeper).await.unwrap();
        assert_eq!(due[0].due_what, Some(DueKind::WeighAdjustment), "whoever keeps files sees that it waits");
        let notice = notice_of(&world, &person).await;
        let refused = does(&world, &keeper, &id, notice).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::AdjustmentRulesOut(known))) if known == kind), "{refused:?}");
        let withdraw = Command::Tend(Tend::Withdraw {
            reason: fresh.words("They cannot use the phone."),
            letter: Some(fresh.words(&least(parts::of_withdrawal))),
        });
        does(&world, &keeper, &id, withdraw).await.unwrap();
        assert_eq!(world.casework.conduct_due(&world.council, &keeper).await.unwrap().len(), 0);
        assert_eq!(world.casework.bindings(&world.council, &[&person]).await.unwrap(), []);
        world.assert_sound().await;
    }

    // Domain 5.10: what has lapsed is not overdue.
    async fn a_review_is_not_overdue_once_the_arrangement_has_lapsed(world: World) {
        let (_, person) = asha(&world).await;
        restricted(&world, &person, date(2026, 12, 31)).await;
        let due = async || world.casework.conduct_due(&world.council, &complaints_manager()).await.unwrap().len();
        world.wait_days(58);
        assert_eq!(due().await, 1);
        world.wait_days(5);
        assert_eq!(due().await, 0);
    }

    // Domain 5.4: the one way around, for ten working days at most.
    async fn an_interim_measure_binds_at_once_and_ends_by_itself(world: World) {
        let (_, person) = asha(&world).await;
        let id = report(&world, &person, true).await;
        let fresh = world.casework.fresh();
        let interim = |ends_on: Date| Command::OrderInterim(Interim {
            measures: vec![ContactOption::OneChannel],
            open_channel: Channel::Phone,
            in_practice: None,
            ends_on,
            reason: fresh.words("They threatened to come with a knife."),
            letter: fresh.words(&least(|say| parts::of_interim(say, &[ContactOption::OneChannel], Channel::Phone, ends_on, None))),
        });
        let too_long = does(&world, &decider(1), &id, interim(date(2026, 11, 17))).await;
        assert!(matches!(too_long, Err(NotDone::Refused(Refusal::TooLong(_)))), "{too_long:?}");
        does(&world, &decider(1), &id, interim(date(2026, 11, 16))).await.unwrap();
        assert_eq!(world.casework.bindings(&world.council, &[&person]).await.unwrap().len(), 1);
        world.wait_days(15);
        assert_eq!(world.casework.bindings(&world.council, &[&person]).await.unwrap(), []);
    }

    // Domain 5.4 and 5.8: it protects at once; its letter has a day, and until it left nobody is held to have used a closed way.
    async fn an_interim_measure_whose_letter_has_not_left_is_told_to_who_ordered_it_and_answers_nobody(world: World) {
        let edith = hired(&world, "edith", &decider(1).roles).await;
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        let (case, person) = asha(&world).await;
        let id = report(&world, &person, true).await;
        let (fresh, ends_on) = (world.casework.fresh(), date(2026, 11, 16));
        let said = least(|say| parts::of_interim(say, &[ContactOption::OneChannel], Channel::Phone, ends_on, None));
        let message = fresh.message();
        let order = Command::Send {
            order: Box::new(Command::OrderInterim(Interim {
                measures: vec![ContactOption::OneChannel],
                open_channel: Channel::Phone,
                in_practice: None,
                ends_on,
                reason: fresh.words("They threatened to come with a knife."),
                letter: fresh.words(&said),
            })),
            message: message.clone(),
            channel: Channel::Letter,
        };
        does(&world, &edith, &id, order).await.unwrap();
        assert_eq!(world.casework.bindings(&world.council, &[&person]).await.unwrap().len(), 1, "it binds");
        let held = async || {
            let keeper = complaints_manager();
            let view = world.casework.open_conduct(&world.council, &keeper, (&id, "file")).await.unwrap();
            let held = |entry: &&Entry| {
                matches!(entry.event, Event::OutsideAnswered { .. } | Event::Tended(Tended::NotTold { .. }))
            };
            view.entries.iter().filter(held).count()
        };
        told(&world, &case, Channel::InPerson).await;
        assert_eq!((to_read(&world).await, held().await), (1, 0), "it is read, and they hear nothing of a closed way");
        let alarmed = async || {
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
            let kind = NotificationKind::ConductInterimUnsent;
            (told_of(&world, &edith, kind).await, told_of(&world, &nadia, kind).await)
        };
        assert_eq!(alarmed().await, (0, 0), "it has until tomorrow");
        world.wait_days(1);
        assert_eq!(alarmed().await, (1, 1));
        assert_eq!(alarmed().await, (1, 1), "once");
        let left = Command::LetterLeft { message, by: Some(Channel::Letter) };
        does(&world, &complaints_manager(), &id, left).await.unwrap();
        told(&world, &case, Channel::InPerson).await;
        assert_eq!(held().await, 1, "they know by now");
        world.assert_sound().await;
    }

    async fn somebody_hears_of_their_file_once_they_were_told_and_a_second_incident_joins_it(world: World) {
        let (_, person) = asha(&world).await;
        let id = report(&world, &person, false).await;
        let own = world.casework.conduct_for_customer(&world.council, &person).await.unwrap();
        assert!(own.is_none(), "a report is no judgement, and nobody is told of it before they are warned");
        checked_and_warned(&world, &id).await;
        let own = world.casework.conduct_for_customer(&world.council, &person).await.unwrap().unwrap();
        assert_eq!((&own.id, own.file.standing()), (&id, Standing::Considered));
        assert_eq!(report(&world, &person, false).await, id);
        let view = world.casework.open_conduct(&world.council, &complaints_manager(), (&id, "file")).await.unwrap();
        assert_eq!(view.file.incidents.len(), 2);
        assert_eq!(view.person.unwrap().name, "Asha Patel");
    }

    async fn whoever_saw_an_older_version_is_told_so(world: World) {
        let (_, person) = asha(&world).await;
        let id = report(&world, &person, false).await;
        let fresh = world.casework.fresh();
        let milder = || Command::TryMilder { words: fresh.words("A meeting was offered.") };
        let act = async |seen: i64| world.casework.act_on_conduct(&world.council, &complaints_manager(), (&id, seen), vec![milder()]).await;
        act(1).await.unwrap();
        assert!(matches!(act(1).await, Err(NotDone::Moved)));
        act(2).await.unwrap();
    }

    async fn rebuilt_is_what_was_live_and_no_event_holds_a_word(world: World) {
        let (case, person) = asha(&world).await;
        restricted(&world, &person, date(2026, 12, 31)).await;
        told(&world, &case, Channel::Phone).await;
        let (_, other) = asha(&world).await;
        report(&world, &other, true).await;
        let waiting = world.casework.conduct_contacts(&world.council, &adviser(), None).await.unwrap();
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        assert_eq!(world.casework.conduct_contacts(&world.council, &adviser(), None).await.unwrap(), waiting);
        let events = world.events_as_text().await;
        for word in ["shouted", "nobody should hear", "minutes", "Asha", "Every service"] {
            assert!(!events.contains(word), "{word}");
        }
        world.assert_sound().await;
    }
}
