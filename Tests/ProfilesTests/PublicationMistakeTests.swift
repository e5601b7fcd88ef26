import Profiles
import Testing

/// A field that is published: sound as declared, and each of its three acts alone made wrong.
@Suite struct PublicationMistakeTests {
    private static let acts = """
          agree: { from: [going], by: [reporter], shown: [staff] }
          bring: { from: [going], by: [accept], guards: [{ consented: how }], shown: [staff] }
          takeBack: { from: [going], by: [reporter], guards: [{ consented: how }], shown: [staff] }
          drop:
        """

    private func problems(_ find: String = "", _ replace: String = "") throws -> [String] {
        var files = try TestSource.small()
        let text = (files["procedures/errand.yml"] ?? "")
            .replacing(
                "options: [walk, drive], visible: [staff] }",
                with: "options: [walk, drive], visible: [staff], "
                    + "published: { consent: agree, release: bring, withdrawal: takeBack } }"
            )
            .replacing("  drop:", with: Self.acts)
        #expect(find.isEmpty || text.contains(find), "the fixture does not hold “\(find)”")
        files["procedures/errand.yml"] = find.isEmpty ? text : text.replacing(find, with: replace)
        return ProfileSource(files: files).read().problems.list.map(\.description)
            .filter { !$0.contains("the text") }
    }

    @Test func asDeclaredItIsSound() throws {
        #expect(try problems() == [])
    }

    @Test(arguments: [
        ("agree: { from: [going], by: [reporter]", "agree: { from: [going], by: [accept]", "agree"),
        (
            "agree: { from: [going], by: [reporter]",
            "agree: { from: [going], by: [reporter, accept]",
            "agree"
        ),
        (
            "takeBack: { from: [going], by: [reporter]", "takeBack: { from: [going], by: [accept]",
            "takeBack"
        ),
    ])
    func onlyTheAuthorAgreesAndTakesBack(_ find: String, _ replace: String, _ act: String) throws {
        #expect(
            try problems(find, replace) == [
                "procedures/errand.yml:11: field “how” may be published only when its author "
                    + "agrees: “\(act)” must be by: [reporter]"
            ])
    }

    @Test func nobodyReleasesWithoutTheAgreement() throws {
        let without = try problems(
            "bring: { from: [going], by: [accept], guards: [{ consented: how }],",
            "bring: { from: [going], by: [accept],")
        #expect(
            without == [
                "procedures/errand.yml:11: “bring” would publish the field “how” without its "
                    + "author's agreement: add guards: [{ consented: how }]"
            ])
        // The agreement to another field is none to this one.
        let other = try problems(
            "bring: { from: [going], by: [accept], guards: [{ consented: how }],",
            "bring: { from: [going], by: [accept], guards: [{ consented: title }],")
        #expect(other.contains { $0.contains("add guards: [{ consented: how }]") })
    }
}
