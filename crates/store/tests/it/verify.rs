//! Seals and verification: what is altered, removed, cut off or moved is found and named.

use redress_store::changes::{Append, Erase, NewEvent, ReadModel};
use redress_store::stream::{StreamId, StreamSort};
use redress_store::verify::{Fault, Known, VerifyReport};

use crate::engines::Database;
use crate::given::{
    act, adopted, case_id, case_row, council, nothing, opened, person, person_id, registered, user, user_set,
    uuid, words_id,
};
use crate::on_both_engines;

fn stream() -> StreamId {
    StreamId::case(&case_id(1))
}

/// Three cases with eight events, of which three register a customer, sealed or not.
async fn recorded(database: &Database, sealed: bool) {
    let store = &database.store;
    for changes in [
        registered(1),
        act(1, 1, &["acknowledged", "noted"]),
        registered(2),
        registered(3),
    ] {
        store.commit(changes).await.unwrap();
    }
    if sealed {
        while store.seal_pending(&council(), 2).await.unwrap() > 0 {}
    }
}

async fn verified(database: &Database) -> VerifyReport {
    database.store.verify(&council(), |_| {}).await.unwrap()
}

async fn found(database: &Database, tampering: &str) -> Vec<Fault> {
    database.tamper(tampering).await;
    verified(database).await.faults
}

on_both_engines! {
    async fn a_record_that_nobody_touched_is_sound(database: Database) {
        recorded(&database, true).await;
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!((report.events, report.streams, report.seals, report.unsealed), (8, 6, 8, 0));
        assert_eq!((report.words, report.persons), (3, 3));
        assert_eq!(report.last_seal.unwrap().0, 8);
    }

    async fn what_waits_for_its_seal_is_counted(database: Database) {
        recorded(&database, false).await;
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!((report.seals, report.unsealed), (0, 8));
    }

    async fn an_altered_event_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE event SET actor = 'anonymous' WHERE kind = 'acknowledged'").await;
        assert_eq!(faults, [Fault::Altered { stream: stream(), version: 2 }]);
    }

    async fn an_altered_body_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE event SET body = '{}' WHERE kind = 'acknowledged'").await;
        assert_eq!(faults, [Fault::BodyAltered { stream: stream(), version: 2 }]);
    }

    async fn a_removed_event_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM event WHERE kind = 'acknowledged'").await;
        assert!(faults.contains(&Fault::Missing { stream: stream(), first: 2, last: 2 }), "{faults:?}");
        let sealed = |fault: &Fault| matches!(fault, Fault::SealedOtherwise { version: 2, .. });
        assert!(faults.iter().any(sealed), "{faults:?}");
    }

    async fn events_that_changed_places_are_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE event SET version = 9 WHERE kind = 'noted';
            UPDATE event SET version = 3 WHERE kind = 'acknowledged';
            UPDATE event SET version = 2 WHERE kind = 'noted'").await;
        assert!(faults.contains(&Fault::Altered { stream: stream(), version: 2 }), "{faults:?}");
        assert!(faults.contains(&Fault::Altered { stream: stream(), version: 3 }), "{faults:?}");
        assert!(faults.contains(&Fault::Unchained { stream: stream(), version: 2 }), "{faults:?}");
    }

    async fn a_sealed_tail_that_was_cut_off_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM event WHERE kind = 'noted'").await;
        let [Fault::SealedOtherwise { stream: cut, version: 3, .. }] = &faults[..] else { panic!("{faults:?}") };
        assert_eq!(*cut, stream());
    }

    async fn a_tail_that_was_cut_off_before_its_seal_leaves_its_place_in_the_queue(database: Database) {
        recorded(&database, false).await;
        let faults = found(&database, "DELETE FROM event WHERE kind = 'noted'").await;
        assert_eq!(faults, [Fault::Missing { stream: stream(), first: 3, last: 3 }]);
    }

    async fn seals_that_were_cut_off_are_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM seal WHERE position > 3").await;
        assert!(faults.contains(&Fault::SealsMissing { first: 4, last: 8 }), "{faults:?}");
        assert!(faults.iter().any(|fault| matches!(fault, Fault::NeverSealed { .. })), "{faults:?}");
    }

    async fn an_altered_or_removed_seal_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM seal WHERE position = 2;
            UPDATE seal SET event_hash = 'x' WHERE position = 4").await;
        assert!(faults.contains(&Fault::SealsMissing { first: 2, last: 2 }), "{faults:?}");
        assert!(faults.contains(&Fault::SealAltered { position: 4 }), "{faults:?}");
    }

    async fn an_event_that_was_slipped_in_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "INSERT INTO event SELECT council, stream, 4, kind, body, salt, digest,
            hash, hash, recorded_at, actor FROM event WHERE kind = 'noted'").await;
        assert!(faults.contains(&Fault::Altered { stream: stream(), version: 4 }), "{faults:?}");
        assert!(faults.contains(&Fault::NeverSealed { stream: stream(), count: 1 }), "{faults:?}");
    }

    // A seal that no reading of the seals meets is no seal.
    async fn an_event_with_a_seal_below_the_first_is_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE seal SET position = -1 WHERE position = 8;
            UPDATE seal_head SET position = 7, hash = (SELECT hash FROM seal WHERE position = 7)").await;
        assert!(faults.contains(&Fault::SealOutOfOrder { position: -1 }), "{faults:?}");
        assert!(faults.iter().any(|fault| matches!(fault, Fault::NeverSealed { count: 1, .. })), "{faults:?}");
    }

    async fn a_head_that_was_taken_away_is_named_and_sealing_goes_on_after_the_last_seal(database: Database) {
        recorded(&database, true).await;
        assert_eq!(found(&database, "DELETE FROM seal_head").await, [Fault::SealHeadMissing { position: 8 }]);
        database.store.commit(act(1, 3, &["noted"])).await.unwrap();
        assert_eq!(database.store.seal_pending(&council(), 5).await.unwrap(), 1);
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!(report.last_seal.unwrap().0, 9);
    }

    // What an anchor does not cover was not there when it was made, whatever it says of itself.
    async fn an_event_that_was_written_into_the_time_before_an_anchor_is_named(database: Database) {
        recorded(&database, true).await;
        let day = jiff::civil::date(2026, 11, 27);
        let at = "2026-11-27T08:00:00Z".parse().unwrap();
        database.store.anchor(&council(), (day, at)).await.unwrap();
        // What it says is a time in 1970; the sealer takes what waits.
        database.store.commit(act(1, 3, &["noted"])).await.unwrap();
        while database.store.seal_pending(&council(), 2).await.unwrap() > 0 {}
        let faults = verified(&database).await.faults;
        assert_eq!(faults, [Fault::Backdated { stream: stream(), version: 4, day, count: 1 }]);
        database.tamper(&format!("UPDATE anchor SET day = '1970-01-01' WHERE council = '{}'", council())).await;
        let faults = verified(&database).await.faults;
        assert_eq!(faults, [Fault::AnchorAltered(jiff::civil::date(1970, 1, 1))], "a day's difference is a clock's");
    }

    // A clock that stood in 2036 for a minute: the record goes on being anchored, and what follows is not taken for written in later.
    async fn an_anchor_of_a_day_to_come_is_said_and_the_anchors_of_the_days_go_on_after_it(database: Database) {
        recorded(&database, true).await;
        let day = |year, day| jiff::civil::date(year, 11, day);
        let anchored = async |on: jiff::civil::Date| {
            let at = on.at(8, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
            database.store.anchor(&council(), (on, at)).await.unwrap().unwrap()
        };
        let acted = async |expected: i64| {
            let mut changes = act(1, expected, &["noted"]);
            changes.at = "2026-11-28T09:00:00Z".parse().unwrap();
            database.store.commit(changes).await.unwrap();
            while database.store.seal_pending(&council(), 2).await.unwrap() > 0 {}
        };
        let first = anchored(day(2026, 27)).await;
        acted(3).await;
        let ahead = anchored(day(2036, 3)).await;
        assert_eq!((ahead.day, &ahead.previous), (day(2036, 3), &first.hash));
        assert_eq!(anchored(day(2026, 28)).await, ahead, "nothing more was sealed");
        acted(4).await;
        let next = anchored(day(2026, 28)).await;
        assert_eq!((next.day, &next.previous), (day(2026, 28), &ahead.hash));
        assert_eq!(anchored(day(2026, 28)).await, next, "once a day");
        acted(5).await;
        let last = anchored(day(2026, 29)).await;
        assert_eq!(&last.previous, &next.hash);
        assert_eq!(anchored(day(2026, 28)).await, last, "a clock that goes back a day anchors nothing twice");
        let report = verified(&database).await;
        assert_eq!((report.faults, report.ahead, report.anchors), (Vec::new(), vec![day(2036, 3)], 4));
        // What was written into the time before the one that came next is found still.
        acted(6).await;
        database.store.anchor(&council(), (day(2026, 30), "2026-11-30T08:00:00Z".parse().unwrap())).await.unwrap();
        acted(7).await;
        let faults = verified(&database).await.faults;
        assert_eq!(faults, [Fault::Backdated { stream: stream(), version: 8, day: day(2026, 30), count: 1 }]);
    }

    // The day after tomorrow, for a minute, and one act since: it is a fact, on each day that follows, and the days have their anchors.
    async fn a_clock_that_stood_two_days_ahead_for_a_minute_is_no_fault_on_any_day_after_it(database: Database) {
        recorded(&database, true).await;
        let day = |day| jiff::civil::date(2026, 11, day);
        let anchored = async |on: jiff::civil::Date| {
            let at = on.at(8, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
            database.store.anchor(&council(), (on, at)).await.unwrap().unwrap().day
        };
        let acted = async |on: jiff::civil::Date, expected: i64| {
            let mut changes = act(1, expected, &["noted"]);
            changes.at = on.at(9, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
            database.store.commit(changes).await.unwrap();
            while database.store.seal_pending(&council(), 2).await.unwrap() > 0 {}
        };
        let found_on = async |today: jiff::civil::Date| {
            let known = Known { held: Vec::new(), today: Some(today) };
            let report = database.store.verify_knowing(&council(), &known, |_| {}).await.unwrap();
            (report.faults, report.ahead)
        };
        assert_eq!(anchored(day(20)).await, day(20));
        acted(day(20), 3).await;
        assert_eq!(anchored(day(22)).await, day(22));
        acted(day(20), 4).await;
        assert_eq!(anchored(day(20)).await, day(22), "it has one");
        assert_eq!(found_on(day(20)).await, (Vec::new(), vec![day(22)]));
        assert_eq!(anchored(day(21)).await, day(21));
        for (expected, on) in (5..).zip([21, 22, 23, 24]) {
            acted(day(on), expected).await;
            anchored(day(on)).await;
            assert_eq!(found_on(day(on)).await, (Vec::new(), vec![day(22)]), "on the {on}th");
        }
        assert_eq!(database.store.last_anchor(&council()).await.unwrap().unwrap().day, day(24));
    }

    // Whoever has the whole database, and not the lines that were taken out of their reach.
    async fn nothing_is_written_into_last_month_behind_an_anchor_that_somebody_holds(database: Database) {
        recorded(&database, true).await;
        let (kept_on, before) = (jiff::civil::date(2026, 11, 30), jiff::civil::date(2026, 10, 6));
        let at = "2026-11-30T08:00:00Z".parse().unwrap();
        let kept = database.store.anchor(&council(), (kept_on, at)).await.unwrap().unwrap();
        let line = kept.printed(&council());
        let known = Known { held: vec![line.clone()], today: Some(kept_on) };
        let verified = async || database.store.verify_knowing(&council(), &known, |_| {}).await.unwrap().faults;
        // An event of October is sealed now; an anchor of October stands after it, and one more such event after that.
        let october = async |expected: i64| {
            let mut changes = act(1, expected, &["noted"]);
            changes.at = "2026-10-05T09:00:00Z".parse().unwrap();
            database.store.commit(changes).await.unwrap();
            while database.store.seal_pending(&council(), 2).await.unwrap() > 0 {}
        };
        october(3).await;
        let then = before.at(8, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
        let put = database.store.anchor(&council(), (before, then)).await.unwrap().unwrap();
        assert_eq!((put.day, &put.previous), (before, &kept.hash));
        october(4).await;
        assert_eq!(database.store.compare_anchor(&council(), &line).await.unwrap(), None);
        let backdated = Fault::Backdated { stream: stream(), version: 4, day: kept_on, count: 2 };
        assert_eq!(verified().await, [backdated]);
    }

    async fn a_case_that_was_taken_out_of_the_lists_is_named(database: Database) {
        recorded(&database, true).await;
        let gone = format!("DELETE FROM cases WHERE case_id = '{}'", case_id(2));
        assert_eq!(found(&database, &gone).await, [Fault::NotListed(StreamId::case(&case_id(2)))]);
    }

    async fn altered_words_and_details_are_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "UPDATE word SET body = 'All is well.' WHERE body LIKE '%number 1 %';
            UPDATE person SET name = 'Somebody Else' WHERE name = 'Alex Example2'").await;
        let words = Fault::WordsAltered { stream: stream(), version: 1, words: words_id(1) };
        assert_eq!(faults, [words, Fault::PersonAltered(person_id(2))]);
    }

    async fn details_that_were_altered_together_with_their_digest_are_named(database: Database) {
        recorded(&database, true).await;
        let forged = person(2, "Somebody Else").digest;
        let faults = found(&database, &format!("UPDATE person SET name = 'Somebody Else', digest = '{}'
            WHERE name = 'Alex Example2'", forged.as_str())).await;
        assert_eq!(faults, [Fault::PersonAltered(person_id(2))]);
    }

    async fn the_last_event_about_somebody_says_what_their_details_are(database: Database) {
        recorded(&database, true).await;
        let mut changes = nothing(800);
        let changed = person(2, "Alex Newname");
        let body = format!("{{\"event\":\"details-changed\",\"details\":\"{}\"}}", changed.digest.as_str());
        changes.appends.push(Append {
            stream: StreamId::customer(&person_id(2)),
            expected: 1,
            events: vec![NewEvent { kind: "details-changed", body, salt: [1; 16] }],
        });
        changes.persons.push(changed);
        database.store.commit(changes).await.unwrap();
        assert_eq!(verified(&database).await.faults, []);
        let before = person(2, "Alex Example2").digest;
        let faults = found(&database, &format!("UPDATE person SET name = 'Alex Example2', digest = '{}'
            WHERE name = 'Alex Newname'", before.as_str())).await;
        assert_eq!(faults, [Fault::PersonAltered(person_id(2))]);
    }

    async fn words_and_details_that_went_without_a_word_are_named(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, "DELETE FROM word WHERE body LIKE '%number 1 %'").await;
        let words = Fault::WordsMissing { stream: stream(), version: 1, id: words_id(1).to_string() };
        assert_eq!(faults, std::slice::from_ref(&words));
        let faults = found(&database, "DELETE FROM person WHERE name = 'Alex Example2'").await;
        assert_eq!(faults, [words.clone(), Fault::PersonMissing(person_id(2))]);
        let faults = found(&database, "DELETE FROM person_token; DELETE FROM person").await;
        let missing = |number| Fault::PersonMissing(person_id(number));
        assert_eq!(faults, [words, missing(1), missing(2), missing(3)]);
    }

    async fn a_policy_that_is_not_what_was_adopted_is_named(database: Database) {
        database.store.commit(adopted(1)).await.unwrap();
        database.store.commit(adopted(2)).await.unwrap();
        let report = verified(&database).await;
        assert_eq!((report.policies, &report.faults[..]), (2, &[][..]));
        let altered = |version, what| Fault::PolicyAltered { version, what };
        let faults = found(&database, "UPDATE policy_version SET source = '# mine' WHERE version = 1").await;
        assert_eq!(faults, [altered(1, "text")]);
        let faults = found(&database, "UPDATE policy_version SET starts_on = '2020-01-01' WHERE version = 2").await;
        assert_eq!(faults, [altered(1, "text"), altered(2, "first day")]);
        let faults = found(&database, "DELETE FROM policy_version WHERE version = 1").await;
        assert_eq!(faults, [altered(2, "first day"), Fault::PolicyMissing(1)]);
        let faults = found(&database, "UPDATE policy_version SET version = 3, starts_on = '2026-01-05'").await;
        assert_eq!(faults, [Fault::NotRecorded("version 3 of the policy".to_owned()),
            Fault::PolicyMissing(1), Fault::PolicyMissing(2)]);
    }

    async fn an_account_that_may_do_more_than_the_record_says_is_named(database: Database) {
        for number in 1..=3 {
            database.store.commit(user_set(number)).await.unwrap();
        }
        let report = verified(&database).await;
        assert_eq!((report.users, &report.faults[..]), (3, &[][..]));
        let name = user(2);
        let faults = found(&database, &format!("UPDATE user_account SET roles = '[\"administrator\"]',
            active = FALSE, services = '[]', wards = '[\"mill-hill\"]', teams = 'none', ends_on = '2027-03-31' WHERE user_id = '{name}'")).await;
        let altered = |what| Fault::UserAltered { user: user(2), what };
        let all = ["roles", "teams", "services", "wards", "rights to sign in", "last day"].map(altered);
        assert_eq!(faults, all);
        let faults = found(&database, &format!("DELETE FROM user_account WHERE user_id = '{name}'")).await;
        assert_eq!(faults, [Fault::UserMissing(user(2))]);
        let faults = found(&database, &format!("UPDATE user_account SET user_id = '{}'
            WHERE user_id = '{}'", uuid(77), user(3))).await;
        assert_eq!(faults, [Fault::UserMissing(user(2)), Fault::UserMissing(user(3)),
            Fault::NotRecorded(format!("the user {}", uuid(77)))]);
    }

    async fn somebody_bound_to_another_at_the_provider_than_the_record_says_is_named(database: Database) {
        database.store.commit(user_set(1)).await.unwrap();
        let faults = found(&database, &format!("INSERT INTO user_identity (council, identity, user_id, bound_at)
            VALUES ('{}', 'entra tenant eve', '{}', 0)", council(), user(1))).await;
        let what = "binding to the identity provider";
        assert_eq!(faults, [Fault::UserAltered { user: user(1), what }]);
    }

    async fn what_is_left_when_the_whole_record_was_taken_away_is_named(database: Database) {
        recorded(&database, true).await;
        database.store.commit(adopted(1)).await.unwrap();
        database.store.commit(user_set(1)).await.unwrap();
        database.tamper("DELETE FROM event; DELETE FROM unsealed; DELETE FROM seal; DELETE FROM seal_head;
            DELETE FROM word; DELETE FROM person_token; DELETE FROM person").await;
        assert_eq!(database.store.kept_councils().await.unwrap(), [Ok(council())]);
        let left = |what: String| Fault::NotRecorded(what);
        assert_eq!(verified(&database).await.faults, [
            left(format!("the user {}", user(1))),
            left(format!("in the lists, the case {}", case_id(1))),
            left(format!("in the lists, the case {}", case_id(2))),
            left(format!("in the lists, the case {}", case_id(3))),
            left("policy version 1".to_owned()),
        ]);
    }

    async fn a_shadow_is_no_council(database: Database) {
        assert_eq!(database.store.kept_councils().await.unwrap(), []);
        database.store.write_shadow(&council(), &opened(1).rows).await.unwrap();
        assert_eq!(database.store.kept_councils().await.unwrap(), []);
    }

    async fn what_cannot_be_read_is_named_and_the_rest_is_read_all_the_same(database: Database) {
        recorded(&database, true).await;
        let faults = found(&database, &format!("
            UPDATE event SET actor = 'user:x' WHERE kind = 'acknowledged';
            UPDATE event SET stream = 'nothing/7' WHERE stream = 'case/{}';
            UPDATE seal SET stream = 'nothing' WHERE position = 2;
            UPDATE word SET stream = 'nothing' WHERE body LIKE '%number 1 %';
            UPDATE word SET words_id = 'none' WHERE body LIKE '%number 3 %';
            UPDATE person SET reply_by = 'pigeon' WHERE name = 'Alex Example2'", case_id(2))).await;
        let named: Vec<(&str, &str)> = faults.iter().filter_map(|fault| { let Fault::Unreadable { place, column, .. } = fault else { return None }; Some((place.as_str(), column.as_str())) }).collect();
        let case = stream();
        let texts = (format!("{case} version 1, the text {}", words_id(1)), format!("{case} version 2"));
        let (third, second) = (StreamId::case(&case_id(3)), person_id(2));
        let (third, second) = (format!("{third}, the text none"), format!("the details of {second}"));
        assert_eq!(named, [
            ("seal 2", "stream"),
            (texts.0.as_str(), "stream"),
            (texts.1.as_str(), "actor"),
            (third.as_str(), "words_id"),
            (second.as_str(), "reply_by"),
            ("nothing/7 version 1", "stream"),
        ]);
        let gone = Fault::WordsMissing { stream: StreamId::case(&case_id(3)), version: 1, id: words_id(3).to_string() };
        assert!(faults.contains(&gone), "{faults:?}");
        assert!(!faults.iter().any(|fault| matches!(fault, Fault::Unchained { .. } | Fault::Missing { .. })), "{faults:?}");
        assert_eq!(verified(&database).await.events, 8, "every event was read");
    }

    async fn a_column_that_holds_what_its_type_does_not_allow_is_named(database: Database) {
        // Only SQLite keeps such values.
        if database.address.starts_with("postgres") {
            return;
        }
        recorded(&database, true).await;
        let faults = found(&database, "
            UPDATE event SET body = CAST(X'ff' AS TEXT) WHERE kind = 'acknowledged';
            UPDATE event SET recorded_at = 'noon' WHERE kind = 'noted';
            UPDATE event SET stream = CAST(X'ff' AS TEXT) WHERE kind = 'opened' AND stream LIKE '%3';
            UPDATE seal SET position = 'two' WHERE position = 2").await;
        let named: Vec<(String, String)> = faults.iter().filter_map(|fault| { let Fault::Unreadable { place, column, .. } = fault else { return None }; Some((place.clone(), column.clone())) }).collect();
        let last = StreamId::customer(&person_id(3));
        let want = [
            ("a seal after number 8".to_owned(), "position"),
            (format!("{} version 2", stream()), "body"),
            (format!("{} version 3", stream()), "recorded_at"),
            (format!("an event after {last} version 1"), "stream"),
        ];
        assert_eq!(named, want.map(|(place, column)| (place, column.to_owned())));
    }

    async fn what_was_erased_as_it_should_be_is_no_fault(database: Database) {
        recorded(&database, true).await;
        let mut changes = nothing(900);
        changes.erase = vec![
            Erase::Words(words_id(1)),
            Erase::Person(person_id(1)),
            Erase::Words(words_id(2)),
            Erase::Bodies(StreamId::case(&case_id(2))),
        ];
        database.store.commit(changes).await.unwrap();
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!(report.erased, 3);
        assert!(database.store.person(&council(), &person_id(1)).await.unwrap().is_none());
        let events = database.store.stream(&council(), &StreamId::case(&case_id(2))).await.unwrap();
        assert!(events[0].body.is_none());
    }

    // UK GDPR, article 17: what was erased does not come back unseen, not even as it was.
    async fn what_was_erased_and_is_there_again_is_named(database: Database) {
        recorded(&database, true).await;
        let whose = StreamId::customer(&person_id(1));
        database.tamper("CREATE TABLE person_kept AS SELECT * FROM person; CREATE TABLE word_kept AS SELECT * FROM word; CREATE TABLE event_kept AS SELECT * FROM event").await;
        let mut changes = nothing(900);
        changes.erase = vec![
            Erase::Words(words_id(1)),
            Erase::Person(person_id(1)),
            Erase::Bodies(whose.clone()),
            Erase::Body(stream(), 2),
        ];
        database.store.commit(changes).await.unwrap();
        while database.store.seal_pending(&council(), 2).await.unwrap() > 0 {}
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);

        let (person, text) = (person_id(1), words_id(1));
        let body = |of: &StreamId, version: i64| format!(
            "UPDATE event SET (body, salt) = (SELECT event_kept.body, event_kept.salt FROM event_kept WHERE event_kept.stream = event.stream \
             AND event_kept.version = event.version) WHERE stream = '{of}' AND version = {version}"
        );
        let (first, one) = (body(&whose, 1), body(&stream(), 2));
        for (tampering, back, what) in [
            (
                format!("INSERT INTO person SELECT * FROM person_kept WHERE person_id = '{person}'"),
                format!("DELETE FROM person WHERE person_id = '{person}'"),
                format!("details of {person}"),
            ),
            (
                format!("INSERT INTO word SELECT * FROM word_kept WHERE words_id = '{text}'"),
                format!("DELETE FROM word WHERE words_id = '{text}'"),
                format!("text {text}"),
            ),
            (
                first,
                format!("UPDATE event SET body = NULL, salt = NULL WHERE stream = '{whose}'"),
                format!("body of {whose} version 1"),
            ),
            (
                one,
                format!("UPDATE event SET body = NULL, salt = NULL WHERE stream = '{}' AND version = 2", stream()),
                format!("body of {} version 2", stream()),
            ),
        ] {
            let faults = found(&database, &tampering).await;
            assert_eq!(faults, [Fault::ErasedAndThere(what)]);
            assert_eq!(found(&database, &back).await, []);
        }
        // Nothing that they could still be found by is put under them: what went, went with every text that it named.
        let moved = words_id(3);
        let faults = found(&database, &format!("UPDATE word SET stream = '{whose}' WHERE words_id = '{moved}'")).await;
        assert_eq!(faults, [Fault::NotRecorded(format!("{whose}, the text {moved}"))]);
    }

    async fn nothing_is_passed_off_as_erased_that_no_event_says_was(database: Database) {
        recorded(&database, true).await;
        let mut changes = nothing(900);
        changes.erase = vec![Erase::Words(words_id(1)), Erase::Body(stream(), 2)];
        database.store.commit(changes.clone()).await.unwrap();
        // A backup that was restored had them still: they go once more, and the same stream says so.
        changes.at = nothing(950).at;
        database.store.commit(changes).await.unwrap();
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        let streams = database.store.streams(&council(), StreamSort::Erasure, None, 10).await.unwrap();
        let [said] = streams.as_slice() else { panic!("{streams:?}") };
        assert_eq!(database.store.stream(&council(), said).await.unwrap().len(), 2);

        let hidden = words_id(3);
        let what = "list of what was erased";
        let forged = format!("INSERT INTO erased VALUES ('{}', 'words', '{hidden}', 0)", council());
        let forged = format!("DELETE FROM word WHERE words_id = '{hidden}'; {forged}");
        let faults = found(&database, &forged).await;
        let unsaid = Fault::NotRecorded(format!("on the list of what was erased, the words {hidden}"));
        assert_eq!(faults, [unsaid]);
        // Nor does a line help that says which stream would say so: that stream says what it said.
        let backed = format!("INSERT INTO erasure VALUES ('{}', '{said}', 'words', '{hidden}')", council());
        let faults = found(&database, &backed).await;
        assert_eq!(faults, [Fault::NotAsRecorded { stream: said.clone(), what }]);
        let faults = found(&database, &format!("DELETE FROM erasure WHERE id = '{hidden}'; DELETE FROM erased WHERE id = '{hidden}'")).await;
        assert!(matches!(faults.as_slice(), [Fault::WordsMissing { .. }]), "{faults:?}");
        let faults = found(&database, "DELETE FROM erasure").await;
        assert!(faults.contains(&Fault::BesideMissing { stream: said.clone(), what }), "{faults:?}");
    }

    async fn the_body_of_one_event_that_was_erased_is_no_fault_and_one_more_is(database: Database) {
        recorded(&database, true).await;
        let mut changes = nothing(900);
        changes.erase = vec![Erase::Body(stream(), 2)];
        let (sort, id) = changes.erase[0].in_ledger();
        assert_eq!(Erase::from_ledger(sort, id), Ok(changes.erase[0].clone()));
        assert!(Erase::from_ledger("body", stream().to_string()).is_err(), "it names no event");
        database.store.commit(changes).await.unwrap();
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!(report.erased, 1);
        let events = database.store.stream(&council(), &stream()).await.unwrap();
        let there: Vec<bool> = events.iter().map(|event| event.body.is_some()).collect();
        assert!(!there[1] && there.iter().filter(|there| !**there).count() == 1, "{there:?}");
        let faults = found(&database, "UPDATE event SET body = NULL, salt = NULL WHERE version = 1").await;
        let missing = |fault: &Fault| matches!(fault, Fault::BodyMissing { version: 1, .. });
        assert!(!faults.is_empty() && faults.iter().any(missing), "{faults:?}");
    }

    async fn seals_have_no_gaps_while_many_write_and_seal(database: Database) {
        let store = &database.store;
        let writers = (0..6_u32).map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for version in 0..10 {
                    let mut changes = act(writer, version, &["noted"]);
                    changes.rows.push(ReadModel::Case(Box::new(case_row(writer))));
                    store.commit(changes).await.unwrap();
                    store.seal_pending(&council(), 3).await.unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        while store.seal_pending(&council(), 100).await.unwrap() > 0 {}
        let report = verified(&database).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!((report.events, report.seals, report.unsealed), (60, 60, 0));
        let seals = store.seals_after(&council(), 0, 100).await.unwrap();
        let of_one: Vec<i64> = seals.iter().filter(|seal| seal.stream == stream()).map(|seal| seal.version).collect();
        assert_eq!(of_one, (1..=10).collect::<Vec<_>>());
    }
}
