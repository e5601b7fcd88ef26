extension RecordedStep {
    /// What the record calls it when a new plan of grids moved a matter.
    package static let rehomed = "matter.rehomed"

    /// Who leads the matter since a new plan of grids moved it; nil for any other step.
    package var rehomedLead: Body.ID? {
        guard action == Self.rehomed, case .text(let id)? = answers["lead"] else { return nil }
        return Body.ID(id)
    }
}

extension Matter {
    /// The same matter, led by the body of the grid that it lies in now.
    package func rehomed(to lead: Body.ID) -> Matter {
        var moved = self
        moved.lead = lead
        moved.version += 1
        return moved
    }

    /// What the record holds of it beside the grids.
    package var rehomingStep: [String: Payload] {
        [
            "from": .text(state), "to": .text(state), "version": .int(Int64(version)),
            "reference": .text(reference.description),
            "answers": .object(["lead": lead.map { .text($0.description) } ?? .null]),
        ]
    }
}
