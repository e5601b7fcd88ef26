import Testing

@testable import Kernel

@Suite struct VerifierTests {
    @Test func aTrueLogIsInOrder() throws {
        let log = LogExample()
        let summary = try log.verified(published: [3: log.seals[2].seal.digest])
        #expect(summary.records == 12 && summary.bodies == 12 && summary.seals == 3)
        #expect(summary.unsealed == 2 && summary.lastSequence == 12)
        #expect(summary.lastSealDigest == log.seals[2].seal.digest)
        #expect(summary.description.contains("12 records"))
        #expect(
            Verifier().summary.description
                == "0 records, 0 bodies and 0 seals are in order; 0 records are not sealed yet.")
    }

    @Test func everyAlteredFieldOfAHeaderIsCaughtAndTheRecordNamed() {
        let original = LogExample()
        let header = original.records[3].header
        for (field, altered) in LogExample.alterations(of: header) {
            var log = original
            log.records[3].header = altered
            #expect(throws: Verifier.Problem.headerAltered(RecordName(altered)), "\(field)") {
                try log.verified()
            }
            // A forger who also stores the new digest is caught by the seal.
            guard field != "sequence", field != "body" else { continue }
            log.records[3].stored = altered.digest
            #expect(
                throws: Verifier.Problem.leafDiffers(seal: 1, RecordName(altered)), "\(field)"
            ) { try log.verified() }
            // And by the root, when the digests kept with the seal are replaced too.
            log.seals[0].leaves[3] = altered.digest
            #expect(throws: Verifier.Problem.rootDiffers(seal: 1), "\(field)") {
                try log.verified()
            }
            // And by the next seal, when the seal is made anew.
            log.seals[0].seal = Seal(
                sealing: log.seals[0].leaves, after: nil, at: log.seals[0].seal.sealedAt)
            #expect(throws: Verifier.Problem.chainBroken(seal: 2), "\(field)") {
                try log.verified()
            }
        }
    }

    @Test func anAlteredBodyIsCaught() {
        var log = LogExample()
        log.records[6].body.append(0)
        let name = RecordName(log.records[6].header)
        #expect(throws: Verifier.Problem.bodyAltered(name)) { try log.verified() }
    }

    @Test func aRecordTakenOutOrPutInIsCaught() {
        var log = LogExample()
        log.records.remove(at: 5)
        let seventh = RecordName(log.records[5].header)
        #expect(throws: Verifier.Problem.gap(missing: 6, next: seventh)) { try log.verified() }
        log = LogExample()
        log.records.insert(log.records[5], at: 5)
        let sixth = RecordName(log.records[5].header)
        #expect(throws: Verifier.Problem.outOfOrder(sixth, expected: 7)) { try log.verified() }
        log = LogExample()
        log.records.removeLast(4)
        #expect(throws: Verifier.Problem.recordsMissing(seal: 3, from: 9, through: 10)) {
            try log.verified()
        }
    }

    @Test func everyAlteredFieldOfASealIsCaught() {
        let original = LogExample()
        let seal = original.seals[1].seal
        func altered(
            number: Int64? = nil, first: Int64? = nil, last: Int64? = nil, root: Digest? = nil,
            previous: Digest? = nil, at: Instant? = nil
        ) -> Seal {
            Seal(
                number: number ?? seal.number, first: first ?? seal.first, last: last ?? seal.last,
                root: root ?? seal.root, previous: previous ?? seal.previous,
                sealedAt: at ?? seal.sealedAt)
        }
        let cases: [(Seal, Verifier.Problem)] = [
            (altered(number: 3), .sealMissing(number: 2, found: 3)),
            (altered(first: 4), .sealRange(seal: 2, first: 4, last: 5, expected: 5)),
            (altered(last: 4), .sealRange(seal: 2, first: 5, last: 4, expected: 5)),
            (altered(last: 6), .leafCount(seal: 2, found: 1, expected: 2)),
            (altered(last: .max), .leafCount(seal: 2, found: 1, expected: Int(Int64.max - 4))),
            (altered(root: .zero), .rootDiffers(seal: 2)),
            (altered(previous: .zero), .chainBroken(seal: 2)),
            (altered(at: Instant(milliseconds: 0)), .chainBroken(seal: 3)),
        ]
        for (seal, problem) in cases {
            var log = original
            log.seals[1].seal = seal
            #expect(throws: problem) { try log.verified() }
        }
    }

    @Test func aSealTakenOutIsCaught() {
        var log = LogExample()
        log.seals.remove(at: 1)
        #expect(throws: Verifier.Problem.sealMissing(number: 2, found: 3)) { try log.verified() }
    }

    @Test func aWhollyForgedLogDiffersFromThePublishedSeal() {
        var forged = LogExample()
        forged.seals[2].seal = Seal(
            sealing: forged.seals[2].leaves, after: forged.seals[1].seal,
            at: Instant(milliseconds: 0))
        let published = LogExample().seals[2].seal.digest
        #expect(throws: Verifier.Problem.notAsPublished(seal: 3)) {
            try forged.verified(published: [3: published])
        }
    }

    @Test func aCheckGoesOnAfterAKnownSeal() throws {
        let log = LogExample()
        var verifier = Verifier(continuingAfter: log.seals[1].seal)
        for record in log.records[5..<10] {
            try verifier.take(record: record.header, storedDigest: record.stored, body: nil)
        }
        try verifier.take(seal: log.seals[2].seal, leaves: log.seals[2].leaves)
        #expect(verifier.summary.records == 5 && verifier.summary.bodies == 0)
        #expect(verifier.summary.lastSequence == 10 && verifier.summary.unsealed == 0)
    }

    @Test func aProblemIsOneSentenceThatNamesTheRecord() {
        let name = RecordName(LogExample().records[3].header)
        #expect(
            Verifier.Problem.headerAltered(name).description
                == "The header of record 4 (id 1000000000000000004, matter.accept) was altered: "
                + "it no longer has the digest stored with it.")
        #expect(
            Verifier.Problem.gap(missing: 3, next: name).description.hasPrefix(
                "Record 3 is missing"))
    }
}
