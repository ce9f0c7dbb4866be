//! Which councils send by GOV.UK Notify, as a file says it.

use std::collections::BTreeMap;
use std::path::Path;

use redress_domain::id::CouncilId;
use redress_worker::notify::{Notify, NotifySettings};

use crate::trouble::Trouble;

/// Reads the file: a table for each council, by its short name. Its keys are secrets, so nothing of it is
/// shown.
pub(super) fn read(path: &Path, base_url: Option<&str>) -> Result<Notify, Trouble> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Trouble::usage(format!(
            "the services at Notify in {shown} cannot be read: {error}"
        ))
    })?;
    let services: BTreeMap<String, NotifySettings> = toml::from_str(&text).map_err(|error| {
        let line = error.span().and_then(|span| text.get(..span.start));
        let line = line.map_or(1, |before| before.matches('\n').count() + 1);
        Trouble::usage(format!("{shown}, line {line}: {}", error.message())).next("see docs/operating.md")
    })?;
    let mut settings = BTreeMap::new();
    for (council, service) in services {
        let id = CouncilId::parse(&council)
            .map_err(|_no_name| Trouble::usage(format!("{shown}: {council} is no council's short name")))?;
        settings.insert(id, service);
    }
    Notify::new(settings, base_url)
        .map_err(|why| Trouble::usage(format!("{shown}: {why}")).next("see docs/operating.md"))
}

#[cfg(test)]
mod tests {
    //! What a file may say.

    use super::*;

    const KEY: &str =
        "key = \"live-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0\"\n";

    fn told(text: &str) -> Result<Notify, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify.toml");
        std::fs::write(&path, text).unwrap();
        read(&path, None).map_err(|trouble| format!("{trouble:?}"))
    }

    #[test]
    fn a_file_names_a_service_for_each_council() {
        let uuid = "f33517ff-2a88-4f6e-b855-c550268ce08a";
        let text = format!(
            "[westshire]\n{KEY}email_template = \"{uuid}\"\nletters = \"precompiled\"\n\n[eastshire]\n{KEY}letters = {{ template = \"{uuid}\" }}\n"
        );
        let notify = told(&text).unwrap();
        assert_eq!(notify.councils().count(), 2);
    }

    #[test]
    fn a_mistake_is_named_with_its_place_and_never_with_the_key() {
        for (text, says) in [
            (format!("[westshire]\n{KEY}"), "neither email_template nor"),
            (format!("[westshire]\n{KEY}colour = 1\n"), "line 3"),
            (
                format!("[westshire]\n{KEY}text_template = \"x\"\n"),
                "text_template",
            ),
            (
                "[westshire]\nkey = \"3d844edf\"\n".to_owned(),
                "NAME-SERVICE-SECRET",
            ),
        ] {
            let why = told(&text).unwrap_err();
            assert!(why.contains(says), "{why}");
            assert!(!why.contains("3d844edf"), "{why}");
        }
    }
}
