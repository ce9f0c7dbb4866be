//! Opening: the database, the councils' policies, and the acts over both.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redress_casework::Casework;
use redress_casework::council::Councils;
use redress_casework::failure::Failure;
use redress_casework::outside::Outside;
use redress_casework::scanner::Scanner;
use redress_domain::id::{ActorId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_store::Store;
use redress_worker::mailbox::Mailbox;
use redress_worker::notify::Notify;

use crate::config::{Config, masked};
use crate::outside::SystemClock;
use crate::progress::note;
use crate::trouble::Trouble;

/// The program itself, when it sets something up.
pub(crate) fn setup() -> Actor {
    Actor::program(ActorId::Job("setup"))
}

/// Opens a database that holds something; one that is not there is not made.
pub(crate) async fn existing(database: &str) -> Result<Store, Trouble> {
    let store = Store::open_existing(database).await?;
    if store.kept_councils().await?.is_empty() {
        store.close().await;
        return Err(
            Trouble::broken(format!("there is no record in {}", masked(database)))
                .next("check the address of --database"),
        );
    }
    Ok(store)
}

/// Opens the database, brings its tables to this version, and takes in the policy files that are named, and of a
/// folder those of the councils that the record holds (of all, where it holds none). A command about one council
/// must not make the others of a folder councils of this record: nothing takes one out again.
pub(crate) async fn casework(config: &Config) -> Result<Casework, Trouble> {
    let files: Vec<PathBuf> = config
        .policy
        .iter()
        .filter(|path| !path.is_dir())
        .cloned()
        .collect();
    let takes_all = files.len() == config.policy.len();
    let named: BTreeSet<CouncilId> = if takes_all {
        BTreeSet::new()
    } else {
        policies(&files)?
            .into_iter()
            .map(|policy| policy.council.id)
            .collect()
    };
    casework_of(config, |known, policy| {
        let id = &policy.council.id;
        takes_all || known.is_empty() || known.contains(id) || named.contains(id)
    })
    .await
}

/// The same with the policy files of every council: the program serves them all from now on.
pub(crate) async fn casework_of_all(config: &Config) -> Result<Casework, Trouble> {
    casework_of(config, |_, _| true).await
}

async fn casework_of(
    config: &Config,
    is_wanted: impl Fn(&BTreeSet<CouncilId>, &Policy) -> bool,
) -> Result<Casework, Trouble> {
    let mut policies = policies(&config.policy)?;
    let casework = opened(&config.database, Arc::new(SystemClock)).await?;
    let councils = casework.councils().all();
    let known: BTreeSet<CouncilId> = councils.iter().map(|council| council.id.clone()).collect();
    policies.retain(|policy| is_wanted(&known, policy));
    adopt(&casework, policies).await?;
    Ok(if config.clamd.is_empty() {
        casework
    } else {
        casework.with_scanner(Scanner::at(&config.clamd))
    })
}

/// The same with policies that were read already, and another time and chance.
pub(crate) async fn casework_with(
    database: &str,
    policies: Vec<Policy>,
    outside: Arc<dyn Outside>,
) -> Result<Casework, Trouble> {
    let casework = opened(database, outside).await?;
    adopt(&casework, policies).await?;
    Ok(casework)
}

async fn opened(database: &str, outside: Arc<dyn Outside>) -> Result<Casework, Trouble> {
    let store = Store::open(database).await?;
    let casework = Casework::new(store, Councils::default(), outside);
    match casework.load_councils().await {
        Ok(()) => Ok(casework),
        Err(Failure::NotFound) => Err(no_adopted_version()),
        Err(other) => Err(other.into()),
    }
}

async fn adopt(casework: &Casework, policies: Vec<Policy>) -> Result<(), Trouble> {
    each_is_reached(casework, &policies)?;
    for policy in policies {
        let council = policy.council.id.clone();
        match casework.adopt_policy(&setup(), policy).await {
            Ok(version) => warn_if_it_does_not_hold(casework, &council, version)?,
            Err(Failure::NotFound) => return Err(no_adopted_version()),
            Err(other) => return Err(Trouble::from(other).next(format!("look at the policy of {council}"))),
        }
    }
    Ok(())
}

/// Of the councils that a record comes to hold, each is told from the others; one may have no host name, and answers
/// to every name that is no other's. Two without would both answer to any name, which is to say one of them to none.
fn each_is_reached(casework: &Casework, files: &[Policy]) -> Result<(), Trouble> {
    let today = casework.today();
    let all = casework.councils().all();
    let held = all.iter().filter_map(|council| council.policy(today).ok());
    let mut councils: Vec<&Policy> = held
        .filter(|held| files.iter().all(|file| file.council.id != held.council.id))
        .collect();
    councils.extend(files);
    each_once(&councils)?;
    // Of two versions of one council the later one says what its names are.
    councils.sort_by_key(|policy| policy.council.starts_on);
    let latest: BTreeMap<&str, &Policy> = councils
        .into_iter()
        .map(|policy| (policy.council.id.as_str(), policy))
        .collect();
    let unnamed: Vec<&str> = latest
        .into_iter()
        .filter(|(_, policy)| policy.council.hosts.is_empty())
        .map(|(council, _)| council)
        .collect();
    if unnamed.len() < 2 {
        return Ok(());
    }
    let councils = unnamed.join(", ");
    Err(Trouble::usage(format!(
        "no name says which of these councils is meant: {councils}"
    ))
    .next("give each its hosts in its policy file, or one council alone with --policy FILE"))
}

/// Of versions that have started the one that started last holds: a file that starts earlier than a
/// version adopted on the pages is kept, and holds for nothing that comes in now. Nobody should have to
/// find that out.
fn warn_if_it_does_not_hold(casework: &Casework, council: &CouncilId, version: u32) -> Result<(), Trouble> {
    let settings = casework.councils().get(council)?;
    let today = casework.today();
    if settings.versions.is_withdrawn(version) {
        tracing::warn!(
            %council,
            file = version,
            "the policy file is version {version} in the record, which was withdrawn: it does not hold"
        );
        return Ok(());
    }
    let starts_on = |number| {
        settings
            .versions
            .version(number)
            .map(|policy| policy.council.starts_on)
    };
    if let Some((in_force, policy)) = settings.versions.in_force_on(today)
        && in_force != version
        && starts_on(version).is_some_and(|starts_on| starts_on <= policy.council.starts_on)
    {
        tracing::warn!(
            %council,
            file = version,
            in_force,
            "the policy file is version {version} in the record, and version {in_force}, adopted later, holds"
        );
    }
    Ok(())
}

fn no_adopted_version() -> Trouble {
    Trouble::broken("a council has no adopted version of its policy")
        .next("add the group [adoption] to its file: which body adopted it, and when")
}

/// Reads every policy file; when any has a mistake, every mistake of every file is said.
pub(crate) fn policies(paths: &[PathBuf]) -> Result<Vec<Policy>, Trouble> {
    let files = policy_files(paths)?;
    let (mut policies, mut is_bad) = (Vec::new(), false);
    for path in &files {
        let source = read(path)?;
        if let Ok(policy) = Policy::parse(&source) {
            policies.push(policy);
        } else {
            is_bad = true;
            note(
                Policy::check(&source)
                    .to_text(&path.display().to_string())
                    .trim_end(),
            );
        }
    }
    if is_bad {
        return Err(
            Trouble::broken("a policy file has mistakes, and nothing was started")
                .next("mend what is said above, then run redress policy check FILE"),
        );
    }
    each_once(&policies)?;
    Ok(policies)
}

/// Two files may be two versions for the same council; two councils may share neither their
/// prefix nor a host name.
pub(crate) fn each_once<P: Borrow<Policy>>(policies: &[P]) -> Result<(), Trouble> {
    for (at, one) in policies.iter().enumerate() {
        for other in policies.iter().skip(at + 1) {
            let (one, other) = (&one.borrow().council, &other.borrow().council);
            if one.id == other.id {
                continue;
            }
            let shared = one.hosts.iter().find(|host| other.hosts.contains(host));
            if one.prefix == other.prefix || shared.is_some() {
                let what = shared.map_or_else(
                    || format!("the prefix {}", one.prefix),
                    |host| format!("the host name {host}"),
                );
                return Err(
                    Trouble::broken(format!("{} and {} both have {what}", one.id, other.id))
                        .next("change one of the two policy files"),
                );
            }
        }
    }
    Ok(())
}

/// The files themselves, and every `.toml` file of a folder in the order of their names.
pub(crate) fn policy_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside = Vec::new();
            for entry in std::fs::read_dir(path)? {
                inside.push(entry?.path());
            }
            inside.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
            inside.sort();
            if inside.is_empty() {
                return Err(
                    Trouble::usage(format!("there is no policy file in {}", path.display()))
                        .next("put a council's policy there, named COUNCIL.toml"),
                );
            }
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// Reads a policy file.
pub(crate) fn read(path: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(path).map_err(|error| {
        Trouble::usage(format!("{} cannot be read: {error}", path.display()))
            .next("give --policy FILE, or --policy FOLDER for several councils")
    })
}

/// The services at GOV.UK Notify, each of a council that is here.
pub(crate) fn notify(casework: &Casework, config: &Config) -> Result<Option<Notify>, Trouble> {
    let notify = config.notify()?;
    for council in notify.iter().flat_map(Notify::councils) {
        casework.councils().get(council).map_err(|_unknown| {
            Trouble::usage(format!(
                "there is a service at GOV.UK Notify for {council}, which is no council here"
            ))
            .next("name it by the short name of its policy")
        })?;
    }
    Ok(notify)
}

/// The mailbox that is read, if there is one, and whose it is.
pub(crate) fn mailbox(casework: &Casework, config: &Config) -> Result<Option<Mailbox>, Trouble> {
    if !config.imap.is_set() {
        return Ok(None);
    }
    let council = one_council(casework, config.imap.imap_council.as_deref())
        .map_err(|trouble| trouble.next("say whose mailbox it is with --imap-council"))?;
    config.imap.mailbox(Some(council))
}

/// The councils that a command is for: the one named, or all.
pub(crate) fn councils(casework: &Casework, named: Option<&str>) -> Result<Vec<CouncilId>, Trouble> {
    let all: Vec<CouncilId> = casework
        .councils()
        .all()
        .iter()
        .map(|council| council.id.clone())
        .collect();
    let Some(named) = named else { return Ok(all) };
    let known = all.iter().find(|council| council.as_str() == named).cloned();
    known.map(|council| vec![council]).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(CouncilId::as_str).collect();
        Trouble::usage(format!("there is no council \"{named}\""))
            .next(format!("use one of: {}", names.join(", ")))
    })
}

/// The one council that a command is for: the one named, or the only one.
pub(crate) fn one_council(casework: &Casework, named: Option<&str>) -> Result<CouncilId, Trouble> {
    let councils = councils(casework, named)?;
    match councils.as_slice() {
        [only] => Ok(only.clone()),
        several => {
            let names: Vec<&str> = several.iter().map(CouncilId::as_str).collect();
            Err(Trouble::usage("it is not said for which council")
                .next(format!("give --council with one of: {}", names.join(", "))))
        }
    }
}
