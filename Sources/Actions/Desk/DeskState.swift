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
    /// What every page of the desk shows around its content, in one snapshot. Most people keep no
    /// views, and mostly nothing changed since the page before: then nothing is asked.
    package func deskState(
        for visit: Visit
    ) async throws -> (counts: DeskCounts, own: DeskState?) {
        let now = now()
        if !visit.keepsViews, let setting = visit.setting,
            let counts = keptCounts(for: visit, setting, at: now)
        {
            return state(of: visit, setting, counts, views: [], at: now)
        }
        return try await database.glance { db in
            let setting = try visit.setting ?? DeskSettings.find(visit.person.id, db)
            return state(
                of: visit, setting, try counts(for: visit, setting, at: now, db),
                views: try SavedViews.all(of: visit.person.id, db), at: now)
        }
    }

    private func state(
        of visit: Visit, _ setting: DeskSetting, _ counts: DeskCounts, views: [SavedView],
        at now: Instant
    ) -> (counts: DeskCounts, own: DeskState?) {
        let own = counts.news.map { news in
            DeskState(setting: setting, views: views, bell: Bell(news, setting, visit, at: now))
        }
        return (counts, own)
    }
}

extension Bell {
    fileprivate init(
        _ news: DeskCounts.News, _ setting: DeskSetting, _ visit: Visit, at now: Instant
    ) {
        count = news.count
        emergencies = news.emergencies
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
