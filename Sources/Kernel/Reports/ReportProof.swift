import Foundation

/// A frozen report with what a stranger needs to check it: the words, the body of the record that
/// froze it, and the proof that this record stands under its seal.
package struct ReportProof: Hashable, Sendable {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unreadable(String)
        /// The report is not the one whose digest was recorded.
        case otherContent
        /// The record is about something else.
        case otherRecord

        package var description: String {
            switch self {
            case .unreadable(let what): "This is no frozen report: \(what)."
            case .otherContent:
                "The report is not the one that was frozen: at least one sign of it was changed."
            case .otherRecord: "The record in the file did not freeze this report."
            }
        }
    }

    package let content: ReportContent
    /// The body of the record that froze it.
    package let body: [UInt8]
    package let proof: Proof

    package init(content: ReportContent, body: [UInt8], proof: Proof) {
        self.content = content
        self.body = body
        self.proof = proof
    }

    /// The action of the record that freezes a report.
    package static let action = "freezeReport"
    /// The noun that such a record is about.
    package static let subjectKind = "report"

    /// What the record that freezes a report says.
    package static func body(of content: ReportContent) -> [String: Payload] {
        [
            "digest": .text(Digest(of: content.canonicalBytes).hex),
            "layout": .text(content.layout), "period": .text(content.period.description),
            "version": .int(Int64(content.version)),
        ]
    }

    /// - Parameter published: the digest of the seal as it was published, when known.
    /// - Throws: `Problem` or `Proof.Problem`: the first thing that does not hold.
    package func verify(published: Digest? = nil) throws {
        guard proof.header.action == Self.action, proof.header.subjectKind == Self.subjectKind
        else { throw Problem.otherRecord }
        guard Payload.object(Self.body(of: content)).canonicalBytes == body else {
            throw Problem.otherContent
        }
        try proof.verify(body: body, published: published)
    }

    /// The file: canonical JSON, then the proof as every other proof of Linli.
    package var json: [UInt8] {
        get throws {
            guard let proof = try? Payload(parsing: Array(try proof.json)) else {
                throw Problem.unreadable("its proof cannot be written")
            }
            return Payload.object([
                "report": content.payload, "record": .text(String(decoding: body, as: UTF8.self)),
                "proof": proof,
            ]).canonicalBytes
        }
    }

    /// - Throws: `Problem.unreadable` for anything that `json` does not write.
    package init(json bytes: [UInt8]) throws {
        guard let payload = try? Payload(parsing: bytes), let report = payload["report"],
            case .text(let body)? = payload["record"], let proof = payload["proof"]
        else { throw Problem.unreadable("it is not the JSON of a report with its proof") }
        let read: Proof
        do {
            read = try Proof(json: Data(proof.canonicalBytes))
        } catch {
            throw Problem.unreadable("its proof cannot be read")
        }
        self.init(
            content: try ReportContent(canonical: report.canonicalBytes), body: Array(body.utf8),
            proof: read)
    }
}
