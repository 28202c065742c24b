import type { Slice } from '#platform/chapter.ts';
import { standingOf, type Check } from '#platform/health/standing.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { Table } from '#platform/ui/table.tsx';

export const healthSlice: Slice = { mount };

function mount(site: Site): void {
  site.add({ method: 'GET', path: '/system-status', handle: status, api: { summary: '系统运行情况：备份、磁盘、队列、日志核验', tag: '系统' } });
}

/** For the person in the office who is asked "is it well?", and for whoever maintains the machine. */
const status: Handler = async (visit) => {
  if (!holds(visit.actor, 'county_office', 'superior_office', 'maintainer', 'auditor')) throw notFound();
  const checks = await look(visit, (reading) => standingOf(reading));
  if (visit.json) return json(visit, { well: checks.every(({ well }) => well), checks });
  const wanting = checks.filter(({ well }) => !well);
  return page(visit, (
    <Desk frame={frameOf(visit)} title="运行情况">
      <Head title="运行情况" lead="系统自己在做的事做得怎样：备份、磁盘、队列和日志核验。" />
      {wanting.length === 0 ? <Remark tone="good">各项正常。</Remark> : <Remark tone="warning">有{wanting.length}项需要看一下，见下表“怎么办”。</Remark>}
      <Table<Check>
        caption="运行情况"
        columns={[
          { key: 'label', label: '事项', cell: ({ label }) => label, onCards: 'title' },
          { key: 'value', label: '情况', cell: ({ value }) => value },
          { key: 'well', label: '是否正常', cell: ({ well }) => (well ? '正常' : '需要看一下'), tight: true },
          { key: 'advice', label: '怎么办', cell: ({ well, advice }) => (well ? '' : advice) },
        ]}
        rows={checks}
      />
    </Desk>
  ));
};
