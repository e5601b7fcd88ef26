import HTTPTypes
import Kernel
import Testing
import Web

@testable import API

/// What is done at the desk by a form is done by a program, too, or there is a reason why not.
struct DeskParityTests {
    /// Addresses that begin otherwise for programs.
    private static let renamed: [String: String] = [
        "/grids": "/grid-plans", "/rounds": "/appraisal-rounds", "/sheets": "/appraisal-sheets",
        "/registration": "/own-enrolments",
    ]

    /// Forms whose operation has another address still; the others are found by theirs.
    private static let elsewhere: [String: String] = [
        // Matters
        "/offers": "openMatter", "/visits": "openMatter", "/bulk": "actOnMany",
        "/matters/:reference/contact": "readContact",
        // Figures and what is told of places
        "/exclusions/:id": "answerExclusion", "/overview/facts": "keepPlaceFact",
        // Rooms, canteens, funds
        "/bookings/:number/reading": "readBooker", "/canteens/:id/end": "endMealCard",
        "/canteens/:id/reversal": "takeBackMeal", "/funds/:reference": "enterFundLine",
        "/funds/:reference/reversals/:line": "reverseFundLine",
        // Between neighbours
        "/pairings/pledge": "keepPledge", "/pairings/:id/follow-up": "followUpVisit",
        "/pairings/:id/reading": "readHelped", "/matching": "inviteToHelp",
        "/service/thanks/:id": "answerThanks",
        // Registers and rosters
        "/registration": "enrol", "/registration/handbook": "enterInHandbook",
        "/registration/entries/:id/answer": "answerHandbookEntry",
        "/registration/register": "inviteToEnrol",
        "/registration/register/:id/answer": "answerEnrolment",
        "/registration/register/:id/reading": "readEnrolment",
        "/rosters/:id/draw": "drawUpRoster", "/swaps/:id": "answerSwap",
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
                "/sign-in/recovery-codes", "/sign-in/sessions/end", "/sign-in/warnings/read",
                "/post",
            ]
        ),
        (
            "everybody's own views, marks, settings and subscriptions at the desk",
            [
                "/views", "/views/:id", "/views/:id/removal", "/news/seen", "/settings",
                "/diary/subscription", "/diary/subscription/end",
            ]
        ),
        (
            "tables are mapped by who looks at them before anything is kept (decision 0099)",
            [
                "/imports", "/imports/:id/mapping", "/imports/:id/acceptance",
                "/imports/:id/undoing", "/imports/:id/withdrawal",
            ]
        ),
    ]

    /// Operations that are a part of what a form does.
    private static let parts: Set<String> = ["sendPhotograph", "proposeAnew"]

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
        var path = form
        for (ours, theirs) in renamed where form.hasPrefix(ours + "/") || form == ours {
            path = theirs + form.dropFirst(ours.count)
        }
        return acts.first { bare($0.path) == bare(path) }
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
        #expect(ids.subtracting(matched) == Self.parts)
    }
}
