import Kernel
import Markup

/// Reads stored meetings into what pages show of them, in the words and the zone of a place.
extension Times {
    /// A meeting in short. It names nobody, so every page may show it.
    func summary(of meeting: Meeting, link: Link? = nil) -> MeetingSummary {
        MeetingSummary(
            kind: words("meeting.\(meeting.rule)"), title: meeting.title, link: link,
            state: state(of: meeting), stateTone: tone(of: meeting),
            when: when(meeting.startsAt), whenISO: machine(meeting.startsAt),
            venue: meeting.venue, countdown: countdown(to: meeting),
            article: meeting.terms.article, attendance: attendance(of: meeting),
            motions: results(of: meeting), remark: remark(on: meeting))
    }

    /// `12月4日 星期五 19:00`.
    func when(_ instant: Instant) -> String {
        weekday(Day(of: instant, in: zone)) + " " + clock(instant)
    }

    func state(of meeting: Meeting) -> String {
        let isEmpty = meeting.state == .closed && !meeting.isQuorate
        return words(
            isEmpty ? "meetings.state.notQuorate" : "meetings.state.\(meeting.state.rawValue)")
    }

    private func tone(of meeting: Meeting) -> ChipTone {
        switch meeting.state {
        case .called: .blue
        case .opened: .amber
        case .closed: meeting.isQuorate ? .plain : .cinnabar
        case .cancelled: .cinnabar
        }
    }

    private func countdown(to meeting: Meeting) -> String? {
        guard meeting.state == .called else { return nil }
        let days =
            Day(of: meeting.startsAt, in: zone).ordinal - Day(of: now, in: zone).ordinal
        switch days {
        case ..<0: return words("meetings.overdue")
        case 0: return words("meetings.today")
        default: return words("meetings.inDays", ["days": String(days)])
        }
    }

    private func remark(on meeting: Meeting) -> String? {
        if let reason = meeting.reason { return words("meetings.cancelled", ["reason": reason]) }
        guard meeting.state == .closed, meeting.motions.isEmpty else { return nil }
        // What a joint meeting decides it hands out, mostly without a vote.
        if meeting.alliance != nil, meeting.isQuorate { return nil }
        return words(meeting.isQuorate ? "meetings.nothing" : "meetings.notQuorate")
    }

    func attendance(of meeting: Meeting) -> (bar: TallyBar, how: String)? {
        guard let tally = meeting.attendance else { return nil }
        let line = tally.quorumLine
        let units = meeting.alliance == nil ? "" : "units."
        let how = words(
            "meetings.how.\(units)quorum",
            [
                "whole": String(line.whole), "part": String(line.part),
                "share": words(line.share), "needed": String(line.needed),
                "end": line.isMet
                    ? words("meetings.how.enough")
                    : words(
                        "meetings.how.\(units)missing", ["missing": String(line.missing)]),
            ])
        return (
            TallyBar(
                parts: [
                    .init(
                        kind: .present, count: line.part, words: words("meetings.part.present")),
                    .init(
                        kind: .rest, count: line.whole - line.part,
                        words: words("meetings.part.absent")),
                ], whole: line.whole, lineAt: thousandths(line.share),
                lineWords: words.line(line, isJoint: meeting.alliance != nil)), how
        )
    }

    func results(of meeting: Meeting) -> [MotionResult] {
        meeting.motions.compactMap { motion in
            meeting.tally(of: motion).map {
                result(of: motion, $0, isJoint: meeting.alliance != nil)
            }
        }
    }

    private func result(of motion: Motion, _ tally: Tally, isJoint: Bool) -> MotionResult {
        let line = tally.majorityLine
        let units = isJoint ? "units." : ""
        var how = words(
            "meetings.how.\(units)\(line.share.of.rawValue)",
            [
                "whole": String(line.whole), "part": String(line.part),
                "share": words(line.share), "needed": String(line.needed),
                "end": words("meetings.outcome.\(motion.outcome.rawValue)"),
            ])
        if tally.isUnanimous { how += " " + words("meetings.unanimous") }
        return MotionResult(
            ordinal: motion.ordinal, text: motion.text,
            outcome: words("meetings.outcome.\(motion.outcome.rawValue)"),
            isCarried: motion.outcome == .carried,
            bar: bar(of: motion, tally, isJoint: isJoint), how: how)
    }

    private func bar(of motion: Motion, _ tally: Tally, isJoint: Bool) -> TallyBar {
        let line = tally.majorityLine
        var parts: [TallyBar.Part] = [
            .init(
                kind: .favour, count: motion.inFavour, words: words("meetings.part.inFavour")),
            .init(kind: .against, count: motion.against, words: words("meetings.part.against")),
        ]
        if line.share.of != .votes {
            parts.append(
                .init(
                    kind: .abstained, count: motion.abstained,
                    words: words("meetings.part.abstained")))
            let rest = line.whole - motion.inFavour - motion.against - motion.abstained
            if rest > 0 {
                parts.append(
                    .init(kind: .rest, count: rest, words: words("meetings.part.notCounted")))
            }
        }
        return TallyBar(
            parts: parts, whole: line.whole, lineAt: thousandths(line.share),
            lineWords: words.line(line, isJoint: isJoint))
    }

    /// Where the fraction lies on a drawing; the decision itself never rounds.
    private func thousandths(_ share: Share) -> Int {
        Int(share.fraction.numerator * 1_000 / share.fraction.denominator)
    }
}

extension Words {
    /// `超过 1/2` or `达到 2/3（含）`.
    func callAsFunction(_ share: Share) -> String {
        self(
            share.isStrict ? "meetings.share.strict" : "meetings.share.inclusive",
            ["fraction": share.fraction.description])
    }

    /// - Parameter isJoint: whether units are counted, not people.
    fileprivate func line(_ line: Tally.Line, isJoint: Bool) -> String {
        self(
            isJoint ? "meetings.line.units" : "meetings.line",
            ["share": self(line.share), "needed": String(line.needed)])
    }

    /// A share with whom it is counted of: `超过应到人数的 1/2`.
    func whole(_ share: Share) -> String {
        self(
            share.isStrict ? "meetings.of.strict" : "meetings.of.inclusive",
            [
                "base": self("meetings.base.\(share.of.rawValue)"),
                "fraction": share.fraction.description,
            ])
    }

    /// The rule in one line: notice, quorum and majority.
    func terms(_ terms: MeetingRule.Terms) -> String {
        self(
            "meetings.terms",
            [
                "days": String(terms.notice.amount), "quorum": whole(terms.quorum),
                "majority": whole(terms.majority),
            ])
    }
}
