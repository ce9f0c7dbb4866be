//! The versions of a reply as they were saved, and two of them side by side.

use axum::extract::State;
use axum::http::StatusCode;
use redress_correspondence::compare::{Part, compare};
use redress_domain::case::{Event, ReplySection};
use redress_domain::permission::Act;
use redress_domain::words::WordsRef;
use redress_pages::case::reply::versions::{self as pages, Comparison, Listed, PartCompared, Run};
use redress_pages::{Page as _, format};
use serde::Deserialize;

use crate::App;
use crate::error::{Answer, PageError};
use crate::path::Query;
use crate::staff::case::doing::shown_as;
use crate::staff::case::opened::Opened;

/// Which version is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Its number: it is compared with the one before it.
    version: Option<usize>,
}

/// A version as it was saved.
struct Version<'v> {
    told: String,
    sections: &'v [(ReplySection, WordsRef)],
    was_sent_back: bool,
}

pub(super) async fn show(State(app): State<App>, opened: Opened, Query(asked): Query<Asked>) -> Answer {
    opened
        .require(Act::WriteReply)
        .or_else(|_| opened.require(Act::ApproveReply))?;
    let versions = versions(&opened);
    if versions.is_empty() {
        return Err(PageError::NotFound);
    }
    let number = asked.version.unwrap_or(versions.len());
    let comparison = number
        .checked_sub(2)
        .and_then(|before| Some((versions.get(before)?, versions.get(before + 1)?)))
        .map(|(before, after)| compared(&opened, before, after));
    let listed = (1..).zip(&versions).map(|(number, version): (usize, _)| Listed {
        told: version.told.clone(),
        href: (number > 1).then(|| format!("{}?version={number}", opened.shown().at("reply/versions"))),
    });
    let listed: Vec<Listed> = listed.collect();
    let shell = opened.shell(&app).await?;
    let page = pages::page(shell, &opened.shown(), (&listed, comparison.as_ref()));
    Ok(shown_as(StatusCode::OK, page.html()))
}

/// What changed since the version that was last sent back.
pub(crate) fn since_sent_back(opened: &Opened) -> Option<Comparison> {
    let versions = versions(opened);
    let before = versions.iter().rposition(|version| version.was_sent_back)?;
    let last = versions.len().checked_sub(1)?;
    if before == last {
        return None;
    }
    Some(compared(opened, versions.get(before)?, versions.get(last)?))
}

/// Every version of the reply that is being written, the oldest first.
fn versions(opened: &Opened) -> Vec<Version<'_>> {
    let mut versions: Vec<Version<'_>> = Vec::new();
    let Some(current) = &opened.view.case.reply else {
        return versions;
    };
    for entry in &opened.view.entries {
        if let Event::ReplyDrafted { reply, sections, .. } = &entry.event
            && *reply == current.id
        {
            let told = format!(
                "Version {}, saved by {} on {}",
                versions.len() + 1,
                opened.view.name_of(&entry.actor),
                format::date_time(entry.at)
            );
            versions.push(Version {
                told,
                sections,
                was_sent_back: false,
            });
        } else if let Event::ReplySentBack { reply, .. } = &entry.event
            && *reply == current.id
            && let Some(last) = versions.last_mut()
        {
            last.was_sent_back = true;
            last.told.push_str(", then sent back");
        }
    }
    versions
}

fn compared(opened: &Opened, before: &Version<'_>, after: &Version<'_>) -> Comparison {
    let text = |version: &Version<'_>, wanted: ReplySection| {
        let mut sections = version.sections.iter();
        let found = sections.find(|(section, _)| *section == wanted);
        found.map(|(_, words)| opened.words(words)).unwrap_or_default()
    };
    let parts = ReplySection::ALL.iter().filter_map(|section| {
        let compared = compare(&text(before, *section), &text(after, *section));
        (!compared.is_same()).then(|| PartCompared {
            section: *section,
            before: compared.before.into_iter().map(run).collect(),
            after: compared.after.into_iter().map(run).collect(),
        })
    });
    Comparison {
        before: before.told.clone(),
        after: after.told.clone(),
        parts: parts.collect(),
    }
}

fn run(part: Part) -> Run {
    match part {
        Part::Same(words) => Run::Same(words),
        Part::Removed(words) => Run::Removed(words),
        Part::Added(words) => Run::Added(words),
    }
}
