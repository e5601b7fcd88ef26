import Kernel
import SQL
import Storage

/// Writes down that matters are due soon or overdue, once for each deadline and only in realms
/// where an outlet tells it: what the light is follows from the clock, but events come off the
/// record.
///
/// What turned before anybody wanted to hear of it is not told.
package struct RecordTurnedLights: Sendable {
    package init() {}

    /// How many matters one step writes down.
    static let matterMax = Facts.subjectsMax

    /// - Returns: how many lights were written down.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let (wanted, known) = try await installation.database.glance { db in
            (try Self.wanted(db), try TurnedLights.cursors(db))
        }
        let now = installation.now()
        if wanted != Set(known.keys) {
            try await installation.database.write { db in
                for stream in wanted where known[stream] == nil {
                    try TurnedLights.set(.after(stream.last(at: now)), of: stream, db)
                }
                for stream in known.keys where !wanted.contains(stream) {
                    try TurnedLights.forget(stream, db)
                }
            }
        }
        var recorded = 0
        for (stream, cursor) in known where wanted.contains(stream) {
            // Looked at first, so that a round in which nothing turned takes no turn.
            let hasTurned = try await installation.database.glance { db in
                try !TurnedLights.page(of: stream, after: cursor, at: now, limit: 1, db).isEmpty
            }
            guard hasTurned else { continue }
            var step = Self.matterMax
            while step == Self.matterMax {
                try Task.checkCancellation()
                step = try await installation.database.write { db in
                    try Self.step(stream, at: now, installation, db)
                }
                recorded += step
            }
        }
        return recorded
    }

    private static func wanted(_ db: any Reader) throws -> Set<TurnedLights.Stream> {
        let outlets = try Outlets.active(db)
        return Set(
            outlets.flatMap { outlet in
                TurnedLight.allCases.filter { outlet.events.contains($0.event) }.map {
                    TurnedLights.Stream(realm: outlet.realm, light: $0.light)
                }
            })
    }

    /// - Returns: how many were looked at.
    private static func step(
        _ stream: TurnedLights.Stream, at now: Instant, _ installation: Installation,
        _ db: any Writer
    ) throws -> Int {
        guard let light = TurnedLight.allCases.first(where: { $0.light == stream.light }),
            let cursor = try TurnedLights.cursor(of: stream, db)
        else { return 0 }
        let turned = try TurnedLights.page(
            of: stream, after: cursor, at: now, limit: matterMax, db)
        let matters = try Matters.stored(turned.map(\.matter), in: stream.realm, db)
        for item in turned {
            // What has no key any more is told to nobody.
            guard let stored = matters[item.matter],
                let key = try stored.keys.key(.story, of: item.matter, vault: installation.vault)
            else { continue }
            try Records.append(
                Records.Entry(
                    realm: stream.realm, at: now, person: nil, post: nil, action: light.rawValue,
                    subjectKind: "matter", subject: item.matter.rawValue,
                    payload: light.payload(of: item, in: stored.matter.state)),
                id: installation.newID(), key: key, vault: installation.vault, db)
        }
        if let last = turned.last { try TurnedLights.set(last.cursor, of: stream, db) }
        return turned.count
    }
}

/// A light of a matter that turned, by the name under which it stands on the record.
enum TurnedLight: String, CaseIterable {
    case amber = "matter.dueSoon"
    case red = "matter.overdue"

    init?(action: String) { self.init(rawValue: action) }

    var light: Light { self == .amber ? .amber : .red }

    var event: Event.Kind { self == .amber ? .matterDueSoon : .matterOverdue }

    func payload(of turned: TurnedLights.Turned, in state: Procedure.State.ID) -> Payload {
        .object([
            "state": .text(state), "clock": .text(turned.clock),
            "dueAt": .int(turned.dueAt.milliseconds),
        ])
    }

    /// The deadline that such a record is about.
    static func dueAt(in told: Payload) -> Instant? {
        if case .int(let due)? = told["dueAt"] { Instant(milliseconds: due) } else { nil }
    }
}
