/// The arithmetic of a meeting: decides with exact fractions, and can say how.
package struct Tally: Hashable, Sendable, CustomStringConvertible {
    package let entitled: Int
    package let present: Int
    package let inFavour: Int
    package let against: Int
    package let abstained: Int
    package let quorum: Share
    package let majority: Share

    /// Numbers below 0 are not counted in any meeting; `Meeting` refuses them before.
    package init(
        entitled: Int, present: Int, inFavour: Int = 0, against: Int = 0, abstained: Int = 0,
        quorum: Share, majority: Share
    ) {
        self.entitled = entitled
        self.present = present
        self.inFavour = inFavour
        self.against = against
        self.abstained = abstained
        self.quorum = quorum
        self.majority = majority
    }

    /// One line of the calculation: so many of so many, where so many are needed.
    package struct Line: Hashable, Sendable, CustomStringConvertible {
        package let part: Int
        package let whole: Int
        package let share: Share
        package let needed: Int
        package let isMet: Bool

        init(_ part: Int, of whole: Int, _ share: Share) {
            self.part = part
            self.whole = whole
            self.share = share
            needed = share.needed(of: whole)
            isMet = share.isMet(by: part, of: whole)
        }

        /// By how many it was missed; 0 where it is met.
        package var missing: Int { isMet ? 0 : max(0, needed - part) }

        package var description: String {
            "\(part) of \(whole) \(share.of.rawValue); "
                + "\(share.isStrict ? "more than" : "at least") \(share.fraction) needs \(needed)"
        }
    }

    package var quorumLine: Line { Line(present, of: whole(quorum.of), quorum) }
    package var majorityLine: Line { Line(inFavour, of: whole(majority.of), majority) }
    package var isQuorate: Bool { quorumLine.isMet }

    package var outcome: Motion.Outcome {
        guard isQuorate else { return .notQuorate }
        return majorityLine.isMet ? .carried : .lost
    }

    /// Whether everyone who came was for it (协商一致).
    package var isUnanimous: Bool { isQuorate && inFavour == present }

    /// Such as “31 in favour of 52 present; more than 1/2 needs 27: carried”.
    package var description: String {
        guard isQuorate else { return "\(quorumLine): not quorate" }
        let line = majorityLine
        return "\(line.part) in favour of \(line.whole) \(line.share.of.rawValue); "
            + "\(line.share.isStrict ? "more than" : "at least") \(line.share.fraction) "
            + "needs \(line.needed): \(outcome.rawValue)"
    }

    private func whole(_ base: Share.Base) -> Int {
        switch base {
        case .entitled: entitled
        case .present: present
        case .votes: inFavour + against
        }
    }
}
