package import Kernel
import SQL
import Storage

extension Installation {
    /// How many months back the usual is looked for, beside the present one.
    private static let usualMonths = 2

    /// How often matters of some procedures were opened at a post's place of late: what a desk
    /// offers first.
    package func openedOfLate(
        _ procedures: [Procedure.Name], for visit: Visit
    ) async throws -> [Procedure.Name: Int64] {
        let month = Month(of: visit.book.day(of: now()))
        return try await database.glance { db in
            try Facts.counts(
                of: "opened", nouns: procedures, at: visit.holding.post.place,
                from: month.adding(-Self.usualMonths), through: month,
                in: visit.realm.id, db)
        }
    }
}
