/// Who has an account in a ledger (户主), or where what is in it comes from.
package enum Holder: Hashable, Sendable {
    case place(Place.ID)
    case body(Body.ID)
    case person(Person.ID)
    /// What a project has of one kind of money, which is spent on nothing else (专款专用).
    case purse(Matter.ID, FundSource)
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
        case ("purse", _): self = try Self.purse(parts[1], in: text)
        default: throw .unreadable(text)
        }
    }

    private static func purse(
        _ words: String, in text: String
    ) throws(Problem) -> Holder {
        let parts = words.split(separator: " ").map(String.init)
        guard parts.count == 2, let matter = Matter.ID(parts[0]),
            let source = FundSource(rawValue: parts[1])
        else { throw .unreadable(text) }
        return .purse(matter, source)
    }
}
