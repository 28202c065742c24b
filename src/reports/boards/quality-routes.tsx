import { lightWords, type Noted } from '#assessment/scores/facts.ts';
import { allAppliedAt } from '#plans/facts.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import type { WorkKind } from '#platform/work.ts';
import { ListPage } from '#platform/ui/list.tsx';
import { numberedPages } from '#platform/ui/paging.tsx';
import { aboutLine } from '#reports/asking.tsx';
import { lookAt, queryOf, type Asked } from '#reports/asked.ts';
import { besideAsked } from '#reports/boards/asked.ts';
import type { BoardDeclared } from '#reports/boards/board.ts';
import { gapsOf, vanishedOf } from '#reports/boards/gaps.ts';
import { alikeLit, lightsOfRecords, litCommittees, recordsLit, type LightOfRecords } from '#reports/boards/lights.ts';
import { pageOf, PAGE_SIZE, scopeQuery } from '#reports/boards/paging.ts';
import { QualityPage, shownColumns, type Shown, type ShownGroup } from '#reports/boards/quality-page.tsx';
import { seesWholeCounty } from '#reports/facts.ts';
import { placesFor } from '#reports/places.ts';

export interface QualityDeclared extends BoardDeclared {
  /** All work that is credited to anybody. */
  works(): readonly WorkKind[];
}

const tag = '数据质量';

export function mountQuality(site: Site, declared: QualityDeclared): void {
  site.add({ method: 'GET', path: '/boards/quality', handle: quality(declared), api: { summary: '要再看一眼的记录', tag, query: scopeQuery('committee') } });
  site.add({ method: 'GET', path: '/boards/quality/:light', handle: records(declared), api: { summary: '一个联络委的一种提示指的记录', tag, query: scopeQuery('committee', 'page') } });
}

/** So many of a group of alike records are named. */
const NAMED = 20;
const rules = ['assessment.entry_days', 'assessment.burst_days', 'assessment.burst_percent', 'boards.vanished'];

const quality = (declared: QualityDeclared): Handler => async (visit) => {
  const asked = besideAsked(visit);
  return lookAt(visit, asked, async (standing) => {
    const { reading, at } = standing;
    const { committees, place } = await placesFor(reading, asked, visit.county.name);
    const [lit, gaps, vanished] = [await litCommittees(reading, declared.works(), asked), await gapsOf(standing, declared.figures, asked), await vanishedOf(standing, declared.figures, asked)];
    const groups = await alikeLit(reading, declared.works(), asked);
    const alike: ShownGroup[] = [];
    for (const { name, sentence, events } of groups) alike.push({ name, sentence, records: await shownOf(reading, events.slice(0, NAMED)), more: Math.max(0, events.length - NAMED) });
    if (visit.json) return json(visit, { ...about(asked, at), committees: lit, gaps, vanished, alike: groups.map(({ name, sentence, events }) => ({ name, sentence, records: events.map(({ record, id }) => ({ record, id })) })) });
    const whole = seesWholeCounty(visit.actor);
    return page(visit, (
      <QualityPage
        frame={frameOf(visit)} asked={asked} lead={aboutLine(asked, at, place)} committees={committees} wholeCounty={whole}
        lit={lit} gaps={gaps} vanished={vanished} alike={alike} applied={await allAppliedAt(reading, rules, asked.to)}
        hrefOf={(name, committee) => `/boards/quality/${name}?${queryOf({ ...asked, committee }, at)}`}
        back={{ label: '看板', href: `/boards?${queryOf(asked)}` }}
      />
    ));
  });
};

const about = (asked: Asked, at: Date) => ({ from: asked.from, to: asked.to, committee: asked.committee ?? null, as_of: at.toISOString() });

const isLight = (name: string): name is LightOfRecords => (lightsOfRecords as readonly string[]).includes(name);

const records = (declared: QualityDeclared): Handler => async (visit) => {
  const name = visit.param('light');
  const asked = besideAsked(visit);
  const { committee } = asked;
  if (!isLight(name) || !committee) throw notFound('这份清单');
  return lookAt(visit, asked, async ({ reading, at }) => {
    const lit = await recordsLit(reading, declared.works(), { ...asked, committee }, name);
    const on = pageOf(visit);
    const part = lit.slice((on - 1) * PAGE_SIZE, on * PAGE_SIZE);
    if (visit.json) return json(visit, { ...about(asked, at), items: part.map(({ record, id, day, received }) => ({ record, id, day, received })), total: lit.length, total_is: 'exact', page: on, size: PAGE_SIZE });
    const { place } = await placesFor(reading, asked, visit.county.name);
    const frame = frameOf(visit);
    return page(visit, (
      <ListPage<Shown>
        frame={frame} title={lightWords[name]} lead={aboutLine(asked, at, place)} back={backTo(visit, asked)} columns={shownColumns} rows={await shownOf(reading, part)} id={({ label }) => label}
        paging={numberedPages(frame.here, { page: on, size: PAGE_SIZE, total: lit.length })} empty={{ sentence: '没有这样的记录。' }}
      />
    ));
  });
};

const backTo = ({ actor }: Visit, asked: Asked) => ({ label: '数据质量', href: `/boards/quality?${queryOf({ ...asked, committee: seesWholeCounty(actor) ? undefined : asked.committee })}` });

/** What the reader may not see is named by its kind alone. */
async function shownOf(reading: Reading, events: readonly Noted[]): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const { record, id, day, received, source } of events) {
    const declared = reading.house.records.get(record)!;
    const row = await find(reading, declared, id);
    shown.push({ source, day, received, ...(row ? { label: declared.nameOf(row), href: `/${declared.path}/${id}` } : { label: source }) });
  }
  return shown;
}
