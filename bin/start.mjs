/** `npm start`: everything from a bare checkout to the running program. See README.md. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compiled, serverFlags } from './server-flags.mjs';
import { root, run, setUp } from './set-up.mjs';

const node = await setUp({ development: false });
const languages = readdirSync(join(root, 'locales'), { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name);
for (const folder of readdirSync(root)) if (folder.startsWith('dist-') && !languages.includes(folder.slice('dist-'.length))) rmSync(join(root, folder), { recursive: true });
if (isStale('dist')) await build();
for (const language of languages) if (isStale(`dist-${language}`, [join('locales', language), join('locales', 'chinese-only.json'), join('bin', 'languages')])) await build(language);
// The channel tells the program when this process is gone, however it went, so that it stops too.
const env = { ...compiled, ...process.env };
process.exit(await run(node, [...serverFlags, join('dist', 'server.js')], { channel: true, env }));

async function build(...language) {
  console.log(`正在准备程序…… / Building ${language}`.trimEnd());
  const code = await run(node, [join('bin', 'build.mjs'), ...language]);
  if (code !== 0) process.exit(code);
}

function isStale(folder, further = []) {
  const built = join(root, folder, 'built');
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return ['src', 'db', join('bin', 'build.mjs'), 'package-lock.json', 'tsconfig.json', ...further].some((path) => newest(join(root, path)) > mtimeMs);
}

/** The latest change below a path; a folder's own time tells of files added and removed. */
function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
