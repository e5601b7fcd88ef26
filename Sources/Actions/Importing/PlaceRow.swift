import Kernel

/// One row of a file of places, checked by itself.
struct PlaceRow {
    let code: OfficialCode
    let name: String
    let parent: OfficialCode?
    /// 1 is a province, 5 a committee.
    let level: Int
    /// Where it is, where the file has the columns `latitude` and `longitude` and fills them in.
    let position: Position?
    let file: String
    let line: Int

    init(_ row: CSVFile.Row, of file: String, at columns: Columns) throws(BadRow) {
        func bad(_ reason: String) -> BadRow {
            BadRow(file: file, line: row.line, reason: reason)
        }
        guard row.values.count == columns.count else {
            throw bad("\(row.values.count) values, but \(columns.count) columns")
        }
        let written = columns.places.map { Self.trimmed(row.values[$0]) }
        let (name, above) = (written[1], written[2])
        // The length is not assumed: 2, 6, 12 and more digits are in use.
        guard let code = OfficialCode(written[0]) else {
            throw bad("“\(written[0].prefix(40))” is not a code: 2 to 20 digits")
        }
        guard !name.isEmpty else { throw bad("place \(code) has no name") }
        guard Self.isShort(name), !name.utf8.contains(0) else {
            throw bad("the name of place \(code) is too long or holds a sign that is no letter")
        }
        guard let level = Int(written[3]), (1...5).contains(level) else {
            throw bad("“\(written[3].prefix(20))” is not a level from 1 to 5")
        }
        let parent = OfficialCode(above)
        guard above.isEmpty || parent != nil else {
            throw bad("“\(above.prefix(40))” is not the code of a parent")
        }
        guard (parent == nil) == (level == 1) else {
            throw bad(level == 1 ? "a province has no parent" : "place \(code) names no parent")
        }
        var position: Position?
        let degrees = columns.positions.map { Self.trimmed(row.values[$0]) }
        if degrees.contains(where: { !$0.isEmpty }) {
            position = try? Position(latitude: degrees[0], longitude: degrees[1])
            guard position != nil else {
                throw bad("“\(degrees.joined(separator: ", ").prefix(40))” are no degrees")
            }
        }
        self.position = position
        self.code = code
        self.name = name
        self.parent = parent
        self.level = level
        self.file = file
        line = row.line
    }

    func bad(_ reason: String) -> BadRow { BadRow(file: file, line: line, reason: reason) }

    private static func isShort(_ name: String) -> Bool {
        name.utf8.count <= PlaceSheet.nameCharactersMax
            || name.utf8.count <= PlaceSheet.nameBytesMax
                && name.count <= PlaceSheet.nameCharactersMax
    }

    /// Most values have no white space at either end and are left as they are.
    private static func trimmed(_ text: String) -> String {
        let isPadded = text.first?.isWhitespace == true || text.last?.isWhitespace == true
        return isPadded ? text.trimmingCharacters() : text
    }
}

extension PlaceRow {
    /// Where the columns of places stand in a file, and how many columns it has.
    struct Columns {
        let places: [Int]
        /// Latitude and longitude; none where the file has not both.
        let positions: [Int]
        let count: Int

        /// - Throws: `.missingColumns`.
        init(of header: [String], in file: String) throws(CSVFile.Problem) {
            places = try CSVFile.places(of: PlaceSheet.columns, in: header, of: file)
            let degrees = PlaceSheet.positionColumns.compactMap { header.firstIndex(of: $0) }
            positions = degrees.count == PlaceSheet.positionColumns.count ? degrees : []
            count = header.count
        }
    }
}
