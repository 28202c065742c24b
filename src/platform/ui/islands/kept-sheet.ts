/**
 * Puts a blank form by for when there is no network, with what it loads: one for each scope, the last that was open. Only what a page hands over
 * here is kept, and it hands over nothing that names anybody. Browsers do this on encrypted pages only; elsewhere the page works as without it.
 */
export async function keepSheet(scope: string, sheet: { at: string; from: string }): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return;
  try {
    await navigator.serviceWorker.register('/offline.js', { scope });
    const page = await fetch(sheet.from, { headers: { accept: 'text/html' } });
    if (!page.ok || page.redirected) return;
    const text = await page.text();
    const loaded = [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')]
      .map((part) => new URL(part.getAttribute('href') ?? part.getAttribute('src') ?? '', location.href).href);
    const cache = await caches.open(`sheet:${scope}`);
    await cache.addAll(loaded);
    await cache.put(sheet.at, new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
    const kept = new Set([new URL(sheet.at, location.href).href, ...loaded]);
    for (const { url } of await cache.keys()) if (!kept.has(url)) await cache.delete(url);
  } catch {
    // the network went away meanwhile, or this browser keeps nothing: the next visit tries again
  }
}
