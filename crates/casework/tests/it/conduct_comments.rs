//! What somebody says of the report about them: what comes with it, and the time that they have for it.

use std::io::Write as _;

use jiff::SignedDuration;
use jiff::civil::date;
use redress_casework::conduct::{NotDone, Reading};
use redress_casework::failure::Failure;
use redress_casework::file::{Arrived, Taken};
use redress_casework::outside::Outside as _;
use redress_casework::retention::NotErased;
use redress_domain::case::NewFile;
use redress_domain::conduct::state::With;
use redress_domain::conduct::{
    Command, Decision, LetterKind, NewComment, Outcome, Proposal, Refusal, Tend, Vote, Voted, parts,
};
use redress_domain::id::{ConductId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, SeenBy};
use redress_store::rebuild::Side;

use crate::conduct::{asha, bela, checked_and_warned, decider, does, proposal, report};
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, least};

/// As far as the report that was shared.
pub(crate) async fn shared(world: &World, person: &PersonId) -> ConductId {
    let (fresh, keeper) = (world.casework.fresh(), complaints_manager());
    let id = report(world, person, false).await;
    checked_and_warned(world, &id).await;
    report(world, person, false).await;
    let share = Command::ShareReport {
        report: fresh.words("What we propose, and why."),
        channel: Channel::Letter,
    };
    for command in [Command::Propose(proposal(world, date(2026, 12, 31))), share] {
        does(world, &keeper, &id, command).await.unwrap();
    }
    id
}

/// A file that was uploaded.
async fn uploaded(world: &World, text: &str) -> NewFile {
    let content = format!("%PDF-1.7\n{text}\ntrailer << >>").into_bytes();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&content).unwrap();
    let arrived = Arrived {
        content: file,
        size: content.len() as u64,
    };
    let until = world.outside.now() + SignedDuration::from_hours(1);
    let taken = world
        .casework
        .take_file(&world.council, (text, until), arrived)
        .await
        .unwrap();
    let Taken::Kept(kept) = taken else {
        panic!("it is welcome")
    };
    let named = [(kept.id, "note.pdf".to_owned())];
    let files = world
        .casework
        .files_to_add(&world.council, text, (&named, SeenBy::Staff))
        .await
        .unwrap();
    files.into_iter().next().unwrap()
}

fn says(world: &World, words: &str) -> NewComment {
    NewComment {
        id: world.casework.fresh().comment(),
        on: world.casework.today(),
        channel: Channel::Online,
        is_all: false,
        words: world.casework.fresh().words(words),
    }
}

on_both_engines! {
    // The Ombudsman's guide, part 6: the yearly count says what comments changed, each of the report that they were made on.
    async fn what_was_said_of_a_proposal_that_was_withdrawn_counts_there_and_for_no_other(world: World) {
        let (_, person) = asha(&world).await;
        let (fresh, keeper) = (world.casework.fresh(), complaints_manager());
        let id = shared(&world, &person).await;
        let (comment, today) = (fresh.comment(), world.casework.today());
        let said = NewComment {
            id: comment.clone(), on: today, channel: Channel::Letter, is_all: false,
            words: fresh.words("I was not told of the meeting."),
        };
        let them = Actor::customer(Some(person.clone()));
        does(&world, &them, &id, Command::Comment(said)).await.unwrap();
        let words = fresh.words("You are right: we ask for something else.");
        does(&world, &keeper, &id, Command::AnswerComment { comment, words }).await.unwrap();
        let withdraw = Command::Tend(Tend::Withdraw {
            reason: fresh.words("They were right about it."),
            letter: Some(fresh.words(&least(parts::of_withdrawal))),
        });
        does(&world, &keeper, &id, withdraw).await.unwrap();
        // Another one, of which they say nothing, is agreed as it was shared.
        let report = fresh.words("What we propose now, and why.");
        for command in [
            Command::Propose(proposal(&world, date(2026, 12, 20))),
            Command::ShareReport { report, channel: Channel::Letter },
        ] {
            does(&world, &keeper, &id, command).await.unwrap();
        }
        world.wait_days(21);
        let decision = Decision {
            outcome: Outcome::Agreed,
            reasons: fresh.words("We read everything."),
            has_read_the_comments: true,
            agreed_less: None,
            votes: (1..4).map(|number| Vote { by: decider(number), voted: Voted::For }).collect(),
        };
        does(&world, &decider(1), &id, Command::Decide(decision)).await.unwrap();
        world.wait_days(250);
        let report = world.casework.fairness(&world.council, &keeper, 2026).await.unwrap();
        assert_eq!(report.comments.0, [1, 0, 1], "changed by comments, not changed by them, without any");
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(live, world.store().dump_read_models(&world.council, Side::Live).await.unwrap());
    }

    // The Ombudsman's guide, part 6: who answers, when or for how long, and what is asked, is changed by a comment as well as a measure.
    async fn a_comment_that_changed_words_alone_is_counted_as_one_that_changed_something(world: World) {
        for words in ["We answer each letter within a week.", ""] {
            let (_, person) = if words.is_empty() { bela(&world).await } else { asha(&world).await };
            let (fresh, keeper) = (world.casework.fresh(), complaints_manager());
            let id = shared(&world, &person).await;
            let (comment, today) = (fresh.comment(), world.casework.today());
            let said = NewComment {
                id: comment.clone(), on: today, channel: Channel::Letter, is_all: false,
                words: fresh.words("You answer so late."),
            };
            let them = Actor::customer(Some(person.clone()));
            does(&world, &them, &id, Command::Comment(said)).await.unwrap();
            let answer = fresh.words("You are right: we say by when.");
            does(&world, &keeper, &id, Command::AnswerComment { comment, words: answer }).await.unwrap();
            // Saved again: one text reads otherwise, or none does.
            let before = proposal(&world, date(2026, 12, 31));
            let again = if words.is_empty() { before } else { Proposal { expects: fresh.words(words), ..before } };
            does(&world, &keeper, &id, Command::Propose(again)).await.unwrap();
            if !words.is_empty() {
                let report = fresh.words("What we propose now, and why.");
                does(&world, &keeper, &id, Command::ShareReport { report, channel: Channel::Letter }).await.unwrap();
            }
            world.wait_days(21);
            let decision = Decision {
                outcome: Outcome::Agreed,
                reasons: fresh.words("We read everything."),
                has_read_the_comments: true,
                agreed_less: None,
                votes: (1..4).map(|number| Vote { by: decider(number), voted: Voted::For }).collect(),
            };
            does(&world, &decider(1), &id, Command::Decide(decision)).await.unwrap();
        }
        world.wait_days(250);
        let report = world.casework.fairness(&world.council, &complaints_manager(), 2026).await.unwrap();
        assert_eq!(report.comments.0, [1, 1, 0], "changed by comments, not changed by them, without any");
    }

    // UK GDPR, article 17(3): while a conduct file speaks of somebody, none of what it rests on is erased, not even in part.
    async fn nothing_of_somebody_is_erased_while_there_is_a_conduct_file_about_them(world: World) {
        let (case, person) = asha(&world).await;
        report(&world, &person, false).await;
        let withdraw = redress_domain::case::Command::Withdraw { reason: None };
        world.done(&complaints_manager(), &case.id, withdraw).await;
        let asked = (&person, "She asked.");
        let refused = world.casework.forget_person(&world.council, &complaints_manager(), asked).await.unwrap();
        assert_eq!(refused, Err(NotErased::Conduct));
        let view = world.casework.open_case(&world.council, &complaints_manager(), &case.reference).await.unwrap();
        assert!(view.words.values().any(|text| text.contains("bin")), "{:?}", view.words);
        world.assert_sound().await;
    }

    // Domain 5.6: comments are kept as they came. UK GDPR, article 5(1)(f): who opens what came with them is written down.
    async fn what_comes_with_a_comment_stands_with_it_is_opened_by_few_and_erased_with_the_file(world: World) {
        let (casework, council, keeper) = (&world.casework, &world.council, complaints_manager());
        let (_, person) = asha(&world).await;
        let them = Actor::customer(Some(person.clone()));
        let id = shared(&world, &person).await;
        let (comment, note) = (says(&world, "I was in hospital."), uploaded(&world, "first").await);
        let files = vec![note.clone(), uploaded(&world, "second").await];
        let with = (Command::Comment(comment.clone()), With::Comment(comment.id.clone()), files);
        Box::pin(casework.say_with_files(council, &them, &id, (with, None))).await.unwrap();
        let view = casework.open_conduct(council, &keeper, (&id, "file")).await.unwrap();
        let known: Vec<_> = view.file.files.iter().map(|file| &file.with).collect();
        assert_eq!(known, [&With::Comment(comment.id.clone()), &With::Comment(comment.id.clone())]);
        let of = (&id, &note.file.id);
        let opened = casework.open_conduct_file(council, &keeper, of).await.unwrap();
        assert_eq!((opened.name.as_str(), opened.size), ("note.pdf", note.size));
        let refused = casework.open_conduct_file(council, &adviser(), of).await;
        assert!(matches!(refused, Err(Failure::NotFound)), "{refused:?}");
        let read = casework.conduct_readings(council, &keeper, (&id, None::<&Reading>)).await.unwrap();
        assert!(read.iter().any(|one| one.page == "file-of-incident-or-comment" && one.actor == keeper.id));
        // Nobody else's comment takes a file, and none does that is not there.
        let stranger = Actor::customer(Some(casework.fresh().person()));
        let not_mine = says(&world, "Not mine.");
        let with = With::Comment(not_mine.id.clone());
        let with = (Command::Comment(not_mine), with, vec![uploaded(&world, "third").await]);
        let refused = Box::pin(casework.say_with_files(council, &stranger, &id, (with, None))).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NotPermitted(_)))), "{refused:?}");
        world.assert_sound().await;
        let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
        casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(council, Side::Live).await.unwrap(), live);
        // It is gone with the conduct file.
        let fresh = casework.fresh();
        let over = Command::Tend(Tend::Withdraw {
            reason: fresh.words("They were right."),
            letter: Some(fresh.words(&least(parts::of_withdrawal))),
        });
        let close = Command::Close { reason: fresh.words("They were right.") };
        for command in [over, close] {
            does(&world, &keeper, &id, command).await.unwrap();
        }
        assert!(world.store().file(council, &note.file.id).await.unwrap().is_some());
        world.wait_days(366 * 8);
        assert_eq!(casework.erase_ended_conduct(council).await.unwrap(), 1);
        assert!(world.store().file(council, &note.file.id).await.unwrap().is_none());
        world.assert_sound().await;
    }

    // Paper 004, 7.1: nobody decides before their last day, which moves where they need longer; they are told by letter.
    async fn more_time_to_comment_goes_by_letter_moves_the_day_and_is_due_then(world: World) {
        let (casework, council, keeper) = (&world.casework, &world.council, complaints_manager());
        let (_, person) = asha(&world).await;
        let id = shared(&world, &person).await;
        let open = async || casework.open_conduct(council, &keeper, (&id, "file")).await.unwrap();
        let first = open().await.file.report.unwrap().shared.unwrap().comments_until;
        let until = first.saturating_add(jiff::Span::new().days(30));
        let fresh = casework.fresh();
        let gives = |until| Command::Tend(Tend::GiveMoreTime {
            until,
            reason: fresh.words("Your adviser is away until then."),
            letter: fresh.words(&least(|say| parts::of_more_time(say, until))),
        });
        // After their last day, while nothing is decided.
        world.wait_days(20);
        let at = (&id, open().await.version);
        let none = Box::pin(casework.send_of_conduct(council, &keeper, at, (LetterKind::MoreTime, gives(first)))).await;
        assert!(matches!(none, Err(NotDone::Refused(Refusal::NoMoreTime(_)))), "{none:?}");
        Box::pin(casework.send_of_conduct(council, &keeper, at, (LetterKind::MoreTime, gives(until)))).await.unwrap();
        let view = open().await;
        assert_eq!(view.file.report.as_ref().unwrap().shared.as_ref().unwrap().comments_until, until);
        let lines = casework.conduct_letters(council, &view).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.kind).collect::<Vec<_>>(), [LetterKind::MoreTime]);
        // They read the new day on their own page, and what waits for a decision waits until it.
        let own = casework.conduct_for_customer(council, &person).await.unwrap().unwrap();
        assert_eq!(own.file.report.as_ref().unwrap().shared.as_ref().unwrap().comments_until, until);
        let due: Vec<_> = view.file.due().into_iter().map(|due| due.on).collect();
        assert!(due.contains(&until) && !due.contains(&first), "{due:?}");
        world.assert_sound().await;
        let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
        casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(council, Side::Live).await.unwrap(), live);
    }
}
