/// Who chairs an alliance in a month (轮值单位).
package struct ChairTurn: Hashable, Sendable {
    package let month: Month
    package let body: Body.ID
    /// The member whose month it was and that was passed over, with the reason; nil where nobody
    /// was.
    package let passedOver: PassedOver?

    package struct PassedOver: Hashable, Sendable {
        package let body: Body.ID
        package let reason: String

        package init(body: Body.ID, reason: String) {
            self.body = body
            self.reason = reason
        }
    }

    package static let reasonCharactersMax = 120

    package init(month: Month, body: Body.ID, passedOver: PassedOver? = nil) {
        self.month = month
        self.body = body
        self.passedOver = passedOver
    }
}
