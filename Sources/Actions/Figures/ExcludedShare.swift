import Kernel
import SQL
import Storage

/// What a rate leaves out of its part and of its whole, by signature.
struct ExcludedShare {
    private let part: [Facts.Excluded]
    private let whole: [Facts.Excluded]

    init(
        _ share: Figure, _ part: Figure, _ whole: Figure, under place: PlacePath,
        on days: ClosedRange<Day>, in realm: Realm.ID, _ db: any Reader
    ) throws {
        func read(_ figure: Figure) throws -> [Facts.Excluded] {
            guard case .count(let tally) = figure.formula else { return [] }
            return try Facts.excluded(
                from: share.id, of: tally, under: place, on: days, in: realm, db)
        }
        self.whole = try read(whole)
        // What is no part of the whole cannot be left out of the part.
        self.part = self.whole.isEmpty ? [] : try read(part)
    }

    func share(part: Int64, whole: Int64, on days: ClosedRange<Day>) -> FigureValue {
        .share(
            part: part - Int64(self.part.count { days.contains($0.day) }),
            whole: whole - count(on: days))
    }

    /// The same for one place among several.
    func share(
        part: Int64, whole: Int64, at place: PlacePath, on days: ClosedRange<Day>
    ) -> FigureValue {
        func out(_ facts: [Facts.Excluded]) -> Int64 {
            Int64(facts.count { days.contains($0.day) && place.contains($0.place) })
        }
        return .share(part: part - out(self.part), whole: whole - out(self.whole))
    }

    func count(on days: ClosedRange<Day>) -> Int64 {
        Int64(whole.count { days.contains($0.day) })
    }
}
