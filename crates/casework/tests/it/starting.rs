//! Several processes that start at once over one empty database.

use redress_casework::Casework;
use redress_casework::council::Councils;
use redress_domain::policy::Policy;
use redress_store::Store;

use crate::world::{POLICY, World, setup};

/// One process, from opening the database to taking in the policy.
async fn start(address: String, outside: std::sync::Arc<crate::world::Known>) -> Result<u32, String> {
    let store = Store::open(&address).await.map_err(|error| error.to_string())?;
    let casework = Casework::new(store, Councils::default(), outside);
    casework
        .load_councils()
        .await
        .map_err(|error| error.to_string())?;
    let policy = Policy::parse(POLICY).unwrap();
    let council = policy.council.id.clone();
    let version = casework
        .adopt_policy(&setup(), policy)
        .await
        .map_err(|error| error.to_string())?;
    let in_place = casework
        .councils()
        .get(&council)
        .map_err(|error| error.to_string())?;
    assert!(in_place.policy(casework.today()).is_ok());
    casework.store().clone().close().await;
    Ok(version)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn three_processes_that_start_at_once_on_an_empty_database_all_come_up() {
    for _ in 0..5 {
        let Some((database, outside)) = World::empty_postgres().await else {
            return;
        };
        let starts: Vec<_> = (0..3)
            .map(|_| tokio::spawn(start(database.address.clone(), outside.clone())))
            .collect();
        for start in starts {
            assert_eq!(start.await.unwrap(), Ok(1));
        }
    }
}
