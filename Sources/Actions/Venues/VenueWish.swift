import Kernel

/// What a form says of a venue.
package struct VenueWish: Sendable {
    package var name = ""
    package var nameEnglish = ""
    package var model = ""
    package var functions: [String] = []
    package var spot = ""
    package var phone = ""
    package var about = ""
    package var rules = ""
    /// Such as `08:30-12:00 14:30-17:30`, Monday first; empty where it is closed.
    package var weekdays: [String] = []
    package var onHolidays = ""
    package var quiet = ""

    package init() {}

    struct Reading: Sendable {
        let name: LocalName
        let model: String
        let functions: [String]
        let spot: String
        let phone: String?
        let about: String
        let rules: String
        let hours: OpeningHours
        let quiet: [OpeningHours.Span]
    }

    /// - Throws: `.invalid` with every wrong field at once.
    func read(by declared: VenueRules) throws(ActionError) -> Reading {
        var text = FormText()
        let name = text.read("name", name, most: LocalName.charactersMax)
        let english = text.read(
            "nameEnglish", nameEnglish, most: LocalName.charactersMax, isRequired: false)
        if !declared.models.contains(model) { text.complain("model", "answer.notAChoice") }
        let spot = text.read("spot", spot, most: Venue.spotCharactersMax)
        let phone = text.phone("phone", phone)
        let about = text.read("about", about, most: Venue.aboutCharactersMax)
        let rules = text.read("rules", rules, most: Venue.rulesCharactersMax, isRequired: false)
        let onHolidays = OpeningHours.Holidays(rawValue: onHolidays)
        if onHolidays == nil { text.complain("onHolidays", "answer.notAChoice") }
        let week = (0..<7).map { place in
            let typed = weekdays.indices.contains(place) ? weekdays[place] : ""
            return Self.spans("weekday\(place + 1)", typed, &text)
        }
        let quiet = Self.spans("quiet", quiet, &text)
        try text.finish()
        return Reading(
            name: LocalName(zh: name, en: english.isEmpty ? nil : english), model: model,
            functions: declared.functions.filter(functions.contains), spot: spot,
            phone: phone.isEmpty ? nil : phone, about: about, rules: rules,
            hours: OpeningHours(weekdays: week, onHolidays: onHolidays ?? .closed), quiet: quiet)
    }

    static func spans(
        _ field: String, _ typed: String, _ text: inout FormText
    ) -> [OpeningHours.Span] {
        let parts = typed.halfWidth.split { $0.isWhitespace || ",、;".contains($0) }
        if parts.isEmpty { return [] }
        guard parts.count <= spansMax,
            let hours = try? WorkingHours(parsing: parts.map(String.init))
        else {
            text.complain(field, "venues.problem.hours")
            return []
        }
        return hours.spans
    }

    /// How often a day a venue may open anew.
    private static let spansMax = 5
}

/// What a form says of a room.
package struct RoomWish: Sendable {
    package var name = ""
    package var nameEnglish = ""
    package var has = ""
    package var capacity = ""
    package var access = ""
    package var minutesMax = ""
    package var perDay = ""
    package var aheadDays = ""
    package var allowsSound = false
    package var isClosed = false

    package init() {}

    /// - Throws: `.invalid` with every wrong field at once.
    func read(_ id: Room.ID, of venue: Venue.ID, version: Int) throws(ActionError) -> Room {
        var text = FormText()
        let name = text.read("name", name, most: LocalName.charactersMax)
        let english = text.read(
            "nameEnglish", nameEnglish, most: LocalName.charactersMax, isRequired: false)
        let has = text.read("has", has, most: Room.hasCharactersMax, isRequired: false)
        let capacity = text.number("capacity", capacity, in: Room.capacityRange)
        let access = Room.Access(rawValue: access)
        if access == nil { text.complain("access", "answer.notAChoice") }
        let minutes = text.number("minutesMax", minutesMax, in: Room.minutesRange)
        let perDay = text.number("perDay", perDay, in: Room.perDayRange)
        let ahead = text.number("aheadDays", aheadDays, in: Room.aheadDaysRange)
        try text.finish()
        guard let capacity, let access, let minutes, let perDay, let ahead else {
            throw .invalid(["capacity": .init("answer.missing")])
        }
        return Room(
            id: id, venue: venue, name: LocalName(zh: name, en: english.isEmpty ? nil : english),
            has: has, capacity: capacity, access: access, minutesMax: minutes, perDay: perDay,
            aheadDays: ahead, allowsSound: allowsSound, state: isClosed ? .closed : .open,
            version: version)
    }
}
