import Kernel
import SQL
import Storage

/// What figures come to at several places, with few statements for all of them. It reads those that
/// are kept by months, and shares of them: each of the others would have to be counted at every
/// place for itself.
struct PlaceFigures {
    /// All that the profile lists.
    let figures: [Figure]
    let places: [Place]
    /// Where all of the places lie.
    let top: PlacePath
    let period: Period
    let realm: Realm.ID
    let db: any Reader

    /// Each figure that is read in this way, with its value at every place.
    func values(of asked: [Figure]) throws -> [Figure.ID: [Place.ID: FigureValue]] {
        let counts = try Facts.places(
            of: asked.flatMap { $0.measures(among: figures) ?? [] }.once,
            at: places.map(\.id), from: period.first, through: period.last, in: realm, db)
        var values: [Figure.ID: [Place.ID: FigureValue]] = [:]
        for figure in asked {
            guard let measures = figure.measures(among: figures) else { continue }
            let sums = measures.map { counts[$0] ?? [:] }
            let share = try excluded(from: figure)
            let pairs = places.map { place -> (Place.ID, FigureValue) in
                let numbers = sums.map { $0[place.id] ?? 0 }
                return (
                    place.id,
                    share?.share(
                        part: numbers[0], whole: numbers[1], at: place.path, on: period.days)
                        ?? .number(numbers[0])
                )
            }
            values[figure.id] = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
        return values
    }

    /// What a share leaves out; nil for what is no share.
    private func excluded(from figure: Figure) throws -> ExcludedShare? {
        guard let (part, whole) = figure.parts(among: figures) else { return nil }
        return try ExcludedShare(
            figure, part, whole, under: top, on: period.days, in: realm, db)
    }
}

extension Figure {
    /// Whether it is read at many places at once.
    func isReadByPlace(among figures: [Figure]) -> Bool { measures(among: figures) != nil }

    /// What it takes off the months, the part of a share before the whole; nil where it takes
    /// anything else.
    fileprivate func measures(among figures: [Figure]) -> [Facts.Measure]? {
        guard case .share = formula else { return measure.map { [$0] } }
        guard let (part, whole) = parts(among: figures), let some = part.measure,
            let all = whole.measure
        else { return nil }
        return [some, all]
    }

    fileprivate func parts(among figures: [Figure]) -> (part: Figure, whole: Figure)? {
        guard case .share(let part, let whole) = formula,
            let part = figures.first(where: { $0.id == part }),
            let whole = figures.first(where: { $0.id == whole })
        else { return nil }
        return (part, whole)
    }
}
