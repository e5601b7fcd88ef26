/// What a table of somebody else's holds, and what one may make of it.
package enum SheetNoun: String, CaseIterable, Sendable {
    /// People who sign in, each with a post where the row names one.
    case people
    /// Further posts of people who are known.
    case posts
    case places
    case bodies
    /// How many households and residents a place has, with the day and the source (底数). Numbers,
    /// never who lives there.
    case households
    case needs
    case resources

    /// What a post must grant to take in such a table.
    package var verb: Verb {
        switch self {
        case .people, .posts: .manage
        case .places: .editPlaces
        case .bodies: .editBodies
        case .households: .publish
        case .needs, .resources: .enter
        }
    }

    /// The procedure whose matters it opens.
    package var procedure: Procedure.Name? {
        switch self {
        case .needs: "need"
        case .resources: "resource"
        default: nil
        }
    }

    package var fields: [SheetField] {
        switch self {
        case .people:
            [
                SheetField("name", isNeeded: true), SheetField("signIn"),
                SheetField("role", forAll: true), SheetField("body", forAll: true),
                SheetField("place", forAll: true), SheetField("duty"),
                SheetField("from", forAll: true),
            ]
        case .posts:
            [
                SheetField("name"), SheetField("signIn"),
                SheetField("role", isNeeded: true, forAll: true),
                SheetField("body", isNeeded: true, forAll: true),
                SheetField("place", forAll: true), SheetField("duty"),
                SheetField("from", forAll: true),
            ]
        case .places:
            [
                SheetField("name", isNeeded: true),
                SheetField("parent", isNeeded: true, forAll: true),
                SheetField("level", isNeeded: true, forAll: true), SheetField("code"),
                SheetField("nameEnglish"), SheetField("latitude"), SheetField("longitude"),
                SheetField("from", forAll: true),
            ]
        case .bodies:
            [
                SheetField("name", isNeeded: true),
                SheetField("kind", isNeeded: true, forAll: true),
                SheetField("parent", forAll: true), SheetField("place", forAll: true),
                SheetField("phone"), SheetField("nameEnglish"), SheetField("from", forAll: true),
            ]
        case .households:
            [
                SheetField("place", isNeeded: true), SheetField("households"),
                SheetField("residents"), SheetField("asOf", isNeeded: true, forAll: true),
                SheetField("source", isNeeded: true, forAll: true),
            ]
        case .needs:
            [
                SheetField("account", isNeeded: true),
                SheetField("category", isNeeded: true, forAll: true),
                SheetField("place", isNeeded: true, forAll: true), SheetField("spot"),
                SheetField("reporterName"), SheetField("reporterPhone"),
                SheetField("onBehalf", isNeeded: true, forAll: true),
            ]
        case .resources:
            [
                SheetField("title", isNeeded: true), SheetField("account", isNeeded: true),
                SheetField("category", isNeeded: true, forAll: true),
                SheetField("place", isNeeded: true, forAll: true),
                SheetField("lead", forAll: true), SheetField("amount", isNeeded: true),
                SheetField("unit", isNeeded: true, forAll: true), SheetField("hours"),
                SheetField("venue"), SheetField("conditions"), SheetField("until"),
                SheetField("reporterName"), SheetField("reporterPhone"),
                SheetField("onBehalf", isNeeded: true, forAll: true),
            ]
        }
    }

    package func field(_ name: String) -> SheetField? { fields.first { $0.name == name } }
}

/// What a column may become.
package struct SheetField: Hashable, Sendable {
    package let name: String
    /// Whether a row without it is left out.
    package let isNeeded: Bool
    /// Whether one value may hold for all rows, where no column has it.
    package let isForAll: Bool

    init(_ name: String, isNeeded: Bool = false, forAll: Bool = false) {
        self.name = name
        self.isNeeded = isNeeded
        isForAll = forAll
    }
}
