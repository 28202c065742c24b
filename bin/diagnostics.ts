/** `npm run diagnostics [-- --to=diagnostics.json]`: writes what whoever mends the program from afar needs to know, without anything of anybody. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { joinDatabase } from '#platform/database/open.ts';
import { diagnosticsOf } from '#platform/health/diagnostics.ts';
import { projectRoot } from '#platform/root.ts';

const { values: { to } } = parseArgs({ options: { to: { type: 'string', default: 'diagnostics.json' } } });
const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');

async function diagnose(): Promise<void> {
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir });
  try {
    writeFileSync(resolve(to), `${JSON.stringify(await diagnosticsOf(database.owner, dataDir), null, 1)}\n`);
  } finally {
    await database.end();
  }
  console.log(`已写入 ${resolve(to)}：只有版本、设置的名称和数量，没有任何人的信息，可以发给维护人员。`);
}

await diagnose().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
