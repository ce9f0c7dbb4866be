//! The address of a server: read by sqlx, which brings its tables to this version, so that one text means one thing.

use std::str::FromStr as _;

use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

use crate::error::StoreError;

/// Where the server is and how it is reached: what `postgres://…` says, the environment of PostgreSQL's own programs
/// (`PGHOST`, `PGSSLMODE`, …) and `~/.pgpass`.
pub(crate) struct Address {
    options: PgConnectOptions,
    password: Option<String>,
    pub(super) certificates: Certificates,
}

/// What an address brings for TLS: the path of a file after `file: `, or what stands in one after `pem: `, as sqlx tells them apart.
#[derive(Default)]
pub(super) struct Certificates {
    /// `sslrootcert`: whose certificates are trusted, beside those that browsers do.
    pub(super) authority: Option<String>,
    /// `sslcert`: who we are.
    pub(super) own: Option<String>,
    /// `sslkey`: its key.
    pub(super) key: Option<String>,
}

impl Address {
    pub(crate) fn parse(address: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(address)
            .map_err(|error| StoreError::BadAddress(format!("the address is not understood: {error}")))?;
        let is_of_hosts = |letter: char| letter.is_alphanumeric() || ".-_:[]".contains(letter);
        let host = options.get_host();
        if host.is_empty() || !host.chars().all(is_of_hosts) {
            return Err(StoreError::BadAddress(format!(
                "the address is not understood: \"{host}\" is not the name of a server"
            )));
        }
        // The one way in which the driver tells a password: each character that may mean something stands as its number.
        let url = options.to_url_lossy();
        let password = url.password().and_then(|password| {
            let mut pairs = form_urlencoded::parse(password.as_bytes());
            pairs.next().map(|(password, _)| password.into_owned())
        });
        let mut certificates = Certificates::default();
        for (name, value) in url.query_pairs() {
            let brought = || Some(value.clone().into_owned());
            match &*name {
                "sslrootcert" => certificates.authority = brought(),
                "sslcert" => certificates.own = brought(),
                "sslkey" => certificates.key = brought(),
                _ => {}
            }
        }
        Ok(Self {
            options,
            password,
            certificates,
        })
    }

    /// The same for sqlx, which migrates.
    pub(crate) fn options(&self) -> PgConnectOptions {
        self.options
            .clone()
            .application_name("redress")
            .options([("client_min_messages", "warning")])
            .disable_statement_logging()
    }

    pub(super) fn ssl_mode(&self) -> PgSslMode {
        self.options.get_ssl_mode()
    }

    /// The same for the driver, with settings of ours beside those that the address brings.
    pub(super) fn config(&self, settings: &str) -> Config {
        let mut config = Config::new();
        match self.options.get_socket() {
            Some(folder) => config.host_path(folder),
            // An address of six bytes and more stands in brackets in a URL, and nowhere else.
            None => config.host(self.options.get_host().trim_matches(['[', ']'])),
        };
        config
            .port(self.options.get_port())
            .user(self.options.get_username())
            .application_name("redress")
            .ssl_mode(match self.ssl_mode() {
                PgSslMode::Disable | PgSslMode::Allow => SslMode::Disable,
                PgSslMode::Prefer => SslMode::Prefer,
                PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull => SslMode::Require,
            });
        if let Some(database) = self.options.get_database() {
            config.dbname(database);
        }
        if let Some(password) = &self.password {
            config.password(password);
        }
        // What stands later counts: an address may say otherwise.
        let brought = self.options.get_options().unwrap_or_default();
        config.options(format!("{settings} {brought}").trim_end());
        config
    }
}
