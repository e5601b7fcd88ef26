extension ReportContent {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unreadable(String)

        package var description: String {
            switch self {
            case .unreadable(let what): "This is no report that can be read: \(what)."
            }
        }
    }

    /// The bytes that are hashed when it is frozen.
    package var canonicalBytes: [UInt8] { payload.canonicalBytes }

    /// - Throws: `Problem` for anything that `canonicalBytes` does not write.
    package init(canonical bytes: [UInt8]) throws {
        let payload: Payload
        do {
            payload = try Payload(parsing: bytes)
        } catch {
            throw Problem.unreadable(error.description)
        }
        try self.init(PayloadReading(payload, "the report"))
    }

    package var payload: Payload {
        var members: [String: Payload] = [
            "layout": .text(layout), "title": title.payload, "realm": realm.payload,
            "place": place.payload, "period": .text(period.description),
            "version": .int(Int64(version)), "until": .text(until.description),
            "head": .text(String(head)), "parts": .list(parts.map(\.payload)),
            "figures": .list(lines.map(\.payload)),
        ]
        if let reason { members["reason"] = .text(reason) }
        return .object(members)
    }

    private init(_ reading: PayloadReading) throws {
        self.init(
            layout: try reading.text("layout"), title: try reading.name("title"),
            realm: try reading.name("realm"), place: try reading.name("place"),
            period: try reading.period("period"), version: Int(try reading.int("version")),
            reason: reading.textOrNil("reason"), until: try reading.day("until"),
            head: try reading.number("head"), parts: try reading.list("parts").map(Part.init),
            lines: try reading.list("figures").map(Line.init))
    }
}

extension ReportContent.Part {
    fileprivate var payload: Payload {
        func figures(_ ids: [Figure.ID]) -> Payload { .list(ids.map { .text($0) }) }
        return switch self {
        case .heading(let name): .object(["heading": name.payload])
        case .sentence(let name): .object(["sentence": name.payload])
        case .table(let ids): .object(["table": figures(ids)])
        case .trend(let id): .object(["trend": .text(id)])
        case .comparison(let ids): .object(["comparison": figures(ids)])
        case .form(let form): .object(["form": form.payload])
        }
    }

    fileprivate init(_ reading: PayloadReading) throws {
        switch reading.firstKey {
        case "heading": self = .heading(try reading.name("heading"))
        case "sentence": self = .sentence(try reading.name("sentence"))
        case "table": self = .table(try reading.texts("table"))
        case "trend": self = .trend(try reading.text("trend"))
        case "comparison": self = .comparison(try reading.texts("comparison"))
        case "form": self = .form(try ReportContent.Form(reading.member("form")))
        default: throw reading.unknown
        }
    }
}

extension ReportContent.Line {
    fileprivate var payload: Payload {
        var members: [String: Payload] = [
            "figure": .text(id), "name": name.payload, "means": means.payload,
            "formula": formula.payload, "value": value.payload, "before": before.payload,
            "months": .list(
                months.map {
                    .object(["month": .text($0.month.description), "value": $0.value.payload])
                }),
            "excluded": .int(excluded),
        ]
        if let baseline {
            members["baseline"] = .object([
                "number": .int(baseline.number), "said": .text(baseline.said),
                "source": .text(baseline.source),
                "period": .text(baseline.period.description),
            ])
        }
        return .object(members)
    }

    fileprivate init(_ reading: PayloadReading) throws {
        self.init(
            id: try reading.text("figure"), name: try reading.name("name"),
            means: try reading.name("means"), formula: try reading.name("formula"),
            value: try reading.value("value"), before: try reading.value("before"),
            months: try reading.list("months").map {
                ReportContent.MonthValue(
                    month: try $0.month("month"), value: try $0.value("value"))
            }, excluded: try reading.int("excluded"),
            baseline: try reading.memberOrNil("baseline").map {
                ReportContent.Baseline(
                    number: try $0.int("number"), said: try $0.text("said"),
                    source: try $0.text("source"), period: try $0.period("period"))
            })
    }
}

extension ReportContent.Form {
    fileprivate var payload: Payload {
        .object([
            "columns": .list(columns.map(\.payload)),
            "rows": .list(
                rows.map {
                    .object([
                        "place": .text($0.place.description), "name": $0.name.payload,
                        "cells": .list($0.cells.map(\.payload)),
                    ])
                }),
        ])
    }

    fileprivate init(_ reading: PayloadReading) throws {
        self.init(
            columns: try reading.list("columns").map { try $0.ownName() },
            rows: try reading.list("rows").map {
                ReportContent.Row(
                    place: Place.ID(try $0.number("place")), name: try $0.name("name"),
                    cells: try $0.list("cells").map(ReportContent.Cell.init))
            })
    }
}

extension ReportContent.Cell {
    fileprivate var payload: Payload {
        switch self {
        case .figure(let id, let value):
            .object(["figure": .text(id), "value": value.payload])
        case .typed(let key, let text, let source, let person, let kind):
            .object([
                "typed": .text(key), "text": .text(text), "source": .text(source),
                "by": .text(person), "kind": .text(kind.rawValue),
            ])
        case .missing(let key, let kind):
            .object(["missing": .text(key), "kind": .text(kind.rawValue)])
        }
    }

    fileprivate init(_ reading: PayloadReading) throws {
        if let id = reading.textOrNil("figure") {
            self = .figure(id, try reading.value("value"))
            return
        }
        guard let kind = ReportLayout.Column.Kind(rawValue: try reading.text("kind")) else {
            throw reading.unknown
        }
        if let key = reading.textOrNil("typed") {
            self = .typed(
                key: key, text: try reading.text("text"), source: try reading.text("source"),
                by: try reading.text("by"), kind)
        } else {
            self = .missing(key: try reading.text("missing"), kind)
        }
    }
}

extension FigureValue {
    fileprivate var payload: Payload {
        switch self {
        case .number(let number): .object(["number": .int(number)])
        case .share(let part, let whole): .object(["part": .int(part), "whole": .int(whole)])
        }
    }
}

extension LocalName {
    fileprivate var payload: Payload {
        var members: [String: Payload] = ["zh": .text(zh)]
        if let en { members["en"] = .text(en) }
        return .object(members)
    }
}
