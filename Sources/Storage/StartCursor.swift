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
}
