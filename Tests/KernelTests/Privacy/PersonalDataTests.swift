import Kernel
import Testing

/// What must not stand where everyone reads it is found, and nothing else. The birthdays of the
/// identity numbers here are yet to come: nobody has them.
@Suite struct PersonalDataTests {
    private func found(_ text: String) -> [PersonalData.Kind] {
        PersonalData.findings(in: text).map(\.kind)
    }

    @Test(arguments: [
        "420303209901010013", "42030320990101003X", "42030320990101003x", "４２０３０３２０９９０１０１００３Ｘ",
        "420303 20990101 0013", "420303-20990101-0013", "号码：420303209901010013。",
        // Called one, so its check digit does not matter.
        "身份证 420303209901010014", "ID number 420303209901010014",
    ])
    func anIdentityNumberIsFound(_ text: String) {
        #expect(found(text) == [.citizenNumber], "\(text)")
    }

    @Test(arguments: [
        // A wrong check digit, no such day, no such province, one digit too many or too few.
        "420303209901010014", "420303209902300013", "990303209901010013", "4203032099010100130",
        "42030320990101001",
    ])
    func whatOnlyLooksLikeOneIsLeft(_ text: String) {
        #expect(!found("单号 \(text)").contains(.citizenNumber), "\(text)")
    }

    @Test(arguments: [
        "13800000000", "138 0000 0000", "138-0000-0000", "138.0000.0000", "+86 13800000000",
        "0086-138-0000-0000", "８613800000000", "１３８００００００００", "一三八〇〇〇〇〇〇〇〇", "幺三八零零零零零零零零",
        "1 3 8 0 0 0 0 0 0 0 0", "19900000000", "138\u{200B}0000\u{200B}0000",
    ])
    func aMobileNumberIsFound(_ text: String) {
        #expect(found("请打\(text)问") == [.mobilePhone], "\(text)")
    }

    @Test(arguments: [
        "0719-000-1005", "0719-88888888", "12345", "110", "2026-11-23 8:00 至 18:00", "12800000000",
        "1380000000", "138000000000", "18 2026-11-23 8:00", "13,800,000,000 元", "1.3800000000",
        "第 26-00042-7 号", "3.1415926535897932", "9600 元、3000 元、12600 元", "10:30-12:00",
    ])
    func datesSumsAndOfficeNumbersAreLeft(_ text: String) {
        #expect(found(text).isEmpty, "\(text): \(found(text))")
    }

    @Test(arguments: [
        "6217000000000006", "6217 0000 0000 0006", "6222000000000000004",
        "6222-0000-0000-0000-004", "卡号 6222-0000-0000-0000-000", "银行卡6217000000000007",
    ])
    func aBankCardIsFoundWhole(_ text: String) {
        let findings = PersonalData.findings(in: text)
        #expect(findings.map(\.kind) == [.bankCard], "\(text)")
        let digits = text.count(where: \.isNumber)
        #expect(findings.first?.text.count(where: \.isNumber) == digits)
        #expect(findings.first?.covered.count(where: { $0 == "*" }) == digits - 4)
    }

    @Test func aNumberThatFailsTheTestOfLuhnIsNoCard() {
        #expect(found("流水号 6217000000000007").isEmpty)
        #expect(found("流水号 0217000000000002").isEmpty)
    }

    @Test(arguments: [
        ("3栋2单元501", "3栋2单元***"), ("3栋2单元501室", "3栋2单元***室"),
        ("12号楼1单元1203", "12号楼1单元****"), ("2单元501", "2单元***"), ("A座2单元501", "A座2单元***"),
        ("三栋二单元五〇一", "三栋二单元***"), ("３栋２单元５０１", "３栋２单元***"), ("3栋501室", "3栋***室"),
        ("3号楼 501 室", "3号楼 *** 室"), ("3-2-501", "3-2-***"), ("2单元5楼501", "2单元5楼***"),
        ("unit 2, room 501", "unit 2, room ***"), ("Building 3, flat 501", "Building 3, flat ***"),
    ])
    func aDoorIsFoundAndOnlyTheDoorIsCovered(_ text: String, _ covered: String) {
        #expect(found(text) == [.room], "\(text)")
        #expect(PersonalData.covered(text) == covered)
    }

    @Test(arguments: [
        "3栋2单元", "1、2 号楼", "3号楼120户居民", "2单元120户", "2026年3栋封顶", "社区 201 室", "3栋2026年完工",
        "12-5-2026", "2026-11-23", "1-2-3", "3单元3层", "2单元 501 米", "0719-000-1005", "38 码",
        "18-1-001", "9:30-11:30-2",
    ])
    func whatIsNobodysDoorIsLeft(_ text: String) {
        #expect(found(text).isEmpty, "\(text): \(found(text))")
    }

    @Test(arguments: [
        ("张三 13800000000", "张* 138****0000"), ("王小明：13800000000", "王**：138****0000"),
        ("欧阳小明（13800000000）", "欧阳**（138****0000）"), ("居民李四13800000000", "居民李*138****0000"),
        ("获助：赵五 3栋2单元501", "获助：赵* 3栋2单元***"),
        ("孙六，420303209901010013", "孙*，420***********0013"),
    ])
    func aNameThatStandsWithANumberIsCoveredWithIt(_ text: String, _ covered: String) {
        #expect(PersonalData.covered(text) == covered)
    }

    @Test(arguments: ["联系电话 13800000000", "咨询：13800000000", "张主任 13800000000", "岩岭小区3栋2单元501"])
    func whatStandsThereAndIsNoNameIsLeft(_ text: String) {
        #expect(!found(text).contains(.name), "\(text)")
    }

    @Test func whereItStandsIsToldByLineAndCharacter() {
        let findings = PersonalData.findings(in: "名单\n一、张三 13800000000\n二、3栋2单元501")
        #expect(findings.map(\.line) == [2, 2, 3])
        #expect(findings.map(\.column) == [3, 6, 3])
        #expect(findings.map(\.text) == ["张三", "13800000000", "3栋2单元501"])
    }

    @Test func aTextThatWasCoveredHasNothingToFind() {
        let list = "张三 420303209901010013 6217000000000006 13800000000 3栋2单元501"
        let covered = PersonalData.covered(list)
        #expect(found(covered).isEmpty)
        #expect(covered.count == list.count)
        #expect(PersonalData.covered(covered) == covered)
    }

    @Test func anOrdinaryTextStaysAsItIs() {
        let text = "周三上午 8:30 到 12:00 停水，电话 0719-000-1005，3 号楼 120 户。"
        #expect(PersonalData.covered(text) == text)
    }
}

/// Versions are compared line by line.
@Suite struct TextDifferenceTests {
    @Test func whatStaysWhatGoesAndWhatComesIsTold() {
        #expect(
            TextDifference.lines(from: "一、牵绳\n二、收拾\n三、早上遛", to: "一、牵绳\n二、收拾干净\n三、早上遛\n四、登记")
                == [
                    .kept("一、牵绳"), .removed("二、收拾"), .added("二、收拾干净"), .kept("三、早上遛"),
                    .added("四、登记"),
                ])
    }

    @Test func theSameTextHasNoDifference() {
        #expect(TextDifference.lines(from: "一\n二", to: "一\n二") == [.kept("一"), .kept("二")])
        #expect(TextDifference.lines(from: "", to: "") == [])
        #expect(TextDifference.lines(from: "一", to: "") == [.removed("一")])
    }
}
