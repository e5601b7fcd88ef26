package import Kernel
import Media
import SQL
import Storage

/// Takes in photographs before the action that carries them: cleaned of metadata, made smaller.
package struct TakePhotographs: Sendable {
    package let realm: Realm.ID
    package let uploads: [[UInt8]]
    /// Who of the staff sends them; nil where somebody else counts.
    package let sender: Person.ID?

    package init(realm: Realm.ID, uploads: [[UInt8]], of sender: Person.ID? = nil) {
        self.realm = realm
        self.uploads = uploads
        self.sender = sender
    }

    /// - Throws: `Photo.Problem` for a file that is no photograph or too large; `ActionError` when
    ///   there are too many, or too many an hour.
    package func run(in installation: Installation) async throws -> [Photograph.ID] {
        guard uploads.count <= Photograph.countMax else {
            throw ActionError.invalid([
                "photos": .init("answer.tooMany", ["max": String(Photograph.countMax)])
            ])
        }
        if let sender {
            for _ in uploads {
                try await Limit.staffPhotographs.count(
                    subject: sender.description, in: installation)
            }
        }
        var taken: [(id: Photograph.ID, photo: Photo)] = []
        for upload in uploads {
            let photo = try await Photo.cleaned(upload, on: installation.photoBench)
            taken.append((installation.newID(), photo))
        }
        let now = installation.now()
        let photographs = taken
        try await installation.database.write { db in
            for (id, photo) in photographs {
                try Photographs.insert(
                    id, realm: realm, width: photo.width, height: photo.height,
                    image: photo.bytes, thumbnail: photo.thumbnail, digest: photo.digest, at: now,
                    db)
            }
        }
        return taken.map(\.id)
    }
}
