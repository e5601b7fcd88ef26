import Markup

/// What is printed on one A4 page: a notice for the wall, minutes to be signed, a certificate.
struct Paper {
    let realm: String
    let heading: String
    let lead: String
    let facts: [(term: String, value: HTML)]
    let parts: [(title: String, content: HTML)]
    let signatures: [String]
    let footer: String
}

extension Paper {
    static var example: Paper {
        Paper(
            realm: "演示街道", heading: "会议通知", lead: "居民会议", facts: [("时间", "12月4日")],
            parts: [("议程", agendaList(["路灯"]))], signatures: ["主持人"], footer: "通知于 11月21日")
    }
}

func paperPage(_ frame: PageFrame, _ paper: Paper, tools: HTML) -> HTML {
    let signatures = HTML.each(paper.signatures) { "<div><dt>\($0)</dt><dd></dd></div>" }
    let parts = HTML.each(paper.parts) { part in
        "<section><h2>\(part.title)</h2>\(part.content)</section>"
    }
    let body: HTML = """
        <header class="poster-tools no-print">\(tools)</header>
        <main id="main" class="paper" tabindex="-1">
        <p class="paper-realm">\(logoMark())<span>\(paper.realm)</span></p>
        <h1>\(paper.heading)</h1><p class="paper-lead">\(paper.lead)</p>
        \(definitionList(paper.facts))\(parts)
        \(HTML.when(!paper.signatures.isEmpty, "<dl class=\"signatures\">\(signatures)</dl>"))
        <footer class="paper-foot">\(paper.footer)</footer>
        </main>
        """
    return pageDocument(frame, face: "poster", body: body)
}
