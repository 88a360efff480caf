// What Thorium makes of a talking book: the folder is opened by the library that it opens it with,
// and what that understood is written as JSON.
const parsing = require("r2-shared-js/dist/es8-es2017/src/parser/daisy");
const converters = require("r2-shared-js/dist/es8-es2017/src/init-globals");
const { TaJsonSerialize } = require("r2-lcp-js/dist/es8-es2017/src/serializable");
const { lazyLoadMediaOverlays } = require("r2-shared-js/dist/es8-es2017/src/parser/epub-daisy-common");

async function told(folder) {
  const book = await parsing.DaisyParsePromise(folder);
  const times = [];
  for (const link of book.Spine) {
    await lazyLoadMediaOverlays(book, link.MediaOverlays);
    times.push(TaJsonSerialize(link.MediaOverlays));
  }
  return { ...TaJsonSerialize(book), times };
}

console.warn = console.error; // its XML parser has an opinion on doctypes
converters.initGlobalConverters_SHARED();
converters.initGlobalConverters_GENERIC();
told(process.argv[2]).then(
  (book) => console.log(JSON.stringify(book)),
  (error) => { console.error(error); process.exit(1); },
);
