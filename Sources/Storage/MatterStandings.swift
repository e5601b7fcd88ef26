package import Kernel
package import SQL

/// What stands beside some matters in their rows, as far as counting asks.
package struct MatterStanding: Sendable {
    package let realm: Realm.ID
    package let profileVersion: Int
    /// Whether a clock of it was ever missed.
    package let isLate: Bool
    package let isErased: Bool
    /// The deadline of each clock.
    package internal(set) var deadlines: [Procedure.ClockRule.ID: Instant] = [:]

    package static func find(
        _ ids: [Matter.ID], _ db: any Reader
    ) throws -> [Matter.ID: MatterStanding] {
        if ids.isEmpty { return [:] }
        let asked = ids.filled(to: Facts.subjectsMax)
        let rows = try db.rows(
            """
            SELECT id, realm_id, profile_version, late, erased_at FROM matters
            WHERE id IN \(list: asked) ORDER BY id LIMIT \(asked.count)
            """
        ) { row in
            (
                try row.id(0) as Matter.ID,
                MatterStanding(
                    realm: try row.id(1), profileVersion: Int(try row.int(2)),
                    isLate: try row.bool(3), isErased: try !row.isNull(4))
            )
        }
        var found = Dictionary(rows, uniquingKeysWith: { first, _ in first })
        let clocks = try db.rows(
            """
            SELECT matter_id, name, due_at FROM clocks WHERE matter_id IN \(list: asked)
            ORDER BY matter_id, name LIMIT \(asked.count * Clocks.countMax)
            """
        ) { (try $0.id(0) as Matter.ID, try $0.text(1), try $0.instant(2)) }
        for (matter, name, due) in clocks { found[matter]?.deadlines[name] = due }
        return found
    }
}
