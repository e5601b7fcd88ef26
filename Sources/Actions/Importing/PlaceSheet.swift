import Kernel

/// The rows of all files of places, merged by code and checked; the files may come in any order.
struct PlaceSheet {
    struct Entry {
        let code: String
        let name: String
        let parent: String?
        /// 1 is a province, 5 a committee.
        let level: Int
        let file: String
        let line: Int

        func bad(_ reason: String) -> BadRow { BadRow(file: file, line: line, reason: reason) }
    }

    static let columns = ["code", "name", "parent_code", "level"]
    static let nameCharactersMax = 80

    private(set) var rows = 0
    private(set) var bad: [BadRow] = []
    private var entries: [String: Entry] = [:]

    /// - Parameter stored: the level of each place that the realm has already, by code.
    init(_ files: [CSVFile], stored: [String: Int]) throws(CSVFile.Problem) {
        for file in files {
            let places = try file.places(of: Self.columns)
            for row in file.rows { take(row, of: file, at: places) }
        }
        refuseWrongParents(stored)
    }

    /// Parents before their children.
    var ordered: [Entry] {
        entries.values.sorted { ($0.level, $0.code) < ($1.level, $1.code) }
    }

    private mutating func take(_ row: CSVFile.Row, of file: CSVFile, at places: [Int]) {
        rows += 1
        do throws(BadRow) {
            let entry = try Self.entry(row, of: file, at: places)
            guard let known = entries[entry.code] else {
                entries[entry.code] = entry
                return
            }
            guard (known.name, known.parent, known.level) == (entry.name, entry.parent, entry.level)
            else {
                throw entry.bad(
                    "code \(entry.code) says otherwise in \(known.file):\(known.line), which counts"
                )
            }
        } catch {
            bad.append(error)
        }
    }

    private static func entry(
        _ row: CSVFile.Row, of file: CSVFile, at places: [Int]
    ) throws(BadRow) -> Entry {
        func bad(_ reason: String) -> BadRow {
            BadRow(file: file.name, line: row.line, reason: reason)
        }
        guard row.values.count == file.header.count else {
            throw bad("\(row.values.count) values, but \(file.header.count) columns")
        }
        let values = places.map { row.values[$0].trimmingCharacters() }
        let (code, name, parent) = (values[0], values[1], values[2])
        // The length is not assumed: 2, 6, 12 and more digits are in use.
        guard isCode(code) else { throw bad("“\(code.prefix(40))” is not a code: 2 to 20 digits") }
        guard !name.isEmpty else { throw bad("place \(code) has no name") }
        guard name.count <= nameCharactersMax, !name.contains("\0") else {
            throw bad("the name of place \(code) is too long or holds a sign that is no letter")
        }
        guard let level = Int(values[3]), (1...5).contains(level) else {
            throw bad("“\(values[3].prefix(20))” is not a level from 1 to 5")
        }
        guard parent.isEmpty || isCode(parent) else {
            throw bad("“\(parent.prefix(40))” is not the code of a parent")
        }
        guard parent.isEmpty == (level == 1) else {
            throw bad(level == 1 ? "a province has no parent" : "place \(code) names no parent")
        }
        return Entry(
            code: code, name: name, parent: parent.isEmpty ? nil : parent, level: level,
            file: file.name, line: row.line)
    }

    private static func isCode(_ text: String) -> Bool {
        (2...20).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// From the top down, so that what hangs under a refused row is refused with it.
    private mutating func refuseWrongParents(_ stored: [String: Int]) {
        for entry in ordered {
            guard let parent = entry.parent else { continue }
            let reason: String?
            switch entries[parent]?.level ?? stored[parent] {
            case nil: reason = "the parent \(parent) is not in these files nor stored before"
            // Dongguan, Zhongshan and Danzhou have no counties: their towns hang under the city.
            case let level? where entry.level == level + 1 || (level, entry.level) == (2, 4):
                reason = nil
            case let level?: reason = "a place of level \(entry.level) cannot lie in level \(level)"
            }
            if let reason {
                bad.append(entry.bad(reason))
                entries[entry.code] = nil
            }
        }
    }
}
