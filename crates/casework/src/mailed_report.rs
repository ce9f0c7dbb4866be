//! Figures by e-mail: a view of performance that somebody wants every week or month.
//!
//! What is mailed is figures and nothing else: no name, no reference, no word of a case. Whether somebody may
//! see them is asked when they ask for it, and again each time before it is mailed.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_domain::id::{CouncilId, ServiceId};
use redress_domain::measure::Range;
use redress_domain::measure::every::Every;
use redress_domain::permission::Actor;
use redress_store::mailed_report::MailedReportRow;

use crate::Casework;
use crate::failure::Failure;
use crate::measure::Ask;
use crate::measure::view::{View, may_see};

/// How many somebody may have mailed to them.
pub const MOST: usize = 20;

/// How long a worker holds one: longer than any mail server is waited for.
const HELD: SignedDuration = SignedDuration::from_mins(10);

/// How long one waits after each failure, in minutes. What was not mailed then is not: the page has it.
const WAITS: [i64; 6] = [1, 5, 30, 120, 360, 720];

/// A view that somebody has mailed to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailedReport {
    /// Which view.
    pub view: &'static View,
    /// Of which service; of all where none is named.
    pub service: Option<ServiceId>,
    /// How often.
    pub every: Every,
    /// When it is mailed next.
    pub due_on: Date,
}

/// A view on its way to the mail, held so that nobody else sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    row: MailedReportRow,
}

/// What is mailed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToMail {
    /// To whom: their name and address.
    pub to: (String, String),
    /// Which view.
    pub view: &'static View,
    /// Of which service.
    pub service: Option<ServiceId>,
    /// How often.
    pub every: Every,
    /// Of which days.
    pub range: Range,
    /// Each figure: what it is called, what it is in these days, and what it was in those before. What stands
    /// now has no days before.
    pub lines: Vec<(&'static str, String, Option<String>)>,
}

impl Leased {
    /// What makes a mail the same as one that was sent already: whose, what, and of which day.
    pub fn key(&self) -> String {
        let row = &self.row;
        format!("{}-{}-{}-{}", row.user_id, row.view, row.service, row.due_on)
    }
}

impl Casework {
    /// What `actor` has mailed to them.
    ///
    /// Costs a row for each.
    pub async fn mailed_reports(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<MailedReport>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let rows = self.store.mailed_reports(council, user).await?;
        Ok(rows.iter().filter_map(mailed).collect())
    }

    /// Has a view mailed to `actor` from the next Monday or first of a month on; how often may change.
    /// [`Failure::Taken`] when they have as many as there may be.
    ///
    /// Costs the few views that are mailed to one person, by key, and one row.
    pub async fn mail_report(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (view, service, every): (&View, Option<&ServiceId>, Every),
    ) -> Result<Date, Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let is_staff = actor.roles.iter().any(|role| role.is_staff());
        if !is_staff || !may_see(policy, actor) {
            return Err(Failure::NotPermitted);
        }
        if service.is_some_and(|service| policy.service(service).is_none()) {
            return Err(Failure::NotFound);
        }
        let service = service.map(ToString::to_string).unwrap_or_default();
        let known = self.store.mailed_reports(council, user).await?;
        let is_new = !known
            .iter()
            .any(|row| row.view == view.word && row.service == service);
        if is_new && known.len() >= MOST {
            return Err(Failure::Taken);
        }
        let due_on = every.next_after(self.today());
        let row = MailedReportRow {
            user_id: user.clone(),
            view: view.word.to_owned(),
            service,
            every,
            due_on,
            held_until: self.outside().now(),
            tries: 0,
        };
        self.store.put_mailed_report(council, &row).await?;
        Ok(due_on)
    }

    /// Mails a view to `actor` no more.
    ///
    /// Costs one row by its key.
    pub async fn stop_report(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (view, service): (&str, &str),
    ) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        self.store
            .delete_mailed_report(council, user, (view, service))
            .await?;
        Ok(())
    }

    /// Takes what is due, at most `limit`, so that nobody else mails it.
    ///
    /// Costs one statement on an index.
    pub async fn take_mailed_reports(&self, council: &CouncilId, limit: i64) -> Result<Vec<Leased>, Failure> {
        let now = self.outside().now();
        let when = (self.today(), now, later(now, HELD));
        let rows = self.store.lease_mailed_reports(council, when, limit).await?;
        Ok(rows.into_iter().map(|row| Leased { row }).collect())
    }

    /// What is to be mailed; `None` when whoever asked for it may not see it any more, or the view or service is
    /// gone: then it is forgotten.
    ///
    /// Costs one row by its key, and for each measure of the view what [`Casework::figures`] costs, twice.
    pub async fn report_to_mail(
        &self,
        council: &CouncilId,
        leased: &Leased,
    ) -> Result<Option<ToMail>, Failure> {
        let row = &leased.row;
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let user = self.user(council, &row.user_id).await?;
        let user = user.filter(|user| {
            let actor = user.actor();
            let is_staff = actor.roles.iter().any(|role| role.is_staff());
            user.active && is_staff && may_see(policy, &actor)
        });
        let report = mailed(row).filter(|report| {
            let service = report.service.as_ref();
            service.is_none_or(|service| policy.service(service).is_some())
        });
        let (Some(user), Some(report)) = (user, report) else {
            let which = (row.view.as_str(), row.service.as_str());
            self.store
                .delete_mailed_report(council, &row.user_id, which)
                .await?;
            return Ok(None);
        };
        let range = report.every.before(row.due_on);
        let earlier = report.every.before(range.from);
        let mut lines = Vec::new();
        for (measure, _) in report.view.on_it {
            let definition = measure.definition();
            let of = |range: Range| Ask::new(*measure, range).of(report.service.clone());
            let Some(now) = self.figures(council, &of(range)).await? else {
                continue;
            };
            let before = if definition.is_now() {
                None
            } else {
                self.figures(council, &of(earlier)).await?
            };
            let before = before.map(|figures| figures.whole.in_words());
            lines.push((definition.name, now.whole.in_words(), before));
        }
        Ok(Some(ToMail {
            to: (user.name, user.email),
            view: report.view,
            service: report.service,
            every: report.every,
            range,
            lines,
        }))
    }

    /// A mail server took it: it is mailed again when its next week or month is over.
    ///
    /// Costs one row by its key.
    pub async fn report_mailed(&self, council: &CouncilId, leased: &Leased) -> Result<(), Failure> {
        let next = leased.row.every.next_after(self.today());
        let when = (next, self.outside().now(), 0);
        Ok(self.store.mailed_report_again(council, &leased.row, when).await?)
    }

    /// A mail server did not take it. Answers when it is tried again; `None` when this one is given up.
    ///
    /// Costs one row by its key.
    pub async fn report_not_mailed(
        &self,
        council: &CouncilId,
        leased: &Leased,
        is_for_good: bool,
    ) -> Result<Option<Timestamp>, Failure> {
        let row = &leased.row;
        let failures = usize::try_from(row.tries).unwrap_or(usize::MAX);
        let wait = WAITS.get(failures.saturating_sub(1)).filter(|_| !is_for_good);
        let Some(minutes) = wait else {
            self.report_mailed(council, leased).await?;
            return Ok(None);
        };
        let again = later(self.outside().now(), SignedDuration::from_mins(*minutes));
        let when = (row.due_on, again, row.tries);
        self.store.mailed_report_again(council, row, when).await?;
        Ok(Some(again))
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// `None` for a view or service of another version.
fn mailed(row: &MailedReportRow) -> Option<MailedReport> {
    let service = match row.service.as_str() {
        "" => None,
        service => Some(ServiceId::parse(service).ok()?),
    };
    Some(MailedReport {
        view: View::of(&row.view)?,
        service,
        every: row.every,
        due_on: row.due_on,
    })
}
