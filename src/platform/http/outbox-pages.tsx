import type { z } from 'zod';
import { FILES } from '#platform/files/taking-in.ts';
import { page } from '#platform/http/answers.tsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { titleIn, type Visit } from '#platform/http/visit.ts';
import { resident } from '#platform/identity/actor.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { freshForm } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { labels } from '#platform/ui/labels.ts';
import { Recording } from '#platform/ui/recording.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';

/** What a resource with an `outbox` shows of it: the list of what waits in this browser, and the sheet for where there is no network. */
export interface OutboxPages {
  declared: Lifecycle;
  fields: z.ZodObject;
  /** The few fields that cannot be known later, in order. */
  noted: readonly string[];
  /** The field that gets the day on which it was written, however late the network returns. */
  day: string;
  /** Fields that the address of the form may carry: to which record it belongs. */
  carried?: readonly string[];
  /** A voice may be recorded too: for how long, and in which words. */
  recording?: { seconds(reading: Reading): Promise<number>; start: string; hint: string; refused: string };
}

/** Mounts `/<path>/drafts` and `/<path>/drafts/blank`. */
export function mountOutbox(site: Site, pages: OutboxPages): void {
  const drafts = `/${pages.declared.path}/drafts`;
  site.add({ method: 'GET', path: drafts, handle: (visit) => showDrafts(visit, pages) });
  site.add({ method: 'GET', path: `${drafts}/blank`, open: true, handle: (visit) => showSheet(visit, pages) });
}

/** What waits in this browser: drafts, and what could not be sent. The browser itself fills the list in (`islands/outbox-list.ts`). */
async function showDrafts(visit: Visit, { declared }: OutboxPages): Promise<Response> {
  const frame = frameOf(visit);
  return page(visit, (
    <Desk frame={frame} title={labels.outboxList} width="narrow">
      <Head title={labels.outboxList} lead="只存在您这台设备的浏览器里，别人看不到；换一台设备或清除浏览器数据就没有了。" back={{ label: titleIn(visit.county, declared), href: `/${declared.path}` }} />
      <outbox-list
        data-person={frame.person?.id}
        data-empty="没有草稿，也没有等待发送的内容。"
        data-draft="草稿"
        data-waiting="等待发送"
        data-changed="别人改过"
        data-both="您写好以后，别人也改了这一条。两份都在，对照看过再提交，不会互相覆盖。"
        data-refused="需要更正"
        data-open="接着写"
        data-compare="对照后再提交"
        data-send="现在发送"
        data-remove="删除"
        data-photos="个照片、录音"
      />
      <noscript><p>这一页需要浏览器允许运行脚本。</p></noscript>
    </Desk>
  ));
}

/**
 * The sheet that a browser puts by when somebody opens the entry form, and shows in its place when there is no network. It lies on the device, so
 * it names nobody and holds no proof of a session, whoever asked for it.
 */
async function showSheet(visit: Visit, { declared, fields, noted, day, carried = [], recording }: OutboxPages): Promise<Response> {
  const form = `/${declared.path}/new`;
  const seconds = await (recording && reading(visit.house, resident(visit.county.id), (look) => recording.seconds(look)));
  return page(visit, (
    <PublicPage frame={{ ...frameOf(visit), csrf: undefined, notice: undefined }} title="先记下来" lead="现在没有网络。写好先存在这台设备上，有网络时在“本机草稿和待发送”里接着登记。">
      <SheetCard>
        <offline-sheet data-action={`/${declared.path}`} data-page={form} data-day={day} data-carried={carried.join(' ')} data-kept="已存在这台设备上，共" data-unit="条。可以接着写下一条。" data-full={labels.outboxFull}>
          <form class="form" method="get" action={form}>
            {noted.map((name) => <FieldOf of={fields} name={name} form={freshForm()} choices={{}} hint="" />)}
            {recording && <Recording {...recording} name={FILES} seconds={seconds!} />}
            <div class="form-actions"><button type="submit" class="btn btn-primary">存在这台设备上</button></div>
          </form>
        </offline-sheet>
      </SheetCard>
      <p class="sheet-other"><a class="btn" href={form}>有网络了，打开登记页</a></p>
    </PublicPage>
  ));
}
