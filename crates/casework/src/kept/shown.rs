//! What of a print run is for its reader: nothing of a complaint about themselves (Complaint Handling Code 5: conflict of
//! interest), neither its letters nor that they are there.

use jiff::civil::Date;
use redress_domain::id::CouncilId;
use redress_domain::permission::Actor;

use super::{Kept, PrintRun};
use crate::Casework;
use crate::failure::Failure;

/// A run without these letters, as its reader sees it; `None` when nothing of it is for them.
pub(super) fn without(run: PrintRun, withheld: &[Kept]) -> Option<PrintRun> {
    let is_of_run = |kept: &&Kept| kept.run_on == Some(run.run_on) && kept.run_number == Some(run.number);
    let of_run: Vec<&Kept> = withheld.iter().filter(is_of_run).collect();
    let count = i64::try_from(of_run.len()).unwrap_or_default();
    let letters = run.letters - count;
    (count == 0 || letters > 0).then(|| PrintRun {
        letters,
        pages: run.pages - of_run.iter().map(|kept| kept.pages).sum::<i64>(),
        ..run
    })
}

impl Casework {
    /// The letters of the print runs of some days that are of complaints about the reader.
    pub(super) async fn printed_about(
        &self,
        council: &CouncilId,
        actor: &Actor,
        days: (Date, Date),
    ) -> Result<Vec<Kept>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        Ok(self.store.letters_printed_about(council, days, user).await?)
    }

    /// Print runs as their reader sees them.
    pub(super) async fn as_shown(
        &self,
        council: &CouncilId,
        actor: &Actor,
        runs: Vec<PrintRun>,
    ) -> Result<Vec<PrintRun>, Failure> {
        let days = || runs.iter().map(|run| run.run_on);
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            return Ok(runs);
        };
        let withheld = self.printed_about(council, actor, (first, last)).await?;
        Ok(runs
            .into_iter()
            .filter_map(|run| without(run, &withheld))
            .collect())
    }
}
