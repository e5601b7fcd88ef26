import Testing

/// A choice between two literals inside an interpolation has no type to go by and becomes a
/// `String`: markup in it is shown as text, and what is interpolated is printed as its bytes.
@Suite struct MarkupChoiceTests {
    private static func findings(in text: String) -> [(line: Int, expression: String)] {
        let read = Interpolations(in: text)
        return read.found.compactMap { range in
            let values = read.choices(in: range)
            guard !values.isEmpty, values.allSatisfy(Interpolations.isLiteral),
                values.contains(where: { $0.contains("<") || $0.contains("\\(") })
            else { return nil }
            return (read.line(of: range.lowerBound), read.text(range))
        }
    }

    @Test func noMarkupIsChosenBetweenLiterals() throws {
        let wrong = try ["Web", "Markup"].flatMap { target in
            try SourceTree.target(target).flatMap { file in
                Self.findings(in: file.text).map { "\(file.path):\($0.line): \($0.expression)" }
            }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    @Test(arguments: [
        (#"let page: HTML = "<p>\(isNew ? "<b>new</b>" : "")</p>""#, true),
        (#"let page: HTML = "<p>\(isNew ? "\(name)" : "old")</p>""#, true),
        (#"let page: HTML = "<p>\(a ? "x" : b ? "<i>y</i>" : "z")</p>""#, true),
        (##"let page: HTML = "<p>\(list(a ? "x" : "<y>"))\(b ? "<hr>" : "")</p>""##, true),
        (#"let page: HTML = "<p>\(isNew ? "new" : "old")</p>""#, false),
        (#"let page: HTML = "<p>\(isNew ? bold("new") : "<i>old</i>")</p>""#, false),
        (#"let page: HTML = "<p>\(words(isNew ? "a.\(key)" : "b.\(key)"))</p>""#, false),
        (#"// "<p>\(isNew ? "<b>new</b>" : "")</p>""#, false),
    ])
    func theTrapIsSeenByItsShape(_ source: String, _ isTrap: Bool) {
        #expect(Self.findings(in: source).isEmpty != isTrap)
    }
}
