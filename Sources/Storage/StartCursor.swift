package import Kernel

/// Where a page of what begins at an instant goes on: after this one.
package struct StartCursor<Noun>: Hashable, Sendable {
    package let startsAt: Instant
    package let id: Identifier<Noun>

    package init(startsAt: Instant, id: Identifier<Noun>) {
        self.startsAt = startsAt
        self.id = id
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.startsAt == right.startsAt && left.id == right.id
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(startsAt)
        hasher.combine(id)
    }

    /// As it stands in an address: the instant and the id.
    package var text: String { "\(startsAt.milliseconds).\(id)" }

    /// Reads such a text; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 2, let milliseconds = Int64(parts[0]),
            let id = Identifier<Noun>(parts[1])
        else { return nil }
        self.init(startsAt: Instant(milliseconds: milliseconds), id: id)
    }
}
