//! `redress verify`: whether the record is as it was written.

use std::sync::Arc;

use clap::Args;
use redress_casework::outside::Outside as _;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::CouncilId;
use redress_store::Store;
use redress_store::anchor::Printed;
use redress_store::error::StoreError;
use redress_store::verify::{Known, Progress as Step};

use crate::config::{Config, Listening, Record};
use crate::open;
use crate::outside::SystemClock;
use crate::progress::{Progress, say};
use crate::trouble::Trouble;

/// Read the whole record and say everything that was altered, removed, reordered or cut off.
///
/// Ends with 1 when anything is wrong, and names each event. What only an anchor that was kept elsewhere
/// can show is in the operating guide: redress anchor prints one.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    record: Record,
    /// This council alone
    #[arg(long)]
    council: Option<String>,
    /// An anchor that was printed or mailed: the record must still be what it was then; may be given several times
    #[arg(long, value_name = "LINE")]
    anchor: Vec<Printed>,
    /// Make the row of each case in the lists again from its events too, and name the columns that are others
    #[arg(long)]
    lists: bool,
}

impl Verify {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let store = open::existing(&config.database).await?;
        let is_sound = self.councils_of(&store).await;
        store.close().await;
        let mut is_sound = is_sound?;
        if self.lists {
            is_sound &= self.lists_are_sound(&config).await?;
        }
        if is_sound {
            return Ok(());
        }
        say(
            "What to do: keep a copy of the database as it is now, find out who could write to it, and compare \
             it with the last backup in which nothing was wrong.",
        );
        Err(Trouble::no())
    }

    /// Holds the lists of each council that is asked for to its events; answers whether nothing is wrong.
    async fn lists_are_sound(&self, config: &Config) -> Result<bool, Trouble> {
        // No policy file is taken in: whoever verifies changes nothing.
        let casework = open::casework_with(&config.database, Vec::new(), Arc::new(SystemClock)).await?;
        let mut is_sound = true;
        for council in open::councils(&casework, self.council.as_deref())? {
            let mut progress = Progress::endless("cases read");
            let mut cases = 0;
            let otherwise = casework.cases_listed_otherwise(&council, |count| {
                cases = count;
                progress.at(count);
            });
            let otherwise = otherwise.await?;
            progress.finish();
            for case in &otherwise {
                let (reference, columns) = (&case.reference, case.columns.join(", "));
                say(format!(
                    "{council}: in the lists, of {reference}: {columns}: not what the events say; `redress rebuild` makes them again from the record"
                ));
            }
            let count = otherwise.len();
            say(format!(
                "{council}: {cases} cases compared with the lists, {count} of them listed otherwise."
            ));
            is_sound &= otherwise.is_empty();
        }
        casework.store().clone().close().await;
        Ok(is_sound)
    }

    /// Verifies each council that is asked for; answers whether nothing is wrong.
    async fn councils_of(&self, store: &Store) -> Result<bool, Trouble> {
        let mut is_sound = true;
        let mut councils = Vec::new();
        for council in store.kept_councils().await? {
            match council {
                Ok(council) => councils.push(council),
                Err(why) => {
                    is_sound = false;
                    say(format!("something is kept for no council: {why}"));
                }
            }
        }
        if let Some(named) = &self.council {
            councils.retain(|council| council.as_str() == named);
            if councils.is_empty() {
                return Err(Trouble::usage(format!(
                    "there is no record of a council \"{named}\""
                )));
            }
        }
        for printed in &self.anchor {
            if !councils.contains(&printed.council) {
                is_sound = false;
                say(format!("{printed}: there is no record of this council"));
            }
        }
        for (council, fault) in store.lost_behind_seals().await? {
            if self.council.is_none() || councils.contains(&council) {
                is_sound = false;
                say(format!("{council}: {fault}"));
            }
        }
        for council in &councils {
            let anchors = self.anchor.iter().filter(|printed| printed.council == *council);
            let known = Known {
                held: anchors.cloned().collect(),
                today: Some(civil_date(SystemClock.now())),
            };
            is_sound &= council_is_sound(store, council, &known).await?;
        }
        Ok(is_sound)
    }
}

async fn council_is_sound(store: &Store, council: &CouncilId, known: &Known) -> Result<bool, Trouble> {
    let mut progress = Progress::endless("events read");
    let mut report = store
        .verify_knowing(council, known, |step| match step {
            Step::Events(count) => progress.at(count),
            Step::Seals(_) => {}
        })
        .await
        .map_err(|error| {
            // Said by verify itself, "run redress verify" would send people round in a circle.
            if matches!(error, StoreError::Unreadable { .. }) {
                Trouble::broken(error.to_string()).next("compare the database with the last sound backup")
            } else {
                error.into()
            }
        })?;
    progress.finish();
    for printed in &known.held {
        match store.compare_anchor(council, printed).await? {
            Some(fault) => report.faults.push(fault),
            None => say(format!(
                "{council}: the anchor of {} is the one that was printed",
                printed.day
            )),
        }
    }
    for day in &report.ahead {
        say(format!(
            "{council}: the anchor of {day} was made by a clock that stood ahead, since its day has not come or one of an earlier day was made \
             after it: what was recorded in between may bear a wrong day. Hold the line of an anchor before it against the record: `redress \
             verify --anchor LINE` shows whether what is older is as it was"
        ));
    }
    for fault in &report.faults {
        say(format!("{council}: {fault}"));
    }
    let verdict = match report.faults.len() {
        0 => "nothing is wrong".to_owned(),
        1 => "1 thing is wrong".to_owned(),
        more => format!("{more} things are wrong"),
    };
    say(format!(
        "{council}: {verdict}. {} events in {} streams, {} texts, {} files, {} people, {} policy versions, {} users, {} seals, {} anchors; \
         {} events not sealed yet, {} erased.",
        report.events,
        report.streams,
        report.words,
        report.files,
        report.persons,
        report.policies,
        report.users,
        report.seals,
        report.anchors,
        report.unsealed,
        report.erased
    ));
    if let Some((position, hash)) = &report.last_seal {
        say(format!("{council}: the last seal is number {position}, {hash}"));
    }
    Ok(report.is_sound())
}
