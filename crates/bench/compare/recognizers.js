// Reads paragraphs from standard input with Microsoft's recognizers; prints the CPU seconds, without loading.
"use strict";

const fs = require("fs");
const text = require("@microsoft/recognizers-text-suite");

const culture = { fr: text.Culture.French, en: text.Culture.English }[process.argv[2]];
const lines = fs.readFileSync(0, "utf8").split("\n");

function read(line) {
  text.recognizeNumber(line, culture);
  text.recognizeOrdinal(line, culture);
  text.recognizePercentage(line, culture);
  text.recognizeCurrency(line, culture);
  text.recognizeDimension(line, culture);
  text.recognizeDateTime(line, culture);
}

read(lines[0]);
const start = process.cpuUsage();
for (const line of lines) read(line);
const { user, system } = process.cpuUsage(start);
console.log(((user + system) / 1e6).toFixed(3));
