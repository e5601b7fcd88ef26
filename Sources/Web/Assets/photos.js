// Shows the chosen photographs before they are sent, and says at once when there are too many
// or one is too large. The server checks again.

for (const input of document.querySelectorAll("input[data-photos]")) {
  const list = input.closest(".photos").querySelector("[data-photo-previews]");

  function problem(files) {
    if (files.length > Number(input.dataset.filesMax)) return input.dataset.tooMany;
    const isLarge = files.some((file) => file.size > Number(input.dataset.bytesMax));
    return isLarge ? input.dataset.tooLarge : "";
  }

  function preview(file) {
    const item = document.createElement("li");
    const image = document.createElement("img");
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    item.append(image);
    return item;
  }

  input.addEventListener("change", () => {
    const files = [...input.files];
    input.setCustomValidity(problem(files));
    input.reportValidity();
    list.replaceChildren(...files.filter((file) => file.type.startsWith("image/")).map(preview));
  });
}
