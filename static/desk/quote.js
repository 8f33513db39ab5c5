// Counts the words of a quote while it is typed.
document.addEventListener("input", (event) => {
  const box = event.target.closest(".desk-quote");
  if (!box) return;
  const output = box.querySelector("output");
  const words = event.target.value.split(/\s+/).filter(Boolean).length;
  output.querySelector("span").textContent = words;
  output.classList.toggle("desk-too-many", words > Number(output.dataset.most));
});
