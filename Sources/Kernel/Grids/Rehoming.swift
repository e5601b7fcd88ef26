/// What a new plan means for one open matter: the grid that it lies in now, and who leads it.
package struct Rehoming: Hashable, Sendable {
    package let matter: Matter.ID
    package let from: Grid
    package let to: Grid

    /// - Returns: nil where the matter stays in a grid of the same code with the same body.
    package init?(_ matter: Matter.ID, from: Grid, to: Grid) {
        guard from.code != to.code || from.body != to.body else { return nil }
        self.matter = matter
        self.from = from
        self.to = to
    }

    /// Who leads the matter from now on, where that changes: what the body of its old grid led goes
    /// to the body of its new one; what anybody else leads stays where it is.
    package func newLead(insteadOf lead: Body.ID?) -> Body.ID? {
        guard let lead, lead == from.body, let next = to.body, next != lead else { return nil }
        return next
    }
}
