extension PersonalData.Glyphs {
    /// The names that stand right before something that was found, as in a list of names and
    /// numbers: 张三 138…, 欧阳小明（420303…）.
    func names(before hits: [PersonalData.Hit]) -> [PersonalData.Hit] {
        hits.compactMap { hit in
            var end = hit.range.lowerBound
            while end > 0, hit.range.lowerBound - end < 4,
                Self.between.contains(characters[end - 1])
            {
                end -= 1
            }
            guard let (start, family) = name(endingAt: end),
                !hits.contains(where: { $0.range.overlaps(start..<end) })
            else { return nil }
            return PersonalData.Hit(
                kind: .name, range: start..<end, hidden: Array(start + family..<end))
        }
    }

    private static let between: Set<Character> = [
        " ", "\u{3000}", "\t", ",", "，", "、", ":", "：", "(", "（", "|", "-", "—", "+", "＋",
    ]

    /// The longest name that ends here, with the number of signs of its family name.
    private func name(endingAt end: Int) -> (start: Int, family: Int)? {
        for length in [4, 3, 2] where end >= length {
            let signs = characters[end - length..<end]
            guard signs.allSatisfy(Self.isHan) else { continue }
            let text = String(signs)
            if Self.words.contains(where: { text.hasSuffix($0) }) { return nil }
            let family = Self.doubles.contains(String(text.prefix(2))) ? 2 : 1
            guard length - family >= 1, length - family <= 2 else { continue }
            if family == 2 || Self.families.contains(text[text.startIndex]) {
                return (end - length, family)
            }
        }
        return nil
    }

    /// What stands before numbers and begins like a name, but is none.
    private static let words: Set<String> = [
        "电话", "方便", "时间", "安全", "金额", "常用", "单元", "家长", "马上", "于是", "成员", "全部", "路口", "平时",
        "手机", "号码", "热线", "拨打", "联系", "咨询", "卡号", "账号", "证号", "份证", "微信", "主任", "书记", "经理",
        "老师", "医生", "师傅", "同志", "女士", "先生", "站长", "队长", "小区", "社区", "花园", "公寓", "家园", "宿舍",
        "大院", "新村", "广场", "楼栋", "东区", "西区", "南区", "北区", "一期", "二期", "三期",
    ]

    private static let doubles: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "夏侯",
        "端木", "南宫", "独孤", "呼延", "轩辕", "百里",
    ]

    /// The families that nine of ten people belong to.
    private static let families: Set<Character> = Set(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
            + "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
            + "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单"
            + "裴霍涂成苗谷曲盛冉翁蓝骆路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄"
            + "窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘"
            + "池查麻苑迟邝")
}
