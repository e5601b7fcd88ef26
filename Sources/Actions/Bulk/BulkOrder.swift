package import Kernel

/// One action for many matters, as somebody chose it: what is answered once, and what for each.
package struct BulkOrder: Sendable {
    package let procedure: Procedure.Name
    package let action: Procedure.Action.ID
    /// At most `Procedure.manyMax`, each once, in the order of the list.
    package let references: [Reference]
    /// Answers for all of them, by field.
    package let shared: [String: [String]]
    /// The body that leads each, where it is not the one that the catalogue suggests.
    package let leads: [Reference: String]
    /// The matter of the selection that stays when the others are merged into it.
    package let target: Reference?
    /// The versions that the person saw.
    package let seen: [Reference: Int]

    package init(
        procedure: Procedure.Name, action: Procedure.Action.ID, references: [Reference],
        shared: [String: [String]] = [:], leads: [Reference: String] = [:],
        target: Reference? = nil, seen: [Reference: Int] = [:]
    ) {
        self.procedure = procedure
        self.action = action
        var found: Set<Reference> = []
        self.references = Array(
            references.filter { found.insert($0).inserted }.prefix(Procedure.manyMax))
        self.shared = shared
        self.leads = leads
        self.target = target
        self.seen = seen
    }
}

/// What an action would make of each chosen matter, by the same decision that will be taken.
package struct BulkPreview: Sendable {
    package let lines: [Line]

    package struct Line: Sendable {
        package let reference: Reference
        /// Nil where there is no such matter for this post.
        package let matter: Matter?
        package let place: Place?
        /// The catalogue's rule for this matter, where the action asks who leads.
        package let suggestion: Catalogue.Rule?
        package let catalogueVersion: Int
        package let outcome: Outcome
    }

    package enum Outcome: Sendable {
        /// The others are merged into it.
        case stays
        case refused(ActionError)
        case moves(Move)
    }

    /// What happens to one matter, and the answers that make it so.
    package struct Move: Sendable {
        package let to: Procedure.State.ID
        /// The deadline of the state that it comes to.
        package let due: Instant?
        package let lead: Body.ID?
        package let message: String?
        /// What still has to be answered first.
        package let missing: Set<Procedure.Field.ID>
        package let form: AnswerForm
    }
}

/// The message to a reporter with its gaps filled for one matter.
///
/// - Parameters: the text, the matter after the action, and the deadline that it names.
package typealias MessageFilling = @Sendable (String, Matter, Instant?) -> String
