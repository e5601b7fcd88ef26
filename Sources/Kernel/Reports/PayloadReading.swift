/// Reads a payload member by member, and names the one that is not as it must be.
struct PayloadReading {
    private let payload: Payload
    private let path: String

    init(_ payload: Payload, _ path: String) {
        self.payload = payload
        self.path = path
    }

    /// For a member of which none of its kind is known.
    var unknown: ReportContent.Problem { .unreadable("\(path) is of no known kind") }

    private func missing(_ key: String) -> ReportContent.Problem {
        .unreadable("\(path) has no \(key) as it must be")
    }

    /// The only key of a member that has one.
    var firstKey: String? {
        if case .object(let members) = payload { members.keys.sorted().first } else { nil }
    }

    func memberOrNil(_ key: String) -> PayloadReading? {
        payload[key].map { PayloadReading($0, "\(path), \(key)") }
    }

    func member(_ key: String) throws(ReportContent.Problem) -> PayloadReading {
        guard let member = memberOrNil(key) else { throw missing(key) }
        return member
    }

    func textOrNil(_ key: String) -> String? {
        if case .text(let text)? = payload[key] { text } else { nil }
    }

    func text(_ key: String) throws(ReportContent.Problem) -> String {
        guard let text = textOrNil(key) else { throw missing(key) }
        return text
    }

    func int(_ key: String) throws(ReportContent.Problem) -> Int64 {
        guard case .int(let number)? = payload[key] else { throw missing(key) }
        return number
    }

    /// A number that is written as text, since it may pass 2^53.
    func number(_ key: String) throws(ReportContent.Problem) -> Int64 {
        guard let number = Int64(try text(key)) else { throw missing(key) }
        return number
    }

    func list(_ key: String) throws(ReportContent.Problem) -> [PayloadReading] {
        guard case .list(let items)? = payload[key] else { throw missing(key) }
        return items.enumerated().map { PayloadReading($1, "\(path), \(key) \($0 + 1)") }
    }

    func texts(_ key: String) throws(ReportContent.Problem) -> [String] {
        guard case .list(let items)? = payload[key] else { throw missing(key) }
        let texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
        guard texts.count == items.count else { throw missing(key) }
        return texts
    }

    func name(_ key: String) throws(ReportContent.Problem) -> LocalName {
        try member(key).ownName()
    }

    /// What stands here is itself a name.
    func ownName() throws(ReportContent.Problem) -> LocalName {
        LocalName(zh: try text("zh"), en: textOrNil("en"))
    }

    func period(_ key: String) throws(ReportContent.Problem) -> Period {
        guard let period = Period(parsing: try text(key)) else { throw missing(key) }
        return period
    }

    func month(_ key: String) throws(ReportContent.Problem) -> Month {
        guard let month = Month(parsing: try text(key)) else { throw missing(key) }
        return month
    }

    func day(_ key: String) throws(ReportContent.Problem) -> Day {
        guard let day = try? Day(parsing: try text(key)) else { throw missing(key) }
        return day
    }

    func value(_ key: String) throws(ReportContent.Problem) -> FigureValue {
        let value = try member(key)
        if case .int(let number)? = value.payload["number"] { return .number(number) }
        return .share(part: try value.int("part"), whole: try value.int("whole"))
    }
}
