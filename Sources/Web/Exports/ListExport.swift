import Actions
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Media
import NIOCore
import Secrets

/// A list as a file: its columns, and one page of rows after the other, as the list itself reads
/// them. No more of it than one page is ever in memory.
struct ListExport: Sendable {
    struct Column: Sendable {
        let title: String
        /// In characters.
        let width: Double
    }

    /// Some rows, and where the next begin; nil after the last.
    struct Page: Sendable {
        let rows: [[Spreadsheet.Cell]]
        let next: String?
    }

    enum Format: String, CaseIterable, Sendable {
        case xlsx, csv

        var type: String {
            switch self {
            case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case .csv: "text/csv; charset=utf-8"
            }
        }
    }

    /// The name of the file, in plain letters.
    let name: String
    let title: String
    let columns: [Column]
    let page: @Sendable (_ after: String?) async throws -> Page

    /// Rows that are read at once.
    static let pageRows = 500
    private static let pieceBytes = 64 * 1_024

    func reply(as format: Format, in installation: Installation) async throws -> Reply {
        switch format {
        case .csv: csv()
        case .xlsx: try await xlsx(installation)
        }
    }

    /// Sent as it is read: the first rows arrive before the last are asked for.
    private func csv() -> Reply {
        var reply = Reply(
            body: .init { [self] writer in
                let head = Spreadsheet.csvLine(columns.map { .text($0.title) })
                try await writer.write(
                    ByteBuffer(bytes: Spreadsheet.csvMark + Array(head.utf8)))
                var after: String?
                repeat {
                    let found = try await page(after)
                    let text = found.rows.map(Spreadsheet.csvLine).joined()
                    if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
                    after = found.next
                } while after != nil
                try await writer.finish(nil)
            })
        reply.headers = headers(.csv)
        return reply
    }

    /// Written to a file that is gone when it was sent: the format needs its end first.
    private func xlsx(_ installation: Installation) async throws -> Reply {
        let bench = installation.tableBench
        let made = Date(timeIntervalSince1970: Double(installation.now().milliseconds / 1_000))
        let (title, columns) = (title, columns)
        let writer = try await bench.run {
            try SheetWriter(
                name: title, header: columns.map(\.title), widths: columns.map(\.width),
                made: made)
        }
        var after: String?
        repeat {
            let found = try await page(after)
            let isFull = try await bench.run {
                !found.rows.allSatisfy { writer.write($0) }
            }
            after = isFull ? nil : found.next
        } while after != nil
        try await bench.run { try writer.finish() }
        var reply = Reply(
            body: .init { body in
                let handle = try FileHandle(forReadingFrom: writer.file)
                defer { try? handle.close() }
                while let piece = try handle.read(upToCount: Self.pieceBytes), !piece.isEmpty {
                    try await body.write(ByteBuffer(bytes: piece))
                }
                try await body.finish(nil)
            })
        reply.headers = headers(.xlsx)
        return reply
    }

    private func headers(_ format: Format) -> HTTPFields {
        [
            .contentType: format.type, .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"\(name).\(format.rawValue)\"",
        ]
    }
}
