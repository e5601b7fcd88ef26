package import Kernel
import SQL
package import Storage

/// The money of a project, as whoever may read the project reads it.
package struct FundFile: Sendable {
    package let file: MatterFile
    package let sums: [FundSum]
    /// The newest first.
    package let lines: [Funds.Line]
    package let next: FundLine.ID?
    /// The posts that entered the lines.
    package let posts: [Post.ID: PostLine]

    /// Whether the viewer keeps it.
    package var isKept: Bool { file.isFundKept }
}

/// What was received and spent of one source within a span of days.
package struct FundStatement: Sendable {
    package let source: FundSource
    package let from: Day
    package let until: Day
    package let before: Int64
    package let lines: [(line: Funds.Line, reference: Reference, title: String)]
    /// Where more lines begin than fit; nil on the last page.
    package let next: Funds.Cursor?
    /// What is left after the last day of the span.
    package let after: Int64
}

extension Installation {
    /// - Returns: nil where there is no such project for the viewer.
    package func fundFile(
        of project: Reference, in realm: Realm, for acting: Acting, before: FundLine.ID? = nil,
        limit: Int
    ) async throws -> FundFile? {
        guard let file = try await file(of: project, in: realm, for: acting),
            file.procedure.keepsMoney
        else { return nil }
        let matter = file.matter
        return try await database.glance { db in
            let found = try Funds.lines(of: matter.id, before: before, limit: limit + 1, db)
            let shown = Array(found.prefix(limit))
            return FundFile(
                file: file, sums: try Funds.sums(of: matter.id, db), lines: shown,
                next: found.count > limit ? shown.last?.line.id : nil,
                posts: try Posts.lines(
                    withIDs: Set(shown.map(\.post)).sorted(), in: realm.id, db))
        }
    }

    /// What the projects in reach of a post have of each kind of money.
    package func fundSums(in realm: Realm, for holding: Holding) async throws -> [FundSum] {
        try await database.glance { db in
            try Funds.sums(under: holding.post.reach, in: realm.id, db)
        }
    }

    package func fundStatement(
        of source: FundSource, from first: Day, until last: Day, in realm: Realm,
        for holding: Holding, after: Funds.Cursor? = nil, limit: Int
    ) async throws -> FundStatement {
        let reach = holding.post.reach
        return try await database.glance { db in
            let found = try Funds.statement(
                of: source, under: reach, in: realm.id, from: first, until: last, after: after,
                limit: limit + 1, db)
            let shown = Array(found.prefix(limit))
            func left(before day: Day) throws -> Int64 {
                try Funds.left(of: source, under: reach, in: realm.id, before: day, db)
            }
            let end = found.count > limit ? shown.last : nil
            return FundStatement(
                source: source, from: first, until: last, before: try left(before: first),
                lines: shown,
                next: end.map { Funds.Cursor(day: $0.line.line.day, id: $0.line.line.id) },
                after: try left(before: last.adding(days: 1)))
        }
    }
}
