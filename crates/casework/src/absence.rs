//! Who is away, who covers, and what the cover sees meanwhile.

use jiff::civil::Date;
use redress_domain::case::Refusal;
use redress_domain::id::{CouncilId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::settings::user::Event;
use redress_store::absence::AbsenceRow;
use redress_store::case::OpenOf;
use redress_store::changes::ReadModel;
use redress_store::stream::StreamId;
use redress_store::today::OpenCounts;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{ByDue, CaseLine, PAGE, is_for};
use crate::user::User;

/// When somebody is away, and who covers.
pub type Absence = AbsenceRow;

/// Somebody whom the reader covers today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// Who is away.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// Until when.
    pub until: Date,
    /// How much they have open.
    pub counts: OpenCounts,
}

impl Casework {
    /// The people who could cover for `user`: each may do what they may, for every service of theirs.
    ///
    /// Costs a row for each person who works for the council.
    pub async fn possible_covers(&self, council: &CouncilId, user: &UserId) -> Result<Vec<User>, Failure> {
        let users = self.users(council).await?;
        let Some(away) = users.iter().find(|known| known.id == *user).cloned() else {
            return Err(Failure::NotFound);
        };
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let may = |user: &User, act| permission::may(policy, &user.actor(), act);
        let needed: Vec<Act> = [Act::ReadCase, Act::Acknowledge, Act::WriteReply, Act::Triage]
            .into_iter()
            .filter(|act| may(&away, *act))
            .collect();
        let reaches = |user: &User| {
            may(user, Act::ReadAnyCase)
                || away
                    .services
                    .iter()
                    .all(|service| user.services.contains(service))
        };
        let fits = |user: &User| {
            user.active
                && user.id != away.id
                && (may(user, Act::ReadCase) || may(user, Act::ReadAnyCase))
                && needed.iter().all(|act| may(user, *act))
                && reaches(user)
        };
        Ok(users.into_iter().filter(|user| fits(user)).collect())
    }

    /// When `user` is away, or was last.
    ///
    /// Costs one row by its key.
    pub async fn absence(&self, council: &CouncilId, user: &UserId) -> Result<Option<Absence>, Failure> {
        Ok(self.store.absence(council, user).await?)
    }

    /// Who is away today.
    ///
    /// Costs a row for each absence that is not over.
    pub async fn away_today(&self, council: &CouncilId) -> Result<Vec<Absence>, Failure> {
        Ok(self.store.away_on(council, self.today()).await?)
    }

    /// Records that `actor` is away, and who covers: somebody who may, and is here on all of these days.
    ///
    /// Costs what [`Casework::possible_covers`] costs, a row by its key, and one commit.
    pub async fn go_away(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (from, to): (Date, Date),
        covered_by: &UserId,
    ) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let covers = self.possible_covers(council, user).await?;
        if to < from || !covers.iter().any(|cover| cover.id == *covered_by) {
            return Err(Failure::Refused(Refusal::NotInPolicy("cover")));
        }
        let theirs = self.store.absence(council, covered_by).await?;
        if theirs.is_some_and(|theirs| theirs.away_from <= to && from <= theirs.away_to) {
            return Err(Failure::Refused(Refusal::NotInPolicy("cover who is here")));
        }
        let row = AbsenceRow {
            user_id: user.clone(),
            away_from: from,
            away_to: to,
            covered_by: covered_by.clone(),
        };
        let event = Event::AwaySet {
            from,
            to,
            covered_by: covered_by.clone(),
        };
        let row = ReadModel::Absence(Box::new(row));
        self.record_of_user(council, actor, user, (event, row)).await
    }

    /// Records that `actor` is not away after all.
    ///
    /// Costs one commit.
    pub async fn come_back(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let row = ReadModel::NoAbsence(user.clone());
        let event = Event::AwayEnded {};
        self.record_of_user(council, actor, user, (event, row)).await
    }

    pub(crate) async fn record_of_user(
        &self,
        council: &CouncilId,
        actor: &Actor,
        user: &UserId,
        (event, row): (Event, ReadModel),
    ) -> Result<(), Failure> {
        let seen = self.store.version_of(council, &StreamId::user(user)).await?;
        let written = (vec![event], Vec::new(), vec![row]);
        self.append_user((council, actor, user), seen, written).await
    }

    /// Whom `actor` covers today, with how much each has open: those who named them, and those whom these would have covered
    /// themselves. Who falls ill while they cover leaves nobody's work to nobody.
    ///
    /// Costs for each person whom they cover, a look by index, a row by its key and the rows of their open cases, by index.
    pub async fn covering(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<Covered>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let settings = self.councils.get(council)?;
        let today = self.today();
        let window = (today, settings.calendar.next_working_day(today));
        let mut covered: Vec<Covered> = Vec::new();
        let mut absences = self.store.covered_by(council, user, today).await?;
        while let Some(absence) = absences.pop() {
            let is_known = covered.iter().any(|known| known.user == absence.user_id);
            if is_known || absence.user_id == *user {
                continue;
            }
            let theirs = self.store.covered_by(council, &absence.user_id, today).await?;
            absences.extend(theirs.into_iter().map(|theirs| Absence {
                away_to: theirs.away_to.min(absence.away_to),
                ..theirs
            }));
            let Some(away) = self.store.user(council, &absence.user_id).await? else {
                continue;
            };
            let counts = self
                .store
                .open_counts_of_owner(council, window, &absence.user_id)
                .await?;
            covered.push(Covered {
                user: absence.user_id,
                name: away.name,
                until: absence.away_to,
                counts,
            });
        }
        covered.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(covered)
    }

    /// The open cases of somebody whom `actor` covers today, the most urgent first.
    ///
    /// Costs what [`Casework::covering`] costs, and one page of an index.
    pub async fn cases_covered(
        &self,
        council: &CouncilId,
        actor: &Actor,
        away: &UserId,
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        let covered = self.covering(council, actor).await?;
        if !covered.iter().any(|covered| covered.user == *away) {
            return Err(Failure::NotFound);
        }
        let of = OpenOf::Owner(away.clone());
        let (mut shown, mut after) = (Vec::new(), after.cloned());
        let whole = usize::try_from(PAGE).unwrap_or(usize::MAX);
        loop {
            let page = self.store.open_cases(council, &of, after.as_ref(), PAGE).await?;
            after = page.last().map(|line| line.case.by_due());
            let is_last = page.len() < whole;
            shown.extend(page.into_iter().filter(|line| is_for(actor, line)));
            if is_last || shown.len() >= whole {
                break;
            }
        }
        shown.truncate(whole);
        Ok(shown)
    }
}
