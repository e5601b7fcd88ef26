import Actions
import Kernel
import Markup
import Storage

extension Neighbourhood {
    /// The month's commendation, once it was released: one A4 page for the wall.
    func bulletinReply() async throws -> Reply {
        guard book.profile.appraisal != nil,
            let file = try await installation.appraisalRound(ask.id(), in: realm),
            let bulletin = file.bulletin, let releasedAt = bulletin.releasedAt,
            try await installation.appraisalInForce(at: file.place.id, in: realm) != nil
        else { throw ActionError.notFound }
        let praises = HTML.each(bulletin.praises) { praise in
            """
            <li>\(redFlag(large: true))<div><strong>\(words.building(
                praise.building, of: file.lines, under: file.scheme.placePath))</strong>\
            <p>\(praise.sentence)</p></div></li>
            """
        }
        let paper = Paper(
            realm: words.name(realm.name), heading: words("appraisal.bulletin"),
            lead: words(
                "appraisal.round.title",
                ["month": words.month(of: file.round), "place": words.name(file.place.name)]),
            facts: [],
            parts: [
                (words("appraisal.bulletin.why"), "<p>\(bulletin.lead)</p>"),
                (words("appraisal.flags"), "<ul class=\"bulletin-praises\">\(praises)</ul>"),
            ], signatures: [],
            footer: words(
                "appraisal.bulletin.foot",
                [
                    "scheme": file.scheme.name, "version": String(file.scheme.version),
                    "day": times.day(Day(of: releasedAt, in: times.zone)),
                ]))
        return .page(
            paperPage(
                ask.frame(paper.heading + " · " + paper.lead, words), paper,
                tools: buttonRow([
                    buttonLink(
                        words("page.back"), to: .publicAppraisal(realm, file.place.id),
                        icon: .back),
                    printButton(words("page.print")),
                ])))
    }
}
