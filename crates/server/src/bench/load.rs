//! What is asked of the server, over and over: the things that a council's day is made of.
//!
//! A case is logged as a program does it, everything else is asked as a browser asks: see [`once`].

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use redress_domain::id::ServiceId;
use serde_json::json;

use crate::bench::browser::Browser;
use crate::bench::took::Took;
use crate::bench::words::{name, text, word};
use crate::demo::chance::Dice;
use crate::trouble::Trouble;

/// One of the things asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// The limit: an answer without anything in it.
    Health,
    /// W1: log a case with an account of 500 letters, by the API.
    Log,
    /// W2: a case's page of ten or more entries.
    Case,
    /// W3: the 50 newest open cases of one service.
    List,
    /// W4: the first 50 of what a search for words finds.
    Search,
    /// W5: add a contact to a case.
    Contact,
    /// W6: open cases by service and status.
    Summary,
    /// W7: one of the dashboards, of the twelve months to this one.
    Dashboard(Dashboard),
    /// W8: the page on which a customer follows a case, let in by their postcode.
    Track,
    /// W9: the first 50 of what a search for a word finds that is in nearly every case.
    CommonWord,
}

/// A dashboard: what it is called in the answer, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dashboard {
    name: &'static str,
    path: &'static str,
}

/// Every dashboard that there is, each measured by itself: the slowest is what counts.
const DASHBOARDS: [Dashboard; 11] = [
    Dashboard::new("W7 overview", "/staff/reports?view=overview"),
    Dashboard::new("W7 time", "/staff/reports?view=time"),
    Dashboard::new("W7 outcomes", "/staff/reports?view=outcomes"),
    Dashboard::new("W7 stages", "/staff/reports?view=stages"),
    Dashboard::new("W7 channels", "/staff/reports?view=channels"),
    Dashboard::new("W7 others", "/staff/reports?view=others"),
    Dashboard::new("W7 demand", "/staff/reports?view=demand"),
    Dashboard::new("W7 costs", "/staff/reports?view=costs"),
    Dashboard::new("W7 targets", "/staff/reports/targets"),
    Dashboard::new("W7 satisfaction", "/staff/surveys"),
    Dashboard::new("W7 problems", "/staff/problems"),
];

impl Dashboard {
    const fn new(name: &'static str, path: &'static str) -> Self {
        Self { name, path }
    }
}

impl Work {
    /// All of them, those that only read first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        [
            Self::Health,
            Self::Case,
            Self::List,
            Self::Search,
            Self::CommonWord,
            Self::Summary,
        ]
        .into_iter()
        .chain(DASHBOARDS.into_iter().map(Self::Dashboard))
        .chain([Self::Track, Self::Contact, Self::Log])
    }

    /// Its short name, for whoever wants some of them only.
    pub(crate) const fn short(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Log => "W1",
            Self::Case => "W2",
            Self::List => "W3",
            Self::Search => "W4",
            Self::Contact => "W5",
            Self::Summary => "W6",
            Self::Dashboard(_) => "W7",
            Self::Track => "W8",
            Self::CommonWord => "W9",
        }
    }

    /// What it is called in the answer.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Log => "W1 log a case",
            Self::Case => "W2 case page",
            Self::List => "W3 newest open of a service",
            Self::Search => "W4 word search",
            Self::Contact => "W5 add a contact",
            Self::Summary => "W6 summary",
            Self::Dashboard(which) => which.name,
            Self::Track => "W8 track page",
            Self::CommonWord => "W9 common word",
        }
    }
}

/// What there is to ask about.
pub(crate) struct Things {
    /// Cases with ten or more entries.
    pub(crate) long: Vec<String>,
    /// Cases that their customers follow: the reference and the postcode that lets them in.
    pub(crate) followed: Vec<(String, String)>,
    /// Open cases with their versions, which an added contact moves on.
    pub(crate) open: Vec<(String, AtomicUsize)>,
    /// The services.
    pub(crate) services: Vec<ServiceId>,
    /// Today, as a form says it.
    pub(crate) day: String,
    /// The token of a program that logs cases.
    pub(crate) token: String,
}

/// How long is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// At most so long.
    pub(crate) time: Duration,
    /// At most so often, by each client.
    pub(crate) requests: usize,
}

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    /// Where the servers are: the clients take them in turns.
    pub(crate) addresses: Vec<SocketAddr>,
    /// The e-mail address that is signed in with.
    pub(crate) email: String,
    /// The one that dashboards are read with: a complaints manager reads all of them.
    pub(crate) manager: String,
    /// The password.
    pub(crate) password: &'static str,
}

/// Asks with so many clients at once, each on a connection and a session of its own.
pub(crate) async fn run(
    work: Work,
    (who, things): (&Who, &Arc<Things>),
    (clients, bounds): (usize, Bounds),
) -> Result<Took, Trouble> {
    let mut signed_in = Vec::with_capacity(clients);
    for (client, address) in (0..clients).zip(who.addresses.iter().cycle()) {
        let mut browser = Browser::open(*address).await?;
        let mut dice = Dice::new((clients * 1_000 + client) as u64);
        if work == Work::Track {
            for (reference, postcode) in &things.followed {
                browser.be_let_in(reference, postcode).await?;
            }
        } else {
            let reads_figures = matches!(work, Work::Dashboard(_));
            let email = if reads_figures { &who.manager } else { &who.email };
            browser.sign_in(email, who.password).await?;
        }
        // The first ones make statements ready and fill caches.
        for _ in 0..bounds.requests.min(20) {
            once(work, (&mut browser, &mut dice), (things, (client, clients))).await?;
        }
        signed_in.push((browser, dice));
    }
    let begun = Instant::now();
    let mut asking = Vec::with_capacity(clients);
    for (client, (mut browser, mut dice)) in signed_in.into_iter().enumerate() {
        let things = Arc::clone(things);
        asking.push(tokio::spawn(async move {
            let mut each = Vec::new();
            while each.len() < bounds.requests && begun.elapsed() < bounds.time {
                let asked = Instant::now();
                once(work, (&mut browser, &mut dice), (&things, (client, clients))).await?;
                each.push(asked.elapsed());
            }
            Ok::<_, Trouble>(each)
        }));
    }
    let mut all = Vec::new();
    for one in asking {
        all.extend(one.await.map_err(|error| Trouble::broken(error.to_string()))??);
    }
    Ok(Took::of(all, begun.elapsed()))
}

/// Asks once. Client and clients say which cases are this client's: two who write to one case would
/// measure their quarrel.
async fn once(
    work: Work,
    (browser, dice): (&mut Browser, &mut Dice),
    (things, (client, clients)): (&Things, (usize, usize)),
) -> Result<(), Trouble> {
    match work {
        Work::Health => browser.get("/health").await?.expect(200, "the health page")?,
        Work::Case => {
            let reference = dice.one(&things.long).map_or("", String::as_str);
            let answer = browser.get(&format!("/staff/cases/{reference}/timeline")).await?;
            answer.expect(200, "a case")?
        }
        Work::List => {
            let service = dice.one(&things.services).map_or("", ServiceId::as_str);
            let path = format!("/staff/cases?service={service}&closed=no&lines=50");
            browser.get(&path).await?.expect(200, "a list")?
        }
        Work::Search => {
            let (one, other) = (word(dice.below(64)), word(dice.below(600)));
            let path = format!("/staff/cases?q={one}+{other}&lines=50");
            browser.get(&path).await?.expect(200, "a search")?
        }
        Work::CommonWord => {
            let path = format!("/staff/cases?q={}&lines=50", word(0));
            browser.get(&path).await?.expect(200, "a search")?
        }
        Work::Dashboard(which) => browser.get(which.path).await?.expect(200, "a dashboard")?,
        Work::Track => {
            let reference = dice.one(&things.followed).map_or("", |(reference, _)| reference);
            let path = format!("/track/{reference}");
            browser.get(&path).await?.expect(200, "a customer's page")?
        }
        Work::Summary => browser.get("/staff/overview").await?.expect(200, "the summary")?,
        Work::Contact => {
            let mine = things.open.len() / clients;
            let place = (client * mine + dice.below(mine)).min(things.open.len().saturating_sub(1));
            contact((browser, dice), things, place).await?
        }
        Work::Log => log(browser, dice, things).await?,
    };
    Ok(())
}

async fn contact(
    (browser, dice): (&mut Browser, &mut Dice),
    things: &Things,
    place: usize,
) -> Result<crate::bench::browser::Answer, Trouble> {
    let Some((reference, version)) = things.open.get(place) else {
        return Err(Trouble::broken("there is no open case to add a contact to"));
    };
    let seen = version.load(Ordering::Relaxed).to_string();
    let said = text(dice, 80);
    let form = [
        ("seen", seen.as_str()),
        ("direction", "in"),
        ("channel", "phone"),
        ("purpose", "information"),
        ("on", things.day.as_str()),
        ("words", said.as_str()),
    ];
    let answer = browser
        .post(&format!("/staff/cases/{reference}/contact"), &form)
        .await?;
    let answer = answer.expect(303, "a contact")?;
    version.fetch_add(1, Ordering::Relaxed);
    Ok(answer)
}

async fn log(
    browser: &mut Browser,
    dice: &mut Dice,
    things: &Things,
) -> Result<crate::bench::browser::Answer, Trouble> {
    let key = format!("{:016x}{:016x}", dice.next(), dice.next());
    let service = dice.one(&things.services).map_or("", ServiceId::as_str);
    let case = json!({
        "kind": "service-request",
        "channel": "phone",
        "service": service,
        "what_happened": text(dice, 500),
        "customer": {
            "name": name(dice),
            "email": format!("customer.{key}@example.org"),
            "postcode": "WS1 1AB",
        },
    });
    let program = (things.token.as_str(), key.as_str());
    browser
        .post_json("/api/v1/cases", program, &case.to_string())
        .await?
        .expect(201, "logging a case")
}
