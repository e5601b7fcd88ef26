package import Kernel

/// Invented requests for a demonstration, and how far each has come: read from a profile's
/// `demo.yml`. Every account is made up; nobody in it is real.
package struct DemoScript: Sendable {
    /// The usual words of an action, by its id.
    package let words: [Procedure.Action.ID: String]
    package let requests: [Request]

    package struct Request: Sendable {
        package let line: Int
        package let category: Kernel.Category.ID
        /// The key of a place in `place/places.yml`.
        package let place: String
        package let spot: String?
        package let title: String
        package let account: String
        package let outcome: Outcome
        /// Who enters it for the resident, by sign-in; nil when the resident writes.
        package let entered: String?
        package let phone: String?
        /// Who accepts and dispatches it, and who handles it, by sign-in; without a handler the
        /// catalogue decides who leads.
        package let acceptedBy: String
        package let handledBy: String?
        /// The light that it should show now, where it is still open.
        package let light: Light?
        /// How many days ago it was raised, where no light is wished for.
        package let daysAgo: Int
        /// What was done, said at the end.
        package let result: String?
        package let isSupervised: Bool
        /// The title of the request that it is merged into.
        package let mergedInto: String?
    }

    /// How far a request has come.
    package enum Outcome: String, Sendable, CaseIterable {
        case submitted, refused, redirected, merged, withdrawn, accepted, dispatched, objected
        case handling, suspended, extending, awaiting, checking, callingBack, solved, answered
        case unsolved, unconfirmed, reopened, reworked
    }

    /// The demonstration of a profile; nil when it has none.
    ///
    /// - Throws: everything that is wrong with `demo.yml`.
    package init?(of source: ProfileSource, for profile: Profile) throws(ProfileProblems) {
        guard let text = source.files["demo.yml"] else { return nil }
        let findings = Findings()
        let record = YAMLFile.root(of: text, file: "demo.yml", findings: findings)
            .flatMap { $0.record(.thing("demonstration"), required: ["words", "requests"]) }
        var words: [String: String] = [:]
        for entry in record?["words"]?.entries("words") ?? [] {
            words[entry.name] = entry.value.text(.part("words", of: .quoted(entry.name)))
        }
        let categories = profile.categories.map(\.id)
        let requests = (record?["requests"]?.items("requests") ?? []).compactMap {
            Self.request($0, categories)
        }
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
        self.words = words
        self.requests = requests
    }

    private static let optional = [
        "spot", "entered", "phone", "by", "hand", "light", "days", "result", "supervised",
        "into",
    ]

    private static func request(_ passage: Passage, _ categories: [String]) -> Request? {
        guard
            let record = passage.record(
                .thing("request"), required: ["about", "at", "title", "account", "outcome"],
                optional: optional),
            let category = record["about"]?.word(.thing("category"), among: categories),
            let place = record["at"]?.text("at"), let title = record["title"]?.text("title"),
            let account = record["account"]?.text("account"),
            let outcome = record["outcome"]?
                .word(.thing("outcome"), among: Outcome.allCases.map(\.rawValue))
                .flatMap(Outcome.init)
        else { return nil }
        let light = record["light"].flatMap {
            $0.word(.thing("light"), among: [Light.green, .amber, .red].map(\.rawValue))
        }
        return Request(
            line: passage.line, category: category, place: place,
            spot: record["spot"]?.text("spot"), title: title, account: account, outcome: outcome,
            entered: record["entered"]?.text("entered"), phone: record["phone"]?.text("phone"),
            acceptedBy: record["by"]?.text("by") ?? "dispatcher",
            handledBy: record["hand"]?.text("hand"), light: light.flatMap(Light.init),
            daysAgo: record["days"]?.number("days", in: 0...60) ?? 1,
            result: record["result"]?.text("result"),
            isSupervised: record["supervised"]?.truth("supervised") ?? false,
            mergedInto: record["into"]?.text("into"))
    }
}
