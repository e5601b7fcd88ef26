extension Procedure {
    /// Whether others may be opened under its matters: they wait for what stands under them, and
    /// do not stand under others themselves.
    package var takesChildren: Bool {
        actions.contains { $0.guards.contains(.childrenEnded) }
            && !openings.contains { parentField(of: $0) != nil }
    }

    /// The field of an opening that names the matter under which it opens another (由哪件事引出).
    package func parentField(of opening: Action) -> Field.ID? {
        opening.asks.map(\.field).first { field($0)?.sets == .parent }
    }

    /// What keeps a matter of this procedure from having another opened under it; nil when nothing
    /// does.
    ///
    /// - Parameter children: how many were opened under it so far, ended ones counted.
    package func problem(
        openingUnder matter: Matter, with children: Int
    ) -> Answers.Problem? {
        guard matter.isOpen else { return .hasEnded }
        guard takesChildren else { return .takesNoChildren }
        return children < Self.childrenMax ? nil : .tooMany(Self.childrenMax)
    }
}
