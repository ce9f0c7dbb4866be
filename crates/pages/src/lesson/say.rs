//! What things are called on the pages of lessons.

use redress_domain::lesson::{
    DrawnFrom, DueKind, Event, LessonStage, NextStep, RootCause, RuledOut, Went, Worked,
};
use redress_domain::measure::Measure;

/// From where it was drawn.
pub const fn drawn_from(from: DrawnFrom) -> &'static str {
    match from {
        DrawnFrom::Closing => "A case, when it was closed",
        DrawnFrom::Group => "A group of cases",
        DrawnFrom::Report => "A report",
        DrawnFrom::Survey => "What customers said in the survey",
        DrawnFrom::Hand => "Written down by hand",
    }
}

/// Whether it went wrong or well.
pub const fn went(went: Went) -> &'static str {
    match went {
        Went::Wrong => "Something went wrong",
        Went::Well => "Something went well",
    }
}

/// A cause.
pub const fn cause(cause: RootCause) -> &'static str {
    match cause {
        RootCause::Information => "What we say is not clear, or not right",
        RootCause::KeepingInTouch => "We did not keep somebody up to date",
        RootCause::Delay => "We took too long",
        RootCause::NotFollowed => "Our procedure was not followed",
        RootCause::Procedure => "Our procedure is not right, or there is none",
        RootCause::Handover => "It fell between teams or organisations",
        RootCause::Records => "What we have on record was wrong or missing",
        RootCause::Training => "Somebody did not know how",
        RootCause::Capacity => "Too few people, or too little money",
        RootCause::Systems => "A machine or a program",
        RootCause::Contractor => "A contractor or partner",
        RootCause::Decision => "The decision or policy itself",
        RootCause::Attitude => "How somebody was treated",
        RootCause::Access => "What somebody needs was not met",
        RootCause::GoodPractice => "Somebody did it well",
    }
}

/// Why nothing is done.
pub const fn ruled_out(because: RuledOut) -> &'static str {
    match because {
        RuledOut::CouldNot => "We could not do anything about it",
        RuledOut::NotNeeded => "No action needed",
    }
}

/// Whether it worked.
pub const fn worked(worked: Worked) -> &'static str {
    match worked {
        Worked::Yes => "Yes",
        Worked::Partly => "In part",
        Worked::No => "No",
    }
}

/// How far it is: the colour and the words.
pub const fn stage(stage: LessonStage) -> (&'static str, &'static str) {
    match stage {
        LessonStage::Analyse => ("blue", "To analyse"),
        LessonStage::Act => ("yellow", "To act on"),
        LessonStage::Tell => ("purple", "To tell people"),
        LessonStage::Told => ("green", "People were told"),
        LessonStage::NotNeeded => ("grey", "No action needed"),
        LessonStage::Merged => ("grey", "Part of another lesson"),
    }
}

/// What is due.
pub const fn due(due: DueKind) -> &'static str {
    match due {
        DueKind::Action => "The action",
        DueKind::DidItWork => "Did it work?",
        DueKind::LookAgain => "Look at it again",
    }
}

/// The next step, and where it is taken.
pub const fn next(step: NextStep) -> Option<(&'static str, &'static str)> {
    match step {
        NextStep::Analyse => Some(("Find out why it happened", "analysis")),
        NextStep::Plan => Some(("Say what will be done, by whom and when", "action")),
        NextStep::FinishAction => Some(("Do it, and record that it is done", "done")),
        NextStep::Write => Some(("Write what people are told", "texts")),
        NextStep::CheckNames => Some(("Check for names, and publish", "publish")),
        NextStep::AnswerWorked => Some(("Answer: did it work?", "worked")),
        NextStep::PlanMore => Some(("Look at it again, and say what more will be done", "action")),
        NextStep::Nothing => None,
    }
}

/// A measure, as the catalogue calls it.
pub const fn measure(measure: Measure) -> &'static str {
    measure.definition().name
}

/// What happened, as the headings of the timeline say it.
pub const fn event(event: &Event) -> &'static str {
    match event {
        Event::Recorded { .. } => "Lesson recorded",
        Event::Reworded { .. } => "Said in other words",
        Event::CasesAdded { .. } => "Cases added",
        Event::Shared { .. } => "Shared with other services",
        Event::Analysed { .. } => "Analysed",
        Event::ActionPlanned { .. } => "Action planned",
        Event::ActionRuledOut { .. } => "No action",
        Event::ActionDone { .. } => "Action done",
        Event::WorkedAnswered { .. } => "Did it work?",
        Event::TextsWritten { .. } => "What people are told was written",
        Event::NamesChecked { .. } => "Checked for names",
        Event::Published {} => "Published",
        Event::TakenDown { .. } => "Taken down",
        Event::MergedInto { .. } => "Merged into another lesson",
        Event::TookIn { .. } => "Took in another lesson",
        Event::HearingAsked { .. } => "A customer asked to hear what changes",
        Event::CustomerTold { .. } => "A customer was told",
        Event::Reminded { .. } => "Reminder sent",
    }
}
