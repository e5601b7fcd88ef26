package import Kernel
import SQL
import Storage

/// Writes a letter of thanks to a unit: what its people did here in a span, as facts alone.
package struct WriteHomeLetter: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let unit: UnitRegistration.ID
    package let from: String
    package let until: String

    package init(
        realm: Realm, holding: Holding, unit: UnitRegistration.ID, from: String, until: String
    ) {
        self.realm = realm
        self.holding = holding
        self.unit = unit
        self.from = from
        self.until = until
    }

    /// - Throws: `.forbidden` unless the post keeps that register; `.invalid` where nothing was
    ///   confirmed between the days.
    @discardableResult
    package func run(in installation: Installation) async throws -> HomeLetter {
        var generator = SystemRandomNumberGenerator()
        let code = "\(CheckWord(from: &generator).text)-\(CheckWord(from: &generator).text)"
        return try await installation.register(realm, holding) { work in
            let unit = try work.unit(unit)
            guard unit.isKept(by: holding) else { throw ActionError.forbidden }
            guard unit.registration.state == .confirmed else {
                throw ActionError.invalid(["from": .init("registration.problem.notConfirmed")])
            }
            var text = FormText()
            let (from, until) = (text.day("from", from), text.day("until", until))
            if let from, let until, from > until {
                text.complain("until", "activities.problem.days")
            }
            try text.finish()
            guard let from, let until else { throw ActionError.notFound }
            let zone = try work.book().profile.zone
            let facts = try HomeLetters.facts(
                of: unit, from: from.start(in: zone), until: until.adding(days: 1).start(in: zone),
                work.db)
            guard facts.times > 0 else {
                throw ActionError.invalid(["from": .init("registration.problem.nothing")])
            }
            let letter = HomeLetter(
                id: installation.newID(), realm: realm.id, unit: unit.id, code: code, from: from,
                until: until, facts: facts, issuedAt: work.now)
            try HomeLetters.insert(letter, work.db)
            try work.record(
                unit, action: "writeHomeLetter",
                [
                    "from": .text("\(from)"), "until": .text("\(until)"),
                    "times": .int(Int64(facts.times)), "minutes": .int(facts.minutes),
                ])
            return letter
        }
    }
}
