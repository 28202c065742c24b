import { verdict, type Claim, type Finding } from '#platform/figures/claim.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { historyOf, lookbacks, type Lookback } from '#institutions/structure/history.ts';
import { CheckPage, StructurePage, type Checked } from '#institutions/structure/pages.tsx';

const tag = '组织体检';

export const mountWith = (checks: readonly Claim[]) => (site: Site): void => {
  site.add({ method: 'GET', path: '/structure', handle: all(checks), readsOnly: true, api: { summary: '全部组织体检项目和例外', tag } });
  site.add({
    method: 'GET', path: '/structure/:name', handle: one(checks), readsOnly: true,
    api: { summary: '一项组织体检和它按日的历史', tag, query: [{ name: 'days', in: 'query', schema: { type: 'integer', enum: Object.keys(lookbacks).map(Number) } }] },
  });
};

async function checked(reading: Reading, check: Claim): Promise<Checked> {
  const finding = await check.examine(reading, { to: today() });
  return { check, finding, verdict: verdict(finding), clause: check.clause && (await reading.house.clauseWords?.(reading, check.clause, today())) };
}

const plain = ({ check, finding, verdict: conclusion, clause }: Checked) => ({
  name: check.name, sentence: check.sentence, definition: check.definition, clause: clause ?? null, verdict: conclusion, ...plainFinding(finding),
});

const plainFinding = ({ examined, counterExamples }: Finding) => ({ examined, exceptions: counterExamples.length, counter_examples: counterExamples });

const all = (checks: readonly Claim[]): Handler => (visit) =>
  look(visit, async (reading) => {
    const found: Checked[] = [];
    for (const check of checks) found.push(await checked(reading, check));
    if (visit.json) return json(visit, { day: today(), items: found.map(plain) });
    return page(visit, <StructurePage frame={frameOf(visit)} day={today()} found={found} />);
  });

const one = (checks: readonly Claim[]): Handler => (visit) =>
  look(visit, async (reading) => {
    const check = checks.find(({ name }) => name === visit.param('name'));
    if (!check) throw notFound('这项体检');
    const days = daysAsked(visit);
    const found = await checked(reading, check);
    const spells = await historyOf(reading, check, today(), days);
    if (visit.json) return json(visit, { day: today(), days, ...plain(found), history: spells });
    return page(visit, <CheckPage frame={frameOf(visit)} day={today()} found={found} days={days} spells={spells} />);
  });

function daysAsked({ query }: Visit): Lookback {
  const asked = query.get('days') ?? '180';
  if (!Object.hasOwn(lookbacks, asked)) throw new Problem(422, 'bad_days', `历史可以看${Object.values(lookbacks).join('、')}，请选择其中一种。`, { fields: { days: '请选择 30、180 或 365' } });
  return Number(asked) as Lookback;
}
