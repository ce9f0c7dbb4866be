//! What other programs are told, what the virus scanner said, and who read what: each against what its events say.

use jiff::civil::Date;
use redress_domain::calendar::london::{day_ends_at, day_starts_at};
use redress_domain::words::Digest;
use serde::Deserialize;
use serde_json::Value;

use super::beside::Said;
use crate::engine::sql;
use crate::error::StoreError;
use crate::stream::StreamId;
use crate::verify::{Fault, Verifier};
use crate::webhook::destination;

/// A webhook, as it was added. What was not recorded yet is compared with nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Added {
    events: Value,
    #[serde(default)]
    destination: Option<Digest>,
}

/// What was read on a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Readings {
    count: i64,
    digest: Digest,
}

impl Said {
    /// Hears one event of a webhook, of a scan or of a day's readings.
    pub(super) fn hear_of_what_is_told(&mut self, kind: &str, body: &Value) {
        match kind {
            "webhook-added" => {
                self.webhook = serde_json::from_value(body.clone())
                    .ok()
                    .map(|added| (added, false));
                self.is_incomplete |= self.webhook.is_none();
            }
            "webhook-removed" => {
                if let Some((_, is_removed)) = &mut self.webhook {
                    *is_removed = true;
                }
            }
            "scanned" => {
                self.scan = body.get("found").and_then(Value::as_str).map(str::to_owned);
                self.is_incomplete |= self.scan.is_none();
            }
            "readings-chained" => {
                self.readings = serde_json::from_value(body.clone()).ok();
                self.is_incomplete |= self.readings.is_none();
            }
            _ => {}
        }
    }
}

impl Verifier<'_> {
    /// Whom a webhook tells, of what, and with which key: whoever has another told leaves a trace.
    pub(super) async fn webhook(&mut self, stream: &StreamId, said: &Said) -> Result<(), StoreError> {
        let Some((added, is_removed)) = &said.webhook else {
            return Ok(());
        };
        let id = stream.id().strip_prefix("webhook/").unwrap_or_default();
        let get = sql!("verify/webhook.sql").bind(self.council).text(id);
        let Some(row) = self.store.row(get).await? else {
            if !is_removed {
                let (stream, what) = (stream.clone(), "webhook");
                self.fault(Fault::BesideMissing { stream, what });
            }
            return Ok(());
        };
        let read = row
            .get::<String>("url")
            .and_then(|url| Ok((url, row.get("secret")?, row.get("events")?)));
        let kept: Option<(String, String, String)> = self.readable(read, || format!("the webhook {id}"))?;
        let Some((url, secret, events)) = kept else {
            return Ok(());
        };
        let leads = destination(&url, &secret);
        let is_told = serde_json::from_str::<Value>(&events).is_ok_and(|events| events == added.events);
        for (what, is_same) in [
            (
                "address or key",
                added.destination.as_ref().is_none_or(|said| *said == leads),
            ),
            ("list of what it is told of", is_told),
            ("removal", !is_removed),
        ] {
            if !is_same {
                let stream = stream.clone();
                self.fault(Fault::NotAsRecorded { stream, what });
            }
        }
        Ok(())
    }

    /// What the scanner said of a file, which decides whether anybody gets it. Where the file went, its own events say so.
    pub(super) async fn scan(&mut self, stream: &StreamId, said: &Said) -> Result<(), StoreError> {
        let get = sql!("verify/scan.sql").bind(self.council).text(stream.id());
        let (Some(said), Some(row)) = (&said.scan, self.store.row(get).await?) else {
            return Ok(());
        };
        let kept = self.readable(row.get::<String>("scan"), || format!("the file {}", stream.id()))?;
        if kept.is_some_and(|kept| kept != *said) {
            let (stream, what) = (stream.clone(), "result of the virus scan");
            self.fault(Fault::NotAsRecorded { stream, what });
        }
        Ok(())
    }

    /// Who read what on a day, against the digest that was chained when it was over (docs/decisions/0096).
    pub(super) async fn readings(&mut self, stream: &StreamId, said: &Said) -> Result<(), StoreError> {
        let (Some(said), Ok(day)) = (&said.readings, stream.id().parse::<Date>()) else {
            return Ok(());
        };
        let of_day = (day_starts_at(day), day_ends_at(day));
        let found = self.store.digest_of_readings(self.council, of_day).await;
        let place = || format!("{stream}, the list of who read what");
        let Some((count, digest)) = self.readable(found, place)? else {
            return Ok(());
        };
        if (count, &digest) != (said.count, &said.digest) {
            let (day, said, found) = (stream.id().to_owned(), said.count, count);
            self.fault(Fault::ReadingsAltered { day, said, found });
        }
        Ok(())
    }
}
