import Foundation
import Testing

@testable import Kernel

/// A report says the same after it was written and read, and nothing else.
@Suite struct ReportContentTests {
    private static func name(_ zh: String) -> LocalName { LocalName(zh: zh, en: "in English") }

    static func example(_ number: Int64 = 1_039) throws -> ReportContent {
        let period = try #require(Period(parsing: "2023"))
        let line = ReportContent.Line(
            id: "requestsOpened", name: name("收到诉求"), means: name("登记的"), formula: name("一次"),
            value: .number(number), before: .number(0),
            months: [.init(month: period.first, value: .number(3))], excluded: 2,
            baseline: .init(number: 1_500, said: "1500余件", source: "报道", period: period))
        let rate = ReportContent.Line(
            id: "onTimeRate", name: name("按期办结率"), means: name("按期"), formula: name("除"),
            value: .share(part: 7, whole: 8), before: .share(part: 0, whole: 0), months: [])
        let cells: [ReportContent.Cell] = [
            .figure("requestsOpened", .number(3)),
            .typed(key: "funds", text: "20000", source: "通知", by: "演示·王", .number),
        ]
        return ReportContent(
            layout: "work", title: name("工作情况"), realm: name("车城路"), place: name("车城路街道"),
            period: period, version: 2, reason: "少数了", until: period.days.upperBound, head: 99,
            parts: [
                .heading(name("一")), .sentence(name("收到 \(number) 件")), .table(["requestsOpened"]),
                .trend("requestsOpened"), .comparison(["requestsOpened"]),
                .form(
                    .init(
                        columns: [name("诉求"), name("经费")],
                        rows: [.init(place: Place.ID(7), name: name("岩岭"), cells: cells)])),
            ], lines: [line, rate])
    }

    @Test func itIsReadAsItWasWritten() throws {
        let content = try Self.example()
        let read = try ReportContent(canonical: content.canonicalBytes)
        #expect(read == content)
        #expect(content.filled == 3)
        #expect(content.typed == 1)
        #expect(content.cellsMissing == 0)
    }

    @Test func whatElseIsRecordedMakesNoOther() throws {
        let content = try Self.example()
        var text = String(decoding: content.canonicalBytes, as: UTF8.self)
        text = text.replacingOccurrences(of: "\"head\":\"99\"", with: "\"head\":\"120\"")
        let later = try ReportContent(canonical: Array(text.utf8))
        #expect(later != content)
        #expect(later.says(theSameAs: content))
        #expect(later.mark == content.mark)
        let other = try Self.example(1_040)
        #expect(!other.says(theSameAs: content))
        #expect(other.changed(since: content) == ["requestsOpened"])
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"layout":"work"}"#, #"{"layout":1}"#,
    ])
    func whatIsNoReportIsRefused(_ text: String) {
        #expect(throws: (any Error).self) { try ReportContent(canonical: Array(text.utf8)) }
    }

    @Test func aGapNamesItsFigure() {
        #expect(ReportLayout.figure(ofGap: "requestsOpened") == "requestsOpened")
        #expect(ReportLayout.figure(ofGap: "onTimeRate.counts") == "onTimeRate")
        #expect(ReportLayout.figure(ofGap: "requestsOpened.change") == "requestsOpened")
        #expect(ReportLayout.figure(ofGap: "place") == nil)
        #expect(ReportLayout.figure(ofGap: "odd.thing") == "odd.thing")
    }
}

/// Who may check and freeze.
@Suite struct ReportDecisionTests {
    private let now = Instant(milliseconds: 1_000)

    private func hand(_ person: Int64) -> Report.Hand {
        Report.Hand(post: Post.ID(person * 10), person: Person.ID(person), at: now)
    }

    private func draft() throws -> Report {
        Report(
            id: Report.ID(1), realm: Realm.ID(1), layout: "work", place: Place.ID(1),
            period: try #require(Period(parsing: "2023")), version: 1, reason: nil, drawn: hand(1))
    }

    private func refusal(_ body: () throws(Report.Refusal) -> Void) -> Report.Refusal? {
        do { try body() } catch { return error }
        return nil
    }

    @Test func onlyWhatWasCheckedIsFrozenAndByAnother() throws {
        let content = try ReportContentTests.example()
        let report = try draft()
        #expect(
            try refusal { () throws(Report.Refusal) in
                _ = try report.mayFreeze(content, by: Person.ID(3))
            } == .isNotChecked)
        let checked = try report.confirmed(content, by: hand(2))
        for person in [1, 2] as [Int64] {
            let refused = refusal { () throws(Report.Refusal) in
                _ = try checked.mayFreeze(content, by: Person.ID(person))
            }
            #expect(refused == .samePerson)
        }
        let other = try ReportContentTests.example(5)
        let changed = refusal { () throws(Report.Refusal) in
            _ = try checked.mayFreeze(other, by: Person.ID(3))
        }
        #expect(changed == .isNotChecked)
        #expect(try checked.mayFreeze(content, by: Person.ID(3)) == content)
        #expect(try checked.mayFreeze(content, by: nil) == content)
    }

    @Test func aFrozenOneStays() throws {
        let content = try ReportContentTests.example()
        var report = try draft().confirmed(content, by: hand(2))
        report.frozen = Report.Freezing(hand: hand(3), at: now, record: 12)
        let frozen = report
        let again = refusal { () throws(Report.Refusal) in
            _ = try frozen.confirmed(content, by: hand(2))
        }
        #expect(again == .isFrozen)
        let opened = refusal { () throws(Report.Refusal) in _ = try frozen.unchecked() }
        #expect(opened == .isFrozen)
    }
}
