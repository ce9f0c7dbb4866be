//! Why something is changed on the command line, and by whom.

use clap::Args;

/// Why, as the audit log shows it.
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// Why: it stands in the audit log, with the account of this machine that ran the command
    #[arg(long)]
    because: Option<String>,
}

impl Why {
    /// The reason, and whose account gave it.
    pub(crate) fn words(&self) -> String {
        let because = self.because.as_deref().unwrap_or_default();
        if because.trim().is_empty() {
            by_the_command_line("No reason was given")
        } else {
            by_the_command_line(because)
        }
    }
}

/// A reason with the account of this machine that gave it: the command line has no sign-in of its own, and whoever reads the
/// audit log asks whom they can ask. An empty reason stays empty, to be refused where one is needed.
pub(crate) fn by_the_command_line(because: &str) -> String {
    let because = because.trim();
    if because.is_empty() {
        return String::new();
    }
    let named = |names: &[&str]| {
        let known = names.iter().filter_map(|name| std::env::var(name).ok());
        known
            .map(|name| name.trim().to_owned())
            .find(|name| !name.is_empty())
    };
    // `sudo` says whose hands they are.
    let account = named(&["SUDO_USER", "USER", "LOGNAME"]).unwrap_or_else(|| "without a name".to_owned());
    format!("{because} (on the command line, by the account {account})")
}
