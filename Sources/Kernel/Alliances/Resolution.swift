/// What a joint meeting decided and handed out (议定事项): a matter of its own under the procedure
/// `resolution`, kept with the meeting that decided it and shown at every later one until it was
/// shown as ended.
package enum Resolution {
    /// The procedure of such matters, where the profile has one.
    package static let procedure: Procedure.Name = "resolution"
    /// How many decisions one meeting hands out.
    package static let perMeetingMax = 30
    /// How many decisions of an alliance one meeting opens with, and a page lists.
    package static let listedMax = 100

    /// How a decision stood when a later meeting opened with it.
    package enum Standing: String, Hashable, Sendable, CaseIterable, Codable {
        case open, late, done, dropped

        package init(isOpen: Bool, ending: Procedure.Ending?, isLate: Bool) {
            self =
                isOpen
                ? (isLate ? .late : .open) : (ending == .done ? .done : .dropped)
        }
    }
}
