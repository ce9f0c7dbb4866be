//! Who opens what of conduct files is written down first, and whoever checks can read it (UK GDPR, article 5(1)(f)).

use jiff::civil::Date;
use redress_domain::id::{ConductId, ContactId, CouncilId, UserId};
use redress_domain::permission::{self, Act, Actor, Ground};

use super::{ConductContactLine, ConductView, Reading, may_open, may_sort};
use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;

/// Under which name the readings of the lists stand.
pub const LISTS: &str = "register";

impl Casework {
    /// Opens a conduct file for whoever reads and sorts what came in under an arrangement. To whom nothing more of the
    /// file is open, there is none before something binds its person or waits to be read.
    ///
    /// Costs what [`Casework::open_conduct`] costs.
    pub async fn open_conduct_to_sort(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &ConductId,
    ) -> Result<ConductView, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let opens = may_open(policy, actor);
        if !may_sort(policy, actor) && !opens {
            return Err(Failure::NotFound);
        }
        let view = self.conduct_view(council, id).await?;
        let is_for_sorting = view.file.binding(view.today).is_some() || view.file.unread().next().is_some();
        if !opens && !is_for_sorting {
            return Err(Failure::NotFound);
        }
        let why = view.ground(actor);
        self.note_reading(council, (actor, why), (id.as_str(), "contacts"))
            .await?;
        Ok(view)
    }

    /// What is urgent on a file, for whoever was told of it, or keeps or decides.
    ///
    /// Costs what [`Casework::open_conduct`] costs.
    pub async fn open_conduct_urgent(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &ConductId,
    ) -> Result<ConductView, Failure> {
        let settings = self.councils.get(council)?;
        let opens = may_open(settings.policy(self.today())?, actor);
        let view = self.conduct_view(council, id).await?;
        let was_told = |told: &[UserId]| actor.user().is_some_and(|user| told.contains(user));
        if !opens && !view.file.urgent.iter().any(|urgent| was_told(&urgent.told)) {
            return Err(Failure::NotFound);
        }
        let why = view.ground(actor);
        self.note_reading(council, (actor, why), (id.as_str(), "urgent"))
            .await?;
        Ok(view)
    }

    /// A page of what waits to be read, for whoever opens the queue: that is written down.
    ///
    /// Costs what [`Casework::conduct_contacts`] costs, and the note of the reading.
    pub async fn open_conduct_contacts(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<(Date, &ContactId)>,
    ) -> Result<Vec<ConductContactLine>, Failure> {
        let found = self.conduct_contacts(council, actor, after).await?;
        self.note_reading(council, (actor, Ground::Role), (LISTS, "contacts"))
            .await?;
        Ok(found)
    }

    pub(crate) async fn note_reading(
        &self,
        council: &CouncilId,
        (actor, why): (&Actor, Ground),
        (file, page): (&str, &str),
    ) -> Result<(), Failure> {
        let reading = Reading {
            file_id: file.to_owned(),
            read_at: self.outside().now(),
            actor: actor.id.clone(),
            page: page.to_owned(),
            why: Some(why),
        };
        Ok(self.store.note_conduct_reading(council, &reading).await?)
    }

    /// A page of who opened a conduct file, the newest first: for whoever opens it, and for whoever checks, who sees
    /// nothing else of it. For everybody else it is as if there were none.
    ///
    /// Costs the file's own stream, one page of an index, and the note of the reading.
    pub async fn conduct_readings(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, after): (&ConductId, Option<&Reading>),
    ) -> Result<Vec<Reading>, Failure> {
        self.may_read_readings(council, actor)?;
        self.load_conduct(council, id).await?;
        self.note_reading(council, (actor, Ground::Role), (id.as_str(), "readings"))
            .await?;
        Ok(self
            .store
            .conduct_readings(council, (id.as_str(), after), PAGE)
            .await?)
    }

    /// The same of all files and of their lists.
    ///
    /// Costs one page of an index, and the note of the reading.
    pub async fn all_conduct_readings(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&Reading>,
    ) -> Result<Vec<Reading>, Failure> {
        self.may_read_readings(council, actor)
            .map_err(|_not_there| Failure::NotPermitted)?;
        self.note_reading(council, (actor, Ground::Role), (LISTS, "readings"))
            .await?;
        Ok(self.store.all_conduct_readings(council, after, PAGE).await?)
    }

    fn may_read_readings(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let may = permission::may(policy, actor, Act::ReadAccessLog) || may_open(policy, actor);
        may.then_some(()).ok_or(Failure::NotFound)
    }
}
