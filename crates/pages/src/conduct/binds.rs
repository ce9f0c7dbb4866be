//! What binds somebody today, each by itself: an interim safety measure, which is over in days, and an arrangement, each with its own
//! measures, words, reach and last day (domain 5.4 and 5.5).

use jiff::civil::Date;
use redress_domain::conduct::state::Terms;
use redress_domain::conduct::{Reach, leaves_one_way};
use redress_domain::policy::ContactOption;
use redress_domain::vocabulary::Channel;
use redress_domain::words::WordsRef;

use super::{Shown, references, say};
use crate::format;
use crate::markup::Markup;

/// What binds today.
pub(super) struct Binds<'f> {
    /// What was ordered for danger now.
    pub(super) interim: Option<Part<'f>>,
    /// What was decided.
    pub(super) arrangement: Option<Part<'f>>,
}

/// One of what binds.
pub(super) struct Part<'f> {
    measures: &'f [ContactOption],
    /// By which way they reach the council today, where this reaches.
    pub(super) now: Way,
    /// By which way they do once the other is over, and the other's last day.
    then: Option<(Way, Date)>,
    /// Who answers, when, or for how long.
    pub(super) in_practice: Option<&'f WordsRef>,
    /// What it is about alone; everything, where nothing is named.
    pub(super) about: Option<String>,
    /// Its last day.
    pub(super) ends_on: Date,
}

/// The way that stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    open: Channel,
    /// Whether it is the only one.
    pub(super) is_the_one: bool,
}

impl Way {
    fn under(measures: &[ContactOption], open: Channel) -> Self {
        let is_the_one = leaves_one_way(measures);
        Self { open, is_the_one }
    }

    /// As the person reads it, behind "by".
    fn to_them(self) -> String {
        let open = say::open_channel(self.open);
        if self.is_the_one {
            open.to_owned()
        } else {
            format!("{open}, and in the ways that this leaves open")
        }
    }
}

impl Part<'_> {
    /// What is done.
    pub(super) fn measures(&self) -> Markup {
        Markup::bullets(self.measures.iter().map(|measure| say::option(*measure)))
    }

    /// How they reach the council, as they read it.
    pub(super) fn reach_us(&self) -> String {
        let now = self.now.to_them();
        match self.then {
            None => format!("By {now}"),
            Some((then, until)) => format!(
                "By {now} until {}. After that by {}",
                format::long_date(until),
                then.to_them()
            ),
        }
    }

    /// The way that stays open, as staff read it.
    pub(super) fn open_way(&self) -> String {
        let now = say::open_channel(self.now.open);
        match self.then {
            None => now.to_owned(),
            Some((then, until)) => format!(
                "{now} until {}, after that {}",
                format::long_date(until),
                say::open_channel(then.open)
            ),
        }
    }
}

/// What binds by a file today.
pub(super) fn of<'f>(shown: &Shown<'f>) -> Binds<'f> {
    let file = shown.file;
    let (arrangement, interim) = (file.in_force(shown.today), file.interim_in_force(shown.today));
    let together = file.binding(shown.today);
    let together = together.map(|(measures, open)| Way::under(&measures, open));
    let is_everywhere = arrangement.is_none_or(|it| it.terms.reach == Reach::WholeCouncil);
    let of_interim = interim.map(|it| Part {
        measures: &it.measures,
        // It reaches all, and where the arrangement reaches, the two bind together.
        now: together
            .filter(|_| is_everywhere)
            .unwrap_or(Way::under(&it.measures, it.open_channel)),
        then: None,
        in_practice: it.in_practice.as_ref(),
        about: None,
        ends_on: it.ends_on,
    });
    let of_arrangement = arrangement.map(|it| {
        let terms = &it.terms;
        let own = Way::under(&terms.measures, terms.open_channel);
        let now = together.unwrap_or(own);
        let until = interim.map(|interim| interim.ends_on);
        let until = until.filter(|until| now != own && *until < terms.ends_on);
        Part {
            measures: &terms.measures,
            now,
            then: until.map(|until| (own, until)),
            in_practice: terms.in_practice.as_ref(),
            about: about(shown, terms),
            ends_on: terms.ends_on,
        }
    });
    Binds {
        interim: of_interim,
        arrangement: of_arrangement,
    }
}

/// What terms are about alone; `None` where they are about everything.
pub(super) fn about(shown: &Shown<'_>, terms: &Terms) -> Option<String> {
    match terms.reach {
        Reach::WholeCouncil => None,
        Reach::ThisService => Some(match &terms.service {
            Some(service) => format!("One service alone: {}", shown.known.service(service)),
            None => "One service alone".to_owned(),
        }),
        Reach::ThisMatter if terms.cases.is_empty() => Some("One matter alone".to_owned()),
        Reach::ThisMatter => Some(format!(
            "These cases alone: {}",
            references(shown.known, &terms.cases)
        )),
    }
}
