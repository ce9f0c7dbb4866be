//! Lines of lists, and the way to the next page of each.

use std::collections::BTreeMap;

use redress_casework::lists::{ByDue, ByReceipt, CaseLine, InQueue, PAGE};
use redress_casework::search::ByRank;
use redress_domain::case::{Forecast, Status};
use redress_domain::id::CaseId;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Priority;
use redress_pages::components::SubNavigation;
use redress_pages::form::FormState;
use redress_pages::staff::cases::CaseItem;
use redress_pages::staff::late::sentence;

use crate::error::PageError;
use crate::here::Here;
use crate::session::SignedIn;

const OWN_CASES: &str = "Your cases";
const ALL_CASES: &str = "All cases";

/// Lines as pages show them; each leads to `base` and the reference.
pub(crate) fn items(here: &Here, lines: &[CaseLine], base: &str) -> Result<Vec<CaseItem>, PageError> {
    let policy = here.policy()?;
    Ok(lines.iter().map(|line| item(policy, line, base)).collect())
}

/// The same, with what is said of those whose reply will probably be late.
pub(crate) fn items_with(
    here: &Here,
    (lines, told): (&[CaseLine], &BTreeMap<CaseId, Forecast>),
    base: &str,
) -> Result<Vec<CaseItem>, PageError> {
    let mut items = items(here, lines, base)?;
    for (item, line) in items.iter_mut().zip(lines) {
        item.late = told.get(&line.case.case_id).map(sentence).unwrap_or_default();
    }
    Ok(items)
}

fn item(policy: &Policy, line: &CaseLine, base: &str) -> CaseItem {
    let case = &line.case;
    let service = case.service.as_ref().and_then(|id| policy.service(id));
    CaseItem {
        href: format!("{base}/{}", case.reference),
        reference: case.reference.clone(),
        summary: first_words(line.summary.as_deref().unwrap_or("[removed]")),
        customer: line.customer_name.clone().unwrap_or_default(),
        kind: case.kind,
        service: service.map(|service| service.name.clone()).unwrap_or_default(),
        received_on: case.received_on,
        due: case.due_what.zip(case.due_on),
        status: Status::parse(&case.status),
        is_urgent: case.priority == Priority::Urgent,
        version: case.version,
        late: String::new(),
        counted: String::new(),
    }
}

/// Between one's own cases and all that one may see, for lists that have both; whoever opens only their own is led nowhere
/// else. Answers the ways and the name of the one that is shown.
pub(crate) fn own_and_all(
    name: &str,
    [own, all]: [&str; 2],
    (here, signed_in): (&Here, &SignedIn),
) -> (SubNavigation, &'static str) {
    let mut tabs = SubNavigation::new(name).item(OWN_CASES, own, here.path == own);
    if signed_in.reads_cases(here) {
        tabs = tabs.item(ALL_CASES, all, here.path == all);
    }
    (tabs, if here.path == all { ALL_CASES } else { OWN_CASES })
}

/// The first words, up to about 120 characters.
pub(crate) fn first_words(text: &str) -> String {
    const ROOM: usize = 120;
    let line: Vec<_> = text.split_whitespace().collect();
    let line = line.join(" ");
    if line.chars().count() <= ROOM {
        return line;
    }
    let short: String = line.chars().take(ROOM).collect();
    let end = short.rfind(' ').unwrap_or(short.len());
    format!("{}…", short.get(..end).unwrap_or(&short))
}

/// How many lines a page of a list has: 25, or 50 where the address asks for them.
pub(super) fn per_page(query: &FormState) -> i64 {
    if query.value("lines") == "50" {
        2 * PAGE
    } else {
        PAGE
    }
}

/// The last line of a full page, after which there may be more.
fn last<'l>(query: &FormState, lines: &'l [CaseLine]) -> Option<&'l CaseLine> {
    let is_full = i64::try_from(lines.len()).is_ok_and(|count| count >= per_page(query));
    lines.last().filter(|_| is_full)
}

/// Where the next page of a search is.
pub(super) fn next_by_rank(path: &str, query: &FormState, next: Option<ByRank>) -> Option<String> {
    let ByRank { score, place } = next?;
    Some(next_of(path, query, &format!("{score}.{place}")))
}

/// Where a search goes on.
pub(super) fn after_rank(query: &FormState) -> Option<ByRank> {
    let (score, place) = query.value("after").split_once('.')?;
    Some(ByRank {
        score: score.parse().ok()?,
        place: place.parse().ok()?,
    })
}

/// The address of the next page: this one's, with another place to begin after.
fn next_of(path: &str, query: &FormState, after: &str) -> String {
    with(path, query, ("after", after))
}

/// The same list with another value of one field; an empty value takes the field out.
pub(crate) fn with(path: &str, query: &FormState, (name, value): (&str, &str)) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    let others = query
        .pairs()
        .filter(|(known, text)| *known != name && !text.is_empty());
    // Another list begins at its beginning.
    pairs.extend_pairs(others.filter(|(known, _)| *known != "after"));
    if !value.is_empty() {
        pairs.append_pair(name, value);
    }
    let pairs = pairs.finish();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{pairs}")
    }
}

/// Where the next page of a list by due date is.
pub(crate) fn next_by_due(path: &str, query: &FormState, lines: &[CaseLine]) -> Option<String> {
    let key = last(query, lines)?.case.by_due();
    let day = key
        .due_on
        .map_or_else(|| "none".to_owned(), |day| day.to_string());
    Some(next_of(path, query, &format!("{day}.{}", key.case_id)))
}

/// Where a list by due date goes on.
pub(crate) fn after_due(query: &FormState) -> Option<ByDue> {
    let (day, id) = query.value("after").split_once('.')?;
    Some(ByDue {
        due_on: day.parse().ok(),
        case_id: CaseId::parse(id).ok()?,
    })
}

/// Where the next page of a list by receipt is.
pub(crate) fn next_by_receipt(path: &str, query: &FormState, lines: &[CaseLine]) -> Option<String> {
    let key = last(query, lines)?.case.by_receipt();
    Some(next_of(path, query, &receipt(&key)))
}

fn receipt(key: &ByReceipt) -> String {
    format!("{}.{}", key.received_at.as_microsecond(), key.case_id)
}

/// Where a list by receipt goes on.
pub(crate) fn after_receipt(text: &str) -> Option<ByReceipt> {
    let (at, id) = text.split_once('.')?;
    Some(ByReceipt {
        received_at: jiff::Timestamp::from_microsecond(at.parse().ok()?).ok()?,
        case_id: CaseId::parse(id).ok()?,
    })
}

/// Where the next page of the triage queue is.
pub(crate) fn next_in_queue(path: &str, query: &FormState, lines: &[CaseLine]) -> Option<String> {
    let case = &last(query, lines)?.case;
    let key = format!("{}.{}", case.priority, receipt(&case.by_receipt()));
    Some(next_of(path, query, &key))
}

/// Where the triage queue goes on.
pub(crate) fn after_in_queue(query: &FormState) -> Option<InQueue> {
    let (priority, key) = query.value("after").split_once('.')?;
    Some((Priority::parse(priority)?, after_receipt(key)?))
}

#[cfg(test)]
mod tests {
    //! Words and addresses of lists.

    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        let long = "word ".repeat(60);
        let cut = first_words(&long);
        assert!(cut.ends_with("word…") && cut.chars().count() <= 121, "{cut}");
        assert_eq!(first_words("two\nlines "), "two lines");
    }

    #[test]
    fn another_filter_begins_the_list_again_and_keeps_the_others() {
        let query = FormState::new()
            .with("kind", "complaint")
            .with("after", "1.x")
            .with("q", "");
        assert_eq!(
            with("/l", &query, ("service", "waste")),
            "/l?kind=complaint&service=waste"
        );
        assert_eq!(with("/l", &query, ("kind", "")), "/l");
        assert_eq!(next_of("/l", &query, "2.y"), "/l?kind=complaint&after=2.y");
    }
}
