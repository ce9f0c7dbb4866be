//! Jobs, attempts, sessions and imports.

use redress_domain::id::UserId;
use redress_store::changes::{ImportedRow, ReadModel};
use redress_store::error::StoreError;
use redress_store::job::NewJob;
use redress_store::session::SessionRow;
use redress_store::user::UserRow;

use crate::given::{at, case_id, council, nothing, opened, user};
use crate::on_both_engines;

fn job(id: &str, seconds: i64) -> NewJob {
    NewJob {
        id: id.to_owned(),
        kind: "send-message",
        payload: "{}".to_owned(),
        run_at: at(seconds),
    }
}

fn account(number: u32, email: &str) -> ReadModel {
    ReadModel::User(Box::new(row_of_account(number, email)))
}

pub(crate) fn row_of_account(number: u32, email: &str) -> UserRow {
    UserRow {
        user_id: user(number),
        email: email.to_owned(),
        name: format!("Officer {number}"),
        password_hash: None,
        roles: "[\"officer\"]".to_owned(),
        teams: "[]".to_owned(),
        services: "[]".to_owned(),
        active: true,
        updated_at: at(0),
        wards: "[]".to_owned(),
        ends_on: None,
        last_sign_in_at: None,
        partner: None,
        emergency: false,
    }
}

on_both_engines! {
    async fn a_job_is_leased_to_one_worker_until_the_lease_ends(database: Database) {
        let store = &database.store;
        let jobs: Vec<NewJob> = (0..20).map(|number| job(&format!("job/{number:02}"), number)).collect();
        store.enqueue(&council(), &jobs).await.unwrap();
        store.enqueue(&council(), &jobs).await.unwrap();
        let workers = (0..5).map(|worker| {
            let store = store.clone();
            tokio::spawn(async move {
                store.lease_jobs(&council(), &format!("worker-{worker}"), (at(100), at(200)), 8).await.unwrap()
            })
        });
        let mut leased = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            leased.extend(worker.await.unwrap().into_iter().map(|job| job.job_id));
        }
        let count = leased.len();
        leased.sort();
        leased.dedup();
        assert_eq!(count, leased.len(), "a job was leased twice");
        // Of workers that asked at once some may have gone without; the jobs are still there.
        let rest = store.lease_jobs(&council(), "late", (at(100), at(200)), 50).await.unwrap();
        assert_eq!(count + rest.len(), 20);
        assert!(store.lease_jobs(&council(), "later", (at(150), at(250)), 50).await.unwrap().is_empty());
        let again = store.lease_jobs(&council(), "after", (at(200), at(300)), 50).await.unwrap();
        assert_eq!(again.len(), 20);
        assert!(again.iter().all(|job| job.tries == 2));
    }

    async fn a_job_is_done_tried_again_or_given_up(database: Database) {
        let store = &database.store;
        store.enqueue(&council(), &[job("one", 0), job("two", 0), job("three", 0)]).await.unwrap();
        assert_eq!(store.lease_jobs(&council(), "w", (at(1), at(60)), 9).await.unwrap().len(), 3);
        assert!(!store.finish_job(&council(), "one", "another").await.unwrap());
        assert!(store.finish_job(&council(), "one", "w").await.unwrap());
        assert!(store.retry_job(&council(), ("two", "w"), at(30), "no answer").await.unwrap());
        assert!(store.give_up_job(&council(), ("three", "w"), "no such address").await.unwrap());
        assert!(store.lease_jobs(&council(), "w", (at(29), at(90)), 9).await.unwrap().is_empty());
        let again = store.lease_jobs(&council(), "w", (at(30), at(90)), 9).await.unwrap();
        assert_eq!(again.iter().map(|job| (job.job_id.as_str(), job.tries)).collect::<Vec<_>>(), [("two", 2)]);
        let counts = store.job_counts(&council()).await.unwrap();
        let counts: Vec<_> = counts.iter().map(|count| (count.state.as_str(), count.n)).collect();
        assert_eq!(counts, [("given-up", 1), ("ready", 1)]);
    }

    async fn attempts_are_counted_from_the_first_in_the_window(database: Database) {
        let store = &database.store;
        let council = council();
        let count = |seconds| {
            store.count_attempt(&council, "alex@example.org 192.0.2.0/24", (at(seconds), at(seconds - 60)))
        };
        assert_eq!(count(0).await.unwrap(), 1);
        assert_eq!(count(30).await.unwrap(), 2);
        assert_eq!(count(60).await.unwrap(), 3);
        assert_eq!(count(61).await.unwrap(), 1);
        assert_eq!(store.attempts(&council, "alex@example.org 198.51.100.0/24", at(0)).await.unwrap(), 0);
    }

    async fn two_people_cannot_have_one_address(database: Database) {
        let store = &database.store;
        let mut changes = nothing(0);
        changes.rows.push(account(1, "alex@example.org"));
        store.commit(changes).await.unwrap();
        let mut changes = nothing(1);
        changes.rows.push(account(2, "alex@example.org"));
        assert!(matches!(store.commit(changes).await.unwrap_err(), StoreError::Taken(_)));
        assert!(store.set_password(&council(), &user(1), "hash").await.unwrap());
        let found = store.user_by_email(&council(), " Alex@Example.org ").await.unwrap().unwrap();
        assert_eq!(found.password_hash.as_deref(), Some("hash"));
    }

    async fn a_session_ends(database: Database) {
        let store = &database.store;
        let of = |user_id: UserId| SessionRow {
            token_hash: "abc".to_owned(),
            user_id: Some(user_id),
            body: "{}".to_owned(),
            expires_at: at(60),
        };
        let mut changes = nothing(0);
        changes.rows.push(account(1, "alex@example.org"));
        store.commit(changes).await.unwrap();
        store.put_session(&council(), &of(user(1))).await.unwrap();
        let (session, whose) = store.session_with_user(&council(), "abc", at(59)).await.unwrap().unwrap();
        assert_eq!((session, whose.user_id), (of(user(1)), user(1)));
        assert!(store.session_with_user(&council(), "abc", at(60)).await.unwrap().is_none());
        assert_eq!(store.end_sessions_of(&council(), &user(1)).await.unwrap(), 1);
        assert!(store.session_with_user(&council(), "abc", at(0)).await.unwrap().is_none());
    }

    async fn a_row_is_imported_once(database: Database) {
        let store = &database.store;
        let row = |case| Some(ImportedRow { source: "old".to_owned(), row_key: "17".to_owned(), case_id: case });
        let (mut first, mut again) = (opened(1), opened(2));
        (first.import, again.import) = (row(case_id(1)), row(case_id(2)));
        let answers = store.commit_many(vec![first, again]).await;
        assert!(matches!(answers[..], [Ok(_), Err(StoreError::Taken(_))]), "{answers:?}");
        assert_eq!(store.imported(&council(), "old", "17").await.unwrap(), Some(case_id(1)));
        assert_eq!(store.imported_count(&council(), "old").await.unwrap(), 1);
    }
}
