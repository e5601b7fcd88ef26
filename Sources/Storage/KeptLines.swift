import Kernel
import SQL
import Synchronization

/// Lines of matters that were read before. A list asks for the marks of its matters alone, and
/// looks up the lines that are not here as they stand now: the texts of a line are dear to fetch,
/// and from one look at a list to the next hardly any changes.
package final class KeptLines: Sendable {
    /// About six megabytes; beyond, all are let go.
    private static let keptMax = 8_000
    /// Older, all are let go with the next that is read: erased words, which no list shows, do not
    /// stay for as long as the node runs.
    private static let keptMilliseconds: Int64 = 600_000

    private struct Shelf {
        var since = Instant(milliseconds: 0)
        var lines: [Matter.ID: Line] = [:]
    }

    /// A class, so that looking at it copies nothing.
    private final class Line: Sendable {
        let mark: MatterMark
        let line: Inbox.UnnamedLine

        init(_ mark: MatterMark, _ line: Inbox.UnnamedLine) {
            self.mark = mark
            self.line = line
        }
    }

    private let shelf = Mutex(Shelf())

    /// How far back the words of searches lay.
    let reaches = WordReaches()

    package init() {}

    /// The lines of matters, in the order of their marks, which come from the same snapshot.
    func lines(
        of marks: [MatterMark], at now: Instant, _ db: any Reader
    ) throws -> [Inbox.UnnamedLine] {
        var found = shelf.withLock { shelf in
            marks.map { mark in shelf.lines[mark.id].flatMap { $0.mark == mark ? $0 : nil } }
        }
        let unknown = marks.indices.filter { found[$0] == nil }
        guard !unknown.isEmpty else { return found.compactMap { $0?.line } }
        let read = Dictionary(
            try Inbox.unnamed(unknown.map { marks[$0].id }, db).map { ($0.line.id, $0) },
            uniquingKeysWith: { first, _ in first })
        for place in unknown {
            found[place] = read[marks[place].id].map { Line(marks[place], $0) }
        }
        keep(unknown.compactMap { found[$0] }, at: now)
        return found.compactMap { $0?.line }
    }

    private func keep(_ lines: [Line], at now: Instant) {
        shelf.withLock { shelf in
            let age = now.milliseconds - shelf.since.milliseconds
            if !(0..<Self.keptMilliseconds).contains(age)
                || shelf.lines.count + lines.count > Self.keptMax
            {
                shelf = Shelf(since: now)
            }
            for line in lines { shelf.lines[line.mark.id] = line }
        }
    }
}

/// Which matter, and all by which its line can have changed: whatever writes a column of a line
/// counts the version on or changes one of the others.
struct MatterMark: Hashable {
    let id: Matter.ID
    let version: Int64
    let touchedAt: Instant
    let dueAt: Instant?
    let amberAt: Instant?
    let erasedAt: Instant?

    static let columnCount = 6
    static let columns: SQL = """
        matters.id, matters.version, matters.touched_at, matters.due_at, matters.amber_at,
        matters.erased_at
        """

    init(_ row: any Row) throws {
        id = try row.id(0)
        version = try row.int(1)
        touchedAt = try row.instant(2)
        dueAt = try row.instantOrNil(3)
        amberAt = try row.instantOrNil(4)
        erasedAt = try row.instantOrNil(5)
    }
}
