import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { titleIn, type Visit } from '#platform/http/visit.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';

/** Mounts the page that a browser which has been here before shows in the place of any other while there is no network. */
export function mountOfflinePage(site: Site): void {
  site.add({ method: 'GET', path: '/offline', open: true, handle: (visit) => showOffline(visit, site) });
}

/** It lies on the device, so it names nobody. Which of the sheets lie there too is seen by the browser itself (`islands/offline-home.ts`). */
function showOffline(visit: Visit, site: Site): Promise<Response> {
  const sheets = [...site.resources.values()].filter(({ declared, outbox, again }) => outbox === `/${declared.path}/drafts` && !again);
  return page(visit, (
    <PublicPage frame={{ ...frameOf(visit), csrf: undefined, notice: undefined }} title="现在没有网络" lead="您要看的页面没有打开：没有网络，或者系统正在重新启动。有网络时它会自己打开。">
      <offline-home data-waiting="条在这台设备上，有网络时自动发送或接着写。">
        <p role="status" />
        <SheetCard title="没有网络也可以先记下来">
          <ul class="choices">{sheets.map(({ declared }) => <li><a class="btn" href={`/${declared.path}/new`}>{titleIn(visit.county, declared)}</a></li>)}</ul>
        </SheetCard>
      </offline-home>
      <p class="sheet-other"><a class="btn" href="">再试一次</a></p>
    </PublicPage>
  ));
}
