import Kernel

/// Reads what a profile proposes for the appraisal of buildings. It holds nowhere by itself: the
/// residents of a place adopt a scheme, which starts from this.
enum AppraisalReader {
    static func rules(_ passage: Passage) -> AppraisalRules? {
        guard
            let record = passage.record(
                .thing("appraisal"), required: ["visits", "flags", "appealDays", "criteria"])
        else { return nil }
        let visits = record["visits"]?.number("visits", in: AppraisalRules.visitsRange)
        let flags = record["flags"]?.number("flags", in: AppraisalRules.flagsRange)
        let appealDays = record["appealDays"]?
            .number("appealDays", in: AppraisalRules.appealDaysRange)
        let items = record["criteria"]?.items("criteria") ?? []
        let criteria = items.compactMap(criterion)
        reportNamesTwice(items)
        guard let visits, let flags, let appealDays, criteria.count == items.count else {
            return nil
        }
        do {
            return try AppraisalRules(
                criteria: criteria, visits: visits, flags: flags, appealDays: appealDays)
        } catch {
            if case .criteria(let count) = error {
                record["criteria"]?.problem(
                    "criteriaMax",
                    ["most": .number(AppraisalRules.criteriaMax), "count": .number(count)])
            }
            return nil
        }
    }

    private static func criterion(_ passage: Passage) -> AppraisalCriterion? {
        guard
            let record = passage.record(
                .thing("criterion"), required: ["name", "points", "looksAt"])
        else { return nil }
        let name = record["name"]?
            .text(
                .part("name", of: .thing("criterion")),
                charactersMax: AppraisalRules.nameCharactersMax)
        let points = record["points"]?.number("points", in: AppraisalRules.pointsRange)
        let looksAt = record["looksAt"]?
            .text("looksAt", charactersMax: AppraisalRules.looksAtCharactersMax)
        guard let name, let points, let looksAt else { return nil }
        return AppraisalCriterion(name: name, pointsMax: points, looksAt: looksAt)
    }

    private static func reportNamesTwice(_ items: [Passage]) {
        var known: Set<String> = []
        for item in items {
            guard let name = item.glance(at: "name") else { continue }
            if !known.insert(name).inserted {
                item.problem("criterionTwice", ["name": .said(name)])
            }
        }
    }
}
