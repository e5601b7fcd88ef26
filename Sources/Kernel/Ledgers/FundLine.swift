/// Where a project's money comes from (经费来源).
package enum FundSource: String, CaseIterable, Sendable, Codable {
    /// 财政: of the street or a department.
    case fiscal
    /// 自筹: of the body that leads it.
    case own
    /// 捐赠: given for this project.
    case donation
    /// 公共收益: earned by what the owners have in common (民法典第二百八十二条).
    case common
}

/// One entry in the money of a project: never changed. What was wrong is taken back by another.
package struct FundLine: Hashable, Sendable {
    package typealias ID = Identifier<FundLine>

    package enum Kind: String, CaseIterable, Sendable, Codable {
        /// What is meant to come; moves nothing.
        case planned
        case received
        case spent
    }

    package enum Problem: Error, Hashable, Sendable {
        /// Outside `fenRange`.
        case amount(fen: Int64)
        /// A day that is yet to come, on which nothing can have been received or spent.
        case inFuture(latest: Day)
        /// Taken back already, or itself what takes another back.
        case isSettled
    }

    /// A hundredth of a yuan to ten million yuan.
    package static let fenRange: ClosedRange<Int64> = 1...1_000_000_000
    package static let wordsCharactersMax = 120
    /// The same entry within so many seconds is the same one, sent twice.
    package static let sameSeconds: Int64 = 120

    package let id: ID
    package let matter: Matter.ID
    package let kind: Kind
    package let source: FundSource
    /// In hundredths of a yuan, above zero.
    package let fen: Int64
    /// The day that the paper names.
    package let day: Day
    /// What for, and for what reason it is taken back.
    package let words: String
    /// The line that this one takes back.
    package let reverses: ID?

    /// - Throws: `.amount`, or `.inFuture` for what was received or spent.
    package init(
        id: ID, matter: Matter.ID, kind: Kind, source: FundSource, fen: Int64, day: Day,
        words: String, today: Day
    ) throws(Problem) {
        guard Self.fenRange.contains(fen) else { throw .amount(fen: fen) }
        guard kind == .planned || day <= today else { throw .inFuture(latest: today) }
        self.init(
            stored: id, matter: matter, kind: kind, source: source, fen: fen, day: day,
            words: words, reverses: nil)
    }

    /// A line as it was stored.
    package init(
        stored id: ID, matter: Matter.ID, kind: Kind, source: FundSource, fen: Int64, day: Day,
        words: String, reverses: ID?
    ) {
        self.id = id
        self.matter = matter
        self.kind = kind
        self.source = source
        self.fen = fen
        self.day = day
        self.words = words
        self.reverses = reverses
    }

    /// The line that takes this one back, on a day and for a reason.
    ///
    /// - Throws: `.isSettled` where it is itself one that takes another back.
    package func reversal(id: ID, on day: Day, words: String) throws(Problem) -> FundLine {
        guard reverses == nil else { throw .isSettled }
        return FundLine(
            stored: id, matter: matter, kind: kind, source: source, fen: fen, day: day,
            words: words, reverses: self.id)
    }

    /// What it moves between accounts; nil for a plan.
    package var entries: [Transfer.Entry]? {
        let purse = Holder.purse(matter, source)
        switch kind {
        case .planned: return nil
        case .received:
            return [Transfer.Entry(.source(source.rawValue), -fen), Transfer.Entry(purse, fen)]
        case .spent:
            return [Transfer.Entry(purse, -fen), Transfer.Entry(.source(Self.spending), fen)]
        }
    }

    /// Where what is spent goes.
    private static let spending = "spending"

    /// By how much it changes the sum of its kind.
    package var signed: Int64 { reverses == nil ? fen : -fen }
}

/// What a project, or all of a place, has of one kind of money.
package struct FundSum: Hashable, Sendable {
    package let source: FundSource
    package var planned: Int64 = 0
    package var received: Int64 = 0
    package var spent: Int64 = 0

    package var left: Int64 { received - spent }
    package var isEmpty: Bool { planned == 0 && received == 0 && spent == 0 }

    package init(
        _ source: FundSource, planned: Int64 = 0, received: Int64 = 0, spent: Int64 = 0
    ) {
        self.source = source
        self.planned = planned
        self.received = received
        self.spent = spent
    }

    package mutating func add(_ kind: FundLine.Kind, _ fen: Int64) {
        switch kind {
        case .planned: planned += fen
        case .received: received += fen
        case .spent: spent += fen
        }
    }
}

/// Money in yuan, as forms send it and pages show it.
package enum Yuan {
    /// `1,234.5` as 123,450 hundredths; nil for anything else, such as a third decimal.
    package static func fen(_ text: String) -> Int64? {
        let text = text.halfWidth.filter { $0 != "," && $0 != "，" && $0 != " " }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, (1...12).contains(whole.utf8.count),
            text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 })
        else { return nil }
        let cents = parts.count == 2 ? parts[1] : "0"
        guard (1...2).contains(cents.utf8.count), let yuan = Int64(whole),
            let rest = Int64(cents)
        else { return nil }
        return yuan * 100 + (cents.utf8.count == 1 ? rest * 10 : rest)
    }

    /// 123,450 hundredths as `1,234.50`.
    package static func text(fen: Int64) -> String {
        let (yuan, rest) = (abs(fen) / 100, abs(fen) % 100)
        var digits = Array(String(yuan))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (fen < 0 ? "−" : "") + String(digits) + "." + (rest < 10 ? "0" : "")
            + String(rest)
    }
}
