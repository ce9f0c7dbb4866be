//! `redress bench`: seeds made-up cases, asks the server what a day asks, and says how long it took.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use clap::Args;
use jiff::civil::Date;
use redress_casework::Casework;
use redress_casework::lists::Wanted;
use redress_casework::outside::Outside as _;
use redress_casework::token::NewToken;
use redress_domain::calendar::london;
use redress_domain::id::{CouncilId, ReasonCode};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Role;
use serde::Serialize;

use crate::bench::load::{self, Bounds, Things, Who, Work};
use crate::bench::seed::{Plan, seed};
use crate::bench::server::Server;
use crate::bench::took::{Took, millis};
use crate::demo::chance::Staged;
use crate::demo::staff::{PASSWORD, Staff};
use crate::open;
use crate::outside::SystemClock;
use crate::progress::{note, say};
use crate::trouble::Trouble;

/// The council that is measured is the demo's.
const POLICY: &str = include_str!("../../../../policies/demo.toml");

/// Measure how fast this machine serves a made-up council, and print JSON.
///
/// Seeds an empty database with made-up cases, starts this program as a server of its own on the
/// loopback address, signs in, and asks for what a day asks for, with one client and with eight. A
/// database that was seeded before is used again. One that holds anything else is refused.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// The database: sqlite:FILE, or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, value_name = "ADDRESS", env = "REDRESS_DATABASE")]
    database: String,
    /// How many cases there are
    #[arg(long, default_value_t = 10_000)]
    cases: usize,
    /// How many seconds each thing is asked for, by one client and by eight
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// How often each client asks for a thing at most
    #[arg(long, default_value_t = 100_000)]
    requests: usize,
    /// Ask for these only: W1 to W9, health; parted by commas
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = work)]
    only: Vec<Work>,
    /// How many servers there are on the one database, which is PostgreSQL then; the clients take them in turns
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    nodes: usize,
    /// Seed the database, and stop
    #[arg(long)]
    only_seed: bool,
}

/// What was measured.
#[derive(Debug, Serialize)]
struct Report {
    engine: &'static str,
    settings: BTreeMap<String, String>,
    cases: usize,
    nodes: usize,
    processors: usize,
    seed_seconds: Option<f64>,
    start_ms: f64,
    memory_after_start_bytes: Option<u64>,
    memory_at_most_bytes: Option<u64>,
    database_bytes: u64,
    bare_commit: Took,
    one_client: BTreeMap<&'static str, Took>,
    eight_clients: BTreeMap<&'static str, Took>,
}

impl Bench {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        if self.cases == 0 || self.requests == 0 {
            return Err(Trouble::usage(
                "there is nothing to measure without a case and a request",
            ));
        }
        if self.nodes == 0 || (self.nodes > 1 && self.database.starts_with("sqlite:")) {
            return Err(
                Trouble::usage("a SQLite file has one server, and nothing is measured without one")
                    .next("give --nodes 1, or the address of a PostgreSQL database"),
            );
        }
        let now = SystemClock.now();
        let clock = Arc::new(Staged::new(0xbe7c, now));
        let policy = policy()?;
        let casework = open::casework_with(&self.database, Vec::new(), Arc::clone(&clock) as _).await?;
        let seed_seconds = self.seeded(&casework, (&clock, &policy)).await?;
        if self.only_seed {
            say(format!(
                "{{\"cases\": {}, \"seed_seconds\": {}}}",
                self.cases,
                seed_seconds.unwrap_or(0.0)
            ));
            return Ok(());
        }
        drop(casework);
        // What is asked is of today, and a secret is by chance.
        let casework = open::casework_with(&self.database, Vec::new(), Arc::new(SystemClock)).await?;
        let (things, [email, manager]) = things(&casework, &policy).await?;
        let store = casework.store().clone();
        let commits = store.bare_commits(&self.database, self.requests.min(300)).await?;
        let all = commits.iter().sum();
        let bare_commit = Took::of(commits, all);
        let servers = Server::several(self.nodes, &self.database, POLICY).await?;
        // Each has as much to do as the first: what one takes is that one's.
        let first = servers
            .first()
            .ok_or_else(|| Trouble::broken("no server started"))?;
        let memory_after_start_bytes = first.memory().0;
        let things = Arc::new(things);
        let who = Who {
            addresses: servers.iter().map(|server| server.address).collect(),
            email,
            manager,
            password: PASSWORD,
        };
        let one_client = self.ask((&who, &things), 1).await?;
        let eight_clients = self.ask((&who, &things), 8).await?;
        let report = Report {
            engine: store.engine(),
            settings: store.settings().await?.into_iter().collect(),
            cases: self.cases,
            nodes: self.nodes,
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            seed_seconds,
            start_ms: millis(first.started_in),
            memory_after_start_bytes,
            memory_at_most_bytes: first.memory().1,
            database_bytes: store.size(&self.database).await?,
            bare_commit,
            one_client,
            eight_clients,
        };
        for server in servers {
            server.stop().await?;
        }
        let json = serde_json::to_string_pretty(&report);
        say(json.map_err(|error| Trouble::broken(error.to_string()))?);
        Ok(())
    }

    /// Seeds an empty database; leaves one alone that was seeded with as many cases before.
    async fn seeded(
        &self,
        casework: &Casework,
        (clock, policy): (&Staged, &Policy),
    ) -> Result<Option<f64>, Trouble> {
        let council = &policy.council.id;
        let marked = casework
            .store()
            .answer_before(council, ("bench", "cases"))
            .await?;
        let there = marked.and_then(|cases| cases.parse::<usize>().ok());
        if there == Some(self.cases) {
            return Ok(None);
        }
        if there.is_some() || !casework.councils().all().is_empty() {
            return Err(
                Trouble::usage("this database holds something else than these made-up cases")
                    .next("give --database with an empty database, or the number of cases it was made with"),
            );
        }
        let now = clock.now();
        // The year before now, with the rules that were in force when it began.
        casework.adopt_policy(&open::setup(), policy.clone()).await?;
        let staff = Staff::hire(casework, policy).await?;
        let plan = Plan {
            cases: self.cases,
            now,
        };
        let took = seed(casework, clock, (policy, &staff), plan).await?;
        casework
            .store()
            .mark(council, ("bench", "cases"), (&self.cases.to_string(), now))
            .await?;
        Ok(Some(took))
    }

    async fn ask(
        &self,
        (who, things): (&Who, &Arc<Things>),
        clients: usize,
    ) -> Result<BTreeMap<&'static str, Took>, Trouble> {
        let bounds = Bounds {
            time: Duration::from_secs(self.seconds),
            requests: self.requests,
        };
        let mut took = BTreeMap::new();
        for work in Work::all() {
            // Each dashboard has the short name of all.
            let is_asked = |only: &Work| only.short() == work.short();
            if !self.only.is_empty() && !self.only.iter().any(is_asked) {
                continue;
            }
            note(format!("{}, clients: {clients}", work.name()));
            took.insert(
                work.name(),
                load::run(work, (who, things), (clients, bounds)).await?,
            );
        }
        Ok(took)
    }
}

fn policy() -> Result<Policy, Trouble> {
    Policy::parse(POLICY).map_err(|mistakes| {
        let first = mistakes.first().map(|mistake| mistake.what.clone());
        Trouble::broken(first.unwrap_or_default())
    })
}

/// One of the things that are asked, by its short name.
fn work(name: &str) -> Result<Work, String> {
    let named = Work::all().find(|work| work.short().eq_ignore_ascii_case(name));
    let mut names: Vec<&str> = Work::all().map(Work::short).collect();
    names.dedup();
    named.ok_or_else(|| format!("there is {} to ask for", names.join(", ")))
}

/// A token for a program that logs cases as fast as it can. A name is taken for ever: each run has its own.
async fn token(casework: &Casework, council: &CouncilId) -> Result<String, Trouble> {
    let name = format!("bench-{}", SystemClock.now().as_millisecond());
    let new = NewToken {
        name: ReasonCode::parse(&name).map_err(|error| Trouble::broken(error.to_string()))?,
        roles: vec![Role::Adviser],
        services: Vec::new(),
        per_minute: i64::MAX,
        expires_at: None,
        because: None,
    };
    Ok(casework.create_token(council, &open::setup(), new).await?)
}

/// A day, as a form says it: 17/5/2027.
fn day(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

/// How many pages of cases are looked through for some to ask about: what earlier runs logged is the newest.
const PAGES: usize = 2_000;

/// How many cases one browser follows as their customers.
const FOLLOWED: usize = 8;

/// The postcode that lets the customer of a case in.
async fn postcode(
    casework: &Casework,
    (council, actor): (&CouncilId, &Actor),
    reference: &str,
) -> Result<Option<String>, Trouble> {
    let reference = Reference::parse(reference).map_err(|error| Trouble::broken(error.to_string()))?;
    let view = casework.open_case(council, actor, &reference).await?;
    let postcode = view.current_people().find_map(|person| person.postcode.clone());
    Ok(postcode)
}

/// What there is to ask about, and who asks: an adviser, who sees every case, and a complaints manager, who sees every figure.
async fn things(casework: &Casework, policy: &Policy) -> Result<(Things, [String; 2]), Trouble> {
    let council = &policy.council.id;
    let users = casework.users(council).await?;
    let with = |role| users.iter().find(|user| user.roles.contains(&role));
    let adviser = with(Role::Adviser).ok_or_else(|| Trouble::broken("nobody advises"))?;
    let manager =
        with(Role::ComplaintsManager).ok_or_else(|| Trouble::broken("nobody manages complaints"))?;
    let actor: Actor = adviser.actor();
    let mut things = Things {
        long: Vec::new(),
        followed: Vec::new(),
        open: Vec::new(),
        services: policy.services.iter().map(|service| service.id.clone()).collect(),
        day: day(london::civil_date(SystemClock.now())),
        token: token(casework, council).await?,
    };
    let mut after = None;
    for _ in 0..PAGES {
        let page = casework
            .find_cases(council, &actor, &Wanted::default(), (after.as_ref(), 100))
            .await?;
        for line in &page {
            let case = &line.case;
            if case.version >= 10 {
                things.long.push(case.reference.clone());
            }
            if things.followed.len() < FOLLOWED
                && let Some(postcode) = postcode(casework, (council, &actor), &case.reference).await?
            {
                things.followed.push((case.reference.clone(), postcode));
            }
            if !case.closed {
                let version = usize::try_from(case.version).unwrap_or_default();
                things
                    .open
                    .push((case.reference.clone(), AtomicUsize::new(version)));
            }
        }
        after = page.last().map(|line| line.case.by_receipt());
        if page.is_empty() || things.open.len() > 2_000 && things.long.len() > 40 {
            break;
        }
    }
    Ok((things, [adviser.email.clone(), manager.email.clone()]))
}
