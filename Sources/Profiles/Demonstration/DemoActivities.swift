package import Kernel

/// Invented activities for a demonstration, read from a profile's `demo-activities.yml`.
package struct DemoActivities: Sendable {
    package let activities: [Announced]

    package struct Announced: Sendable {
        package let line: Int
        package let kind: String
        /// Who organises it, by sign-in.
        package let by: String
        /// The key of a place in `place/places.yml`.
        package let place: String
        package let title: String
        package let venue: String
        package let about: String
        /// Days from today; the first 0 or less.
        package let announced: Int
        package let starts: Int
        package let time: String
        package let until: String
        package let places: Int?
        package let risk: String
        package let riskNote: String?
        /// Who signs up, by sign-in, in this order.
        package let people: [String]
        /// The minutes of those who came; empty for one that is still to come.
        package let came: [String: Int]
        package let visitors: Int?
        /// The key of the unit with whose agreement it is held.
        package let agreement: String?
    }

    /// None where the profile has no such file.
    ///
    /// - Throws: everything that is wrong with the file.
    package init(of source: ProfileSource, for profile: Profile) throws(ProfileProblems) {
        let file = "demo-activities.yml"
        guard let text = source.files[file] else {
            activities = []
            return
        }
        let findings = Findings()
        let record = YAMLFile.root(of: text, file: file, findings: findings)
            .flatMap { $0.record(.thing("demonstratedActivities"), required: ["activities"]) }
        let read = (record?["activities"]?.items("activities") ?? []).compactMap {
            Self.announced($0, kinds: profile.activityKinds)
        }
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
        activities = read
    }

    private static func announced(_ passage: Passage, kinds: [String]) -> Announced? {
        guard
            let record = passage.record(
                .thing("demonstratedActivity"),
                required: [
                    "kind", "by", "at", "title", "venue", "about", "announced", "starts", "time",
                    "until", "risk", "people",
                ], optional: ["places", "riskNote", "came", "visitors", "agreement"]),
            let kind = record["kind"]?.word(.thing("kindOfActivity"), among: kinds),
            let by = record["by"]?.text("by"), let place = record["at"]?.text("at"),
            let title = record["title"]?.text("title"),
            let venue = record["venue"]?.text("venue"),
            let about = record["about"]?.text("about", charactersMax: Activity.aboutCharactersMax),
            let announced = record["announced"]?.number("announced", in: -60...0),
            let starts = record["starts"]?.number("starts", in: -60...60),
            let time = record["time"]?.text("time"), let until = record["until"]?.text("until"),
            let risk = record["risk"]?.word(
                .thing("risk"), among: Activity.Risk.allCases.map(\.rawValue)),
            let people = record["people"]?.items("people")
        else { return nil }
        let came = (record["came"]?.entries("came") ?? []).compactMap { entry in
            entry.value.number("minutes", in: 0...720).map { (entry.name, $0) }
        }
        return Announced(
            line: passage.line, kind: kind, by: by, place: place, title: title, venue: venue,
            about: about, announced: announced, starts: starts, time: time, until: until,
            places: record["places"]?.number("places", in: Activity.placesRange), risk: risk,
            riskNote: record["riskNote"]?.text("riskNote"),
            people: people.compactMap { $0.text(.thing("signIn")) },
            came: Dictionary(came, uniquingKeysWith: { first, _ in first }),
            visitors: record["visitors"]?.number("visitors", in: 0...Activity.visitorsMax),
            agreement: record["agreement"]?.text(.thing("keyOfAUnit")))
    }
}
