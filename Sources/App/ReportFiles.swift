import Actions
import Foundation
package import Kernel
import Media
import Profiles
import Web

/// Reports as files, for the command line: the same bytes that the desk gives.
package struct ReportFiles {
    private let texts: Texts

    package enum Format: String, CaseIterable, Sendable {
        case text, html, csv, xlsx, json
    }

    /// What a file needs that is not there.
    package enum Problem: Error, CustomStringConvertible {
        case notSealed

        package var description: String {
            switch self {
            case .notSealed:
                "Only a frozen report has a proof. Check it at the desk and freeze it first."
            }
        }
    }

    package init() throws {
        texts = Texts(
            Dictionary(
                uniqueKeysWithValues: try Language.allCases.map {
                    ($0, try TextsFile.common($0))
                }))
    }

    /// - Parameter proof: nil for a draft.
    package func bytes(
        of content: ReportContent, proof: ReportProof?, as format: Format,
        in language: Language, made: Instant
    ) throws -> [UInt8] {
        let table = ReportTable(of: content, texts: texts, in: language).spreadsheet
        switch format {
        case .text: return Array(Self.text(of: table).utf8)
        case .csv: return table.csv
        case .xlsx:
            return try table.xlsx(
                made: Date(timeIntervalSince1970: Double(made.milliseconds / 1_000)))
        case .html:
            return try SealedReport(
                content: content, proof: proof, texts: texts, language: language
            ).bytes
        case .json:
            guard let proof else { throw Problem.notSealed }
            return try proof.json
        }
    }

    /// Checks a frozen report's file, as HTML or JSON.
    ///
    /// - Parameter published: the digest of a seal as it was published, by its number.
    package func verified(
        _ file: [UInt8], published: (Int64) throws -> Digest?
    ) throws -> ReportProof {
        try SealedReport.verified(file, texts: texts, published: published)
    }

    /// Rows as lines, their cells two blanks apart.
    private static func text(of table: Spreadsheet) -> String {
        table.rows.map { row in
            row.cells.map { cell -> String in
                switch cell {
                case .empty: ""
                case .text(let text): text
                case .number(let number): FigureValue.number(number).text
                case .hundredths(let number): Yuan.text(fen: number)
                case .share(let part, let whole):
                    FigureValue.share(part: part, whole: whole).text
                }
            }.joined(separator: "  ")
        }.joined(separator: "\n") + "\n"
    }
}
