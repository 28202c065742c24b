import { OfficialSheet } from '#platform/documents/official.tsx';
import { json, page } from '#platform/http/answers.tsx';
import { momentIn } from '#platform/http/listing.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds, program } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import { standingAt } from '#platform/records/moment.ts';
import { dayOf, today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Views } from '#platform/ui/views.tsx';
import { bulletinOf } from '#duties/opinions/items/bulletin.ts';
import { bulletinPaper, type BulletinWritten } from '#duties/opinions/items/bulletin-paper.ts';
import { bulletinPeriod, recentPeriods } from '#duties/opinions/items/bulletin-period.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';

const path = '/opinion-bulletins';

/** The county's body writes it, and the committees that it is sent to read it. */
function expectReader({ actor }: Visit): void {
  if (!holds(actor, 'county_office', 'chair', 'auditor', 'leader', 'director', 'deputy_director', 'worker')) throw new Problem(403, 'not_yours', '采用通报由县政协和各联络委查看，您不在其中。');
}

/** The same for everybody who may read it; with `?asof=` as it was known at that moment. */
async function written(visit: Visit): Promise<BulletinWritten> {
  expectReader(visit);
  const asked = visit.query.get('period') ?? recentPeriods(today()).months[0]!.name;
  const period = bulletinPeriod(asked);
  if (!period) throw new Problem(400, 'bad_period', '期间读不懂。请写成 2025-06（六月）或 2025-Q2（二季度）。');
  const asOf = momentIn(visit.query.get('asof') ?? undefined);
  return look(visit, async (seen) => {
    const reading = { ...seen, actor: program(seen.county) };
    const standing = await standingAt(reading, asOf);
    return { bulletin: await bulletinOf(standing.reading, period), period, bodyName: visit.county.bodyName, at: standing.at, date: dayOf(standing.at) };
  });
}

async function show(visit: Visit): Promise<Response> {
  const facts = await written(visit);
  const { period, bulletin, at } = facts;
  if (visit.json) return json(visit, { period: period.name, from: period.from, to: period.to, as_of: at, ...bulletin, issued: bulletin.issued.map(({ id, title, issue_year, issue, issue_total }) => ({ id, title, issue_year, issue, issue_total })) });
  const frame = frameOf(visit);
  const { months, quarters } = recentPeriods(today());
  const link = ({ name, words }: { name: string; words: string }) => ({ label: words, href: `${path}?period=${name}` });
  const now = { ...frame.here, query: new URLSearchParams({ period: period.name }) };
  return page(visit, (
    <Desk frame={frame} title="采用通报">
      <Head
        title="采用通报" lead="按月、按季由记录自动写成；下载后编文号、盖章印发。" back={{ label: opinionItem.title, href: `/${opinionItem.path}` }}
        main={{ label: '下载通报（Word）', href: `${path}/paper.docx?period=${period.name}&asof=${encodeURIComponent(at.toISOString())}`, icon: 'exporting' }}
      />
      <Views views={{ saved: [...quarters.map(link), ...months.slice(0, 6).map(link)] }} here={now} />
      <OfficialSheet paper={bulletinPaper(facts)} />
    </Desk>
  ));
}

export function mountBulletins(site: Site): void {
  site.add({
    method: 'GET', path, handle: show, readsOnly: true,
    api: { summary: '社情民意信息采用情况通报', tag: opinionItem.title, query: [{ name: 'period', in: 'query', description: '2025-06 或 2025-Q2；不填为上月', schema: { type: 'string' } }, { name: 'asof', in: 'query', schema: { type: 'string' } }] },
  });
  site.add({ method: 'GET', path: `${path}/paper.docx`, handle: async (visit) => paperAnswer(visit, bulletinPaper(await written(visit))), readsOnly: true });
}
