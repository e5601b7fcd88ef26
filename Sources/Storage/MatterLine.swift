package import Kernel
import SQL

/// A matter as lists show it.
package struct MatterLine: Hashable, Sendable {
    package let id: Matter.ID
    package let reference: Reference
    package let procedure: Procedure.Name
    package let state: Procedure.State.ID
    package let stage: Procedure.Stage.ID
    package let title: String
    package internal(set) var place: LocalName
    package let category: Category.ID
    package let urgency: String
    package internal(set) var leadName: LocalName?
    package let openedAt: Instant
    package let dueAt: Instant?
    package let amberAt: Instant?
    package let suspended: Bool
    package let late: Bool
    package let endedAt: Instant?
    package let ending: Procedure.Ending?
    package let touchedAt: Instant
    package let supervised: Bool
    /// The place that holds the place: without it, a building is only a number.
    package internal(set) var wider: LocalName?
    /// The levels of both, such as `building` and `estate`.
    package internal(set) var level: String
    package internal(set) var widerLevel: String?

    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(touchedAt)
    }

    /// The light at an instant, from the deadline kept with the row.
    package func light(at now: Instant) -> Light {
        if endedAt != nil { return late ? .late : .done }
        if suspended { return .paused }
        guard let dueAt else { return .green }
        if now > dueAt { return .red }
        return amberAt.map { now >= $0 } ?? false ? .amber : .green
    }
}

extension Inbox {
    static let columns: SQL = """
        matters.id, matters.reference, matters.procedure, matters.state, matters.stage,
        matters.title, places.name_zh, places.name_en, matters.category, matters.urgency,
        bodies.name_zh, bodies.name_en, matters.opened_at, matters.due_at, matters.amber_at,
        matters.suspended, matters.late, matters.ended_at, matters.ending, matters.touched_at,
        matters.supervision, wider.name_zh, wider.name_en, places.level, wider.level
        """

    static let sources: SQL = "matters \(names)"

    /// The same for the ids of a page that was found before.
    static func sources(of page: SQL) -> SQL {
        "matters ON matters.id = \(page).id \(names)"
    }

    private static let names: SQL = """
        JOIN places ON places.id = matters.place_id
            LEFT JOIN places AS wider ON wider.id = places.parent_id
            LEFT JOIN bodies ON bodies.id = matters.lead_id
        """

    static func decode(_ row: any Row) throws -> MatterLine {
        MatterLine(
            id: try row.id(0), reference: try row.reference(1), procedure: try row.text(2),
            state: try row.text(3), stage: try row.text(4), title: try row.text(5),
            place: try row.localName(6), category: try row.text(8), urgency: try row.text(9),
            leadName: try row.textOrNil(10).map { _ in try row.localName(10) },
            openedAt: try row.instant(12), dueAt: try row.instantOrNil(13),
            amberAt: try row.instantOrNil(14), suspended: try row.bool(15),
            late: try row.bool(16), endedAt: try row.instantOrNil(17),
            ending: try row.memberOrNil(18, of: Procedure.Ending.self),
            touchedAt: try row.instant(19), supervised: try row.textOrNil(20) != nil,
            wider: try row.textOrNil(21).map { _ in try row.localName(21) },
            level: try row.text(23), widerLevel: try row.textOrNil(24))
    }
}
