//! `redress demo`: a made-up council to try, on this machine only.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::outside::Outside;
use redress_domain::calendar::london;
use redress_domain::policy::Policy;
use redress_web::api::ByNotify;
use redress_web::password::Cost;
use redress_web::{Sending, Settings};
use redress_worker::webhook::Reach;
use redress_worker::{Outward, Unsent};

use crate::command::serve::{Worker, listen, until_stopped};
use crate::config::{Config, Listening, Record};
use crate::demo::chance::{Moved, Staged};
use crate::demo::dated;
use crate::demo::fill::{Plan, fill};
use crate::demo::mail;
use crate::demo::staff::PASSWORD;
use crate::open;
use crate::outside::SystemClock;
use crate::progress::{note, say};
use crate::trouble::Trouble;

/// The demo council's policy, as it is shipped.
const POLICY: &str = include_str!("../../../../policies/demo.toml");

/// Try it: a made-up council with a year of history, on this machine only.
///
/// Westshire Council does not exist, nor does anybody in it. The record is kept in the folder
/// "demo" beside you, and is used again the next time; --fresh makes a new one. Nothing is sent to
/// anybody. Anybody can sign in as anybody, so that it answers on the loopback address alone.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Where to answer; a loopback address
    #[arg(
        long,
        value_name = "ADDRESS:PORT",
        env = "REDRESS_DEMO_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    listen: SocketAddr,
    /// The SQLite file to keep it in
    #[arg(
        long,
        value_name = "sqlite:FILE",
        default_value = "sqlite:demo/redress.sqlite"
    )]
    database: String,
    /// Another number makes another year
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The last day of the history, and the day that the demo stays at [default: today]
    #[arg(long, value_name = "DATE")]
    day: Option<Date>,
    /// About how many cases
    #[arg(long, default_value_t = 2_000)]
    cases: usize,
    /// The council's policy, instead of the one that is shipped
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Make it new, even if there is one
    #[arg(long)]
    fresh: bool,
    /// Make it, and stop
    #[arg(long)]
    only_make: bool,
}

impl Demo {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        if !self.listen.ip().is_loopback() {
            return Err(Trouble::usage(format!(
                "the demo would let anybody who reaches {} sign in as anybody",
                self.listen
            ))
            .next("use 127.0.0.1, or redress serve for a council that exists"));
        }
        Config::of(&Record::default(), &Listening::default())?.start_log()?;
        let path = self.path()?;
        let today = london::civil_date(SystemClock.now());
        let plan = Plan {
            seed: self.seed,
            day: self.day.unwrap_or(today),
            cases: self.cases,
        };
        let policy = self.policy(plan.day)?;
        self.make(&path, &policy, plan).await?;
        if self.only_make {
            return Ok(());
        }
        let outside = Moved {
            by: self
                .day
                .map_or(SignedDuration::ZERO, |day| ahead_to(day, SystemClock.now())),
        };
        let casework = open::casework_with(&self.database, Vec::new(), Arc::new(outside)).await?;
        self.serve(casework).await
    }

    /// The policy that was given, as it is; or else the one that is shipped, with its storms and meetings about the demo's day.
    fn policy(&self, day: Date) -> Result<Policy, Trouble> {
        let Some(path) = &self.policy else {
            return Policy::parse(&dated::about(POLICY, day)).map_err(|_mistakes| {
                Trouble::broken("the demo council's policy has mistakes; this is a fault of the program")
            });
        };
        Policy::parse(&std::fs::read_to_string(path)?).map_err(|_mistakes| {
            Trouble::usage(format!("{} has mistakes", path.display())).next(format!(
                "see what they are with redress policy check {}",
                path.display()
            ))
        })
    }

    /// The file, which must be one that this command may make new.
    fn path(&self) -> Result<PathBuf, Trouble> {
        let path = self.database.strip_prefix("sqlite:").unwrap_or(&self.database);
        if path.contains("://") {
            return Err(Trouble::usage("the demo keeps its record in a SQLite file")
                .next("give --database sqlite:FILE, or leave it out"));
        }
        let path = PathBuf::from(path);
        if path.exists() && !stamp_of(&path).exists() {
            return Err(Trouble::usage(format!(
                "{} was not made by redress demo, and is left alone",
                path.display()
            ))
            .next("give another --database sqlite:FILE"));
        }
        Ok(path)
    }

    /// Makes the record, unless it is there.
    async fn make(&self, path: &Path, policy: &Policy, plan: Plan) -> Result<(), Trouble> {
        let stamp = stamp_of(path);
        let whole = std::fs::read_to_string(&stamp).is_ok_and(|text| text.starts_with(WHOLE));
        if whole && path.exists() && !self.fresh {
            note(format!(
                "Using the demo in {}; --fresh makes a new one.",
                path.display()
            ));
            return Ok(());
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&stamp, "redress demo, unfinished\n")?;
        for end in ["", "-wal", "-shm", "-sealed"] {
            match std::fs::remove_file(with_end(path, end)) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        note(format!(
            "Making {} with a year of history up to {} …",
            policy.council.name, plan.day
        ));
        let start = plan.day.saturating_sub(jiff::Span::new().days(400));
        let stage = Arc::new(Staged::new(plan.seed, london::day_starts_at(start)));
        let outside: Arc<dyn Outside> = Arc::clone(&stage) as Arc<dyn Outside>;
        let casework = open::casework_with(&self.database, vec![policy.clone()], outside).await?;
        fill(&casework, &stage, policy, plan).await?;
        mail::deliver(&casework, &policy.council.id).await?;
        casework.store().clone().close().await;
        std::fs::write(
            &stamp,
            format!(
                "{WHOLE}\nseed = {}\nday = {}\ncases = {}\n",
                plan.seed, plan.day, plan.cases
            ),
        )?;
        Ok(())
    }

    async fn serve(&self, casework: Casework) -> Result<(), Trouble> {
        let settings = Settings {
            notify: ByNotify::new(),
            secure_cookies: false,
            is_demo: true,
            sending: Sending::Shown,
            trusted_proxies: Vec::new(),
            password_cost: Cost::Slight,
            // Everybody of a demo is made up, and no provider knows them.
            providers: None,
        };
        let listener = listen(self.listen).await?;
        let address = listener.local_addr()?;
        say(format!(
            "Westshire Council, which does not exist, answers at http://{address}"
        ));
        say(format!(
            "Staff sign in at http://{address}/staff as anybody, for example:"
        ));
        for (who, email) in [
            ("an adviser", "priya.nair"),
            ("an officer", "dan.whitlock"),
            ("a service manager", "colin.baxter"),
            ("the complaints manager", "nadia.hussain"),
        ] {
            say(format!("  {who}: {email}@westshire.example.org"));
        }
        say(format!("Everybody's password is: {PASSWORD}"));
        say("Press Ctrl-C to stop. The record stays for the next time.");
        let outward = Outward {
            mail: None,
            notify: None,
            mailbox: None,
            webhooks: Reach::Public,
            unsent: Unsent::Shown,
        };
        until_stopped(casework, settings, listener, Worker::Inside(outward)).await
    }
}

/// How the stamp of a record begins that was made to its end.
const WHOLE: &str = "redress demo, whole";

/// The file that says that a record was made by this command.
fn stamp_of(path: &Path) -> PathBuf {
    with_end(path, ".demo")
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// How far a day is from a moment: it is the same time of day there, as London counts it. By whole days of 24 hours it would be the
/// day after, in summer, for whoever starts in the last hour of a winter's day.
fn ahead_to(day: Date, now: Timestamp) -> SignedDuration {
    let time = now.to_zoned(london::time_zone().clone()).time();
    let then = day.to_datetime(time).to_zoned(london::time_zone().clone());
    then.map_or(SignedDuration::ZERO, |then| then.timestamp().duration_since(now))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_demo_stays_on_its_day_at_whatever_hour_it_is_started() {
        for now in [
            "2026-11-29T00:00:00Z",
            "2026-11-29T23:59:59Z",
            "2026-06-30T22:59:59Z",
            "2026-06-29T23:00:00Z",
        ] {
            let now: Timestamp = now.parse().unwrap();
            for day in [
                date(2027, 4, 1),
                date(2026, 12, 1),
                date(2026, 3, 29),
                date(2026, 10, 25),
            ] {
                let then = now.checked_add(ahead_to(day, now)).unwrap();
                assert_eq!(london::civil_date(then), day, "from {now}");
            }
        }
    }
}
