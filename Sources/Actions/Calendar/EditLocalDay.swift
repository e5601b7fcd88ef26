package import Kernel
import SQL
import Storage

/// Changes one day of a realm's own calendar layer and works every open deadline out anew.
///
/// Local governments of ethnic autonomous areas set holidays of their own (Measures on national
/// holidays and commemoration days, article 4); a street also follows its city's notices.
package struct EditLocalDay: Sendable {
    package enum Edit: Hashable, Sendable {
        case set(Day, isWorked: Bool, name: String)
        case remove(Day)

        package var day: Day {
            switch self {
            case .set(let day, _, _), .remove(let day): day
            }
        }
    }

    package let realm: Realm
    package let holding: Holding
    package let edit: Edit

    package init(realm: Realm, holding: Holding, edit: Edit) {
        self.realm = realm
        self.holding = holding
        self.edit = edit
    }

    package static let nameCharactersMax = 40
    /// A day may lie so many years before or after the present one.
    package static let yearsAround = 2

    /// - Returns: how many deadlines moved.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let now = installation.now()
        let checked = try await checked(in: installation, at: now)
        try await installation.database.write { db in
            switch checked {
            case .set(let day, let isWorked, let name):
                try Calendars.setLocal(
                    day, kind: isWorked ? .work : .off, name: name, of: realm.id, db)
            case .remove(let day):
                guard try Calendars.removeLocal(day, of: realm.id, db) else {
                    throw ActionError.notFound
                }
            }
            try record(checked, installation, now, db)
            try FinishReprojections.mark(realm.id, at: now, db)
        }
        installation.rulebooks.forget()
        return try await installation.reprojectDeadlines(of: realm, at: now)
    }

    /// The edit as it may be done.
    ///
    /// - Throws: `.forbidden`, or `.invalid` with what is wrong with day or name.
    func checked(in installation: Installation, at now: Instant) async throws -> Edit {
        guard holding.verbs.contains(.manage), holding.post.realm == realm.id else {
            throw ActionError.forbidden
        }
        let today = try await installation.rulebook(of: realm).day(of: now)
        guard abs(edit.day.year - today.year) <= Self.yearsAround else {
            throw ActionError.invalid([
                "day": .init(
                    "calendar.day.far",
                    [
                        "from": String(today.year - Self.yearsAround),
                        "to": String(today.year + Self.yearsAround),
                    ])
            ])
        }
        guard case .set(let day, let isWorked, let name) = edit else { return edit }
        let plain = name.trimmingCharacters()
        guard !plain.isEmpty, plain.count <= Self.nameCharactersMax, !plain.contains("\0") else {
            throw ActionError.invalid([
                "name": .init(
                    "calendar.name.wanted", ["max": String(Self.nameCharactersMax)])
            ])
        }
        return .set(day, isWorked: isWorked, name: plain)
    }

    private func record(
        _ edit: Edit, _ installation: Installation, _ now: Instant, _ db: any Writer
    ) throws {
        let (action, payload): (String, Payload) =
            switch edit {
            case .set(let day, let isWorked, let name):
                (
                    "setLocalDay",
                    .object([
                        "day": .text("\(day)"), "name": .text(name),
                        "kind": .text(isWorked ? "work" : "off"),
                    ])
                )
            case .remove(let day): ("removeLocalDay", .object(["day": .text("\(day)")]))
            }
        try Records.append(
            Records.Entry(
                realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                action: action, subjectKind: "calendar", subject: Int64(edit.day.year),
                payload: payload),
            id: installation.newID(), db)
    }
}
