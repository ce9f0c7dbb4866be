//! What came in under an arrangement: it waits until somebody has read it, and is what they say that it is (domain 5.9).

use jiff::civil::Date;

use super::state::{AppealState, Contact};
use super::tend::Urgent;
use super::{ConductFile, Event, Sort};
use crate::id::{CaseId, ContactId};

impl ConductFile {
    /// Whether what they say on a day may be an appeal: within the days that a notice gave them, once for each (domain 5.10).
    pub fn may_be_appealed(&self, on: Date) -> bool {
        let Some(arrangement) = &self.arrangement else {
            return false;
        };
        let is_of_this =
            |appeal: &AppealState| appeal.outcome.is_none() || appeal.against == Some(arrangement.from);
        let is_asked = self.appeal.as_ref().is_some_and(is_of_this);
        !is_asked && arrangement.from <= on && on <= arrangement.appeal_until
    }

    /// Whether what they said on a day may be for whoever reviews: what bound them then goes on, and they have no report on which
    /// it would be a comment (domain 5.10).
    pub fn may_be_for_a_review(&self, on: Date, today: Date) -> bool {
        let binds = |day: Date| self.in_force(day).is_some();
        binds(on) && binds(today) && !self.may_be_commented(on)
    }

    /// Whether a contact is a comment already, by its name: on the report, late, or before a review.
    pub(super) fn is_comment(&self, contact: &ContactId) -> bool {
        let of_report = self.report.iter().flat_map(|report| &report.comments);
        let comments = of_report.chain(&self.late_comments).map(|comment| &comment.id);
        let mut said = comments.chain(self.said_for_review.iter().flatten());
        said.any(|id| id.as_str() == contact.as_str())
    }
}

/// It came, and waits to be read.
pub(super) fn came(file: &mut ConductFile, event: &Event) {
    let Event::ContactCame {
        id,
        on,
        channel,
        read_by,
        case,
        opened,
        ..
    } = event
    else {
        return;
    };
    // What they say of a report, or before a review, bears the name of its contact.
    if file.is_comment(id) {
        file.said_here.insert(id.clone());
    }
    file.contacts.push(Contact {
        id: id.clone(),
        on: *on,
        channel: *channel,
        read_by: *read_by,
        came_on: case.clone().filter(|_| !*opened),
        sort: None,
        also: Vec::new(),
        case: None,
    });
}

/// What a contact turned out to be, and what follows.
pub(super) fn sort(
    file: &mut ConductFile,
    (id, sort): (&ContactId, Sort),
    (case, answer_by): (Option<&CaseId>, Option<Date>),
    today: Date,
) {
    follows(file, (id, sort), answer_by, today);
    for contact in file.contacts.iter_mut().filter(|contact| contact.id == *id) {
        contact.sort = Some(sort);
        contact.also.clear();
        contact.case = case.cloned().or(contact.case.take());
    }
}

/// What a contact is beside what it was taken for, and what follows.
pub(super) fn sort_as_well(
    file: &mut ConductFile,
    (id, sort): (&ContactId, Sort),
    (case, answer_by): (Option<&CaseId>, Option<Date>),
    today: Date,
) {
    follows(file, (id, sort), answer_by, today);
    for contact in file.contacts.iter_mut().filter(|contact| contact.id == *id) {
        contact.also.push(sort);
        contact.case = case.cloned().or(contact.case.take());
    }
}

/// What follows from what a contact is. What it was taken for before has begun goes on: a case that was made of it, and a
/// question that waits for its answer (domain 5.9).
fn follows(file: &mut ConductFile, (id, sort): (&ContactId, Sort), answer_by: Option<Date>, today: Date) {
    if matches!(sort, Sort::Safeguarding | Sort::ForTheOmbudsman) {
        file.urgent.push(Urgent {
            contact: id.clone(),
            on: today,
            told: Vec::new(),
        });
    }
    file.has_new_information |= sort == Sort::NewInformation;
    let waits = file.information_waits.iter().any(|(contact, _)| contact == id);
    let answer_by = answer_by.filter(|_| !waits);
    file.information_waits
        .extend(answer_by.map(|by| (id.clone(), by)));
}
