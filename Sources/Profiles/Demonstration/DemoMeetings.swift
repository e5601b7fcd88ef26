package import Kernel

/// Invented meetings for a demonstration, read from a profile's `demo-meetings.yml`.
package struct DemoMeetings: Sendable {
    package let meetings: [Call]

    package struct Call: Sendable {
        package let line: Int
        package let rule: MeetingRule.ID
        /// Who convenes it, by sign-in.
        package let by: String
        /// The key of a place in `place/places.yml`.
        package let place: String
        package let title: String
        package let venue: String
        package let agenda: [String]
        /// Days from today; 0 or less.
        package let called: Int
        package let starts: Int
        /// Nil where it is called by name.
        package let entitled: Int?
        /// Nil where it was not opened yet.
        package let present: Int?
        package let motions: [Put]
        package let minutes: String?
    }

    package struct Put: Sendable {
        package let text: String
        package let inFavour: Int
        package let against: Int
        package let abstained: Int
    }

    /// None where the profile has no such file.
    ///
    /// - Throws: everything that is wrong with the file.
    package init(of source: ProfileSource, for profile: Profile) throws(ProfileProblems) {
        let file = "demo-meetings.yml"
        guard let text = source.files[file] else {
            meetings = []
            return
        }
        let findings = Findings()
        let record = YAMLFile.root(of: text, file: file, findings: findings)
            .flatMap { $0.record(.thing("demonstratedMeetings"), required: ["meetings"]) }
        let rules = profile.meetingRules.map(\.id)
        let read = (record?["meetings"]?.items("meetings") ?? []).compactMap {
            Self.call($0, rules: rules)
        }
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
        meetings = read
    }

    private static func call(_ passage: Passage, rules: [String]) -> Call? {
        guard
            let record = passage.record(
                .thing("demonstratedMeeting"),
                required: ["rule", "by", "at", "title", "venue", "called", "starts", "agenda"],
                optional: ["entitled", "present", "motions", "minutes"]),
            let rule = record["rule"]?.word(.thing("meeting"), among: rules),
            let by = record["by"]?.text("by"), let place = record["at"]?.text("at"),
            let title = record["title"]?.text("title"),
            let venue = record["venue"]?.text("venue"),
            let called = record["called"]?.number("called", in: -60...0),
            let starts = record["starts"]?.number("starts", in: -60...60),
            let agenda = record["agenda"]?.items("agenda")
        else { return nil }
        return Call(
            line: passage.line, rule: rule, by: by, place: place, title: title, venue: venue,
            agenda: agenda.compactMap { $0.text(.thing("itemOfTheAgenda")) }, called: called,
            starts: starts,
            entitled: record["entitled"]?.number("entitled", in: 1...Meeting.peopleMax),
            present: record["present"]?.number("present", in: 0...Meeting.peopleMax),
            motions: (record["motions"]?.items("motions") ?? []).compactMap(put),
            minutes: record["minutes"]?.text("minutes"))
    }

    /// `{ text: …, hands: [in favour, against, abstained] }`
    private static func put(_ passage: Passage) -> Put? {
        guard let record = passage.record(.thing("motion"), required: ["text", "hands"]),
            let text = record["text"]?.text(.part("text", of: .thing("motion"))),
            let items = record["hands"]?.items("hands")
        else { return nil }
        let hands = items.compactMap { $0.number("hands", in: 0...Meeting.peopleMax) }
        guard hands.count == 3 else {
            record["hands"]?.problem("handsNotThree")
            return nil
        }
        return Put(text: text, inFavour: hands[0], against: hands[1], abstained: hands[2])
    }
}
