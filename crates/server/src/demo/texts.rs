//! What happens in the demo council, read from two files that were written by hand.

use redress_domain::lesson::RootCause;
use redress_domain::vocabulary::RemedyKind;
use serde::Deserialize;

use crate::demo::chance::Dice;
use crate::trouble::Trouble;

/// Everything that can happen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Situations {
    pub(crate) request: Vec<Request>,
    pub(crate) enquiry: Vec<Question>,
    pub(crate) comment: Vec<Question>,
    pub(crate) compliment: Vec<Question>,
    pub(crate) complaint: Vec<Complaint>,
    /// What many complain of where the answers are slow.
    pub(crate) slow: Complaint,
    pub(crate) tails: Tails,
}

/// A problem.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    pub(crate) service: String,
    pub(crate) weight: u64,
    /// It is reported in this sort of storm only.
    #[serde(default)]
    pub(crate) storm: Option<Weather>,
    pub(crate) says: Vec<String>,
    pub(crate) wants: String,
    #[serde(default)]
    pub(crate) urgent: bool,
    pub(crate) first: String,
    pub(crate) done: Vec<String>,
    pub(crate) not_done: String,
}

/// What sort of storm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Weather {
    Wind,
    Water,
}

/// A question, a comment or thanks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) service: String,
    pub(crate) says: Vec<String>,
    pub(crate) answer: String,
}

/// A complaint.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Complaint {
    pub(crate) service: String,
    pub(crate) says: Vec<String>,
    pub(crate) wants: String,
    #[serde(default)]
    pub(crate) effect: Option<String>,
    #[serde(default)]
    pub(crate) support: Option<redress_domain::vocabulary::SupportNeed>,
    pub(crate) points: Vec<PointText>,
    pub(crate) remedy: RemedyText,
    pub(crate) lesson: LessonText,
}

/// What is learned from it where it is upheld.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LessonText {
    /// What was learned, which is what is done from then on.
    pub(crate) learned: String,
    /// Why it happened, by sort and in words.
    pub(crate) cause: RootCause,
    pub(crate) why: String,
    /// What somebody said who had to live with it.
    pub(crate) you_said: String,
    /// Why it could not be done, where it could not.
    #[serde(default)]
    pub(crate) could_not: Option<String>,
}

impl Situations {
    /// The lesson that says this.
    pub(crate) fn lesson(&self, learned: &str) -> Option<&LessonText> {
        let mut all = self.complaint.iter().chain(std::iter::once(&self.slow));
        all.find_map(|one| (one.lesson.learned == learned).then_some(&one.lesson))
    }
}

/// One thing complained of, with what may be found.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PointText {
    pub(crate) words: String,
    pub(crate) upheld: String,
    pub(crate) not_upheld: String,
}

/// What puts it right.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemedyText {
    pub(crate) kind: RemedyKind,
    pub(crate) words: String,
}

/// What people add, and what colleagues write.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tails {
    pub(crate) request: Vec<String>,
    pub(crate) complaint: Vec<String>,
    pub(crate) chase: Vec<String>,
    pub(crate) update: Vec<String>,
    pub(crate) question: Vec<String>,
    pub(crate) settled: Vec<String>,
    pub(crate) withdrawn: Vec<String>,
    pub(crate) note: Vec<String>,
}

/// The names of people and places.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    pub(crate) first: Vec<String>,
    pub(crate) last: Vec<String>,
    pub(crate) street: Vec<String>,
    pub(crate) park: Vec<String>,
    pub(crate) estate: Vec<String>,
}

/// Both files.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    pub(crate) situations: Situations,
    pub(crate) names: Names,
}

impl Texts {
    /// Reads them.
    pub(crate) fn read() -> Result<Self, Trouble> {
        let fault = |error: toml::de::Error| Trouble::broken(format!("the demo's texts: {error}"));
        Ok(Self {
            situations: toml::from_str(include_str!("../../demo/situations.toml")).map_err(fault)?,
            names: toml::from_str(include_str!("../../demo/people.toml")).map_err(fault)?,
        })
    }
}

/// What stands in the braces of one case's texts.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    number: i64,
    street: String,
    park: String,
    estate: String,
    weekday: &'static str,
    count: i64,
}

impl Places {
    /// Chosen by the dice.
    pub(crate) fn choose(names: &Names, dice: &mut Dice) -> Self {
        const WEEKDAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
        let one = |from: &[String], dice: &mut Dice| dice.one(from).cloned().unwrap_or_default();
        Self {
            number: dice.between(1, 140),
            street: one(&names.street, dice),
            park: one(&names.park, dice),
            estate: one(&names.estate, dice),
            weekday: dice.one(&WEEKDAYS).copied().unwrap_or("Monday"),
            count: dice.between(2, 9),
        }
    }

    /// The text with everything in braces filled in.
    pub(crate) fn fill(&self, text: &str) -> String {
        let mut filled = text
            .replace("{number}", &self.number.to_string())
            .replace("{street}", &self.street)
            .replace("{park}", &self.park)
            .replace("{estate}", &self.estate)
            .replace("{weekday}", self.weekday)
            .replace("{count}", &self.count.to_string());
        // A sentence that begins with a place begins with a capital letter.
        if let Some(first) = filled.get(..1) {
            let upper = first.to_uppercase();
            filled.replace_range(..1, &upper);
        }
        filled
    }

    /// Where it is, in the words of a form.
    pub(crate) fn place(&self, text: &str) -> Option<String> {
        if text.contains("{estate}") {
            Some(format!("{} {}, Westbridge", self.number, capital(&self.estate)))
        } else if text.contains("{park}") {
            Some(capital(&self.park))
        } else if text.contains("{street}") {
            Some(format!("{} {}, Westbridge", self.number, self.street))
        } else {
            None
        }
    }

    /// The home of whoever lives there.
    pub(crate) fn home(&self) -> String {
        format!("{} {}\nWestbridge", self.number, self.street)
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
