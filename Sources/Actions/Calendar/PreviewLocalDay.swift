package import Kernel
import SQL
import Storage

/// Which open deadlines an edit of the local calendar would move, without changing anything.
package struct PreviewLocalDay: Sendable {
    package let edit: EditLocalDay

    package init(_ edit: EditLocalDay) {
        self.edit = edit
    }

    /// A deadline that would move.
    package struct Move: Hashable, Sendable {
        package let reference: Reference
        package let procedure: Procedure.Name
        package let clock: String
        package let before: Instant
        package let after: Instant
    }

    package struct Report: Sendable {
        /// What would be done, with its name as it would be kept.
        package let edit: EditLocalDay.Edit
        /// Nearest deadline first.
        package let moves: [Move]
        /// How many matters were worked out anew.
        package let matters: Int
        /// Whether there were more matters than one preview looks at.
        package let isCut: Bool
    }

    /// How many running clocks one preview looks at.
    package static let clocksMax = 1_000

    /// - Throws: what doing it would throw: `.forbidden`, `.invalid` or `.notFound`.
    package func run(in installation: Installation) async throws -> Report {
        let now = installation.now()
        let checked = try await edit.checked(in: installation, at: now)
        let book = try await installation.rulebook(of: edit.realm)
        return try await installation.database.read { db in
            if case .remove(let day) = checked,
                try Calendars.local(day, of: edit.realm.id, db) == nil
            {
                throw ActionError.notFound
            }
            let keeper = keeper(after: checked, book.keeper)
            let (ids, isCut) = try Clocks.runningMatters(
                in: edit.realm.id, from: checked.day.start(in: keeper.zone),
                through: checked.day.end(in: keeper.zone), limit: Self.clocksMax, db)
            let moves = try ids.flatMap { id -> [Move] in
                guard let matter = try Matters.find(id, in: edit.realm.id, db) else { return [] }
                return Self.moves(
                    of: matter, kept: try Clocks.projected(of: id, db), by: keeper)
            }
            return Report(
                edit: checked, moves: moves.sorted { $0.before < $1.before },
                matters: ids.count, isCut: isCut)
        }
    }

    private func keeper(after edit: EditLocalDay.Edit, _ keeper: Timekeeper) -> Timekeeper {
        var local = keeper.calendar.local
        switch edit {
        case .set(let day, let isWorked, _): local[day] = isWorked ? .work : .off
        case .remove(let day): local[day] = nil
        }
        return Timekeeper(
            calendar: WorkingCalendar(
                national: keeper.calendar.national, local: local,
                coveredYears: keeper.calendar.coveredYears),
            hours: keeper.hours, zone: keeper.zone)
    }

    private static func moves(
        of matter: Matter, kept: [String: Instant], by keeper: Timekeeper
    ) -> [Move] {
        matter.clocks.compactMap { clock in
            let after = clock.deadline(by: keeper).at
            guard let before = kept[clock.name], before != after else { return nil }
            return Move(
                reference: matter.reference, procedure: matter.procedure.name, clock: clock.name,
                before: before, after: after)
        }
    }
}
