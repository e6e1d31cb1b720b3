#!/usr/bin/env node
// Writes files that must be refused, to try uploads and the confined reader with:
//
//   tests/documents/make-bad.mjs FOLDER
//
// The folder is made if it is missing. Beside the files it writes expected.tsv: the file's name, then the error codes that
// are right for it, separated by commas. Everything is made here, from nothing, byte for byte the same each time, except
// truncated.pdf and wrong-document.pdf, which come from the documents beside this script. Needs only Node.js.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));

const folder = process.argv[2];
if (!folder || process.argv.length !== 3) {
  console.error("make-bad: name one folder to write into, such as: tests/documents/make-bad.mjs build/bad");
  process.exit(2);
}
fs.mkdirSync(folder, { recursive: true });

const expected = [];
function write(name, bytes, ...codes) {
  fs.writeFileSync(path.join(folder, name), bytes);
  expected.push(`${name}\t${codes.join(",")}`);
}

// A PDF of the given objects (number -> text or Buffer), with a right cross-reference table. Object 1 is the catalogue.
function pdf(objects, trailer = "") {
  const parts = [Buffer.from("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1")];
  let at = parts[0].length;
  const offsets = [];
  const numbers = [...objects.keys()].sort((a, b) => a - b);
  for (const number of numbers) {
    const body = objects.get(number);
    const bytes = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.isBuffer(body) ? body : Buffer.from(body, "latin1"),
      Buffer.from("\nendobj\n"),
    ]);
    offsets[number] = at;
    at += bytes.length;
    parts.push(bytes);
  }
  const size = numbers[numbers.length - 1] + 1;
  let table = `xref\n0 ${size}\n0000000000 65535 f \n`;
  for (let number = 1; number < size; ++number) {
    table +=
      offsets[number] === undefined
        ? "0000000000 65535 f \n"
        : `${String(offsets[number]).padStart(10, "0")} 00000 n \n`;
  }
  parts.push(Buffer.from(`${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function stream(bytes, entries = "") {
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);
}

const catalogue = "<< /Type /Catalog /Pages 2 0 R >>";
const font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const page = (content, resources) =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << ${resources} >> >>`;
const onePage = (content, resources = "/Font << /F 4 0 R >>") =>
  new Map([
    [1, catalogue],
    [2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"],
    [3, page(5, resources)],
    [4, font],
    [5, content],
  ]);
const words = (text) => stream(Buffer.from(`BT /F 12 Tf 72 770 Td (${text}) Tj ET`));

// Not PDFs at all.
write("empty.pdf", Buffer.alloc(0), "not_a_pdf");
write(
  "web-page.pdf",
  "<!DOCTYPE html>\n<html><head><title>Sorry, we have a problem</title></head><body><p>Page not found</p></body></html>\n",
  "not_a_pdf",
);
write("word-document.pdf", Buffer.from("504b030414000600080000002100" + "00".repeat(64), "hex"), "not_a_pdf");

// Cut off: the first half of a real file, and one whose contents are gone but for its first line.
const whole = fs.readFileSync(path.join(here, "focused-visit-2019.pdf"));
write("truncated.pdf", whole.subarray(0, Math.floor(whole.length / 2)), "damaged");
write("first-line-only.pdf", "%PDF-1.7\n", "damaged");
write("zeroed.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(65536)]), "damaged");

// Needs a password to open. The two hashes fit no password that anyone knows, the empty one included, so it cannot be opened.
write(
  "encrypted.pdf",
  pdf(
    onePage(words("Nobody can read this")).set(
      6,
      `<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${"4f".repeat(32)}> /U <${"55".repeat(32)}> >>`,
    ),
    `/Encrypt 6 0 R /ID [<${"49".repeat(16)}> <${"44".repeat(16)}>]`,
  ),
  "encrypted",
);

// A scan: one grey picture of rows that look like lines of text, and no text.
const width = 595;
const height = 842;
const picture = Buffer.alloc(width * height, 255);
for (let y = 70; y < 770; ++y) {
  if (y % 16 > 7) continue;
  for (let x = 72; x < 520 - ((y >> 4) % 5) * 23; ++x) if ((x * 7 + (y >> 4) * 13) % 11 < 6) picture[y * width + x] = 40;
}
const scanned = onePage(stream(Buffer.from(`${width} 0 0 ${height} 0 0 cm /I Do`)), "/XObject << /I 6 0 R >>").set(
  6,
  stream(
    zlib.deflateSync(picture),
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
  ),
);
write("scan.pdf", pdf(scanned), "no_text");
write("blank.pdf", pdf(onePage(stream(Buffer.alloc(0)))), "no_text");

// Six hundred pages of prose that is no report.
const pages = new Map([
  [1, catalogue],
  [4, font],
]);
const kids = [];
for (let number = 1; number <= 600; ++number) {
  const object = 3 + number * 2;
  kids.push(`${object} 0 R`);
  pages.set(object, page(object + 1, "/Font << /F 4 0 R >>"));
  pages.set(object + 1, words(`Page ${number} of 600. Minutes of a meeting that nobody remembers.`));
}
pages.set(2, `<< /Type /Pages /Kids [${kids.join(" ")}] /Count 600 >>`);
write("six-hundred-pages.pdf", pdf(pages), "too_large", "not_recognised");

// A quarter of a million bytes that unpack to a quarter of a gigabyte of page.
const kilobyte = Buffer.from("BT /F 1 Tf (x) Tj ET ".repeat(50).padEnd(1024));
const bomb = zlib.deflateSync(Buffer.alloc(256 * 1024 * 1024, kilobyte), { level: 9 });
write(
  "page-bomb.pdf",
  pdf(onePage(stream(bomb, "/Filter /FlateDecode"))),
  "too_large", "too_slow", "damaged", "not_recognised",
);

// An object stream, packed twice over, that says it holds a million objects and unpacks to 64 MB; the page tree is inside it.
// Only a cross-reference stream can point into an object stream, so this file has one and is put together by hand.
const packed = zlib.deflateSync(
  zlib.deflateSync(Buffer.alloc(64 * 1024 * 1024, "2 0 "), { level: 9 }),
  { level: 9 },
);
const head = Buffer.from("%PDF-1.5\n");
const first = Buffer.from(`1 0 obj\n${catalogue}\nendobj\n`);
const holder = Buffer.concat([
  Buffer.from("3 0 obj\n"),
  stream(packed, "/Type /ObjStm /N 1000000 /First 8000000 /Filter [/FlateDecode /FlateDecode]"),
  Buffer.from("\nendobj\n"),
]);
const tableAt = head.length + first.length + holder.length;
const entry = (type, where, index) => {
  const bytes = Buffer.alloc(7);
  bytes.writeUInt8(type, 0);
  bytes.writeUInt32BE(where, 1);
  bytes.writeUInt16BE(index, 5);
  return bytes;
};
const entries = Buffer.concat([
  entry(0, 0, 65535),
  entry(1, head.length, 0),
  entry(2, 3, 0),
  entry(1, head.length + first.length, 0),
  entry(1, tableAt, 0),
]);
write(
  "object-stream-bomb.pdf",
  Buffer.concat([
    head,
    first,
    holder,
    Buffer.from("4 0 obj\n"),
    stream(entries, "/Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R"),
    Buffer.from(`\nendobj\nstartxref\n${tableAt}\n%%EOF\n`),
  ]),
  "damaged",
  "too_large",
  "too_slow",
  "no_text",
);

// A page tree that is its own child, and brackets without end.
write(
  "page-tree-loop.pdf",
  pdf(
    new Map([
      [1, catalogue],
      [2, "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1000000 /Parent 3 0 R >>"],
      [3, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1000000 /Parent 2 0 R >>"],
    ]),
  ),
  "damaged", "too_large", "too_slow", "no_text", "not_recognised",
);
write(
  "deep-brackets.pdf",
  pdf(onePage(stream(Buffer.from("[".repeat(2000000)))).set(6, "[".repeat(500000))),
  "damaged", "too_large", "too_slow", "no_text", "not_recognised",
);

// A good PDF of the wrong kind, full of words that reports use too.
write("wrong-document.pdf", fs.readFileSync(path.join(here, "newsletter.pdf")), "not_recognised");

fs.writeFileSync(path.join(folder, "expected.tsv"), expected.join("\n") + "\n");
console.log(`${expected.length} files in ${folder}`);
