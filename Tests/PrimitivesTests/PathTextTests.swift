import Primitives
import Testing

@Suite("Paths as text")
struct PathTextTests {
  @Test(
    "A path is taken apart at its last slash, however short it is",
    arguments: [
      ("a", "", "a"), ("٣", "", "٣"), ("", "", ""), ("/", "/", "/"), ("/a", "/", "a"), ("a/b", "a", "b"),
      ("a/b/", "a", "b"), ("a//b", "a", "b"), ("/a/b/c.csv", "/a/b", "c.csv"), (".", "", "."), ("工/会", "工", "会"),
      ("//", "/", "/"), ("e\u{301}/x", "e\u{301}", "x"),
    ])
  func parts(path: String, parent: String, name: String) {
    #expect(PathText(path).parent == parent)
    #expect(PathText(path).name == name)
  }
}
