//! Invitations: each event, in London's time, and the file beside it.

use super::*;

/// An e-mail with a calendar of these lines beside its text.
fn invited(kind: &str, lines: &str) -> Incoming {
    let headers = "From: asha@example.org\r\nSubject: Visit\r\nMIME-Version: 1.0\r\n\
                   Content-Type: multipart/mixed; boundary=b";
    let calendar = format!("BEGIN:VCALENDAR\r\n{lines}\r\nEND:VCALENDAR").replace('\n', "\r\n");
    let body = format!("--b\r\n\r\nCome.\r\n--b\r\nContent-Type: {kind}\r\n\r\n{calendar}\r\n--b--");
    written(headers, &body.replace("\r\r", "\r"))
}

fn told(lines: &str) -> String {
    invited("text/calendar; charset=utf-8", lines).text
}

fn from(start: &str) -> String {
    let told = told(&format!(
        "BEGIN:VEVENT\nSUMMARY:Visit\nDTSTART{start}\nEND:VEVENT"
    ));
    let line = told.lines().find_map(|line| line.strip_prefix("From: "));
    line.unwrap_or_default().to_owned()
}

#[test]
fn a_time_elsewhere_is_told_in_london_with_what_it_was() {
    for (start, words) in [
        (
            ";TZID=Europe/Paris:20261124T103000",
            "24.11.2026 09:30 in London (24.11.2026 10:30 in Europe/Paris)",
        ),
        (
            ";TZID=\"W. Europe Standard Time\":20260724T103000",
            "24.07.2026 09:30 in London (24.07.2026 10:30 in W. Europe Standard Time)",
        ),
        (
            ";VALUE=DATE-TIME;TZID=/example.org/20260101_1/America/New_York:20261124T203000",
            "25.11.2026 01:30 in London (24.11.2026 20:30 in /example.org/20260101_1/America/New_York)",
        ),
        // London's own, by any name.
        (";TZID=Europe/London:20260724T103000", "24.07.2026 10:30"),
        (";TZID=GMT Standard Time:20260724T103000", "24.07.2026 10:30"),
        (":20260724T093000Z", "24.07.2026 10:30"),
        // Nobody knows where: it is told as it stands.
        (
            ";TZID=Customized Time Zone:20261124T103000",
            "24.11.2026 10:30 in Customized Time Zone",
        ),
        (":20261124T103000", "24.11.2026 10:30"),
        (";VALUE=DATE:20261124", "24.11.2026"),
        (":next Tuesday", "next Tuesday"),
    ] {
        assert_eq!(from(start), words, "{start}");
    }
}

#[test]
fn each_event_is_told_and_what_repeats_or_is_cancelled() {
    let told = told(
        "METHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:First\\, at home\nDTSTART:20261124T103000\nRRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:Second\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261202\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:Third\\nand last\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261204",
    );
    assert_eq!(
        told,
        "Come.\n\nCalendar: request\nWhat: First, at home\nFrom: 24.11.2026 10:30\nRepeats: weekly\n\n\
         What: Second\nIt is: cancelled\nFrom: 01.12.2026\n\n\
         What: Third\nand last\nFrom: 01.12.2026\nUntil: 03.12.2026"
    );
}

#[test]
fn of_a_whole_calendar_the_first_events_are_told_and_how_many_more_there_are() {
    let event = |number| format!("BEGIN:VEVENT\nSUMMARY:Visit {number}\nEND:VEVENT\n");
    let events = (0..500).map(event).collect::<Vec<_>>().concat();
    let told = told(&events);
    assert!(
        told.contains("What: Visit 19\n") && !told.contains("Visit 20"),
        "{told}"
    );
    assert!(told.ends_with("And 480 more: see the original."), "{told}");
}

#[test]
fn what_an_alarm_says_is_not_the_events() {
    let told = told(
        "BEGIN:VEVENT\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Reminder\nSUMMARY:Alarm\nEND:VALARM\nSUMMARY:Visit\n\
         DESCRIPTION:Bring the photographs\nEND:VEVENT",
    );
    assert_eq!(told, "Come.\n\nWhat: Visit\nMore: Bring the photographs");
}

#[test]
fn an_invitation_that_has_a_name_is_a_file_too() {
    let event = "BEGIN:VEVENT\nSUMMARY:Visit\nEND:VEVENT";
    for kind in [
        "text/calendar; name=\"visit.ics\"",
        "text/calendar; charset=utf-8\r\nContent-Disposition: attachment; filename=visit.ics",
        "application/ics; name=visit.ics",
    ] {
        let read = invited(kind, event);
        assert_eq!(read.text, "Come.\n\nWhat: Visit", "{kind}");
        let names: Vec<&str> = read.attachments.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["visit.ics"], "{kind}");
        let content = String::from_utf8_lossy(&read.attachments[0].content);
        assert!(content.starts_with("BEGIN:VCALENDAR") && content.trim_end().ends_with("END:VCALENDAR"));
    }
    assert_eq!(invited("text/calendar", event).attachments, []);
}
