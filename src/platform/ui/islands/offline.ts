/** Asked for an address, as the browser tells a service worker; the types of the page do not know it. */
interface Asked extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

/**
 * Runs beside the pages of its scope. With a network it passes everything on and keeps nothing; without one it gives the sheet that a page
 * put by (`kept-sheet.ts`), so that somebody can write where there is no signal, and in the place of any other page one that leads to the sheets.
 */
addEventListener('fetch', (event) => {
  const asked = event as Asked;
  const { method, mode, url } = asked.request;
  if (method === 'GET' && (mode === 'navigate' || new URL(url).pathname.startsWith('/assets/'))) asked.respondWith(answered(asked.request));
});

async function answered(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (away) {
    const kept = (await caches.match(request, { ignoreVary: true })) ?? (await caches.match(request, { ignoreSearch: true, ignoreVary: true }));
    const instead = kept ?? (request.mode === 'navigate' ? await caches.match('/offline', { ignoreVary: true }) : undefined);
    if (!instead) throw away;
    return instead;
  }
}
