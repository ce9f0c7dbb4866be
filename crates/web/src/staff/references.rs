//! Cases that a form or an address names by their references.

use std::collections::BTreeSet;

use redress_domain::id::CaseId;
use redress_domain::reference::Reference;
use redress_pages::form::FormState;

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::session::SignedIn;

/// The most cases that a form names.
pub(crate) const MOST: usize = 100;

/// The references of cases that were ticked in a list or a search: `?case=…`. A list names a case with the version
/// that was seen, for what it can also be used for.
pub(crate) fn ticked(query: &FormState) -> Vec<&str> {
    let ticked = query.values("case").into_iter();
    ticked
        .map(|case| case.split_once('.').map_or(case, |(reference, _)| reference))
        .collect()
}

/// The cases whose references a field names, at most so many; what is not known is an error of the field.
pub(crate) async fn cases_in(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    form: &mut FormState,
    (field, most): (&'static str, usize),
) -> Result<BTreeSet<CaseId>, PageError> {
    let mut cases = BTreeSet::new();
    let typed = form.value(field).to_owned();
    let named: Vec<&str> = typed
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !word.is_empty())
        .collect();
    if named.len() > most {
        form.error(
            field,
            match most {
                1 => "Enter one reference".to_owned(),
                more => format!("Enter {more} references or fewer at once"),
            },
        );
        return Ok(cases);
    }
    for word in named {
        let found = match Reference::parse(word) {
            Ok(reference) => {
                app.casework
                    .find_case_by_reference(here.id(), &signed_in.actor, &reference)
                    .await?
            }
            Err(_) => None,
        };
        match found {
            Some(line) => {
                cases.insert(line.case.case_id);
            }
            None => {
                form.error(field, format!("There is no case {word} that you may open"));
            }
        }
    }
    Ok(cases)
}
