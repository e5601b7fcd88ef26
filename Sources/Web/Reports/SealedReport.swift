import Actions
import Foundation
package import Kernel
import Markup

/// A report as one file that stands by itself: what everyone reads, and, once it is frozen and
/// sealed, the words with their proof, which `linli verify --report` holds against it.
package struct SealedReport {
    package let content: ReportContent
    /// Nil for a draft, which says so.
    package let proof: ReportProof?
    /// Those that all profiles share.
    package let texts: Texts
    package let language: Language

    package init(
        content: ReportContent, proof: ReportProof?, texts: Texts, language: Language
    ) {
        self.content = content
        self.proof = proof
        self.texts = texts
        self.language = language
    }

    /// Why a file is no sealed report, or no longer the one that was sealed.
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case noProof
        case otherPage

        package var description: String {
            switch self {
            case .noProof: "The file holds no report with its proof."
            case .otherPage:
                "The page is not what its sealed words say: at least one sign of it was changed."
            }
        }
    }

    package var bytes: [UInt8] {
        get throws {
            try page(proof.map { try String(decoding: $0.json, as: UTF8.self) }).bytes
        }
    }

    private func page(_ sealed: String?) -> HTML {
        let document = ReportDocument(
            content: content, texts: texts, language: language, link: { _ in nil })
        return """
            <!DOCTYPE html>
            <html lang="\(language.tag)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(document.title) · \(document.period)</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <main>
            <p class="realm">\(document.name(content.realm))</p>
            <h1>\(document.title)</h1>
            <p class="lead">\(document.lead)</p>
            \(HTML.when(document.replaces) { "<p class=\"lead\">\($0)</p>" })\
            \(HTML.when(proof == nil, "<p class=\"lead\">\(document.text("reports.draft"))</p>"))
            \(document.body)
            <section class="definitions"><h2>\(document.text("reports.definitions"))</h2>
            \(document.definitions)</section>
            \(HTML.when(sealed) { self.sealed($0, document) })
            </main>
            </body>
            </html>

            """
    }

    private func sealed(_ words: String, _ document: ReportDocument) -> HTML {
        let seal = proof?.proof.seal
        let how = document.text(
            "reports.sealed.how",
            [
                "record": proof.map { String($0.proof.header.sequence) } ?? "",
                "seal": seal.map { String($0.number) } ?? "", "digest": seal?.digest.hex ?? "",
            ])
        return """
            <details><summary>\(document.text("reports.sealed.title"))</summary>
            <p>\(how)</p>
            <pre id="sealed">\(words)</pre></details>
            """
    }

    /// A page of paper, in one colour more than black.
    private static let style: HTML = """
        body { font: 16px/1.7 serif; color: #24221d; background: #f7f2e8; margin: 0; }
        main { max-width: 46rem; margin: 1.5rem auto; padding: 1.5rem 2rem; background: #fffdf9; }
        h1 { text-align: center; margin: .2rem 0; }
        h2 { font-size: 1.15rem; margin: 1.4rem 0 .3rem; }
        .realm, .lead { text-align: center; color: #5b5548; margin: .2rem 0; }
        table { width: 100%; border-collapse: collapse; margin: .8rem 0; font-size: .92rem; }
        caption { position: absolute; width: 1px; height: 1px; overflow: hidden; }
        th, td { text-align: start; padding: .3rem .6rem; border-bottom: 1px solid #e0d7c5; }
        .number { text-align: end; font-variant-numeric: tabular-nums; }
        small { color: #5b5548; }
        figure { margin: 1rem 0; }
        svg { width: 100%; height: auto; font: 13px serif; fill: #24221d; }
        rect { fill: #b9b09c; }
        .trend-asked rect, .comparison-now { fill: #0d5c54; }
        .comparison-reported { fill: none; stroke: #7a5000; stroke-dasharray: 4 3; }
        .trend-ground { stroke: #857c6b; fill: none; }
        .facts div { margin: .3rem 0; }
        dt { font-weight: bold; }
        dd { margin: 0; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .7rem; }
        @page { size: A4; margin: 14mm 16mm; }
        @media print {
          body, main { background: #fff; margin: 0; padding: 0; }
          details { display: none; }
        }
        """

    // MARK: - Reading it back

    /// Reads such a file and checks everything in it.
    ///
    /// - Parameter published: the digest of a seal as it was published, by its number.
    /// - Throws: `Problem`, `ReportProof.Problem` or `Proof.Problem`: the first that does not hold.
    package static func verified(
        _ file: [UInt8], texts: Texts, published: (Int64) throws -> Digest?
    ) throws -> ReportProof {
        let text = String(decoding: file, as: UTF8.self)
        guard text.hasPrefix("<!DOCTYPE html>") else {
            let proof = try ReportProof(json: file)
            try proof.verify(published: published(proof.proof.seal.number))
            return proof
        }
        guard let start = text.range(of: "<pre id=\"sealed\">"),
            let end = text.range(of: "</pre>", range: start.upperBound..<text.endIndex)
        else { throw Problem.noProof }
        let sealed = unescaped(text[start.upperBound..<end.lowerBound])
        let proof = try ReportProof(json: Array(sealed.utf8))
        try proof.verify(published: published(proof.proof.seal.number))
        let isSame = try Language.allCases.contains { language in
            try SealedReport(
                content: proof.content, proof: proof, texts: texts, language: language
            ).bytes == file
        }
        guard isSame else { throw Problem.otherPage }
        return proof
    }

    private static func unescaped(_ text: Substring) -> String {
        var text = String(text)
        for (written, meant) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] { text = text.replacing(written, with: meant) }
        return text
    }
}

extension ReportDocument {
    /// The same on one sheet or more of A4.
    func paper(footer: String) -> Paper {
        Paper(
            realm: name(content.realm), heading: title,
            lead: name(content.place) + " · " + period, facts: [],
            parts: [
                (
                    replaces
                        ?? text(
                            "reports.counted",
                            ["day": content.until.description, "head": String(content.head)]),
                    "<div class=\"report\">\(body)</div>"
                ),
                (text("reports.definitions"), "<div class=\"report-means\">\(definitions)</div>"),
            ], signatures: [], footer: footer)
    }
}
