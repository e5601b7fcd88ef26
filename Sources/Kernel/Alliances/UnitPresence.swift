/// Whether a member unit came to a joint meeting, and through whom.
package struct UnitPresence: Hashable, Sendable {
    package let body: Body.ID
    /// Nil before the meeting was opened.
    package let isPresent: Bool?
    /// Who came for it, in a few words, read where the minutes are; nil where nobody said.
    package let through: String?

    package static let throughCharactersMax = 40

    package init(body: Body.ID, isPresent: Bool?, through: String? = nil) {
        self.body = body
        self.isPresent = isPresent
        self.through = through
    }
}
