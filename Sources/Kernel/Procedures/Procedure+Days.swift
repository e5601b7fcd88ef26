extension Procedure {
    /// How far ahead a day may be agreed on, in days.
    package static let agreedDaysMax = 366

    /// The day that the answers to an action name, where a clock runs to it.
    func agreedDay(of action: Action, in answers: Answers) -> (field: Field.ID, day: Day)? {
        let hasDay = action.effects.contains { if case .dueOn = $0 { true } else { false } }
        guard hasDay else { return nil }
        return action.asks.lazy.compactMap { ask in
            if case .day(let day)? = answers[ask.field] { (ask.field, day) } else { nil }
        }.first
    }

    /// A day that is over cannot be agreed on, nor one that nobody will remember.
    ///
    /// - Throws: `.answers` with the days that can.
    func checkDay(
        of action: Action, in answers: Answers, _ situation: Situation
    ) throws(Refusal) {
        guard let (field, day) = agreedDay(of: action, in: answers) else { return }
        let today = Day(of: situation.now, in: situation.timekeeper.zone)
        let days = today...today.adding(days: Self.agreedDaysMax)
        guard days.contains(day) else { throw .answers([field: .dayOutOfRange(days)]) }
    }
}
