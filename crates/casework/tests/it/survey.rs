//! The survey: who is asked and who is not, what is answered, who is told, and what is kept when words are erased.

use jiff::civil::date;
use redress_casework::act::Logged;
use redress_casework::failure::Failure;
use redress_casework::measure::Ask;
use redress_casework::survey::{NotDone, address_of};
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{ActorId, CaseId, PersonId, QuestionId, ServiceId, ThemeId};
use redress_domain::measure::{Measure, Range};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Actor;
use redress_domain::survey::{Answer, Command, NotAskedBecause, Refusal};
use redress_domain::vocabulary::{Channel, Kind, NotificationKind, ReplyBy};
use redress_store::changes::{Changes, Erase};
use redress_store::message::{MessageRow, MessageState};
use redress_store::rebuild::Side;

use crate::conduct::{restricted, to_read};
use crate::on_both_engines;
use crate::orders::Orders;
use crate::stage_2::Walk;
use crate::world::{World, adviser, complaints_manager, councillor, manager, officer, planner, setup};

/// A complaint of somebody that was answered and closed on the day on which this is called.
async fn closed(world: &World, whose: Option<&PersonId>, by: ReplyBy) -> Logged {
    let mut contact = world.contact(Kind::Complaint);
    contact.contact.reply_by = Some(by);
    match whose {
        Some(person) => {
            contact.customer = None;
            contact.contact.customer = Some(person.clone());
        }
        None => {
            if let Some((_, details)) = &mut contact.customer {
                details.reply_by = Some(by);
            }
        }
    }
    let logged = world
        .casework
        .log(&world.council, &adviser(), contact)
        .await
        .unwrap();
    let orders = Orders::of(world);
    Walk::of(&orders, logged.id.clone()).answered_at_stage_1().await;
    logged
}

async fn customer_of(world: &World, case: &Logged) -> PersonId {
    let line = world.store().case_by_id(&world.council, &case.id).await.unwrap();
    line.unwrap().case.customer.unwrap()
}

async fn round(world: &World) -> usize {
    world
        .casework
        .ask_surveys(&world.council, &[Channel::Email])
        .await
        .unwrap()
}

async fn asked(world: &World, case: &Logged) -> Vec<MessageRow> {
    let messages = world
        .store()
        .messages_of_case(&world.council, &case.id)
        .await
        .unwrap();
    messages
        .into_iter()
        .filter(|message| message.purpose.is_of_the_survey())
        .collect()
}

async fn why_not(world: &World, case: &Logged) -> Option<NotAskedBecause> {
    let row = world.store().survey(&world.council, &case.id).await.unwrap();
    row.and_then(|row| row.because)
}

fn nobody() -> Actor {
    Actor {
        id: ActorId::Anonymous,
        roles: Vec::new(),
        services: Vec::new(),
    }
}

fn answer(question: &str, answer: Answer) -> Command {
    let question = QuestionId::parse(question).unwrap();
    Command::Answer { question, answer }
}

async fn answers(world: &World, case: &CaseId, commands: Vec<Command>) {
    let (council, nobody) = (&world.council, nobody());
    world
        .casework
        .act_on_survey(council, &nobody, case, commands)
        .await
        .unwrap();
}

fn say(world: &World, words: &str, may_contact: Option<bool>) -> Command {
    let words = world.casework.fresh().some_words(words);
    Command::Say { words, may_contact }
}

/// This quarter and the next.
fn all_of_it() -> Range {
    Range {
        from: date(2026, 10, 1),
        to: date(2027, 6, 30),
    }
}

async fn told(world: &World, actor: &Actor) -> Vec<NotificationKind> {
    let told = world.casework.notifications(&world.council, actor, None).await;
    told.unwrap().iter().map(|told| told.row.kind).collect()
}

/// The live read models are what a rebuild makes of the record.
async fn assert_rebuilt(world: &World) {
    let live = world
        .store()
        .dump_read_models(&world.council, Side::Live)
        .await
        .unwrap();
    world.casework.rebuild(&world.council, |_| {}).await.unwrap();
    let rebuilt = world
        .store()
        .dump_read_models(&world.council, Side::Live)
        .await
        .unwrap();
    let different: Vec<_> = live.iter().filter(|line| !rebuilt.contains(line)).collect();
    assert!(
        different.is_empty() && live.len() == rebuilt.len(),
        "{different:#?}"
    );
    world.assert_sound().await;
}

on_both_engines! {
    async fn given_a_closed_complaint_when_three_days_are_over_then_its_customer_is_asked_once_by_their_way(world: World) {
        let case = closed(&world, None, ReplyBy::Email).await;
        world.wait_days(2);
        assert_eq!(round(&world).await, 0, "not before the policy's days are over");
        world.wait_days(1);
        assert_eq!(round(&world).await, 1);
        assert_eq!(round(&world).await, 0);
        let [message] = <[MessageRow; 1]>::try_from(asked(&world, &case).await).unwrap();
        assert_eq!((message.purpose, message.channel), (MessagePurpose::Survey, Channel::Email));
        // Opened again and closed once more, it is not asked about a second time.
        let open = redress_domain::case::Command::Reopen {
            reason: world.casework.fresh().words("The bin was missed again."),
        };
        world.done(&complaints_manager(), &case.id, open).await;
        world.wait_days(40);
        assert_eq!(round(&world).await, 0);
        world.assert_sound().await;
    }

    async fn given_no_mail_leaves_from_here_then_the_same_survey_goes_by_post(world: World) {
        let case = closed(&world, None, ReplyBy::Email).await;
        world.wait_days(3);
        world.casework.ask_surveys(&world.council, &[]).await.unwrap();
        assert_eq!(asked(&world, &case).await[0].channel, Channel::Letter);
    }

    async fn given_somebody_said_no_then_they_are_not_asked_whoever_took_it_down(world: World) {
        let case = closed(&world, None, ReplyBy::Email).await;
        let person = customer_of(&world, &case).await;
        let casework = &world.casework;
        let stranger = Actor::customer(Some(casework.fresh().person()));
        let refused = casework.say_about_surveys(&world.council, &stranger, (&case.id, &person, false)).await;
        assert!(refused.is_err(), "nobody says it for somebody else");
        casework.say_about_surveys(&world.council, &adviser(), (&case.id, &person, false)).await.unwrap();
        world.wait_days(3);
        assert_eq!(round(&world).await, 1);
        assert_eq!(asked(&world, &case).await, []);
        assert_eq!(why_not(&world, &case).await, Some(NotAskedBecause::SaidNo));
        // What they say later holds.
        let them = Actor::customer(Some(person.clone()));
        casework.say_about_surveys(&world.council, &them, (&case.id, &person, true)).await.unwrap();
        let next = closed(&world, Some(&person), ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        assert_eq!(asked(&world, &next).await.len(), 1);
        assert_rebuilt(&world).await;
    }

    async fn given_a_survey_waits_to_leave_when_they_say_no_or_answer_then_it_goes_nowhere(world: World) {
        for answered in [false, true] {
            let case = closed(&world, None, ReplyBy::Letter).await;
            world.wait_days(3);
            round(&world).await;
            let [asked]: [MessageRow; 1] = asked(&world, &case).await.try_into().unwrap();
            let waiting = || async {
                let message = world.store().message(&world.council, &asked.message_id).await.unwrap().unwrap();
                world.casework.with_an_address(&world.council, vec![message]).await.unwrap().len()
            };
            assert_eq!(waiting().await, 1);
            if answered {
                answers(&world, &case.id, vec![say(&world, "Quick and kind.", None)]).await;
            } else {
                let said = (&case.id, &customer_of(&world, &case).await, false);
                world.casework.say_about_surveys(&world.council, &adviser(), said).await.unwrap();
            }
            assert_eq!(waiting().await, 0);
            let given_up = world.store().message(&world.council, &asked.message_id).await.unwrap().unwrap();
            assert_eq!(given_up.state, MessageState::GivenUp);
            assert!(given_up.last_error.unwrap().starts_with("they are asked no more"));
        }
        world.assert_sound().await;
    }

    async fn given_somebody_was_asked_lately_then_they_are_left_in_peace_for_ninety_days(world: World) {
        let first = closed(&world, None, ReplyBy::Email).await;
        let person = customer_of(&world, &first).await;
        world.wait_days(3);
        round(&world).await;
        let second = closed(&world, Some(&person), ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        assert_eq!(why_not(&world, &second).await, Some(NotAskedBecause::AskedLately));
        world.wait_days(90);
        let third = closed(&world, Some(&person), ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        assert_eq!(asked(&world, &third).await.len(), 1);
    }

    async fn given_contact_is_limited_to_another_way_then_nobody_is_asked_outside_it(world: World) {
        let case = closed(&world, None, ReplyBy::Email).await;
        let person = customer_of(&world, &case).await;
        // Their open way is the letter.
        restricted(&world, &person, date(2027, 3, 31)).await;
        world.wait_days(3);
        round(&world).await;
        assert_eq!(why_not(&world, &case).await, Some(NotAskedBecause::Restricted));
        let by_letter = closed(&world, Some(&person), ReplyBy::Letter).await;
        world.wait_days(3);
        round(&world).await;
        // How the person wants letters is on file as it was: their e-mail.
        assert_eq!(why_not(&world, &by_letter).await, Some(NotAskedBecause::Restricted));
        world.casework.ask_surveys(&world.council, &[]).await.unwrap();
        let other = closed(&world, None, ReplyBy::Letter).await;
        restricted(&world, &customer_of(&world, &other).await, date(2027, 3, 31)).await;
        world.wait_days(3);
        round(&world).await;
        assert_eq!(asked(&world, &other).await[0].channel, Channel::Letter);
    }

    async fn given_nobody_gave_a_name_or_it_is_no_kind_that_is_asked_about_then_it_is_counted_why(world: World) {
        let mut unnamed = world.contact(Kind::Complaint);
        (unnamed.customer, unnamed.contact.customer) = (None, None);
        let unnamed = world.casework.log(&world.council, &adviser(), unnamed).await.unwrap();
        let orders = Orders::of(&world);
        Walk::of(&orders, unnamed.id.clone()).answered_at_stage_1().await;
        world.wait_days(3);
        round(&world).await;
        assert_eq!(why_not(&world, &unnamed).await, Some(NotAskedBecause::Nobody));
        let results = world.casework.survey_results(&world.council, &complaints_manager(), (all_of_it(), None)).await;
        let results = results.unwrap().unwrap();
        assert_eq!(results.not_asked, [(NotAskedBecause::Nobody, 1)]);
        assert_eq!((results.asked, results.answered), (0, 0));
        assert_eq!(results.by_channel[0].not_asked, 1);
    }

    async fn given_no_answer_when_seven_days_are_over_then_one_reminder_goes_and_to_who_said_no_since_none(world: World) {
        let (first, second) = (closed(&world, None, ReplyBy::Email).await, closed(&world, None, ReplyBy::Email).await);
        world.wait_days(3);
        assert_eq!(round(&world).await, 2);
        let person = customer_of(&world, &second).await;
        let them = Actor::customer(Some(person.clone()));
        world.casework.say_about_surveys(&world.council, &them, (&second.id, &person, false)).await.unwrap();
        world.wait_days(7);
        assert_eq!(world.casework.remind_of_surveys(&world.council).await.unwrap(), 1);
        world.wait_days(3);
        assert_eq!(world.casework.remind_of_surveys(&world.council).await.unwrap(), 0);
        let purposes: Vec<_> = asked(&world, &first).await.iter().map(|message| message.purpose).collect();
        assert_eq!(purposes, [MessagePurpose::Survey, MessagePurpose::SurveyReminder]);
        assert_eq!(asked(&world, &second).await.len(), 1);
        assert_rebuilt(&world).await;
    }

    async fn given_a_code_was_mailed_then_it_opens_the_survey_and_only_its_digest_is_kept(world: World) {
        let case = closed(&world, None, ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        let message = asked(&world, &case).await.remove(0);
        let casework = &world.casework;
        let code = casework.for_survey(&world.council, &message).await.unwrap().unwrap().code;
        let opened = casework.survey_of_code(&world.council, &code).await.unwrap().unwrap();
        assert_eq!((opened.case, opened.is_open), (case.id.clone(), true));
        let wrong = casework.survey_of_code(&world.council, &DraftCode::of("a guess")).await.unwrap();
        assert!(wrong.is_none());
        assert!(!world.events_as_text().await.contains(&code.to_string()));
        // "Do not ask me again" holds for the person, and this survey can still be answered.
        let opened = casework.survey_of_code(&world.council, &code).await.unwrap().unwrap();
        casework.no_more_surveys(&world.council, &nobody(), &opened).await.unwrap();
        casework.no_more_surveys(&world.council, &nobody(), &opened).await.unwrap();
        let person = customer_of(&world, &case).await;
        assert_eq!(casework.may_be_asked(&world.council, &person).await.unwrap(), Some(false));
        world.wait_days(29);
        let opened = casework.survey_of_code(&world.council, &code).await.unwrap().unwrap();
        assert!(!opened.is_open);
        let late = casework.act_on_survey(&world.council, &nobody(), &case.id, vec![answer("handling", Answer::Satisfied)]).await;
        assert!(matches!(late, Err(NotDone::Refused(Refusal::Closed))));
        world.assert_sound().await;
    }

    // The record says who did what: a no that came by post was keyed in by somebody, and one on the page by whoever had the code.
    async fn who_keys_in_that_somebody_is_asked_no_more_stands_in_the_record(world: World) {
        let (by_post, online) = (closed(&world, None, ReplyBy::Email).await, closed(&world, None, ReplyBy::Email).await);
        world.wait_days(3);
        round(&world).await;
        let casework = &world.casework;
        for (case, actor) in [(&by_post, adviser()), (&online, nobody())] {
            let message = asked(&world, case).await.remove(0);
            let code = casework.for_survey(&world.council, &message).await.unwrap().unwrap().code;
            let opened = casework.survey_of_code(&world.council, &code).await.unwrap().unwrap();
            let councillors = casework.no_more_surveys(&world.council, &councillor(), &opened).await;
            assert!(matches!(councillors, Err(Failure::NotPermitted)), "{councillors:?}");
            casework.no_more_surveys(&world.council, &actor, &opened).await.unwrap();
            let person = customer_of(&world, case).await;
            assert_eq!(casework.may_be_asked(&world.council, &person).await.unwrap(), Some(false));
            let events = world.events_as_text().await;
            let mut said = events.lines().filter(|line| line.contains(person.as_str()) && line.contains("surveys-answered"));
            let said = (said.next().unwrap_or_default(), said.next());
            assert!(said.0.ends_with(&format!("\t{}", actor.id)) && said.1.is_none(), "{said:?}");
        }
        world.assert_sound().await;
    }

    async fn given_a_low_score_then_the_manager_is_told_and_whose_it_is_only_if_the_customer_said_so(world: World) {
        world.knows(&[manager(), complaints_manager(), officer()]).await;
        let case = closed(&world, None, ReplyBy::Email).await;
        let quiet = closed(&world, None, ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        for (case, may) in [(&case, true), (&quiet, false)] {
            let low = answer("handling", Answer::VeryDissatisfied);
            let words = say(&world, "I had to call three times.", Some(may));
            answers(&world, &case.id, vec![low, answer("result", Answer::Satisfied), words]).await;
        }
        assert_eq!(
            told(&world, &manager()).await.iter().filter(|kind| **kind == NotificationKind::SurveyLow).count(),
            2
        );
        assert!(!told(&world, &officer()).await.contains(&NotificationKind::SurveyLow));
        let casework = &world.casework;
        let (waiting, next) = casework.surveys_that_wait(&world.council, &manager(), None).await.unwrap();
        assert_eq!((waiting.len(), next), (2, None));
        let named: Vec<_> = waiting.iter().filter_map(|line| line.reference.clone()).collect();
        assert_eq!(named, [case.reference.to_string()]);
        let follow_up = Command::FollowUp { what: casework.fresh().words("Rang them.") };
        let themes = Command::SetThemes { themes: [ThemeId::parse("word").unwrap()].into() };
        casework.act_on_survey(&world.council, &manager(), &case.id, vec![themes, follow_up]).await.unwrap();
        let (waiting, _) = casework.surveys_that_wait(&world.council, &manager(), None).await.unwrap();
        assert_eq!(waiting.len(), 1);
        // Complaint Handling Code 5: what was said of a complaint about somebody is not for them.
        let about = |who: &str| format!("UPDATE cases SET about = {who} WHERE case_id = '{}'", quiet.id);
        world.tamper(&about(&format!("',{},'", manager().user().unwrap()))).await;
        assert_eq!(casework.surveys_that_wait(&world.council, &manager(), None).await.unwrap().0, []);
        let line = casework.survey_line(&world.council, &manager(), &address_of(&quiet.id)).await;
        assert!(matches!(line, Err(Failure::NotFound)), "{line:?}");
        world.tamper(&about("NULL")).await;
        // What nobody may read is as if it were not there.
        assert!(casework.survey_line(&world.council, &officer(), &address_of(&case.id)).await.is_err());
        assert!(casework.survey_words(&world.council, &adviser(), (None, None)).await.is_err());
        let results = casework.survey_results(&world.council, &complaints_manager(), (all_of_it(), None)).await.unwrap().unwrap();
        assert_eq!((results.asked, results.answered), (2, 2));
        assert_eq!(results.themes[0].1, 1);
        let handling = results.questions.iter().find(|result| result.question.id.as_str() == "handling").unwrap();
        assert_eq!((handling.of(), handling.good()), (2, 0));
        let result = results.questions.iter().find(|result| result.question.id.as_str() == "result").unwrap();
        assert_eq!((result.of(), result.good()), (2, 2), "handling and result are apart");
        assert_rebuilt(&world).await;
    }

    async fn given_one_answer_then_no_figure_of_it_is_for_whoever_reads_no_answers_however_it_is_asked_for(world: World) {
        let case = closed(&world, None, ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        answers(&world, &case.id, vec![answer("handling", Answer::VeryDissatisfied)]).await;
        let service = |id: &str| Some(ServiceId::parse(id).unwrap());
        let mut asked = 0;
        for measure in Measure::ALL.iter().filter(|measure| measure.definition().is_of_the_survey()) {
            for by in std::iter::once(None).chain(measure.definition().by.iter().copied().map(Some)) {
                let ask = |of: Option<ServiceId>| Ask { by, ..Ask::new(*measure, all_of_it()).of(of) };
                let (council, casework) = (&world.council, &world.casework);
                let may = async |actor: Actor, of: Option<ServiceId>| {
                    match casework.figures_for(council, &actor, &ask(of)).await {
                        Ok(figures) => figures.is_some(),
                        Err(Failure::NotPermitted) => false,
                        Err(other) => panic!("{other:?}"),
                    }
                };
                // The officer had the case, the planner did not: neither reads an answer in a figure.
                assert!(!may(officer(), service("waste")).await, "{measure} by {by:?}");
                assert!(!may(planner(), None).await && !may(adviser(), None).await, "{measure} by {by:?}");
                // A manager has those of their services; all of them less their own would be those of another.
                assert!(may(manager(), service("waste")).await, "{measure} by {by:?}");
                assert!(!may(manager(), service("planning")).await && !may(manager(), None).await);
                assert!(may(complaints_manager(), None).await);
                asked += 1;
            }
        }
        assert!(asked > 10, "only {asked} ways of asking");
        let results = async |service: Option<ServiceId>| {
            let reader = manager();
            let asked = world.casework.survey_results(&world.council, &reader, (all_of_it(), service.as_ref()));
            Box::pin(asked).await
        };
        assert_eq!(results(service("waste")).await.unwrap().unwrap().answered, 1);
        for other in [None, service("planning")] {
            assert!(matches!(results(other).await, Err(Failure::NotPermitted)));
        }
    }

    // Domain 5.9: every contact, on every channel, is read and sorted. ADR 42: single answers stay without a name.
    async fn given_contact_is_arranged_then_what_they_write_is_read_with_their_name_and_their_answers_are_not(world: World) {
        let (casework, council) = (&world.casework, &world.council);
        let case = closed(&world, None, ReplyBy::Email).await;
        let other = closed(&world, None, ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        let person = customer_of(&world, &case).await;
        let message = asked(&world, &case).await.remove(0);
        let code = casework.for_survey(council, &message).await.unwrap().unwrap().code;
        let is_told = async || casework.survey_of_code(council, &code).await.unwrap().unwrap().is_read_as_theirs;
        assert!(!is_told().await);
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        assert!(is_told().await, "they are told so before they write");
        answers(&world, &case.id, vec![answer("handling", Answer::Satisfied)]).await;
        assert_eq!(to_read(&world).await, 0, "an answer of a list says nothing that has to be read");
        answers(&world, &case.id, vec![say(&world, "My neighbour is in danger.", Some(false))]).await;
        assert_eq!(to_read(&world).await, 1);
        let view = casework.open_conduct_to_sort(council, &adviser(), &file).await.unwrap();
        assert_eq!(view.file.outside_answered_on, None, "we asked: they used no closed way");
        let said = casework.conduct_said(council, &view).await.unwrap();
        let said: Vec<_> = said.iter().map(|one| (one.channel, one.words.as_deref(), one.reference.as_ref())).collect();
        assert_eq!(said, [(Channel::Online, Some("My neighbour is in danger."), Some(&case.reference))]);
        // The same name and address under another identifier looks like theirs, and is read.
        answers(&world, &other.id, vec![say(&world, "Thank you.", None)]).await;
        assert_eq!(to_read(&world).await, 2);
        world.assert_sound().await;
        let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
        casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(council, Side::Live).await.unwrap(), live);
    }

    async fn given_words_and_the_customer_are_erased_then_the_counts_stay(world: World) {
        let case = closed(&world, None, ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        let words = say(&world, "Mrs Canary of Canary Row waited.", None);
        answers(&world, &case.id, vec![answer("handling", Answer::Satisfied), words]).await;
        let row = world.store().survey(&world.council, &case.id).await.unwrap().unwrap();
        assert!(!world.events_as_text().await.contains("Canary"));
        let mut changes = Changes::new(world.council.clone(), setup().id, world.casework.outside().now());
        changes.erase.push(Erase::Words(row.said_words.clone().unwrap()));
        changes.erase.push(Erase::Person(customer_of(&world, &case).await));
        world.store().commit(changes).await.unwrap();
        let (lines, _) = world.casework.survey_words(&world.council, &complaints_manager(), (None, None)).await.unwrap();
        assert_eq!((lines.len(), lines[0].said.clone()), (1, None));
        let results = world.casework.survey_results(&world.council, &complaints_manager(), (all_of_it(), None)).await.unwrap().unwrap();
        assert_eq!((results.asked, results.answered), (1, 1));
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        let results = world.casework.survey_results(&world.council, &complaints_manager(), (all_of_it(), None)).await.unwrap().unwrap();
        assert_eq!((results.asked, results.answered), (1, 1), "and after a rebuild");
        world.assert_sound().await;
    }

    async fn given_the_case_changes_after_it_was_answered_then_the_survey_still_counts_once(world: World) {
        let case = closed(&world, None, ReplyBy::Email).await;
        world.wait_days(3);
        round(&world).await;
        answers(&world, &case.id, vec![answer("handling", Answer::Satisfied)]).await;
        let note = redress_domain::case::Command::Reopen { reason: world.casework.fresh().words("Missed again.") };
        world.done(&complaints_manager(), &case.id, note).await;
        let results = world.casework.survey_results(&world.council, &complaints_manager(), (all_of_it(), None)).await.unwrap().unwrap();
        assert_eq!((results.asked, results.answered), (1, 1));
        assert_rebuilt(&world).await;
    }
}
