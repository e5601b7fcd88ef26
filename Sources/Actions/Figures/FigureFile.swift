package import Kernel
import SQL
package import Storage

/// One figure opened: what it came to everywhere under a place, and the facts that it counts.
package struct FigureFile: Sendable {
    package let place: Place
    package let period: Period
    package let line: FigureLine
    /// The parts of a share, the part first.
    package let parts: [FigureLine]
    /// What lies directly under the place, each with its own value; empty where it has none.
    package let places: [(place: Place, value: FigureValue)]
    package let evidence: Evidence
    /// Matters that a rate leaves out, or that somebody asks to leave out, the newest first.
    package let exclusions: [ExclusionLine]
    /// Whether it is a rate of matters, which may leave some out.
    package let mayExclude: Bool
    /// What was reported of other times, the newest first.
    package let baselines: [Baseline]
    package let posts: [Post.ID: PostLine]
    package let uncounted: Int64
    /// The moment to which a copy of the database had come, where one was asked.
    package fileprivate(set) var asOf: Instant?

    /// The facts behind a number, or why they are not shown.
    package enum Evidence: Sendable {
        case lines([EvidenceLine], next: FactCursor?)
        /// The post does not reach the place.
        case outOfReach
        /// The answers that it counts are told to other offices only.
        case told
        /// Nothing is listed: a share shows its parts, a register has a page of its own.
        case none
    }
}

/// A fact with what its subject is called.
package struct EvidenceLine: Sendable {
    package let fact: Fact
    package let subject: Subject
    package let place: LocalName

    package enum Subject: Sendable {
        case matter(MatterLine)
        case meeting(Meeting.ID, title: String)
        case activity(Activity.ID, title: String)
        case pairing(Pairing.ID)
        case report(Report.ID, layout: ReportLayout.ID)
        case sitting(Sitting)
        case booking(Booking)
    }
}

/// A matter that a rate leaves out, with its name.
package struct ExclusionLine: Sendable {
    package let exclusion: Exclusion
    package let matter: MatterLine
}

/// What a figure came to, whoever asks.
struct WorkedFigure: Sendable {
    let line: FigureLine
    let parts: [FigureLine]
    let places: [(place: Place, value: FigureValue)]
}

/// Figures of a place for a period.
struct FigureKey: Hashable, Sendable {
    let figures: [Figure.ID]
    let place: Place.ID
    let period: Period
    let today: Day
    let realm: Realm.ID
    let profileVersion: Int

    init(figures: [Figure.ID], place: Place, period: Period, today: Day, realm: Realm) {
        self.figures = figures
        self.place = place.id
        self.period = period
        self.today = today
        self.realm = realm.id
        profileVersion = realm.profileVersion
    }
}

/// Figures that were worked out, whole sheets of them and single ones.
struct FigureShelves: Sendable {
    let sheets = AnswerShelf<FigureKey, Facts.Standing, [FigureLine]>(
        keptMax: 500, freshSeconds: 60)
    let figures = AnswerShelf<FigureKey, Facts.Standing, WorkedFigure>(
        keptMax: 500, freshSeconds: 60)
    let beside = AnswerShelf<FigureKey, Facts.Standing, PlacesBeside>(
        keptMax: 100, freshSeconds: 60)
}

extension Installation {
    /// How many exclusions one page lists.
    package static let exclusionsMax = 50
    /// How many places under one are listed with a figure, and facts on one page of evidence.
    package static let figurePlacesMax = 60
    package static let evidenceMax = 20

    /// All figures of a profile at a place.
    ///
    /// - Throws: `ActionError.notFound` for a place of another realm.
    package func figureSheet(
        at place: Place.ID, for period: Period, isPublic: Bool = false, in realm: Realm
    ) async throws -> FigureSheet {
        let book = try await rulebook(of: realm)
        let figures = book.profile.figures
        let now = now()
        let today = book.day(of: now)
        let shown = figures.filter { !isPublic || $0.isPublic }.map(\.id)
        let read = try await lookAtFigures(mayCount: !isPublic) { standing, db in
            let place = try gazetteer.place(place, in: realm.id, at: now, db).orNotFound()
            let key = FigureKey(
                figures: shown, place: place, period: period, today: today, realm: realm)
            let lines = try figureShelves.sheets.answer(to: key, of: standing, at: now) {
                var reading = FigureReading(
                    figures, place: place, period: period, today: today, realm: realm.id, db)
                try reading.ask(for: shown)
                return try shown.compactMap { try reading.line($0) }
            }
            return (place, lines, standing.uncounted)
        }
        return FigureSheet(
            place: read.answer.0, period: period, lines: read.answer.1,
            uncounted: read.answer.2, asOf: read.asOf)
    }

    /// The place that holds all others of a realm; nil where there are several, or none.
    package func rootPlace(in realm: Realm) async throws -> Place? {
        try await database.glance { db in
            let roots = try Places.roots(in: realm.id, limit: 2, db)
            return roots.count == 1 ? roots[0] : nil
        }
    }

    /// One figure with its evidence, as far as a post may read it.
    ///
    /// - Throws: `ActionError.notFound` for a figure that the profile does not list, or a place of
    ///   another realm.
    package func figureFile(
        _ id: Figure.ID, at place: Place.ID, for period: Period, after cursor: FactCursor?,
        in realm: Realm, for holding: Holding
    ) async throws -> FigureFile {
        let book = try await rulebook(of: realm)
        guard let figure = book.profile.figure(id) else { throw ActionError.notFound }
        let now = now()
        let today = book.day(of: now)
        @Sendable func behind(_ place: Place) -> BehindFigure {
            BehindFigure(
                figure, at: place, for: period, after: cursor, under: book, for: holding,
                on: database.dialect)
        }
        let known = gazetteer.kept(realm.id, at: now)?.placesByID[place]
        let read = try await lookAtFigures(
            expecting: known.map { behind($0).expected } ?? []
        ) { standing, db in
            let place = try gazetteer.place(place, in: realm.id, at: now, db).orNotFound()
            let key = FigureKey(
                figures: [id], place: place, period: period, today: today, realm: realm)
            let worked = try figureShelves.figures.answer(to: key, of: standing, at: now) {
                try work(out: figure, at: place, for: period, book, today, db)
            }
            let behind = behind(place)
            let exclusions = try behind.exclusions(db)
            let baselines = try behind.baselines(db)
            let matters = try lines(
                of: Set(exclusions.map(\.matter)).sorted(), in: realm, at: now, db)
            let hands =
                exclusions.flatMap { [$0.asked.post, $0.answered?.post] }
                .compactMap(\.self) + baselines.map(\.post)
            return FigureFile(
                place: place, period: period, line: worked.line, parts: worked.parts,
                places: worked.places,
                evidence: try behind.evidence(
                    named: { try evidence($0, in: realm, at: now, db) }, db),
                exclusions: exclusions.compactMap { exclusion in
                    matters[exclusion.matter].map {
                        ExclusionLine(exclusion: exclusion, matter: $0)
                    }
                }, mayExclude: book.profile.wholeOfMatters(id) != nil, baselines: baselines,
                posts: try Posts.lines(withIDs: Set(hands).sorted(), in: realm.id, db),
                uncounted: standing.uncounted)
        }
        var file = read.answer
        file.asOf = read.asOf
        return file
    }

    private func work(
        out figure: Figure, at place: Place, for period: Period, _ book: Rulebook, _ today: Day,
        _ db: any Reader
    ) throws -> WorkedFigure {
        var reading = FigureReading(
            book.profile.figures, place: place, period: period, today: today,
            realm: book.realm.id, db)
        let line = try reading.line(figure.id).orNotFound()
        var parts: [FigureLine] = []
        if case .share(let part, let whole) = figure.formula {
            parts = try [part, whole].compactMap { try reading.line($0) }
        }
        return WorkedFigure(
            line: line, parts: parts,
            places: try values(of: figure, under: place, period, book, today, db))
    }

    private func values(
        of figure: Figure, under place: Place, _ period: Period, _ book: Rulebook, _ today: Day,
        _ db: any Reader
    ) throws -> [(place: Place, value: FigureValue)] {
        let places = try Places.children(
            of: place.id, in: book.realm.id, on: today, after: nil, limit: Self.figurePlacesMax, db)
        let values = try PlaceFigures(
            figures: book.profile.figures, places: places, top: place.path, period: period,
            realm: book.realm.id, db: db
        ).values(of: [figure])[figure.id]
        return values.map { values in
            places.compactMap { place in values[place.id].map { (place, $0) } }
        } ?? []
    }
}

extension Optional {
    fileprivate func orNotFound() throws -> Wrapped {
        guard let self else { throw ActionError.notFound }
        return self
    }
}
