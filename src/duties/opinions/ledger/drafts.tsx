import { page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Head } from '#platform/ui/head.tsx';
import { labels } from '#platform/ui/labels.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';

/** What waits in this browser: drafts, and what could not be sent. The browser itself fills the list in (`islands/outbox-list.ts`). */
export async function showDrafts(visit: Visit): Promise<Response> {
  const frame = frameOf(visit);
  return page(visit, (
    <Desk frame={frame} title={labels.outboxList} width="narrow">
      <Head title={labels.outboxList} lead="只存在您这台设备的浏览器里，别人看不到；换一台设备或清除浏览器数据就没有了。" back={{ label: ledgerEntry.title, href: `/${ledgerEntry.path}` }} />
      <outbox-list
        data-person={frame.person?.id}
        data-empty="没有草稿，也没有等待发送的内容。"
        data-draft="草稿"
        data-waiting="等待发送"
        data-changed="别人改过"
        data-refused="需要更正"
        data-open="接着写"
        data-compare="对照后再提交"
        data-send="现在发送"
        data-remove="删除"
      />
      <noscript><p>这一页需要浏览器允许运行脚本。</p></noscript>
    </Desk>
  ));
}
