/** Writes docs/generated/ anew from the declarations: `npm run docs` after a change of a record, figure or claim. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docsFolder, docsSource } from './docs-source.ts';

rmSync(docsFolder, { recursive: true, force: true });
mkdirSync(docsFolder, { recursive: true });
const pages = docsSource();
for (const [name, text] of pages) writeFileSync(join(docsFolder, name), text);
console.log(`${pages.size} pages written to docs/generated/`);
