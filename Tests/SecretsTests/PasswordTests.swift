import Dispatch
import Synchronization
import Testing

@testable import Secrets

@Test func aPasswordIsKnownAgainAndNoOtherIs() throws {
    let hash = try Password.hash("correct horse")
    #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    #expect(!hash.contains("horse"))
    #expect(Password.verify("correct horse", against: hash))
    #expect(!Password.verify("correct horsE", against: hash))
    #expect(!Password.verify("correct horse ", against: hash))
    #expect(!Password.verify("", against: hash))
    #expect(!Password.needsRehash(hash))
}

@Test func twoHashesOfOnePasswordDiffer() throws {
    #expect(try Password.hash("correct horse") != Password.hash("correct horse"))
}

@Test func aPasswordHas12To128Characters() throws {
    #expect(throws: Password.Problem.tooShort(characters: 0, charactersMin: 12)) {
        try Password.hash("")
    }
    #expect(throws: Password.Problem.tooShort(characters: 11, charactersMin: 12)) {
        try Password.hash("12345678901")
    }
    #expect(throws: Password.Problem.tooShort(characters: 11, charactersMin: 12)) {
        try Password.hash("一二三四五六七八九十一")
    }
    _ = try Password.hash("123456789012")
    let longest = String(repeating: "邻", count: 128)
    #expect(try Password.verify(longest, against: Password.hash(longest)))
    #expect(throws: Password.Problem.tooLong(characters: 129, charactersMax: 128)) {
        try Password.hash(longest + "邻")
    }
}

@Test func anEndlessPasswordIsRefused() {
    #expect(throws: Password.Problem.self) {
        try Password.hash(String(repeating: "x", count: 1_000_000))
    }
    #expect(throws: Password.Problem.self) {
        try Password.hash("e" + String(repeating: "\u{301}", count: 100_000))
    }
}

@Test func everyKeyboardWritesTheSamePassword() throws {
    let hash = try Password.hash("caf\u{E9} du coin")
    #expect(Password.verify("cafe\u{301} du coin", against: hash))
    #expect(Password.verify("\u{FF43}af\u{E9} du coin", against: hash))
}

@Test func aZeroByteDoesNotEndAPassword() throws {
    let hash = try Password.hash("0123456789\0a")
    #expect(!Password.verify("0123456789\0b", against: hash))
}

@Test func anUnknownAccountIsJudgedAgainstADecoyOfTheSameCost() {
    #expect(!Password.needsRehash(Password.decoy))
    #expect(!Password.verify("correct horse", against: nil))
    #expect(!Password.verify("", against: Password.decoy))
}

@Test(arguments: ["", "plain text", "$argon2id$", "$2b$12$abc", String(repeating: "$", count: 500)])
func whatIsNoHashVerifiesNothing(stored: String) {
    #expect(!Password.verify("correct horse", against: stored))
    #expect(Password.needsRehash(stored))
}

@Test func aCheaperHashAsksForANewOne() {
    let cheaper = Password.decoy.replacing("m=19456", with: "m=8192")
    #expect(Password.needsRehash(cheaper))
}

@Test func thePoolHashesAndVerifies() async throws {
    let pool = PasswordPool()
    let hash = try await pool.hash("correct horse")
    #expect(try await pool.verify("correct horse", against: hash))
    #expect(try await !pool.verify("correct horse", against: nil))
    await #expect(throws: Password.Problem.tooShort(characters: 1, charactersMin: 12)) {
        try await pool.hash("x")
    }
}

/// A value that several tasks read and change.
private final class Shared<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) {
        self.value = Mutex(value)
    }
}

@Test func aFullBenchRefusesAndWorksOnWhenOneIsDone() async throws {
    let bench = Workbench("test", workers: 1, waitingMax: 1)
    let (started, starting) = AsyncStream.makeStream(of: Void.self)
    let gate = DispatchSemaphore(value: 0)
    async let first = bench.run {
        starting.yield()
        gate.wait()
        return 1
    }
    for await _ in started { break }
    // The only worker is occupied: of two more, one waits and the other is refused.
    let outcomes = await withTaskGroup(of: Int?.self) { group in
        for number in [2, 3] {
            group.addTask {
                do {
                    return try await bench.run { number }
                } catch {
                    #expect(error as? Workbench.Problem == .busy(waitingMax: 1))
                    gate.signal()
                    return nil
                }
            }
        }
        return await group.reduce(into: [Int?]()) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 == nil }.count == 1)
    #expect(try await first == 1)
    #expect(try await bench.run { 4 } == 4)
}

@Test func everyPieceOfWorkIsDoneAndNeverMoreThanTwoAtOnce() async throws {
    let bench = Workbench("test", workers: 2, waitingMax: 100)
    let counts = Shared((now: 0, most: 0))
    let done = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<100 {
            group.addTask {
                try await bench.run {
                    counts.value.withLock {
                        $0.now += 1
                        $0.most = max($0.most, $0.now)
                    }
                    defer { counts.value.withLock { $0.now -= 1 } }
                    return number
                }
            }
        }
        return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(done == Set(0..<100))
    #expect(counts.value.withLock { $0.most } <= 2)
}
