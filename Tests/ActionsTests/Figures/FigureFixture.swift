import Actions
import Kernel
import SQL
import Storage
import TestSupport

/// Figures as tests ask for them.
extension Town {
    /// What a figure comes to in the year of the town's clock, at a place by its name.
    func figure(
        _ id: Figure.ID, at place: String = "车城路街道", period: String? = nil
    ) async throws -> FigureValue? {
        try await sheet(at: place, period: period).lines.first { $0.figure.id == id }?.value
    }

    func sheet(at place: String = "车城路街道", period: String? = nil) async throws -> FigureSheet {
        try await installation.figureSheet(
            at: try self.place(place).id, for: try await self.period(period), in: realm)
    }

    func period(_ text: String?) async throws -> Period {
        let today = try await rulebook().day(of: clock.now)
        return text.flatMap { Period(parsing: $0) } ?? Period(.year, with: Month(of: today))
    }

    /// Every fact and every month that is kept, for comparing.
    func counted() async throws -> (facts: [String], months: [String]) {
        try await database.read { db in
            let facts = try db.rows(
                """
                SELECT subject_id, noun, event, sequence, kind, day, place_path, amount
                FROM facts ORDER BY subject_id, noun, event, sequence
                """
            ) { row in
                try (0..<8).map { column in
                    [0, 3, 7].contains(column)
                        ? "\(try row.int(column))" : try row.text(column)
                }.joined(separator: " ")
            }
            let months = try db.rows(
                """
                SELECT noun, event, place_id, month, kind, led_by, count, amount
                FROM fact_months
                WHERE count <> 0 OR amount <> 0 ORDER BY noun, event, place_id, month, kind,
                    led_by
                """
            ) { row in
                try (0..<8).map { column in
                    [2, 6, 7].contains(column)
                        ? "\(try row.int(column))" : try row.text(column)
                }.joined(separator: " ")
            }
            return (facts, months)
        }
    }

    /// Forgets all that is counted, as a database is that was filled before anything was.
    func forgetCounted() async throws {
        try await database.write { db in
            try db.run("DELETE FROM facts")
            try db.run("DELETE FROM fact_months")
            try Facts.setLastCounted(0, db)
        }
    }
}

extension Colleague {
    func opens(
        _ id: Figure.ID, at place: String = "岩岭社区", after cursor: FactCursor? = nil
    ) async throws -> FigureFile {
        try await town.installation.figureFile(
            id, at: try town.place(place).id, for: try await town.period(nil), after: cursor,
            in: town.realm, for: holding)
    }
}
