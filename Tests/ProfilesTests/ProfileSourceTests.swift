import Foundation
import Kernel
import Profiles
import Testing

@Suite struct ProfileSourceTests {
    /// A folder that is removed after the test.
    private func withFolder(_ files: [String: Data], _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "profile-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, bytes) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: file)
        }
        try body(folder)
    }

    @Test func aFolderIsReadWithWhatProfilesShare() throws {
        let files = try TestSource.small().mapValues { Data($0.utf8) }
        try withFolder(files) { folder in
            let source = try ProfileSource(folder: folder)
            #expect(source.files["common/procedures/request.yml"] != nil)
            #expect(try source.load().id == "small")
        }
    }

    @Test func aVersionThatWasStoredReadsBackTheSame() throws {
        let source = try ProfileSource(builtIn: "checheng-road")
        let stored = try JSONEncoder().encode(source.files)
        let files = try JSONDecoder().decode([String: String].self, from: stored)
        #expect(ProfileSource(files: files) == source)
        #expect(try ProfileSource(files: files).load().procedures == source.load().procedures)
    }

    @Test func aMisspeltBuiltInProfileIsNamed() {
        #expect(ProfileSource.builtInNames.contains("checheng-road"))
        let problem = #expect(throws: ProfileSource.Problem.self) {
            try ProfileSource(builtIn: "checheng-raod")
        }
        #expect(
            problem?.description
                == "There is no profile “checheng-raod”: did you mean “checheng-road”?.")
    }

    @Test func foldersThatCannotBeAProfileAreRefused() throws {
        try withFolder(["texts/en.yml": Data()]) { folder in
            #expect(throws: ProfileSource.Problem.noProfile(folder: folder.path)) {
                try ProfileSource(folder: folder)
            }
            let missing = folder.appending(path: "none")
            #expect(throws: ProfileSource.Problem.noSuchFolder(missing.path)) {
                try ProfileSource(folder: missing)
            }
        }
    }

    @Test func aFileOverOneMebibyteIsRefusedAndOneOfThatSizeIsNot() throws {
        let most = ProfileSource.bytesMax
        try withFolder(["profile.yml": Data(repeating: 35, count: most)]) { folder in
            let source = try ProfileSource(folder: folder)
            #expect(source.files["profile.yml"]?.utf8.count == most)
        }
        try withFolder(["profile.yml": Data(repeating: 35, count: most + 1)]) { folder in
            let expected = ProfileSource.Problem.tooLarge(
                file: "profile.yml", bytes: most + 1, bytesMax: most)
            #expect(throws: expected) { try ProfileSource(folder: folder) }
        }
    }

    @Test func aFileThatIsNotUTF8IsRefused() throws {
        try withFolder(["profile.yml": Data([0x70, 0xB3, 0xB5])]) { folder in
            #expect(throws: ProfileSource.Problem.notUTF8(file: "profile.yml")) {
                try ProfileSource(folder: folder)
            }
        }
    }

    @Test func aFileThatGrowsWithoutEndByItsAliasesIsRefused() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            let alias = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(alias)]\n"
        }
        let problems = ProfileSource(files: ["profile.yml": text]).read().problems.list
        #expect(
            problems.map(\.description)
                == ["profile.yml:1: the file holds too much; the most is 100000 values"])
    }

    @Test func nothingAtAllHasNoProfile() {
        let problems = ProfileSource(files: [:]).read().problems.list
        #expect(problems.map(\.description) == ["profile.yml:1: the profile has no profile.yml"])
    }
}
