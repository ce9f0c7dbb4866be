//! E-mail that comes in: on its case, or new, or waiting for a person; never lost, never answered twice.

use jiff::SignedDuration;
use redress_casework::act::NewPerson;
use redress_casework::failure::Failure;
use redress_casework::incoming::{Decision, Sorted};
use redress_domain::case::{Command, Consent, Event, NewConsent, Part, PeopleOrder};
use redress_domain::id::MailId;
use redress_domain::incoming::{Attachment, Fate, Incoming, MailDoubt, MailState, Nature, Report};
use redress_domain::message::MessagePurpose;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, NotificationKind, ReplyBy};
use redress_store::message::MessageState;

use crate::on_both_engines;
use crate::orders::Orders;
use crate::people::joins_as;
use crate::world::{World, adviser, officer};

pub(crate) fn letter(from: &str, subject: &str, text: &str) -> Incoming {
    Incoming {
        from: Some(from.to_owned()),
        from_name: "Asha Patel".to_owned(),
        message_id: Some(format!("{}@mail.example.org", subject.replace(' ', "."))),
        subject: subject.to_owned(),
        text: text.to_owned(),
        ..Incoming::default()
    }
}

async fn kept(world: &World, raw: &str) -> MailId {
    let raw = raw.as_bytes();
    world.casework.keep_mail(&world.council, raw, None).await.unwrap()
}

/// Takes in an e-mail; its bytes are its subject and text.
pub(crate) async fn taken(world: &World, read: &Incoming) -> (MailId, Sorted) {
    let id = kept(world, &format!("{}\n\n{}", read.subject, read.text)).await;
    let sorted = world
        .casework
        .sort_mail(&world.council, &id, Some(read))
        .await
        .unwrap();
    (id, sorted)
}

async fn doubt(world: &World, id: &MailId) -> Option<MailDoubt> {
    let (mail, _) = world.casework.mail(&world.council, &adviser(), id).await.unwrap();
    mail.doubt
}

/// What was said by e-mail on a case, in its order.
async fn said(world: &World, reference: &Reference) -> Vec<String> {
    world.said_by(Channel::Email, reference).await
}

async fn messages(world: &World, reference: &Reference) -> Vec<(MessagePurpose, MessageState)> {
    let view = world
        .casework
        .open_case(&world.council, &adviser(), reference)
        .await
        .unwrap();
    view.messages
        .iter()
        .map(|message| (message.purpose, message.state))
        .collect()
}

/// A complaint that is answered by e-mail, whose receipt was mailed; and that message's Message-ID.
async fn complaint_by_email(world: &World) -> (Reference, String, Option<String>) {
    let mut new = world.contact(Kind::Complaint);
    new.contact.reply_by = Some(ReplyBy::Email);
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    let orders = Orders::of(world);
    world
        .done(&adviser(), &logged.id, orders.triage(Kind::Complaint))
        .await;
    let leased = world
        .casework
        .lease_mail(&world.council, "worker", 5)
        .await
        .unwrap();
    let ready = world
        .casework
        .to_mail(&world.council, leased[0].clone())
        .await
        .unwrap();
    world
        .casework
        .mailed(&world.council, &leased[0], "worker")
        .await
        .unwrap();
    let id = format!("{}@westshire.example.org", leased[0].message_id);
    (logged.reference, id, ready.reply_token)
}

on_both_engines! {
    async fn by_reference_from_an_address_on_file_it_is_a_contact_on_the_case(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let read = letter("Asha@Example.org", &format!("Re: {}", case.reference), "Still no bins.\n> Dear Asha");
        let (id, sorted) = taken(&world, &read).await;
        assert_eq!(sorted, Sorted { state: MailState::Contact, reference: Some(case.reference.clone()) });
        assert_eq!(said(&world, &case.reference).await, ["Still no bins.\n> Dear Asha"]);
        let view = world.casework.open_case(&world.council, &adviser(), &case.reference).await.unwrap();
        assert_eq!(view.mails[0].mail_id, id);
        assert!(view.case.unread.is_some(), "somebody has to read it");
        // The same message again is the same contact.
        assert_eq!(taken(&world, &read).await, (id, sorted));
        assert_eq!(said(&world, &case.reference).await.len(), 1);
        world.assert_sound().await;
    }

    async fn by_thread_and_by_token_a_changed_subject_loses_nothing(world: World) {
        let (reference, message_id, token) = complaint_by_email(&world).await;
        let token = token.expect("answers come in");
        let by_thread = Incoming {
            answers: vec!["unknown@mail.example.org".to_owned(), message_id],
            ..letter("asha@example.org", "bins", "By thread.")
        };
        assert_eq!(taken(&world, &by_thread).await.1.reference, Some(reference.clone()));
        let by_token = Incoming {
            to: vec![format!("feedback+{token}@westshire.example.org")],
            ..letter("asha@example.org", "more bins", "By token.")
        };
        assert_eq!(taken(&world, &by_token).await.1.reference, Some(reference.clone()));
        // Answering what one wrote oneself leads there, too.
        let by_own = Incoming {
            answers: vec!["more.bins@mail.example.org".to_owned()],
            ..letter("asha@example.org", "again", "By my own.")
        };
        assert_eq!(taken(&world, &by_own).await.1.reference, Some(reference.clone()));
        let all = said(&world, &reference).await;
        assert_eq!(all, ["bins\n\nBy thread.", "more bins\n\nBy token.", "again\n\nBy my own."]);
        let guessed = Incoming {
            to: vec!["feedback+000000000000000000000000@westshire.example.org".to_owned()],
            ..letter("asha@example.org", "guessed", "By chance.")
        };
        assert_eq!(taken(&world, &guessed).await.1.state, MailState::Triage);
    }

    async fn a_reference_comes_before_a_thread_and_that_before_a_token(world: World) {
        let (by_message, message_id, token) = complaint_by_email(&world).await;
        let by_name = world.logged(Kind::Complaint).await;
        let to = vec![format!("feedback+{}@westshire.example.org", token.unwrap())];
        let read = Incoming {
            answers: vec![message_id],
            to,
            ..letter("asha@example.org", "bins", &format!("It is about {}.", by_name.reference))
        };
        assert_eq!(taken(&world, &read).await.1.reference, Some(by_name.reference.clone()));
        assert_eq!(said(&world, &by_message).await, [] as [&str; 0]);
    }

    // Domain, section 2: whoever speaks for somebody acts with their consent, and nobody's words are the customer's.
    async fn of_whoever_lacks_consent_it_waits_and_is_never_taken_for_the_customers(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let details = NewPerson {
            name: "Rupert Vile".to_owned(),
            email: Some("rupert@example.org".to_owned()),
            ..Default::default()
        };
        let person = joins_as(&world, &case.id, (Part::Representative, details)).await;
        let writes = |text: &str| letter("rupert@example.org", &format!("Re: {}", case.reference), text);
        let (id, sorted) = taken(&world, &writes("I withdraw it all.")).await;
        assert_eq!(sorted.state, MailState::Waiting);
        assert_eq!(doubt(&world, &id).await, Some(MailDoubt::NoConsent));
        assert_eq!(said(&world, &case.reference).await, [] as [&str; 0]);
        // With consent it is taken, under his name; hers is hers.
        let consent = |consent| Command::People(PeopleOrder::ChangeConsent(NewConsent {
            person: person.clone(),
            consent,
            evidence: Some(world.casework.fresh().words("On the phone")),
            file: None,
        }));
        world.done(&adviser(), &case.id, consent(Consent::Given)).await;
        taken(&world, &writes("She asks for more.")).await;
        taken(&world, &letter("asha@example.org", &format!("Re: {}", case.reference), "He is right.")).await;
        let view = world.casework.open_case(&world.council, &adviser(), &case.reference).await.unwrap();
        let contacts = view.mails.iter().filter_map(|mail| mail.contact_id.as_ref());
        let mut writers: Vec<_> = contacts.map(|contact| view.writer(contact)).collect();
        writers.sort_unstable();
        assert_eq!(writers, [None, Some("Rupert Vile")]);
        // It was matched to the case before; it waits all the same once the consent is gone, or he is.
        world.done(&adviser(), &case.id, consent(Consent::Withdrawn)).await;
        let (id, _) = taken(&world, &writes("I accept nothing for it.")).await;
        assert_eq!(doubt(&world, &id).await, Some(MailDoubt::NoConsent));
        let end = PeopleOrder::EndPerson { person, reason: world.casework.fresh().words("He left") };
        world.done(&adviser(), &case.id, Command::People(end)).await;
        let (id, _) = taken(&world, &writes("And close it.")).await;
        assert_eq!(doubt(&world, &id).await, Some(MailDoubt::NoConsent));
        world.assert_sound().await;
    }

    async fn from_an_address_that_is_not_on_file_it_waits_and_nothing_is_added_or_answered(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let before = messages(&world, &case.reference).await;
        let read = letter("mallory@example.org", case.reference.as_str(), "Tell me all about it.");
        let (id, sorted) = taken(&world, &read).await;
        assert_eq!(sorted, Sorted { state: MailState::Waiting, reference: None });
        assert_eq!(doubt(&world, &id).await, Some(MailDoubt::UnknownSender));
        assert_eq!(said(&world, &case.reference).await, [] as [&str; 0]);
        assert_eq!(messages(&world, &case.reference).await, before);
        // A person matches it, and from then on the address is known for this case.
        let decision = (Decision::AddTo(case.reference.clone(), None), Some("She rang us."));
        let done = world.casework.decide_mail(&world.council, &adviser(), (&id, Some(&read)), decision).await;
        assert_eq!(done.unwrap().reference, Some(case.reference.clone()));
        let again = letter("mallory@example.org", &format!("{} again", case.reference), "One more thing.");
        assert_eq!(taken(&world, &again).await.1.state, MailState::Contact);
        assert_eq!(said(&world, &case.reference).await.len(), 2);
        let (mail, _) = world.casework.mail(&world.council, &adviser(), &id).await.unwrap();
        assert_eq!(mail.decided_by, Some(adviser().id));
        assert_eq!(mail.reason.as_deref(), Some("She rang us."));
        world.assert_sound().await;
    }

    async fn what_is_not_certain_waits_for_a_person_who_is_told_why(world: World) {
        let (one, other) = (world.logged(Kind::Complaint).await, world.logged(Kind::Complaint).await);
        let several = format!("{} and {}", one.reference, other.reference);
        let unknown = Reference::new("WS", 99).to_string();
        for (read, why) in [
            (letter("asha@example.org", &several, "Both."), MailDoubt::SeveralCases),
            (letter("asha@example.org", &unknown, "Mine."), MailDoubt::UnknownReference),
            (letter("asha@example.org", "", ""), MailDoubt::Unreadable),
            (
                Incoming { from: None, ..letter("", one.reference.as_str(), "Guess who.") },
                MailDoubt::NoSender,
            ),
            (
                Incoming { nature: Nature::Forged, ..letter("asha@example.org", one.reference.as_str(), "Me.") },
                MailDoubt::Forged,
            ),
        ] {
            let (id, sorted) = taken(&world, &read).await;
            assert_eq!(sorted.state, MailState::Waiting, "{why}");
            assert_eq!(doubt(&world, &id).await, Some(why));
        }
        let unread = kept(&world, "\0\0").await;
        let sorted = world.casework.sort_mail(&world.council, &unread, None).await.unwrap();
        assert_eq!(sorted.state.outcome(), "for-a-person");
        assert_eq!(doubt(&world, &unread).await, Some(MailDoubt::Unreadable));
        assert_eq!(world.casework.mail_content(&world.council, &unread).await.unwrap(), b"\0\0");
        let waiting = world.casework.mails_waiting(&world.council, &adviser()).await.unwrap();
        assert_eq!(waiting, 6);
        let refused = world.casework.mails_waiting(&world.council, &officer()).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "an officer triages nothing");
    }

    async fn what_is_new_opens_an_item_for_triage_and_is_acknowledged_once_an_hour(world: World) {
        let (_, first) = taken(&world, &letter("sam@example.org", "Broken lamp", "It is dark.")).await;
        assert_eq!(first.state, MailState::Triage);
        let reference = first.reference.unwrap();
        assert_eq!(messages(&world, &reference).await, [(MessagePurpose::Receipt, MessageState::Waiting)]);
        let view = world.casework.open_case(&world.council, &adviser(), &reference).await.unwrap();
        assert_eq!(view.text(&view.case.what_happened), "Broken lamp\n\nIt is dark.");
        assert_eq!(view.customer.as_ref().unwrap().email.as_deref(), Some("sam@example.org"));
        assert_eq!(view.case.channel, Channel::Email);
        // The receipt says nothing that was in the e-mail: its sender may be forged.
        let leased = world.casework.lease_mail(&world.council, "worker", 5).await.unwrap();
        let ready = world.casework.to_mail(&world.council, leased[0].clone()).await.unwrap();
        assert_eq!(ready.says.told, []);
        assert_eq!(ready.answers.as_deref(), Some("Broken.lamp@mail.example.org"));
        let (_, second) = taken(&world, &letter("SAM@example.org", "Broken lamp two", "Still dark.")).await;
        assert_eq!(messages(&world, &second.reference.unwrap()).await, []);
        world.wait(SignedDuration::from_mins(61));
        let (_, third) = taken(&world, &letter("sam@example.org", "Broken lamp three", "Dark.")).await;
        assert_eq!(messages(&world, &third.reference.unwrap()).await.len(), 1);
        world.assert_sound().await;
    }

    async fn a_machine_that_answers_from_ever_new_addresses_soon_hears_nothing_more(world: World) {
        // Given a help desk that answers each receipt with another tag: it is one mailbox.
        let (_, first) = taken(&world, &letter("desk+id1@example.net", "Ticket 1", "Received.")).await;
        assert_eq!(messages(&world, &first.reference.unwrap()).await.len(), 1);
        let (_, tagged) = taken(&world, &letter("Desk+id2@example.net", "Ticket 2", "Received.")).await;
        assert_eq!(messages(&world, &tagged.reference.unwrap()).await, []);
        // And one with a mailbox for each answer: the domain has as many receipts as an hour allows.
        let mut receipts = 1;
        for number in 0..205 {
            let answer = letter(&format!("desk{number}@example.net"), &format!("Ticket {number}0"), "Received.");
            let (_, sorted) = taken(&world, &answer).await;
            receipts += messages(&world, &sorted.reference.unwrap()).await.len();
        }
        assert_eq!(receipts, 199, "of 200 that were asked for, one went to a mailbox that had one");
        let (_, other) = taken(&world, &letter("sam@example.org", "Broken lamp", "It is dark.")).await;
        assert_eq!(messages(&world, &other.reference.unwrap()).await.len(), 1, "others are not held up");
    }

    async fn what_a_program_wrote_and_our_own_is_kept_and_never_answered(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let away = Incoming {
            nature: Nature::Automatic,
            ..letter("asha@example.org", case.reference.as_str(), "I am away.")
        };
        let (_, ours, _) = complaint_by_email(&world).await;
        let own = Incoming {
            message_id: Some(ours),
            ..letter("feedback+0123@westshire.example.org", "We have your question", "Ours.")
        };
        for read in [away, own] {
            let (id, sorted) = taken(&world, &read).await;
            assert_eq!(sorted.state, MailState::Automatic, "{}", read.text);
            // A person may still say otherwise; even then a program gets no answer.
            let decision = (Decision::NewItem, None);
            let done = world.casework.decide_mail(&world.council, &adviser(), (&id, Some(&read)), decision).await;
            let reference = done.unwrap().reference.unwrap();
            assert_eq!(messages(&world, &reference).await, [], "{}", read.text);
        }
        assert_eq!(said(&world, &case.reference).await, [] as [&str; 0]);
    }

    // A complaint that nobody reads is the worst that can become of it.
    async fn what_a_colleague_passes_on_from_our_own_address_waits_for_a_person_and_is_not_answered(world: World) {
        let passed_on = letter("feedback@westshire.example.org", "FW: complaint about bins", "Please log.");
        let (id, sorted) = taken(&world, &passed_on).await;
        assert_eq!(sorted.state, MailState::Waiting);
        assert_eq!(doubt(&world, &id).await, Some(MailDoubt::OwnAddress));
        let decision = (Decision::NewItem, None);
        let done = world.casework.decide_mail(&world.council, &adviser(), (&id, Some(&passed_on)), decision).await;
        assert_eq!(messages(&world, &done.unwrap().reference.unwrap()).await, []);
    }

    async fn what_is_said_in_the_subject_beside_the_reference_is_kept(world: World) {
        let (reference, message_id, _) = complaint_by_email(&world).await;
        let subject = format!("Re: {reference} my mother collapsed, no heat");
        taken(&world, &letter("asha@example.org", &subject, "")).await;
        let answer = |text: &str| Incoming {
            answers: vec![message_id.clone()],
            ..letter("asha@example.org", &format!("Re: We have your complaint – {reference}"), text)
        };
        taken(&world, &answer("Thank you.")).await;
        taken(&world, &letter("asha@example.org", &format!("Your ref: {reference}"), "Still dark.")).await;
        let all = said(&world, &reference).await;
        assert_eq!(all, ["my mother collapsed, no heat\n\n[The e-mail has no text.]", "Thank you.", "Still dark."]);
    }

    async fn an_address_in_capitals_leads_to_the_case_and_a_copy_by_another_address_is_the_same_contact(world: World) {
        let (reference, _, token) = complaint_by_email(&world).await;
        let to = format!("feedback+{}@westshire.example.org", token.unwrap()).to_uppercase();
        let by_token = Incoming { to: vec![to], ..letter("asha@example.org", "bins", "By token.") };
        assert_eq!(taken(&world, &by_token).await.1.reference, Some(reference.clone()));
        // Written once to two of our addresses.
        let new = letter("sam@example.org", "Broken lamp", "It is dark.");
        let mut cases = Vec::new();
        for server in ["one", "other"] {
            let raw = format!("Received: by {server}.example.org\nSubject: Broken lamp\n\nIt is dark.\n");
            let id = kept(&world, &raw).await;
            let sorted = world.casework.sort_mail(&world.council, &id, Some(&new)).await.unwrap();
            cases.push(sorted.reference.unwrap());
        }
        assert_eq!(cases[0], cases[1]);
        let view = world.casework.open_case(&world.council, &adviser(), &cases[0]).await.unwrap();
        assert_eq!(view.mails.len(), 2, "both originals are kept");
        // A machine that writes the same Message-ID for ever writes something new.
        let id = kept(&world, "Subject: Broken lamp\n\nStill dark.").await;
        let again = Incoming { text: "Still dark.".to_owned(), ..new };
        let sorted = world.casework.sort_mail(&world.council, &id, Some(&again)).await.unwrap();
        assert_ne!(sorted.reference.unwrap(), cases[0]);
        world.assert_sound().await;
    }

    // Guide for officers: "this one closes, its reference leads to the other".
    async fn the_reference_of_a_merged_case_leads_to_the_one_in_which_it_goes_on(world: World) {
        let orders = Orders::of(&world);
        let (kept, merged) = (world.logged(Kind::Complaint).await, world.logged(Kind::Complaint).await);
        for case in [&kept, &merged] {
            world.done(&adviser(), &case.id, orders.triage(Kind::Complaint)).await;
        }
        world.done(&officer(), &merged.id, crate::between::merge(&orders, (&merged.id, &kept.id))).await;
        let both = format!("{} and {}", merged.reference, kept.reference);
        for subject in [merged.reference.as_str(), &both] {
            let (_, sorted) = taken(&world, &letter("asha@example.org", subject, "No bins.")).await;
            assert_eq!(sorted, Sorted { state: MailState::Contact, reference: Some(kept.reference.clone()) }, "{subject}");
        }
        assert_eq!(said(&world, &merged.reference).await, [] as [&str; 0]);
        world.assert_sound().await;
    }

    async fn everybody_who_is_on_the_case_now_is_on_file_for_it(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let email = |email: &str| NewPerson {
            name: "Sam Okafor".to_owned(),
            email: Some(email.to_owned()),
            ..NewPerson::default()
        };
        // Whoever speaks for the customer waits for their consent.
        for (part, from, then) in [
            (Part::FurtherCustomer, "sam@example.org", MailState::Contact),
            (Part::Representative, "lee@example.org", MailState::Waiting),
        ] {
            let read = letter(from, &format!("{} {from}", case.reference), "It is so.");
            assert_eq!(taken(&world, &read).await.1.state, MailState::Waiting, "{from}");
            joins_as(&world, &case.id, (part, email(from))).await;
            let again = Incoming { text: "It is still so.".to_owned(), ..read };
            assert_eq!(taken(&world, &again).await.1.state, then, "{from}");
        }
    }

    // RFC 2919 and 2369: a group is a list for the servers that keep it, and all its mail bears a list's marks.
    async fn what_comes_through_a_list_waits_unless_the_list_is_the_councils_own_mailbox(world: World) {
        let listed = |list: &str, subject: &str| Incoming {
            nature: Nature::Listed(vec![list.to_owned()]),
            // To whom it is addressed proves nothing.
            to: vec!["news@shop.example.org".to_owned()],
            ..letter("sam@example.org", subject, "It is dark.")
        };
        for (number, list) in ["news.shop.example.org", "allstaff.westshire.example.org", ""].iter().enumerate() {
            let read = listed(list, &format!("Offers {number}"));
            let (id, sorted) = taken(&world, &read).await;
            assert_eq!(sorted.state, MailState::Waiting, "{list}");
            assert_eq!(doubt(&world, &id).await, Some(MailDoubt::PerhapsAutomatic), "{list}");
        }
        assert!(world.casework.lease_mail(&world.council, "worker", 5).await.unwrap().is_empty(), "nobody is answered");
        // The council's own, as it is named and as it is written to.
        let case = world.logged(Kind::Complaint).await;
        let own = ["complaints.westshire.example.org", "Feedback@westshire.example.org"];
        for (list, subject) in own.into_iter().zip(["Broken lamp", "Broken lamp two"]) {
            let (_, sorted) = taken(&world, &listed(list, subject)).await;
            assert_eq!(sorted.state, MailState::Triage, "{list}");
        }
        let answer = Incoming { from: Some("asha@example.org".to_owned()), ..listed(own[0], case.reference.as_str()) };
        assert_eq!(taken(&world, &answer).await.1.state, MailState::Contact);
        // Or the address to which the mail server delivered it.
        let read = listed("lamps.eastshire.example.org", "Broken lamp three");
        let to = Some("lamps+1@eastshire.example.org");
        let id = world.casework.keep_mail(&world.council, b"three", to).await.unwrap();
        let sorted = world.casework.sort_mail(&world.council, &id, Some(&read)).await.unwrap();
        assert_eq!(sorted.state, MailState::Triage);
        world.assert_sound().await;
    }

    async fn an_email_from_before_the_clock_was_set_back_is_added_all_the_same(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let one = letter("mallory@example.org", case.reference.as_str(), "It is me.");
        let two = Incoming { from: None, ..letter("", "Bins", "Guess who.") };
        let (first, second) = (taken(&world, &one).await.0, taken(&world, &two).await.0);
        world.wait(SignedDuration::from_mins(-90));
        let priya = adviser();
        let decide = |id, read, decision| {
            world.casework.decide_mail(&world.council, &priya, (id, Some(read)), (decision, None))
        };
        let added = decide(&first, &one, Decision::AddTo(case.reference.clone(), None)).await.unwrap();
        assert_eq!(added.state, MailState::Contact);
        let opened = decide(&second, &two, Decision::NewItem).await.unwrap();
        assert_eq!(opened.state, MailState::Triage);
    }

    async fn a_bounce_goes_back_to_the_case_and_the_officer_is_told(world: World) {
        let (reference, message_id, _) = complaint_by_email(&world).await;
        let report = |fate| Incoming {
            nature: Nature::Report(Report {
                about: vec!["other@example.org".to_owned(), message_id.clone()],
                fate,
                why: "550 5.1.1 user unknown".to_owned(),
            }),
            ..letter("mailer-daemon@mx.example.org", &format!("{fate:?}"), "Not delivered.")
        };
        let (_, late) = taken(&world, &report(Fate::NotFailed)).await;
        assert_eq!(late.state, MailState::Automatic);
        let (_, bounce) = taken(&world, &report(Fate::Failed)).await;
        assert_eq!(bounce, Sorted { state: MailState::Bounce, reference: Some(reference.clone()) });
        let view = world.casework.open_case(&world.council, &adviser(), &reference).await.unwrap();
        let not_reached = |event: &Event| matches!(event, Event::NotReached { .. });
        assert_eq!(view.entries.iter().filter(|entry| not_reached(&entry.event)).count(), 1);
        assert_eq!(view.messages[0].state, MessageState::GivenUp);
        assert_eq!(view.messages[0].last_error.as_deref(), Some("550 5.1.1 user unknown"));
        let told = world.casework.new_notifications(&world.council, &officer()).await.unwrap();
        assert!(told.iter().any(|told| told.row.kind == NotificationKind::NotReached), "{told:?}");
        // Told twice, it is one fact.
        let again = Incoming { text: "Not delivered, again.".to_owned(), ..report(Fate::Failed) };
        taken(&world, &again).await;
        let view = world.casework.open_case(&world.council, &adviser(), &reference).await.unwrap();
        assert_eq!(view.entries.iter().filter(|entry| not_reached(&entry.event)).count(), 1);
        world.assert_sound().await;
    }

    async fn what_it_brings_becomes_files_and_what_is_not_taken_is_named(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let png = include_bytes!("../../../../docs/pictures/make-a-complaint.png");
        let attachment = |name: &str, content: &[u8]| Attachment {
            name: name.to_owned(),
            content: content.to_vec(),
        };
        let read = Incoming {
            attachments: vec![
                attachment("../../bin.jpeg", png),
                attachment("winmail.dat", b"\x78\x9f\x3e\x22\x01"),
                attachment("film.mov", &vec![7; 50_000_000]),
                attachment("nothing.txt", b""),
            ],
            ..letter("asha@example.org", case.reference.as_str(), "See what I attach.")
        };
        assert_eq!(taken(&world, &read).await.1.state, MailState::Contact);
        let view = world.casework.open_case(&world.council, &adviser(), &case.reference).await.unwrap();
        let names: Vec<&str> = view.case.files.iter().map(|file| view.text(&file.name)).collect();
        assert_eq!(names, ["bin.png"]);
        let said = said(&world, &case.reference).await;
        for part in [
            "winmail.dat (not a type that we take)",
            "film.mov (too large)",
            "nothing.txt (empty)",
        ] {
            assert!(said[0].contains(part), "{part} in {}", said[0]);
        }
        world.assert_sound().await;
    }

    async fn of_two_who_decide_one_does_and_the_other_is_told(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let read = letter("mallory@example.org", case.reference.as_str(), "It is me.");
        let (id, _) = taken(&world, &read).await;
        let decide = || {
            let decision = (Decision::AddTo(case.reference.clone(), None), None);
            let adviser = adviser();
            let (world, read, id) = (&world, &read, &id);
            async move {
                world.casework.decide_mail(&world.council, &adviser, (id, Some(read)), decision).await
            }
        };
        let (one, other) = tokio::join!(decide(), decide());
        assert_eq!([&one, &other].iter().filter(|done| done.is_ok()).count(), 1, "{one:?} {other:?}");
        let told = one.err().or(other.err()).unwrap();
        assert!(matches!(told, Failure::AlreadyDone(_)), "{told:?}");
        assert_eq!(said(&world, &case.reference).await.len(), 1);
    }

    async fn line_ends_and_the_line_of_a_pipe_make_no_second_message(world: World) {
        let one = kept(&world, "Subject: a\n\nb\n").await;
        assert_eq!(kept(&world, "Subject: a\r\n\r\nb").await, one);
        assert_eq!(kept(&world, "From asha Mon Nov 23\nSubject: a\n\nb\n").await, one);
        assert_ne!(kept(&world, "Subject: a\n\nc\n").await, one);
    }

    async fn what_was_kept_and_not_sorted_is_found_again(world: World) {
        let id = kept(&world, "Subject: a\n\nb\n").await;
        assert_eq!(world.casework.unsorted_mails(&world.council).await.unwrap(), []);
        world.wait(SignedDuration::from_mins(2));
        let unsorted = world.casework.unsorted_mails(&world.council).await.unwrap();
        assert_eq!(unsorted[0].mail_id, id);
        let read = letter("sam@example.org", "a", "b");
        world.casework.sort_mail(&world.council, &id, Some(&read)).await.unwrap();
        assert_eq!(world.casework.unsorted_mails(&world.council).await.unwrap(), []);
    }
}
