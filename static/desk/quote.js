// Counts the words of a quote while it is typed, and the characters of scripts that put no spaces between words.
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}]/gu;
document.addEventListener("input", (event) => {
  const box = event.target.closest(".desk-quote");
  if (!box) return;
  const output = box.querySelector("output");
  const { mostWords, mostCharacters } = output.dataset;
  const characters = (event.target.value.match(WITHOUT_SPACES) || []).length;
  const rest = event.target.value.replace(WITHOUT_SPACES, " ").split(/\s+/);
  const words = rest.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  output.querySelector("[data-words]").textContent = words;
  output.querySelector("[data-characters]").textContent = characters;
  output.querySelector("[data-unspaced]").hidden = characters === 0;
  output.classList.toggle("desk-too-many", words > Number(mostWords) || characters > Number(mostCharacters));
});
