import Actions
import Foundation
import Kernel

extension Times {
    /// `19:00`, as the clock on the wall shows it.
    func clock(_ instant: Instant) -> String {
        let start = Day(of: instant, in: zone).start(in: zone)
        let minutes = Int(instant.milliseconds(since: start) / 60_000)
        return "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
    }

    /// `12月4日 星期五`.
    func weekday(_ day: Day) -> String {
        self.day(day) + " " + words("meetings.weekday.\(day.weekday)")
    }

    /// A rule's refusal as a sentence that says what to do.
    func sentence(_ refusal: Meeting.Refusal) -> String {
        switch refusal {
        case .stands(let state):
            words("meetings.refusal.stands", ["state": words("meetings.state.\(state.rawValue)")])
        case .noticeTooShort(let earliest, let days):
            words(
                "meetings.refusal.noticeTooShort",
                ["earliest": weekday(earliest), "days": String(days)])
        case .tooFarAhead(let latest):
            words("meetings.refusal.tooFarAhead", ["latest": day(latest)])
        case .tooEarly(let from): words("meetings.refusal.tooEarly", ["from": moment(from)])
        case .peopleOutOfRange(let most):
            words("meetings.refusal.peopleOutOfRange", ["max": String(most)])
        case .morePresentThanEntitled(let entitled, let present):
            words(
                "meetings.refusal.morePresent",
                ["entitled": String(entitled), "present": String(present)])
        case .notQuorate(let missing, let needed):
            words(
                "meetings.refusal.notQuorate",
                ["missing": String(missing), "needed": String(needed)])
        case .moreHandsThanPresent(let hands, let present):
            words(
                "meetings.refusal.moreHands",
                ["hands": String(hands), "present": String(present)])
        case .tooManyMotions(let most):
            words("meetings.refusal.tooManyMotions", ["max": String(most)])
        case .tooManyResolutions(let most):
            words("meetings.refusal.tooManyResolutions", ["max": String(most)])
        }
    }
}

extension Meeting.Refusal {
    /// The field of a form that the refusal is about.
    var field: String {
        switch self {
        case .noticeTooShort, .tooFarAhead: "day"
        case .tooEarly, .peopleOutOfRange, .morePresentThanEntitled, .notQuorate: "present"
        case .moreHandsThanPresent: "inFavour"
        case .stands, .tooManyMotions: "text"
        case .tooManyResolutions: "title"
        }
    }
}

extension Ask {
    /// A rule's refusal, its days and times as the visitor's place writes them.
    func sentence(_ refusal: Meeting.Refusal, _ words: Words) -> String {
        Times(zone: visitor?.book.profile.zone ?? .gmt, now: now, words: words)
            .sentence(refusal)
    }
}
