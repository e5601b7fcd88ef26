import Actions
import Foundation
import HTTPTypes
import Kernel
import Markup
import Storage

extension Neighbourhood {
    /// The form that opens a story, with what was wrong the last time.
    func trackReply(
        reference: String = "", problems: [String: String] = [:], alert: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let followed = try await followedMatters()
        let page = TrackPage(
            title: words("track.title"), lead: words("track.lead"), alert: alert,
            problemsTitle: words("track.problems"),
            problems: problems.sorted { $0.key < $1.key }.map { (name: $0.key, words: $0.value) },
            action: .track(realm),
            reference: Field(
                "reference", label: words("track.reference"), hint: words("track.reference.hint"),
                problem: problems["reference"]),
            referenceText: reference,
            word: Field(
                "word", label: words("track.word"), hint: words("track.word.hint"),
                problem: problems["word"]),
            submitWords: words("track.submit"), lost: words("track.lost"),
            followedTitle: words("track.followed"),
            followedColumns: ["reference", "category", "stage"].map {
                TableColumn(words("track.followed.\($0)"))
            },
            followed: followed.map(followedLine), forget: .forgetting(realm),
            forgetWords: words("track.forget"))
        return try await self.page(
            page.title, at: .track, status: status, content: trackPage(page))
    }

    private func followedLine(_ matter: Matter) -> TrackPage.Followed {
        let procedure = book.profile.procedure(matter.procedure.name)
        let stage = procedure?.state(matter.state)?.stage
        return TrackPage.Followed(
            reference: matter.reference.description,
            category: words("category.\(matter.category)"),
            stage: matter.ending.map { words("ending.\($0.rawValue)") }
                ?? stage.map { words("\(matter.procedure.name).stage.\($0)") } ?? "",
            link: .story(realm, matter.reference))
    }

    /// Opens a story to whoever holds its receipt, and remembers it on this device.
    func openStory() async throws -> Reply {
        let typed = ask.form["reference"] ?? ""
        do {
            let matter = try await TrackMatter(
                realm: realm, reference: typed, word: ask.form["word"] ?? "",
                address: ask.address
            ).run(in: installation)
            return try following(matter.id, .see(.story(realm, matter.reference)))
        } catch ActionError.invalid(let complaints) {
            return try await trackReply(
                reference: typed, problems: complaints.mapValues { words($0.key, $0.gaps) },
                status: .unprocessableContent)
        } catch let error as ActionError {
            let failure = ask.failure(of: error, words)
            var reply = try await trackReply(
                reference: typed, alert: failure.detail, status: failure.status)
            if case .tooOften(let seconds) = error { reply.headers[.retryAfter] = String(seconds) }
            return reply
        }
    }

    /// Lets go of every story that this device follows, and of a receipt just shown.
    func forget() -> Reply {
        Reply.see(.track(realm))
            .setting(Following.cookie, to: "", seconds: 0, isSecure: ask.isSecure)
            .setting(FreshReceipt.cookie, to: "", seconds: 0, isSecure: ask.isSecure)
    }

    /// The proofs of a followed matter as the file that `linli verify --proof` reads.
    func proofReply() async throws -> Reply {
        guard let file = try await followedFile() else { throw ActionError.notFound }
        let encoder = JSONEncoder()
        let sheet = ProofSheet(
            file.matter.reference, try await installation.proofs(of: file.matter.id))
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return .file(
            Array(try encoder.encode(sheet)), type: "application/json; charset=utf-8",
            name: "proof-\(file.matter.reference).json")
    }

    /// A photograph that everyone may see, such as of public works; one of a followed matter, if
    /// its reporter may see what it came with.
    func photographReply() async throws -> Reply {
        guard let id = Photograph.ID(try ask.parameter("id")),
            let image = try await installation.photograph(
                id, in: realm, small: ask.query["small"] != nil),
            let owner = image.matter,
            let matter = try await installation.matter(owner, in: realm)
        else { throw ActionError.notFound }
        let readers: [Acting] = following.contains(owner) ? [.reporter, .anyone] : [.anyone]
        for reader in readers {
            let file = try await installation.file(
                of: matter.reference, in: realm, for: reader)
            if file?.shownPhotographs.contains(id) == true {
                return .file(image.bytes, type: "image/jpeg")
            }
        }
        throw ActionError.notFound
    }
}

/// Every proof of a matter, with the digests of the seals to compare with published ones.
struct ProofSheet: Encodable {
    struct SealDigest: Encodable {
        let number: Int64
        let digest: Digest
    }

    let reference: Reference
    let proofs: [Proof]
    let seals: [SealDigest]

    init(_ reference: Reference, _ proofs: [Proof]) {
        self.reference = reference
        self.proofs = proofs
        seals = Set(proofs.map(\.seal)).sorted { $0.number < $1.number }
            .map { SealDigest(number: $0.number, digest: $0.digest) }
    }
}
