import Foundation
import Kernel

/// A calendar to subscribe to (RFC 5545).
struct CalendarText {
    struct Event {
        /// Stays the same whatever is changed of it.
        let id: String
        let title: String
        let start: Start
        let place: String?
        let about: String?
        let link: String?
        let isCancelled: Bool
        /// Counts changes.
        let version: Int

        enum Start {
            case at(Instant, until: Instant)
            /// A whole day.
            case on(Day)
        }
    }

    let name: String
    let now: Instant
    let events: [Event]

    static let type = "text/calendar; charset=utf-8"

    var bytes: [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Linli//Calendar//ZH", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:" + Self.escaped(name),
            "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        ]
        for event in events { lines += self.lines(of: event) }
        lines.append("END:VCALENDAR")
        return lines.flatMap { Self.folded($0) }
    }

    private func lines(of event: Event) -> [String] {
        var lines = ["BEGIN:VEVENT", "UID:" + event.id, "DTSTAMP:" + Self.basic(now)]
        switch event.start {
        case .at(let start, let end):
            lines += ["DTSTART:" + Self.basic(start), "DTEND:" + Self.basic(end)]
        case .on(let day):
            lines += [
                "DTSTART;VALUE=DATE:" + Self.basic(day),
                "DTEND;VALUE=DATE:" + Self.basic(Day(ordinal: day.ordinal + 1)),
                "TRANSP:TRANSPARENT",
            ]
        }
        lines += ["SUMMARY:" + Self.escaped(event.title), "SEQUENCE:\(event.version)"]
        if let place = event.place { lines.append("LOCATION:" + Self.escaped(place)) }
        if let about = event.about { lines.append("DESCRIPTION:" + Self.escaped(about)) }
        if let link = event.link { lines.append("URL:" + link) }
        lines.append("STATUS:" + (event.isCancelled ? "CANCELLED" : "CONFIRMED"))
        return lines + ["END:VEVENT"]
    }

    private static func basic(_ instant: Instant) -> String {
        let text = instant.iso8601.prefix(19)
        return text.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private static func basic(_ day: Day) -> String { day.description.filter { $0 != "-" } }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
            .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n")
            .filter { $0 == "\t" || !$0.isASCII || $0.asciiValue ?? 0x20 >= 0x20 }
    }

    /// Lines of at most 75 bytes, none cut inside a character; each ends with CR and LF.
    private static func folded(_ line: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var width = 0
        for scalar in line.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if width + encoded.count > 75 {
                bytes += [0x0D, 0x0A, 0x20]
                width = 1
            }
            bytes += encoded
            width += encoded.count
        }
        return bytes + [0x0D, 0x0A]
    }
}
