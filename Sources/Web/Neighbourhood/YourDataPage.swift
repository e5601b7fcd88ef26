import Actions
import Kernel
import Markup

/// What is kept of a person, why, how long, and who may see it (PIPL articles 17 and 44 to 47).
struct YourDataPage {
    struct Line {
        let what: String
        let why: String
        let seen: String
        let kept: String
    }

    let title: String
    let lead: String
    let caption: String
    let columns: [TableColumn]
    let lines: [Line]
    let rightsTitle: String
    let rights: [String]
    let neverTitle: String
    let never: [String]
}

extension YourDataPage {
    static var example: YourDataPage {
        YourDataPage(
            title: "您的信息", lead: "只收用得着的", caption: "存什么",
            columns: ["存什么", "做什么用", "谁看得到", "存多久"].map { TableColumn($0) },
            lines: [Line(what: "电话", why: "回访", seen: "回访员", kept: "办结后 90 天")],
            rightsTitle: "您可以", rights: ["要求删除"], neverTitle: "我们不做的", never: ["不打分"])
    }
}

func yourDataPage(_ page: YourDataPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            \(dataTable(
                caption: page.caption, columns: page.columns,
                rows: page.lines.map { ["\($0.what)", "\($0.why)", "\($0.seen)", "\($0.kept)"] }))
            <h2>\(page.rightsTitle)</h2>\(paragraphs(page.rights))
            <h2>\(page.neverTitle)</h2>\(paragraphs(page.never))
            """)
}

extension Neighbourhood {
    func yourDataPage() throws -> YourDataPage {
        let procedure = try raising().procedure
        let retention = book.profile.retention
        let personal = procedure.fields.compactMap { field in
            field.personal.map { rule in
                YourDataPage.Line(
                    what: words("\(procedure.key.name).field.\(field.id)"),
                    why: words(
                        "data.why",
                        [
                            "purpose": words("purpose.\(rule.purpose)"),
                            "basis": words("basis.\(rule.basis)"),
                        ]),
                    seen: words(
                        "data.seen.contact",
                        ["roles": contactReaders(of: book.profile.procedure(Raising.usual))]),
                    kept: words("data.kept.contact", ["days": String(rule.keepDays)]))
            }
        }
        let others = [
            ("words", retention.textDays), ("readings", retention.readingDays), ("facts", 0),
            ("device", 30),
        ].map { key, days in
            YourDataPage.Line(
                what: words("data.\(key)"), why: words("data.\(key).why"),
                seen: words("data.\(key).seen"),
                kept: words("data.\(key).kept", ["days": String(days)]))
        }
        return YourDataPage(
            title: words("data.title"), lead: words("data.lead"), caption: words("data.caption"),
            columns: ["what", "why", "seen", "kept"].map {
                TableColumn(words("data.column.\($0)"))
            },
            lines: personal + others, rightsTitle: words("data.rights"),
            rights: (1...4).map { words("data.rights.\($0)") }, neverTitle: words("data.never"),
            never: (1...4).map { words("data.never.\($0)") })
    }
}
