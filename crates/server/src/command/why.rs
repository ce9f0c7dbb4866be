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

/// A reason that has to be given: nobody erases or holds anything for a blank.
pub(crate) fn said(because: &str) -> Result<String, String> {
    if because.trim().is_empty() {
        return Err("say why, in words".to_owned());
    }
    Ok(because.to_owned())
}

/// A reason with the account of this machine that gave it: the command line has no sign-in of its own, and whoever reads the
/// audit log asks whom they can ask. An empty reason stays empty, to be refused where one is needed.
pub(crate) fn by_the_command_line(because: &str) -> String {
    let because = because.trim();
    if because.is_empty() {
        return String::new();
    }
    format!("{because} (on the command line, {})", by_whom())
}

/// The account that the machine itself says the command runs as, and beside it what is only said: `sudo` names
/// whose hands they are, and whoever runs a command may write there what they like.
fn by_whom() -> String {
    let number = rustix::process::getuid().as_raw();
    let known = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let account = name_of(number, &known).unwrap_or_else(|| format!("number {number}"));
    let said = std::env::var("SUDO_USER").unwrap_or_default();
    match said.trim() {
        "" => format!("by the account {account}"),
        said => format!("by the account {account}, for {said} as sudo says"),
    }
}

/// The name of an account in a list of accounts, as passwd(5) has it.
fn name_of(number: u32, accounts: &str) -> Option<String> {
    let number = number.to_string();
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, known) = (fields.next()?, fields.nth(1)?);
        (known == number).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn an_account_is_named_by_the_machine() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\nredress:x:999:990::/nonexistent:/bin/false\nbroken\n";
        assert_eq!(name_of(999, accounts).as_deref(), Some("redress"));
        assert_eq!(name_of(0, accounts).as_deref(), Some("root"));
        assert_eq!(name_of(990, accounts), None);
    }
}
