//! What binds somebody today, as whoever works on their cases is told it.

use jiff::civil::Date;
use redress_domain::case::Case;
use redress_domain::conduct::{ConductFile, Entry, Event, Reach, Standing, closes};
use redress_domain::id::{CaseId, ConductId, CouncilId, PersonId, ServiceId, WordsId};
use redress_domain::policy::ContactOption;
use redress_domain::vocabulary::Channel;
use redress_store::conduct::ConductRow;

use super::LoadedFile;
use super::is_said_to_be_another;
use super::sender::add_new;
use crate::Casework;
use crate::failure::Failure;

/// By what somebody is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Arrangement,
    Interim,
}

/// What binds somebody on a day, as whoever works on their cases is told it: what to do, and not why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The file, for those who may open it.
    pub file: ConductId,
    /// Who is bound.
    pub person: PersonId,
    /// Who is held to be them, on a case on which they are not known under their own identifier: it is shown there, and binds
    /// nobody else.
    pub shown_for: Option<PersonId>,
    /// What is agreed.
    pub measures: Vec<ContactOption>,
    /// The way that stays open.
    pub open_channel: Channel,
    /// By what it binds.
    by: &'static [By],
    /// Who answers, when, or for how long, where a measure needs it said.
    pub in_practice: Vec<String>,
    /// Whether it may stand against an adjustment that was agreed since, and is being looked at again.
    pub is_in_doubt: bool,
    /// The service that it reaches, where it reaches one alone.
    pub service: Option<ServiceId>,
    /// The cases that it reaches, where it reaches a matter alone; also those in which one of them goes on.
    pub cases: Vec<CaseId>,
}

impl Binding {
    /// Whether its measures close a way.
    pub fn closes(&self, way: Channel) -> bool {
        closes(&self.measures, self.open_channel, way)
    }

    /// The same, as far as the person was told of it: nobody is held to have used a way that something closed of which nothing has
    /// told them (domain 5.8).
    pub(super) fn told_of(self, file: &ConductFile, on: Date) -> Option<Self> {
        if !file.is_bound_untold(on) {
            return Some(self);
        }
        let arranged = file.in_force(on).filter(|_| self.by.contains(&By::Arrangement));
        arranged.map(|arrangement| Self {
            measures: arrangement.terms.measures.clone(),
            open_channel: arrangement.terms.open_channel,
            ..self
        })
    }

    /// Whether it reaches a case: all, unless it is about one service or about named cases, and this is another
    /// (the Ombudsman's guide, part 6).
    pub fn reaches(&self, case: &CaseId, service: Option<&ServiceId>) -> bool {
        (self.service.is_none() || self.service.as_ref() == service)
            && (self.cases.is_empty() || self.cases.contains(case))
    }
}

/// What binds on a case: of each file the first that reaches it, which is the one with more in it.
pub(crate) fn on_case(
    bindings: Vec<Binding>,
    (case, service): (&CaseId, Option<&ServiceId>),
) -> Vec<Binding> {
    let mut on_it: Vec<Binding> = Vec::new();
    for binding in bindings {
        if binding.reaches(case, service) && on_it.iter().all(|known| known.file != binding.file) {
            on_it.push(binding);
        }
    }
    on_it
}

impl Casework {
    /// What binds any of these people today. It binds who had the notice of it: a file is about one person, and that
    /// somebody says that another in our records is the same one binds nobody (domain 5.8 and 5.12).
    ///
    /// Costs one look by an index where nobody is bound; otherwise each person's files by their key.
    pub async fn bindings(&self, council: &CouncilId, people: &[&PersonId]) -> Result<Vec<Binding>, Failure> {
        let files = self.binding_files(council, people, self.today()).await?;
        self.bindings_by(council, &files).await
    }

    /// What binds somebody who is on a case under another identifier: whoever keeps the file said that it is them, or the case
    /// began with an e-mail that nobody else may have sent (domain 5.9: it is said on that person's open cases).
    ///
    /// Costs, for each of these people, the files of which it was said; for a case that an e-mail opened also who
    /// has its address, and their files.
    pub(crate) async fn bindings_under_another_name(
        &self,
        council: &CouncilId,
        (id, case): (&CaseId, &Case),
        people: &[&PersonId],
    ) -> Result<Vec<Binding>, Failure> {
        let today = self.today();
        let mut all = Vec::new();
        for person in people {
            let mut files: Vec<LoadedFile> = Vec::new();
            for known in self.store.conduct_by_likeness(council, person).await? {
                add_new(&mut files, [self.load_conduct(council, &known).await?]);
            }
            if case.channel == Channel::Email {
                let known = std::slice::from_ref(*person);
                let row = self.store.persons(council, known).await?.remove(*person);
                let address = row.and_then(|row| row.email).unwrap_or_default();
                let theirs = self.at_address(council, &address).await?;
                let others: Vec<&PersonId> = theirs.iter().filter(|one| !people.contains(one)).collect();
                let mut sure = self.binding_files(council, &others, today).await?;
                sure.retain(|file| file.entries.iter().any(|entry| surely_opened(entry, id)));
                add_new(&mut files, sure);
            }
            let one = std::slice::from_ref(*person);
            files.retain(|file| {
                !is_said_to_be_another(file, one) && file.file.person.as_ref() != Some(*person)
            });
            for binding in self.bindings_by(council, &files).await? {
                all.push(Binding {
                    shown_for: Some((*person).clone()),
                    ..binding
                });
            }
        }
        Ok(all)
    }

    /// What binds on a case: also what binds on the one in which it goes on, as that is the same matter (domain 5.9).
    ///
    /// Costs the streams of those in which it goes on, where it does and something binds somebody on it.
    pub(crate) async fn binding_on(
        &self,
        council: &CouncilId,
        (id, case): (&CaseId, &Case),
        bindings: Vec<Binding>,
    ) -> Result<Vec<Binding>, Failure> {
        let into = case.merged.as_ref().filter(|_| !bindings.is_empty());
        let Some(into) = into.map(|merged| merged.into.clone()) else {
            return Ok(on_case(bindings, (id, case.service.as_ref())));
        };
        let into = self.goes_on_in(council, into).await?;
        let (other, _) = self.load(council, &into).await?;
        let there = on_case(bindings.clone(), (&into, other.case.service.as_ref()));
        let mut on_it = on_case(bindings, (id, case.service.as_ref()));
        on_it.extend(there);
        let mut known: Vec<ConductId> = Vec::new();
        on_it.retain(|binding| {
            let is_new = !known.contains(&binding.file);
            known.push(binding.file.clone());
            is_new
        });
        Ok(on_it)
    }

    /// What binds by these files today, with who answers, when, or for how long.
    async fn bindings_by(&self, council: &CouncilId, files: &[LoadedFile]) -> Result<Vec<Binding>, Failure> {
        let today = self.today();
        let mut all = Vec::new();
        for file in files {
            let said = self.in_practice(council, file, today).await?;
            for binding in self.bindings_with_what_goes_on(council, file, today).await? {
                // The Ombudsman's guide, part 6: what an arrangement spells out is told where it reaches, and nowhere else.
                let told = said.iter().filter(|(by, _)| binding.by.contains(by));
                let in_practice = told.map(|(_, text)| text.clone()).collect();
                all.push(Binding {
                    in_practice,
                    ..binding
                });
            }
        }
        Ok(all)
    }

    /// What binds by one file, where a matter that it names goes on in another case also there: it is the same matter
    /// (domain 5.9).
    ///
    /// Costs the streams of the cases that it names, which are few, where it names any.
    pub(super) async fn bindings_with_what_goes_on(
        &self,
        council: &CouncilId,
        file: &LoadedFile,
        on: Date,
    ) -> Result<Vec<Binding>, Failure> {
        let mut bindings = bindings_of(file, on);
        for binding in &mut bindings {
            let mut to_follow = binding.cases.clone();
            while let Some(case) = to_follow.pop() {
                let (loaded, _) = self.load(council, &case).await?;
                let into = loaded.case.merged.map(|merged| merged.into);
                if let Some(into) = into.filter(|into| !binding.cases.contains(into)) {
                    binding.cases.push(into.clone());
                    to_follow.push(into);
                }
            }
        }
        Ok(bindings)
    }

    /// Who answers, when, or for how long, by each of what binds somebody on a day.
    ///
    /// Costs two texts by their key, where a measure needs it said.
    async fn in_practice(
        &self,
        council: &CouncilId,
        file: &LoadedFile,
        on: Date,
    ) -> Result<Vec<(By, String)>, Failure> {
        let arrangement = file.file.in_force(on);
        let arrangement = arrangement.and_then(|it| it.terms.in_practice.as_ref());
        let interim = file.file.interim_in_force(on);
        let interim = interim.and_then(|it| it.in_practice.as_ref());
        let arrangement = arrangement.map(|words| (By::Arrangement, words.id.clone()));
        let interim = interim.map(|words| (By::Interim, words.id.clone()));
        let said: Vec<(By, WordsId)> = arrangement.into_iter().chain(interim).collect();
        if said.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<WordsId> = said.iter().map(|(_, id)| id.clone()).collect();
        let mut texts = self.store.words(council, &ids).await?;
        let text = |(by, id)| texts.remove(&id).map(|text| (by, text));
        Ok(said.into_iter().filter_map(text).collect())
    }

    pub(super) async fn binding_files(
        &self,
        council: &CouncilId,
        people: &[&PersonId],
        on: Date,
    ) -> Result<Vec<LoadedFile>, Failure> {
        if people.is_empty() || !self.store.anything_binds(council, on).await? {
            return Ok(Vec::new());
        }
        self.wanted_files(council, people, |row| binds(row, on)).await
    }

    /// The files of these people on which it is read what they send: what binds them, and the report that they have and that is
    /// not decided (paper 004, 7.1; domain 5.6 and 5.9).
    pub(super) async fn reading_files(
        &self,
        council: &CouncilId,
        people: &[&PersonId],
        on: Date,
    ) -> Result<Vec<LoadedFile>, Failure> {
        if people.is_empty() || !self.store.anything_is_read(council, on).await? {
            return Ok(Vec::new());
        }
        let is_read = |row: &ConductRow| match row.standing {
            Standing::Proposed | Standing::Shared | Standing::ToNotify => true,
            Standing::Considered | Standing::Arranged => binds(row, on),
        };
        let mut files = self.wanted_files(council, people, is_read).await?;
        files.retain(|file| file.file.is_read(on));
        Ok(files)
    }

    /// The files of these people whose rows are wanted, each once.
    async fn wanted_files(
        &self,
        council: &CouncilId,
        people: &[&PersonId],
        is_wanted: impl Fn(&ConductRow) -> bool + Send + Sync,
    ) -> Result<Vec<LoadedFile>, Failure> {
        let mut files: Vec<LoadedFile> = Vec::new();
        for person in people {
            for row in self.store.conduct_of_person(council, person).await? {
                if is_wanted(&row) && files.iter().all(|file| file.id != row.file_id) {
                    files.push(self.load_conduct(council, &row.file_id).await?);
                }
            }
        }
        Ok(files)
    }
}

/// Whether an entry says that a contact opened this case which nobody else may have sent.
fn surely_opened(entry: &Entry, id: &CaseId) -> bool {
    matches!(
        &entry.event,
        Event::ContactCame { case: Some(case), opened: true, is_sure: true, .. } if case == id
    )
}

/// Whether something binds by a file on a day, as its row says it.
fn binds(row: &ConductRow, on: Date) -> bool {
    row.binds_from <= Some(on) && row.binds_until >= Some(on)
}

/// What binds by one file: the arrangement, as far as it reaches, together with what is for danger now; and that alone,
/// which reaches as far as the person does, where the arrangement does not.
fn bindings_of(file: &LoadedFile, on: Date) -> Vec<Binding> {
    let (Some(person), Some((measures, open_channel))) = (&file.file.person, file.file.binding(on)) else {
        return Vec::new();
    };
    let everywhere = Binding {
        file: file.id.clone(),
        person: person.clone(),
        shown_for: None,
        measures,
        open_channel,
        by: &[By::Arrangement, By::Interim],
        in_practice: Vec::new(),
        is_in_doubt: file.file.may_stand_against_an_adjustment(on),
        service: None,
        cases: Vec::new(),
    };
    let Some(arrangement) = file.file.in_force(on) else {
        return vec![everywhere];
    };
    let terms = &arrangement.terms;
    let reached = match terms.reach {
        Reach::WholeCouncil => return vec![everywhere],
        Reach::ThisService => Binding {
            service: terms.service.clone(),
            ..everywhere.clone()
        },
        Reach::ThisMatter => Binding {
            cases: terms.cases.clone(),
            ..everywhere.clone()
        },
    };
    let interim = file.file.interim_in_force(on);
    let elsewhere = interim.map(|interim| Binding {
        measures: interim.measures.clone(),
        open_channel: interim.open_channel,
        by: &[By::Interim],
        ..everywhere
    });
    std::iter::once(reached).chain(elsewhere).collect()
}
