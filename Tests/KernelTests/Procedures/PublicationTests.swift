import Kernel
import Testing

/// What lets everyone read a field: its author agrees, somebody else releases it, and the author
/// may take the agreement back.
@Suite struct PublicationTests {
    struct Way: Sendable, CustomTestStringConvertible {
        let acts: [String]
        let isConsented: Bool
        let isPublished: Bool
        var testDescription: String { acts.joined(separator: ", ") }

        init(_ acts: [String], consented: Bool, published: Bool) {
            self.acts = acts
            isConsented = consented
            isPublished = published
        }
    }

    static let ways = [
        Way([], consented: false, published: false),
        Way(["thank"], consented: false, published: false),
        Way(["release"], consented: false, published: false),
        Way(["allow"], consented: true, published: false),
        Way(["release", "allow"], consented: true, published: false),
        Way(["allow", "release"], consented: true, published: true),
        Way(["allow", "note", "release", "note"], consented: true, published: true),
        Way(["allow", "release", "takeBack"], consented: false, published: false),
        Way(["allow", "takeBack", "release"], consented: false, published: false),
        // Whoever agrees again is asked for nothing else, but somebody reads the words again.
        Way(["allow", "release", "takeBack", "allow"], consented: true, published: false),
        Way(
            ["allow", "release", "takeBack", "allow", "release"], consented: true, published: true),
    ]

    @Test(arguments: ways)
    func everyoneReadsAFieldFromItsReleaseToItsWithdrawal(_ way: Way) throws {
        let favour = try Favour()
        let publication = try #require(favour.procedure.field("thanks")?.publication)
        #expect(publication.isConsented(after: way.acts) == way.isConsented)
        #expect(publication.isPublished(after: way.acts) == way.isPublished)
    }

    @Test(arguments: ways)
    func nobodyReleasesOrTakesBackWhatIsNotAgreedTo(_ way: Way) throws {
        let favour = try Favour()
        let matter = try favour.standing("taken")
        func refusal(_ action: String, _ acting: Acting) -> Refusal? {
            do {
                _ = try favour.does(action, matter, by: acting, after: way.acts)
                return nil
            } catch { return error as? Refusal }
        }
        let needsConsent: Refusal? = way.isConsented ? nil : .guardFailed(.consented("thanks"))
        #expect(refusal("release", Favour.branch) == needsConsent)
        #expect(refusal("takeBack", .reporter) == needsConsent)
        #expect(
            refusal("allow", .reporter)
                == (way.isConsented ? .guardFailed(.notConsented("thanks")) : nil))
        // The two are never one: neither may do the other's part.
        #expect(refusal("release", .reporter) == .notYours("release"))
        #expect(refusal("allow", Favour.branch) == .notYours("allow"))
    }

    struct Talk: Sendable, CustomTestStringConvertible {
        let acts: [String]
        let isAnswered: Bool
        var testDescription: String { acts.joined(separator: ", ") }
    }

    @Test(arguments: [
        Talk(acts: [], isAnswered: true),
        Talk(acts: ["object"], isAnswered: false),
        Talk(acts: ["object", "answer"], isAnswered: true),
        Talk(acts: ["object", "object", "answer"], isAnswered: false),
        Talk(acts: ["object", "object", "answer", "answer"], isAnswered: true),
        Talk(acts: ["object", "answer", "object"], isAnswered: false),
        // An answer given before anybody asked answers nothing.
        Talk(acts: ["answer", "object"], isAnswered: false),
        Talk(acts: ["answer", "answer", "object", "answer"], isAnswered: true),
    ])
    func nothingIsFiledWhileAnObjectionWaits(_ talk: Talk) throws {
        let favour = try Favour()
        let matter = try favour.standing("taken")
        let file = { try favour.does("file", matter, by: Favour.branch, after: talk.acts) }
        if talk.isAnswered {
            #expect(try file().after.version == matter.version + 1)
        } else {
            #expect(throws: Refusal.guardFailed(.allAnswered("object", by: "answer"))) {
                try file()
            }
        }
    }
}
