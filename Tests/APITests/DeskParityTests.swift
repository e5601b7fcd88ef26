import Kernel
import Testing
import Web

@testable import API

/// What is done at the desk by a form is done by a program, too, or there is a reason why not.
struct DeskParityTests {
    /// Forms whose operation has another address; the others are found by theirs.
    private static let elsewhere: [String: String] = [
        // Matters
        "/offers": "openMatter", "/bulk": "actOnMany",
        "/matters/:reference/contact": "readContact",
        // The organisation
        "/grids": "draftGridPlan", "/grids/:id/content": "rewriteGridPlan",
        "/grids/:id/approval": "approveGridPlan", "/grids/:id/withdrawal": "dropGridPlan",
        // Figures and what is told of places
        "/exclusions/:id": "answerExclusion", "/overview/facts": "keepPlaceFact",
    ]

    /// What a program has no use for, or may not do.
    private static let staying: [(reason: String, forms: Set<String>)] = [
        (
            "people, sign-ins and keys are managed by whoever signs in (decision 0093)",
            [
                "/people", "/people/:person/posts", "/people/:person/password",
                "/people/:person/one-time", "/people/:person/second-factors/removal",
                "/people/:person/end", "/people/:person/return", "/posts/:post/end", "/keys",
                "/keys/:key/revocation", "/access-keys", "/access-keys/:key/revocation",
                "/sign-in/authenticator/removal", "/sign-in/passkeys",
                "/sign-in/passkeys/:id/removal", "/sign-in/passkeys/answer",
                "/sign-in/recovery-codes", "/sign-in/sessions/end", "/post",
            ]
        ),
        (
            "everybody's own views, marks, settings and subscriptions at the desk",
            [
                "/views", "/views/:id", "/views/:id/removal", "/news/seen", "/settings",
                "/diary/subscription", "/diary/subscription/end",
            ]
        ),
    ]

    /// Operations that no form of the desk has.
    private static let beyondForms: Set<String> = ["sendPhotograph"]

    /// The forms of the desk, each without `/desk`, with the right that its route names.
    private static let forms: [String: Verb?] = Dictionary(
        Site.routes.filter { $0.method == .post && $0.path.hasPrefix("/desk/") }.map { route in
            let verb: Verb? = if case .post(let verb) = route.access { verb } else { nil }
            return (String(route.path.dropFirst("/desk".count)), verb)
        }, uniquingKeysWith: { first, _ in first })

    private static let acts = DeskEndpoint.all.filter { $0.scope == .act }

    /// An address without the names of its parts.
    private static func bare(_ path: String) -> String {
        path.split(separator: "/").map { $0.first == ":" ? ":" : String($0) }
            .joined(separator: "/")
    }

    private static func operation(of form: String) -> DeskEndpoint? {
        if let id = elsewhere[form] { return acts.first { $0.id == id } }
        return acts.first { bare($0.path) == bare(form) }
    }

    @Test func everyFormIsAnOperationOrStaysForAReason() {
        let kept = Self.staying.reduce(into: Set<String>()) { $0.formUnion($1.forms) }
        for (form, verb) in Self.forms.sorted(by: { $0.key < $1.key }) {
            let operation = Self.operation(of: form)
            #expect((operation == nil) == kept.contains(form), "\(form)")
            // Where both ask for a right before anything is looked at, it is the same.
            if let asked = operation?.verb, let verb { #expect(asked == verb, "\(form)") }
        }
    }

    @Test func nothingIsListedThatIsNotThere() {
        let forms = Set(Self.forms.keys)
        for (reason, kept) in Self.staying { #expect(kept.isSubset(of: forms), "\(reason)") }
        for (form, id) in Self.elsewhere {
            #expect(forms.contains(form) && Self.acts.contains { $0.id == id }, "\(form)")
        }
        let matched = Set(forms.compactMap { Self.operation(of: $0)?.id })
        let ids = Set(Self.acts.map(\.id))
        #expect(ids.subtracting(matched) == Self.beyondForms)
    }
}
