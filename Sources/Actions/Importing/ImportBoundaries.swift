package import Kernel
import SQL
import Storage

/// Gives places the boundaries of a file: the whole file or, where something in it is wrong, as
/// much as the caller allows.
package struct ImportBoundaries: Sendable {
    package let realm: Realm
    package let file: BoundaryFile
    /// What is kept as their source.
    package let source: String
    /// The property that holds the code or the name of the place; nil tries `code` and `name`.
    package let property: String?

    package init(realm: Realm, file: BoundaryFile, source: String, property: String? = nil) {
        self.realm = realm
        self.file = file
        self.source = source
        self.property = property
    }

    package struct Outcome: Hashable, Sendable {
        package var drawn = 0
        package var unchanged = 0
        /// Features that name no place of the realm, or one name that several bear.
        package var unknown: [String] = []
    }

    /// How many boundaries one transaction writes.
    private static let stepPlaces = 200

    /// - Parameter isTrial: whether nothing is stored.
    package func run(
        isTrial: Bool = false, in installation: Installation
    ) async throws -> Outcome {
        let now = installation.now()
        let today = try await installation.rulebook(of: realm).day(of: now)
        var outcome = Outcome()
        for start in stride(from: 0, to: file.features.count, by: Self.stepPlaces) {
            let features = file.features[start...].prefix(Self.stepPlaces)
            let before = outcome
            let work: @Sendable (any Reader, (any Writer)?) throws -> Outcome = { reader, writer in
                var outcome = before
                for feature in features {
                    try draw(
                        feature, on: today, at: now, in: installation, &outcome, reader, writer)
                }
                return outcome
            }
            outcome =
                isTrial
                ? try await installation.database.read { db in try work(db, nil) }
                : try await installation.reorganising { db in try work(db, db) }
        }
        return outcome
    }

    private func draw(
        _ feature: BoundaryFile.Feature, on today: Day, at now: Instant,
        in installation: Installation, _ outcome: inout Outcome, _ reader: any Reader,
        _ writer: (any Writer)?
    ) throws {
        guard let place = try place(of: feature, on: today, reader) else {
            let named = name(of: feature).map { "“\($0)”" } ?? "no code and no name"
            outcome.unknown.append("feature \(feature.number): \(named)")
            return
        }
        if try Outlines.of([place.id], reader)[place.id] == feature.outline {
            outcome.unchanged += 1
            return
        }
        outcome.drawn += 1
        guard let writer else { return }
        try Outlines.keep(feature.outline, of: place.id, from: source, at: now, writer)
        try installation.note(
            "outlinePlace", on: "place", place.id.rawValue, in: realm.id, by: .operator, at: now,
            [
                "source": .text(source),
                "outlineDigest": .text(Digest(of: Array(feature.outline.text.utf8)).hex),
            ], writer)
    }

    private func name(of feature: BoundaryFile.Feature) -> String? {
        if let property { return feature.properties[property] }
        return feature.properties["code"] ?? feature.properties["name"]
    }

    private func place(
        of feature: BoundaryFile.Feature, on today: Day, _ db: any Reader
    ) throws -> Place? {
        guard let text = name(of: feature), !text.isEmpty, !text.contains("\0") else { return nil }
        if let place = try Places.find(code: text, in: realm.id, db) { return place }
        let called = try Places.called(text, in: realm.id, limit: 50, db)
            .filter { $0.exists(on: today) }
        return called.count == 1 ? called[0] : nil
    }
}
