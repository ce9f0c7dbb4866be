//! Which councils a record comes to hold, and how each is reached.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use sqlx::Connection as _;

use crate::commands::policy;

fn redress(folder: &Path, args: &[&str], policies: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command
        .args(args)
        .arg("--database")
        .arg(folder.join("redress.db"));
    for policy in policies {
        command.args(["--policy", policy]);
    }
    command.stdin(Stdio::null()).output().unwrap()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The councils that the record holds a policy of.
async fn held(folder: &Path) -> Vec<String> {
    let database = format!("sqlite:{}", folder.join("redress.db").display());
    let mut record = sqlx::SqliteConnection::connect(&database).await.unwrap();
    sqlx::query_scalar("SELECT DISTINCT council FROM policy_version ORDER BY council")
        .fetch_all(&mut record)
        .await
        .unwrap()
}

// A folder has the files of many councils: a command about one makes no council of the others, for nothing takes one out
// again.
#[tokio::test]
async fn a_command_about_one_council_makes_none_of_the_others_in_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (demo, all) = (policy("demo"), policy("demo").replace("demo.toml", ""));
    let token = |name| {
        [
            "token",
            "create",
            "--council",
            "westshire",
            "--name",
            name,
            "--role",
            "adviser",
        ]
    };
    let made = redress(folder.path(), &token("one"), &[&demo]);
    assert!(made.status.success(), "{made:?}");
    let made = redress(folder.path(), &token("two"), &[&all]);
    assert!(made.status.success(), "{made:?}");
    assert_eq!(held(folder.path()).await, ["westshire"]);
    // A file that is named is meant, and told from the other by its host.
    let hart = folder.path().join("hart.toml");
    let text = std::fs::read_to_string(policy("hart")).unwrap();
    std::fs::write(
        &hart,
        text.replace("[council]\n", "[council]\nhosts = [\"hart.example.org\"]\n"),
    )
    .unwrap();
    let new = [
        "token",
        "create",
        "--council",
        "hart",
        "--name",
        "one",
        "--role",
        "adviser",
    ];
    let made = redress(folder.path(), &new, &[&demo, hart.to_str().unwrap()]);
    assert!(made.status.success(), "{made:?}");
    assert_eq!(held(folder.path()).await, ["hart", "westshire"]);
}

#[test]
fn two_councils_that_no_name_tells_apart_do_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let told = refused(&redress(
        folder.path(),
        &serve,
        &[&policy("demo"), &policy("hart")],
    ));
    assert!(
        told.contains("no name says which of these councils is meant: hart, westshire"),
        "{told}"
    );
    assert!(told.contains("give each its hosts in its policy file"), "{told}");
    // Nor with one that is there already.
    let token = ["token", "create", "--name", "one", "--role", "adviser"];
    let made = redress(folder.path(), &token, &[&policy("demo")]);
    assert!(made.status.success(), "{made:?}");
    let told = refused(&redress(folder.path(), &serve, &[&policy("hart")]));
    assert!(told.contains("hart, westshire"), "{told}");
}
