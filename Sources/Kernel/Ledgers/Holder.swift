/// Who has an account in a ledger (户主), or where what is in it comes from.
package enum Holder: Hashable, Sendable {
    case place(Place.ID)
    case body(Body.ID)
    case person(Person.ID)
    /// What a project has of one kind of money, which is spent on nothing else (专款专用).
    case purse(Matter.ID, FundSource)
    /// What a canteen has of one kind of money for reduced meals.
    case subsidy(Venue.ID, FundSource)
    /// Where amounts come from and go to, such as `service` for hours served. Its balance is what
    /// it has given, below zero.
    case source(String)

    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unreadable(String)

        package var description: String {
            switch self {
            case .unreadable(let text):
                "“\(text)” is no holder of an account. Write it like “person 12” or "
                    + "“source service”."
            }
        }
    }

    package var isSource: Bool {
        if case .source = self { true } else { false }
    }
}

/// How a holder stands in a row: `body 12`, `source service`.
extension Holder: CustomStringConvertible {
    package var description: String {
        switch self {
        case .place(let id): "place \(id)"
        case .body(let id): "body \(id)"
        case .person(let id): "person \(id)"
        case .purse(let matter, let source): "purse \(matter) \(source.rawValue)"
        case .subsidy(let venue, let source): "subsidy \(venue) \(source.rawValue)"
        case .source(let name): "source \(name)"
        }
    }

    /// - Throws: `.unreadable` for anything that `description` does not write.
    package init(parsing text: String) throws(Problem) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw .unreadable(text) }
        switch (parts[0], Int64(parts[1])) {
        case ("place", let id?): self = .place(Place.ID(id))
        case ("body", let id?): self = .body(Body.ID(id))
        case ("person", let id?): self = .person(Person.ID(id))
        case ("source", _): self = .source(parts[1])
        case ("purse", _):
            let (id, source) = try Self.money(parts[1], in: text)
            self = .purse(Matter.ID(id), source)
        case ("subsidy", _):
            let (id, source) = try Self.money(parts[1], in: text)
            self = .subsidy(Venue.ID(id), source)
        default: throw .unreadable(text)
        }
    }

    /// `12 fiscal`
    private static func money(
        _ words: String, in text: String
    ) throws(Problem) -> (Int64, FundSource) {
        let parts = words.split(separator: " ").map(String.init)
        guard parts.count == 2, let id = Int64(parts[0]),
            let source = FundSource(rawValue: parts[1])
        else { throw .unreadable(text) }
        return (id, source)
    }
}
