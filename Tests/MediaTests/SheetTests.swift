import Foundation
import Testing

@testable import Media

/// Tables are written in the memory of a row, and read back as they were.
@Suite struct SheetTests {
    private func written(_ rows: [[Spreadsheet.Cell]]) throws -> [UInt8] {
        let writer = try SheetWriter(
            name: "人员", header: ["姓名", "户数"], widths: [10, 8],
            made: Date(timeIntervalSince1970: 0))
        for row in rows { #expect(writer.write(row)) }
        try writer.finish()
        return [UInt8](try Data(contentsOf: writer.file))
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let bytes = try written([
            [.text("王丽"), .number(4_737)], [.empty, .number(0)], [.text("=1+1"), .empty],
        ])
        #expect(Workbook.isPacked(bytes))
        let rows = try Workbook(bytes).rows
        #expect(rows.map(\.cells) == [["姓名", "户数"], ["王丽", "4737"], ["", "0"], ["=1+1"]])
        #expect(rows.map(\.number) == [1, 2, 3, 4])
    }

    @Test func textsThatCellsShareAreReadToo() throws {
        let table = Spreadsheet(
            name: "a", widths: [10],
            rows: [
                .init(.columns, [.text("姓名"), .text("职务")]),
                .init(.plain, [.text("王丽"), .text("网格员")]),
                .init(.plain, [.text("李四"), .text("网格员")]),
            ])
        let bytes = try table.xlsx(made: Date(timeIntervalSince1970: 0))
        #expect(
            try Workbook(bytes).rows.map(\.cells) == [
                ["姓名", "职务"], ["王丽", "网格员"], ["李四", "网格员"],
            ])
    }

    @Test func theFileIsGoneWithItsWriter() throws {
        var writer: SheetWriter? = try SheetWriter(
            name: "a", header: ["a"], widths: [], made: Date(timeIntervalSince1970: 0))
        let path = try #require(writer).file.path
        try #require(writer).finish()
        #expect(FileManager.default.fileExists(atPath: path))
        writer = nil
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func whatIsNoWorkbookIsRefused() throws {
        #expect(throws: SheetRow.Problem.notAWorkbook) { try Workbook([0x50, 0x4B, 3, 4, 0, 0]) }
        #expect(throws: SheetRow.Problem.notAWorkbook) { try Workbook([]) }
        #expect(Workbook.isOld([0xD0, 0xCF, 0x11, 0xE0, 0xA1]))
        let bytes = try written([[.text("王丽"), .number(1)]])
        #expect(throws: SheetRow.Problem.self) { try Workbook(Array(bytes.prefix(1_000))) }
    }

    @Test(
        arguments: [
            (45_356, false, "2024-03-05"), (43_894, true, "2024-03-05"), (1, false, "1900-01-01"),
            (59, false, "1900-02-28"), (60, false, nil), (61, false, "1900-03-01"),
            (0, true, "1904-01-01"), (0, false, nil), (2_958_465, false, "9999-12-31"),
            (2_958_466, false, nil), (-1, false, nil),
        ] as [(Double, Bool, String?)])
    func serialNumbersAreDays(_ serial: Double, _ from1904: Bool, _ day: String?) {
        #expect(SheetText.day(ofSerial: serial, from1904: from1904) == day)
    }

    @Test(
        arguments: [
            ("yyyy/m/d", true), ("yyyy\"年\"m\"月\"d\"日\"", true), ("[$-804]yyyy-mm-dd;@", true),
            ("General", false), ("0.00", false), ("#,##0 \"day\"", false), ("[Red]0", false),
            ("h:mm", false), ("\\d0", false),
        ])
    func aFormatTellsADate(_ format: String, _ isDate: Bool) {
        #expect(WorkbookPlan.isDate(format: format) == isDate)
    }

    @Test func textIsReadInTheEncodingsOfOffices() throws {
        let text = "姓名,电话\r\n"
        let gbk: [UInt8] = [
            0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xB5, 0xE7, 0xBB, 0xB0, 0x0D, 0x0A,
        ]
        let wide = Array(text.utf16)
        let inOrder: [(UInt16) -> [UInt8]] = [
            { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
        ]
        let all: [[UInt8]] = [
            Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), gbk,
            [0xFF, 0xFE] + wide.flatMap(inOrder[0]), [0xFE, 0xFF] + wide.flatMap(inOrder[1]),
        ]
        for bytes in all { #expect(try ForeignText.utf8(of: bytes).bytes == Array(text.utf8)) }
        for bytes in [[0xFF, 0xFF, 0xFF, 0x41], [0x41, 0x00], [0xFF, 0xFE, 0x41]] as [[UInt8]] {
            #expect(throws: SheetRow.Problem.unknownEncoding) { try ForeignText.utf8(of: bytes) }
        }
    }

    @Test func columnsAreNamedAsSpreadsheetsDo() {
        #expect([0, 25, 26, 51, 199].map(columnName) == ["A", "Z", "AA", "AZ", "GR"])
        #expect(SheetReading.place("C17")?.column == 2 && SheetReading.place("AA3")?.row == 3)
        #expect(SheetReading.place("17C") == nil && SheetReading.place("") == nil)
    }

    @Test func invisibleMarksAreNoPartOfAText() {
        #expect(SheetText.plain(" \u{3000}王丽\u{200B}\u{FEFF}\u{A0}") == "王丽")
        #expect(SheetText.plain("a\u{0}b") == "ab")
    }
}
