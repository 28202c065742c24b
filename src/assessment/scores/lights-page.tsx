import type { Beside } from '#platform/beside.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds, program, type Actor } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import type { WorkKind } from '#platform/work.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { schemeOf } from '#assessment/schemes/facts.ts';
import { eventsOf } from '#assessment/scores/events.ts';
import { lightsOf, lightWords, type Light } from '#assessment/scores/lights.ts';

/** 数据质量提示 of one sheet, for those who check it and the county's body; not for the one who is assessed. */
export const lightsHref = ({ id }: Pick<AssessmentSheet, 'id'>): string => `/${assessmentSheet.path}/${id}/lights`;

const checks = (actor: Actor, { checker_id, rechecker_id }: AssessmentSheet): boolean =>
  holds(actor, 'county_office', 'chair', 'auditor', 'maintainer') || (actor.personId !== null && [checker_id, rechecker_id].includes(actor.personId));

export const lightsBeside: Beside<AssessmentSheet> = {
  record: assessmentSheet.name, title: '数据质量提示', uncounted: true,
  find: async (reading, row) => (checks(reading.actor, row) ? [{ label: '看看哪些记录要多核对一眼', href: lightsHref(row), about: '没有附证明、登记得晚、月底集中登记、文字或照片重复的；只作提示，不扣分' }] : []),
};

/** A record of a light, as the reader may see it. */
interface Shown {
  label: string;
  href?: string;
  day: string;
}

/** So many of one light are named; the numbers say how many there are. */
const NAMED = 20;

export function mountLights(site: Site, works: () => readonly WorkKind[]): void {
  site.add({ method: 'GET', path: `/${assessmentSheet.path}/:id/lights`, handle: (visit) => showLights(visit, works()), api: { summary: '考核表的数据质量提示', tag: assessmentSheet.title } });
}

async function showLights(visit: Visit, works: readonly WorkKind[]): Promise<Response> {
  const { sheet, lights } = await look(visit, async (reading) => {
    const found = await get(reading, assessmentSheet, visit.param('id')!);
    if (!checks(visit.actor!, found)) throw notFound(`这份${assessmentSheet.title}`);
    const lit = await litFor(reading, works, found);
    return { sheet: found, lights: await Promise.all(lit.map(async (light) => ({ ...light, shown: await shownOf(reading, light) }))) };
  });
  if (visit.json) return json(visit, { items: lights.map(({ name, sentence, events }) => ({ name, sentence, records: events.map(({ record, id }) => ({ record, id })) })) });
  return page(visit, (
    <Desk frame={frameOf(visit)} title="数据质量提示" width="narrow">
      <Head title="数据质量提示" lead={`${sheet.name}，${sheet.year}年度。只提示哪些记录要多核对一眼，不扣分，也不说明谁做错了什么。`} back={{ label: assessmentSheet.nameOf(sheet), href: `/${assessmentSheet.path}/${sheet.id}` }} />
      {lights.length === 0 && <Empty title="没有要提示的" sentence="办法用到的记录里，没有缺证明、登记得晚、月底集中登记、文字或照片重复的。" />}
      {[...Map.groupBy(lights, ({ name }) => name)].map(([name, alike]) => (
        <Section title={lightWords[name]} count={alike.length > 1 ? alike.length : undefined}>
          {alike.map((light) => (
            <div class="noticed">
              <p>{light.sentence}</p>
              <ul>{light.shown.map(({ label, href, day }) => <li>{day} {href ? <a href={href}>{label}</a> : label}</li>)}</ul>
              {light.events.length > NAMED && <p class="quiet">只列出最近的{NAMED}条。</p>}
            </div>
          ))}
        </Section>
      ))}
    </Desk>
  ));
}

/** By the very records from which the sheet was reckoned, at the moment at which they were frozen. */
async function litFor(reading: Reading, works: readonly WorkKind[], sheet: AssessmentSheet): Promise<Light[]> {
  const all = { ...reading, actor: program(reading.county) };
  const of = await get<Assessment>(all, assessment, sheet.assessment_id);
  const scheme = schemeOf(await get<SchemeEdition>(all, assessmentScheme, of.scheme_id));
  const at = of.frozen_at ? { ...all, asOf: of.frozen_at } : all;
  const [id, period] = [(sheet.committee_id ?? sheet.member_id ?? sheet.unit_id)!, { from: of.from_day, to: of.to_day }];
  return lightsOf(at, (await eventsOf(at, works, scheme, { ...period, subjects: [{ id }] })).get(id)!, period);
}

/** What the reader may not see is named by its kind and day alone. */
async function shownOf(reading: Reading, { events }: Light): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const { record, id, day, source } of events.slice(0, NAMED)) {
    const declared = reading.house.records.get(record)!;
    const row = await find(reading, declared, id);
    shown.push(row ? { label: `${source}：${declared.nameOf(row)}`, href: `/${declared.path}/${id}`, day } : { label: source, day });
  }
  return shown;
}
