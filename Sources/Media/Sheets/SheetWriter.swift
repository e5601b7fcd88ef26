import CXLSXWriter
package import Foundation

/// Writes a table of any length into a file, a row at a time, in the memory of one row.
///
/// It may be used by one task after the other, never by two at once.
package final class SheetWriter: @unchecked Sendable {
    package let file: URL
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>?
    private let bold: UnsafeMutablePointer<lxw_format>?
    private let decimal: UnsafeMutablePointer<lxw_format>?
    private var row: UInt32 = 0

    /// Rows of one sheet (ECMA-376 allows 1,048,576), the header among them.
    package static let rowsMax = 1_000_000
    /// Characters of one cell that the format allows.
    private static let cellCharactersMax = 32_767

    /// - Parameters:
    ///   - widths: of the columns, in characters.
    ///   - made: what the workbook says of when it was made.
    package init(name: String, header: [String], widths: [Double], made: Date) throws {
        let folder = FileManager.default.temporaryDirectory
        let target = folder.appending(path: "linli-\(UUID().uuidString).xlsx")
        file = target
        // The library copies the paths.
        var options = lxw_workbook_options()
        options.constant_memory = 1
        let opened = folder.path.withCString { path in
            options.tmpdir = UnsafeMutablePointer(mutating: path)
            return workbook_new_opt(target.path, &options)
        }
        guard let opened else { throw Spreadsheet.Problem.notWritten("no memory") }
        book = opened
        let plain = String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
        sheet = workbook_add_worksheet(opened, plain)
        bold = workbook_add_format(opened)
        format_set_bold(bold)
        decimal = workbook_add_format(opened)
        format_set_num_format(decimal, "#,##0.00")
        var properties = lxw_doc_properties()
        properties.created = time_t(made.timeIntervalSince1970)
        workbook_set_properties(opened, &properties)
        for (index, width) in widths.enumerated() {
            worksheet_set_column(sheet, UInt16(index), UInt16(index), width, nil)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        for (index, text) in header.enumerated() {
            worksheet_write_string(sheet, 0, UInt16(index), text, bold)
        }
        row = 1
    }

    deinit {
        if let book { workbook_close(book) }
        try? FileManager.default.removeItem(at: file)
    }

    /// - Returns: false when the sheet is full and the row was not written.
    package func write(_ cells: [Spreadsheet.Cell]) -> Bool {
        guard Int(row) < Self.rowsMax else { return false }
        for (index, cell) in cells.enumerated() {
            let column = UInt16(index)
            switch cell {
            case .empty: continue
            case .text(let text):
                worksheet_write_string(sheet, row, column, Self.fitting(text), nil)
            case .number(let number):
                worksheet_write_number(sheet, row, column, Double(number), nil)
            case .hundredths(let hundredths):
                worksheet_write_number(sheet, row, column, Double(hundredths) / 100, decimal)
            case .share(let part, let whole):
                worksheet_write_string(
                    sheet, row, column, Spreadsheet.percent(part, of: whole), nil)
            }
        }
        row += 1
        return true
    }

    /// Closes the workbook; the file can be read then, until the writer is gone.
    package func finish() throws {
        guard let open = book else { return }
        book = nil
        let code = workbook_close(open)
        guard code == LXW_NO_ERROR else {
            throw Spreadsheet.Problem.notWritten(
                lxw_strerror(code).map { String(cString: $0) } ?? "\(code)")
        }
    }

    private static func fitting(_ text: String) -> String {
        text.utf8.count <= cellCharactersMax ? text : String(text.prefix(cellCharactersMax))
    }
}
