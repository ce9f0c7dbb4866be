//! `redress user`: people who can sign in.

use std::io::{self, BufRead as _, IsTerminal as _};

use clap::{Args, Subcommand};
use jiff::civil::Date;
use redress_casework::emergency::NewEmergency;
use redress_casework::failure::Failure;
use redress_casework::held::Given;
use redress_casework::user::NewUser;
use redress_domain::calendar::london::civil_date;
use redress_domain::email::is_email;
use redress_domain::id::{CouncilId, TeamId, WardId};
use redress_domain::policy::Policy;
use redress_domain::settings::Refusal;
use redress_domain::vocabulary::Role;
use redress_web::password::{self, Cost, Weak};

use crate::command::one_of;
use crate::command::why::{Why, by_the_command_line, said};
use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::{note, say};
use crate::trouble::Trouble;

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
    /// Take somebody's second step away: their password alone lets them in until they set another up
    ResetSecondStep(Reset),
    /// Make the account for the day on which the identity provider is away, or give it a new password and second step
    ///
    /// The password is asked for, or read from the standard input, and after it a code of the secret that is shown: put that into
    /// an authenticator app. Keep password and app apart, where two people together get at them.
    Emergency(Emergency),
    /// List everybody who can sign in, or once could
    List {
        #[command(flatten)]
        record: Record,
        /// This council alone
        #[arg(long)]
        council: Option<String>,
        /// Who held which role at the end of this day, such as 2026-05-31, from whom and why, as the record tells
        #[arg(long, value_name = "DATE")]
        as_at: Option<Date>,
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
    #[command(flatten)]
    why: Why,
}

#[derive(Debug, Args)]
struct Reset {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// The e-mail address with which they sign in
    #[arg(long)]
    email: String,
    /// Why: it stands in the audit log
    #[arg(long, value_parser = said)]
    because: String,
}

#[derive(Debug, Args)]
struct Emergency {
    #[command(flatten)]
    record: Record,
    /// The council's short name; needed when there are several
    #[arg(long)]
    council: Option<String>,
    /// The address that is typed to sign in: of nobody in person
    #[arg(long)]
    email: String,
    /// What it is called
    #[arg(long, default_value = "Emergency account")]
    name: String,
    /// Why: it stands in the audit log
    #[arg(long, value_parser = said)]
    because: String,
}

impl UserCommand {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        match self.what {
            What::Create(create) => create.run().await,
            What::ResetSecondStep(reset) => reset.run().await,
            What::Emergency(emergency) => emergency.run().await,
            What::List {
                record,
                council,
                as_at,
            } => match as_at {
                Some(day) => held_on(&record, council.as_deref(), day).await,
                None => list(&record, council.as_deref()).await,
            },
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
        if !is_email(&self.email) {
            return Err(Trouble::usage(format!("\"{}\" is no e-mail address", self.email)));
        }
        let password = ask_password(&[&policy.council.name, &self.name, &self.email])?;
        let hash = password::hash(&password, Cost::Full);
        let new = NewUser {
            email: self.email.clone(),
            name: self.name.clone(),
            roles: self.role,
            teams,
            services: Vec::new(),
            wards,
            password_hash: Some(hash.ok_or_else(|| Trouble::broken("the password cannot be hashed"))?),
            because: Some(self.why.words()),
        };
        match casework.create_user(&council, &open::setup(), new).await {
            Ok(_) => {}
            Err(Failure::Taken) => {
                return Err(
                    Trouble::broken(format!("somebody signs in with {} already", self.email))
                        .next("redress user list shows everybody"),
                );
            }
            Err(Failure::Settings(Refusal::CouncillorAlone)) => {
                return Err(Trouble::usage("a councillor is no member of staff")
                    .next("give --role councillor alone, and another account to somebody else"));
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

impl Reset {
    async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let casework = open::casework(&config).await?;
        let council = open::one_council(&casework, self.council.as_deref())?;
        let Some(user) = casework.user_by_email(&council, &self.email).await? else {
            return Err(
                Trouble::usage(format!("nobody signs in to {council} with {}", self.email))
                    .next("redress user list shows everybody"),
            );
        };
        let reset = casework
            .reset_second_step(
                &council,
                &open::setup(),
                (&user.id, &by_the_command_line(&self.because)),
            )
            .await;
        match reset {
            Ok(()) => {}
            Err(Failure::Settings(Refusal::NoSecondStep)) => {
                return Err(Trouble::usage(format!("{} has no second step", user.name)));
            }
            Err(Failure::Settings(Refusal::ReasonMissing)) => {
                return Err(Trouble::usage("the reason is missing").next("say it with --because"));
            }
            Err(other) => return Err(other.into()),
        }
        casework.store().clone().close().await;
        say(format!(
            "{} has no second step any more, and is signed out everywhere.",
            user.name
        ));
        Ok(())
    }
}

impl Emergency {
    async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        config.start_log()?;
        let casework = open::casework(&config).await?;
        let council = open::one_council(&casework, self.council.as_deref())?;
        let settings = casework.councils().get(&council)?;
        let policy = settings.policy(casework.today())?;
        if !is_email(&self.email) {
            return Err(Trouble::usage(format!("\"{}\" is no e-mail address", self.email)));
        }
        let about = [
            policy.council.name.as_str(),
            self.name.as_str(),
            self.email.as_str(),
        ];
        let password = ask_password_of(&about, password::SHORTEST_OF_EMERGENCY)?;
        let hash = password::hash(&password, Cost::Full)
            .ok_or_else(|| Trouble::broken("the password cannot be hashed"))?;
        let secret = casework.fresh_secret();
        say(format!(
            "Secret for an authenticator app (TOTP, SHA-1, six digits, 30 seconds): {}",
            secret.to_text()
        ));
        if io::stdin().is_terminal() {
            note("The code that the app shows now:");
        }
        let code = line_of_input()?.replace(' ', "");
        let new = NewEmergency {
            email: self.email.clone(),
            name: self.name.clone(),
            password_hash: hash,
            secret,
            code,
            because: by_the_command_line(&self.because),
        };
        let made = casework
            .make_emergency_account(&council, &open::setup(), new)
            .await;
        let codes = match made {
            Ok(Some(codes)) => codes,
            Ok(None) => {
                return Err(
                    Trouble::usage("the code is not that of the secret; nothing was made")
                        .next("begin again, and see that the clocks of both are right"),
                );
            }
            Err(Failure::Settings(Refusal::ReasonMissing)) => {
                return Err(Trouble::usage("the reason is missing").next("say it with --because"));
            }
            Err(Failure::Settings(Refusal::EverydayAccount)) => {
                return Err(
                    Trouble::usage(format!("{} is somebody's own account", self.email))
                        .next("take an address that is of nobody in person"),
                );
            }
            Err(other) => return Err(other.into()),
        };
        casework.store().clone().close().await;
        say("Recovery codes, each for one use, shown once:");
        for code in codes {
            say(code.to_string());
        }
        say(format!(
            "{} opens {council} in an emergency. Every use is told to all administrators. Make it anew after each.",
            self.email
        ));
        Ok(())
    }
}

/// A line of the standard input.
fn line_of_input() -> Result<String, Trouble> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Reads the password: a line of the standard input. `about` is what a guesser knows of whose it is.
fn ask_password(about: &[&str]) -> Result<String, Trouble> {
    ask_password_of(about, password::SHORTEST)
}

/// The same of an account whose password has so many characters at least.
fn ask_password_of(about: &[&str], shortest: usize) -> Result<String, Trouble> {
    if io::stdin().is_terminal() {
        note(format!(
            "Password, at least {shortest} characters (it shows as you type):"
        ));
    }
    let password = line_of_input()?;
    let next = "choose another; three or four words that have nothing to do with you are good";
    match password::judge(&password, about) {
        Ok(()) if password.chars().count() >= shortest => Ok(password),
        Ok(()) | Err(Weak::Short) => {
            Err(Trouble::usage(format!("a password has at least {shortest} characters")).next(next))
        }
        Err(Weak::Long) => {
            let longest = password::LONGEST;
            Err(Trouble::usage(format!("a password has at most {longest} characters")).next(next))
        }
        Err(Weak::Common) => Err(Trouble::usage("this password is easy to guess").next(next)),
    }
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

fn held(council: &CouncilId, (email, name): (&str, &str), (role, given): (Role, &Given)) {
    let by = given.by_name.clone().unwrap_or_else(|| given.by.to_string());
    let because = given.because.as_deref().unwrap_or_default();
    let because = because.replace(['\t', '\n'], " ");
    let since = civil_date(given.at);
    say(format!(
        "{council}\t{email}\t{name}\t{role}\t{since}\t{by}\t{because}"
    ));
}

/// A line for each role that somebody or a program held: council, address, name, role, since when, given by whom, and why.
async fn held_on(record: &Record, council: Option<&str>, day: Date) -> Result<(), Trouble> {
    let config = Config::of(record, &Listening::default())?;
    config.start_log()?;
    let casework = open::casework(&config).await?;
    for council in open::councils(&casework, council)? {
        let mut after = None;
        loop {
            let page = casework
                .held_on(&council, &open::setup(), (day, after.as_ref()))
                .await?;
            for holder in &page.holders {
                for (role, given) in &holder.roles {
                    held(&council, (&holder.email, &holder.name), (*role, given));
                }
            }
            // A program signs in with no address.
            for program in &page.programs {
                for role in &program.roles {
                    held(&council, ("", &program.name), (*role, &program.given));
                }
            }
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    casework.store().clone().close().await;
    Ok(())
}
