package import Kernel
import SQL
import Storage

/// Enters what a project is meant to have, received or spent.
package struct EnterFund: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let project: Reference
    package let kind: String
    package let source: String
    /// In yuan, such as `1,234.50`.
    package let amount: String
    package let day: String
    package let words: String

    package init(
        realm: Realm, holding: Holding, project: Reference, kind: String, source: String,
        amount: String, day: String, words: String
    ) {
        self.realm = realm
        self.holding = holding
        self.project = project
        self.kind = kind
        self.source = source
        self.amount = amount
        self.day = day
        self.words = words
    }

    /// How many lines one project may have.
    package static let linesMax = 2_000

    /// - Throws: `.notFound` unless the post may read the project, `.forbidden` unless it leads it
    ///   or organises at its place, `.invalid` with every wrong field, or where more would be spent
    ///   than there is.
    package func run(in installation: Installation) async throws {
        try await installation.keepFunds(of: project, in: realm, holding) { work in
            var text = FormText()
            let words = text.read("words", words, most: FundLine.wordsCharactersMax)
            let kind = FundLine.Kind(rawValue: kind)
            if kind == nil { text.complain("kind", "answer.missing") }
            let source = FundSource(rawValue: source)
            if source == nil { text.complain("source", "answer.missing") }
            let day = text.day("day", day)
            let fen = Yuan.fen(amount.trimmingCharacters())
            if fen == nil { text.complain("amount", "funds.problem.amount") }
            try text.finish()
            guard let kind, let source, let day, let fen else { return }
            let line = try FundWork.refusing { () throws(FundLine.Problem) in
                try FundLine(
                    id: installation.newID(), matter: work.matter.id, kind: kind, source: source,
                    fen: fen, day: day, words: words, today: work.today)
            }
            let start = work.now.adding(seconds: -FundLine.sameSeconds)
            if try Funds.stands(line, since: start, work.db) { return }
            guard try Funds.count(of: work.matter.id, work.db) < Self.linesMax else {
                throw ActionError.invalid([
                    "words": .init("answer.tooMany", ["max": String(Self.linesMax)])
                ])
            }
            try work.post(line, reversing: nil, action: "enterFund")
        }
    }
}

/// Takes a line back: another stands against it, with the reason.
package struct ReverseFund: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let project: Reference
    package let line: FundLine.ID
    package let reason: String

    package init(
        realm: Realm, holding: Holding, project: Reference, line: FundLine.ID, reason: String
    ) {
        self.realm = realm
        self.holding = holding
        self.project = project
        self.line = line
        self.reason = reason
    }

    /// - Throws: as `EnterFund` does; `.invalid` where it is taken back already, or where what was
    ///   received has been spent since.
    package func run(in installation: Installation) async throws {
        try await installation.keepFunds(of: project, in: realm, holding) { work in
            guard let found = try Funds.find(line, of: work.matter.id, work.db) else {
                throw ActionError.notFound
            }
            var text = FormText()
            let reason = text.read("reason", reason, most: FundLine.wordsCharactersMax)
            try text.finish()
            let reversal = try FundWork.refusing { () throws(FundLine.Problem) in
                guard !found.isReversed else { throw .isSettled }
                return try found.line.reversal(
                    id: installation.newID(), on: work.today, words: reason)
            }
            try work.post(reversal, reversing: found.transfer, action: "reverseFund")
        }
    }
}
