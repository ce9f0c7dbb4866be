//! Letters as they went: kept when they are sent, printed from what was kept, never made again.
//!
//! A letter stands in a stream of its own, so that keeping it is in nobody's way who works on the
//! case. Its event names the digest of the file; verify compares the two.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::{ActorId, CaseId, ConductId, CouncilId, FileId, MessageId};
use redress_domain::permission::{self, Act, Actor, Ground};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, FileType, Scan, SupportNeed};
use redress_domain::words::{Digest, FileRef, WordsRef};
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::error::StoreError;
use redress_store::file::{FileRow, PART};
use redress_store::kept_letter::{KeptLetterRow, PrintRunRow};
use redress_store::message::MessageState;
use redress_store::stream::{StreamId, StreamSort};
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::case::{CaseView, Message};
use crate::conduct::NotDone;
use crate::failure::Failure;
use crate::file::OpenedFile;

mod shown;
mod unaddressed;

/// A letter that was kept.
pub type Kept = KeptLetterRow;
/// A print run.
pub type PrintRun = PrintRunRow;

/// How many letters go into one print run: what a printer takes in one go. What is over goes into the
/// next run of the same day.
pub const AT_ONCE: i64 = 200;

/// How many print runs the page shows.
const RUNS_SHOWN: i64 = 30;

/// What happens to a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum LetterEvent {
    /// It was kept as it went.
    LetterKept {
        /// The case, unless it is of a conduct file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<CaseId>,
        /// The conduct file whose letter it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conduct: Option<ConductId>,
        /// The message.
        message: MessageId,
        /// How it is laid out.
        layout: String,
        /// How many pages it has.
        pages: i64,
        /// The file, and its digest.
        file: FileRef,
        /// What was set.
        source: WordsRef,
    },
    /// It was printed.
    LetterPrinted {
        /// The day of the run.
        on: Date,
        /// Which run of that day.
        run: i64,
        /// Its place there.
        place: i64,
    },
}

/// Whose letters a print run has: those of conduct files are in runs of their own, which only those open who keep
/// such files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Letters about cases.
    OfCases,
    /// Letters of conduct files.
    OfConduct,
}

/// What waits to be printed, and the last runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRuns {
    /// How many letters about cases wait.
    pub waiting: usize,
    /// How many of conduct files; nothing for who keeps none.
    pub of_files: Option<usize>,
    /// The last runs.
    pub runs: Vec<PrintRun>,
}

/// A letter that was just set, on its way to be kept.
#[derive(Debug, Clone)]
pub struct NewLetter {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How it is laid out.
    pub layout: &'static str,
    /// What was set, so that a print run can set it again on other sheets.
    pub source: String,
    /// Whether it waits for a print run.
    pub by_post: bool,
}

/// A letter of a print run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToPrint {
    /// How it was kept.
    pub kept: Kept,
    /// What was set; nothing when it was erased since.
    pub source: Option<String>,
}

/// How the customer needs a letter: the first of what they ticked that changes how it looks.
pub fn wanted_layout(support: &[SupportNeed]) -> Option<SupportNeed> {
    let changes_it = |need: &&SupportNeed| matches!(need, SupportNeed::LargePrint | SupportNeed::EasyRead);
    support.iter().find(changes_it).copied()
}

/// Whether a message is one that leaves by a print run.
fn is_posted(message: &Message) -> bool {
    message.channel == Channel::Letter && message.state == MessageState::Sent
}

fn by_itself() -> Actor {
    Actor::program(ActorId::Job("keep-letters"))
}

impl Casework {
    /// The messages whose moment has come, at most 20, and without those that go by channels by which a
    /// worker sends.
    ///
    /// Costs at most 20 rows of the index of what waits, with what waits there for a worker or a person lying
    /// between; and the file of each answer to what came by a closed way.
    pub async fn due_messages(&self, council: &CouncilId, but: &[Channel]) -> Result<Vec<Message>, Failure> {
        let now = self.outside().now();
        let due = self.store.messages_to_release(council, (now, but), 20).await?;
        self.without_stale_answers(council, due).await
    }

    /// Releases these messages, of those that still wait; answers how many.
    ///
    /// Costs one row by its key for each.
    pub async fn release_these(&self, council: &CouncilId, due: &[Message]) -> Result<usize, Failure> {
        let ids = due.iter().map(|message| &message.message_id);
        let (state, now) = (MessageState::Sent, self.outside().now());
        let released = self.store.settle_messages(council, ids, state, now).await?;
        Ok(usize::try_from(released).unwrap_or_default())
    }

    /// Whether the letter of a message is kept as it would go today.
    ///
    /// Costs one row by its key.
    pub async fn is_kept_as_of_today(&self, council: &CouncilId, message: &Message) -> Result<bool, Failure> {
        let kept = self.store.kept_letter(council, &message.message_id).await?;
        Ok(kept.is_some_and(|kept| kept.run_on.is_some() || civil_date(kept.kept_at) == self.today()))
    }

    /// Whether the letter of a message is kept.
    ///
    /// Costs one row by its key.
    pub async fn is_kept(&self, council: &CouncilId, message: &Message) -> Result<bool, Failure> {
        let kept = self.store.kept_letter(council, &message.message_id).await?;
        Ok(kept.is_some())
    }

    /// The case of a message that is to be kept; `None` when its letter is kept already. One that was put aside, because it bore
    /// no address, and is tried again is set again: nobody has it.
    ///
    /// Costs one row by its key; where it is not kept, the case's own stream, its texts and the names on it.
    pub async fn to_keep(&self, council: &CouncilId, message: &Message) -> Result<Option<CaseView>, Failure> {
        let kept = self.store.kept_letter(council, &message.message_id).await?;
        if kept
            .is_some_and(|kept| message.channel != Channel::Letter || kept.by_post || kept.run_on.is_some())
        {
            return Ok(None);
        }
        self.case_of(council, message).await.map(Some)
    }

    /// Keeps a letter as it goes. Of several who try, one does; the others find it kept. One that waits for the printer and
    /// is set again for a later day is kept beside the one before, and goes in its place. Nothing is kept of a case that was
    /// erased while its letter was set: no clock would ever erase it (UK GDPR, article 17).
    ///
    /// Costs the rows of the letter, and the stream of the keeping of its case, which most cases do not have.
    pub async fn keep_letter(
        &self,
        council: &CouncilId,
        message: &Message,
        letter: NewLetter,
    ) -> Result<(), Failure> {
        let mut file = None;
        loop {
            let unless_erased = match &message.case_id {
                Some(case) => match self.unless_erased(council, case).await? {
                    None => return Ok(()),
                    unless_erased => unless_erased,
                },
                None => None,
            };
            let written = match file.take() {
                Some(written) => written,
                None => self.write_letter(council, &letter.pdf).await?,
            };
            let mut changes = self.letter_kept(council, (message, &letter), &written).await?;
            changes.appends.extend(unless_erased);
            match self.store.commit(changes).await {
                // Its case was held, released or erased meanwhile: it is asked again which.
                Err(StoreError::Conflict { stream, .. }) if stream.sort() == StreamSort::Retention => {
                    file = Some(written);
                }
                // Another worker was first; what this one wrote is forgotten with the drafts.
                Ok(_) | Err(StoreError::Conflict { .. }) => return Ok(()),
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// What keeping a letter writes.
    async fn letter_kept(
        &self,
        council: &CouncilId,
        (message, letter): (&Message, &NewLetter),
        file: &FileRow,
    ) -> Result<Changes, Failure> {
        let (case, conduct, now) = (
            message.case_id.clone(),
            message.conduct.clone(),
            self.outside().now(),
        );
        let (stream, actor) = (StreamId::letter(&message.message_id), by_itself());
        let source = self.fresh().words(&letter.source);
        let pages = i64::try_from(letter.pages).unwrap_or_default();
        // Whatever went stays as it went: only what lies in the office, of a conduct file or put aside for want of an
        // address, is set again.
        let kept = self.store.kept_letter(council, &message.message_id).await?;
        let lies_here = |kept: Kept| {
            let is_put_aside = kept.conduct.is_none() && !kept.by_post && letter.by_post;
            kept.run_on.is_none() && (is_put_aside || kept.conduct.is_some() && kept.by_post)
        };
        let waits = kept.is_some_and(lies_here);
        let version = if waits {
            self.store.version_of(council, &stream).await?
        } else {
            0
        };
        let event = LetterEvent::LetterKept {
            case: case.clone(),
            conduct: conduct.clone(),
            message: message.message_id.clone(),
            layout: letter.layout.to_owned(),
            pages,
            file: FileRef {
                id: file.file_id.clone(),
                digest: file.digest.clone(),
            },
            source: source.reference(),
        };
        let mut changes = Changes::new(council.clone(), actor.id, now);
        changes
            .appends
            .push(self.letter_event(&stream, version, ("letter-kept", &event))?);
        changes.files.push((stream.clone(), file.file_id.clone()));
        changes.rows.push(ReadModel::KeptLetter(Box::new(Kept {
            message_id: message.message_id.clone(),
            case_id: case,
            file_id: file.file_id.clone(),
            source: source.id.clone(),
            layout: letter.layout.to_owned(),
            pages,
            by_post: letter.by_post,
            kept_at: now,
            run_on: None,
            run_number: None,
            place: None,
            conduct,
        })));
        changes.words.push(NewWords {
            stream,
            purpose: "letter",
            words: source,
        });
        Ok(changes)
    }

    async fn write_letter(&self, council: &CouncilId, pdf: &[u8]) -> Result<FileRow, Failure> {
        let (salt, now) = (self.fresh().salt(), self.outside().now());
        let tomorrow = now.checked_add(jiff::SignedDuration::from_hours(24));
        let row = FileRow {
            file_id: self.fresh().file(),
            stream: None,
            draft: Some(self.fresh().secret()),
            expires_at: tomorrow.ok(),
            kind: FileType::Pdf,
            size: i64::try_from(pdf.len()).unwrap_or_default(),
            salt,
            digest: Digest::of(&salt, pdf),
            scan: Scan::NotScanned,
            whole: false,
            added_at: now,
        };
        let parts = pdf.chunks(PART).map(<[u8]>::to_vec).collect();
        self.store.put_file(council, &row, parts).await?;
        Ok(row)
    }

    fn letter_event(
        &self,
        stream: &StreamId,
        expected: i64,
        (kind, event): (&'static str, &LetterEvent),
    ) -> Result<Append, Failure> {
        let body = serde_json::to_string(event).map_err(|error| Failure::Unreadable(error.to_string()))?;
        Ok(Append {
            stream: stream.clone(),
            expected,
            events: vec![NewEvent {
                kind,
                body,
                salt: self.fresh().salt(),
            }],
        })
    }

    /// What was set when the letter of a message was kept, so that it can be set again on other sheets.
    ///
    /// Costs one row by its key, and the texts of the letter.
    pub async fn kept_source(
        &self,
        council: &CouncilId,
        message: &MessageId,
    ) -> Result<Option<String>, Failure> {
        let Some(kept) = self.store.kept_letter(council, message).await? else {
            return Ok(None);
        };
        let stream = StreamId::letter(message);
        let words = self.store.words_of_stream(council, &stream).await?;
        let source = words.into_iter().find(|words| words.words_id == kept.source);
        Ok(source.map(|words| words.body))
    }

    /// The letters of a case that were kept.
    ///
    /// Costs the letters of the case, by index.
    pub async fn kept_letters(&self, view: &CaseView) -> Result<Vec<Kept>, Failure> {
        Ok(self.store.letters_of_case(&view.council.id, &view.id).await?)
    }

    /// On which day each of these messages was printed, of those that were: whoever posts by hand posts none twice.
    ///
    /// Costs one row by its key for each letter that was sent.
    pub async fn printed_on(
        &self,
        council: &CouncilId,
        messages: impl Iterator<Item = &Message>,
    ) -> Result<BTreeMap<MessageId, Date>, Failure> {
        let mut printed = BTreeMap::new();
        for message in messages.filter(|message| is_posted(message)) {
            let kept = self.store.kept_letter(council, &message.message_id).await?;
            if let Some(on) = kept.and_then(|kept| kept.run_on) {
                printed.insert(message.message_id.clone(), on);
            }
        }
        Ok(printed)
    }

    /// The letter of a message of this case as it went. Who may read the case was asked before.
    ///
    /// Costs two rows by their keys.
    pub async fn kept_letter(&self, view: &CaseView, message: &MessageId) -> Result<OpenedFile, Failure> {
        let kept = self.store.kept_letter(&view.council.id, message).await?;
        let kept = kept
            .filter(|kept| kept.case_id.as_ref() == Some(&view.id))
            .ok_or(Failure::NotFound)?;
        let row = self.store.file(&view.council.id, &kept.file_id).await?;
        let row = row.ok_or(Failure::NotFound)?;
        Ok(OpenedFile {
            id: kept.file_id,
            name: format!("{}-{}.pdf", view.case.reference, civil_date(kept.kept_at)),
            kind: row.kind,
            size: u64::try_from(row.size).unwrap_or_default(),
        })
    }

    /// The same for a member of staff; the reading is recorded.
    ///
    /// Costs what [`Casework::kept_letter`] costs, and the note of the reading.
    pub async fn open_kept_letter(
        &self,
        view: &CaseView,
        actor: &Actor,
        message: &MessageId,
    ) -> Result<OpenedFile, Failure> {
        let opened = self.kept_letter(view, message).await?;
        self.record_reading(view, actor, "letter").await?;
        Ok(opened)
    }

    /// Everything of a kept file at once: a letter is small.
    ///
    /// Costs the parts of the file by their keys, all of them in memory.
    pub async fn letter_bytes(&self, council: &CouncilId, file: &FileId) -> Result<Vec<u8>, Failure> {
        let (mut bytes, mut number) = (Vec::new(), 0);
        while let Some(part) = self.store.part(council, (file, number)).await? {
            bytes.extend(part);
            number += 1;
        }
        if bytes.is_empty() {
            return Err(Failure::NotFound);
        }
        Ok(bytes)
    }

    /// How many letters wait to be printed, up to what one run takes: those of cases and, for whoever keeps conduct
    /// files, those of such files; and the last runs that the reader may open. Nothing of a complaint about themselves is
    /// counted (Complaint Handling Code 5: conflict of interest).
    ///
    /// Costs at most [`AT_ONCE`] rows of each of two indexes of what waits, the last 30 runs, and their letters by index.
    pub async fn print_runs(&self, council: &CouncilId, actor: &Actor) -> Result<PrintRuns, Failure> {
        let of_cases = self.may_print(council, actor, Letters::OfCases).is_ok();
        let of_conduct = self.may_print(council, actor, Letters::OfConduct).is_ok();
        if !of_cases && !of_conduct {
            return Err(Failure::NotPermitted);
        }
        let waiting = if of_cases {
            let waiting = self
                .store
                .letters_to_print(council, actor.user(), AT_ONCE)
                .await?;
            waiting.len()
        } else {
            0
        };
        let of_files = if of_conduct {
            Some(self.store.conduct_letters_to_print(council, AT_ONCE).await?.len())
        } else {
            None
        };
        let mut runs = self.store.print_runs(council, RUNS_SHOWN).await?;
        runs.retain(|run| if run.of_conduct { of_conduct } else { of_cases });
        let runs = self.as_shown(council, actor, runs).await?;
        Ok(PrintRuns {
            waiting,
            of_files,
            runs,
        })
    }

    /// Makes today's next print run of the letters that go by post and are in none yet, and records for
    /// each who printed it and when; `None` when nothing waits.
    ///
    /// What bears no address is not printed, and is named with what did not reach its reader. Letters of complaints about whoever
    /// makes it wait for somebody else's run.
    ///
    /// Costs the rows and the texts of at most [`AT_ONCE`] letters and one commit, and a commit for each without an address.
    /// Of two who make one at once, the other is told of a conflict.
    pub async fn make_print_run(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Option<PrintRun>, Failure> {
        self.print(council, actor, Letters::OfCases).await
    }

    /// The same of letters of conduct files, for whoever keeps them: what each letter brings about, a warning, the time
    /// to comment, an arrangement, comes about with it.
    ///
    /// Costs what [`Casework::make_print_run`] costs, the files of the letters, and a commit for each.
    pub async fn make_print_run_of_conduct(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Option<PrintRun>, Failure> {
        self.print(council, actor, Letters::OfConduct).await
    }

    async fn print(
        &self,
        council: &CouncilId,
        actor: &Actor,
        which: Letters,
    ) -> Result<Option<PrintRun>, Failure> {
        self.may_print(council, actor, which)?;
        let waiting = match which {
            Letters::OfCases => {
                // Whom a complaint is about prints none of its letters: somebody else's run takes them.
                let waiting = self
                    .store
                    .letters_to_print(council, actor.user(), AT_ONCE)
                    .await?;
                self.put_unaddressed_aside(council, waiting).await?
            }
            Letters::OfConduct => {
                let waiting = self.store.conduct_letters_to_print(council, AT_ONCE).await?;
                self.put_stale_answers_aside(council, waiting).await?
            }
        };
        let now = self.outside().now();
        if waiting.is_empty() {
            return Ok(None);
        }
        let on = civil_date(now);
        let earlier = self.store.print_runs_of(council, on).await?;
        let number = earlier.last().map_or(1, |last| last.number + 1);
        let run = PrintRun {
            run_on: on,
            number,
            letters: i64::try_from(waiting.len()).unwrap_or_default(),
            pages: waiting.iter().map(|letter| letter.pages).sum(),
            made_at: now,
            made_by: actor.id.clone(),
            of_conduct: which == Letters::OfConduct,
        };
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        // What a letter of a conduct file brings about comes about when it is printed to be posted.
        match self.conduct_printed(&mut changes, (actor, &waiting)).await {
            Ok(()) => {}
            Err(NotDone::Failed(failure)) => return Err(failure),
            Err(NotDone::Refused(refusal)) => return Err(Failure::Unreadable(refusal.to_string())),
            Err(NotDone::Moved) => {
                return Err(Failure::Conflict {
                    version: 0,
                    since: Vec::new(),
                });
            }
        }
        for (place, letter) in (1..).zip(waiting) {
            let event = LetterEvent::LetterPrinted {
                on,
                run: number,
                place,
            };
            let stream = StreamId::letter(&letter.message_id);
            let version = self.store.version_of(council, &stream).await?;
            changes
                .appends
                .push(self.letter_event(&stream, version, ("letter-printed", &event))?);
            changes.rows.push(ReadModel::KeptLetter(Box::new(Kept {
                run_on: Some(on),
                run_number: Some(number),
                place: Some(place),
                ..letter
            })));
        }
        changes.appends.sort_by(|one, next| one.stream.cmp(&next.stream));
        changes.rows.push(ReadModel::PrintRun(Box::new(run.clone())));
        self.store.commit(changes).await?;
        Ok(Some(run))
    }

    /// The print runs of a day, without those of conduct files: whoever opens a file prints its letters.
    ///
    /// Costs the runs of the day, by key.
    pub async fn print_runs_of(
        &self,
        council: &CouncilId,
        actor: &Actor,
        on: Date,
    ) -> Result<Vec<PrintRun>, Failure> {
        self.may_print(council, actor, Letters::OfCases)?;
        let mut runs = self.store.print_runs_of(council, on).await?;
        runs.retain(|run| !run.of_conduct);
        self.as_shown(council, actor, runs).await
    }

    /// A print run with its letters, in their order, without those of complaints about the reader: a run of nothing else is not
    /// there for them. That each letter was read is recorded.
    ///
    /// Costs one row by its key, and for each letter of the run, at most [`AT_ONCE`], its texts and the note of the reading; the
    /// letters of the day's runs by index; of a run of conduct files, what [`Casework::open_conduct`] costs for each as well.
    pub async fn print_run(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (on, number): (Date, i64),
    ) -> Result<(PrintRun, Vec<ToPrint>), Failure> {
        let run = self.store.print_run(council, (on, number)).await?;
        let which = match &run {
            Some(run) if run.of_conduct => Letters::OfConduct,
            Some(_) | None => Letters::OfCases,
        };
        self.may_print(council, actor, which)
            .map_err(|refused| match which {
                // That there is a run of conduct files is for those who keep them.
                Letters::OfConduct => Failure::NotFound,
                Letters::OfCases => refused,
            })?;
        let withheld = self.printed_about(council, actor, (on, on)).await?;
        let run = shown::without(run.ok_or(Failure::NotFound)?, &withheld).ok_or(Failure::NotFound)?;
        let mut of_run = self.store.letters_of_run(council, (on, number)).await?;
        of_run.retain(|kept| !withheld.iter().any(|known| known.message_id == kept.message_id));
        let mut letters = Vec::new();
        for kept in of_run {
            if let Some(file) = &kept.conduct {
                self.open_conduct(council, actor, (file, "print-run")).await?;
            }
            let stream = StreamId::letter(&kept.message_id);
            let words = self.store.words_of_stream(council, &stream).await?;
            let source = words.into_iter().find(|words| words.words_id == kept.source);
            if let (Some(case), Some(_)) = (&kept.case_id, &source) {
                let now = self.outside().now();
                let by_role = (actor, Ground::Role);
                self.note_case_read((council, case), by_role, (now, "letter"))
                    .await;
            }
            letters.push(ToPrint {
                kept,
                source: source.map(|words| words.body),
            });
        }
        Ok((run, letters))
    }

    /// Who sees every case, and so every letter, may print them; who keeps conduct files, those of such files.
    fn may_print(&self, council: &CouncilId, actor: &Actor, which: Letters) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let act = match which {
            Letters::OfCases => Act::ReadAnyCase,
            Letters::OfConduct => Act::ManageConduct,
        };
        let may = permission::may(settings.policy(self.today())?, actor, act);
        may.then_some(()).ok_or(Failure::NotPermitted)
    }

    /// The references of the cases of letters.
    ///
    /// Costs one row by its key for each.
    pub async fn references_of(
        &self,
        council: &CouncilId,
        letters: &[ToPrint],
    ) -> Result<Vec<String>, Failure> {
        let mut references = Vec::new();
        for letter in letters {
            let Some(case) = &letter.kept.case_id else {
                references.push(String::new());
                continue;
            };
            let line = self.store.case_by_id(council, case).await?;
            let reference = line.and_then(|line| Reference::parse(&line.case.reference).ok());
            references.push(
                reference
                    .map(|reference| reference.to_string())
                    .unwrap_or_default(),
            );
        }
        Ok(references)
    }
}
