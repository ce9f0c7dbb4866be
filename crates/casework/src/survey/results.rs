//! What the answers come to: sums of facts, and no answer of anybody.

use redress_domain::id::{CouncilId, ServiceId};
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{By, Measure, Range};
use redress_domain::permission::Actor;
use redress_domain::survey::{Answer, NotAskedBecause, Question, QuestionKind, Theme};

use crate::Casework;
use crate::failure::Failure;
use crate::measure::Ask;

/// What was answered to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionResult {
    /// The question.
    pub question: Question,
    /// How often each answer was given, in the order of the list.
    pub answers: Vec<(Answer, i64)>,
}

impl QuestionResult {
    /// How many answered it.
    pub fn of(&self) -> i64 {
        self.answers.iter().map(|(_, n)| n).sum()
    }

    /// How many answered as is hoped for.
    pub fn good(&self) -> i64 {
        let good = self.answers.iter().filter(|(answer, _)| answer.is_good());
        good.map(|(_, n)| n).sum()
    }
}

/// Of whom few answer: a line of the table of who is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The word of the line: a service, or a channel.
    pub line: String,
    /// How many were asked.
    pub asked: i64,
    /// How many of them answered.
    pub answered: i64,
    /// How many were not asked.
    pub not_asked: i64,
}

/// What a period's answers come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results {
    /// How many were asked, and how many of them answered.
    pub asked: i64,
    /// How many answered.
    pub answered: i64,
    /// Each question.
    pub questions: Vec<QuestionResult>,
    /// Whom we did not ask, and why.
    pub not_asked: Vec<(NotAskedBecause, i64)>,
    /// Who is missing, by how their case came.
    pub by_channel: Vec<Missing>,
    /// Who is missing, by service.
    pub by_service: Vec<Missing>,
    /// What people wrote of, as somebody who read it said.
    pub themes: Vec<(Theme, i64)>,
}

impl Casework {
    /// What the answers of some days come to, of one service or of all; nothing where the council asks nobody. Whoever has
    /// some services has the answers of those.
    ///
    /// Costs what the measures cost: sums, and no row for each answer.
    pub async fn survey_results(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (range, service): (Range, Option<&ServiceId>),
    ) -> Result<Option<Results>, Failure> {
        self.must_read_surveys(council, actor)?;
        let settings = self.councils.get(council)?;
        let Some(rules) = settings.policy(self.today())?.survey.clone() else {
            return Ok(None);
        };
        // The answers of a service are for whoever opens its cases, as what people wrote is.
        if !self.reads_answers_of(council, actor, service)? {
            return Err(Failure::NotPermitted);
        }
        let lines = async |measure: Measure, by: By| -> Result<(Figure, Vec<(String, Figure)>), Failure> {
            let ask = Ask::new(measure, range).by(by).of(service.cloned());
            let figures = self.figures(council, &ask).await?;
            Ok(figures.map_or((Figure::Count(0), Vec::new()), |figures| {
                (figures.whole, figures.lines)
            }))
        };
        let (handling, result, others) = tokio::try_join!(
            lines(Measure::SatisfactionWithHandling, By::Detail),
            lines(Measure::SatisfactionWithResult, By::Detail),
            lines(Measure::SurveyAnswers, By::Detail),
        )?;
        let count = |lines: &[(String, Figure)], word: &str| {
            let found = lines.iter().find(|(line, _)| line == word);
            found.map_or(0, |(_, figure)| figure.of())
        };
        let questions = rules.questions.iter().map(|question| QuestionResult {
            answers: question
                .kind
                .answers()
                .iter()
                .map(|answer| {
                    let n = match question.kind {
                        QuestionKind::Handling => count(&handling.1, answer.as_str()),
                        QuestionKind::Outcome => count(&result.1, answer.as_str()),
                        QuestionKind::Ease | QuestionKind::YesPartlyNo => {
                            count(&others.1, &format!("{}:{answer}", question.id))
                        }
                    };
                    (*answer, n)
                })
                .collect(),
            question: question.clone(),
        });
        let questions = questions.collect();
        let (response, not_asked, themes) = tokio::try_join!(
            lines(Measure::SurveyResponse, By::Channel),
            lines(Measure::SurveyNotAsked, By::Detail),
            lines(Measure::SurveyThemes, By::Detail),
        )?;
        let (not_by_channel, by_service, not_by_service) = tokio::try_join!(
            lines(Measure::SurveyNotAsked, By::Channel),
            lines(Measure::SurveyResponse, By::Service),
            lines(Measure::SurveyNotAsked, By::Service),
        )?;
        let (answered, asked) = parts(&response.0);
        Ok(Some(Results {
            asked,
            answered,
            questions,
            not_asked: NotAskedBecause::ALL
                .iter()
                .map(|because| (*because, count(&not_asked.1, because.as_str())))
                .filter(|(_, n)| *n > 0)
                .collect(),
            by_channel: missing(&response.1, &not_by_channel.1),
            by_service: missing(&by_service.1, &not_by_service.1),
            themes: rules
                .themes
                .iter()
                .map(|theme| (theme.clone(), count(&themes.1, theme.id.as_str())))
                .filter(|(_, n)| *n > 0)
                .collect(),
        }))
    }
}

/// How many did, and of how many.
fn parts(figure: &Figure) -> (i64, i64) {
    match figure {
        Figure::Share { part, of } => (*part, *of),
        Figure::Count(n) => (0, *n),
        Figure::Days { of, .. } | Figure::Cost { of, .. } => (0, *of),
    }
}

fn missing(asked: &[(String, Figure)], not_asked: &[(String, Figure)]) -> Vec<Missing> {
    let mut names: Vec<&String> = asked.iter().chain(not_asked).map(|(line, _)| line).collect();
    names.sort();
    names.dedup();
    let find = |lines: &[(String, Figure)], name: &str| {
        let found = lines.iter().find(|(line, _)| line == name);
        found.map_or((0, 0), |(_, figure)| parts(figure))
    };
    names
        .into_iter()
        .map(|name| {
            let (answered, of) = find(asked, name);
            Missing {
                line: name.clone(),
                asked: of,
                answered,
                not_asked: find(not_asked, name).1,
            }
        })
        .collect()
}
