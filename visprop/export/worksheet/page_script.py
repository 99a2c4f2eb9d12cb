"""What a page of the web does by itself: it saves what was filled in as a file of answers, on the reader's own machine."""

from __future__ import annotations

SCRIPT = """
"use strict";
function checkSum(text) {
  const letters = encodeURIComponent(text).match(/%..|./g);
  const bytes = letters.map((one) => one.length > 1 ? parseInt(one.slice(1), 16) : one.charCodeAt(0));
  let sum = -1;
  bytes.forEach((byte) => {
    sum ^= byte;
    for (let bit = 8; bit > 0; bit--) sum = (sum >>> 1) ^ (sum % 2 ? 0xEDB88320 : 0);
  });
  return ((~sum) >>> 0).toString(16).padStart(8, "0");
}
function answersText(sheet, name, answers) {
  const body = JSON.stringify(Object.assign({of: "worksheet", name: name}, sheet, {answers: answers}));
  return '{"visprop_answers":1,"check":"' + checkSum(body) + '","body":' + body + "}\\n";
}
function filledIn(form) {
  const answers = {};
  form.querySelectorAll("input[name]").forEach((field) => {
    const isChoice = field.type === "radio";
    if (isChoice ? field.checked : field.value.trim()) answers[field.name] = field.value.trim();
  });
  return answers;
}
function save(form) {
  const sheet = JSON.parse(form.dataset.sheet), name = form.querySelector("[data-name]").value.trim();
  const text = answersText(sheet, name, filledIn(form)), link = document.createElement("a");
  const letters = (name || sheet.title).replace(/[^\\p{L}\\p{N}]+/gu, "-");
  link.href = URL.createObjectURL(new Blob([text], {type: "application/json"}));
  link.download = "answers-" + letters + "-" + sheet.variant + ".json";
  link.click();
  form.querySelector("[role=status]").textContent = "Saved as " + link.download + ". Hand in this file.";
}
if (typeof document !== "undefined") {
  let isUnsaved = false;
  document.querySelectorAll("form").forEach((form) => {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { isUnsaved = true; });
    form.querySelector(".save").hidden = false;
    form.querySelector("button").addEventListener("click", () => { save(form); isUnsaved = false; });
  });
  window.addEventListener("beforeunload", (event) => { if (isUnsaved) event.preventDefault(); });
}
"""
"""Without < and ampersands, so that the page is XML too."""
