//! The published list, the days that were proclaimed once, and lists in the form of GOV.UK.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::{Date, date};
use serde::Deserialize;

use super::{BankHoliday, Source, YEARS, rules};
use crate::vocabulary::Division;

/// The bank holidays of one part of the United Kingdom.
pub(super) type Days = BTreeMap<Date, BankHoliday>;
/// The parts of a division, each with its days.
pub(super) type Parts = BTreeMap<Division, Days>;

/// Why a list of bank holidays cannot be taken in.
#[derive(Debug, thiserror::Error)]
pub enum BadList {
    /// It is not JSON, or not in the form that GOV.UK publishes.
    #[error("{name}: not a list of bank holidays in the form of GOV.UK: {source}")]
    NotTheForm {
        /// The list.
        name: String,
        /// What the reader found.
        source: serde_json::Error,
    },
    /// It has days of a part that is none.
    #[error(
        "{name}: \"{division}\" is not a part of the United Kingdom: england-and-wales, scotland or northern-ireland"
    )]
    UnknownPart {
        /// The list.
        name: String,
        /// What it says.
        division: String,
    },
    /// It has a date that is none, or one outside the years that are known.
    #[error("{name}: \"{text}\" ({title}, {division}) is not a date from {} to {}, such as 2026-06-15", YEARS.start(), YEARS.end())]
    BadDate {
        /// The list.
        name: String,
        /// The part under which it stands.
        division: Division,
        /// The name of the day.
        title: String,
        /// What it says.
        text: String,
    },
    /// It has no day at all.
    #[error("{name}: there is no bank holiday in it")]
    Empty {
        /// The list.
        name: String,
    },
}

#[derive(Deserialize)]
struct Part {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    title: String,
    date: String,
    #[serde(default)]
    notes: String,
}

/// A change to the standing days that was proclaimed for one year.
struct Proclaimed {
    parts: &'static [Division],
    date: Date,
    name: &'static str,
    instead_of: Option<Date>,
}

const THE_PARTS: &[Division] = &[
    Division::EnglandAndWales,
    Division::Scotland,
    Division::NorthernIreland,
];

const PROCLAIMED: &[Proclaimed] = &[
    everywhere(date(2011, 4, 29), "Royal wedding", None),
    everywhere(date(2012, 6, 4), "Spring bank holiday", Some(date(2012, 5, 28))),
    everywhere(date(2012, 6, 5), "Queen’s Diamond Jubilee", None),
    everywhere(
        date(2020, 5, 8),
        "Early May bank holiday (VE day)",
        Some(date(2020, 5, 4)),
    ),
    everywhere(date(2022, 6, 2), "Spring bank holiday", Some(date(2022, 5, 30))),
    everywhere(date(2022, 6, 3), "Platinum Jubilee bank holiday", None),
    everywhere(
        date(2022, 9, 19),
        "Bank Holiday for the State Funeral of Queen Elizabeth II",
        None,
    ),
    everywhere(
        date(2023, 5, 8),
        "Bank holiday for the coronation of King Charles III",
        None,
    ),
    Proclaimed {
        parts: &[Division::Scotland],
        date: date(2026, 6, 15),
        name: "World Cup bank holiday",
        instead_of: None,
    },
];

const fn everywhere(date: Date, name: &'static str, instead_of: Option<Date>) -> Proclaimed {
    Proclaimed {
        parts: THE_PARTS,
        date,
        name,
        instead_of,
    }
}

/// The parts that a division is made of.
pub(super) fn parts_of(division: Division) -> &'static [Division] {
    match division {
        Division::EnglandAndWales => &[Division::EnglandAndWales],
        Division::Scotland => &[Division::Scotland],
        Division::NorthernIreland => &[Division::NorthernIreland],
        Division::AllParts => THE_PARTS,
    }
}

/// What Redress knows of itself about a division: its parts, and the same as one list.
pub(super) fn built_in(division: Division) -> (Arc<Parts>, Arc<Days>) {
    type Known = BTreeMap<Division, (Arc<Parts>, Arc<Days>)>;
    static KNOWN: OnceLock<Known> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let all = work_out();
        let of = |division: &Division| {
            let of_it = |part: &Division| (*part, all.get(part).cloned().unwrap_or_default());
            let parts: Parts = parts_of(*division).iter().map(of_it).collect();
            let flat = flatten(&parts);
            (*division, (Arc::new(parts), Arc::new(flat)))
        };
        Division::ALL.iter().map(of).collect()
    });
    known.get(&division).cloned().unwrap_or_default()
}

fn work_out() -> Parts {
    let published = published();
    let of_part = |part: &Division| {
        let mut days: Days = YEARS.flat_map(|year| rules::standing_days(*part, year)).collect();
        if let Some(listed) = published.get(part) {
            merge(*part, &mut days, listed);
        }
        proclaim(*part, &mut days);
        (*part, days)
    };
    THE_PARTS.iter().map(of_part).collect()
}

/// Makes the changes that were proclaimed for one year.
pub(super) fn proclaim(part: Division, days: &mut Days) {
    for change in PROCLAIMED.iter().filter(|change| change.parts.contains(&part)) {
        if let Some(instead_of) = change.instead_of {
            days.remove(&instead_of);
        }
        let (date, name, source) = (change.date, change.name.to_owned(), Source::Proclaimed);
        days.insert(
            date,
            BankHoliday {
                date,
                name,
                source,
                is_substitute: false,
            },
        );
    }
}

/// The list that GOV.UK publishes, as `data/README.md` says.
pub(super) fn published() -> Parts {
    let mut parts = read(
        include_str!("../../data/bank-holidays.json"),
        "bank-holidays.json",
    )
    .expect("the list that is part of the program can be read");
    for day in parts.values_mut().flat_map(BTreeMap::values_mut) {
        day.source = Source::Published;
    }
    parts
}

/// Reads a list in the form of GOV.UK; `name` becomes the source of each of its days.
pub(super) fn read(text: &str, name: &str) -> Result<Parts, BadList> {
    let list: BTreeMap<String, Part> = serde_json::from_str(text).map_err(|source| BadList::NotTheForm {
        name: name.to_owned(),
        source,
    })?;
    let mut parts = Parts::new();
    for (word, part) in list {
        let Some(division) = THE_PARTS.iter().find(|known| known.as_str() == word) else {
            return Err(BadList::UnknownPart {
                name: name.to_owned(),
                division: word,
            });
        };
        let days: Result<Days, BadList> = part
            .events
            .into_iter()
            .map(|event| day(event, *division, name))
            .collect();
        parts.insert(*division, days?);
    }
    if parts.values().all(BTreeMap::is_empty) {
        return Err(BadList::Empty {
            name: name.to_owned(),
        });
    }
    Ok(parts)
}

fn day(event: Event, division: Division, name: &str) -> Result<(Date, BankHoliday), BadList> {
    let Event {
        title,
        date: text,
        notes,
    } = event;
    let Some(date) = text
        .parse::<Date>()
        .ok()
        .filter(|date| YEARS.contains(&date.year()))
    else {
        return Err(BadList::BadDate {
            name: name.to_owned(),
            division,
            title,
            text,
        });
    };
    let is_substitute = notes.to_lowercase().contains("substitute");
    Ok((
        date,
        BankHoliday {
            date,
            name: title,
            source: Source::File(name.to_owned()),
            is_substitute,
        },
    ))
}

/// Adds a list to what is known; see [`super::Calendar::merge_govuk_json`].
pub(super) fn merge(part: Division, days: &mut Days, added: &Days) {
    let mut a_year: BTreeMap<i16, usize> = BTreeMap::new();
    for date in added.keys() {
        *a_year.entry(date.year()).or_default() += 1;
    }
    let is_whole = |year| {
        a_year
            .get(&year)
            .is_some_and(|count| *count >= rules::number_a_year(part))
    };
    days.retain(|date, day| match day.source {
        Source::Proclaimed | Source::File(_) => true,
        Source::Published | Source::Computed => !is_whole(date.year()),
    });
    for (date, day) in added {
        // A day that is already known keeps its better source.
        days.entry(*date).or_insert_with(|| day.clone());
    }
}

/// One list out of several; a day that not every part keeps says which do.
pub(super) fn flatten(parts: &Parts) -> Days {
    let mut all = Days::new();
    for (date, day) in parts.values().flatten() {
        all.entry(*date).or_insert_with(|| {
            let keep_it: Vec<Division> = parts
                .iter()
                .filter(|(_, days)| days.contains_key(date))
                .map(|(part, _)| *part)
                .collect();
            let mut day = day.clone();
            if keep_it.len() < parts.len() {
                let names: Vec<&str> = keep_it.iter().map(|part| super::say::division(*part)).collect();
                day.name = format!("{}, in {}", day.name, super::say::list(&names));
            }
            day
        });
    }
    all
}
