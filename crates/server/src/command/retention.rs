//! `redress retention`, `redress erase` and `redress export`: what is not kept for ever, and what somebody may see.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::retention::LedgerLine;
use redress_casework::subject_access::{Bundle, Part};
use redress_domain::calendar::london;
use redress_domain::id::{CouncilId, PersonId};
use redress_domain::reference::Reference;
use redress_store::changes::Erase as Forget;
use redress_store::private;
use serde::Deserialize;

use crate::command::why::{by_the_command_line, said};
use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::say;
use crate::trouble::Trouble;

/// See what is about to be erased because its time is over, and hold what must be kept on.
///
/// The service erases by itself, within the hour, what the policy says is not kept any longer. That a case
/// was, what it was and how it ended stays; what people told goes.
#[derive(Debug, Args)]
pub(crate) struct Retention {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List what would be erased on a day, and what is held; nothing is erased
    Preview {
        #[command(flatten)]
        record: Record,
        /// This council alone
        #[arg(long)]
        council: Option<String>,
        /// The day [default: today]
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
    },
    /// Keep a case beyond its time
    Hold(OneCase),
    /// Let a case go that was held
    Release(OneCase),
    /// Print the ledger of what was erased, a line each: keep it apart from the backups
    ///
    /// It names what went by identifiers alone. After a restore, redress retention again erases what is in it.
    Ledger {
        #[command(flatten)]
        record: Record,
        /// This council alone
        #[arg(long)]
        council: Option<String>,
        /// From the start of this day on [default: all of it]
        #[arg(long, value_name = "DATE")]
        since: Option<Date>,
    },
    /// Erase in a restored record what had been erased after its backup
    ///
    /// The file is what redress retention ledger printed. It is taken whole or refused whole. To do it twice does no harm.
    Again {
        #[command(flatten)]
        record: Record,
        /// The ledger
        file: PathBuf,
        /// Why, for the record
        #[arg(long, value_name = "TEXT", value_parser = said)]
        because: String,
    },
}

#[derive(Debug, Args)]
struct OneCase {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// The case
    reference: String,
    /// Why, for the record
    #[arg(long, value_name = "TEXT", value_parser = said)]
    because: String,
}

/// Erase one customer: everything that they told, in all of their cases, and their details.
///
/// For a request under article 17 of the UK GDPR that was granted. It cannot be undone. Nothing is erased
/// while a case of theirs is open or held. Older backups still hold it.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    #[command(flatten)]
    case: OneCase,
}

/// Put everything that is kept of one customer into a folder, for a request under article 15 of the UK GDPR.
///
/// What is of other people is marked; READ-FIRST.txt says what to look at before it goes.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// A case of theirs
    reference: String,
    /// Somebody who is on that case beside its customer and speaks for them perhaps, by name [default: the customer]
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// The folder; there must be none of that name
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// Why, for the record
    #[arg(long, value_name = "TEXT", value_parser = said)]
    because: String,
}

impl Export {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        if self.to.exists() {
            return Err(Trouble::usage(format!("{} is there already", self.to.display())));
        }
        let one = OneCase {
            record: self.record,
            council: self.council,
            reference: self.reference,
            because: self.because,
        };
        let (casework, council, reference) = one.open().await?;
        let person = match &self.person {
            Some(name) => on_case(&casework, &council, (&reference, name)).await?,
            None => customer(&casework, &council, &reference).await?,
        };
        let mut count = 0;
        let mut take = |part: Part| {
            let path = self.to.join(&part.name);
            if let Some(folder) = path.parent() {
                private::create_folder(folder)?;
            }
            count += 1;
            private::write(&path, &part.content)
        };
        let mut bundle = Bundle::new(&mut take);
        let because = by_the_command_line(&one.because);
        let why = (&person, because.as_str());
        let done = casework
            .subject_access(&council, &open::setup(), why, &mut bundle)
            .await;
        casework.store().clone().close().await;
        done?;
        let folder = self.to.display();
        let whose = self.person.map_or_else(
            || format!("the customer of {reference}"),
            |name| format!("{name}, who is on {reference}"),
        );
        say(format!(
            "{folder} holds everything of {whose}: {count} files. Read READ-FIRST.txt."
        ));
        Ok(())
    }
}

/// Somebody on a case, by name.
async fn on_case(
    casework: &Casework,
    council: &CouncilId,
    (reference, name): (&Reference, &str),
) -> Result<PersonId, Trouble> {
    let which = (reference, name);
    match casework.person_to_export(council, &open::setup(), which).await {
        Ok(Ok(person)) => Ok(person),
        Ok(Err(on_it)) => Err(Trouble::broken(format!(
            "nobody on {reference} is called \"{name}\", or several are; on it are: {}",
            on_it.join(", ")
        ))),
        Err(Failure::NotFound) => Err(Trouble::broken(format!("there is no case {reference}"))),
        Err(other) => Err(other.into()),
    }
}

async fn customer(
    casework: &Casework,
    council: &CouncilId,
    reference: &Reference,
) -> Result<PersonId, Trouble> {
    match casework.customer_of(council, reference).await {
        Ok(Some(person)) => Ok(person),
        Ok(None) => Err(Trouble::broken(format!(
            "nobody is named as the customer of {reference}"
        ))),
        Err(Failure::NotFound) => Err(Trouble::broken(format!("there is no case {reference}"))),
        Err(other) => Err(other.into()),
    }
}

impl Retention {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        match self.what {
            What::Preview { record, council, on } => preview(&record, council.as_deref(), on).await,
            What::Hold(one) => {
                let (casework, council, reference) = one.open().await?;
                let because = &by_the_command_line(&one.because);
                let done = casework
                    .hold_case(&council, &open::setup(), (&reference, because))
                    .await;
                casework.store().clone().close().await;
                told(done, &reference, "held")
            }
            What::Release(one) => {
                let (casework, council, reference) = one.open().await?;
                let because = &by_the_command_line(&one.because);
                let done = casework
                    .release_case(&council, &open::setup(), (&reference, because))
                    .await;
                casework.store().clone().close().await;
                told(done, &reference, "held no longer")
            }
            What::Ledger {
                record,
                council,
                since,
            } => ledger(&record, council.as_deref(), since).await,
            What::Again {
                record,
                file,
                because,
            } => again(&record, &file, &because).await,
        }
    }
}

impl Erase {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let (casework, council, reference) = self.case.open().await?;
        let person = customer(&casework, &council, &reference).await?;
        let because = &by_the_command_line(&self.case.because);
        let like = casework
            .cases_of_whoever_writes_from_there(&council, &open::setup(), &person)
            .await?;
        let done = casework
            .forget_person(&council, &open::setup(), (&person, because))
            .await;
        casework.store().clone().close().await;
        match done? {
            Ok(cases) => {
                say(format!(
                    "Erased: what the customer of {reference} told in {cases} cases, and their details."
                ));
                if !like.is_empty() {
                    say(format!(
                        "Not erased: {}. Whoever they are of has the same e-mail address or telephone number, and may be the same \
                         person or somebody of their household. If it is they, erase these too.",
                        like.join(", ")
                    ));
                }
                Ok(())
            }
            Err(why) => Err(Trouble::broken(format!("not everything was erased: {why}"))),
        }
    }
}

impl OneCase {
    async fn open(&self) -> Result<(Casework, CouncilId, Reference), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let reference = Reference::parse(&self.reference)
            .map_err(|_bad| Trouble::usage(format!("\"{}\" is no reference", self.reference)))?;
        open::existing(&config.database).await?.close().await;
        let casework = open::casework(&config).await?;
        let council = open::one_council(&casework, self.council.as_deref())?;
        Ok((casework, council, reference))
    }
}

fn told(done: Result<(), Failure>, reference: &Reference, what: &str) -> Result<(), Trouble> {
    match done {
        Ok(()) => {
            say(format!("{reference} is {what}."));
            Ok(())
        }
        Err(Failure::Taken) => Err(Trouble::broken(format!("{reference} is held already"))),
        Err(Failure::NotFound) => Err(Trouble::broken(format!(
            "there is no case {reference} of which that can be said: look at redress retention preview"
        ))),
        Err(other) => Err(other.into()),
    }
}

async fn ledger(record: &Record, council: Option<&str>, since: Option<Date>) -> Result<(), Trouble> {
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    open::existing(&config.database).await?.close().await;
    let casework = open::casework(&config).await?;
    let since = since.map_or(Timestamp::MIN, london::day_starts_at);
    let mut count = 0_usize;
    for council in open::councils(&casework, council)? {
        for line in casework.ledger_of_erasures(&council, since).await? {
            print(&serde_json::to_string(&line).map_err(|error| Trouble::broken(error.to_string()))?)?;
            count += 1;
        }
    }
    // Whoever reads it sees whether it was cut.
    print(&format!("{{\"lines\":{count}}}"))?;
    casework.store().clone().close().await;
    Ok(())
}

async fn again(record: &Record, file: &Path, because: &str) -> Result<(), Trouble> {
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Trouble::usage(format!("{shown} cannot be read: {error}")))?;
    let things = in_ledger(&text)
        .map_err(|(line, why)| Trouble::usage(format!("{shown}, line {line}: {why}; nothing was erased")))?;
    open::existing(&config.database).await?.close().await;
    let casework = open::casework(&config).await?;
    let because = by_the_command_line(because);
    // Before the first thing goes: a ledger of another record is refused whole.
    for council in things.keys() {
        open::one_council(&casework, Some(council.as_str()))?;
    }
    if things.is_empty() {
        say("The ledger names nothing: nothing was erased.");
    }
    for (council, things) in things {
        let by = (things.as_slice(), because.as_str());
        let done = casework.erase_again(&council, &open::setup(), by).await?;
        say(format!(
            "{council}: erased again what the ledger names, {} things; {} cases are marked as erased.",
            done.things, done.cases
        ));
        if !done.not_closed.is_empty() {
            say(format!(
                "{council}: open or held in this record: {}. What the ledger names of them is gone. Close or release them, and do this again.",
                done.not_closed.join(", ")
            ));
        }
    }
    casework.store().clone().close().await;
    Ok(())
}

/// Prints a line of a ledger: one that could not be written whole, to a disk that is full, is no ledger.
fn print(line: &str) -> Result<(), Trouble> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .map_err(|error| Trouble::broken(format!("the ledger could not be written whole: {error}")))
}

/// The last line of a ledger.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    /// How many lines stand before it.
    lines: usize,
}

/// What each line of a ledger names, by council; or the first line that names nothing, and why.
fn in_ledger(text: &str) -> Result<BTreeMap<CouncilId, Vec<Forget>>, (usize, String)> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let cut = || {
        (
            lines.len(),
            "its last line, with the count, is not there: it was cut".to_owned(),
        )
    };
    let (last, lines) = lines.split_last().ok_or_else(cut)?;
    let end: End = serde_json::from_str(last).map_err(|_no_count| cut())?;
    if end.lines != lines.len() {
        let (said, is) = (end.lines, lines.len());
        return Err((
            is + 1,
            format!("it says that {said} lines stand before it, and there are {is}"),
        ));
    }
    let mut things: BTreeMap<CouncilId, Vec<Forget>> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        let at = |why| (number + 1, why);
        let line: LedgerLine = serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
        let erase = line.erase().map_err(at)?;
        things.entry(line.council).or_default().push(erase);
    }
    Ok(things)
}

async fn preview(record: &Record, council: Option<&str>, on: Option<Date>) -> Result<(), Trouble> {
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    open::existing(&config.database).await?.close().await;
    let casework = open::casework(&config).await?;
    for council in open::councils(&casework, council)? {
        let day = on.unwrap_or_else(|| casework.today());
        let (mut count, mut after) = (0, None);
        loop {
            let page = casework.due_to_forget(&council, (day, after.as_ref())).await?;
            for due in &page {
                let outcome = due.outcome.map_or("no outcome", |outcome| outcome.as_str());
                let (reference, kind, closed_on, until) =
                    (&due.reference, due.kind, due.closed_on, due.until);
                say(format!(
                    "{reference}\t{kind}\t{outcome}\tclosed {closed_on}\tkept until {until}"
                ));
            }
            count += page.len();
            let Some(last) = page.last() else { break };
            after = Some(last.clone());
        }
        let mails = casework.mail_due_to_forget(&council, (day, i64::MAX)).await?;
        for held in casework.held_cases(&council).await? {
            // A line each, however many the reason has.
            let reason = held.reason.unwrap_or_default().replace(['\t', '\n'], " ");
            say(format!(
                "{}\theld since {}: {reason}",
                held.reference, held.since_on
            ));
        }
        say(format!(
            "{council}: what people told of {count} cases is not kept beyond {day}, nor are {mails} e-mails of no case that were put away."
        ));
    }
    casework.store().clone().close().await;
    Ok(())
}
