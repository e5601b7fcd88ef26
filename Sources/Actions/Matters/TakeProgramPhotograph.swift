package import Kernel
import Media
import Secrets
import Storage

/// What names a photograph that a program sent and no matter holds yet: its number, under a seal
/// that only the post that sent it can use.
package struct PhotographHandle: Hashable, Sendable {
    package let text: String

    package static let charactersMax = 120

    static func seal(of id: Photograph.ID, for post: Post.ID, in installation: Installation)
        -> String
    {
        installation.vault.keyedDigest("\(id) \(post)", use: "photograph of a program")
    }
}

/// Takes in a photograph of a program before the action that carries it; one that no action carries
/// within a day is removed.
package struct TakeProgramPhotograph: Sendable {
    package let holding: Holding
    package let upload: [UInt8]

    /// When to come again while others are being worked on.
    private static let benchSeconds = 5

    package init(holding: Holding, upload: [UInt8]) {
        self.holding = holding
        self.upload = upload
    }

    /// - Throws: `.invalid` for `photograph` where it is none, or too large; `.tooOften`.
    package func run(in installation: Installation) async throws -> PhotographHandle {
        try await Limit.photographs.count(
            subject: holding.post.id.description, in: installation)
        do {
            let taken = try await TakePhotographs(realm: holding.post.realm, uploads: [upload])
                .run(in: installation)
            guard let id = taken.first else { throw ActionError.notFound }
            let seal = PhotographHandle.seal(of: id, for: holding.post.id, in: installation)
            return PhotographHandle(text: "\(id).\(seal)")
        } catch is Photo.Problem {
            throw ActionError.invalid(["photograph": .init("programs.notAPhotograph")])
        } catch is Workbench.Problem {
            throw ActionError.tooOften(seconds: Self.benchSeconds)
        }
    }
}

extension Installation {
    /// The photograph that a handle names, where that post sent it.
    package func photograph(handed text: String, to post: Post.ID) -> Photograph.ID? {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let id = Photograph.ID(String(parts[0])),
            parts[1] == PhotographHandle.seal(of: id, for: post, in: self)
        else { return nil }
        return id
    }
}
