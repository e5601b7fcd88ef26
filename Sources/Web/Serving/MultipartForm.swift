import Media

/// A form with files as browsers send it.
struct MultipartForm {
    private let body: MultipartBody

    init?(type: String, bytes: [UInt8]) {
        guard let body = MultipartBody(type: type, bytes: bytes) else { return nil }
        self.body = body
    }

    func read() throws(SentForm.Problem) -> SentForm {
        var form = SentForm()
        let parts: [MultipartBody.Part]
        do {
            parts = try body.parts(atMost: SentForm.fieldsMax)
        } catch {
            switch error {
            case .malformed: throw .malformed
            case .tooManyParts: throw .tooManyFields
            }
        }
        for part in parts {
            if part.fileName == nil {
                form.add(String(decoding: part.content, as: UTF8.self), to: part.name)
            } else if !part.content.isEmpty {
                form.add(file: Array(part.content))
            }
        }
        return form
    }
}
