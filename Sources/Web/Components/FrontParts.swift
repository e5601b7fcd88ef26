package import Markup

/// One of the few things that most people come for.
package struct LargeAction: Sendable {
    let words: String
    let detail: String
    let link: Link
    let icon: Icon

    package init(_ words: String, detail: String, link: Link, icon: Icon) {
        self.words = words
        self.detail = detail
        self.link = link
        self.icon = icon
    }
}

/// The welcome of the front page. The first action is the one that stands out.
package func hero(title: String, lead: String, actions: [LargeAction]) -> HTML {
    let drawn = HTML.each(actions.enumerated()) { index, action in
        """
        <li><a class="large-action\(HTML.when(index == 0, " large-action-first"))" \
        href="\(action.link)"><span class="large-icon">\(icon(action.icon, large: true))</span>\
        <span class="large-words"><strong>\(action.words)</strong><span>\(action.detail)</span>\
        </span>\(icon(.arrow))</a></li>
        """
    }
    return """
        <div class="hero"><div class="hero-inner"><h1>\(title)</h1><p class="lead">\(lead)</p>
        <ul class="large-actions">\(drawn)</ul></div>\(streetDrawing())</div>
        """
}

/// One of the verbs that say who handles what: a large sign, a promise, a body and a number.
package struct VerbCard: Sendable {
    let sign: String
    let promise: String
    let body: String
    let examples: String
    let link: Link
    let phone: String?
    let tone: ChipTone

    package init(
        sign: String, promise: String, body: String, examples: String, link: Link,
        phone: String? = nil, tone: ChipTone
    ) {
        self.sign = sign
        self.promise = promise
        self.body = body
        self.examples = examples
        self.link = link
        self.phone = phone
        self.tone = tone
    }
}

package func verbCards(_ cards: [VerbCard]) -> HTML {
    "<ul class=\"verbs\">\(HTML.each(cards, verbCard))</ul>"
}

private func verbCard(_ card: VerbCard) -> HTML {
    let call = card.phone.flatMap { number in
        Link(telephone: number).map { (number, $0) }
    }
    return """
        <li class="verb verb-\(card.tone.rawValue)"><span class="verb-sign" aria-hidden="true">\
        \(card.sign)</span><div class="verb-words"><h3>\
        <a href="\(card.link)">\(card.promise)</a></h3>\
        <p class="verb-body">\(card.body)</p><p class="verb-examples">\(card.examples)</p>\
        \(HTML.when(call) { "<a class=\"phone\" href=\"\($0.1)\">\(icon(.phone))\($0.0)</a>" })\
        </div></li>
        """
}

package struct NoticeLine: Sendable {
    let title: String
    let body: String
    let day: String
    let month: String
    let dateISO: String
    let link: Link
    var chip: HTML

    package init(
        title: String, body: String, day: String, month: String, dateISO: String, link: Link,
        chip: HTML = .empty
    ) {
        self.title = title
        self.body = body
        self.day = day
        self.month = month
        self.dateISO = dateISO
        self.link = link
        self.chip = chip
    }
}

package func noticeList(_ lines: [NoticeLine]) -> HTML {
    let rows = HTML.each(lines) { line in
        """
        <li class="notice"><time class="notice-date" datetime="\(line.dateISO)"><span \
        class="notice-day">\(line.day)</span><span>\(line.month)</span></time><div>\
        <h3><a href="\(line.link)">\(line.title)</a></h3><p>\(line.chip)<span>\(line.body)</span>\
        </p></div></li>
        """
    }
    return "<ul class=\"notices\">\(rows)</ul>"
}

/// Something that was put right: how long it took, in large, and what it was.
package struct SolvedLine: Sendable {
    let title: String
    let place: String
    let took: String
    let unit: String
    let period: String
    let outcome: String
    let link: Link?

    package init(
        title: String, place: String, took: String, unit: String, period: String,
        outcome: String, link: Link? = nil
    ) {
        self.title = title
        self.place = place
        self.took = took
        self.unit = unit
        self.period = period
        self.outcome = outcome
        self.link = link
    }
}

package func solvedList(_ lines: [SolvedLine]) -> HTML {
    let rows = HTML.each(lines) { line in
        let title: HTML =
            line.link.map { "<a href=\"\($0)\">\(line.title)</a>" as HTML } ?? "\(line.title)"
        return """
            <li class="solved"><p class="solved-took"><strong>\(line.took)</strong><span>\
            \(line.unit)\
            </span></p><div><h3>\(title)</h3><p>\(line.outcome)</p><p class="solved-meta"><span>\
            \(line.place)</span><span>\(line.period)</span></p></div></li>
            """
    }
    return "<ul class=\"solveds\">\(rows)</ul>"
}
