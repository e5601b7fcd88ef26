import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// One record: who did what to what, the seal that holds it, and its proof.
    static func recordPage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let sequence = Int64(try ask.parameter("id")),
            let record = try await ask.installation.record(sequence, in: frame.visit.realm),
            let header = record.reading.found.headers.first
        else { throw ActionError.notFound }
        let words = frame.words
        var verdict: CheckRecord.Verdict?
        if ask.query["check"] != nil {
            verdict = try await CheckRecord(realm: frame.visit.realm, sequence: sequence)
                .run(in: ask.installation.database)
        }
        let title = words("records.record", ["sequence": String(sequence)])
        let story: HTML = """
            \(panel(words("records.what"), content: frame.recordFacts(header, record.reading)))\
            \(panel(
                words("records.payload"), content: frame.payload(record.payload, header)))
            """
        return frame.page(
            title, current: .records,
            content: """
                \(deskHead(
                    title: title, detail: frame.recorded(header.action),
                    actions: buttonLink(words("records.back"), to: .records, icon: .back)))\
                \(storyAndActions(
                    story: story,
                    actions: panel(
                        words("records.proof"),
                        content: frame.recordProof(header, record.seal, verdict)),
                    actionsLabel: words("records.proof")))
                """)
    }
}

extension DeskFrame {
    fileprivate func recordFacts(_ header: RecordHeader, _ reading: RecordReading) -> HTML {
        let same = RecordLink().with { link in
            link.action = header.action
            link.kind = header.subjectKind
        }
        var links = [NavItem(words("records.same"), same.link)]
        if let post = header.post {
            let own = RecordLink().with { $0.post = Post.ID(post) }
            links.append(NavItem(words("records.same.post"), own.link))
        }
        let ways = HTML.each(links) { "<li><a href=\"\($0.link)\">\($0.words)</a></li>" }
        return """
            \(definitionList([
                (words("records.column.at"), "\(times.moment(header.at))"),
                (words("records.column.person"), "\(recordedBy(header, reading))"),
                (words("records.column.action"), "\(recorded(header.action))"),
                (words("records.column.subject"), recordedOn(header, reading)),
            ]))<ul class="plain-list record-ways">\(ways)</ul>
            """
    }

    /// What was said, where it lies open; the words of a matter stand on its own page.
    fileprivate func payload(_ payload: Payload?, _ header: RecordHeader) -> HTML {
        guard let payload, case .object(let members) = payload else {
            let isMatter = Records.matterKinds.contains(header.subjectKind)
            return noteMessage(
                "<p>\(words(isMatter ? "records.payload.matter" : "records.payload.sealed"))</p>")
        }
        if members.isEmpty { return "<p class=\"hint\">\(words("records.payload.none"))</p>" }
        return definitionList(
            members.sorted { $0.key < $1.key }.map { key, value in
                (words.optional("records.said.\(key)") ?? key, "\(told(value))")
            })
    }

    private func told(_ value: Payload) -> String {
        switch value {
        case .null: "—"
        case .bool(let holds): words(holds ? "page.yes" : "page.no")
        case .int(let number): String(number)
        case .text(let text): text
        case .list(let values): values.map(told).joined(separator: words("page.comma"))
        case .object: value.canonicalText
        }
    }

    fileprivate func recordProof(
        _ header: RecordHeader, _ seal: Seal?, _ verdict: CheckRecord.Verdict?
    ) -> HTML {
        let facts = definitionList([
            (words("records.column.sequence"), "\(header.sequence)"),
            (words("records.column.digest"), "<code class=\"digest\">\(header.digest.hex)</code>"),
            (
                words("records.seal"),
                seal.map {
                    """
                    \(words("records.seal.number", ["number": String($0.number)])) · \
                    \(times.moment($0.sealedAt))<br><code class="digest">\($0.digest.hex)</code>
                    """
                } ?? "\(words("records.seal.none"))"
            ),
        ])
        let download = HTML.when(
            seal != nil,
            buttonLink(words("records.proof.download"), to: .recordProof(header.sequence)))
        return """
            \(facts)<div id="check">\(HTML.when(verdict, verdictMessage))</div>\
            \(buttonRow([
                buttonLink(
                    words("records.check"), to: .record(header.sequence, check: true),
                    weight: .first, icon: .shield), download,
            ]))<p class="hint">\(words("records.proof.hint"))</p>\
            <p><code>linli verify --proof proof-record-\(header.sequence).json</code></p>
            """
    }

    private func verdictMessage(_ verdict: CheckRecord.Verdict) -> HTML {
        switch verdict {
        case .sealed(let seal):
            statusMessage(
                words("records.check.sealed", ["number": String(seal.number)]))
        case .unsealed: statusMessage(words("records.check.unsealed"))
        case .altered(let part): alertMessage(words("records.check.altered.\(part.rawValue)"))
        }
    }
}
