import Kernel
import Markup
import Storage

// The addresses of places, bodies and people on the desk.

extension Link {
    static func places(
        _ text: String? = nil, open: Place.ID? = nil, after: Places.Cursor? = nil
    ) -> Link {
        Link(
            ["desk", "places"],
            query: [
                "q": text, "open": open?.description, "after": after?.id.description,
                "name": after?.name,
            ], fragment: open.map { "place-\($0)" })
    }

    static func place(
        _ id: Place.ID, after: Places.Cursor? = nil, before: Int64? = nil, done: Bool = false
    ) -> Link {
        Link(
            "desk", "places", id.description,
            query: [
                "after": after?.id.description, "name": after?.name,
                "before": before.map(String.init), "done": done ? "1" : nil,
            ])
    }

    static func placeBranch(_ id: Place.ID) -> Link {
        Link("desk", "places", id.description, "branch")
    }

    /// What is changed of a place: `name`, `code`, `closure`, or `children` for a new one under it.
    static func placeChange(_ id: Place.ID, _ what: String) -> Link {
        Link("desk", "places", id.description, what)
    }

    static func bodies(
        _ text: String? = nil, kind: String? = nil, after: String? = nil
    ) -> Link {
        Link("desk", "bodies", query: ["q": text, "kind": kind, "after": after])
    }

    static let newBody = Link("desk", "bodies", "new")

    static func body(_ id: Body.ID, before: Int64? = nil, done: Bool = false) -> Link {
        Link(
            "desk", "bodies", id.description,
            query: ["before": before.map(String.init), "done": done ? "1" : nil])
    }

    /// What is changed of a body: `particulars`, `end`, or `clauses` for a new one.
    static func bodyChange(_ id: Body.ID, _ what: String) -> Link {
        Link("desk", "bodies", id.description, what)
    }

    static func clauseRetirement(_ id: DutyClause.ID) -> Link {
        Link("desk", "clauses", id.description, "retirement")
    }

    static func people(matching text: String?, after: String? = nil) -> Link {
        Link("desk", "people", query: ["q": text, "after": after])
    }

    static let newPerson = Link("desk", "people", "new")

    static func person(_ id: Person.ID, before: Int64? = nil, done: Bool = false) -> Link {
        Link(
            "desk", "people", id.description,
            query: ["before": before.map(String.init), "done": done ? "1" : nil])
    }

    /// What is changed of a person: `posts`, `password`, `one-time`, `end` or `return`.
    static func personChange(_ id: Person.ID, _ what: String) -> Link {
        Link("desk", "people", id.description, what)
    }

    static func postEnd(_ post: Post.ID) -> Link { Link("desk", "posts", post.description, "end") }

    static func secondFactorsRemoval(_ id: Person.ID) -> Link {
        Link("desk", "people", id.description, "second-factors", "removal")
    }
}
