//! `redress webhook`: which programs are told what happens.

use clap::{Args, Subcommand};
use redress_casework::failure::Failure;
use redress_casework::webhook::{Webhook, WebhookState};
use redress_domain::id::CouncilId;
use redress_worker::webhook::{Target, try_out};

use crate::command::serve::reach;
use crate::command::why::Why;
use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::{note, say};
use crate::trouble::Trouble;

/// Tell other programs what happens: add an address, list them, try one, take one away.
#[derive(Debug, Args)]
pub(crate) struct WebhookCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an address, told of what happens from now on, and show the key of its signatures, this once
    Create {
        #[command(flatten)]
        record: Record,
        /// The council's short name; needed when there are several
        #[arg(long)]
        council: Option<String>,
        /// The address: https, or http on this machine
        #[arg(long)]
        url: String,
        /// An event that it wants, such as logged or closed; may be given several times [default: all]
        #[arg(long)]
        event: Vec<String>,
        #[command(flatten)]
        why: Why,
    },
    /// List every webhook with how it stands
    List {
        #[command(flatten)]
        record: Record,
        /// This council alone
        #[arg(long)]
        council: Option<String>,
    },
    /// Tell it of an event named test, and say what it answers
    Test(One),
    /// Have one that was given up tried again, from where it stopped
    Resume(One),
    /// Take one away
    Remove {
        #[command(flatten)]
        one: One,
        #[command(flatten)]
        why: Why,
    },
}

#[derive(Debug, Args)]
struct One {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// The webhook, as redress webhook list names it
    #[arg(long)]
    id: String,
    /// Even if its address is in a private network
    #[arg(long)]
    allow_private: bool,
}

impl WebhookCommand {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        match self.what {
            What::Create {
                record,
                council,
                url,
                event,
                why,
            } => create(&record, council.as_deref(), (&url, event, &why)).await,
            What::List { record, council } => list(&record, council.as_deref()).await,
            What::Test(one) => test(&one).await,
            What::Resume(one) => resume(&one).await,
            What::Remove { one, why } => remove(&one, &why).await,
        }
    }
}

async fn create(
    record: &Record,
    council: Option<&str>,
    (url, events, why): (&str, Vec<String>, &Why),
) -> Result<(), Trouble> {
    Target::parse(url).map_err(|why| Trouble::usage(format!("\"{url}\" cannot be told: {why}")))?;
    for event in &events {
        if !redress_domain::case::EVENTS.contains(&event.as_str()) {
            return Err(
                Trouble::usage(format!("there is no event \"{event}\"")).next(format!(
                    "use some of: {}",
                    redress_domain::case::EVENTS.join(", ")
                )),
            );
        }
    }
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    let casework = open::casework(&config).await?;
    let council = open::one_council(&casework, council)?;
    let made = casework
        .add_webhook(&council, &open::setup(), (url, events, Some(&why.words())))
        .await?;
    casework.store().clone().close().await;
    note(format!(
        "The webhook is {}. Its signatures are made with this key, shown this once:",
        made.webhook_id
    ));
    say(made.secret);
    Ok(())
}

async fn list(record: &Record, council: Option<&str>) -> Result<(), Trouble> {
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    let casework = open::casework(&config).await?;
    for council in open::councils(&casework, council)? {
        for webhook in casework.webhooks(&council).await? {
            say(line(&council, &webhook));
        }
    }
    casework.store().clone().close().await;
    Ok(())
}

fn line(council: &CouncilId, webhook: &Webhook) -> String {
    let why = webhook.last_error.as_deref().unwrap_or_default();
    let standing = match (webhook.state, webhook.failing_since) {
        (WebhookState::GivenUp, Some(since)) => format!("given up, failing since {since}: {why}"),
        (WebhookState::GivenUp, None) => format!("given up: {why}"),
        (WebhookState::Active, Some(since)) => format!("failing since {since}: {why}"),
        (WebhookState::Active, None) => "told".to_owned(),
    };
    let told_to = webhook.told_to;
    format!(
        "{council}\t{}\t{}\t{}\tup to {told_to}\t{standing}",
        webhook.webhook_id, webhook.url, webhook.events
    )
}

/// The record, the council and the webhook that are meant.
async fn opened(one: &One) -> Result<(redress_casework::Casework, CouncilId, Webhook), Trouble> {
    let config = Config::of(&one.record, &Listening::default())?;
    config.start_log()?;
    let casework = open::casework(&config).await?;
    let council = open::one_council(&casework, one.council.as_deref())?;
    match casework.webhook(&council, &one.id).await {
        Ok(webhook) => Ok((casework, council, webhook)),
        Err(Failure::NotFound) => Err(Trouble::usage(format!("{council} has no webhook {}", one.id))
            .next("redress webhook list shows every one")),
        Err(other) => Err(other.into()),
    }
}

async fn test(one: &One) -> Result<(), Trouble> {
    let (casework, council, webhook) = opened(one).await?;
    let tried = try_out(&casework, &council, (&webhook, reach(one.allow_private))).await;
    casework.store().clone().close().await;
    tried.map_err(|why| Trouble::broken(format!("{} was not told: {why}", webhook.url)))?;
    say(format!("{} was told.", webhook.url));
    Ok(())
}

async fn resume(one: &One) -> Result<(), Trouble> {
    let (casework, council, webhook) = opened(one).await?;
    if webhook.state == WebhookState::Active && webhook.failing_since.is_none() {
        casework.store().clone().close().await;
        say(format!(
            "{} was not given up, and is told from event {} on. Nothing is changed.",
            webhook.url,
            webhook.told_to + 1
        ));
        return Ok(());
    }
    casework
        .resume_webhook(&council, &open::setup(), &webhook.webhook_id)
        .await?;
    casework.store().clone().close().await;
    say(format!(
        "{} is tried again, from event {} on.",
        webhook.url,
        webhook.told_to + 1
    ));
    Ok(())
}

async fn remove(one: &One, why: &Why) -> Result<(), Trouble> {
    let (casework, council, webhook) = opened(one).await?;
    let because = why.words();
    let which = (webhook.webhook_id.as_str(), Some(because.as_str()));
    casework.remove_webhook(&council, &open::setup(), which).await?;
    casework.store().clone().close().await;
    say(format!("{} is told nothing any more.", webhook.url));
    Ok(())
}
