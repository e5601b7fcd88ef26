package import Kernel

/// What an inbox shows: whose matters, which of them, and from where on.
package struct InboxQuery: Hashable, Sendable {
    /// Whose matters: those awaiting this post's move, its body's, or all of its place.
    package enum Scope: String, CaseIterable, Sendable {
        case mine, bodies, places, ended
    }

    /// Where a page goes on: after this deadline and id.
    package struct Cursor: Hashable, Sendable {
        package let due: Instant
        package let id: Matter.ID

        package init(due: Instant, id: Matter.ID) {
            self.due = due
            self.id = id
        }
    }

    package var scope: Scope
    package var light: Light?
    package var category: Category.ID?
    package var procedure: Procedure.Name?
    package var state: Procedure.State.ID?
    package var place: PlacePath?
    package var text: String?
    /// Only deadlines from here on, and only those before.
    package var dueFrom: Instant?
    package var dueBefore: Instant?
    package var after: Cursor?
    package var limit: Int

    /// How many rows one page holds at most.
    package static let limitMax = 50
    /// How many rows are read at once for a file of the whole list.
    package static let fileLimitMax = 500

    package init(
        scope: Scope, light: Light? = nil, category: Category.ID? = nil,
        procedure: Procedure.Name? = nil, state: Procedure.State.ID? = nil, place: PlacePath? = nil,
        text: String? = nil, dueFrom: Instant? = nil, dueBefore: Instant? = nil,
        after: Cursor? = nil, limit: Int = limitMax
    ) {
        self.scope = scope
        self.light = light
        self.category = category
        self.procedure = procedure
        self.state = state
        self.place = place
        self.text = text
        self.dueFrom = dueFrom
        self.dueBefore = dueBefore
        self.after = after
        self.limit = min(limit, Self.fileLimitMax)
    }
}
