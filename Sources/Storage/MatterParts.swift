import Kernel
import SQL

/// In which other tables something of a matter may lie, so that only those are asked. A part is
/// never taken back: what it names may have gone again.
struct MatterParts: OptionSet {
    let rawValue: Int64

    static let assists = MatterParts(rawValue: 1)
    static let petitions = MatterParts(rawValue: 2)
    static let suspensions = MatterParts(rawValue: 4)
    static let extensions = MatterParts(rawValue: 8)
    /// Other matters that it ordered.
    static let children = MatterParts(rawValue: 16)
    /// Other matters that were merged into it.
    static let merged = MatterParts(rawValue: 32)
    static let lines = MatterParts(rawValue: 64)

    init(rawValue: Int64) { self.rawValue = rawValue }

    /// Those of the matter's own value; what others make of it is not among them.
    init(of matter: Matter) {
        self = []
        if !matter.assists.isEmpty { insert(.assists) }
        if !matter.petitions.isEmpty { insert(.petitions) }
        if matter.clocks.contains(where: { !$0.suspensions.isEmpty }) { insert(.suspensions) }
        if matter.clocks.contains(where: { !$0.extensions.isEmpty }) { insert(.extensions) }
    }

    /// The parts for which there are rows, as a column of `matters`: for checks alone.
    static let present: SQL = {
        let rows: [(part: MatterParts, of: SQL)] = [
            (.assists, "matter_assists WHERE matter_id = matters.id"),
            (.petitions, "petitions WHERE matter_id = matters.id"),
            (.suspensions, "clock_suspensions WHERE matter_id = matters.id"),
            (.extensions, "clock_extensions WHERE matter_id = matters.id"),
            (.children, "matters AS child WHERE child.parent_id = matters.id"),
            (.merged, "matters AS other WHERE other.merged_into_id = matters.id"),
            (.lines, "work_lines WHERE subject_kind = 'matter' AND subject_id = matters.id"),
        ]
        let bits = rows.map { part, rows -> SQL in
            "CASE WHEN EXISTS (SELECT 1 FROM \(rows)) THEN \(part.rawValue) ELSE 0 END"
        }
        return bits.joined(separator: " + ")
    }()

    /// Notes that something else gave a matter a part.
    func add(to id: Matter.ID, _ db: any Writer) throws {
        try db.send(
            """
            UPDATE matters SET parts = parts | \(rawValue)
            WHERE id = \(id) AND (parts & \(rawValue)) <> \(rawValue)
            """)
    }
}
