//! The numbers of the yearly report on fairness.

use jiff::civil::Date;
use redress_domain::conduct::AppealOutcome;
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{CouncilId, PersonId};
use redress_domain::permission::{self, Act, Actor, Ground};
use redress_domain::signal::Standing;
use redress_domain::signal::fairness::{Parts, latest_published, median, published_on, year_days};
use redress_store::conduct_decision::{DecisionDay, DecisionRow};
use redress_store::signal::SignalRow;

use crate::Casework;
use crate::conduct::LISTS;
use crate::failure::Failure;
use crate::lists::PAGE;

redress_domain::vocabulary! {
    /// What the record knows of somebody that the Equality Act protects. Nobody is asked: the record knows what
    /// was agreed with them so that they can deal with the council.
    pub enum KnownOf {
        /// An adjustment was agreed: most who have one have a disability (Equality Act 2010, section 20).
        Adjustment = "adjustment",
        /// Letters or calls in another language, and no other adjustment.
        Language = "language",
        /// Nothing.
        NotKnown = "not-known",
    }
}

/// The numbers of one year, as they are. Of those by what is known of people only [`Parts::said`] is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fairness {
    /// The year that begins on 1 April.
    pub year: i16,
    /// Its first day and its last.
    pub days: (Date, Date),
    /// Signals that were raised, by what is known of whom they were about, in the order of [`KnownOf::ALL`].
    pub signals_by_known: Parts,
    /// The same signals: dismissed, taken up, expired, waiting.
    pub signals_by_end: Parts,
    /// The same signals: with something that the council did late, and without.
    pub signals_by_late: Parts,
    /// Arrangements of which notice was given, by what is known of whom they bind.
    pub arrangements_by_known: Parts,
    /// Decisions: after comments that changed what was proposed, after comments that did not, without comments.
    pub comments: Parts,
    /// The arrangements: appealed against and upheld, not upheld, without a decided appeal.
    pub appeals: Parts,
    /// Arrangements that reached their last day: somebody had looked whether they should go on, and nobody had.
    pub lapsed: Parts,
    /// The same from the day after the latest year of which there is a report until now: one that lapsed unreviewed is seen at once.
    pub lapsed_since: Parts,
    /// Working days from the incident to the notice: the middle of first arrangements.
    pub to_notice: Option<i64>,
    /// Contacts in as many days before as after: the middle of each.
    pub contacts: Option<(i64, i64)>,
    /// Minutes that were recorded before and after: the middle of each.
    pub minutes: Option<(i64, i64)>,
}

/// Who may read the report: whoever keeps conduct files or decides on them, and whoever checks.
pub const READERS: &[Act] = &[Act::ManageConduct, Act::DecideRestriction, Act::ReadAccessLog];

impl Casework {
    /// The numbers of the year that begins on 1 April, once there is a report on it; before, as if there were none. Who opened it
    /// is written down first.
    ///
    /// Costs the signals and the decisions of that year, which are few however many cases there are.
    pub async fn fairness(&self, council: &CouncilId, actor: &Actor, year: i16) -> Result<Fairness, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        if !READERS.iter().any(|act| permission::may(policy, actor, *act)) {
            return Err(Failure::NotPermitted);
        }
        if self.today() < published_on(year) {
            return Err(Failure::NotFound);
        }
        self.note_reading(council, (actor, Ground::Role), (LISTS, "fairness"))
            .await?;
        let days = year_days(year);
        let signals = self.signals_of_year(council, days).await?;
        let noticed = self
            .decisions_of_year(council, (DecisionDay::Noticed, days))
            .await?;
        let decided = self
            .decisions_of_year(council, (DecisionDay::Decided, days))
            .await?;
        let ended = self
            .decisions_of_year(council, (DecisionDay::Ended, days))
            .await?;
        let today = self.today();
        let by_end = |wanted: fn(&SignalRow, Date) -> bool| count(&signals, |row| wanted(row, today));
        let is_open = |row: &SignalRow| row.standing == Standing::Open;
        let appeal = |outcome| count(&noticed, |row| row.appeal == outcome);
        let to_notice: Vec<i64> = noticed
            .iter()
            .filter(|row| !row.renewal)
            .filter_map(|row| {
                let counted = settings
                    .calendar
                    .working_days_within(row.incident_on, row.notice_on?);
                // The day of the incident is not counted: a notice on the same day took none.
                Some(counted.saturating_sub(1).max(0))
            })
            .collect();
        let mut measures = Vec::new();
        for row in &noticed {
            let measure = self.store.contact_measure(council, (&row.file_id, row.number));
            measures.extend(measure.await?);
        }
        let middle = |of: fn(&redress_store::conduct_decision::ContactMeasureRow) -> i64| {
            median(&measures.iter().map(of).collect::<Vec<_>>())
        };
        let of_signals: Vec<&PersonId> = signals.iter().map(|row| &row.person_id).collect();
        let of_arrangements: Vec<&PersonId> = noticed.iter().map(|row| &row.person_id).collect();
        let since = (year_days(latest_published(today).saturating_add(1)).0, today);
        let since = self
            .decisions_of_year(council, (DecisionDay::Ended, since))
            .await?;
        Ok(Fairness {
            year,
            days,
            signals_by_known: self.by_known(council, (&of_signals, days)).await?,
            signals_by_end: Parts(vec![
                by_end(|row, _| row.standing == Standing::Dismissed),
                by_end(|row, _| row.standing == Standing::TakenUp),
                count(&signals, |row| is_open(row) && row.expires_on < today),
                count(&signals, |row| is_open(row) && row.expires_on >= today),
            ]),
            signals_by_late: Parts(vec![
                count(&signals, |row| row.shows_us_late),
                count(&signals, |row| !row.shows_us_late),
            ]),
            arrangements_by_known: self.by_known(council, (&of_arrangements, days)).await?,
            comments: Parts(vec![
                count(&decided, |row| row.changed),
                count(&decided, |row| row.commented && !row.changed),
                count(&decided, |row| !row.commented),
            ]),
            appeals: Parts(vec![
                appeal(Some(AppealOutcome::Upheld)),
                appeal(Some(AppealOutcome::NotUpheld)),
                appeal(None),
            ]),
            lapsed: lapsed(&ended, today),
            lapsed_since: lapsed(&since, today),
            to_notice: median(&to_notice),
            contacts: middle(|row| row.contacts_before).zip(middle(|row| row.contacts_after)),
            minutes: middle(|row| row.minutes_before).zip(middle(|row| row.minutes_after)),
        })
    }

    async fn signals_of_year(
        &self,
        council: &CouncilId,
        days: (Date, Date),
    ) -> Result<Vec<SignalRow>, Failure> {
        let mut all: Vec<SignalRow> = Vec::new();
        loop {
            let page = self.store.signals_raised(council, days, all.last(), PAGE).await?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page);
        }
    }

    async fn decisions_of_year(
        &self,
        council: &CouncilId,
        (by, (from, to)): (DecisionDay, (Date, Date)),
    ) -> Result<Vec<DecisionRow>, Failure> {
        let mut all: Vec<DecisionRow> = Vec::new();
        loop {
            let page = self
                .store
                .conduct_decisions(council, (by, from, to), all.last(), PAGE);
            let page = page.await?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page);
        }
    }

    /// How many of these are about somebody of whom this is known, as it was in that year.
    async fn by_known(
        &self,
        council: &CouncilId,
        (people, days): (&[&PersonId], (Date, Date)),
    ) -> Result<Parts, Failure> {
        let mut known: std::collections::BTreeMap<&PersonId, KnownOf> = std::collections::BTreeMap::new();
        for person in people {
            if !known.contains_key(person) {
                known.insert(person, self.known_of(council, person, days).await?);
            }
        }
        let of = |wanted: &KnownOf| {
            let found = people.iter().filter(|person| known.get(*person) == Some(wanted));
            u32::try_from(found.count()).unwrap_or(u32::MAX)
        };
        Ok(Parts(KnownOf::ALL.iter().map(of).collect()))
    }

    async fn known_of(
        &self,
        council: &CouncilId,
        person: &PersonId,
        (from, to): (Date, Date),
    ) -> Result<KnownOf, Failure> {
        let mut known = KnownOf::NotKnown;
        for one in self.store.same_as(council, person).await? {
            for line in self.store.adjustments_of(council, &one).await? {
                let row = line.row;
                // Letters in Welsh are a right of everybody, and make nobody one of a group.
                let is_of_nobody = row.kind == AdjustmentKind::Welsh;
                if is_of_nobody || row.from_on > to || row.ended_on.is_some_and(|ended| ended < from) {
                    continue;
                }
                let found = if row.kind == AdjustmentKind::OtherLanguage {
                    KnownOf::Language
                } else {
                    KnownOf::Adjustment
                };
                known = known.min(found);
            }
        }
        Ok(known)
    }
}

/// Those that reached their last day by themselves: somebody had looked at them, and nobody had.
fn lapsed(ended: &[DecisionRow], today: Date) -> Parts {
    let is_over = |row: &&DecisionRow| row.ends_on < Some(today) && row.ended_on.is_none();
    let over: Vec<&DecisionRow> = ended.iter().filter(is_over).collect();
    Parts(vec![
        count(&over, |row| row.looked_at),
        count(&over, |row| !row.looked_at),
    ])
}

fn count<T>(rows: &[T], is_one: impl Fn(&T) -> bool) -> u32 {
    u32::try_from(rows.iter().filter(|row| is_one(row)).count()).unwrap_or(u32::MAX)
}
