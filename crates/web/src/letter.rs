//! The council's letters about a case, as they are first drafted and as they come into a page: the
//! same for whoever asks for one.

use redress_casework::case::CaseView;
use redress_correspondence::letters::{self, About};
use redress_correspondence::markup;
use redress_domain::case::{ReplySection, Wish};
use redress_domain::id::ActorId;
use redress_domain::language::Language;
use redress_domain::vocabulary::ClockKind;
use redress_pages::case::letter::Block;
use redress_pages::case::vocabulary as say;

use crate::error::PageError;

/// Writes a letter about a case. The case's owner signs it, where there is none whoever began the reply that is written
/// now, and else `writer`: an approver reads, and sends, the letter that its writer saw.
pub(crate) fn written<T>(
    view: &CaseView,
    writer: &str,
    write: impl FnOnce(&About<'_>) -> T,
) -> Result<T, PageError> {
    let case = &view.case;
    let customer = view.correspondent();
    let owner = case.owner.as_ref();
    let policy = view.policy()?;
    // Domain 5.9: a letter under an arrangement offers no way that is closed.
    let one_way = view.one_way().filter(|way| way.against.is_none());
    let offers = one_way.map(|way| policy.reached_by(way.open));
    let policy = offers.as_ref().unwrap_or(policy);
    let team = view.team_that_writes();
    let authors = case.reply.iter().flat_map(|reply| &reply.authors);
    let mut authors = authors.filter_map(ActorId::user);
    let signs = owner.or_else(|| authors.next());
    Ok(write(&About {
        policy,
        reference: &case.reference,
        customer: customer.map_or("", |person| person.addressed()),
        from: signs.map_or(writer, |user| view.name_of_user(user)),
        team: team.map_or("Customer Services", |team| team.name.as_str()),
        ombudsman: view.procedure()?.ombudsman,
        stage: case.stage_that_answers(),
        is_additional: case.open_return().is_some(),
        procedure: Some(&case.procedure),
        channel: view.channel_for_letters(),
        reply_by: case.clock(ClockKind::Reply).map(|clock| clock.due_on),
        is_in_both: view.writes_in_both(),
        language: Language::English,
    }))
}

/// The acknowledgement, with the points that are new and what the customer would like, where that
/// was understood better.
pub(crate) fn acknowledgement(
    view: &CaseView,
    writer: &str,
    (new_points, wanted): (&[String], Option<&str>),
) -> Result<String, PageError> {
    let case = &view.case;
    let known = case.points.iter().map(|point| view.text(&point.words).to_owned());
    let points: Vec<String> = known.chain(new_points.iter().cloned()).collect();
    // The reply counts from today, once the letter is out.
    let reply = case.clock(ClockKind::Reply).map(|clock| {
        let mut clock = clock.clone();
        clock.acknowledge(view.today, &view.council.calendar, case.day_one);
        clock
    });
    let known = || {
        let words = case.wanted.as_ref().map_or("", |words| view.text(words));
        asked_for(view, words)
    };
    let wanted = wanted.map_or_else(known, str::to_owned);
    written(view, writer, |about| {
        letters::acknowledgement(about, &points, &wanted, reply.as_ref())
    })
}

/// What the customer would like: in their words, and as they ticked it. "Something else" and "not sure"
/// say nothing beside words.
pub(crate) fn asked_for(view: &CaseView, words: &str) -> String {
    let words = words.trim();
    let says_something =
        |wish: &&Wish| words.is_empty() || !matches!(wish, Wish::SomethingElse | Wish::NotSure);
    let wishes = view.case.wishes.iter();
    let wishes: Vec<String> = wishes
        .filter(says_something)
        .map(|wish| {
            let said = say::wish(*wish);
            if words.is_empty() {
                said.to_owned()
            } else {
                format!("- {said}")
            }
        })
        .collect();
    let parts = [words.to_owned(), wishes.join("\n")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// The parts of the reply as they were saved.
pub(crate) fn saved_sections(view: &CaseView) -> Vec<(ReplySection, String)> {
    let reply = view.case.reply.iter();
    reply
        .flat_map(|reply| &reply.sections)
        .map(|(section, words)| (*section, view.text(words).to_owned()))
        .collect()
}

/// A letter's text as blocks of a page.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    markup::blocks(text).into_iter().map(block).collect()
}

fn block(one: markup::Block) -> Block {
    match one {
        markup::Block::Heading(text) => Block::Heading(text),
        markup::Block::Paragraph(lines) => Block::Paragraph(lines),
        markup::Block::List(items) => Block::List(items),
        markup::Block::Quote(lines) => Block::Quote(lines),
        markup::Block::In(language, blocks) => {
            Block::In(language.as_str(), blocks.into_iter().map(block).collect())
        }
    }
}
