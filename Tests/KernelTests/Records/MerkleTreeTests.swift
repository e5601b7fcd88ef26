import Testing

@testable import Kernel

@Suite struct MerkleTreeTests {
    /// The eight inputs and roots that implementations of RFC 6962 test themselves with.
    private static let inputs: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        Array(0x50...0x57), Array(0x60...0x6F),
    ]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    private func leaves(_ count: Int) -> [Digest] {
        (0..<count).map { Digest(prefix: 0x00, [UInt8($0)]) }
    }

    @Test func theRootsAreThoseOfTheStandard() {
        let leaves = Self.inputs.map { Digest(prefix: 0x00, $0) }
        for (count, root) in Self.roots.enumerated() {
            #expect(MerkleTree.root(of: Array(leaves.prefix(count))).hex == root)
        }
    }

    @Test func everyLeafOfEveryTreeLeadsToItsRootAndToNoOther() {
        for count in 1...33 {
            let leaves = leaves(count)
            let root = MerkleTree.root(of: leaves)
            for index in 0..<count {
                let path = MerkleTree.path(to: index, in: leaves)
                func found(_ leaf: Digest, _ index: Int, _ path: [Digest]) -> Digest? {
                    MerkleTree.root(from: leaf, at: index, of: count, along: path)
                }
                #expect(found(leaves[index], index, path) == root)
                #expect(found(.zero, index, path) != root)
                #expect(found(leaves[index], index, path + [.zero]) == nil)
                #expect(found(leaves[index], count, path) == nil)
                #expect(found(leaves[index], -1, path) == nil)
                if count > 1 {
                    #expect(found(leaves[index], (index + 1) % count, path) != root)
                    #expect(found(leaves[index], index, Array(path.dropLast())) == nil)
                    #expect(found(leaves[index], index, [.zero] + path.dropFirst()) != root)
                }
            }
        }
    }

    @Test func aLeafThatDoesNotExistHasNoPath() {
        #expect(MerkleTree.path(to: 3, in: leaves(3)).isEmpty)
        #expect(MerkleTree.path(to: 0, in: []).isEmpty)
        #expect(MerkleTree.root(from: .zero, at: 0, of: 0, along: []) == nil)
        #expect(MerkleTree.root(from: .zero, at: 0, of: -1, along: []) == nil)
    }

    @Test func aDigestComesBackFromItsText() {
        let digest = Digest(of: Array("abc".utf8))
        #expect(
            digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
        #expect(Digest(hex: digest.hex + "00") == nil)
        #expect(Digest(hex: "g" + digest.hex.dropFirst()) == nil)
        #expect(Digest(bytes: [1, 2, 3]) == nil)
    }
}
