import Actions
import Kernel

extension Site {
    /// Double registration, handbooks and call-ups. What is about a person is theirs, and of those
    /// who keep the register that they chose; a post is asked again for each.
    static let registrationRoutes: [Route] = [
        .get("/desk/registration", .desk) { try await ownRegistration($0) },
        .post("/desk/registration", .desk, enrol),
        .post("/desk/registration/:id/reaffirmation", .desk) {
            try await keepEnrolment(.reaffirmation, $0)
        },
        .post("/desk/registration/:id/naming", .desk) { try await keepEnrolment(.naming, $0) },
        .post("/desk/registration/:id/closure", .desk) { try await keepEnrolment(.closure, $0) },
        .post("/desk/registration/:id/withdrawal", .desk) {
            try await keepEnrolment(.withdrawal, $0)
        },
        .post("/desk/registration/:id/refusal", .desk) { try await keepEnrolment(.refusal, $0) },
        .get("/desk/registration/handbook", .desk) { try await handbookReply($0) },
        .post("/desk/registration/handbook", .desk, enterInHandbook),
        .get("/desk/registration/handbook/summary", .desk, handbookSheet),
        .get("/desk/registration/register", .post(.keepRegister)) { try await registerReply($0) },
        .post("/desk/registration/register", .post(.keepRegister), inviteToEnrol),
        .get("/desk/registration/register/:id", .post(.keepRegister)) {
            try await enrolmentReply($0)
        },
        .post("/desk/registration/register/:id/answer", .post(.keepRegister), answerEnrolment),
        .post("/desk/registration/register/:id/reading", .post(.keepRegister), readEnrolment),
        .post("/desk/registration/entries/:id/answer", .post(.keepRegister), answerEntry),
        .get("/desk/units", .desk, unitsReply),
        .post("/desk/units", .post(.offer), registerUnit),
        .get("/desk/units/new", .post(.offer)) { try await newUnitForm($0) },
        .get("/desk/units/:id", .desk) { try await unitReply($0) },
        .post("/desk/units/:id/confirmation", .post(.keepRegister)) {
            try await keepUnit(.confirmation, $0)
        },
        .post("/desk/units/:id/return", .post(.keepRegister)) { try await keepUnit(.return, $0) },
        .post("/desk/units/:id/reaffirmation", .post(.offer)) {
            try await keepUnit(.reaffirmation, $0)
        },
        .post("/desk/units/:id/closure", .desk) { try await keepUnit(.closure, $0) },
        .post("/desk/units/:id/note", .desk) { try await keepUnit(.note, $0) },
        .post("/desk/units/:id/letters", .post(.keepRegister), writeHomeLetter),
        .get("/desk/units/:id/letters/:code", .desk, homeLetterSheet),
        .get("/desk/call-ups", .desk, callUpsReply),
        .post("/desk/call-ups", .post(.organise), openCallUp),
        .get("/desk/call-ups/new", .post(.organise)) { try await newCallUpForm($0) },
        .get("/desk/call-ups/:id", .desk) { try await callUpReply($0) },
        .post("/desk/call-ups/:id/shifts", .post(.organise)) {
            try await actOnCallUp(.shifts, $0)
        },
        .post("/desk/call-ups/:id/answer", .post(.offer)) { try await actOnCallUp(.answer, $0) },
        .post("/desk/call-ups/:id/closure", .post(.organise)) {
            try await actOnCallUp(.closure, $0)
        },
    ]
}
