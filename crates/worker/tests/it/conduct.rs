//! Letters of conduct files leave as all others do, and what they bring about waits until they have left (domain 5.8).

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use redress_casework::act::Logged;
use redress_casework::conduct::Way;
use redress_casework::failure::Failure;
use redress_casework::outside::Outside as _;
use redress_casework::user::NewUser;
use redress_domain::calendar::london::time_zone;
use redress_domain::case::{ContactPurpose, Direction, NewContact};
use redress_domain::conduct::{
    AnswerCheck, Check, CheckAnswer, Command, Decision, LetterKind, LetterState, NewComment, NewIncident,
    Outcome, Proposal, Purpose, Reach, Sentences, Vote, Voted, parts,
};
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::id::{ActorId, ConductId, PersonId, UserId};
use redress_domain::language::Language;
use redress_domain::permission::Actor;
use redress_domain::policy::{ConductCategory, ContactOption, Policy};
use redress_domain::vocabulary::{Channel, NotificationKind, Role};
use redress_pdf::Layout;
use redress_store::message::MessageState;
use redress_worker::{Job, Rounds};

use crate::mail_server::{MailServer, Mode};
use crate::on_both_engines;
use crate::world::{World, setup};

const SECRET: &str = "Why this is decided, and how to appeal.";

fn policy() -> Policy {
    Policy::parse(crate::world::POLICY).unwrap()
}

fn staff(number: u32, roles: &[Role]) -> Actor {
    Actor {
        id: ActorId::User(UserId::parse(format!("00000000-0000-4000-8000-{number:012}")).unwrap()),
        roles: roles.to_vec(),
        services: Vec::new(),
    }
}

/// Who keeps conduct files, and may not read every case.
fn keeper() -> Actor {
    staff(1, &[Role::Staff, Role::ComplaintsManager])
}

fn decider(number: u32) -> Actor {
    staff(10 + number, &[Role::AuthorisingOfficer, Role::Executive])
}

async fn does(world: &World, actor: &Actor, id: &ConductId, command: Command) {
    let done = world
        .casework
        .act_on_latest_conduct(&world.council, actor, id, command);
    done.await.unwrap();
}

async fn sends(world: &World, id: &ConductId, kind: LetterKind, order: Command) {
    let view = world
        .casework
        .open_conduct(&world.council, &keeper(), (id, "file"))
        .await
        .unwrap();
    let (at, keeper) = ((id, view.version), keeper());
    let sent = world
        .casework
        .send_of_conduct(&world.council, &keeper, at, (kind, order));
    Box::pin(sent).await.unwrap();
}

async fn binds(world: &World, person: &PersonId) -> bool {
    !world
        .casework
        .bindings(&world.council, &[person])
        .await
        .unwrap()
        .is_empty()
}

fn proposal(world: &World, open_channel: Channel) -> Proposal {
    let fresh = world.casework.fresh();
    let ends_on: Date = date(2026, 12, 31);
    Proposal {
        purpose: Purpose::First,
        measures: vec![ContactOption::OneChannel],
        reach: Reach::WholeCouncil,
        service: None,
        cases: Vec::new(),
        why_whole_council: Some(fresh.words("Every service was called.")),
        ends_on,
        review_on: ends_on.yesterday().unwrap(),
        open_channel,
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

/// A file as far as its decision; each letter before it was carried by hand.
async fn decided(world: &World, case: &Logged, open_channel: Channel) -> (ConductId, PersonId) {
    let fresh = world.casework.fresh();
    let person = world.view(case).await.case.customer.unwrap();
    let today = world.casework.today();
    let new = NewIncident {
        id: fresh.incident(),
        person: person.clone(),
        on: today,
        at: None,
        channel: Channel::Phone,
        categories: vec![ConductCategory::Abuse],
        was_danger: false,
        facts: fresh.words("They shouted."),
        exact_words: None,
        witnesses: None,
    };
    let again = NewIncident {
        id: fresh.incident(),
        at: Some(time_zone().to_datetime(world.outside.now()).time()),
        facts: fresh.words("They shouted again."),
        ..new.clone()
    };
    let id = world
        .casework
        .report_incident(&world.council, &keeper(), new)
        .await
        .unwrap();
    for check in Check::ALL {
        let answer = AnswerCheck {
            check: *check,
            answer: CheckAnswer::Clear,
            reason: fresh.words("We looked at it."),
        };
        does(world, &keeper(), &id, Command::AnswerCheck(answer)).await;
    }
    let letter = fresh.words(&parts::least(&parts::of_warning(
        &Sentences::new(&policy(), Language::English),
        "No shouting.",
    )));
    let must_change = fresh.words("No shouting.");
    does(world, &keeper(), &id, Command::Warn { letter, must_change }).await;
    // It went on after the warning.
    does(world, &keeper(), &id, Command::ReportIncident(again)).await;
    does(
        world,
        &keeper(),
        &id,
        Command::Propose(proposal(world, open_channel)),
    )
    .await;
    let report = fresh.words("What we propose.");
    let channel = Channel::Letter;
    does(world, &keeper(), &id, Command::ShareReport { report, channel }).await;
    let comment = fresh.comment();
    let said = NewComment {
        id: comment.clone(),
        on: today,
        channel,
        is_all: true,
        words: fresh.words("No."),
    };
    does(
        world,
        &Actor::customer(Some(person.clone())),
        &id,
        Command::Comment(said),
    )
    .await;
    let words = fresh.words("Because of the noise.");
    does(world, &keeper(), &id, Command::AnswerComment { comment, words }).await;
    let votes = (1..4).map(|number| Vote {
        by: decider(number),
        voted: Voted::For,
    });
    let decision = Decision {
        outcome: Outcome::Agreed,
        reasons: fresh.words("We read everything."),
        has_read_the_comments: true,
        agreed_less: None,
        votes: votes.collect(),
    };
    does(world, &decider(1), &id, Command::Decide(decision)).await;
    (id, person)
}

async fn notice(world: &World, id: &ConductId) -> Command {
    let casework = &world.casework;
    let view = casework
        .open_conduct(&world.council, &keeper(), (id, "file"))
        .await
        .unwrap();
    let policy = policy();
    let conduct = policy.conduct.as_ref().unwrap();
    let waits = view.file.to_notify.as_ref().unwrap();
    let least = parts::least(&parts::of_notice(
        &Sentences::new(&policy, Language::English),
        waits,
        conduct,
    ));
    Command::SendNotice {
        letter: world.casework.fresh().words(&format!("{SECRET}\n\n{least}")),
        channel: Channel::Letter,
    }
}

async fn post_round(world: &World) {
    let mut rounds = Rounds::of(&[Job::ReleaseMessages], None);
    assert_eq!(rounds.go(&world.casework).await, 1);
    world.wait(SignedDuration::from_mins(1));
}

on_both_engines! {
    // Domain 5.8: nothing binds before the notice has left; and nobody learns from a subject that there is a file.
    async fn a_notice_goes_by_email_is_kept_and_binds_from_then_on(world: World) {
        let server = MailServer::start(Mode::Plain);
        let case = world.logged("Asha Patel", "asha@example.org").await;
        let (id, person) = decided(&world, &case, Channel::Email).await;
        sends(&world, &id, LetterKind::Notice, notice(&world, &id).await).await;
        assert!(!binds(&world, &person).await, "it is on its way");
        world.mail(&server.mail(Mode::Plain)).await;
        world.mail(&server.mail(Mode::Plain)).await;
        let letters: Vec<_> = server.taken().into_iter().filter(|it| it.text.contains(SECRET)).collect();
        assert_eq!(letters.len(), 1, "once");
        assert_eq!(letters[0].subject, "A letter from us");
        assert!(letters[0].text.contains(&format!("/track/{}", case.reference)), "{}", letters[0].text);
        assert!(binds(&world, &person).await);

        // Kept as it went, for whoever opens the file; no reader of the case sees it.
        let view = world.casework.open_conduct(&world.council, &keeper(), (&id, "file")).await.unwrap();
        let sent = world.casework.conduct_letters(&world.council, &view).await.unwrap();
        assert_eq!((sent[0].kind, sent[0].state, sent[0].message.state), (LetterKind::Notice, LetterState::Left, MessageState::Mailed));
        let message = sent[0].message.message_id.clone();
        let of = (&id, &message);
        let file = world.casework.open_conduct_letter(&world.council, &keeper(), of).await.unwrap();
        assert!(world.casework.letter_bytes(&world.council, &file.id).await.unwrap().starts_with(b"%PDF-"));
        let adviser = staff(7, &[Role::Staff, Role::Adviser, Role::Officer]);
        let refused = world.casework.open_conduct_letter(&world.council, &adviser, of).await;
        assert!(matches!(refused, Err(Failure::NotFound)), "{:?}", refused.err());
        let case_view = world.view(&case).await;
        assert!(case_view.messages.iter().all(|known| known.message_id != message));
        assert!(world.casework.kept_letter(&case_view, &message).await.is_err());
        let readings = world.casework.conduct_readings(&world.council, &keeper(), (&id, None)).await.unwrap();
        assert!(readings.iter().any(|reading| reading.page == "letter"), "the reading is written down");
        world.casework.seal(&world.council).await.unwrap();
        let report = world.casework.store().verify(&world.council, |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
    }

    // Domain 5.8; the alarm for the five working days goes on.
    async fn a_notice_that_is_given_up_binds_nobody_and_who_holds_the_file_is_told(world: World) {
        let server = MailServer::start(Mode::Plain);
        let case = world.logged("Asha Patel", "gone@example.org").await;
        let (id, person) = decided(&world, &case, Channel::Email).await;
        let new = NewUser {
            email: "kim@westshire.example.org".to_owned(),
            name: "Kim Keeper".to_owned(),
            roles: vec![Role::Staff, Role::ComplaintsManager],
            teams: Vec::new(),
            services: Vec::new(),
            wards: Vec::new(),
            password_hash: None,
            because: None,
        };
        let holder = world.casework.create_user(&world.council, &setup(), new).await.unwrap();
        sends(&world, &id, LetterKind::Notice, notice(&world, &id).await).await;
        world.mail(&server.mail(Mode::Plain)).await;
        assert!(!binds(&world, &person).await);
        let view = world.casework.open_conduct(&world.council, &keeper(), (&id, "file")).await.unwrap();
        let waits = view.file.to_notify.as_ref().expect("the decision waits for its notice");
        assert!(view.file.due().iter().any(|due| due.on == waits.due_on));
        let sent = world.casework.conduct_letters(&world.council, &view).await.unwrap();
        assert_eq!((sent[0].state, sent[0].message.state), (LetterState::NotReached, MessageState::GivenUp));
        let told = world.casework.new_notifications(&world.council, &Actor { id: ActorId::User(holder), ..keeper() }).await.unwrap();
        let lost = told.iter().find(|told| told.row.kind == NotificationKind::ConductLetterLost).expect("who holds the file is told");
        assert_eq!((lost.row.conduct.as_ref(), &lost.row.case_id, &lost.said), (Some(&id), &None, &None));
        // Its day comes, and it is late: who holds the file is told once.
        world.wait(SignedDuration::from_hours(24 * 8));
        for _ in 0..2 {
            let mut rounds = Rounds::of(&[Job::TellOfConduct], None);
            assert_eq!(rounds.go(&world.casework).await, 1);
            world.wait(SignedDuration::from_hours(1));
        }
        let told = world.casework.new_notifications(&world.council, &Actor { id: ActorId::User(lost.row.user_id.clone()), ..keeper() }).await.unwrap();
        let late = told.iter().filter(|told| told.row.kind == NotificationKind::ConductNoticeLate);
        assert_eq!(late.count(), 1);
        // Somebody carries it: from that day it binds.
        let of = (&id, &sent[0].message.message_id);
        let keeper = keeper();
        let carried = world.casework.carried_conduct_letter(&world.council, &keeper, of, Channel::InPerson);
        assert!(Box::pin(carried).await.unwrap());
        assert!(binds(&world, &person).await);
    }

    async fn a_notice_goes_by_post_in_a_run_of_its_own_and_in_the_agreed_format(world: World) {
        let case = world.posted("Asha Patel", Vec::new()).await;
        let known = world.casework.open_case(&world.council, &setup(), &case.reference).await.unwrap();
        let person = known.case.customer.clone().unwrap();
        let new = NewAdjustment {
            id: world.casework.fresh().adjustment(),
            kind: AdjustmentKind::LargePrint,
            words: None,
            from: world.casework.today(),
            review_on: None,
        };
        let whose = (&case.id, &person);
        world.casework.agree_adjustment(&world.council, &setup(), whose, &new).await.unwrap();
        let (id, person) = decided(&world, &case, Channel::Letter).await;
        sends(&world, &id, LetterKind::Notice, notice(&world, &id).await).await;
        post_round(&world).await;
        assert!(!binds(&world, &person).await, "it lies in the office");
        // The print run of cases has nothing of it.
        let run = world.casework.make_print_run(&world.council, &setup()).await.unwrap().unwrap();
        assert_eq!((run.letters, run.of_conduct), (1, false), "the receipt of the case");
        let officer = staff(8, &[Role::Staff, Role::Officer]);
        let refused = Box::pin(world.casework.make_print_run_of_conduct(&world.council, &officer)).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)));
        let run = Box::pin(world.casework.make_print_run_of_conduct(&world.council, &keeper())).await.unwrap().unwrap();
        assert_eq!((run.letters, run.of_conduct), (1, true));
        assert!(binds(&world, &person).await, "it is printed to be posted");
        let which = (run.run_on, run.number);
        let (_, letters) = world.casework.print_run(&world.council, &keeper(), which).await.unwrap();
        assert_eq!(letters[0].kept.layout, Layout::LargePrint.as_str());
        assert!(letters[0].source.as_deref().unwrap().contains(SECRET));
        let auditor = staff(9, &[Role::Staff, Role::Officer]);
        assert!(matches!(world.casework.print_run(&world.council, &auditor, which).await, Err(Failure::NotFound)));
        let of_day = world.casework.print_runs_of(&world.council, &setup(), run.run_on).await.unwrap();
        assert!(of_day.iter().all(|run| !run.of_conduct), "the command line writes none of them");
        world.casework.seal(&world.council).await.unwrap();
        let report = world.casework.store().verify(&world.council, |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
    }

    // Equality Act 2010, section 20; the arrangement's own open way.
    async fn a_letter_goes_to_an_address_that_is_left_open_and_in_no_way_that_they_cannot_use(world: World) {
        let case = world.logged("Asha Patel", "asha@example.org").await;
        let (id, person) = decided(&world, &case, Channel::Letter).await;
        let way = async |kind| world.casework.conduct_way(&world.council, &id, kind).await.unwrap();
        assert_eq!(way(LetterKind::Warning).await, Way::Outbox(Channel::Email), "she asked for e-mail");
        assert_eq!(way(LetterKind::Notice).await, Way::NoAddress, "letters alone are left open, and there is no address");
        let new = NewAdjustment {
            id: world.casework.fresh().adjustment(),
            kind: AdjustmentKind::CannotReadPrint,
            words: None,
            from: world.casework.today(),
            review_on: None,
        };
        let whose = (&case.id, &person);
        world.casework.agree_adjustment(&world.council, &setup(), whose, &new).await.unwrap();
        assert_eq!(way(LetterKind::Notice).await, Way::RuledOut(AdjustmentKind::CannotReadPrint));
    }

    // What nobody mails is printed: a letter leaves in one way or the other.
    async fn without_a_mail_server_a_letter_waits_for_the_printer(world: World) {
        let case = world.logged("Asha Patel", "asha@example.org").await;
        let (id, person) = decided(&world, &case, Channel::Email).await;
        sends(&world, &id, LetterKind::Notice, notice(&world, &id).await).await;
        post_round(&world).await;
        let view = world.casework.open_conduct(&world.council, &keeper(), (&id, "file")).await.unwrap();
        let sent = world.casework.conduct_letters(&world.council, &view).await.unwrap();
        assert!(sent[0].waits_for_the_printer());
        assert!(!binds(&world, &person).await);
        // Whoever brings it to them takes it out of the next run.
        let of = (&id, &sent[0].message.message_id);
        let keeper = keeper();
        let carried = world.casework.carried_conduct_letter(&world.council, &keeper, of, Channel::InPerson);
        assert!(Box::pin(carried).await.unwrap());
        assert!(binds(&world, &person).await);
        let run = Box::pin(world.casework.make_print_run_of_conduct(&world.council, &keeper)).await.unwrap();
        assert!(run.is_none());
    }

    // Domain 5.9: once a week at the most, and it always names the open channel.
    async fn what_comes_by_a_closed_way_is_answered_once_a_week_with_the_way_that_is_open(world: World) {
        let server = MailServer::start(Mode::Plain);
        let case = world.logged("Asha Patel", "asha@example.org").await;
        let (id, person) = decided(&world, &case, Channel::Email).await;
        does(&world, &keeper(), &id, notice(&world, &id).await).await;
        assert!(binds(&world, &person).await);
        let calls = async || {
            let fresh = world.casework.fresh();
            let contact = NewContact {
                id: fresh.contact(),
                direction: Direction::In,
                channel: Channel::Phone,
                at: world.casework.outside().now(),
                purpose: ContactPurpose::Information,
                words: fresh.words("And another thing."),
            };
            let order = redress_domain::case::Command::RecordContact(contact);
            world.casework.act_on_latest(&world.council, &setup(), &case.id, order).await.unwrap();
            world.mail(&server.mail(Mode::Plain)).await;
            let answers = server.taken().into_iter().filter(|it| it.text.contains("from now on: email."));
            answers.map(|it| it.subject).collect::<Vec<_>>()
        };
        assert_eq!(calls().await, ["A letter from us"]);
        world.wait(SignedDuration::from_hours(24 * 3));
        assert_eq!(calls().await.len(), 1, "not again in the same week");
        world.wait(SignedDuration::from_hours(24 * 4));
        assert_eq!(calls().await.len(), 2);
        let view = world.casework.open_conduct(&world.council, &keeper(), (&id, "file")).await.unwrap();
        assert_eq!(view.file.contacts.len(), 3, "each was taken");
        world.casework.seal(&world.council).await.unwrap();
        let report = world.casework.store().verify(&world.council, |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
    }

    // Domain 5.10: it lapses by itself, and what would tell them to keep to it goes with it.
    async fn an_answer_that_waits_for_the_printer_goes_nowhere_once_nothing_binds(world: World) {
        let case = world.posted("Asha Patel", Vec::new()).await;
        let (id, person) = decided(&world, &case, Channel::Letter).await;
        does(&world, &keeper(), &id, notice(&world, &id).await).await;
        let comes_by = async |channel: Channel| {
            let fresh = world.casework.fresh();
            let contact = NewContact {
                id: fresh.contact(),
                direction: Direction::In,
                channel,
                at: world.casework.outside().now(),
                purpose: ContactPurpose::Information,
                words: fresh.words("And another thing."),
            };
            let order = redress_domain::case::Command::RecordContact(contact);
            world.casework.act_on_latest(&world.council, &setup(), &case.id, order).await.unwrap();
            post_round(&world).await;
        };
        let waiting = async || world.casework.print_runs(&world.council, &keeper()).await.unwrap().of_files;
        comes_by(Channel::Email).await;
        assert_eq!(waiting().await, Some(1));
        let run = Box::pin(world.casework.make_print_run_of_conduct(&world.council, &keeper())).await.unwrap();
        assert_eq!(run.map(|run| run.letters), Some(1), "while it binds it goes");
        world.wait(SignedDuration::from_hours(24 * 8));
        comes_by(Channel::Email).await;
        assert_eq!(waiting().await, Some(1));
        let (reason, letter) = ("It went well for a long time.", parts::least(&parts::of_lifting(&Sentences::new(&policy(), Language::English))));
        let fresh = world.casework.fresh();
        let lift = Command::Lift { reason: fresh.words(reason), letter: fresh.words(&letter) };
        does(&world, &keeper(), &id, lift).await;
        assert!(!binds(&world, &person).await);
        let run = Box::pin(world.casework.make_print_run_of_conduct(&world.council, &keeper())).await.unwrap();
        assert!(run.is_none(), "nothing is printed");
        assert_eq!(waiting().await, Some(0), "and nothing waits");
        world.casework.seal(&world.council).await.unwrap();
        let report = world.casework.store().verify(&world.council, |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
    }

    // Domain 5.8: it begins with this letter, and its days count from it: they are those of the day on which it leaves.
    async fn a_notice_bears_the_day_on_which_it_is_printed_and_the_days_that_count_from_it(world: World) {
        let case = world.posted("Asha Patel", Vec::new()).await;
        let (id, _) = decided(&world, &case, Channel::Letter).await;
        sends(&world, &id, LetterKind::Notice, notice(&world, &id).await).await;
        post_round(&world).await;
        world.wait(SignedDuration::from_hours(24 * 3));
        post_round(&world).await;
        let today = world.casework.today();
        let run = Box::pin(world.casework.make_print_run_of_conduct(&world.council, &keeper())).await.unwrap().unwrap();
        let which = (run.run_on, run.number);
        let (_, letters) = world.casework.print_run(&world.council, &keeper(), which).await.unwrap();
        let source = letters[0].source.clone().unwrap();
        let view = world.casework.open_conduct(&world.council, &keeper(), (&id, "file")).await.unwrap();
        let arrangement = view.file.arrangement.as_ref().unwrap();
        assert_eq!(arrangement.from, today);
        assert!(source.contains(&format!("\"on\":\"{today}\"")), "{source}");
        for (says, on) in [("It begins on", arrangement.from), ("You can appeal until", arrangement.appeal_until)] {
            let day = redress_correspondence::letters::long_date(on);
            assert!(source.contains(&format!("{says} {day}.")), "{says} {day}: {source}");
        }
        // As it went, for whoever opens it: the one of before is beside it in the record.
        let of = (&id, &letters[0].kept.message_id);
        let file = world.casework.open_conduct_letter(&world.council, &keeper(), of).await.unwrap();
        assert_eq!(file.id, letters[0].kept.file_id);
        world.casework.seal(&world.council).await.unwrap();
        let report = world.casework.store().verify(&world.council, |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
    }

    // Domain 5.9: read within one working day; and Equality Act 2010, section 20: weighed the same day.
    async fn who_keeps_the_file_hears_of_a_contact_that_was_not_read_in_time(world: World) {
        let server = MailServer::start(Mode::Plain);
        let case = world.logged("Asha Patel", "asha@example.org").await;
        let (id, person) = decided(&world, &case, Channel::Email).await;
        does(&world, &keeper(), &id, notice(&world, &id).await).await;
        let new = NewUser {
            email: "kim@westshire.example.org".to_owned(),
            name: "Kim Keeper".to_owned(),
            roles: vec![Role::Staff, Role::ComplaintsManager],
            teams: Vec::new(),
            services: Vec::new(),
            wards: Vec::new(),
            password_hash: None,
            because: None,
        };
        let holder = world.casework.create_user(&world.council, &setup(), new).await.unwrap();
        let holder = Actor { id: ActorId::User(holder), ..keeper() };
        let told = async |kind: NotificationKind| {
            let told = world.casework.new_notifications(&world.council, &holder).await.unwrap();
            told.iter().filter(|told| told.row.kind == kind && told.row.conduct.as_ref() == Some(&id)).count()
        };
        let fresh = world.casework.fresh();
        let contact = NewContact {
            id: fresh.contact(),
            direction: Direction::In,
            channel: Channel::Email,
            at: world.casework.outside().now(),
            purpose: ContactPurpose::Information,
            words: fresh.words("And another thing."),
        };
        let order = redress_domain::case::Command::RecordContact(contact);
        world.casework.act_on_latest(&world.council, &setup(), &case.id, order).await.unwrap();
        let new = NewAdjustment {
            id: fresh.adjustment(),
            kind: AdjustmentKind::MoreTime,
            words: None,
            from: world.casework.today(),
            review_on: None,
        };
        world.casework.agree_adjustment(&world.council, &setup(), (&case.id, &person), &new).await.unwrap();
        assert_eq!(told(NotificationKind::ConductAdjustment).await, 1, "the same day");
        let round = async || {
            let mut rounds = Rounds::of(&[Job::TellOfConduct], None);
            rounds.go(&world.casework).await;
            world.wait(SignedDuration::from_hours(1));
        };
        round().await;
        assert_eq!(told(NotificationKind::ConductUnread).await, 0, "it is not late");
        world.wait(SignedDuration::from_hours(24 * 4));
        round().await;
        round().await;
        assert_eq!(told(NotificationKind::ConductUnread).await, 1, "told once");
        assert_eq!(told(NotificationKind::ConductAdjustment).await, 2, "and that it was not weighed in time");
        let _ = server;
    }

    // Domain 5.8: a bounce is told to who holds the file, and undoes what the letter brought about.
    async fn a_notice_that_bounces_binds_nobody_any_more(world: World) {
        let server = MailServer::start(Mode::Plain);
        let case = world.logged("Asha Patel", "asha@example.org").await;
        let (id, person) = decided(&world, &case, Channel::Email).await;
        sends(&world, &id, LetterKind::Notice, notice(&world, &id).await).await;
        world.mail(&server.mail(Mode::Plain)).await;
        assert!(binds(&world, &person).await);
        let view = world.casework.open_conduct(&world.council, &keeper(), (&id, "file")).await.unwrap();
        let message = view.file.letters[0].message.clone();
        let row = redress_store::notify::NotifyRow {
            message_id: message.clone(),
            notification_id: "n-1".to_owned(),
            status: "sending".to_owned(),
            said_at: world.casework.outside().now(),
            ask_at: None,
        };
        world.casework.store().put_notify(&world.council, &row).await.unwrap();
        let said = (&message, "n-1");
        assert!(Box::pin(world.casework.notify_said(&world.council, said, "permanent-failure")).await.unwrap());
        assert!(!binds(&world, &person).await);
        assert_eq!(world.state(&message).await, MessageState::GivenUp);
        let view = world.casework.open_conduct(&world.council, &keeper(), (&id, "file")).await.unwrap();
        assert!(view.file.to_notify.is_some());
    }
}
