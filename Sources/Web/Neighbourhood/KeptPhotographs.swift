import Actions
import Kernel
import Markup
import Storage

/// Photographs that came with a form. They are kept when the form comes back with a question, so
/// that nobody has to choose them again; a sealed hidden field says which they are.
struct KeptPhotographs {
    let ids: [Photograph.ID]

    static let none = KeptPhotographs(ids: [])
    static let field = "kept"

    private static func sealed(in realm: Realm) -> SealedText {
        SealedText(use: "photographs \(realm.id)", seconds: 12 * 3_600)
    }

    /// Those that an earlier sending of the form left here.
    static func earlier(_ here: Neighbourhood) -> KeptPhotographs {
        let text = here.open(here.ask.form[field], for: sealed(in: here.realm)) ?? ""
        return KeptPhotographs(
            ids: text.split(separator: " ").compactMap { Photograph.ID(String($0)) })
    }

    /// These and the ones that came with the form now.
    ///
    /// - Throws: `Photo.Problem`; `ActionError` when there are too many, or too many an hour.
    func adding(_ here: Neighbourhood) async throws -> KeptPhotographs {
        let uploads = here.ask.form.files
        if uploads.isEmpty { return self }
        guard ids.count + uploads.count <= Photograph.countMax else {
            throw ActionError.invalid([
                "photos": .init("answer.tooMany", ["max": String(Photograph.countMax)])
            ])
        }
        for _ in uploads {
            try await Limit.photographs.count(subject: here.ask.address, in: here.installation)
        }
        let taken = try await TakePhotographs(realm: here.realm.id, uploads: uploads)
            .run(in: here.installation)
        return KeptPhotographs(ids: ids + taken)
    }

    /// The hidden field that brings them back; nothing when there are none.
    func hidden(_ here: Neighbourhood) throws -> HTML {
        if ids.isEmpty { return .empty }
        let text = ids.map(\.description).joined(separator: " ")
        return hiddenField(
            Self.field, value: try here.seal(text, for: Self.sealed(in: here.realm)))
    }

    /// What the field for photographs says about them.
    func hint(_ here: Neighbourhood) -> String? {
        ids.isEmpty ? nil : here.words("report.photosKept", ["count": String(ids.count)])
    }
}
