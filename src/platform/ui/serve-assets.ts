import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { assetPrefix } from './assets.ts';

/** Answers /assets/… from the folder `buildAssets` wrote: precompressed, and kept by the browser for good. */
export function assetRoutes(folder: string): Hono {
  const app = new Hono();
  app.use(
    `${assetPrefix}*`,
    serveStatic({
      root: folder,
      precompressed: true,
      rewriteRequestPath: (path) => path.slice(assetPrefix.length - 1),
      onFound: (_path, context) => context.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  return app;
}
