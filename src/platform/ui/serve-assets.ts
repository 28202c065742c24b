import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { assetAddress, assetPrefix, type AssetManifest, type AssetName, useAssets } from './assets.ts';
import { manifestPath, webManifest } from './web-manifest.ts';

/** Answers /assets/… from the folder `buildAssets` wrote (precompressed, kept by the browser for good) and makes pages name these files. */
export function assetRoutes(folder: string): Hono {
  useAssets(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as AssetManifest);
  const app = new Hono();
  // At the root, because a service worker serves only what lies below it; looked at anew each time, because it has no hash in its name.
  app.use('/offline.js', serveStatic({
    root: folder,
    rewriteRequestPath: () => assetAddress('offline.js').slice(assetPrefix.length - 1),
    onFound: (_path, context) => context.header('cache-control', 'no-cache'),
  }));
  app.get(manifestPath, (context) => context.body(JSON.stringify(webManifest(context.req.query('start'))), 200, { 'content-type': 'application/manifest+json; charset=utf-8', 'cache-control': 'no-cache', vary: 'Cookie' }));
  app.use(
    `${assetPrefix}*`,
    serveStatic({
      root: folder,
      precompressed: true,
      rewriteRequestPath: (path) => path.slice(assetPrefix.length - 1),
      onFound: (_path, context) => context.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  // A page that was opened before an upgrade asks by the names of its time: it goes on with what stands there today, which nobody keeps under that name.
  app.use(`${assetPrefix}*`, serveStatic({
    root: folder,
    precompressed: true,
    rewriteRequestPath: (path) => todaysFor(path).slice(assetPrefix.length - 1),
    onFound: (_path, context) => context.header('cache-control', 'no-cache'),
  }));
  return app;
}

const hashedName = /^(.+)-[\w-]{12}(\.\w+)$/;

function todaysFor(path: string): string {
  const [, name, ending] = hashedName.exec(path.slice(assetPrefix.length)) ?? [];
  return name ? assetAddress(`${name}${ending}` as AssetName) : path;
}
