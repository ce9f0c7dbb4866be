//! How this installation runs: the command line before the environment before the file before what
//! the program does by itself.

mod mailbox;
mod notify;
mod provider;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use redress_domain::email::is_email;
use redress_identity::providers::Providers;
use redress_store::Store;
use redress_worker::mail::{InTheClear, Mail, MailSettings};
use redress_worker::notify::Notify;
use serde::{Deserialize, Serialize};

use crate::trouble::Trouble;

use mailbox::Imap;
pub(crate) use mailbox::Reading;
pub(crate) use provider::Identity;

/// Where the record and the policies are: the same for every command that touches a record.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Record {
    /// The database: sqlite:FILE, or postgres://USER:PASSWORD@HOST/NAME [default: sqlite:redress.sqlite]
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "REDRESS_DATABASE",
        hide_env_values = true
    )]
    pub(crate) database: Option<String>,
    /// A council's policy file, or a folder of them; may be given several times [default: policies]
    #[arg(
        long,
        value_name = "FILE or FOLDER",
        env = "REDRESS_POLICY",
        value_delimiter = ','
    )]
    pub(crate) policy: Vec<PathBuf>,
    /// A file of settings, for what is given neither here nor in the environment
    #[arg(long, value_name = "FILE", env = "REDRESS_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// The virus scanner: where clamd listens, as ADDRESS:PORT or unix:PATH [default: none]
    #[arg(long, value_name = "ADDRESS", env = "REDRESS_CLAMD")]
    pub(crate) clamd: Option<String>,
    /// How to write the log on the standard error [default: plain]
    #[arg(long, value_enum, value_name = "FORM", env = "REDRESS_LOG")]
    pub(crate) log: Option<LogForm>,
    /// What to log, such as info, or redress_worker=debug [default: info]
    #[arg(long, value_name = "WHAT", env = "REDRESS_LOG_LEVEL")]
    pub(crate) log_level: Option<String>,
}

/// How the service is reached.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Listening {
    /// Where to answer [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT", env = "REDRESS_LISTEN")]
    pub(crate) listen: Option<SocketAddr>,
    /// A proxy in front, whose word is taken for where a request came from; may be given several times
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "REDRESS_TRUSTED_PROXY",
        value_delimiter = ','
    )]
    pub(crate) trusted_proxy: Vec<IpAddr>,
    /// Whether cookies are for HTTPS alone [default: true, on the loopback address false]
    #[arg(long, value_name = "BOOL", env = "REDRESS_SECURE_COOKIES")]
    pub(crate) secure_cookies: Option<bool>,
}

/// How mail leaves. The password comes from the environment alone, as REDRESS_SMTP_PASSWORD: what is
/// on a command line, everybody on the machine can read.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Mailing {
    /// The mail server: smtps://HOST, starttls://HOST, or plain://HOST for this machine [default: none; nothing is mailed]
    #[arg(long, value_name = "ADDRESS", env = "REDRESS_SMTP")]
    pub(crate) smtp: Option<String>,
    /// The user that the mail server asks for; the password is in REDRESS_SMTP_PASSWORD
    #[arg(long, value_name = "NAME", env = "REDRESS_SMTP_USER")]
    pub(crate) smtp_user: Option<String>,
    /// A certificate authority of your own that signed the mail server's certificate, in PEM
    #[arg(long, value_name = "FILE", env = "REDRESS_SMTP_AUTHORITY")]
    pub(crate) smtp_authority: Option<PathBuf>,
    /// Whether letters may go to another machine for anybody on the way to read [default: false]
    #[arg(long, value_name = "BOOL", env = "REDRESS_SMTP_IN_THE_CLEAR")]
    pub(crate) smtp_in_the_clear: Option<bool>,
    /// A file that says which councils send by GOV.UK Notify, with their keys and templates [default: none]
    #[arg(long, value_name = "FILE", env = "REDRESS_NOTIFY")]
    pub(crate) notify: Option<PathBuf>,
    /// What the service is called from outside, for the link in e-mail, such as
    /// https://complaints.example.org; a council's own host name goes before it
    #[arg(long, value_name = "ADDRESS", env = "REDRESS_BASE_URL")]
    pub(crate) base_url: Option<String>,
    /// To whom the anchor of each day is mailed: an auditor, out of reach of whoever runs this [default: nobody]
    #[arg(long, value_name = "E-MAIL", env = "REDRESS_ANCHOR_TO")]
    pub(crate) anchor_to: Option<String>,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogForm {
    /// One line an entry, for people.
    Plain,
    /// One JSON object a line, for programs.
    Json,
}

/// A file of settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database: Option<String>,
    policy: Option<OneOrMore>,
    listen: Option<SocketAddr>,
    #[serde(default)]
    trusted_proxies: Vec<IpAddr>,
    secure_cookies: Option<bool>,
    clamd: Option<String>,
    log: Option<LogForm>,
    log_level: Option<String>,
    smtp: Option<String>,
    smtp_user: Option<String>,
    smtp_authority: Option<PathBuf>,
    smtp_in_the_clear: Option<bool>,
    notify: Option<PathBuf>,
    providers: Option<PathBuf>,
    base_url: Option<String>,
    anchor_to: Option<String>,
    imap: Option<String>,
    imap_user: Option<String>,
    imap_authority: Option<PathBuf>,
    imap_in_the_clear: Option<bool>,
    imap_folder: Option<String>,
    imap_kept: Option<String>,
    imap_council: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(PathBuf),
    More(Vec<PathBuf>),
}

/// How this installation runs, with nothing left open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Config {
    /// The database.
    pub(crate) database: String,
    /// Policy files and folders of them.
    pub(crate) policy: Vec<PathBuf>,
    /// Where to answer.
    pub(crate) listen: SocketAddr,
    /// The proxies in front.
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// Whether cookies are for HTTPS alone.
    pub(crate) secure_cookies: bool,
    /// The virus scanner; empty where there is none.
    pub(crate) clamd: String,
    /// How the log is written.
    pub(crate) log: LogForm,
    /// What is logged.
    pub(crate) log_level: String,
    /// The mail server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) smtp: Option<String>,
    /// The user that it asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) smtp_user: Option<String>,
    /// The certificate authority that signed its certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) smtp_authority: Option<PathBuf>,
    /// Whether letters may go to another machine in the clear.
    pub(crate) smtp_in_the_clear: bool,
    /// The file that says which councils send by GOV.UK Notify.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) notify: Option<PathBuf>,
    /// The file with our secrets at the councils' identity providers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) providers: Option<PathBuf>,
    /// To whom the anchor of each day is mailed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) anchor_to: Option<String>,
    /// What the service is called from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) base_url: Option<String>,
    /// The mailbox.
    #[serde(flatten)]
    pub(crate) imap: Imap,
}

impl Config {
    /// Puts together what was given on the command line and in the environment, which clap has
    /// read in that order, with the file and the program's own choice.
    pub(crate) fn of(record: &Record, listening: &Listening) -> Result<Self, Trouble> {
        let file = match &record.config {
            Some(path) => read(path)?,
            None => File::default(),
        };
        let policy_in_file = match file.policy {
            Some(OneOrMore::One(path)) => vec![path],
            Some(OneOrMore::More(paths)) => paths,
            None => vec![PathBuf::from("policies")],
        };
        let listen = listening
            .listen
            .or(file.listen)
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let secure_cookies = listening.secure_cookies.or(file.secure_cookies);
        if secure_cookies == Some(false) && !listen.ip().is_loopback() {
            return Err(Trouble::usage(format!(
                "cookies that are not for HTTPS alone would be sent in the clear to {listen}"
            ))
            .next("leave secure-cookies out, or listen on 127.0.0.1"));
        }
        let database = record
            .database
            .clone()
            .or(file.database)
            .unwrap_or_else(|| "sqlite:redress.sqlite".to_owned());
        Store::check_address(&database)?;
        let given_or = |given: &Vec<PathBuf>, other| if given.is_empty() { other } else { given.clone() };
        Ok(Self {
            database,
            policy: given_or(&record.policy, policy_in_file),
            listen,
            trusted_proxies: if listening.trusted_proxy.is_empty() {
                file.trusted_proxies
            } else {
                listening.trusted_proxy.clone()
            },
            secure_cookies: secure_cookies.unwrap_or(!listen.ip().is_loopback()),
            clamd: record.clamd.clone().or(file.clamd).unwrap_or_default(),
            log: record.log.or(file.log).unwrap_or(LogForm::Plain),
            log_level: record
                .log_level
                .clone()
                .or(file.log_level)
                .unwrap_or_else(|| "info".to_owned()),
            smtp: file.smtp,
            smtp_user: file.smtp_user,
            smtp_authority: file.smtp_authority,
            smtp_in_the_clear: file.smtp_in_the_clear.unwrap_or(false),
            notify: file.notify,
            providers: file.providers,
            base_url: file.base_url,
            anchor_to: file.anchor_to,
            imap: Imap::default().given(&Reading {
                imap: file.imap,
                imap_user: file.imap_user,
                imap_authority: file.imap_authority,
                imap_in_the_clear: file.imap_in_the_clear,
                imap_folder: file.imap_folder,
                imap_kept: file.imap_kept,
                imap_council: file.imap_council,
            }),
        })
    }

    /// The same with what was given about mail.
    #[must_use]
    pub(crate) fn mailing(self, given: &Mailing) -> Self {
        Self {
            smtp: given.smtp.clone().or(self.smtp),
            smtp_user: given.smtp_user.clone().or(self.smtp_user),
            smtp_authority: given.smtp_authority.clone().or(self.smtp_authority),
            smtp_in_the_clear: given.smtp_in_the_clear.unwrap_or(self.smtp_in_the_clear),
            notify: given.notify.clone().or(self.notify),
            base_url: given.base_url.clone().or(self.base_url),
            anchor_to: given.anchor_to.clone().or(self.anchor_to),
            ..self
        }
    }

    /// The same with what was given about identity providers.
    #[must_use]
    pub(crate) fn identity(self, given: &Identity) -> Self {
        let providers = given.providers.clone().or(self.providers);
        Self { providers, ..self }
    }

    /// The way to the councils' identity providers; nothing is asked of them yet.
    pub(crate) fn providers(&self) -> Result<Providers, Trouble> {
        provider::read(self.providers.as_deref())
    }

    /// The same with what was given about the mailbox.
    #[must_use]
    pub(crate) fn reading(self, given: &Reading) -> Self {
        let imap = self.imap.clone().given(given);
        Self { imap, ..self }
    }

    /// The way to the mail server, if there is one; nothing is sent yet.
    pub(crate) fn mail(&self) -> Result<Option<Mail>, Trouble> {
        if let Some(url) = &self.base_url {
            let host = url
                .strip_prefix("https://")
                .or_else(|| url.strip_prefix("http://"));
            if host.is_none_or(|host| host.is_empty() || host.contains(char::is_whitespace)) {
                return Err(
                    Trouble::usage(format!("base-url \"{url}\" is not the address of a website"))
                        .next("write it like this: https://complaints.example.org"),
                );
            }
        }
        if let Some(to) = self.anchor_to.as_ref().filter(|to| !is_email(to)) {
            return Err(Trouble::usage(format!("anchor-to \"{to}\" is no e-mail address")));
        }
        let Some(address) = &self.smtp else {
            return Ok(None);
        };
        let authority = self.smtp_authority.as_ref().map(|path| {
            std::fs::read(path).map_err(|error| {
                Trouble::usage(format!(
                    "the authority in {} cannot be read: {error}",
                    path.display()
                ))
            })
        });
        let in_the_clear = if self.smtp_in_the_clear {
            InTheClear::Permitted
        } else {
            InTheClear::OnlyHere
        };
        let settings = MailSettings {
            address: address.clone(),
            login: self.login()?,
            authority: authority.transpose()?,
            in_the_clear,
            base_url: self.base_url.clone(),
            anchor_to: self.anchor_to.clone(),
        };
        Mail::new(&settings).map(Some).map_err(|why| {
            Trouble::usage(format!("the mail server cannot be used: {why}"))
                .next("see docs/operating.md, or leave smtp out: then nothing is mailed")
        })
    }

    /// The services at GOV.UK Notify, if there are any; nothing is sent yet.
    pub(crate) fn notify(&self) -> Result<Option<Notify>, Trouble> {
        let path = self.notify.as_deref();
        path.map(|path| notify::read(path, self.base_url.as_deref()))
            .transpose()
    }

    fn login(&self) -> Result<Option<(String, String)>, Trouble> {
        let Some(user) = &self.smtp_user else {
            return Ok(None);
        };
        let password = std::env::var("REDRESS_SMTP_PASSWORD").map_err(|_unset| {
            Trouble::usage("there is a user for the mail server and no password")
                .next("put it into the environment as REDRESS_SMTP_PASSWORD")
        })?;
        Ok(Some((user.clone(), password)))
    }

    /// The settings as a file of settings could say them; a password in an address is not shown.
    pub(crate) fn to_text(&self) -> String {
        let shown = Self {
            database: masked(&self.database),
            ..self.clone()
        };
        // JSON's strings, numbers, truths and lists read the same in TOML.
        let fields: BTreeMap<String, serde_json::Value> = serde_json::to_value(&shown)
            .and_then(serde_json::from_value)
            .unwrap_or_default();
        fields
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Sends the log to the standard error. Later calls change nothing.
    pub(crate) fn start_log(&self) -> Result<(), Trouble> {
        use tracing_subscriber::EnvFilter;
        let filter = EnvFilter::try_new(&self.log_level).map_err(|error| {
            Trouble::usage(format!(
                "log-level \"{}\" is not understood: {error}",
                self.log_level
            ))
            .next("use error, warn, info, debug, or a list such as warn,redress_worker=debug")
        })?;
        let plain = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .with_target(false);
        // Only a second subscriber can fail, and then the first goes on.
        let _ = match self.log {
            LogForm::Plain => plain
                .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
                .try_init(),
            LogForm::Json => plain.json().try_init(),
        };
        Ok(())
    }
}

fn read(path: &Path) -> Result<File, Trouble> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Trouble::usage(format!("the settings in {shown} cannot be read: {error}")))?;
    toml::from_str(&text).map_err(|error| {
        Trouble::usage(format!("the settings in {shown} are not understood: {error}"))
            .next("mend the line; redress serve --print-config without --config shows every setting there is")
    })
}

/// An address without its password.
pub(crate) fn masked(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let authority = match authority.rsplit_once('@') {
        Some((who, host)) => {
            let user = who.split_once(':').map_or(who, |(user, _)| user);
            let hidden = if who.contains(':') { ":***" } else { "" };
            format!("{user}{hidden}@{host}")
        }
        None => authority.to_owned(),
    };
    let tail = match tail.split_once("password=") {
        Some((before, after)) => {
            let rest = after
                .split_once('&')
                .map_or(String::new(), |(_, rest)| format!("&{rest}"));
            format!("{before}password=***{rest}")
        }
        None => tail.to_owned(),
    };
    format!("{scheme}://{authority}{tail}")
}

#[cfg(test)]
mod tests;
