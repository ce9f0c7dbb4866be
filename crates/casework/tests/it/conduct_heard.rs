//! While somebody has a report to comment on, what they send by any way is heard before anybody decides; and what answers a letter
//! of their file is read there and nowhere else (paper 004, 7.1; domain 5.6).

use jiff::civil::date;
use redress_casework::act::Logged;
use redress_casework::conduct::NotDone;
use redress_casework::failure::Failure;
use redress_domain::case::{Command as CaseCommand, ContactPurpose, Direction, NewContact};
use redress_domain::conduct::{
    Command, Decision, Event, LetterKind, Outcome, Refusal, Sort, Sorting, Tend, Vote, Voted, parts,
};
use redress_domain::id::{ConductId, ContactId, MailId, MessageId, PersonId};
use redress_domain::incoming::{Incoming, MailState, Nature, known_again, letters_in};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, Kind, NotificationKind, ReplyBy, Role};
use redress_store::conduct::ConductContactLine;
use redress_store::rebuild::Side;

use crate::conduct::{
    asha, bela, checked_and_warned, decider, does, proposal, report, restricted, to_read, told,
};
use crate::conduct_comments::shared;
use crate::conduct_posts::{hired, told_of};
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, least, officer};

async fn queue(world: &World) -> Vec<ConductContactLine> {
    let sorts = adviser();
    let waiting = world.casework.conduct_contacts(&world.council, &sorts, None);
    waiting.await.unwrap()
}

fn letter(subject: &str, text: &str) -> Incoming {
    Incoming {
        from: Some("asha@example.org".to_owned()),
        from_name: "Asha Patel".to_owned(),
        message_id: Some(format!("{}@mail.example.org", subject.replace(' ', "."))),
        subject: subject.to_owned(),
        text: text.to_owned(),
        ..Incoming::default()
    }
}

async fn taken(world: &World, read: &Incoming) -> (MailId, MailState) {
    let raw = format!("{}\n\n{}", read.subject, read.text);
    let id = world
        .casework
        .keep_mail(&world.council, raw.as_bytes(), None)
        .await
        .unwrap();
    let sorted = world
        .casework
        .sort_mail(&world.council, &id, Some(read))
        .await
        .unwrap();
    (id, sorted.state)
}

fn read_as(contact: &ContactId, sort: Sort) -> Command {
    Command::SortContact(Sorting {
        contact: contact.clone(),
        sort,
        case: None,
        words: None,
    })
}

fn agreed(world: &World) -> Command {
    let votes = (1..4).map(|number| Vote {
        by: decider(number),
        voted: Voted::For,
    });
    Command::Decide(Decision {
        outcome: Outcome::Agreed,
        reasons: world.casework.fresh().words("We read everything."),
        has_read_the_comments: true,
        agreed_less: None,
        votes: votes.collect(),
    })
}

/// What was said in comments on a file, each with how it came.
async fn comments(world: &World, id: &ConductId) -> Vec<(Channel, String)> {
    let keeper = complaints_manager();
    let view = world
        .casework
        .open_conduct(&world.council, &keeper, (id, "file"))
        .await
        .unwrap();
    let said = view.entries.iter().filter_map(|entry| {
        let Event::Commented { channel, words, .. } = &entry.event else {
            return None;
        };
        Some((*channel, view.words(words).unwrap().to_owned()))
    });
    said.collect()
}

/// A customer who is answered by e-mail.
async fn by_email(world: &World) -> (Logged, PersonId) {
    let mut new = world.contact(Kind::Complaint);
    new.contact.reply_by = Some(ReplyBy::Email);
    let person = new.customer.as_ref().unwrap().0.clone();
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    (logged, person)
}

/// The report goes by e-mail; the Message-ID under which it went.
async fn shared_by_email(world: &World, person: &PersonId) -> (ConductId, String) {
    let (fresh, keeper) = (world.casework.fresh(), complaints_manager());
    let id = report(world, person, false).await;
    checked_and_warned(world, &id).await;
    report(world, person, false).await;
    does(
        world,
        &keeper,
        &id,
        Command::Propose(proposal(world, date(2026, 12, 31))),
    )
    .await
    .unwrap();
    let share = Command::ShareReport {
        report: fresh.words("What we propose, and why."),
        channel: Channel::Email,
    };
    let view = world
        .casework
        .open_conduct(&world.council, &keeper, (&id, "file"))
        .await
        .unwrap();
    let at = (&id, view.version);
    Box::pin(
        world
            .casework
            .send_of_conduct(&world.council, &keeper, at, (LetterKind::Report, share)),
    )
    .await
    .unwrap();
    let leased = world
        .casework
        .lease_mail(&world.council, "worker", 20)
        .await
        .unwrap();
    let message = leased
        .into_iter()
        .find(|message| message.conduct.is_some())
        .unwrap();
    world
        .casework
        .mailed(&world.council, &message, "worker")
        .await
        .unwrap();
    (id, format!("{}@westshire.example.org", message.message_id))
}

on_both_engines! {
    // Domain 5.9 and 5.10: it came by the one way that the notice leaves open, and the front line took it down on the case.
    async fn an_appeal_that_was_taken_down_on_a_case_is_read_as_one_and_told_to_who_hears_it(world: World) {
        let hears = hired(&world, "gwen", &[Role::AuthorisingOfficer, Role::Auditor, Role::Reviewer]).await;
        let (case, person) = asha(&world).await;
        let id = restricted(&world, &person, date(2026, 12, 31)).await;
        told(&world, &case, Channel::Letter).await;
        let contact = queue(&world).await[0].row.contact_id.clone();
        let came_on = world.casework.today();
        world.wait_days(1);
        // Whoever read it first took it for nothing new.
        does(&world, &adviser(), &id, read_as(&contact, Sort::NothingNew)).await.unwrap();
        world.wait_days(2);
        let before = told_of(&world, &hears, NotificationKind::ConductWaits).await;
        let again = Command::Tend(Tend::SortAgain {
            sorting: Sorting { contact: contact.clone(), sort: Sort::Appeal, case: None, words: None },
            as_well: false,
            reason: world.casework.fresh().words("They say that they appeal."),
        });
        does(&world, &adviser(), &id, again).await.unwrap();
        assert_eq!(told_of(&world, &hears, NotificationKind::ConductWaits).await, before + 1);
        let view = world.casework.open_conduct(&world.council, &complaints_manager(), (&id, "file")).await.unwrap();
        assert!(view.file.appeal_waits());
        let appealed = view.entries.iter().find_map(|entry| {
            let Event::Appealed { on, channel, contact, words, .. } = &entry.event else {
                return None;
            };
            Some((*on, *channel, contact.clone(), view.words(words).unwrap()))
        });
        let word_for_word = "And another thing.";
        assert_eq!(appealed, Some((came_on, Some(Channel::Letter), Some(contact), word_for_word)));
        world.assert_sound().await;
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
    }

    // Paper 004, 7.1; domain 5.6: no decision before comments are answered, by whichever way they came.
    async fn what_comes_by_any_way_while_a_report_is_shared_is_read_answered_and_then_decided(world: World) {
        let (case, person) = asha(&world).await;
        let id = shared(&world, &person).await;
        let keeper = complaints_manager();
        assert_eq!(world.casework.bindings(&world.council, &[&person]).await.unwrap(), [], "nothing binds yet");
        told(&world, &case, Channel::Phone).await;
        let (_, state) = taken(&world, &letter(case.reference.as_str(), "I was in hospital that day.")).await;
        assert_eq!(state, MailState::Contact);
        let (other, _) = bela(&world).await;
        told(&world, &other, Channel::Phone).await;
        let waiting = queue(&world).await;
        let by = |channel: Channel| {
            let mut waits = waiting.iter().filter(|line| line.row.channel == channel);
            waits.next().map(|line| line.row.contact_id.clone()).unwrap()
        };
        assert_eq!(waiting.len(), 2);
        // No message tells them of an open way: all are.
        let view = world.casework.open_conduct(&world.council, &keeper, (&id, "file")).await.unwrap();
        assert_eq!(view.file.outside_answered_on, None);
        world.wait_days(20);
        let refused = does(&world, &decider(1), &id, agreed(&world)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::ContactsUnread(2)))), "{refused:?}");
        // One is nothing new, the other is a comment, word for word.
        does(&world, &adviser(), &id, read_as(&by(Channel::Phone), Sort::NothingNew)).await.unwrap();
        does(&world, &adviser(), &id, read_as(&by(Channel::Email), Sort::Comment)).await.unwrap();
        assert_eq!(to_read(&world).await, 0);
        assert_eq!(comments(&world, &id).await, [(Channel::Email, "I was in hospital that day.".to_owned())]);
        let refused = does(&world, &decider(1), &id, agreed(&world)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::CommentsUnanswered(1)))), "{refused:?}");
        let view = world.casework.open_conduct(&world.council, &keeper, (&id, "file")).await.unwrap();
        let comment = view.file.report.as_ref().unwrap().comments[0].id.clone();
        let words = world.casework.fresh().words("You are right: we took that day out.");
        does(&world, &keeper, &id, Command::AnswerComment { comment, words }).await.unwrap();
        does(&world, &decider(1), &id, agreed(&world)).await.unwrap();
        // What comes after the day of the decision and before anything binds is nobody's to sort.
        world.wait_days(1);
        told(&world, &case, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 0);
        world.assert_sound().await;
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
    }

    // UK GDPR, article 5(1)(f): what answers the report quotes it.
    async fn an_email_that_answers_the_report_is_on_the_file_and_on_no_case(world: World) {
        let (case, person) = by_email(&world).await;
        let (id, went) = shared_by_email(&world, &person).await;
        let said = "That is not what happened.\n\n> They shouted at the planner.";
        let answer = Incoming { answers: vec![went.clone()], ..letter(&format!("Re: {}", case.reference), said) };
        let (mail, state) = taken(&world, &answer).await;
        assert_eq!(state, MailState::OnFile);
        let view = world.casework.open_case(&world.council, &officer(), &case.reference).await.unwrap();
        assert!(view.mails.iter().all(|known| known.mail_id != mail), "nothing of it is on the case");
        assert_eq!(world.said_by(Channel::Email, &case.reference).await, Vec::<String>::new());
        let waiting = queue(&world).await;
        assert_eq!((waiting.len(), waiting[0].row.case_id.as_ref(), waiting[0].mail.as_ref()), (1, None, Some(&mail)));
        // Whoever reads what comes in reads it, there and as it came; the front line does not.
        let view = world.casework.open_conduct_to_sort(&world.council, &adviser(), &id).await.unwrap();
        let read = world.casework.conduct_said(&world.council, &view).await.unwrap();
        assert!(read[0].words.as_deref().unwrap().contains("That is not what happened."));
        world.casework.mail(&world.council, &adviser(), &mail).await.unwrap();
        let refused = world.casework.mail(&world.council, &officer(), &mail).await;
        assert!(matches!(refused, Err(Failure::NotPermitted | Failure::NotFound)), "{refused:?}");
        does(&world, &adviser(), &id, read_as(&waiting[0].row.contact_id, Sort::Comment)).await.unwrap();
        let said = comments(&world, &id).await;
        assert_eq!(said.len(), 1);
        assert!(said[0].1.contains("> They shouted at the planner."), "word for word");
        // An absence note that answers it is read as well; and the same e-mail twice is one.
        let note = Incoming { nature: Nature::Automatic, answers: vec![went], ..letter("Out of office", "I am away.") };
        assert_eq!(taken(&world, &note).await.1, MailState::OnFile);
        assert_eq!(taken(&world, &note).await.1, MailState::OnFile);
        assert_eq!(queue(&world).await.len(), 1);
        world.assert_sound().await;
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        // UK GDPR, article 5(1)(e): it goes with the file, and nothing of it stays.
        let note = queue(&world).await[0].row.contact_id.clone();
        let fresh = world.casework.fresh();
        let over = Command::Tend(Tend::Withdraw {
            reason: fresh.words("They were right."),
            letter: Some(fresh.words(&least(parts::of_withdrawal))),
        });
        let close = Command::Close { reason: fresh.words("They were right.") };
        for command in [read_as(&note, Sort::NothingNew), over, close] {
            does(&world, &complaints_manager(), &id, command).await.unwrap();
        }
        world.wait_days(366 * 8);
        assert_eq!(world.casework.erase_ended_conduct(&world.council).await.unwrap(), 1);
        let gone = world.casework.mail(&world.council, &adviser(), &mail).await;
        assert!(matches!(gone, Err(Failure::NotFound)), "{gone:?}");
        assert!(world.casework.mail_content(&world.council, &mail).await.unwrap().is_empty());
        world.assert_sound().await;
    }

    // UK GDPR, article 5(1)(f): a new e-mail that only quotes the report is of the file too, whatever it names and whoever sends it.
    async fn an_email_that_quotes_the_report_without_answering_it_is_on_the_file_and_on_no_case(world: World) {
        let (case, person) = by_email(&world).await;
        let (id, went) = shared_by_email(&world, &person).await;
        let message = MessageId::parse(went.split('@').next().unwrap()).unwrap();
        let link = known_again(&format!("https://example.org/track/{}", case.reference), &message);
        let text = format!("That is not what happened.\n\n> They shouted at the planner.\n> Answer it: {link}");
        let quoting = |subject: &str| Incoming { quotes: letters_in(&text), ..letter(subject, &text) };
        let adviser_of_theirs = Incoming { from: Some("advice@example.org".to_owned()), ..quoting("My client") };
        let named = quoting(&format!("About {}", case.reference));
        for read in [quoting("What you wrote"), named, adviser_of_theirs] {
            let (mail, state) = taken(&world, &read).await;
            assert_eq!(state, MailState::OnFile, "{}", read.subject);
            let refused = world.casework.mail(&world.council, &officer(), &mail).await;
            assert!(matches!(refused, Err(Failure::NotPermitted | Failure::NotFound)), "{refused:?}");
        }
        assert_eq!(world.said_by(Channel::Email, &case.reference).await, Vec::<String>::new());
        let view = world.casework.open_conduct_to_sort(&world.council, &adviser(), &id).await.unwrap();
        let read = world.casework.conduct_said(&world.council, &view).await.unwrap();
        assert_eq!(read.len(), 3);
        assert!(read[0].words.as_deref().unwrap().contains("That is not what happened."));
        // What quotes nothing of it goes where it names, as before.
        let plain = letter(case.reference.as_str(), "When is my bin collected?");
        assert_eq!(taken(&world, &plain).await.1, MailState::Contact);
        world.assert_sound().await;
    }

    // Domain 5.9: nothing can be filed unread.
    async fn mail_of_somebody_who_is_bound_that_looks_automatic_is_read_by_a_person(world: World) {
        let (case, person) = asha(&world).await;
        let of_bela = Incoming {
            from: Some("bela@example.org".to_owned()),
            nature: Nature::Automatic,
            ..letter("Out of office", "I am away.")
        };
        let note = Incoming { nature: Nature::Automatic, ..letter("Automatic reply", "I am away, and somebody hit me.") };
        assert_eq!(taken(&world, &note).await.1, MailState::Automatic, "nothing binds");
        restricted(&world, &person, date(2026, 12, 31)).await;
        let again = Incoming { subject: format!("Automatic reply: {}", case.reference), ..note };
        let (id, state) = taken(&world, &again).await;
        assert_eq!(state, MailState::Waiting);
        let waiting = queue(&world).await;
        assert_eq!((waiting.len(), waiting[0].mail.as_ref()), (1, Some(&id)), "where it can be read");
        assert_eq!(taken(&world, &of_bela).await.1, MailState::Automatic, "nobody beside them");
        assert_eq!(queue(&world).await.len(), 1);
        world.assert_sound().await;
    }

    // Domain 5.12: who only says it in somebody's name, on another's case, is not swept in.
    async fn nobody_beside_the_person_with_the_report_is_read(world: World) {
        let (_, person) = asha(&world).await;
        shared(&world, &person).await;
        let (other, bela) = bela(&world).await;
        let fresh = world.casework.fresh();
        let contact = NewContact {
            id: fresh.contact(), direction: Direction::In, channel: Channel::Online,
            at: world.casework.outside().now(), purpose: ContactPurpose::Information, words: fresh.words("From my page."),
        };
        world.done(&Actor::customer(Some(bela)), &other.id, CaseCommand::RecordContact(contact)).await;
        assert_eq!(queue(&world).await, []);
    }
}
