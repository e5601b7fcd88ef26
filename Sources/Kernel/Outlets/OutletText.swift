package import Foundation

/// A sentence with gaps that an outlet says of a kind of event.
package struct OutletText: Hashable, Sendable {
    package enum Problem: Error, Hashable, Sendable {
        case empty
        case tooLong(charactersMax: Int, characters: Int)
        /// A gap that events of the kind do not have.
        case unknownGap(String)
    }

    package static let charactersMax = 300

    package let text: String

    /// - Throws: `Problem`.
    package init(_ text: String, for kind: Event.Kind) throws(Problem) {
        guard !text.isEmpty else { throw .empty }
        guard text.count <= Self.charactersMax else {
            throw .tooLong(charactersMax: Self.charactersMax, characters: text.count)
        }
        let known = Set(kind.gaps.map(\.rawValue))
        for gap in Self.gaps(of: text) where !known.contains(gap) { throw .unknownGap(gap) }
        self.text = text
    }

    private static func gaps(of text: String) -> [String] {
        var gaps: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            gaps.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return gaps
    }

    /// What it says of an event. Lines whose gaps are all empty are left out.
    package func said(of event: Event, in language: Language, zone: TimeZone) -> String {
        let values = event.gaps(in: language, zone: zone)
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in
                let gaps = Self.gaps(of: String(line))
                return gaps.isEmpty || gaps.contains { !(values[$0] ?? "").isEmpty }
            }
            .map { Texts.fill(String($0), values) }.joined(separator: "\n")
    }
}

extension Event {
    /// What fills the gaps of a text; every gap of the kind, empty where nothing is known.
    package func gaps(in language: Language, zone: TimeZone) -> [String: String] {
        var values: [String: String] = [:]
        for gap in kind.gaps {
            values[gap.rawValue] = value(of: gap, in: language, zone: zone) ?? ""
        }
        return values
    }

    private func value(of gap: Gap, in language: Language, zone: TimeZone) -> String? {
        switch gap {
        case .realm: facts.realm.text(in: language)
        case .what: facts.what?.text(in: language)
        case .reference: facts.reference
        case .state: facts.stateName?.text(in: language)
        case .place: facts.placeName?.text(in: language)
        case .title: facts.title
        case .due: facts.dueAt.map { Self.clock($0, zone) }
        case .start: facts.startsAt.map { Self.clock($0, zone) }
        case .link: facts.link
        }
    }

    /// `2026-11-21 14:05`
    private static func clock(_ instant: Instant, _ zone: TimeZone) -> String {
        let day = Day(of: instant, in: zone)
        let minutes = Int(instant.milliseconds(since: day.start(in: zone)) / 60_000)
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(day) " + (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "")
            + "\(minute)"
    }
}
