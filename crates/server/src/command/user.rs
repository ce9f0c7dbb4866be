//! `redress user`: people who can sign in.

use std::io::{self, BufRead as _, IsTerminal as _};

use clap::{Args, Subcommand};
use redress_casework::failure::Failure;
use redress_casework::user::NewUser;
use redress_domain::id::{TeamId, WardId};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;
use redress_web::password::{self, Cost};

use crate::command::one_of;
use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::{note, say};
use crate::trouble::Trouble;

/// How long a password is at least.
const SHORTEST: usize = 12;

/// Add people who can sign in, and list them.
#[derive(Debug, Args)]
pub(crate) struct UserCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add somebody who can sign in; the password is asked for, or read from the standard input
    Create(Create),
    /// List everybody who can sign in, or once could
    List {
        #[command(flatten)]
        record: Record,
        /// This council alone
        #[arg(long)]
        council: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Create {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// Their e-mail address, with which they sign in
    #[arg(long)]
    email: String,
    /// What they are called
    #[arg(long)]
    name: String,
    /// Their part in the work, such as adviser or officer; may be given several times
    #[arg(long, required = true, value_parser = |text: &str| one_of(text, Role::parse, Role::ALL))]
    role: Vec<Role>,
    /// A team of the policy that they work in; may be given several times
    #[arg(long)]
    team: Vec<String>,
    /// A ward of the policy that they are elected for, as a councillor; may be given several times
    #[arg(long)]
    ward: Vec<String>,
}

impl UserCommand {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        match self.what {
            What::Create(create) => create.run().await,
            What::List { record, council } => list(&record, council.as_deref()).await,
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
        let known: Vec<&str> = policy.teams.iter().map(|team| team.id.as_str()).collect();
        let mut teams = Vec::new();
        for team in &self.team {
            if !known.contains(&team.as_str()) {
                return Err(
                    Trouble::usage(format!("the policy of {council} has no team \"{team}\""))
                        .next(format!("use one of: {}", known.join(", "))),
                );
            }
            teams.extend(TeamId::parse(team.as_str()).ok());
        }
        let wards = self.wards(policy)?;
        if !self.email.contains('@') {
            return Err(Trouble::usage(format!("\"{}\" is no e-mail address", self.email)));
        }
        let password = ask_password()?;
        let hash = password::hash(&password, Cost::Full);
        let new = NewUser {
            email: self.email.clone(),
            name: self.name.clone(),
            roles: self.role,
            teams,
            services: Vec::new(),
            wards,
            password_hash: Some(hash.ok_or_else(|| Trouble::broken("the password cannot be hashed"))?),
        };
        match casework.create_user(&council, &open::setup(), new).await {
            Ok(_) => {}
            Err(Failure::Taken) => {
                return Err(
                    Trouble::broken(format!("somebody signs in with {} already", self.email))
                        .next("redress user list shows everybody"),
                );
            }
            Err(other) => return Err(other.into()),
        }
        casework.store().clone().close().await;
        say(format!(
            "{} can sign in to {council} with {}.",
            self.name, self.email
        ));
        Ok(())
    }
}

impl Create {
    /// The wards that were named; only a councillor has any.
    fn wards(&self, policy: &Policy) -> Result<Vec<WardId>, Trouble> {
        if !self.ward.is_empty() && !self.role.contains(&Role::Councillor) {
            return Err(Trouble::usage("only a councillor is elected for a ward")
                .next("add --role councillor, or leave --ward out"));
        }
        let mut wards = Vec::new();
        for ward in &self.ward {
            let known = WardId::parse(ward.as_str())
                .ok()
                .filter(|id| policy.ward(id).is_some());
            let Some(id) = known else {
                let all: Vec<&str> = policy.wards.iter().map(|ward| ward.id.as_str()).collect();
                let council = &policy.council.id;
                return Err(
                    Trouble::usage(format!("the policy of {council} has no ward \"{ward}\""))
                        .next(format!("use one of: {}", all.join(", "))),
                );
            };
            wards.push(id);
        }
        Ok(wards)
    }
}

/// Reads the password: a line of the standard input.
fn ask_password() -> Result<String, Trouble> {
    if io::stdin().is_terminal() {
        note(format!(
            "Password, at least {SHORTEST} characters (it shows as you type):"
        ));
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < SHORTEST {
        return Err(
            Trouble::usage(format!("a password has at least {SHORTEST} characters"))
                .next("choose a longer one; three or four words are good"),
        );
    }
    Ok(password)
}

async fn list(record: &Record, council: Option<&str>) -> Result<(), Trouble> {
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    let casework = open::casework(&config).await?;
    for council in open::councils(&casework, council)? {
        for user in casework.users(&council).await? {
            let roles: Vec<&str> = user.roles.iter().map(|role| role.as_str()).collect();
            let teams = user.teams.iter().map(TeamId::as_str);
            let places: Vec<&str> = teams.chain(user.wards.iter().map(WardId::as_str)).collect();
            let ended = if user.active {
                ""
            } else {
                ", cannot sign in any more"
            };
            say(format!(
                "{council}\t{}\t{}\t{}\t{}{ended}",
                user.email,
                user.name,
                roles.join(" "),
                places.join(" ")
            ));
        }
    }
    casework.store().clone().close().await;
    Ok(())
}
