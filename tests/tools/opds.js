// What Readium's reader of OPDS 2 finds in a feed: its works, with their links and pictures, as JSON.
"use strict";

const fs = require("node:fs");
const root = "./node_modules/";
const { initGlobalConverters_OPDS } = require(`${root}r2-opds-js/dist/es8-es2017/src/opds/init-globals`);
const { initGlobalConverters_GENERIC, initGlobalConverters_SHARED } =
  require(`${root}r2-shared-js/dist/es8-es2017/src/init-globals`);
const { OPDSFeed } = require(`${root}r2-opds-js/dist/es8-es2017/src/opds/opds2/opds2`);
const { TaJsonDeserialize } = require(`${root}r2-lcp-js/dist/es8-es2017/src/serializable`);

initGlobalConverters_OPDS();
initGlobalConverters_SHARED();
initGlobalConverters_GENERIC();

const feed = TaJsonDeserialize(JSON.parse(fs.readFileSync(process.argv[2], "utf8")), OPDSFeed);
const works = feed.Publications.map((work) => ({
  title: work.Metadata.Title,
  identifier: work.Metadata.Identifier,
  authors: (work.Metadata.Author ?? []).map((author) => author.Name),
  types: work.Links.map((link) => link.TypeLink),
  links: work.Links.map((link) => link.Href),
  images: (work.Images ?? []).map((image) => image.Href),
}));
process.stdout.write(JSON.stringify(works));
