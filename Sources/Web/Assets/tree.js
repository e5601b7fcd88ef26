// A branch of a tree that is not on the page yet is fetched when it is unfolded.

for (const tree of document.querySelectorAll("[data-tree]")) {
  tree.addEventListener("toggle", async (event) => {
    const branch = event.target;
    if (!branch.open || !branch.dataset.branch || branch.dataset.state) return;
    branch.dataset.state = "asked";
    const answer = await fetch(branch.dataset.branch, { headers: { Accept: "text/html" } })
      .catch(() => null);
    // The way to a page of its own stays where the branch cannot be fetched.
    if (!answer?.ok || answer.redirected) {
      delete branch.dataset.state;
      return;
    }
    branch.querySelector("ul").innerHTML = await answer.text();
    delete branch.dataset.branch;
  }, true);
}
