import Actions
import Foundation
import Kernel

/// Texts and files of a form or a query, by field.
struct SentForm: Sendable {
    private(set) var texts: [String: [String]] = [:]
    private(set) var files: [[UInt8]] = []

    /// How many fields one form may have.
    static let fieldsMax = 200

    /// Why a form could not be read.
    enum Problem: Error {
        case malformed
        case tooManyFields
    }

    subscript(name: String) -> String? {
        texts[name]?.first { !$0.isEmpty }
    }

    /// The button that covers what was found in a field names the field by this.
    static let cover = "cover"

    /// The form with what may not be made public covered, in the fields that the button named.
    func covered() -> SentForm {
        guard let names = texts[Self.cover] else { return self }
        var form = self
        for name in names { form.texts[name] = texts[name]?.map(PersonalData.covered) }
        form.texts[Self.cover] = nil
        return form
    }

    mutating func add(_ text: String, to name: String) {
        texts[name, default: []].append(text)
    }

    mutating func add(file bytes: [UInt8]) {
        files.append(bytes)
    }

    init() {}

    /// Reads `a=1&b=2`, percent-encoded.
    init(encoded text: some StringProtocol) throws(Problem) {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard texts.count < Self.fieldsMax else { throw .tooManyFields }
            guard let name = Self.decoded(parts[0]),
                let value = Self.decoded(parts.count > 1 ? parts[1] : "")
            else { throw .malformed }
            add(value, to: name)
        }
    }

    /// Nil for a broken code, and for NUL, which nobody types and no row can hold.
    private static func decoded(_ text: some StringProtocol) -> String? {
        let decoded = text.replacingOccurrences(of: "+", with: " ")
            .removingPercentEncoding
        return decoded.flatMap { $0.utf8.contains(0) ? nil : $0 }
    }

    /// What makes two sendings of it the same; nil for a form without a key.
    func sending() -> Sending? {
        Sending(texts: texts, photographs: files.count)
    }

    /// The form as an action reads it.
    func answers(photographs: [Photograph.ID] = []) -> AnswerForm {
        AnswerForm(texts: texts, photographs: photographs)
    }
}
