package import Kernel

/// An invented appraisal for a demonstration, read from a profile's `demo-appraisal.yml`: a scheme,
/// a round that was awarded last month, and one that runs.
package struct DemoAppraisal: Sendable {
    /// The key of a place in `place/places.yml`.
    package let place: String
    /// Who keeps it, who enters the sheets, and who releases what was written; by sign-in.
    package let keeper: String
    package let enters: String
    package let releases: String
    package let name: String
    package let adopted: String
    package let evidence: String
    package let lead: String
    /// Sentences of praise, in the order of the flags; the last one for all that follow.
    package let praises: [String]

    /// Nil where the profile has no such file, or no appraisal.
    ///
    /// - Throws: everything that is wrong with the file.
    package init?(of source: ProfileSource, for profile: Profile) throws(ProfileProblems) {
        let file = "demo-appraisal.yml"
        guard profile.appraisal != nil, let text = source.files[file] else { return nil }
        let findings = Findings()
        let keys = ["at", "by", "enters", "releases", "name", "adopted", "evidence", "lead"]
        let record = YAMLFile.root(of: text, file: file, findings: findings)
            .flatMap { $0.record(.thing("demonstratedAppraisal"), required: keys + ["praises"]) }
        let texts = keys.compactMap { record?[$0]?.text(.said($0)) }
        let praises = (record?["praises"]?.items("praises") ?? []).compactMap {
            $0.text(.thing("sentenceOfPraise"))
        }
        guard !findings.hasErrors, texts.count == keys.count, !praises.isEmpty else {
            throw ProfileProblems(findings.problems)
        }
        (place, keeper, enters, releases) = (texts[0], texts[1], texts[2], texts[3])
        (name, adopted, evidence, lead) = (texts[4], texts[5], texts[6], texts[7])
        self.praises = praises
    }
}
