//! What people write in a conduct file never reaches an event (architecture, section 3).

use std::collections::BTreeSet;

use jiff::civil::date;
use redress_domain::case::NewFile;
use redress_domain::conduct::state::With;
use redress_domain::conduct::{
    AnswerCheck, AppealOutcome, Check, CheckAnswer, Command, Decision, Easing, FileWith, Interim, Keep,
    LetterKind, Likeness, NewComment, NewIncident, Outcome, Over, Proposal, Purpose, Question, Reach, Sort,
    Sorting, Tend, Vote, Voted, parts,
};
use redress_domain::id::{ConductId, ContactId, FileId, IncidentId};
use redress_domain::permission::Actor;
use redress_domain::policy::{ConductCategory, ContactOption};
use redress_domain::vocabulary::{Channel, FileType, Kind};
use redress_domain::words::{Digest, FileRef, Words};

use crate::conduct::{appeal_text, asha, decider, notice_text, to_read, told};
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, least};

const CANARY: &str = "Canary-Penhaligon";

/// Everything that is said here, each text with the canary in it.
fn said(world: &World, what: &str) -> Words {
    world
        .casework
        .fresh()
        .words(&format!("{CANARY} said this: {what}"))
}

/// A letter that says no more than it must, and the canary.
fn letter(world: &World, least: &str) -> Words {
    said(world, &format!("wrote.\n\n{least}"))
}

fn name_of(order: &Command) -> String {
    let order = if let Command::Send { order, .. } | Command::Carry { order, .. } = order {
        order
    } else {
        order
    };
    let whole = format!("{order:?}");
    whole.split([' ', '(', '{']).next().unwrap().to_owned()
}

/// The whole of a file, and which orders were given.
struct Walk<'w> {
    world: &'w World,
    id: ConductId,
    given: BTreeSet<String>,
}

impl Walk<'_> {
    async fn does(&mut self, actor: &Actor, order: Command) {
        self.given.insert(name_of(&order));
        let whole = format!("{order:?}");
        let done = self
            .world
            .casework
            .act_on_latest_conduct(&self.world.council, actor, &self.id, order);
        if let Err(error) = done.await {
            panic!("{whole}: {error}");
        }
    }

    /// The same with its letter by the outbox, which is handed over.
    async fn sends(&mut self, actor: &Actor, (kind, order): (LetterKind, Command)) {
        self.given.insert(name_of(&order));
        let (casework, council) = (&self.world.casework, &self.world.council);
        let view = casework
            .open_conduct(council, &complaints_manager(), (&self.id, "file"))
            .await
            .unwrap();
        let at = (&self.id, view.version);
        Box::pin(casework.send_of_conduct(council, actor, at, (kind, order)))
            .await
            .unwrap();
        let view = casework
            .open_conduct(council, &complaints_manager(), (&self.id, "file"))
            .await
            .unwrap();
        let message = view.file.letters.last().unwrap().message.clone();
        self.does(&complaints_manager(), Command::LetterLeft { message, by: None })
            .await;
    }

    async fn as_far_as_the_notice(&mut self, person: &Actor) {
        let (world, keeper) = (self.world, complaints_manager());
        for check in Check::ALL {
            let answer = AnswerCheck {
                check: *check,
                answer: CheckAnswer::Clear,
                reason: said(world, "check"),
            };
            self.does(&keeper, Command::AnswerCheck(answer)).await;
        }
        self.does(
            &keeper,
            Command::TryMilder {
                words: said(world, "milder"),
            },
        )
        .await;
        let must_change = said(world, "change");
        let warn = Command::Warn {
            letter: letter(world, &least(|say| parts::of_warning(say, &must_change.text))),
            must_change,
        };
        Box::pin(self.sends(&keeper, (LetterKind::Warning, warn))).await;
        // It goes by post, and counts from the second working day after it.
        world.wait_days(5);
        let redress_domain::id::ActorId::Customer(theirs) = &person.id else {
            unreachable!()
        };
        crate::conduct::report(world, theirs, false).await;
        let proposal = Proposal {
            purpose: Purpose::First,
            measures: vec![ContactOption::OneChannel, ContactOption::NamedContact],
            reach: Reach::WholeCouncil,
            service: None,
            cases: Vec::new(),
            why_whole_council: Some(said(world, "whole council")),
            ends_on: date(2026, 12, 31),
            review_on: date(2026, 12, 30),
            open_channel: Channel::Letter,
            why_usable: said(world, "usable"),
            reasons: said(world, "reasons"),
            equality: said(world, "equality"),
            human_rights: said(world, "rights"),
            why_nothing_milder: Some(said(world, "nothing milder")),
            expects: said(world, "expects"),
            asks: said(world, "asks"),
            in_practice: Some(said(world, "in-practice")),
        };
        self.does(&keeper, Command::Propose(proposal)).await;
        let share = Command::ShareReport {
            report: said(world, "report"),
            channel: Channel::Letter,
        };
        Box::pin(self.sends(&keeper, (LetterKind::Report, share))).await;
        let until = date(2026, 12, 31);
        let more_time = Command::Tend(Tend::GiveMoreTime {
            until,
            reason: said(world, "more time"),
            letter: letter(world, &least(|say| parts::of_more_time(say, until))),
        });
        self.does(
            &keeper,
            Command::Carry {
                order: Box::new(more_time),
                message: world.casework.fresh().message(),
                channel: Channel::Phone,
            },
        )
        .await;
        let comment = world.casework.fresh().comment();
        let new = NewComment {
            id: comment.clone(),
            on: world.casework.today(),
            channel: Channel::Phone,
            is_all: true,
            words: said(world, "comment"),
        };
        self.does(person, Command::Comment(new)).await;
        // While something binds them it is a contact as well, and read.
        if to_read(world).await > 0 {
            let contact = ContactId::parse(comment.as_str()).unwrap();
            let read = Sorting {
                contact,
                sort: Sort::Comment,
                case: None,
                words: None,
            };
            self.does(&adviser(), Command::SortContact(read)).await;
        }
        self.does(
            &keeper,
            Command::AnswerComment {
                comment,
                words: said(world, "answer"),
            },
        )
        .await;
        let votes = (1..4).map(|number| Vote {
            by: decider(number),
            voted: Voted::For,
        });
        let decision = Decision {
            outcome: Outcome::Agreed,
            reasons: said(world, "decision"),
            has_read_the_comments: true,
            agreed_less: None,
            votes: votes.collect(),
        };
        self.does(&decider(1), Command::Decide(decision)).await;
        let notice = Command::SendNotice {
            letter: letter(world, &notice_text(world, theirs).await),
            channel: Channel::Letter,
        };
        self.does(&keeper, notice).await;
    }
}

fn a_file(world: &World, incident: IncidentId) -> (FileId, Command) {
    let id = world.casework.fresh().file();
    let file = FileRef {
        id: id.clone(),
        digest: Digest::of(&[7; 16], b"nothing"),
    };
    let name = said(world, "counter.jpg");
    let new = FileWith {
        with: With::Incident(incident),
        file,
        name,
        kind: FileType::Jpg,
        size: 7,
    };
    (id, Command::AddFile(new))
}

on_both_engines! {
    async fn a_canary_in_every_text_of_every_order_of_a_conduct_file_is_in_no_event(world: World) {
        let (case, person) = asha(&world).await;
        let keeper = complaints_manager();
        let incident = world.casework.fresh().incident();
        let new = NewIncident {
            id: incident.clone(),
            person: person.clone(),
            on: world.casework.today(),
            at: None,
            channel: Channel::Phone,
            categories: vec![ConductCategory::Abuse],
            was_danger: true,
            facts: said(&world, "facts"),
            exact_words: Some(said(&world, "exact words")),
            witnesses: Some(said(&world, "witnesses")),
        };
        let id = world.casework.report_incident_with(&world.council, &adviser(), (new, Vec::<NewFile>::new())).await.unwrap();
        let mut walk = Walk { world: &world, id, given: BTreeSet::from(["ReportIncident".to_owned()]) };
        // A file that is not there is refused as a whole; its name would be a text.
        let (_, add) = a_file(&world, incident);
        let refused = world.casework.act_on_latest_conduct(&world.council, &keeper, &walk.id, add.clone()).await;
        assert!(refused.is_err());
        walk.given.insert(name_of(&add));
        let interim = Interim {
            measures: vec![ContactOption::OneChannel],
            open_channel: Channel::Phone,
            in_practice: None,
            ends_on: date(2026, 11, 16),
            reason: said(&world, "danger"),
            letter: letter(&world, &least(|say| parts::of_interim(say, &[ContactOption::OneChannel], Channel::Phone, date(2026, 11, 16), None))),
        };
        walk.does(&decider(4), Command::OrderInterim(interim)).await;
        let them = Actor::customer(Some(person.clone()));
        Box::pin(walk.as_far_as_the_notice(&them)).await;
        told(&world, &case, Channel::Email).await;
        let waiting = world.casework.conduct_contacts(&world.council, &adviser(), None).await.unwrap();
        for line in waiting {
            let words = Some(said(&world, "sorted"));
            let sorting = Sorting { contact: line.row.contact_id, sort: Sort::NewInformation, case: None, words };
            walk.does(&adviser(), Command::SortContact(sorting)).await;
        }
        let keep = Command::LeaveAsItIs { question: Question::Information, reason: said(&world, "kept") };
        walk.does(&decider(1), keep).await;
        let mut easing = Easing {
            measures: vec![ContactOption::OneChannel],
            ends_on: date(2026, 12, 20),
            review_on: date(2026, 12, 15),
            open_channel: Channel::Letter,
            in_practice: None,
            as_decided: None,
            reason: said(&world, "kinder"),
            letter: said(&world, "eased"),
        };
        easing.letter = letter(&world, &least(|say| parts::of_easing(say, &easing)));
        Box::pin(walk.sends(&keeper, (LetterKind::Eased, Command::Ease(easing)))).await;
        // By the program, when an adjustment is agreed: it has no text.
        walk.given.insert("AdjustmentAgreed".to_owned());
        walk.given.insert("RecordContact".to_owned());
        let contact = world.casework.fresh().contact();
        let appeal = Command::Appeal {
            contact: contact.clone(),
            on: world.casework.today(),
            channel: Channel::Letter,
            words: said(&world, "appeal"),
        };
        walk.does(&adviser(), appeal).await;
        // Domain 5.9: it is a contact, and read.
        let read = Sorting { contact, sort: Sort::Comment, case: None, words: None };
        walk.does(&adviser(), Command::SortContact(read)).await;
        let decide = Command::DecideAppeal {
            outcome: AppealOutcome::NotUpheld,
            reasons: said(&world, "appeal reasons"),
            letter: letter(&world, &appeal_text(&world, &walk.id, AppealOutcome::NotUpheld).await),
        };
        Box::pin(walk.sends(&crate::conduct::hears_appeals(1), (LetterKind::Appeal, decide))).await;
        let lift = Command::Lift { reason: said(&world, "lifted"), letter: letter(&world, &least(|say| parts::of_lifting(say, Over::default()))) };
        Box::pin(walk.sends(&keeper, (LetterKind::Lifted, lift))).await;
        let view = world.casework.open_conduct(&world.council, &keeper, (&walk.id, "file")).await.unwrap();
        let message = view.file.letters.last().unwrap().message.clone();
        let struck = view.file.incidents.first().unwrap().id.clone();
        walk.does(&keeper, Command::LetterNotReached { message }).await;
        for order in [
            Tend::Meet { kinds: vec![redress_domain::customer::adjustment::AdjustmentKind::EasyRead], words: said(&world, "met") },
            Tend::Strike { incident: struck, is_moved: false, reason: said(&world, "struck out"), letter: None },
        ] {
            walk.does(&keeper, Command::Tend(order)).await;
        }
        for order in [
            Keep::Compare { person: world.casework.fresh().person(), likeness: Likeness::Same, reason: said(&world, "compared") },
            Keep::Hold { reason: said(&world, "held") },
            Keep::EndHold { reason: said(&world, "held no more") },
        ] {
            walk.does(&keeper, Command::Keep(order)).await;
        }
        walk.does(&keeper, Command::Close { reason: said(&world, "over") }).await;
        crate::conduct::report(&world, &person, false).await;
        let into = world.casework.fresh().conduct();
        walk.does(&keeper, Command::Tend(Tend::CloseInto { into, reason: said(&world, "one person") })).await;
        let every = [
            "ReportIncident", "AnswerCheck", "TryMilder", "Warn", "OrderInterim", "Propose", "ShareReport", "Comment",
            "AnswerComment", "Decide", "SendNotice", "RecordContact", "SortContact", "Lift", "Appeal", "DecideAppeal",
            "Close", "LetterLeft", "LetterNotReached", "AddFile", "AdjustmentAgreed", "LeaveAsItIs", "Ease", "Keep",
            "Tend",
        ];
        let missing: Vec<_> = every.iter().filter(|name| !walk.given.contains(**name)).collect();
        assert!(missing.is_empty(), "no scene gives these orders: {missing:?}");
        let events = world.events_as_text().await;
        assert!(events.lines().count() > 30, "{}", events.lines().count());
        for line in events.lines() {
            assert!(!line.to_lowercase().contains("canary"), "{line}");
            assert!(!line.to_lowercase().contains("penhaligon"), "{line}");
        }
        world.assert_sound().await;
        let _ = Kind::Complaint;
    }
}
