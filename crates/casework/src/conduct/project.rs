//! What lists show of a conduct file.

use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{ConductFile, Entry, Event};
use redress_domain::id::ConductId;
use redress_store::changes::ReadModel;
use redress_store::conduct::{ConductContactRow, ConductRow};

/// The rows of one file: itself, and each contact that nobody has read.
pub(crate) fn rows(id: &ConductId, file: &ConductFile, entries: &[Entry]) -> Vec<ReadModel> {
    let (Some(person), Some(first)) = (&file.person, entries.first()) else {
        return Vec::new();
    };
    if file.erased_on.is_some() {
        return super::retention::rows_of_erased(id, person, entries);
    }
    let arrangement = file.arrangement.as_ref();
    let terms = arrangement.map(|arrangement| &arrangement.terms);
    let interim = file.interim.as_ref();
    let measures = terms
        .map(|terms| &terms.measures)
        .or_else(|| interim.map(|interim| &interim.measures));
    let open_channel = terms
        .map(|terms| terms.open_channel)
        .or_else(|| interim.map(|interim| interim.open_channel));
    let bound = file.bound();
    // What stays due after the end comes first: what lapses with the arrangement stands in its own list, too.
    let all = file.due();
    let lasting = all.iter().find(|due| due.until.is_none());
    let due = lasting.or(all.first()).copied();
    let row = ConductRow {
        file_id: id.clone(),
        person_id: person.clone(),
        opened_on: civil_date(first.at),
        standing: file.standing(),
        measures: measures.map_or_else(String::new, |measures| {
            let words: Vec<&str> = measures.iter().map(|measure| measure.as_str()).collect();
            words.join(",")
        }),
        open_channel,
        reach: terms.map(|terms| terms.reach),
        service: terms.and_then(|terms| terms.service.clone()),
        binds_from: bound.map(|(from, _)| from),
        binds_until: bound.map(|(_, until)| until),
        review_on: terms.map(|terms| terms.review_on),
        due_on: due.map(|due| due.on),
        due_what: due.map(|due| due.kind),
        is_closed: file.is_closed,
        due_until: due.and_then(|due| due.until),
    };
    let mut rows = vec![ReadModel::Conduct(Box::new(row))];
    for entry in entries {
        if let Event::ContactCame {
            id: contact,
            case,
            on,
            read_by,
            channel,
            ..
        } = &entry.event
            && file.unread().any(|unread| unread.id == *contact)
        {
            rows.push(ReadModel::ConductContact(Box::new(ConductContactRow {
                contact_id: contact.clone(),
                file_id: id.clone(),
                case_id: case.clone(),
                came_on: *on,
                read_by: *read_by,
                channel: *channel,
            })));
        }
    }
    rows.extend(super::decisions::rows(id, person, entries));
    rows.extend(super::retention::rows(id, file));
    rows
}

/// What waits to be read no longer after these events.
pub(crate) fn read_since(events: &[Event]) -> Vec<ReadModel> {
    let mut rows = Vec::new();
    for event in events {
        if let Event::ContactSorted { id, .. } = event {
            rows.push(ReadModel::NoConductContact(id.clone()));
        }
    }
    rows
}
