// Says under a partial date which days it stands for, while it is typed. The server says the same when it is shown.
(() => {
  const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

  function lastDay(year, month) {
    const day = new Date(0);
    day.setUTCFullYear(year, month, 0);
    return String(day.getUTCDate()).padStart(2, "0");
  }

  function meaning(text, sentences) {
    const match = form.exec(text);
    if (!match) return "";
    const [, year, month, day] = match;
    if (month && (Number(month) < 1 || Number(month) > 12)) return "";
    const most = lastDay(Number(year), Number(month || 12));
    if (day && (Number(day) < 1 || Number(day) > Number(most))) return "";
    const precision = day ? "day" : month ? "month" : "year";
    const last = day ? text : `${year}-${month || "12"}-${most}`;
    return sentences[precision].replace("{text}", text).replace("{last}", last);
  }

  document.addEventListener("input", (event) => {
    const box = event.target.closest(".desk-partial-date");
    if (!box) return;
    const output = box.querySelector("output");
    output.textContent = meaning(event.target.value.trim(), output.dataset);
  });
})();
