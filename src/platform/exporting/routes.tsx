import { workbookType } from '#platform/documents/sheet.ts';
import { ExportPage, ExportsPage } from '#platform/exporting/pages.tsx';
import { endExport, getExport, ownExports, type ListExport } from '#platform/exporting/store.ts';
import { cancelWriting, progressOf } from '#platform/exporting/writing.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { namedFile } from '#platform/http/disposition.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import { dayOf } from '#platform/time.ts';

const tag = '导出';

/** 长清单的导出: what is being written, what is ready; each only for whoever asked for it. */
export function mountExports(site: Site): void {
  site.add({ method: 'GET', path: '/exports', handle: own, api: { summary: '我导出的文件（最近一天）', tag } });
  site.add({ method: 'GET', path: '/exports/:id', handle: shown, api: { summary: '一份导出写到哪里了', tag } });
  site.add({ method: 'GET', path: '/exports/:id/file', handle: fetched, api: { summary: '下载写好的导出', tag, answer: { type: 'string', format: 'binary' }, answerType: workbookType } });
  site.add({ method: 'POST', path: '/exports/:id/cancellation', handle: cancelled, api: { summary: '取消一份导出', tag } });
}

const plain = (one: ListExport) => {
  const progress = progressOf(one.id);
  const state = one.state === 'writing' && !progress ? 'interrupted' : one.state;
  return { id: one.id, title: one.title, state, rows_due: one.due, rows_done: state === 'ready' ? one.due : progress?.done ?? 0, bytes: one.bytes === null ? null : Number(one.bytes), file: state === 'ready' ? `/exports/${one.id}/file` : null };
};

const own: Handler = async (visit) => {
  const exports = visit.actor.accountId ? await ownExports(visit.house, visit.actor) : [];
  if (visit.json) return json(visit, { items: exports.map(plain), total: exports.length });
  return page(visit, <ExportsPage frame={frameOf(visit)} exports={exports} writing={(id) => progressOf(id) !== undefined} />);
};

const one = (visit: Visit): Promise<ListExport> => getExport(visit.house, visit.actor, visit.param('id'));

const shown: Handler = async (visit) => {
  const found = await one(visit);
  return visit.json ? json(visit, plain(found)) : page(visit, <ExportPage frame={frameOf(visit)} one={found} progress={progressOf(found.id)} />);
};

const fetched: Handler = async (visit) => {
  const found = await one(visit);
  if (found.state !== 'ready') throw new Problem(409, 'not_ready', '这份导出还没有写好。请等它写完再下载。');
  const content = await visit.house.files.open(visit.county.id, found.hash!);
  return new Response(content as ConstructorParameters<typeof Response>[0], {
    headers: { 'content-type': workbookType, 'content-length': String(found.bytes), 'content-disposition': namedFile('attachment', `${found.title}（${dayOf(found.begun_at)}）.xlsx`), 'cache-control': 'no-store' },
  });
};

const cancelled: Handler = async (visit) => {
  await sent(visit);
  const found = await one(visit);
  cancelWriting(found.id);
  await progressOf(found.id)?.finished;
  await endExport(visit.house, visit.county.id, found.id, { state: 'cancelled' });
  return visit.json ? json(visit, plain(await one(visit))) : seeOther(visit, `/exports/${found.id}`);
};
