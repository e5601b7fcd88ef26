import CXLSXWriter
package import Foundation

extension Spreadsheet {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        /// The writer's own words.
        case notWritten(String)

        package var description: String {
            switch self {
            case .notWritten(let reason): "The workbook could not be written: \(reason)."
            }
        }
    }

    /// The same as a workbook (ECMA-376), on A4 upright.
    ///
    /// The writer needs a file, which is gone afterwards.
    ///
    /// - Parameter made: what the workbook says of when it was made.
    package func xlsx(made: Date) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "linli-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        guard let book = workbook_new(file.path) else { throw Problem.notWritten("no memory") }
        let sheet = workbook_add_worksheet(book, sheetName)
        var properties = lxw_doc_properties()
        properties.created = time_t(made.timeIntervalSince1970)
        workbook_set_properties(book, &properties)
        write(into: sheet, of: book)
        let code = workbook_close(book)
        guard code == LXW_NO_ERROR else {
            throw Problem.notWritten(lxw_strerror(code).map { String(cString: $0) } ?? "\(code)")
        }
        return [UInt8](try Data(contentsOf: file))
    }

    /// Up to 31 characters and none that Excel refuses.
    private var sheetName: String {
        String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
    }

    private typealias Format = UnsafeMutablePointer<lxw_format>

    private func write(
        into sheet: UnsafeMutablePointer<lxw_worksheet>?,
        of book: UnsafeMutablePointer<lxw_workbook>
    ) {
        let last = UInt16(max(rows.map(\.cells.count).max() ?? 1, 1) - 1)
        for column in 0...last {
            let width = widths.indices.contains(Int(column)) ? widths[Int(column)] : widths.last
            worksheet_set_column(sheet, column, column, width ?? 12, nil)
        }
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        let formats = Formats(book)
        for (number, row) in rows.enumerated() {
            let line = UInt32(number)
            // Sentences run over the whole width.
            if row.style == .words, last > 0, case .text(let text)? = row.cells.first {
                worksheet_merge_range(sheet, line, 0, line, last, text, formats.words)
                let lines = text.unicodeScalars.count / 38 + 1
                worksheet_set_row(sheet, line, Double(lines) * 17, nil)
                continue
            }
            for (column, cell) in row.cells.enumerated() {
                write(cell, row.style, into: sheet, at: (line, UInt16(column)), formats)
            }
        }
    }

    private func write(
        _ cell: Cell, _ style: Style, into sheet: UnsafeMutablePointer<lxw_worksheet>?,
        at place: (row: UInt32, column: UInt16), _ formats: Formats
    ) {
        let format = formats[style]
        switch cell {
        case .empty: break
        case .text(let text):
            worksheet_write_string(sheet, place.row, place.column, text, format)
        case .number(let number):
            worksheet_write_number(
                sheet, place.row, place.column, Double(number), formats.number)
        case .hundredths(let hundredths):
            worksheet_write_number(
                sheet, place.row, place.column, Double(hundredths) / 100, formats.decimal)
        case .share(_, 0):
            worksheet_write_string(sheet, place.row, place.column, "–", formats.number)
        case .share(let part, let whole):
            worksheet_write_number(
                sheet, place.row, place.column, Double(part) / Double(whole), formats.percent)
        }
    }

    private struct Formats {
        let title: Format?
        let heading: Format?
        let words: Format?
        let columns: Format?
        let plain: Format?
        let number: Format?
        let decimal: Format?
        let percent: Format?

        init(_ book: UnsafeMutablePointer<lxw_workbook>) {
            func made(_ change: (Format?) -> Void) -> Format? {
                let format = workbook_add_format(book)
                change(format)
                return format
            }
            title = made {
                format_set_bold($0)
                format_set_font_size($0, 16)
            }
            heading = made {
                format_set_bold($0)
                format_set_font_size($0, 12)
            }
            words = made {
                format_set_text_wrap($0)
                format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            }
            columns = made {
                format_set_bold($0)
                format_set_text_wrap($0)
                format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
            }
            plain = made {
                format_set_text_wrap($0)
                format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            }
            number = made {
                format_set_num_format($0, "#,##0")
                format_set_align($0, UInt8(LXW_ALIGN_RIGHT.rawValue))
            }
            decimal = made { format_set_num_format($0, "#,##0.00") }
            percent = made { format_set_num_format($0, "0.0%") }
        }

        subscript(style: Style) -> Format? {
            switch style {
            case .title: title
            case .heading: heading
            case .words: words
            case .columns: columns
            case .plain: plain
            }
        }
    }
}
