import Actions
import Kernel
import Storage

extension Shapes {
    static let activity = Shape<(Activity, Int)>(
        "Activity",
        [
            .id("id") { $0.0.id }, .number("version") { pair, _ in pair.0.version },
            .text("kind", .word) { pair, _ in pair.0.kind },
            .text("title") { pair, _ in pair.0.title }, .text("about") { pair, _ in pair.0.about },
            .text("state", .choice(Activity.State.allCases.map(\.rawValue))) { pair, _ in
                pair.0.state.rawValue
            },
            .time("startsAt") { $0.0.startsAt }, .time("endsAt") { $0.0.endsAt },
            .text("venue") { pair, _ in pair.0.venue },
            .id("place") { $0.0.place }, .id("body") { $0.0.body },
            .maybeNumber("places", about: "How many may come; null is any number.") { pair, _ in
                pair.0.places
            },
            .number("signedUp") { pair, _ in pair.1 },
            .maybeNumber("visitors") { pair, _ in pair.0.visitors },
            .maybe("reason", about: "Why it was called off.") { pair, _ in pair.0.reason },
        ])

    static let activityFile = Shape<ActivitySheet>(
        "ActivityFile",
        activity.members { ($0.file.activity, $0.file.placed) } + [
            .text("risk", .choice(Activity.Risk.allCases.map(\.rawValue))) { sheet, _ in
                sheet.file.activity.risk.rawValue
            },
            .maybe("riskNote") { sheet, _ in sheet.file.activity.riskNote },
            .maybe("agreement", .reference) { sheet, _ in
                sheet.file.agreement?.reference.description
            },
            .number("waiting", about: "How many wait for a place.") { sheet, _ in
                sheet.file.waiting
            },
            .number("ahead", about: "Of those, how many before oneself.") { sheet, _ in
                sheet.file.ahead
            },
            .maybeOne("own", signUp, about: "Where one stands oneself.") { sheet, _ in
                sheet.file.own
            },
            .texts("lines", .word, about: "The lines of work that it belongs to.") { sheet, _ in
                sheet.lines
            },
            .many("roll", rollLine, about: "For its organiser alone.") { sheet, _ in sheet.roll },
        ])

    static let signUp = Shape<SignUp>(
        "SignUp",
        [
            .text("standing", .choice(SignUp.Standing.allCases.map(\.rawValue))) { signUp, _ in
                signUp.standing.rawValue
            },
            .time("at") { $0.at },
            .maybeNumber("minutes", about: "Confirmed; null before the roll is kept.") {
                signUp, _ in signUp.minutes.map(Int.init)
            },
            .maybe("contest", about: "What the person says is wrong with them.") { signUp, _ in
                signUp.contest
            },
        ])

    static let rollLine = Shape<SignUps.Name>(
        "RollLine",
        [
            .id("person") { $0.signUp.person }, .text("name") { line, _ in line.name },
            .one("signUp", signUp) { line, _ in line.signUp },
        ])

    static let activityCounts = Shape<ActivityCounts>(
        "ActivityCounts",
        [
            .number("activities") { counts, _ in counts.activities },
            .number("personTimes", about: "Times that someone on a list came.") { counts, _ in
                counts.personTimes
            },
            .number("people") { counts, _ in counts.people },
            .number("minutes") { counts, _ in Int(counts.minutes) },
            .number("visitors", about: "Those who came or were served without a name.") {
                counts, _ in counts.visitors
            },
        ])

    static let served = Shape<Certificates.Served>(
        "Served",
        [
            .text("name") { line, _ in line.person }, .id("activity") { $0.activity },
            .text("title") { line, _ in line.title }, .text("kind", .word) { line, _ in line.kind },
            .name("bodyName") { $0.body }, .text("venue") { line, _ in line.venue },
            .time("startsAt") { $0.startsAt }, .time("endsAt") { $0.endsAt },
            .number("minutes") { line, _ in Int(line.minutes) },
        ])

    static let certificate = Shape<Certificate>(
        "Certificate",
        [
            .text("code", about: "What whoever is shown it types to check it.") { certificate, _ in
                certificate.code
            },
            .day("from") { $0.from }, .day("until", about: "The last day it covers.") { $0.until },
            .number("minutes") { certificate, _ in Int(certificate.minutes) },
            .number("activities") { certificate, _ in certificate.activities },
            .time("issuedAt") { $0.issuedAt },
        ])
}
