package import Kernel
import SQL
import Storage

/// Figures of one section at the places directly under one, beside each other.
package struct PlacesBeside: Sendable {
    /// A figure at all of the places.
    package struct Line: Sendable {
        package let figure: Figure
        /// What it comes to in all, with what lies in none of the places.
        package let whole: FigureValue
        /// In the order of the places.
        package let values: [FigureValue]
    }

    /// In the order of their names; nothing is ranked.
    package let places: [Place]
    /// Whether there are more places than stand here.
    package let isCutOff: Bool
    package let lines: [Line]
}

/// Places beside each other, with what else a page of them says.
package struct PlaceComparison: Sendable {
    package let place: Place
    package let period: Period
    /// The sections with figures that are read at many places at once.
    package let sections: [String]
    /// The one that is seen; nil where there is none.
    package let section: String?
    package let beside: PlacesBeside
    /// How many records are not counted yet.
    package let uncounted: Int64
    /// The moment to which a copy of the database had come, where one was asked.
    package let asOf: Instant?
}

extension Installation {
    /// The figures of a section at each place directly under one.
    ///
    /// - Parameter asked: nil, or one that the profile does not have, takes the first.
    /// - Throws: `ActionError.notFound` for a place of another realm.
    package func placeComparison(
        at place: Place.ID, for period: Period, section asked: String?, in realm: Realm
    ) async throws -> PlaceComparison {
        let book = try await rulebook(of: realm)
        let figures = book.profile.figures
        let held = figures.filter { $0.isReadByPlace(among: figures) }
        let sections = held.map(\.section).once
        let section = asked.flatMap { sections.contains($0) ? $0 : nil } ?? sections.first
        let shown = held.filter { $0.section == section }
        let now = now()
        let today = book.day(of: now)
        let read = try await lookAtFigures { standing, db in
            guard let place = try gazetteer.place(place, in: realm.id, at: now, db) else {
                throw ActionError.notFound
            }
            let key = FigureKey(
                figures: shown.map(\.id), place: place, period: period, today: today,
                realm: realm)
            let beside = try figureShelves.beside.answer(to: key, of: standing, at: now) {
                try placesBeside(shown, under: place, period, book, on: today, db)
            }
            return (place, beside, standing.uncounted)
        }
        return PlaceComparison(
            place: read.answer.0, period: period, sections: sections, section: section,
            beside: read.answer.1, uncounted: read.answer.2, asOf: read.asOf)
    }

    private func placesBeside(
        _ shown: [Figure], under place: Place, _ period: Period, _ book: Rulebook, on day: Day,
        _ db: any Reader
    ) throws -> PlacesBeside {
        let found = try Places.children(
            of: place.id, in: book.realm.id, on: day, after: nil,
            limit: Self.figurePlacesMax + 1, db)
        let places = Array(found.prefix(Self.figurePlacesMax))
        let values = try PlaceFigures(
            figures: book.profile.figures, places: places.isEmpty ? [] : [place] + places,
            top: place.path, period: period, realm: book.realm.id, db: db
        ).values(of: shown)
        return PlacesBeside(
            places: places, isCutOff: found.count > places.count,
            lines: shown.compactMap { figure in
                guard let at = values[figure.id], let whole = at[place.id] else { return nil }
                return PlacesBeside.Line(
                    figure: figure, whole: whole, values: places.compactMap { at[$0.id] })
            })
    }
}
