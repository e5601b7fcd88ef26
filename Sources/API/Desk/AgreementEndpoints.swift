import Actions
import Kernel
import Storage

// Agreements with partner units: which hold, who has signed, and what was done under each. They
// are made and changed as matters of the procedure `agreement`.
extension DeskEndpoint {
    private static let pageMax = 50

    static let agreementEndpoints: [DeskEndpoint] = [
        .whole(
            "/agreements", "listAgreements",
            "The agreements in force, the newest \(Agreements.inForceMax) first: all of them, or "
                + "those of the post's own unit", verb: nil, of: Shapes.agreementLine
        ) { call in
            guard let lines = try await call.installation.agreementsInForce(for: call.visit)
            else { throw Problem(.notFound) }
            return lines
        },
        .list(
            "/agreement-units", "listAgreementUnits",
            "Registered units that have an agreement in force, or that have none",
            query: [Parameter("signed", .choice(["yes", "no"]), "`yes` unless said.")],
            most: pageMax, of: Shapes.agreementUnit
        ) { call in
            let list = try await call.installation.signing(
                isSigned: call.query["signed"] != "no", in: call.realm,
                after: try call.afterID(), limit: call.limit(pageMax))
            return Listing(list.lines, next: list.next?.description)
        },
        .one(
            "/agreement-rate", "getAgreementRate",
            "How many registered units have an agreement in force, with both numbers",
            shape: Shapes.agreementRate
        ) { call in
            try await call.installation.signing(
                isSigned: false, in: call.realm, after: nil, limit: 1)
        },
        .one(
            "/agreements/:reference", "getAgreement",
            "One agreement with what was done under it; its story is that of the matter",
            verb: nil,
            query: [
                Parameter("after", .line(80), "What `nextActivities` of the page before holds.")
            ], shape: Shapes.agreement
        ) { call in
            guard
                let file = try await call.installation.agreementFile(
                    of: try call.reference(), in: call.realm, for: call.acting,
                    after: try call.startCursor())
            else { throw Problem(.notFound) }
            return file
        },
    ]
}

extension Shapes {
    static let agreementLine = Shape<Installation.UnitAgreement>(
        "AgreementLine",
        [
            .text("reference", .reference) { agreement, _ in
                agreement.line.reference.description
            },
            .text("title") { agreement, _ in agreement.line.title },
            .text("state", .word) { agreement, _ in agreement.line.state },
            .maybeID("unit") { $0.line.unit },
            .number("projects") { agreement, _ in agreement.projects },
            .one("counts", activityCounts) { agreement, _ in agreement.counts },
        ])

    static let agreementUnit = Shape<UnitLine>(
        "AgreementUnit",
        [
            .id("id") { $0.unit.id }, .name("name") { $0.unit.name },
            .maybe("phone", about: "Of the office.") { line, _ in line.unit.phone },
            .texts("agreements", .reference) { line, _ in
                line.agreements.map(\.reference.description)
            },
            .number("projects") { line, _ in line.projects },
            .one("counts", activityCounts) { line, _ in line.counts },
        ])

    static let agreementRate = Shape<SigningList>(
        "AgreementRate",
        [
            .number("signed") { list, _ in list.signed },
            .number("registered") { list, _ in list.registered },
        ])

    static let agreement = Shape<AgreementFile>(
        "Agreement",
        [
            .text("reference", .reference) { agreement, _ in
                agreement.file.matter.reference.description
            },
            .text("title") { agreement, _ in agreement.file.matter.title },
            .text("state", .word) { agreement, _ in agreement.file.matter.state },
            .maybeID("unit") { $0.file.matter.lead },
            .maybeDay("signedOn") { $0.file.lastDay(of: "signedOn") },
            .maybeDay("until") { $0.file.lastDay(of: "until") },
            .maybeID("team") { $0.team?.body.id },
            .maybeNumber("teamMembers") { agreement, _ in agreement.team?.members },
            .one("counts", activityCounts) { agreement, _ in agreement.counts },
            .many("activities", activity, about: "The latest first.") { agreement, _ in
                agreement.activities.map { ($0, agreement.signedUp[$0.id]?.placed ?? 0) }
            },
            .maybe("nextActivities", about: "For `after`; null on the last page.") {
                agreement, _ in
                agreement.older?.text
            },
        ])
}
