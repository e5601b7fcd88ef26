package import Kernel
import SQL
import Storage

/// Enters a number that was reported of another time or from elsewhere, with its source.
package struct EnterBaseline: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let figure: Figure.ID
    package let place: Place.ID
    package let period: String
    package let number: String
    package let said: String
    package let source: String

    package init(
        realm: Realm, holding: Holding, figure: Figure.ID, place: Place.ID, period: String,
        number: String, said: String, source: String
    ) {
        self.realm = realm
        self.holding = holding
        self.figure = figure
        self.place = place
        self.period = period
        self.number = number
        self.said = said
        self.source = source
    }

    /// - Throws: `.notFound`, `.forbidden` without `report` over the place, `.invalid` by field.
    @discardableResult
    package func run(in installation: Installation) async throws -> Baseline {
        try await installation.doing(realm, holding) { (work: ReportWork) in
            guard try work.book().profile.figure(figure) != nil else { throw ActionError.notFound }
            try work.changer.must(.report, at: try work.place(place).path, in: realm.id)
            var text = FormText()
            let number = text.number("number", number, in: Baseline.numbers)
            let said = text.read("said", said, most: Baseline.saidCharactersMax)
            let source = text.read("source", source, most: Baseline.sourceCharactersMax)
            let period = Period(parsing: period.trimmingCharacters().halfWidth)
            if period == nil { text.complain("period", "baselines.problem.period") }
            try text.finish()
            guard let number, let period else { throw ActionError.notFound }
            let baseline = Baseline(
                id: installation.newID(), realm: realm.id, figure: figure, place: place,
                period: period, number: Int64(number), said: said, source: source,
                post: holding.post.id, at: work.now)
            try Baselines.insert(baseline, work.db)
            try work.note(
                "enterBaseline", on: "baseline", baseline.id.rawValue,
                [
                    "figure": .text(figure), "place": .text(place.description),
                    "period": .text(period.description), "number": .int(baseline.number),
                    "said": .text(said), "source": .text(source),
                ])
            return baseline
        }
    }
}
