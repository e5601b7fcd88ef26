package import Kernel

extension Setting {
    /// A venue that a realm starts with.
    package struct VenueEntry: Hashable, Sendable {
        package let place: String
        package let body: String
        package let name: LocalName
        package let model: String
        package let functions: [String]
        package let spot: String
        package let phone: String?
        package let about: String
        package let rules: String
        package let hours: OpeningHours
        package let quiet: [OpeningHours.Span]
        package let rooms: [RoomEntry]
    }

    package struct RoomEntry: Hashable, Sendable {
        package let name: LocalName
        package let has: String
        package let capacity: Int
        package let access: Room.Access
        package let minutesMax: Int
        package let perDay: Int
        package let aheadDays: Int
        package let allowsSound: Bool
    }
}

extension SettingReader {
    private static let optional = [
        "en", "phone", "rules", "weekdays", "saturday", "sunday", "holidays", "quiet", "rooms",
    ]

    func venue(_ passage: Passage) -> Setting.VenueEntry? {
        guard
            let record = passage.record(
                .thing("venue"),
                required: ["place", "body", "name", "model", "functions", "spot", "about"],
                optional: Self.optional)
        else { return nil }
        guard let rules = profile.venues else {
            passage.problem("noVenues")
            return nil
        }
        let functions = record["functions"]?.items("functions")?
            .compactMap { $0.word(.thing("functionOfVenues"), among: rules.functions) }
        guard let place = record["place"].flatMap(place),
            let body = record["body"].flatMap(body(named:)), let name = name(record, "venue"),
            let model = record["model"]?.word(.thing("modelOfVenues"), among: rules.models),
            let functions,
            let spot = record["spot"]?.text("spot", charactersMax: Venue.spotCharactersMax),
            let about = record["about"]?.text("about", charactersMax: Venue.aboutCharactersMax)
        else { return nil }
        let week = spans(record, "weekdays")
        let holidays = record["holidays"]?.word(
            .thing("whatHoldsOnHolidays"), among: OpeningHours.Holidays.allCases.map(\.rawValue))
        return Setting.VenueEntry(
            place: place, body: body, name: name, model: model, functions: functions, spot: spot,
            phone: record["phone"]?.text(.part("phone", of: .thing("venue")), charactersMax: 30),
            about: about,
            rules: record["rules"]?.text("rules", charactersMax: Venue.rulesCharactersMax) ?? "",
            hours: OpeningHours(
                weekdays: Array(repeating: week, count: 5)
                    + [spans(record, "saturday"), spans(record, "sunday")],
                onHolidays: holidays.flatMap(OpeningHours.Holidays.init) ?? .closed),
            quiet: spans(record, "quiet"),
            rooms: (record["rooms"]?.items("rooms") ?? []).compactMap(room))
    }

    private func room(_ passage: Passage) -> Setting.RoomEntry? {
        guard
            let record = passage.record(
                .thing("room"), required: ["name", "has", "capacity"],
                optional: ["en", "access", "minutes", "perDay", "ahead", "sound"]),
            let name = name(record, "room"),
            let has = record["has"]?.text("has", charactersMax: Room.hasCharactersMax),
            let capacity = record["capacity"]?.number("capacity", in: Room.capacityRange)
        else { return nil }
        let access = record["access"]?.word(
            .thing("whoMayBook"), among: Room.Access.allCases.map(\.rawValue))
        return Setting.RoomEntry(
            name: name, has: has, capacity: capacity,
            access: access.flatMap(Room.Access.init) ?? .everyone,
            minutesMax: record["minutes"]?.number("minutes", in: Room.minutesRange) ?? 120,
            perDay: record["perDay"]?.number("perDay", in: Room.perDayRange) ?? 1,
            aheadDays: record["ahead"]?.number("ahead", in: Room.aheadDaysRange) ?? 14,
            allowsSound: record["sound"]?.truth("sound") ?? false)
    }

    /// `["08:30-12:00", "14:30-17:30"]`
    private func spans(_ record: Record, _ key: String) -> [OpeningHours.Span] {
        guard let passage = record[key] else { return [] }
        let texts = (passage.items(.said(key)) ?? []).compactMap {
            $0.text(.thing("spanOf", of: .said(key)))
        }
        do {
            return try WorkingHours(parsing: texts).spans
        } catch {
            passage.report(Phrase(error))
            return []
        }
    }
}
