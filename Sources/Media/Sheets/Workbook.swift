/// The first sheet that shows of a workbook (ECMA-376), as rows of texts.
///
/// Dates are told from other numbers by the format of their cell, as the program that wrote them
/// does. What was merged downwards holds in every row of it; what was merged sideways stands in
/// its first cell.
package struct Workbook: Sendable {
    package private(set) var rows: [SheetRow] = []

    /// - Throws: `SheetRow.Problem`.
    package init(_ bytes: [UInt8]) throws(SheetRow.Problem) {
        let file = try ZipFile(bytes, unpackedBytesMax: SheetRow.Limits.unpackedBytesMax)
        let plan = try WorkbookPlan(file)
        let strings = try Self.strings(file)
        var reading = SheetReading(
            strings: strings, dates: try plan.dateStyles(file), from1904: plan.from1904)
        try reading.read(plan.sheet, of: file)
        rows = reading.finished()
    }

    /// Whether it begins as a packed file does.
    package static func isPacked(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
    }

    /// Whether it begins as workbooks of before 2007 do, and those with a password.
    package static func isOld(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    /// The texts that cells share, without the readings of signs (`rPh`).
    private static func strings(_ file: ZipFile) throws(SheetRow.Problem) -> [String] {
        var strings: [String] = []
        var isReading = false
        var isTooMany = false
        try file.walk("xl/sharedStrings.xml") { walk in
            walk.begins = { [unowned walk] name, _ in
                switch name {
                case "rPh": isReading = true
                case "t": walk.takesText = !isReading
                default: break
                }
            }
            walk.ends = { [unowned walk] name in
                switch name {
                case "rPh": isReading = false
                case "t": walk.takesText = false
                case "si":
                    let text = walk.taken()
                    isTooMany = strings.count >= SheetRow.Limits.cellsMax
                    if !isTooMany { strings.append(text) }
                default: break
                }
            }
        }
        guard !isTooMany else { throw .tooManyCells(SheetRow.Limits.cellsMax) }
        return strings
    }
}

/// Where the parts of a workbook stand.
struct WorkbookPlan {
    private(set) var sheet = "xl/worksheets/sheet1.xml"
    private(set) var from1904 = false

    init(_ file: ZipFile) throws(SheetRow.Problem) {
        var shown: String?
        var first: String?
        var from1904 = false
        let isBook = try file.walk("xl/workbook.xml") { walk in
            walk.begins = { name, attributes in
                if name == "workbookPr" {
                    from1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
                }
                guard name == "sheet", let id = attributes["id"] else { return }
                if first == nil { first = id }
                let state = attributes["state"]
                if shown == nil, state == nil || state == "visible" { shown = id }
            }
        }
        guard isBook else { throw .notAWorkbook }
        self.from1904 = from1904
        guard let wanted = shown ?? first else { throw .damaged(part: "xl/workbook.xml") }
        var target: String?
        try file.walk("xl/_rels/workbook.xml.rels") { walk in
            walk.begins = { name, attributes in
                if name == "Relationship", attributes["Id"] == wanted {
                    target = attributes["Target"]
                }
            }
        }
        if let target {
            sheet = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
    }

    /// Whether a number in a cell of the style is a date, by the number of the style.
    func dateStyles(_ file: ZipFile) throws(SheetRow.Problem) -> [Bool] {
        var custom: [Int: Bool] = [:]
        var styles: [Bool] = []
        var isCells = false
        try file.walk("xl/styles.xml") { walk in
            walk.begins = { name, attributes in
                switch name {
                case "numFmt":
                    guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
                    custom[id] = Self.isDate(format: attributes["formatCode"] ?? "")
                case "cellXfs": isCells = true
                case "xf" where isCells && styles.count < 65_536:
                    let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
                    styles.append(custom[id] ?? Self.builtInDates.contains(id))
                default: break
                }
            }
            walk.ends = { if $0 == "cellXfs" { isCells = false } }
        }
        return styles
    }

    /// ECMA-376, 18.8.30, with those of the Chinese edition.
    private static let builtInDates: Set<Int> =
        Set(14...17).union([22]).union(27...31).union([36]).union(50...54).union([57, 58])

    /// Whether a format shows a year or a day, apart from what stands in quotes and brackets.
    static func isDate(format: String) -> Bool {
        var (isQuoted, isBracketed, isEscaped) = (false, false, false)
        for sign in format.unicodeScalars {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch sign {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: if "年月日".unicodeScalars.contains(sign) { return true }
            case "\\": isEscaped = true
            case "[": isBracketed = true
            case "]": isBracketed = false
            case _ where isBracketed: continue
            case "y", "Y", "d", "D", "年", "月", "日": return true
            default: continue
            }
        }
        return false
    }
}
