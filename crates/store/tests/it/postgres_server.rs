//! A PostgreSQL server that asks for TLS and a password, as a council's does.

use std::os::unix::fs::{PermissionsExt as _, chown};

use redress_store::Store;
use redress_store::error::StoreError;
use redress_testing::{OwnServer, make_certificate};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::given::council;

/// What it asks for, in the form that an address has: every letter that means something there.
const PASSWORD: (&str, &str) = ("p@ss/w:ö r+d%&=", "p%40ss%2Fw%3A%C3%B6%20r%2Bd%25%26%3D");

/// Has a server speak TLS by a certificate for `localhost`, and lets `redress_app` in by it alone and with the password.
async fn asks_for_tls(server: &OwnServer) {
    let data = server.folder().join("data");
    make_certificate(&data);
    let owner = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(&data).unwrap());
    for name in ["cert.pem", "key.pem", "authority.pem"] {
        let file = data.join(name);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        chown(&file, Some(owner), None).unwrap();
    }
    let mut record = PgConnection::connect(&server.address).await.unwrap();
    let password = PASSWORD.0;
    for statement in [
        format!("CREATE ROLE redress_app LOGIN PASSWORD '{password}'"),
        "CREATE DATABASE app OWNER redress_app".to_owned(),
        "ALTER SYSTEM SET ssl = on".to_owned(),
        "ALTER SYSTEM SET ssl_cert_file = 'cert.pem'".to_owned(),
        "ALTER SYSTEM SET ssl_key_file = 'key.pem'".to_owned(),
    ] {
        sqlx::query(AssertSqlSafe(statement))
            .execute(&mut record)
            .await
            .unwrap();
    }
    let hba = data.join("pg_hba.conf");
    let others = std::fs::read_to_string(&hba).unwrap();
    let ours =
        "hostssl all redress_app 127.0.0.1/32 scram-sha-256\nhost all redress_app 127.0.0.1/32 reject\n";
    std::fs::write(&hba, format!("{ours}{others}")).unwrap();
    server.halt();
    server.again();
}

#[tokio::test]
async fn given_a_server_that_asks_for_tls_then_the_address_says_whom_to_trust() {
    if redress_testing::server().is_none() {
        return;
    }
    let server = OwnServer::start("tls");
    asks_for_tls(&server).await;
    let port = std::fs::read_to_string(server.folder().join("port")).unwrap();
    // Whoever runs the tests may not read the folder of the server, but root and the owner may.
    let authority = server.folder().join("data/authority.pem");
    let address = |host: &str, rest: &str| {
        let (port, password) = (port.trim(), PASSWORD.1);
        format!("postgres://redress_app:{password}@{host}:{port}/app?{rest}")
    };
    let trusted = format!("sslrootcert={}", authority.display());

    for (host, rest) in [
        ("localhost", format!("sslmode=verify-full&{trusted}")),
        ("127.0.0.1", format!("sslmode=verify-ca&{trusted}")),
        ("127.0.0.1", "sslmode=require".to_owned()),
        ("127.0.0.1", "sslmode=prefer".to_owned()),
    ] {
        let store = Store::open(&address(host, &rest)).await;
        let store = store.unwrap_or_else(|error| panic!("{rest}: {error:?}"));
        assert_eq!(store.last_seal(&council()).await.unwrap(), 0, "{rest}");
        store.close().await;
    }
    for (host, rest) in [
        // Another name than its own.
        ("127.0.0.1", format!("sslmode=verify-full&{trusted}")),
        // Nobody that browsers trust has signed it.
        ("localhost", "sslmode=verify-full".to_owned()),
        ("localhost", "sslmode=verify-ca".to_owned()),
        // In the clear.
        ("127.0.0.1", "sslmode=disable".to_owned()),
    ] {
        let refused = Store::open(&address(host, &rest)).await;
        assert!(
            matches!(refused, Err(StoreError::Unavailable(_))),
            "{rest}: {refused:?}"
        );
    }
    for (host, rest, says) in [
        (
            "localhost",
            "sslmode=verify-full&sslrootcert=/nowhere.pem",
            "/nowhere.pem",
        ),
        (
            "localhost",
            "sslmode=require&sslcert=/nowhere.pem",
            "belong together",
        ),
        ("local host", "sslmode=require", "not understood"),
    ] {
        let refused = Store::open(&address(host, rest)).await;
        let Err(StoreError::BadAddress(why)) = refused else {
            panic!("{rest}: {refused:?}");
        };
        assert!(why.contains(says), "{why}");
    }
}

#[tokio::test]
async fn given_a_server_that_comes_late_then_it_is_waited_for_and_one_that_goes_is_found_again() {
    if redress_testing::server().is_none() {
        return;
    }
    let server = OwnServer::start("late");
    server.halt();
    let address = server.address.clone();
    let opening = tokio::spawn(async move { Store::open(&address).await });
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    server.again();
    let store = opening.await.unwrap().unwrap();
    // Several connections, all of which end with the server.
    let council = council();
    let asked = (0..4).map(|_| store.last_seal(&council));
    let answers = futures_util::future::join_all(asked).await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    server.halt();
    server.again();
    // This thread stood still meanwhile: the connections hear of it.
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert_eq!(store.last_seal(&council).await.unwrap(), 0);
    store.ping().await.unwrap();
    store.close().await;
}
