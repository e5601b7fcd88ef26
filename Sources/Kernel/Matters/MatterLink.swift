/// A matter that is linked with another (联结), as far as the rules of either ask.
package struct MatterLink: Hashable, Sendable {
    /// The procedure of the other matter, which is what kind of link it is.
    package let kind: Procedure.Name
    package let other: Matter.ID
    /// Whether the other matter has not ended.
    package let isOpen: Bool
    /// Whether this matter made the link; only it may undo it.
    package let isOwn: Bool

    package init(kind: Procedure.Name, other: Matter.ID, isOpen: Bool, isOwn: Bool) {
        self.kind = kind
        self.other = other
        self.isOpen = isOpen
        self.isOwn = isOwn
    }

    /// How many matters one matter may be linked with.
    package static let countMax = 50
}

/// Another matter that an answer names, as far as the rules about naming it ask.
package struct OtherMatter: Hashable, Sendable {
    package let id: Matter.ID
    package let reference: Reference
    package let procedure: Procedure.Name
    package let isOpen: Bool

    package init(
        id: Matter.ID, reference: Reference, procedure: Procedure.Name, isOpen: Bool
    ) {
        self.id = id
        self.reference = reference
        self.procedure = procedure
        self.isOpen = isOpen
    }
}
