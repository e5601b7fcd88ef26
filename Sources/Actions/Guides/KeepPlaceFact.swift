package import Kernel
import SQL
import Storage

/// Writes down what is known of a place, with its day and its source (底数). What was known before
/// stays readable.
package struct KeepPlaceFact: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let place: Place.ID
    package let kind: String
    package let said: String
    package let isRough: Bool
    /// Such as `2024-10-22`.
    package let asOf: String
    package let source: String

    package init(
        realm: Realm, by changer: Changer, place: Place.ID, kind: String, said: String,
        isRough: Bool, asOf: String, source: String
    ) {
        self.realm = realm
        self.changer = changer
        self.place = place
        self.kind = kind
        self.said = said
        self.isRough = isRough
        self.asOf = asOf
        self.source = source
    }

    /// - Throws: `.notFound`; `.forbidden` for whoever may not edit the place; `.invalid`.
    @discardableResult
    package func run(in installation: Installation) async throws -> PlaceFact {
        let now = installation.now()
        return try await installation.database.write { db in
            try store(at: now, installation, db)
        }
    }

    func store(
        at now: Instant, _ installation: Installation, _ db: any Writer
    ) throws -> PlaceFact {
        guard let place = try Places.find(place, in: realm.id, db) else {
            throw ActionError.notFound
        }
        try changer.must(.publish, at: place.path, in: realm.id)
        let today = try installation.book(of: realm, at: now, db).day(of: now)
        var text = FormText()
        let said = text.read("said", said, most: PlaceFact.saidCharactersMax)
        let source = text.read("source", source, most: PlaceFact.sourceCharactersMax)
        let kind = PlaceFact.Kind(rawValue: kind)
        if kind == nil { text.complain("kind", "answer.notAChoice") }
        let asOf = text.day("asOf", asOf)
        if let asOf, asOf > today { text.complain("asOf", "facts.problem.future") }
        try text.finish()
        guard let kind, let asOf else { throw ActionError.notFound }
        let before = try PlaceFacts.current(kind, of: place.id, db)
        let fact = PlaceFact(
            id: installation.newID(), realm: realm.id, place: place.id, kind: kind,
            said: said, isRough: isRough, asOf: asOf, source: source, post: changer.post,
            at: now, replaces: before?.id)
        try PlaceFacts.keep(fact, db)
        try installation.note(
            "keepPlaceFact", on: "place", place.id.rawValue, in: realm.id, by: changer,
            at: now,
            [
                "kind": .text(kind.rawValue), "said": .text(said), "source": .text(source),
                "asOf": .text(asOf.description),
                "before": before.map { .text($0.said) } ?? .null,
            ], db)
        return fact
    }
}
