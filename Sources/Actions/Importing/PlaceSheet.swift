import Kernel
import Storage

/// The rows of all files of places, merged by code; the files may come in any order.
///
/// A row takes some seventy bytes and its name, so that a whole country fits into the memory of a
/// small machine.
package struct PlaceSheet: Sendable {
    /// Why the files cannot be taken together.
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case tooManyPlaces(countMax: Int)
        case tooManyFiles(countMax: Int)

        package var description: String {
            switch self {
            case .tooManyPlaces(let countMax):
                "The files hold more than \(countMax) places, the most that one realm takes; "
                    + "nothing was changed. Take in a part of the country."
            case .tooManyFiles(let countMax):
                "These are more than \(countMax) files. Put them together into fewer."
            }
        }
    }

    /// One place as the files name it.
    struct Entry {
        let code: OfficialCode
        /// The parent's code; the entry's own where it has none.
        fileprivate let above: OfficialCode
        fileprivate let nameStart: UInt32
        fileprivate let line: UInt32
        fileprivate let nameLength: UInt16
        fileprivate let file: UInt16
        /// 1 is a province, 5 a committee.
        let level: UInt8

        var parent: OfficialCode? { level == 1 ? nil : above }
    }

    static let columns = ["code", "name", "parent_code", "level"]
    static let positionColumns = ["latitude", "longitude"]
    static let nameCharactersMax = 80
    /// Accents may be stacked without end on what counts as one character.
    static let nameBytesMax = 2_000
    package static let filesMax = 1_000

    package private(set) var files: [String] = []
    private(set) var rows = 0
    private(set) var bad = BadRows()
    private(set) var entries: [Entry] = []
    /// Where places are, of those that say so: the last row that does.
    private(set) var located: [OfficialCode: Position] = [:]
    private var positions: [OfficialCode: Int32] = [:]
    private var names: [UInt8] = []

    package init() {}

    /// Takes in one file, whose pieces come one after the other.
    ///
    /// - Throws: `CSVFile.Problem`, `Problem`, or what `nextPiece` throws.
    package mutating func add(
        file name: String, nextPiece: () throws -> [UInt8]?
    ) throws {
        guard files.count < Self.filesMax else {
            throw Problem.tooManyFiles(countMax: Self.filesMax)
        }
        files.append(name)
        var reader = CSVReader(name: name)
        var columns: PlaceRow.Columns?
        func take(_ row: CSVFile.Row) throws(CSVFile.Problem) {
            if let columns {
                self.take(row, at: columns)
            } else {
                columns = try PlaceRow.Columns(of: row.values, in: name)
            }
        }
        while let piece = try nextPiece() {
            try reader.take(piece, take)
            guard entries.count <= Places.countMax else {
                throw Problem.tooManyPlaces(countMax: Places.countMax)
            }
        }
        try reader.finish(take)
    }

    /// Where the entry of a code stands among `entries`.
    func position(of code: OfficialCode) -> Int? {
        positions[code].map(Int.init)
    }

    /// The positions of all entries, parents before their children.
    var ordered: [Int32] {
        entries.indices.map(Int32.init).sorted { a, b in
            let (a, b) = (entries[Int(a)], entries[Int(b)])
            return (a.level, a.code) < (b.level, b.code)
        }
    }

    /// The parents that are named and do not stand in the files themselves.
    var parentsOutside: Set<OfficialCode> {
        var outside: Set<OfficialCode> = []
        for entry in entries where positions[entry.above] == nil { outside.insert(entry.above) }
        return outside
    }

    func name(of entry: Entry) -> String {
        let start = Int(entry.nameStart)
        return String(decoding: names[start..<start + Int(entry.nameLength)], as: UTF8.self)
    }

    func bad(_ entry: Entry, _ reason: String) -> BadRow {
        BadRow(file: files[Int(entry.file)], line: Int(entry.line), reason: reason)
    }

    private mutating func take(_ row: CSVFile.Row, at columns: PlaceRow.Columns) {
        rows += 1
        do throws(BadRow) {
            try keep(try PlaceRow(row, of: files[files.count - 1], at: columns))
        } catch {
            bad.add(error)
        }
    }

    private mutating func keep(_ row: PlaceRow) throws(BadRow) {
        let above = row.parent ?? row.code
        if let known = position(of: row.code).map({ entries[$0] }) {
            guard (known.above, Int(known.level)) == (above, row.level), name(of: known) == row.name
            else {
                let first = bad(known, "")
                throw row.bad(
                    "code \(row.code) says otherwise in \(first.file):\(first.line), which counts")
            }
            return
        }
        if let position = row.position { located[row.code] = position }
        positions[row.code] = Int32(entries.count)
        entries.append(
            Entry(
                code: row.code, above: above, nameStart: UInt32(names.count),
                line: UInt32(clamping: row.line), nameLength: UInt16(row.name.utf8.count),
                file: UInt16(files.count - 1), level: UInt8(row.level)))
        names.append(contentsOf: row.name.utf8)
    }
}
