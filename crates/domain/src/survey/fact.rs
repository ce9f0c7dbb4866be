//! What a survey gives to be counted. Nothing in it says who answered.

use jiff::civil::Date;

use super::{QuestionKind, Survey};
use crate::measure::fact::{Fact, FactKind, Facts, Tally};

/// The facts of one survey. What is counted is told apart by what the case was when it was closed.
pub fn facts(survey: &Survey) -> Facts {
    let mut facts = Facts::new();
    let Some((about, begun_on)) = &survey.begun else {
        return facts;
    };
    let mut put = |what: FactKind, on: Date, detail: &str, kept: bool| {
        let fact = Fact {
            what,
            on,
            service: about.service.clone(),
            channel: about.channel,
            kind: about.kind,
            stage: about.stage,
            ward: about.ward.clone(),
            detail: detail.to_owned(),
            days: None,
        };
        facts.entry(fact).or_default().add(Tally::one(kept));
    };
    if let Some(asked) = &survey.asked {
        put(
            FactKind::SurveyAsked,
            *begun_on,
            asked.by.as_str(),
            survey.is_answered(),
        );
    }
    if let Some(because) = survey.passed_over {
        put(FactKind::SurveyPassedOver, *begun_on, because.as_str(), false);
    }
    let Some(answered_on) = survey.answered_on else {
        return facts;
    };
    for (question, (kind, answer)) in &survey.answers {
        let what = match kind {
            QuestionKind::Handling => FactKind::SurveyHandling,
            QuestionKind::Outcome => FactKind::SurveyResult,
            QuestionKind::Ease | QuestionKind::YesPartlyNo => {
                let detail = format!("{question}:{answer}");
                put(FactKind::SurveyAnswer, answered_on, &detail, answer.is_good());
                continue;
            }
        };
        put(what, answered_on, answer.as_str(), answer.is_good());
    }
    for theme in &survey.themes {
        put(FactKind::SurveyTheme, answered_on, theme.as_str(), false);
    }
    facts
}
