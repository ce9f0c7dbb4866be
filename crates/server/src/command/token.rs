//! `redress token`: how other programs are let in.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use redress_casework::failure::Failure;
use redress_casework::token::{NewToken, Token};
use redress_domain::calendar::london;
use redress_domain::id::{CouncilId, ReasonCode, ServiceId};
use redress_domain::vocabulary::Role;

use crate::command::one_of;
use crate::command::why::Why;
use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::{note, say};
use crate::trouble::Trouble;

/// Let other programs ask, with a token: make one, list them, revoke one.
#[derive(Debug, Args)]
pub(crate) struct TokenCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a token and show it, this once
    Create(Create),
    /// List every token, in force or not, without the secret
    List {
        #[command(flatten)]
        record: Record,
        /// This council alone
        #[arg(long)]
        council: Option<String>,
    },
    /// Revoke a program's token: from the next request on it opens nothing
    Revoke {
        #[command(flatten)]
        record: Record,
        /// The council's short name; needed when there are several
        #[arg(long)]
        council: Option<String>,
        /// The program's name
        #[arg(long)]
        name: String,
        #[command(flatten)]
        why: Why,
    },
}

#[derive(Debug, Args)]
struct Create {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// The program's name, such as website: the record gives it as an author, and it is never another's
    #[arg(long)]
    name: String,
    /// Its part in the work, such as staff or adviser; may be given several times
    #[arg(long, required = true, value_parser = |text: &str| one_of(text, Role::parse, Role::ALL))]
    role: Vec<Role>,
    /// A service of the policy that it is kept to; may be given several times
    #[arg(long)]
    service: Vec<String>,
    /// The last day on which it opens anything
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// How many requests it may send in a minute
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
    per_minute: i64,
    #[command(flatten)]
    why: Why,
}

impl TokenCommand {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        match self.what {
            What::Create(create) => create.run().await,
            What::List { record, council } => list(&record, council.as_deref()).await,
            What::Revoke {
                record,
                council,
                name,
                why,
            } => revoke(&record, council.as_deref(), (&name, &why)).await,
        }
    }
}

impl Create {
    async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let casework = open::casework(&config).await?;
        let council = open::one_council(&casework, self.council.as_deref())?;
        let settings = casework.councils().get(&council)?;
        let policy = settings.policy(casework.today())?;
        let known: Vec<&str> = policy
            .services
            .iter()
            .map(|service| service.id.as_str())
            .collect();
        let new = self.read(&council, (&known, casework.today()))?;
        let reads_nothing = new.services.is_empty() && is_by_service(&new.roles);
        let token = match casework.create_token(&council, &open::setup(), new).await {
            Ok(token) => token,
            Err(Failure::Taken) => {
                return Err(
                    Trouble::broken(format!("a program named \"{}\" had a token before", self.name))
                        .next("choose another name: the record gives the old one as an author for ever"),
                );
            }
            Err(other) => return Err(other.into()),
        };
        casework.store().clone().close().await;
        if reads_nothing {
            note(
                "An officer or service manager reaches the cases of their services: name some with --service.",
            );
        }
        note("This is the token. It is shown this once; keep it as you keep a password.");
        say(token);
        Ok(())
    }

    fn read(&self, council: &CouncilId, (known, today): (&[&str], Date)) -> Result<NewToken, Trouble> {
        if let Some(until) = self.until.filter(|until| *until < today) {
            return Err(
                Trouble::usage(format!("{until} is past: the token would open nothing"))
                    .next("give its last day, today or later, or leave --until out"),
            );
        }
        let name = ReasonCode::parse(self.name.as_str()).map_err(|error| {
            Trouble::usage(error.to_string()).next("a name is like website or phone-system")
        })?;
        if let Some(role) = self.role.iter().find(|role| !role.is_staff()) {
            return Err(Trouble::usage(format!("a program cannot have the role {role}"))
                .next("give it one of staff, such as staff, adviser or officer"));
        }
        let mut services = Vec::new();
        for service in &self.service {
            if !known.contains(&service.as_str()) {
                return Err(
                    Trouble::usage(format!("the policy of {council} has no service \"{service}\""))
                        .next(format!("use one of: {}", known.join(", "))),
                );
            }
            services.extend(ServiceId::parse(service.as_str()).ok());
        }
        Ok(NewToken {
            name,
            roles: self.role.clone(),
            services,
            per_minute: self.per_minute,
            // The whole of the last day, as London counts it.
            expires_at: self
                .until
                .map(|day| london::day_starts_at(day.saturating_add(jiff::Span::new().days(1)))),
            because: Some(self.why.words()),
        })
    }
}

async fn list(record: &Record, council: Option<&str>) -> Result<(), Trouble> {
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    let casework = open::casework(&config).await?;
    let now = casework.outside().now();
    for council in open::councils(&casework, council)? {
        for token in casework.tokens(&council).await? {
            let roles: Vec<&str> = token.roles.iter().map(|role| role.as_str()).collect();
            let services: Vec<&str> = token.services.iter().map(ServiceId::as_str).collect();
            let used = token
                .last_used_on
                .map_or_else(|| "never used".to_owned(), |day| format!("last used on {day}"));
            say(format!(
                "{council}\t{}\t{}\t{}\t{used}\t{}",
                token.name,
                roles.join(" "),
                if !services.is_empty() {
                    services.join(" ")
                } else if is_by_service(&token.roles) {
                    "no service".to_owned()
                } else {
                    "every service".to_owned()
                },
                standing(&token, now)
            ));
        }
    }
    casework.store().clone().close().await;
    Ok(())
}

/// Whether what these roles reach goes by the services that are named: a role beside them that reaches every service
/// reaches them all.
fn is_by_service(roles: &[Role]) -> bool {
    let goes_by_service = |role: &Role| matches!(role, Role::Officer | Role::ServiceManager);
    let adds_nothing = |role: &Role| goes_by_service(role) || *role == Role::Staff;
    roles.iter().any(goes_by_service) && roles.iter().all(adds_nothing)
}

fn standing(token: &Token, now: jiff::Timestamp) -> String {
    match (token.revoked_at, token.expires_at) {
        (Some(at), _) => format!("revoked on {}", london::civil_date(at)),
        (None, Some(end)) if end <= now => "ended".to_owned(),
        (None, Some(end)) => {
            let last = london::civil_date(end).saturating_sub(jiff::Span::new().days(1));
            format!("in force until {last}")
        }
        (None, None) => "in force".to_owned(),
    }
}

async fn revoke(record: &Record, council: Option<&str>, (name, why): (&str, &Why)) -> Result<(), Trouble> {
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    let casework = open::casework(&config).await?;
    let council = open::one_council(&casework, council)?;
    let because = why.words();
    let which = (name, Some(because.as_str()));
    match casework.revoke_token(&council, &open::setup(), which).await {
        Ok(()) => {}
        Err(Failure::NotFound) => {
            return Err(
                Trouble::usage(format!("{council} has no program named \"{name}\""))
                    .next("redress token list shows every one"),
            );
        }
        Err(other) => return Err(other.into()),
    }
    casework.store().clone().close().await;
    say(format!("The token of {name} opens nothing any more."));
    Ok(())
}
