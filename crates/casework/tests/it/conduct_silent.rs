//! What is weighed again once it binds: what silence ends, and what is left of the words of practice.

use jiff::civil::{Date, date};
use redress_casework::conduct::NotDone;
use redress_domain::conduct::{
    Command, ConductFile, Easing, NewComment, Over, Proposal, Purpose, Reach, Refusal, Tend, parts,
};
use redress_domain::id::ConductId;
use redress_domain::permission::Actor;
use redress_domain::policy::ContactOption;
use redress_domain::vocabulary::{Channel, NotificationKind, Role};

use crate::conduct::{asha, bela, does, proposal, restricted, restricted_as};
use crate::conduct_comments::shared;
use crate::conduct_posts::{hired, told_of};
use crate::conduct_weighed::agrees;
use crate::on_both_engines;
use crate::world::{World, complaints_manager, least};

async fn file_of(world: &World, id: &ConductId) -> ConductFile {
    let keeper = complaints_manager();
    let view = world.casework.open_conduct(&world.council, &keeper, (id, "file"));
    view.await.unwrap().file
}

/// What is left to do after an easing to a named person, in these words.
fn eased(world: &World, said: &str, ends_on: Date) -> Command {
    let fresh = world.casework.fresh();
    let mut easing = Easing {
        measures: vec![ContactOption::NamedContact],
        ends_on,
        review_on: world.casework.today(),
        open_channel: Channel::Letter,
        in_practice: Some(fresh.words(said)),
        as_decided: None,
        reason: fresh.words("They were right about the times."),
        letter: fresh.words(""),
    };
    easing.letter = fresh.words(&least(|say| parts::of_easing(say, &easing)));
    Command::Ease(easing)
}

on_both_engines! {
    // The Ombudsman's guide, part 3; UK GDPR, article 5(1)(d).
    async fn what_rests_on_nothing_ends_by_itself_on_every_list_and_somebody_is_told_before_and_after(world: World) {
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        let (_, person) = asha(&world).await;
        let id = restricted(&world, &person, date(2026, 12, 31)).await;
        let file = file_of(&world, &id).await;
        for incident in &file.incidents {
            let strike = Command::Tend(Tend::Strike {
                incident: incident.id.clone(),
                is_moved: false,
                reason: world.casework.fresh().words("It was their neighbour."),
                letter: None,
            });
            does(&world, &complaints_manager(), &id, strike).await.unwrap();
        }
        let by = file_of(&world, &id).await.silent_end().unwrap();
        let waits = || told_of(&world, &nadia, NotificationKind::ConductWaits);
        let before = waits().await;
        while world.casework.today() < by {
            world.wait_days(1);
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        assert_eq!(waits().await, before + 1, "before it ends");
        let bound = async || world.casework.bindings(&world.council, &[&person]).await.unwrap().len();
        assert_eq!(bound().await, 1, "on its last day");
        world.wait_days(1);
        assert_eq!(bound().await, 0, "no job has run");
        for _ in 0..2 {
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        assert_eq!(waits().await, before + 2, "they have to be told");
        let fresh = world.casework.fresh();
        let over = file_of(&world, &id).await.over(world.casework.today());
        let lift = Command::Lift {
            reason: fresh.words("Nothing is left of it."),
            letter: fresh.words(&least(|say| parts::of_lifting(say, over))),
        };
        does(&world, &complaints_manager(), &id, lift).await.unwrap();
        assert_eq!(file_of(&world, &id).await.bound_until(), Some(by));
        world.assert_sound().await;
    }

    // Equality Act 2010, section 20; domain 5.5: a way that they can really use stays open.
    async fn what_leaves_a_way_that_they_cannot_use_ends_by_itself_and_its_holder_is_told_before_and_after(world: World) {
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        let (case, person) = asha(&world).await;
        // By letter alone, to somebody who cannot read print.
        let id = restricted(&world, &person, date(2026, 12, 31)).await;
        agrees(&world, (&case.id, &person), world.casework.today()).await;
        let by = file_of(&world, &id).await.silent_end().unwrap();
        let told = |kind| told_of(&world, &nadia, kind);
        let bound = async || world.casework.bindings(&world.council, &[&person]).await.unwrap().len();
        world.wait_days(1);
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        let (asked, waited) = (told(NotificationKind::ConductAdjustment).await, told(NotificationKind::ConductWaits).await);
        while world.casework.today() < by {
            world.wait_days(1);
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        assert_eq!(told(NotificationKind::ConductAdjustment).await, asked + 1, "before it ends");
        assert_eq!(bound().await, 1, "on its last day");
        world.wait_days(1);
        assert_eq!(bound().await, 0, "no job has run");
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        assert_eq!(told(NotificationKind::ConductWaits).await, waited + 1, "they have to be told");
        world.assert_sound().await;
    }

    // Ux 3.6.13: where nobody decides by its last day it lapses, and managers are alerted.
    async fn an_arrangement_that_lapses_undecided_is_told_to_its_holders_once(world: World) {
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        let (_, person) = asha(&world).await;
        let ends_on = date(2026, 12, 31);
        restricted(&world, &person, ends_on).await;
        let lapsed = || told_of(&world, &nadia, NotificationKind::ConductLapsed);
        while world.casework.today() < ends_on {
            world.wait_days(1);
        }
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        assert_eq!(lapsed().await, 0, "not on its last day");
        world.wait_days(1);
        for _ in 0..2 {
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        assert_eq!(lapsed().await, 1, "once");
    }

    // The same, and domain 5.10: to propose that it goes on, or to ask the person, decides nothing.
    async fn an_arrangement_that_lapses_with_its_renewal_undecided_is_told_to_its_holders(world: World) {
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        let ends_on = date(2026, 12, 31);
        let (_, saved) = asha(&world).await;
        let (_, shared) = bela(&world).await;
        let renewal = |fresh_until: Date| Proposal { purpose: Purpose::Renewal, ..proposal(&world, fresh_until) };
        for (number, person) in [&saved, &shared].into_iter().enumerate() {
            let id = restricted(&world, person, ends_on).await;
            let propose = Command::Propose(renewal(date(2027, 3, 31)));
            does(&world, &complaints_manager(), &id, propose).await.unwrap();
            if number == 1 {
                let report = world.casework.fresh().words("What we propose, and why.");
                let share = Command::ShareReport { report, channel: Channel::Letter };
                does(&world, &complaints_manager(), &id, share).await.unwrap();
            }
        }
        let told = |kind| told_of(&world, &nadia, kind);
        while world.casework.today() < ends_on {
            world.wait_days(1);
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        assert_eq!(told(NotificationKind::ConductReview).await, 2, "it was only proposed");
        assert_eq!(told(NotificationKind::ConductLapsed).await, 0, "not on its last day");
        world.wait_days(1);
        for _ in 0..2 {
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        assert_eq!(told(NotificationKind::ConductLapsed).await, 2, "once each");
        // The Ombudsman's guide, part 6: the yearly count says so as well.
        let fairness = world.casework.fairness(&world.council, &complaints_manager(), 2025).await.unwrap();
        assert_eq!(fairness.lapsed_since.0, [0, 2]);
    }

    // Ux P15: they were told by when it is decided. On that day whoever decides hears of it; where a comment has still no answer,
    // whoever holds the file does.
    async fn a_report_that_nobody_decided_by_its_day_is_told_to_whoever_has_to_act(world: World) {
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        let chair = hired(&world, "chair", &[Role::Executive, Role::AuthorisingOfficer]).await;
        let (_, quiet) = asha(&world).await;
        let (_, comments) = bela(&world).await;
        let file = shared(&world, &quiet).await;
        let commented = shared(&world, &comments).await;
        let said = NewComment {
            id: world.casework.fresh().comment(),
            on: world.casework.today(),
            channel: Channel::Online,
            is_all: false,
            words: world.casework.fresh().words("I was not told of the meeting."),
        };
        let them = Actor::customer(Some(comments.clone()));
        does(&world, &them, &commented, Command::Comment(said)).await.unwrap();
        let by = file_of(&world, &file).await.decide_by().unwrap();
        assert_eq!(file_of(&world, &commented).await.decide_by(), Some(by));
        while world.casework.today() < by.yesterday().unwrap() {
            world.wait_days(1);
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        let waits = async || {
            let kind = NotificationKind::ConductWaits;
            (told_of(&world, &chair, kind).await, told_of(&world, &nadia, kind).await)
        };
        let (decides, holds) = waits().await;
        world.wait_days(1);
        for _ in 0..2 {
            world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        }
        assert_eq!(waits().await, (decides + 1, holds + 1), "once each");
    }

    // The same: who ended or eased it has decided.
    async fn an_arrangement_that_somebody_looked_at_lapses_without_an_alarm(world: World) {
        let nadia = hired(&world, "nadia", &[Role::ComplaintsManager]).await;
        let (_, person) = asha(&world).await;
        let ends_on = date(2026, 12, 31);
        let id = restricted(&world, &person, ends_on).await;
        let fresh = world.casework.fresh();
        let lift = Command::Lift {
            reason: fresh.words("It is over."),
            letter: fresh.words(&least(|say| parts::of_lifting(say, Over::default()))),
        };
        does(&world, &complaints_manager(), &id, lift).await.unwrap();
        while world.casework.today() <= ends_on {
            world.wait_days(7);
        }
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        assert_eq!(told_of(&world, &nadia, NotificationKind::ConductLapsed).await, 0);
    }

    // Paper 004, 7.1: the rule holds what is left against the text as it was decided, which the record has.
    async fn what_was_decided_of_practice_is_cut_and_not_said_anew(world: World) {
        let (_, person) = asha(&world).await;
        let ends_on = date(2026, 12, 31);
        let two = Proposal {
            measures: vec![ContactOption::NamedContact, ContactOption::SetTimes],
            reach: Reach::WholeCouncil,
            in_practice: Some(world.casework.fresh().words("Sam Reid answers, on Tuesdays at ten.")),
            ..proposal(&world, ends_on)
        };
        let id = restricted_as(&world, &person, two).await;
        let harsher = eased(&world, "Sam Reid answers once a month.", ends_on);
        let said = does(&world, &complaints_manager(), &id, harsher).await;
        assert!(matches!(said, Err(NotDone::Refused(Refusal::NotAsDecided))), "{said:?}");
        let less = eased(&world, "Sam Reid answers.", ends_on);
        does(&world, &complaints_manager(), &id, less).await.unwrap();
        let bindings = world.casework.bindings(&world.council, &[&person]).await.unwrap();
        assert_eq!(bindings[0].in_practice, ["Sam Reid answers."]);
    }
}
