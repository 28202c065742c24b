import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { PurgeCSS } from 'purgecss';
import sharp from 'sharp';
import { projectRoot } from '../root.ts';
import type { AssetManifest, AssetName } from './assets.ts';

const home = join(projectRoot, 'src/platform/ui');

/** Oldest browsers served: those of office machines that stopped at Windows 7, and their Chinese siblings. */
const browsers = ['chrome90', 'firefox90', 'safari15'];

/** Class names that our styles share with the kit on purpose, to refine its look; the kit's rules for them stay. */
const refined = new Set([
  'btn', 'btn-primary', 'card', 'card-body', 'form-check', 'form-check-input', 'form-check-label', 'form-control',
  'form-label', 'form-select', 'icon', 'table', 'visually-hidden',
]);

/**
 * Builds what the browser loads into `outDir` (emptied before): styles (the kit purged to what our pages use, then ours) and the
 * islands, each under a name with its content hash, with brotli and gzip siblings, and manifest.json that maps the
 * plain names. `speaking` has the islands say their words in another language. Answers the manifest.
 */
export async function buildAssets(outDir: string, speaking: readonly Plugin[] = []): Promise<AssetManifest> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const bundled = await build({
    entryPoints: ['styles/desk.css', 'styles/public.css', 'islands/desk.ts', 'islands/offline.ts', 'islands/passkeys.ts', 'islands/public.ts', 'islands/puzzle.ts'],
    absWorkingDir: home,
    outdir: '/',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    legalComments: 'none',
    target: browsers,
    entryNames: '[name]',
    plugins: [purgedKit, quietTurbo, ...speaking],
    logLevel: 'warning',
  });
  const files: { name: string; content: Buffer }[] = bundled.outputFiles.map((file) => ({ name: basename(file.path), content: Buffer.from(file.contents) }));
  const icon = await readFile(join(home, 'icon.svg'), 'utf8');
  files.push({ name: 'icon.svg', content: Buffer.from(icon) }, { name: 'icon-192.png', content: await drawn(icon, 192) }, { name: 'icon-512.png', content: await drawn(icon.replace(' rx="7"', ''), 512) });
  const named = await Promise.all(files.map((file) => writeHashed(outDir, file.name, file.content)));
  const manifest = Object.fromEntries(named) as AssetManifest;
  await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** The sign in pixels, for the screen of a telephone; without its round corners where the telephone cuts it into a shape of its own. */
const drawn = (icon: string, edge: number): Promise<Buffer> => sharp(Buffer.from(icon), { density: 72 * (edge / 32) }).resize(edge, edge).png({ palette: true }).toBuffer();

async function writeHashed(outDir: string, name: string, content: Buffer): Promise<[AssetName, string]> {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  const [small, smallest] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  ]);
  await Promise.all([
    writeFile(join(outDir, hashed), content),
    writeFile(join(outDir, `${hashed}.gz`), small),
    writeFile(join(outDir, `${hashed}.br`), smallest),
  ]);
  return [name as AssetName, hashed];
}

/**
 * Turbo puts the style of its progress bar into the page as an inline style, which our content security policy
 * refuses. The style stands in frame.css instead; the one call that would insert it is taken out.
 */
const quietTurbo: Plugin = {
  name: 'quiet turbo',
  setup(bundler) {
    bundler.onLoad({ filter: /@hotwired[\\/]turbo[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const original = await readFile(path, 'utf8');
      const contents = original.replace('    this.installStylesheetElement();\n', '');
      if (contents === original) throw new Error(`${path}: the call that inserts the inline style is no longer found`);
      return { contents, loader: 'js' };
    });
  },
};

/** `@import "kit"` in our styles: @tabler/core without the rules no page of ours can use. */
const purgedKit: Plugin = {
  name: 'purged kit',
  setup(bundler) {
    bundler.onResolve({ filter: /^kit$/ }, () => ({ path: 'kit', namespace: 'kit' }));
    bundler.onLoad({ filter: /.*/, namespace: 'kit' }, async () => ({ contents: await purge(), loader: 'css' }));
  },
};

async function purge(): Promise<string> {
  const kit = createRequire(import.meta.url).resolve('@tabler/core/dist/css/tabler.css');
  const [answer] = await new PurgeCSS().purge({
    css: [{ raw: await readFile(kit, 'utf8') }],
    content: [join(projectRoot, 'src/**/*.tsx')],
    skippedContentGlobs: [join(projectRoot, 'src/**/*.{test,fixtures}.tsx')],
    defaultExtractor: (page) => page.match(/[A-Za-z][\w-]*/g) ?? [],
    blocklist: await ownNames(),
    variables: true,
    keyframes: true,
  });
  return answer?.css ?? '';
}

/** Classes that are ours alone: the kit's rules of the same name must not leak in. */
async function ownNames(): Promise<string[]> {
  const own = new Set<string>();
  for await (const file of glob(join(home, 'styles/*.css'))) {
    const rules = (await readFile(file, 'utf8')).replaceAll(/\/\*[\s\S]*?\*\//g, '');
    for (const [, name = ''] of rules.matchAll(/\.([a-z][\w-]*)/g)) own.add(name);
  }
  return [...own].filter((name) => !refined.has(name));
}
