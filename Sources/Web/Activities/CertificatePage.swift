import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// A certificate on one A4 page, with the address at which anyone can check it.
    static func certificateSheet(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, times, visit) = (frame.words, frame.times, frame.visit)
        guard
            let found = try await ask.installation.certificate(
                try ask.parameter("code"), in: visit.realm),
            found.certificate.person == visit.person.id
        else { throw ActionError.notFound }
        let certificate = found.certificate
        let check = Link.certificateCheck(visit.realm, code: certificate.code)
        let address = ask.origin + check.address
        let code = try qrDrawing(address, moduleSize: 4, label: words("certificate.code"))
        let service = try await ask.installation.service(
            of: visit.person.id, from: certificate.from,
            before: certificate.until.adding(days: 1), in: visit.realm, limit: sheetRowsMax)
        let paper = Paper(
            realm: words.name(visit.realm.name), heading: words("certificate.heading"),
            lead: words(
                "certificate.sentence",
                [
                    "name": found.name, "from": times.wholeDay(certificate.from),
                    "until": times.wholeDay(certificate.until),
                    "count": String(certificate.activities),
                    "time": times.served(certificate.minutes),
                ]),
            facts: [
                (words("certificate.code"), "\(certificate.code)"),
                (
                    words("certificate.issued"),
                    "\(times.wholeDay(Day(of: certificate.issuedAt, in: times.zone)))"
                ),
            ],
            parts: [
                (words("certificate.list"), serviceTable(service, times, words)),
                (
                    words("certificate.check"),
                    """
                    <div class="certificate-check">\(code)<p>\(words("certificate.check.how"))<br>\
                    <span class="digest">\(address)</span></p></div>
                    """
                ),
            ], signatures: [words("certificate.signature")],
            footer: words("certificate.source"))
        return .page(
            paperPage(
                ask.frame(words("certificate.heading"), words), paper,
                tools: buttonRow([
                    buttonLink(words("page.back"), to: .ownService(), icon: .back),
                    printButton(words("page.print")),
                ])))
    }

    /// What fits on one page beside the rest; the sum above counts them all.
    private static let sheetRowsMax = 20

    private static func serviceTable(
        _ service: [Certificates.Served], _ times: Times, _ words: Words
    ) -> HTML {
        dataTable(
            caption: words("certificate.list.caption"),
            columns: ["activity", "when", "body", "time"].map {
                TableColumn(words("certificate.column.\($0)"))
            },
            rows: service.map { line in
                [
                    "\(line.title)", "\(times.wholeDay(Day(of: line.startsAt, in: times.zone)))",
                    "\(words.name(line.body))", "\(times.served(line.minutes))",
                ]
            })
    }
}

/// The answer to a code that somebody typed.
struct CertificateCheckPage {
    let title: String
    let lead: String
    let form: HTML
    let answer: HTML
}

extension CertificateCheckPage {
    static var example: CertificateCheckPage {
        CertificateCheckPage(title: "查验证明", lead: "输入编号", form: .empty, answer: .empty)
    }
}

func certificateCheckPage(_ page: CertificateCheckPage) -> HTML {
    readingColumn(title: page.title, lead: page.lead, content: "\(page.answer)\(page.form)")
}

extension Neighbourhood {
    func certificateReply() async throws -> Reply {
        let typed = (ask.query["code"] ?? "").trimmingCharacters().lowercased()
        let found = typed.isEmpty ? nil : try await installation.certificate(typed, in: realm)
        let letter =
            typed.isEmpty || found != nil
            ? nil : try await installation.homeLetter(typed, in: realm)
        let page = CertificateCheckPage(
            title: words("certificate.check"), lead: words("certificate.check.lead"),
            form: """
                <form class="form" method="get" action="\(Link.certificateCheck(realm))">\
                \(textField(
                    Field(
                        "code", label: words("certificate.code"),
                        hint: words("certificate.code.hint")), value: typed, lengthMax: 20))\
                \(submitButton(words("certificate.check.send"), weight: .first, icon: .search))\
                </form>
                """,
            answer: typed.isEmpty ? .empty : letter.map(answer) ?? answer(found))
        return try await self.page(page.title, at: nil, content: certificateCheckPage(page))
    }

    private func answer(_ found: (certificate: Certificate, name: String)?) -> HTML {
        guard let found else { return alertMessage(words("certificate.unknown")) }
        let certificate = found.certificate
        return noteMessage(
            """
            <p><strong>\(words("certificate.genuine"))</strong></p><p>\(words(
                "certificate.sentence",
                [
                    "name": masked(found.name), "from": times.wholeDay(certificate.from),
                    "until": times.wholeDay(certificate.until),
                    "count": String(certificate.activities),
                    "time": times.served(certificate.minutes),
                ]))</p>
            """, icon: .seal)
    }

    /// The numbers of a letter alone: names stand on the paper.
    private func answer(_ file: HomeLetterFile) -> HTML {
        let gaps = times.gaps(
            of: file.letter, unit: file.body.map { words.name($0.name) } ?? "",
            place: file.place.map { words.name($0.name) } ?? "")
        return noteMessage(
            """
            <p><strong>\(words("letter.genuine"))</strong></p>\
            <p>\(words("letter.sentence", gaps))</p>
            """, icon: .seal)
    }

    /// `张*`: whoever holds the paper reads the whole name there.
    private func masked(_ name: String) -> String {
        String(name.prefix(1)) + String(repeating: "*", count: max(1, min(name.count - 1, 3)))
    }
}
