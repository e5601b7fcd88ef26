/// What somebody says of themselves that they can help with (可以帮什么): declared by the person,
/// seen by whoever issues needs, taken back at any time.
package struct AidOffer: Hashable, Sendable {
    package let person: Person.ID
    package let realm: Realm.ID
    /// From where they start out.
    package let place: Place.ID
    package let placePath: PlacePath
    /// The categories of needs that they take on.
    package let kinds: Set<Category.ID>
    package let times: FreeTimes
    /// How many they take on in thirty days.
    package let most: Int
    /// The languages in which they can help, of those that the profile lists.
    package let languages: Set<String>

    package static let mostRange = 1...10
    /// The days over which what they took on is counted.
    package static let loadDays = 30

    package init(
        person: Person.ID, realm: Realm.ID, place: Place.ID, placePath: PlacePath,
        kinds: Set<Category.ID>, times: FreeTimes, most: Int, languages: Set<String> = []
    ) {
        self.person = person
        self.realm = realm
        self.place = place
        self.placePath = placePath
        self.kinds = kinds
        self.times = times
        self.most = most
        self.languages = languages
    }
}

/// When somebody is free: mornings, afternoons and evenings of the week.
package struct FreeTimes: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package enum Part: Int, CaseIterable, Sendable {
        case morning, afternoon, evening
    }

    /// - Parameter weekday: 1 for Monday to 7 for Sunday.
    package static func on(_ weekday: Int, _ part: Part) -> FreeTimes {
        FreeTimes(rawValue: 1 << ((weekday - 1) * Part.allCases.count + part.rawValue))
    }

    /// Every part of every day.
    package static let all = FreeTimes(rawValue: (1 << 21) - 1)

    /// Each free part with its day, in the order of the week.
    package var parts: [(weekday: Int, part: Part)] {
        (1...7).flatMap { weekday in
            Part.allCases.compactMap { part in
                contains(.on(weekday, part)) ? (weekday: weekday, part: part) : nil
            }
        }
    }
}
