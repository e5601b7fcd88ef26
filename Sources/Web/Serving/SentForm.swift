import Actions
import Kernel
import Media

/// Texts and files of a form or a query, by field.
struct SentForm: Sendable {
    private(set) var texts: [String: [String]] = [:]
    private(set) var files: [[UInt8]] = []

    /// How many fields one form may have.
    static let fieldsMax = 200

    /// Why a form could not be read.
    typealias Problem = URLEncodedForm.Problem

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
        texts = try URLEncodedForm.fields(of: text, atMost: Self.fieldsMax)
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
