import Kernel
import Profiles
import Testing

@Suite struct ColumnWordsTests {
    private let words = Result { try ColumnWords.builtIn.get() }

    @Test(arguments: SheetNoun.allCases)
    func everyFieldHasWordsAndNoOthersAreThere(_ noun: SheetNoun) throws {
        #expect(try words.get().fields(of: noun) == Set(noun.fields.map(\.name)))
    }

    @Test(
        arguments: [
            ("姓 名", .people, "name"), ("姓名*", .people, "name"), ("职务（岗位）", .people, "role"),
            ("所属单位名称", .people, "body"), ("Full Name", .people, "name"),
            ("总户数(户)", .households, "households"), ("单位名称", .bodies, "name"),
            ("联系电话", .bodies, "phone"), ("序号", .people, nil), ("", .people, nil),
        ] as [(String, SheetNoun, String?)])
    func aHeaderTellsItsField(_ header: String, _ noun: SheetNoun, _ field: String?) throws {
        #expect(try words.get().field(of: header, in: noun) == field)
    }

    @Test(
        arguments: [
            ("民族", "ethnicity"), ("宗教信仰", "belief"), ("政治面貌", "politics"),
            ("是否党员", "politics"), ("身份证号码", "identity"), ("ID Number", "identity"),
            ("银行卡号", "bank"), ("健康状况", "health"), ("是否上访", "petition"),
            ("出生年月", "birth"), ("姓名", nil), ("党员服务队", nil),
        ] as [(String, String?)])
    func whatMustNotBeKeptIsKnownByItsHeader(_ header: String, _ reason: String?) throws {
        #expect(try words.get().reason(against: header) == reason)
    }

    @Test func aColumnIsKnownByItsValuesToo() throws {
        let words = try words.get()
        #expect(words.reason(againstValues: ["汉族", "", "蒙古族", "汉"]) == "ethnicity")
        #expect(words.reason(againstValues: ["群众", "中共党员", "张三", "李四"]) == "politics")
        #expect(words.reason(againstValues: ["汉族", "网格员", "楼长", "书记"]) == nil)
    }
}
