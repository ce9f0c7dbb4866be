//! The two flow charts, drawn from the policy, so that they cannot say other days than the clocks count.
//!
//! Lancaster asked for two, "one for internal complainants and one for external complainants" (paper
//! 004, 2.2). A chart is a list of steps; a page shows it as a list, and [`FlowChart::to_svg`] draws it.

mod picture;

use crate::policy::{CountedFrom, Limit, Policy, Procedure, ReturnToStage1, Stage};
use crate::vocabulary::{Kind, Ombudsman};

pub use self::picture::Form;

/// A flow chart as steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowChart {
    /// What it is called.
    pub title: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The colour of its lines.
    pub colour: String,
}

/// One step of a flow chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What happens: "Stage 1: somebody looks into it".
    pub heading: String,
    /// What to know about it, one sentence or two each.
    pub text: Vec<String>,
    /// Questions that lead aside.
    pub branches: Vec<Branch>,
}

/// A question that leads aside from a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The question: "Does it need more work?"
    pub question: String,
    /// What happens if so.
    pub then: String,
}

impl Step {
    fn new(heading: impl Into<String>, text: impl IntoIterator<Item = String>) -> Self {
        Self {
            heading: heading.into(),
            text: text.into_iter().collect(),
            branches: Vec::new(),
        }
    }
}

impl FlowChart {
    /// The chart for a customer with a problem or a complaint.
    pub fn for_customers(policy: &Policy) -> Self {
        let steps = policy
            .corporate_complaints()
            .map(|procedure| customer_steps(policy, procedure));
        Self {
            title: "If you are a customer".to_owned(),
            steps: steps.unwrap_or_default(),
            colour: policy.council.brand.colour.clone(),
        }
    }

    /// The same for one procedure, such as complaints of tenants.
    pub fn for_procedure(policy: &Policy, procedure: &Procedure) -> Self {
        Self {
            title: procedure.name.clone(),
            steps: customer_steps(policy, procedure),
            colour: policy.council.brand.colour.clone(),
        }
    }

    /// The chart for a member of staff, a councillor or a partner.
    pub fn for_people_inside(policy: &Policy) -> Self {
        Self {
            title: "If you work for the council, or are a councillor or a partner".to_owned(),
            steps: inside_steps(policy),
            colour: policy.council.brand.colour.clone(),
        }
    }

    /// The chart as a numbered list in plain text.
    pub fn to_text(&self) -> String {
        let mut lines = vec![self.title.clone(), String::new()];
        for (number, step) in (1..).zip(&self.steps) {
            lines.push(format!("{number}. {}", step.heading));
            lines.extend(step.text.iter().map(|sentence| format!("   {sentence}")));
            for branch in &step.branches {
                lines.push(format!("   - {} {}", branch.question, branch.then));
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn customer_steps(policy: &Policy, procedure: &Procedure) -> Vec<Step> {
    let mut steps = vec![
        tell_us(policy),
        we_try_to_put_it_right(policy),
        make_a_complaint(procedure),
    ];
    for stage in &procedure.stages {
        if stage.number > 1 {
            steps.push(ask_for_a_review(procedure, stage));
        }
        steps.push(stage_step(procedure, stage));
    }
    steps.extend(procedure.ombudsman.map(ask_the_ombudsman));
    steps
}

fn tell_us(policy: &Policy) -> Step {
    let request = &policy.council.words.request;
    let mut text =
        vec!["Online, by phone, in person, by letter or e-mail, or through your councillor.".to_owned()];
    text.extend(
        policy
            .council
            .contact
            .phone
            .as_ref()
            .map(|phone| format!("Our number is {phone}.")),
    );
    text.push("Tell us what went wrong and what you would like us to do.".to_owned());
    Step::new(format!("Tell us about the {request}"), text)
}

fn we_try_to_put_it_right(policy: &Policy) -> Step {
    let procedure = policy.procedure_for(Kind::ServiceRequest, None);
    let first = procedure.and_then(|procedure| procedure.first_answer);
    let update = procedure.and_then(|procedure| procedure.update_every);
    let first = first.map(|limit| format!("You hear from us within {limit}."));
    let update =
        update.map(|limit| format!("After that, we tell you how it is going at least every {limit}."));
    Step::new(
        "We give you a reference and try to put it right",
        first.into_iter().chain(update),
    )
}

fn make_a_complaint(procedure: &Procedure) -> Step {
    let mut text = vec!["You can tell anybody who works for us.".to_owned()];
    text.extend(procedure.accept_within.map(|limit| {
        format!("Please tell us within {limit} of finding out. We look at older matters if there is a good reason.")
    }));
    text.extend(
        procedure
            .acknowledge
            .map(|limit| format!("We acknowledge your complaint within {limit}.")),
    );
    Step::new("Still unhappy? Make a complaint", text)
}

fn stage_step(procedure: &Procedure, stage: &Stage) -> Step {
    let heading = match (procedure.stages.len(), stage.number) {
        (1, _) => "Somebody looks into it".to_owned(),
        (_, 1) => "Stage 1: somebody looks into it".to_owned(),
        (_, number) => format!("Stage {number}: a different person reviews it"),
    };
    let from = match stage.reply_of {
        CountedFrom::Acknowledged => "acknowledging it",
        CountedFrom::Received => "receiving it",
    };
    let mut text = Vec::new();
    if let Some(limit) = stage.acknowledge {
        text.push(format!("We acknowledge your request within {limit}."));
    }
    text.push(format!("We reply within {} of {from}.", stage.reply));
    text.extend(stage.extend_by.map(|limit| longer(limit, procedure.ombudsman)));
    let mut step = Step::new(heading, text);
    let sent_back = procedure.return_to_stage_1.filter(|_| stage.number == 2);
    step.branches.extend(sent_back.map(sent_back_to_stage_1));
    step
}

fn longer(limit: Limit, ombudsman: Option<Ombudsman>) -> String {
    let how = ombudsman.map_or(String::new(), |ombudsman| {
        format!(" and how to reach {}", short_name(ombudsman))
    });
    format!("If we need longer, up to {limit} more, we tell you before then: why, by when{how}.")
}

/// Paper 004, 3.3e and 8.2: back to stage 1, after the customer has been told.
fn sent_back_to_stage_1(rule: ReturnToStage1) -> Branch {
    let times = match rule.at_most {
        1 => "once".to_owned(),
        more => format!("up to {more} times"),
    };
    Branch {
        question: "Does it need more work?".to_owned(),
        then: format!(
            "The reviewer can send it back to stage 1, {times}, and tells you why first. \
             The date for our reply stays the same."
        ),
    }
}

fn ask_for_a_review(procedure: &Procedure, stage: &Stage) -> Step {
    let window = match procedure.ask_for_stage_2_within {
        Some(limit) => {
            format!("Ask within {limit} of our reply. If it is later, ask all the same and tell us why.")
        }
        None => "You can ask at any time.".to_owned(),
    };
    let reasons = "It helps to say what you are unhappy with, but you do not have to.".to_owned();
    Step::new(
        format!("Still unhappy? Ask for stage {}", stage.number),
        [window, reasons],
    )
}

fn short_name(ombudsman: Ombudsman) -> &'static str {
    match ombudsman {
        Ombudsman::Lgsco | Ombudsman::Housing | Ombudsman::Psow => "the Ombudsman",
        Ombudsman::Ico => "the Information Commissioner",
    }
}

fn ask_the_ombudsman(ombudsman: Ombudsman) -> Step {
    let (heading, name) = match ombudsman {
        Ombudsman::Lgsco => (
            "Still unhappy? Ask the Ombudsman",
            "The Local Government and Social Care Ombudsman looks at it afresh.",
        ),
        Ombudsman::Housing => (
            "Still unhappy? Ask the Ombudsman",
            "The Housing Ombudsman looks at it afresh, and can advise you at any time before.",
        ),
        Ombudsman::Ico => (
            "Still unhappy? Ask the Commissioner",
            "The Information Commissioner can look at how we used your data.",
        ),
        Ombudsman::Psow => (
            "Still unhappy? Ask the Ombudsman",
            "The Public Services Ombudsman for Wales looks at it afresh.",
        ),
    };
    Step::new(
        heading,
        [name.to_owned(), "It is free and independent of us.".to_owned()],
    )
}

fn in_words(time: jiff::civil::Time) -> String {
    match (time.hour(), time.minute()) {
        (12, 0) => "midday".to_owned(),
        (_, 0) => time.strftime("%-I%P").to_string(),
        (_, _) => time.strftime("%-I:%M%P").to_string(),
    }
}

fn inside_steps(policy: &Policy) -> Vec<Step> {
    let mut start = Step::new("Find the question that fits", []);
    let branch = |route: &crate::policy::InternalRoute| Branch {
        question: route.question.clone(),
        then: route.then.clone(),
    };
    start.branches = policy.internal_routes.iter().map(branch).collect();
    let log = Step::new(
        "Log it",
        [
            "Every member of staff and every councillor can, on the same form.".to_owned(),
            "It gets a reference at once. Give that to the resident, and follow it yourself.".to_owned(),
            format!(
                "We check every day, by {}, that nothing is left without an owner.",
                in_words(policy.daily_check.by)
            ),
        ],
    );
    let mut answers = Vec::new();
    if let Some(limit) = policy
        .procedure_for(Kind::ServiceRequest, None)
        .and_then(|procedure| procedure.first_answer)
    {
        let request = &policy.council.words.request;
        answers.push(format!("A {request} gets a first answer within {limit}."));
    }
    if let Some(procedure) = policy.corporate_complaints() {
        answers.extend(
            procedure
                .acknowledge
                .map(|limit| format!("A complaint is acknowledged within {limit}.")),
        );
        for stage in &procedure.stages {
            answers.push(format!(
                "Stage {} is answered within {}.",
                stage.number, stage.reply
            ));
        }
    }
    answers.push("We reply to the resident, and you see the reply.".to_owned());
    let late = Step::new(
        "Not answered in time? Tell us",
        ["Go to the complaints manager and quote the reference.".to_owned()],
    );
    vec![start, log, Step::new("We answer", answers), late]
}

#[cfg(test)]
mod tests;
