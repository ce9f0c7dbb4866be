//! Telling other programs what happened: one signed request for each event, in the order of the record.

mod address;
pub(crate) mod send;

use std::time::Duration;

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::webhook::{Again, Notice, Webhook};
use redress_domain::id::CouncilId;
use serde::Serialize;
use tokio::sync::watch;

pub use address::{BadTarget, Reach, Target};
use send::Message;
pub use send::{Failed, signature};

/// How long the loop rests between two looks.
const REST: Duration = Duration::from_secs(1);

/// What a program is told: facts of the record, nothing of a person.
#[derive(Debug, Serialize)]
struct Body<'a> {
    position: i64,
    council: &'a str,
    reference: &'a str,
    version: i64,
    event: &'a str,
    at: String,
}

/// Tells whoever is to be told, until `stop` says so.
pub(crate) async fn run(casework: Casework, mut stop: watch::Receiver<bool>, reach: Reach) {
    loop {
        for council in casework.councils().all() {
            round(&casework, &council.id, reach).await;
        }
        let told = tokio::select! {
            told = stop.wait_for(|stop| *stop) => { drop(told); true }
            () = tokio::time::sleep(REST) => false,
        };
        if told {
            return;
        }
    }
}

/// Tells each webhook of a council that is due, beside one another; answers how many there were.
pub async fn round(casework: &Casework, council: &CouncilId, reach: Reach) -> usize {
    let due = match casework.webhooks_due(council).await {
        Ok(due) => due,
        Err(error) => {
            tracing::error!(%council, %error, "webhooks could not be looked up");
            return 0;
        }
    };
    let count = due.len();
    let mut telling = tokio::task::JoinSet::new();
    for webhook in due {
        let (casework, council) = (casework.clone(), council.clone());
        telling.spawn(async move {
            if let Err(error) = tell(&casework, &council, (webhook, reach)).await {
                tracing::error!(%council, %error, "a webhook could not be looked after");
            }
        });
    }
    // Dropping the set, when the loop is told to stop, ends what is under way.
    while telling.join_next().await.is_some() {}
    count
}

/// Tells one webhook of everything that it has not been told of, in order.
async fn tell(
    casework: &Casework,
    council: &CouncilId,
    (webhook, reach): (Webhook, Reach),
) -> Result<(), Failure> {
    let mut webhook = webhook;
    loop {
        let (notices, end) = casework.notices(council, &webhook).await?;
        if end == webhook.told_to {
            return casework.webhook_rests(council, &webhook).await;
        }
        for notice in notices {
            if let Err(failed) = deliver(casework, council, (&webhook, reach), &notice).await {
                let again = if failed.is_for_good() {
                    Again::Never
                } else {
                    Again::Later
                };
                let why = failed.to_string();
                return casework.webhook_failed(council, &webhook, (&why, again)).await;
            }
            let Some(ours) = casework.webhook_told(council, webhook, notice.position).await? else {
                return Ok(());
            };
            webhook = ours;
        }
        let Some(ours) = casework.webhook_told(council, webhook, end).await? else {
            return Ok(());
        };
        webhook = ours;
    }
}

/// Tells a webhook of one thing that happened.
async fn deliver(
    casework: &Casework,
    council: &CouncilId,
    (webhook, reach): (&Webhook, Reach),
    notice: &Notice,
) -> Result<(), Failed> {
    let body = Body {
        position: notice.position,
        council: council.as_str(),
        reference: &notice.reference,
        version: notice.version,
        event: &notice.event,
        at: notice.at.to_string(),
    };
    let message = Message {
        delivery: notice.position,
        at: casework.outside().now().as_second(),
        key: &webhook.secret,
        body: serde_json::to_string(&body).unwrap_or_default(),
    };
    let target = Target::parse(&webhook.url)?;
    send::send((&target, reach), message).await
}

/// Tells a webhook of nothing that happened, to try it: the event is `test`.
pub async fn try_out(
    casework: &Casework,
    council: &CouncilId,
    (webhook, reach): (&Webhook, Reach),
) -> Result<(), Failed> {
    let notice = Notice {
        position: 0,
        reference: String::new(),
        version: 0,
        event: "test".to_owned(),
        at: casework.outside().now(),
    };
    deliver(casework, council, (webhook, reach), &notice).await
}
