package import Kernel
import SQL
package import Storage

/// What every page of the desk shows of a person's own: their setting, their views, their bell.
package struct DeskState: Sendable {
    package let setting: DeskSetting
    package let views: [SavedView]
    package let bell: Bell
}

/// How many news wait, counted no further than one needs to know.
package struct Bell: Hashable, Sendable {
    /// Beyond nine the bell says "9+".
    package static let countMax = 10

    package let count: Int
    /// How many of them are emergencies.
    package let emergencies: Int
    /// Whether it is now an hour in which nothing is announced.
    package let isQuiet: Bool
}

extension Installation {
    package func deskState(for visit: Visit) async throws -> DeskState {
        let now = now()
        return try await database.read { db in
            let setting = try DeskSettings.find(visit.person.id, db)
            return DeskState(
                setting: setting, views: try SavedViews.all(of: visit.person.id, db),
                bell: try Bell(setting, visit, at: now, db))
        }
    }

    package func bell(for visit: Visit) async throws -> Bell {
        let now = now()
        return try await database.read { db in
            try Bell(try DeskSettings.find(visit.person.id, db), visit, at: now, db)
        }
    }
}

extension Bell {
    fileprivate init(
        _ setting: DeskSetting, _ visit: Visit, at now: Instant, _ db: any Reader
    ) throws {
        var lines: [Matter.ID: MatterLine] = [:]
        for holding in visit.newsHoldings {
            for piece in try News.pieces(
                setting, holding, visit, at: now, limit: Self.countMax, db)
            {
                lines[piece.piece.line.id] = piece.piece.line
            }
        }
        count = min(lines.count, Self.countMax)
        emergencies = lines.values.count { $0.urgency == "emergency" }
        isQuiet = setting.quiet.contains(minute: visit.book.minuteOfDay(at: now))
    }
}

extension Rulebook {
    /// The minute that the wall clock of the place shows, 0 to 1439.
    package func minuteOfDay(at instant: Instant) -> Int {
        Int(
            instant.milliseconds(since: day(of: instant).start(in: profile.zone)) / 60_000
        ) % 1_440
    }
}

extension Visit {
    /// The posts whose news are looked up: the present one first, at most four.
    var newsHoldings: [Holding] {
        let others = holdings.filter { $0 != holding }
        return ([holding] + others).filter { $0.verbs.contains(.read) }.prefix(4).map(\.self)
    }
}
