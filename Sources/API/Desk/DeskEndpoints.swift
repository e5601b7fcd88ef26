import HTTPTypes
import Kernel

// The desk for programs: every endpoint, and the description drawn from them.
extension Doors {
    static let deskEndpoints: [Endpoint] =
        [
            .get(DeskEndpoint.root + "/openapi.json", .everyone) { call in
                let all = DeskEndpoint.all
                return .json(
                    DeskDescription(
                        endpoints: all, origin: call.origin, words: call.phrases.words(in: .en)
                    ).json,
                    type: DeskDescription.mediaType)
            }
        ] + DeskEndpoint.all.map(\.endpoint)
}

extension DeskEndpoint {
    static let all: [DeskEndpoint] = [
        realmEndpoints, matterEndpoints, actingEndpoints, placeEndpoints, bodyEndpoints,
        catalogueEndpoints, gridEndpoints, guideEndpoints, figureExtraEndpoints, reportEndpoints,
        recordEndpoints, ticketQueueEndpoints, outletEndpoints, profileEndpoints, noticeEndpoints,
        meetingEndpoints, activityEndpoints, ownServiceEndpoints, rosterEndpoints, lineEndpoints,
        helpEndpoints, dayEndpoints, togetherEndpoints, figureEndpoints, venueEndpoints,
        venueKeepingEndpoints, bookingEndpoints, sittingEndpoints, canteenEndpoints,
        fundEndpoints, agreementEndpoints, allianceEndpoints, pairingEndpoints,
        pairingActEndpoints, appraisalEndpoints, appraisalSheetEndpoints, registerEndpoints,
        ownRegisterEndpoints, unitEndpoints, callUpEndpoints, manyEndpoints,
    ].flatMap { $0 }
}
