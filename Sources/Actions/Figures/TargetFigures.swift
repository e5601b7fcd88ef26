package import Kernel
import SQL
import Storage

extension Installation {
    /// How many figures the targets of one matter are set beside.
    package static let targetFiguresMax = 12

    /// What some figures come to at a place for a period, as far as everyone may read them. It
    /// writes nothing: facts that are not counted yet come with the next count.
    package func figures(
        _ ids: [Figure.ID], at place: Place.ID, for period: Period, in realm: Realm
    ) async throws -> [Figure.ID: FigureValue] {
        let book = try await rulebook(of: realm)
        let today = book.day(of: now())
        return try await database.glance { db in
            guard let place = try Places.find(place, in: realm.id, db) else { return [:] }
            var reading = FigureReading(
                book.profile.figures, place: place, period: period, today: today,
                realm: realm.id, db)
            var found: [Figure.ID: FigureValue] = [:]
            let shown = ids.prefix(Self.targetFiguresMax)
                .filter { book.profile.figure($0)?.isPublic == true }
            try reading.ask(for: shown)
            for id in shown { found[id] = try reading.line(id)?.value }
            return found
        }
    }
}
