import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Agreements with partner units: how many have signed, and what was done under each. A post
    /// without the right to read sees those of its own unit.
    static let agreementRoutes: [Route] = [
        .get("/desk/agreements", .desk, agreementsDesk),
        .get("/desk/agreements/:reference", .desk, agreementReply),
    ]

    private static func agreementsDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard frame.seesAgreements else { throw ActionError.notFound }
        let isWide = frame.visit.holding.verbs.contains(.read)
        let title = frame.words("agreements.title")
        let content = isWide ? try await frame.signing() : try await frame.ownAgreements()
        let exports = HTML.when(
            isWide,
            frame.exportLinks(
                .agreements, like: .agreements(isSigned: ask.query["show"] != "unsigned")))
        return frame.page(title, current: .agreements(), content: "\(content)\(exports)")
    }

    private static func agreementReply(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let after = ask.query["after"].flatMap { Activities.Cursor($0) }
        guard
            let file = try await ask.installation.agreementFile(
                of: try ask.reference(), in: frame.visit.realm,
                for: .holding(frame.visit.holding), after: after)
        else { throw ActionError.notFound }
        let view = try await frame.view(of: file)
        return frame.page(view.title, current: .agreements(), content: agreementPage(view))
    }
}

extension Link {
    static func agreements(isSigned: Bool = true, after: Body.ID? = nil) -> Link {
        Link(
            "desk", "agreements",
            query: ["show": isSigned ? nil : "unsigned", "after": after?.description])
    }

    static func agreement(_ reference: Reference, after: Activities.Cursor? = nil) -> Link {
        Link(
            "desk", "agreements", reference.description, query: ["after": after?.text])
    }

    /// A new activity under an agreement.
    static func newActivity(under agreement: Reference) -> Link {
        Link("desk", "activities", "new", query: ["agreement": agreement.description])
    }
}

extension DeskFrame {
    /// Whether there are agreements here, and the post reads all of them or is of a partner unit.
    var seesAgreements: Bool {
        visit.book.showsAgreements(
            to: visit.holding, ofKind: bodyNames[visit.holding.post.body]?.kind)
    }

    /// The agreements in force, for the form of an activity.
    func agreementChoices() async throws -> [Choice] {
        try await ask.installation.agreementsInForce(in: visit.realm).map { agreement in
            Choice(agreement.line.reference.description, label: agreement.line.title)
        }
    }
}
