import Foundation
import Testing

@testable import Media

/// Rows become CSV and a workbook that other programs read.
@Suite struct SpreadsheetTests {
    private static let sheet = Spreadsheet(
        name: "工作情况/[一]", widths: [30, 12],
        rows: [
            .init(.title, [.text("工作情况")]),
            .init(.words, [.text("2023年，共登记诉求 1,039 件。")]),
            .init(.columns, [.text("指标"), .text("本期")]),
            .init(.plain, [.text("收到诉求"), .number(1_039)]),
            .init(.plain, [.text("按期办结率"), .share(part: 7, whole: 8)]),
            .init(.plain, [.text("满意率"), .share(part: 0, whole: 0)]),
            .init(.plain, [.text("=1+1, \"说\""), .empty]),
        ])

    @Test func csvIsReadByAnyProgram() {
        let text = String(decoding: Self.sheet.csv, as: UTF8.self)
        #expect(text.hasPrefix("\u{FEFF}工作情况\r\n"))
        #expect(text.contains("收到诉求,1039\r\n按期办结率,87.5%\r\n满意率,–\r\n"))
        // What a spreadsheet would take for a formula stays a text.
        #expect(text.hasSuffix("\"'=1+1, \"\"说\"\"\",\r\n"))
    }

    @Test func aWorkbookIsAZipOfItsParts() throws {
        let bytes = try Self.sheet.xlsx(made: Date(timeIntervalSince1970: 0))
        #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
        let names = String(decoding: bytes, as: UTF8.self)
        for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"] {
            #expect(names.contains(part))
        }
    }

    /// What a reader of its own finds in it; where Python has openpyxl.
    @Test(.enabled(if: SpreadsheetTests.python != nil, "needs openpyxl"))
    func anotherProgramReadsTheSame() throws {
        let python = try #require(Self.python)
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("linli-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(Self.sheet.xlsx(made: Date(timeIntervalSince1970: 0))).write(to: file)
        let script = """
            import openpyxl, sys
            s = openpyxl.load_workbook(sys.argv[1]).active
            print(s.title)
            print(s["A4"].value, s["B4"].value, s["B4"].number_format)
            print(s["B5"].value, s["B5"].number_format, s["B6"].value)
            print(s["A7"].data_type, s["A7"].value)
            """
        let told = try Self.run(python, ["-c", script, file.path])
        #expect(
            told == """
                工作情况一
                收到诉求 1039 #,##0
                0.875 0.0% –
                s =1+1, "说"

                """)
    }

    private static let python: String? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let own = root.appendingPathComponent(".venv/bin/python").path
        let found = try? run(own, ["-c", "import openpyxl; print('yes')"])
        return found == "yes\n" ? own : nil
    }()

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ["PYTHONIOENCODING": "utf-8"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
