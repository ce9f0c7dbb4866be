//! Time zones by the names that calendars give them.

use jiff::tz::TimeZone;

/// The names that Microsoft's programs give to time zones, and the place of each (Unicode CLDR, "windowsZones"): those of Europe,
/// and the others from which somebody in the United Kingdom is likely to be written to.
const OF_WINDOWS: [(&str, &str); 46] = [
    ("GMT Standard Time", "Europe/London"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("FLE Standard Time", "Europe/Helsinki"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("Kaliningrad Standard Time", "Europe/Kaliningrad"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("Belarus Standard Time", "Europe/Minsk"),
    ("Azores Standard Time", "Atlantic/Azores"),
    ("Morocco Standard Time", "Africa/Casablanca"),
    ("W. Central Africa Standard Time", "Africa/Lagos"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("E. Africa Standard Time", "Africa/Nairobi"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Iran Standard Time", "Asia/Tehran"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Sri Lanka Standard Time", "Asia/Colombo"),
    ("Nepal Standard Time", "Asia/Kathmandu"),
    ("Bangladesh Standard Time", "Asia/Dhaka"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("China Standard Time", "Asia/Shanghai"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("W. Australia Standard Time", "Australia/Perth"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("Newfoundland Standard Time", "America/St_Johns"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("Eastern Standard Time", "America/New_York"),
    ("Central Standard Time", "America/Chicago"),
    ("Mountain Standard Time", "America/Denver"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("SA Western Standard Time", "America/La_Paz"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("Argentina Standard Time", "America/Argentina/Buenos_Aires"),
];

/// The time zone of this name, where it is known.
pub(super) fn known(name: &str) -> Option<TimeZone> {
    let windows = OF_WINDOWS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    let name = windows.map_or(name, |(_, place)| place);
    if let Ok(zone) = TimeZone::get(name) {
        return Some(zone);
    }
    // RFC 5545, 3.8.3.1: a name that begins so is of a registry, and most end as everybody's does:
    // "/example.org/20260101_1/Europe/Paris".
    let registered = name.strip_prefix('/').or_else(|| name.strip_prefix("tzone://"))?;
    let parts: Vec<&str> = registered.split('/').take(10).collect();
    (1..parts.len()).find_map(|from| TimeZone::get(&parts.get(from..)?.join("/")).ok())
}

#[cfg(test)]
mod tests {
    //! That each place is one.

    use super::*;

    #[test]
    fn each_name_of_windows_leads_to_a_place_that_is_known() {
        for (name, place) in OF_WINDOWS {
            let zone = known(&name.to_lowercase()).unwrap();
            assert_eq!(zone.iana_name(), Some(place), "{name}");
        }
    }

    #[test]
    fn a_name_of_a_registry_ends_as_everybodys_does() {
        for name in [
            "/example.org/20260101_1/Europe/Paris",
            "/example.org/Europe/Paris",
            "europe/paris",
        ] {
            assert_eq!(known(name).unwrap().iana_name(), Some("Europe/Paris"), "{name}");
        }
        for unknown in [
            "",
            "/",
            "Customized Time Zone",
            "../../etc/passwd",
            "tzone://Microsoft/Custom",
        ] {
            assert!(known(unknown).is_none(), "{unknown}");
        }
    }
}
