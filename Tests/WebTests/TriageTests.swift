import Actions
import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

/// Quarrels go to mediation first, by the word of the profile and the consent of both sides.
@Suite struct TriageTests {
    @Test func whatQuarrelsAreProposedForMediationFirst() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("community")
            let community = try await town.colleague("community")
            let cases = [("neighbour.dispute", true), ("facility.light", false)]
            for (category, isFirst) in cases {
                let request = try await community.enters(
                    "楼上楼下为漏水争执。", category: category, at: "岩岭小区1号楼")
                let page = try await browser.get("/desk/matters/\(request.reference)")
                #expect(page.text.contains("征得双方同意") == isFirst, "\(category)")
            }
            // Proposed, not ordered: another way may be taken.
            let quarrel = try await community.enters(
                "楼上楼下为漏水争执。", category: "neighbour.dispute", at: "岩岭小区1号楼")
            let accepted = try await community.does(
                "accept", quarrel,
                ["category": ["neighbour.dispute"], "triage": ["onSite"]])
            #expect(accepted.triage == "onSite")
        }
    }
}
