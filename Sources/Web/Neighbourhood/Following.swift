import Actions
import Kernel
import Storage

/// The matters that this device may read, because their receipts were shown here.
struct Following {
    private(set) var matters: [Matter.ID]

    static let cookie = "linli_follow"
    static let sealed = SealedText(use: "follow", seconds: 30 * 86_400)
    static let mattersMax = 8

    func contains(_ matter: Matter.ID) -> Bool { matters.contains(matter) }

    /// The newest first; the oldest is let go when there are too many.
    mutating func add(_ matter: Matter.ID) {
        matters = Array(([matter] + matters.filter { $0 != matter }).prefix(Self.mattersMax))
    }
}

extension Neighbourhood {
    var following: Following {
        let text = open(ask.cookies[Following.cookie], for: Following.sealed) ?? ""
        return Following(matters: text.split(separator: " ").compactMap { Matter.ID(String($0)) })
    }

    /// The reply with one more matter that this device may read.
    func following(_ matter: Matter.ID, _ reply: Reply) throws -> Reply {
        var following = following
        following.add(matter)
        let text = following.matters.map(\.description).joined(separator: " ")
        return reply.setting(
            Following.cookie, to: try seal(text, for: Following.sealed),
            seconds: Following.sealed.seconds, isSecure: ask.isSecure)
    }

    /// The matter of the address, if this device may read it.
    func followedFile() async throws -> MatterFile? {
        let file = try await installation.file(
            of: try ask.reference(), in: realm, for: .reporter)
        return file.flatMap { following.contains($0.matter.id) ? $0 : nil }
    }

    /// Every followed matter of this realm, newest first.
    func followedMatters() async throws -> [Matter] {
        var found: [Matter] = []
        for id in following.matters {
            if let matter = try await installation.matter(id, in: realm) { found.append(matter) }
        }
        return found
    }
}

/// Number and check word of a report just made, kept for the page that shows them.
struct FreshReceipt {
    let reference: Reference
    let word: CheckWord

    static let cookie = "linli_receipt"
    static let seconds = 3_600

    static func sealed(in realm: Realm) -> SealedText {
        SealedText(use: "receipt \(realm.id)", seconds: seconds)
    }
}

extension Neighbourhood {
    func showingReceipt(_ receipt: OpenMatter.Receipt, _ reply: Reply) throws -> Reply {
        reply.setting(
            FreshReceipt.cookie,
            to: try seal(
                "\(receipt.reference) \(receipt.word.text)", for: FreshReceipt.sealed(in: realm)),
            seconds: FreshReceipt.seconds, isSecure: ask.isSecure)
    }

    var freshReceipt: FreshReceipt? {
        let text = open(ask.cookies[FreshReceipt.cookie], for: FreshReceipt.sealed(in: realm))
        let parts = text?.split(separator: " ").map(String.init) ?? []
        guard parts.count == 2, let reference = try? Reference(parsing: parts[0]),
            let word = try? CheckWord(parsing: parts[1])
        else { return nil }
        return FreshReceipt(reference: reference, word: word)
    }
}
