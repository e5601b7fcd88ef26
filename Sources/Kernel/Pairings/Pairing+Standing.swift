/// Who has to do with a pairing, and how its next visit stands.
extension Pairing {
    /// The supporter that a holding is or acts for, whether asked, accepted or gone; one who is in
    /// comes first.
    package func supporter(of holding: Holding) -> Supporter? {
        let own = supporters.filter { $0.isHeld(by: holding) }
        return own.first { $0.state == .accepted } ?? own.first(where: \.isIn) ?? own.first
    }

    package func isAccepted(by holding: Holding) -> Bool {
        supporters.contains { $0.state == .accepted && $0.isHeld(by: holding) }
    }

    /// Whether a holding answers for the pairing: the post that entered it, or, once that post is
    /// no longer held, the same post of the same body (责任人交接). Both need `enter` over the place.
    package func isKept(by holding: Holding, keeper: Post, on day: Day) -> Bool {
        guard holding.grants(.enter, at: placePath, in: realm), keeper.id == self.keeper else {
            return false
        }
        if holding.post.id == keeper.id { return true }
        return !keeper.isHeld(on: day) && holding.post.role == keeper.role
            && holding.post.body == keeper.body
    }

    /// How the next visit stands: red after its day, amber in the last fifth of the rhythm; nil
    /// where none is due.
    package func light(on day: Day) -> Light? {
        guard state == .running, let dueOn, let everyDays else { return nil }
        if day > dueOn { return .red }
        return day.adding(days: max(1, everyDays / 5)) >= dueOn ? .amber : .green
    }
}
