import Testing

@Suite struct CorpusTests {
    private static let names = FuzzTarget.all.map(\.name)

    @Test(arguments: names)
    func everySavedInputKeepsThePromises(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let corpus = try target.corpus()
        #expect(!corpus.isEmpty)
        for (file, bytes) in corpus {
            #expect(bytes.count <= target.bytesMax, "\(file) is longer than the target looks at")
            #expect(throws: Never.self, "\(file)") { try target.run(bytes) }
        }
    }

    @Test(arguments: names)
    func everyMutationOfASavedInputKeepsThePromises(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let corpus = try target.corpus().map(\.bytes)
        for seed in corpus {
            for bytes in Mutations(of: seed, others: corpus, count: target.mutations) {
                #expect(throws: Never.self, "\(bytes.text.debugDescription)") {
                    try target.run(bytes)
                }
            }
        }
    }

    @Test func mutationsAreTheSameAtEveryRun() {
        let seed = Array("code,name\n42,湖北省\n".utf8)
        let first = Array(Mutations(of: seed, others: [seed], count: 50))
        #expect(first == Array(Mutations(of: seed, others: [seed], count: 50)))
        #expect(Set(first).count > 40)
    }

    @Test func aPromiseThatIsBrokenIsTold() throws {
        let target = FuzzTarget("none") { (bytes) throws(Broken) in
            try holds(!bytes.contains(0), "no byte is 0")
        }
        try target.run([1])
        #expect(throws: Broken.self) { try target.run([0]) }
    }

    @Test func targetNamesAreUniqueAndEveryCorpusHasItsTarget() throws {
        #expect(Set(Self.names).count == Self.names.count)
        #expect(try Set(FuzzTarget.savedNames()) == Set(Self.names))
    }
}
