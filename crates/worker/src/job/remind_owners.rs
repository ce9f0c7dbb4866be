//! Reminds the owners of promised remedies that are due soon or overdue, and tells the leads; and officers of
//! the words that are due to customers.

use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;

/// Reminds whoever is due; a round reminds a part, and the next one the rest.
pub(crate) async fn run(casework: &Casework, council: &CouncilId) -> Result<(), Failure> {
    let reminded = casework.remind_owners(council).await?;
    if reminded > 0 {
        tracing::info!(%council, reminded, "reminded owners of what was promised");
    }
    let words = casework.remind_of_words(council).await?;
    if words > 0 {
        tracing::info!(%council, words, "reminded officers of words that are due");
    }
    let lessons = casework.remind_of_lessons(council).await?;
    let told = casework.tell_of_lessons(council).await?;
    if lessons + told > 0 {
        tracing::info!(%council, lessons, told, "reminded owners of lessons, and told customers what changed");
    }
    let began = casework.note_work_of_guidance(council).await?;
    if began > 0 {
        tracing::info!(%council, began, "noted since when people have the work that guidance is for");
    }
    Ok(())
}
