//! Which mailbox is read, as it was given.

use std::path::PathBuf;

use clap::Args;
use redress_domain::id::CouncilId;
use redress_worker::mail::InTheClear;
use redress_worker::mailbox::{Mailbox, MailboxSettings};
use serde::{Deserialize, Serialize};

use crate::trouble::Trouble;

/// How mail comes in over IMAP. The password comes from the environment alone, as
/// REDRESS_IMAP_PASSWORD.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Reading {
    /// The mailbox: imaps://HOST, starttls://HOST, or plain://HOST for this machine [default: none; none is read]
    #[arg(long, value_name = "ADDRESS", env = "REDRESS_IMAP")]
    pub(crate) imap: Option<String>,
    /// The user of the mailbox; the password is in REDRESS_IMAP_PASSWORD
    #[arg(long, value_name = "NAME", env = "REDRESS_IMAP_USER")]
    pub(crate) imap_user: Option<String>,
    /// A certificate authority of your own that signed the server's certificate, in PEM
    #[arg(long, value_name = "FILE", env = "REDRESS_IMAP_AUTHORITY")]
    pub(crate) imap_authority: Option<PathBuf>,
    /// Whether what customers write may come from another machine in the clear [default: false]
    #[arg(long, value_name = "BOOL", env = "REDRESS_IMAP_IN_THE_CLEAR")]
    pub(crate) imap_in_the_clear: Option<bool>,
    /// The folder that is read [default: INBOX]
    #[arg(long, value_name = "NAME", env = "REDRESS_IMAP_FOLDER")]
    pub(crate) imap_folder: Option<String>,
    /// The folder to which what is kept is moved [default: Redress]
    #[arg(long, value_name = "NAME", env = "REDRESS_IMAP_KEPT")]
    pub(crate) imap_kept: Option<String>,
    /// Whose mailbox it is: a council's short name; needed when there are several
    #[arg(long, value_name = "COUNCIL", env = "REDRESS_IMAP_COUNCIL")]
    pub(crate) imap_council: Option<String>,
}

/// The same in a file of settings, and as it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Imap {
    #[serde(skip_serializing_if = "Option::is_none")]
    imap: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    imap_user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    imap_authority: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    imap_in_the_clear: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    imap_folder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    imap_kept: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) imap_council: Option<String>,
}

impl Imap {
    /// The same with what was given on the command line or in the environment.
    pub(crate) fn given(self, given: &Reading) -> Self {
        let Reading {
            imap,
            imap_user,
            imap_authority,
            imap_in_the_clear,
            imap_folder,
            imap_kept,
            imap_council,
        } = given.clone();
        Self {
            imap: imap.or(self.imap),
            imap_user: imap_user.or(self.imap_user),
            imap_authority: imap_authority.or(self.imap_authority),
            imap_in_the_clear: imap_in_the_clear.or(self.imap_in_the_clear),
            imap_folder: imap_folder.or(self.imap_folder),
            imap_kept: imap_kept.or(self.imap_kept),
            imap_council: imap_council.or(self.imap_council),
        }
    }

    /// Whether a mailbox is read.
    pub(crate) fn is_set(&self) -> bool {
        self.imap.is_some()
    }

    /// The way to the mailbox of a council, if there is one; nothing is read yet.
    pub(crate) fn mailbox(&self, council: Option<CouncilId>) -> Result<Option<Mailbox>, Trouble> {
        let Some(address) = &self.imap else {
            return Ok(None);
        };
        let user = self.imap_user.clone().ok_or_else(|| {
            Trouble::usage("there is a mailbox and no user for it").next("give --imap-user")
        })?;
        let password = std::env::var("REDRESS_IMAP_PASSWORD").map_err(|_unset| {
            Trouble::usage("there is a user for the mailbox and no password")
                .next("put it into the environment as REDRESS_IMAP_PASSWORD")
        })?;
        let authority = self.imap_authority.as_ref().map(|path| {
            std::fs::read(path).map_err(|error| {
                Trouble::usage(format!(
                    "the authority in {} cannot be read: {error}",
                    path.display()
                ))
            })
        });
        let in_the_clear = if self.imap_in_the_clear == Some(true) {
            InTheClear::Permitted
        } else {
            InTheClear::OnlyHere
        };
        let named = |name: &Option<String>, usual: &str| name.clone().unwrap_or_else(|| usual.to_owned());
        let settings = MailboxSettings {
            address: address.clone(),
            login: (user, password),
            authority: authority.transpose()?,
            in_the_clear,
            folder: named(&self.imap_folder, "INBOX"),
            kept: named(&self.imap_kept, "Redress"),
            council,
        };
        Mailbox::new(settings).map(Some).map_err(|why| {
            Trouble::usage(format!("the mailbox cannot be read: {why}"))
                .next("see docs/operating.md, or leave imap out: then no mailbox is read")
        })
    }
}
