//! Our secrets at the councils' identity providers, as a file says them; and the way there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use redress_domain::id::CouncilId;
use redress_identity::asking::{Answering, Asking, NoAnswer, Request};
use redress_identity::providers::Providers;
use serde::Deserialize;

use crate::trouble::Trouble;

/// How the people of a council sign in by its identity provider.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Identity {
    /// A file with our secrets at the councils' identity providers [default: none]
    #[arg(long, value_name = "FILE", env = "REDRESS_PROVIDERS")]
    pub(crate) providers: Option<PathBuf>,
}

/// What the file says of one council.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfCouncil {
    /// The secret that the provider gave us, or the client secret of the app registration.
    secret: String,
}

/// Asks over the network, as everything else that goes out does.
struct OverTheNetwork;

impl Asking for OverTheNetwork {
    fn ask(&self, request: Request) -> Answering {
        Box::pin(async move {
            let answered = redress_worker::asking::ask(request).await;
            answered.map_err(|failed| NoAnswer(failed.to_string()))
        })
    }
}

/// Reads the file: a table for each council, by its short name. They are secrets, so nothing of it is shown.
/// Nothing is asked of a provider yet: one that is down does not keep the program from starting.
pub(super) fn read(path: Option<&Path>) -> Result<Providers, Trouble> {
    let mut secrets = BTreeMap::new();
    if let Some(path) = path {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Trouble::usage(format!(
                "the secrets at the identity providers in {shown} cannot be read: {error}"
            ))
        })?;
        let councils: BTreeMap<String, OfCouncil> = toml::from_str(&text).map_err(|error| {
            let line = error.span().and_then(|span| text.get(..span.start));
            let line = line.map_or(1, |before| before.matches('\n').count() + 1);
            Trouble::usage(format!("{shown}, line {line}: {}", error.message())).next("see docs/operating.md")
        })?;
        for (council, said) in councils {
            CouncilId::parse(&council).map_err(|_no_name| {
                Trouble::usage(format!("{shown}: {council} is no council's short name"))
            })?;
            secrets.insert(council, said.secret);
        }
    }
    Ok(Providers::new(Arc::new(OverTheNetwork), secrets))
}

#[cfg(test)]
mod tests {
    //! What a file may say.

    use super::*;

    fn told(text: &str) -> Result<Providers, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("providers.toml");
        std::fs::write(&path, text).unwrap();
        read(Some(&path)).map_err(|trouble| format!("{trouble:?}"))
    }

    #[test]
    fn a_file_has_a_secret_for_each_council_and_none_is_shown() {
        let providers = told("[westshire]\nsecret = \"s3cret\"\n").unwrap();
        let shown = format!("{providers:?}");
        assert!(
            shown.contains("westshire") && !shown.contains("s3cret"),
            "{shown}"
        );
        for (text, says) in [
            ("[westshire]\nsecret = \"s3cret\"\ncolour = 1\n", "line 3"),
            ("[\"West Shire\"]\nsecret = \"s3cret\"\n", "short name"),
        ] {
            let why = told(text).unwrap_err();
            assert!(why.contains(says) && !why.contains("s3cret"), "{why}");
        }
    }
}
